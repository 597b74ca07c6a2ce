"""What a reader sees of a workbook: a Book of Grids, and how a cell's position is spelt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

Value = str | float | bool | None
Word = str | float | Decimal | None  # what can be put into a cell
COM_ERRORS = range(-2146826288, -2146826200)  # how Excel hands over error values; xlwings names the seven old ones
_EXACT = 1e15
_OWN_FUNCTION = re.compile(
    r"(?:(?:[A-Z]:|\\\\)[^!]*!|[^\s(),!&<>=+*/\"-]+!)?\b(PX_\w+)(?=\()", re.IGNORECASE
)  # Excel may put the add-in's file before it


def column_letters(column: int) -> str:
    """Spell a column counted from 0 as Excel does: 0 is A, 27 is AB."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """Spell a cell whose row and column are counted from 0: (3, 2) is C4."""
    return f"{column_letters(column)}{row + 1}"


def position(cell: str) -> tuple[int, int]:
    """Read an address back: C4 is (3, 2)."""
    letters = cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(cell[len(letters) :]) - 1, column - 1


def quoted(sheet: str) -> str:
    """Spell a sheet's name as a formula needs it."""
    return "'" + sheet.replace("'", "''") + "'"


def bare(formula: str) -> str:
    """Give a formula as it is compared: without its =, and without what each program spells in its own way.

    That is quotes round sheets, and the file and the letters of perfxl's own functions: `[1]!px_total` is PX_TOTAL.
    """
    plain_quotes = formula.removeprefix("=").replace("'", "")
    return _OWN_FUNCTION.sub(lambda found: found[1].upper(), plain_quotes)


@dataclass(frozen=True, slots=True)
class CellRef:
    """One cell of one sheet, for people and for links."""

    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class Grid:
    """The values of one sheet from A1 on: text, number, truth or None; dates arrive as ISO text."""

    rows: Sequence[Sequence[Value]]

    def value(self, row: int, column: int) -> Value:
        """Give the value at a position counted from 0; None beyond what is filled."""
        if 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row]):
            value = self.rows[row][column]
            return None if value == "" else value
        return None

    def text(self, row: int, column: int) -> str:
        """Give the value as a person would read it; "" for an empty cell."""
        return plain(self.value(row, column))


class Book(Protocol):
    """An open workbook, wherever it lives; one trip per sheet."""

    @property
    def name(self) -> str:
        """The name that a person knows the book by."""
        ...

    def sheets(self) -> Sequence[str]:
        """Name the worksheets in their order."""
        ...

    def grid(self, sheet: str) -> Grid:
        """Read all values of one sheet."""
        ...


class OpenBook(Book, Protocol):
    """A workbook that changes can be made for: a file, or the one that is open in Excel."""

    def formulas(self, sheet: str) -> Mapping[tuple[int, int], str]:
        """Read the formulas of one sheet, without their =, by position counted from 0."""
        ...

    def fixed(self, refs: Iterable[CellRef]) -> set[CellRef]:
        """Tell which cells take no words: a formula or a table gives what they show, or a merged block hides them."""
        ...


def plain(value: Value) -> str:
    """Print a cell's value without a trailing “.0” and without the noise of binary fractions (15 digits, as Excel)."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return f"{value:.15g}" if abs(value) < _EXACT else f"{value:.0f}"
    return value
