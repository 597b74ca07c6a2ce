"""The table that a county unit in Hebei hands in (×××绩效目标表), as printed in 2025."""

from perfxl.forms import _values as kind
from perfxl.forms._layout import Box, Column, Label, ProjectForm

HEBEI_2025 = ProjectForm(
    version="河北2025",
    widths=(15, 20, 20, 23, 13, 12, 13),
    labels=(
        Label("code", "A3"),
        Label("name", "D3"),
        Label("purpose_and_budget", "A4:A5"),
        Label("budget", "B4"),
        Label("fiscal", "D4"),
        Label("other", "F4"),
        Label("plan", "A6:A7"),
        Label("plan.march", "B6"),
        Label("plan.june", "C6"),
        Label("plan.october", "D6:E6"),
        Label("plan.december", "F6:G6"),
        Label("goals", "A8"),
        Label("level1", "A10"),
        Label("level2", "B10"),
        Label("indicator", "C10"),
        Label("description", "D10"),
        Label("target", "E10"),
        Label("basis", "F10:G10"),
    ),
    boxes=(
        Box("title", "A1:G1", kind.title),
        Box("unit", "A2:D2", kind.unit),
        Box("money_unit", "E2:G2", kind.money_unit),
        Box("code", "B3:C3", kind.code),
        Box("name", "E3:G3", kind.centred),
        Box("budget", "C4", kind.money),
        Box("fiscal", "E4", kind.money),
        Box("other", "G4", kind.money),
        Box("purpose", "B5:G5", kind.text),
        Box("plan.march", "B7", kind.share),
        Box("plan.june", "C7", kind.share),
        Box("plan.october", "D7:E7", kind.share),
        Box("plan.december", "F7:G7", kind.share),
        Box("goals", "B8:G8", kind.text),
    ),
    columns=(
        Column("level1", "level1", "A", kind.centred),
        Column("level2", "level2", "B", kind.centred),
        Column("name", "indicator", "C", kind.text),
        Column("description", "description", "D", kind.text),
        Column("target", "target", "E", kind.target),
        Column("basis", "basis", "F:G", kind.text),
    ),
    header=9,
)
