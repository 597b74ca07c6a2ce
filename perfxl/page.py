"""What a workbook to be written looks like, as plain data: forms draw it, one writer in `hosts` makes the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Self

from perfxl.sheet import CellRef, Grid, Value, Word


@dataclass(frozen=True, slots=True)
class Style:
    """How a cell looks; `number` is Excel's number format ("@" is text)."""

    bold: bool = False
    size: float = 10.5
    font: str = "宋体"
    align: str = "left"
    valign: str = "vcenter"
    wrap: bool = True
    border: bool = True
    fill: str | None = None
    color: str | None = None
    number: str = "General"
    locked: bool = True
    shrink: bool = False

    def but(self, **changes: object) -> Self:
        """Give the same style with some properties changed."""
        return replace(self, **changes)  # type: ignore[arg-type]  # dataclasses.replace cannot type **changes


@dataclass(frozen=True, slots=True)
class Formula:
    """A native formula and its computed value, so that readers without a calculation engine show it too."""

    text: str
    value: Decimal | float | str


@dataclass(frozen=True, slots=True)
class Link:
    """A jump to a cell of this workbook: `target` is a cell reference as in a formula."""

    target: str
    text: str
    tip: str = ""


Content = str | int | float | Decimal | Formula | Link | None


@dataclass(frozen=True, slots=True)
class Area:
    """A block of cells, both corners included, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Validation:
    """What may be typed in an area: `options` go to the writer as they are (kind, criteria, bounds, messages)."""

    area: Area
    options: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Flag:
    """A conditional format: where the formula holds, the style's fill and colour are shown."""

    area: Area
    formula: str
    fill: str
    color: str


@dataclass(frozen=True, slots=True)
class Table:
    """A native Excel table with a filter; its first row holds the column titles."""

    name: str
    area: Area


@dataclass(frozen=True, slots=True)
class Chart:
    """A native bar chart of one column of figures against one column of words."""

    title: str
    words: Area
    figures: Area
    at: tuple[int, int]
    number: str
    size: tuple[int, int]


@dataclass(slots=True)
class Page:
    """One sheet, filled in by the form that owns it; `printed` limits print to so many columns from the left."""

    name: str
    widths: tuple[float, ...] = ()
    landscape: bool = False
    freeze: tuple[int, int] | None = None
    repeat: tuple[int, int] | None = None
    hidden: bool = False
    protect: bool = False
    tab: str | None = None
    one_page: bool = False
    printed: int | None = None
    cells: dict[tuple[int, int], tuple[Content, Style]] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    heights: dict[int, float] = field(default_factory=dict)
    validations: list[Validation] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
    names: dict[str, Area] = field(default_factory=dict)
    tables: list[Table] = field(default_factory=list)
    charts: list[Chart] = field(default_factory=list)

    def grid(self) -> Grid:
        """Show what a reader sees of the sheet: words, numbers, and the values of formulas."""
        bottom = max((row for row, _ in self.cells), default=-1) + 1
        right = max((column for _, column in self.cells), default=-1) + 1
        rows: list[list[Value]] = [[None] * right for _ in range(bottom)]
        for (row, column), (content, _) in self.cells.items():
            rows[row][column] = seen(content)
        return Grid(rows)

    def put(self, row: int, column: int, content: Content, style: Style, to: tuple[int, int] | None = None) -> None:
        """Write one cell, or a merged block that ends at `to` (every cell of it bears the style, so borders close)."""
        bottom, right = to or (row, column)
        for r in range(row, bottom + 1):
            for c in range(column, right + 1):
                self.cells[r, c] = (content if (r, c) == (row, column) else None, style)
        if (bottom, right) != (row, column):
            self.merges.append(Area(row, column, bottom, right))


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole workbook to be written; `names` are its workbook-wide defined names, as (sheet, area)."""

    pages: tuple[Page, ...]
    names: Mapping[str, tuple[str, Area]] = field(default_factory=dict)
    title: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """What is to become of a workbook; a host makes it so, in a copy of a file or in the book that is open.

    `cells` get words; a page whose name the workbook has is drawn anew, another one is added behind the sheet `after`;
    `names` are workbook-wide, as in a `Plan`; `values` is what formulas come to by now, for hosts that do not compute.
    """

    cells: Mapping[CellRef, Word] = field(default_factory=dict)
    pages: tuple[Page, ...] = ()
    names: Mapping[str, tuple[str, Area]] = field(default_factory=dict)
    values: Mapping[CellRef, Formula] = field(default_factory=dict)
    after: str | None = None


def seen(content: Content) -> Value:
    """Give what a reader sees of a cell: of a formula its value, of a link its words."""
    if isinstance(content, Formula):
        content = content.value
    if isinstance(content, Link):
        return content.text
    return float(content) if isinstance(content, Decimal | int) else content
