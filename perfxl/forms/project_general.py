"""The table of 2021: 成本 as a 一级指标, and a column for weights; all else as the table of Hebei prints it.

The 2021 guide (财预〔2021〕101号) fixes the levels and the weights of indicators, not a layout; provinces keep theirs.
So this form is ours, and a province's is another `replace`.
"""

from dataclasses import replace

from perfxl.forms import _values as kind
from perfxl.forms._layout import Box, Column, Label
from perfxl.forms.project_hebei import HEBEI_2025


def _wider(cells: str) -> str:
    """Let what ends in Hebei's last column, G, end in H."""
    first, _, last = cells.partition(":")
    end = last or first
    return f"{first}:{end.replace('G', 'H')}" if end.startswith("G") else cells


GENERAL_2021 = replace(
    HEBEI_2025,
    version="通用2021",
    widths=(15, 20, 20, 23, 13, 10, 9, 13),
    labels=(
        *(replace(one, cells=_wider(one.cells)) for one in HEBEI_2025.labels if one.field != "basis"),
        Label("weight", "F10"),
        Label("basis", "G10:H10"),
    ),
    boxes=tuple(Box(one.field, _wider(one.cells), one.kind) for one in HEBEI_2025.boxes),
    columns=(
        *(one for one in HEBEI_2025.columns if one.field != "basis"),
        Column("weight", "weight", "F", kind.target),
        Column("basis", "basis", "G:H", kind.text),
    ),
)
