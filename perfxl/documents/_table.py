"""One project's table: its cells to the words of a project, by printed labels and by the shape of the form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from perfxl.documents._cells import (
    Cell,
    Line,
    Unplaced,
    is_money_unit,
    is_title,
    is_unit,
    report,
    split_cells,
)
from perfxl.documents._rows import first_row, header_at, read_rows
from perfxl.model.amounts import blank, folded
from perfxl.model.labels import LABELS
from perfxl.model.project import PLAN_NODES, Project, project_from_words

_ENOUGH = 2
_UNIT_AND_MONEY_UNIT = re.compile(r"(\d{6}.*?)\s+(\S*单位\S*)\s*")


class Slot(NamedTuple):
    """One cell of the form above the indicators: its printed label, its value, or a merged cell (neither)."""

    label: str = ""
    field: str = ""
    last: bool = False

    def words(self, cell: Cell) -> str:
        """The cell's words; a row's last cell goes without the divider, the goals without the page space below."""
        if self.field == "goals":
            return cell.trimmed
        return cell.undivided if self.last else cell.text


MERGED = Slot()
SLOTS = (
    *(Slot("code"), Slot(field="code"), Slot("name"), Slot(field="name", last=True)),
    *(Slot("purpose_and_budget"), Slot("budget"), Slot(field="budget"), Slot("fiscal"), Slot(field="fiscal")),
    *(Slot("other"), Slot(field="other", last=True), MERGED, Slot(field="purpose", last=True)),
    *(Slot("plan"), *(Slot(node, last=node == "plan.december") for node in PLAN_NODES)),
    *(MERGED, *(Slot(field=node, last=node == "plan.december") for node in PLAN_NODES)),
    *(Slot("goals"), Slot(field="goals", last=True)),
)
_GOALS = SLOTS.index(Slot("goals"))


@dataclass(frozen=True, slots=True)
class Table:
    """One table as read: its project, and the lines of it that have no place."""

    project: Project
    unplaced: tuple[Unplaced, ...]


def read_table(lines: Sequence[Line], position: int, *, leading: bool) -> Table | None:
    """Read the lines from one table's title to the next table's; None where they hold no performance table."""
    first = next((at for at, line in enumerate(lines) if line.tabbed), len(lines))
    cells = split_cells(lines[first:], leading=leading)
    anchors = _anchors(cells)
    if len(anchors) < _ENOUGH:
        return None
    words, unplaced = _heading(lines[:first])
    below = _first_below(cells, anchors)
    filled: dict[Slot, Cell] = {}
    for slots, run in _stretches(cells[:below], anchors):
        head, run = _head_cells(run, words) if slots and slots[0] == SLOTS[0] else ([], run)
'''.rstrip()+"\n"
