"""Where a sheet really keeps a form's labels and boxes, though rows and columns were inserted or removed.

Rows go by the labels of the form's first column, each of which begins a block; within a row every box goes by the label
to its left, and the months' boxes and the indicators' columns by the label above them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from perfxl.forms._layout import Box, Column, Label, ProjectForm
from perfxl.model.amounts import blank, folded
from perfxl.sheet import Grid, column_letters

_SEARCH_ROWS, _SEARCH_COLUMNS = 200, 20
Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Frame:
    """A form as found in a sheet; all positions count from 0.

    `rows` says how far each row of the form has moved; `at` where each label stands; `printed` the labels that differ
    from the form's ("" for a missing one), and under "rows" a sentence if anything has moved.
    """

    grid: Grid
    form: ProjectForm
    left: int
    rows: dict[int, int]
    at: dict[str, Cell]
    printed: dict[str, str]

    def box(self, box: Box) -> Cell:
        """Find a box."""
        top, left = box.area.top, box.area.left
        if top < self.form.anchors[0].area.top:
            row, here = self._above_the_table(top), self.left + left
        else:
            beside = [
                one for one in self.form.labels if one.area.top <= top <= one.area.bottom and one.area.left < left
            ]
            above = [one for one in self.form.labels if (one.area.bottom, one.area.left) == (top - 1, left)]
            label = above[0] if above else max(beside, key=lambda one: one.area.left)
            row, here = top + self.rows[top], left + self._moved(label)
        right = [one for one in self.form.labels if one.area.left >= left]
        if right and blank(self.grid.text(row, here)):  # a column may stand between the label and its box
            beyond = left + self._moved(min(right, key=lambda one: one.area.left))
            here = here if blank(self.grid.text(row, beyond)) else beyond
        return row, here

    def column(self, column: Column) -> int:
        """Find a column of the indicator rows."""
        return self.at[column.label][1]

    def _moved(self, label: Label) -> int:
        return self.at[label.field][1] - label.area.left

    def _above_the_table(self, row: int) -> int:
        """Find the title's or the unit's line: it moves with the table, or stays where it was."""
        first = self.form.anchors[0].area.top
        blanks = next((above for above in range(first) if not self._blank(above)), 0)
        here = row + min(blanks, max(self.rows[first], 0))
        return row + self.rows[first] if self._blank(here) else here

    def _blank(self, row: int) -> bool:
        return row >= len(self.grid.rows) or all(blank(str(value or "")) for value in self.grid.rows[row])


def find_frame(grid: Grid, form: ProjectForm) -> Frame:
    """Find a form in a sheet."""
    left = _first_column(grid, form)
    rows, moved, first = _find_rows(grid, form, left)
    at: dict[str, Cell] = {}
    printed: dict[str, str] = {}
    shift = left
    for label in sorted(form.labels, key=lambda one: (one.area.top, one.area.left)):
        shift = left if label.area.left == 0 else shift
        row, expected = label.area.top + rows[label.area.top], label.area.left + shift
        found = _nearest(grid, label, (row, expected), ((row, column) for column in range(_SEARCH_COLUMNS)))
        if found and found[1] != expected:
            said = f"应在 {column_letters(expected)} 列，现在 {column_letters(found[1])} 列"
            moved, first = (moved, first) if moved else (f"“{label.words}”{said}，表中插入或删除过列。", label)
            shift += found[1] - expected
        at[label.field] = (row, label.area.left + shift)
        if grid.text(*at[label.field]) != label.words:
            printed[label.field] = grid.text(*at[label.field])
    if moved:
        printed["rows"], at["rows"] = moved, at[first.field]
    return Frame(grid, form, left, rows, at, printed)


def _first_column(grid: Grid, form: ProjectForm) -> int:
    if any(grid.text(anchor.area.top, 0) == anchor.words for anchor in form.anchors):
        return 0
    wanted = {folded(label.words) for label in form.anchors}
    rows = range(min(len(grid.rows), _SEARCH_ROWS))
    hits = [sum(folded(grid.text(row, column)) in wanted for row in rows) for column in range(_SEARCH_COLUMNS)]
    return hits.index(max(hits))


def _find_rows(grid: Grid, form: ProjectForm, left: int) -> tuple[dict[int, int], str, Label]:
    """Find how far each row of the form has moved; say what moved first, and which label tells."""
    shifts: dict[int, int] = {}
    moved, shift, first = "", 0, form.anchors[0]
    anchors = form.anchors
    for anchor, following in zip(anchors, (*anchors[1:], None), strict=True):
        top = anchor.area.top
        cells = ((row, left) for row in range(min(len(grid.rows), _SEARCH_ROWS)))
        found = _nearest(grid, anchor, (top + shift, left), cells)
        if found is not None and found[0] - top != shift:
            if not moved:
                moved, first = f"“{anchor.words}”应在第 {top + shift + 1} 行，现在第 {found[0] + 1} 行", anchor
            shift = found[0] - top
        shifts |= dict.fromkeys(range(top, following.area.top if following else top + 1), shift)
    return shifts, f"{moved}，表中插入或删除过行。" if moved else "", first


def _nearest(grid: Grid, label: Label, expected: Cell, others: Iterable[Cell]) -> Cell | None:
    """Find a label's words where they are expected, or else in the nearest of the other cells."""
    if grid.text(*expected) == label.words:
        return expected
    wanted = folded(label.words)
    bearing = [cell for cell in others if folded(grid.text(*cell)) == wanted]
    return min(bearing, key=lambda cell: abs(cell[0] - expected[0]) + abs(cell[1] - expected[1]), default=None)
