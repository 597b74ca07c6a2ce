"""The words in which a project form is laid down: labels, boxes and the rows of indicators."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from perfxl.forms._values import Kind
from perfxl.model.labels import LABELS
from perfxl.page import Area
from perfxl.sheet import address, position


@cache
def area(cells: str) -> Area:
    """Read “B8:G8” or “B8”."""
    first, _, last = cells.partition(":")
    return Area(*position(first), *position(last or first))


@dataclass(frozen=True, slots=True)
class Label:
    """Printed words: which (a key of LABELS) and the cells they fill."""

    field: str
    cells: str

    @property
    def area(self) -> Area:
        """The cells as numbers."""
        return area(self.cells)

    @property
    def words(self) -> str:
        """The printed words."""
        return LABELS[self.field]


@dataclass(frozen=True, slots=True)
class Box:
    """One thing to fill in: model field, cells, kind of value."""

    field: str
    cells: str
    kind: Kind

    @property
    def area(self) -> Area:
        """The cells as numbers."""
        return area(self.cells)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the indicator rows: model field, label, the sheet columns it spans, kind of value."""

    field: str
    label: str
    columns: str
    kind: Kind

    @property
    def span(self) -> tuple[int, int]:
        """First and last sheet column, counted from 0."""
        first, _, last = self.columns.partition(":")
        return position(f"{first}1")[1], position(f"{last or first}1")[1]


@dataclass(frozen=True, slots=True)
class ProjectForm:
    """One year's and province's project table. `anchors` are the labels of the first column, top to bottom.

    Rows and columns are counted from 0; `header` is the row of the indicator headings, the indicators follow it.
    """

    version: str
    widths: tuple[float, ...]
    labels: tuple[Label, ...]
    boxes: tuple[Box, ...]
    columns: tuple[Column, ...]
    header: int

    @property
    def anchors(self) -> tuple[Label, ...]:
        """The labels that stand in the form's first column; each begins a block of rows."""
        return tuple(label for label in self.labels if label.area.left == 0)

    def box(self, field: str) -> Box:
        """Find a box by its field."""
        return next(box for box in self.boxes if box.field == field)

    def cell(self, field: str) -> str:
        """Spell the cell of a box as a formula does, fixed in row and column: $C$4."""
        corner = self.box(field).area
        spelt = address(corner.top, corner.left)
        letters = spelt.rstrip("0123456789")
        return f"${letters}${spelt[len(letters) :]}"

    def room(self, left: int, right: int) -> float:
        """Add up the widths of some columns."""
        return sum(self.widths[left : right + 1])
