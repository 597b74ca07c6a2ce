"""Rectangles of cells, from 1 on as in Excel, and their addresses."""
# ruff: noqa: ANN401 # neither UNO nor xlwings' inside has types

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import reduce
from typing import Any

from perfxl.sheet import column_letters

ROWS, COLUMNS = 1048576, 16384
_CELLS = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?", re.IGNORECASE)
_WHOLE_ROWS = re.compile(r"\$?(\d{1,7}):\$?(\d{1,7})")
_WHOLE_COLUMNS = re.compile(r"\$?([A-Z]{1,3}):\$?([A-Z]{1,3})", re.IGNORECASE)


def column_number(letters: str) -> int:
    """Count columns from A, 1."""
    return reduce(lambda number, letter: number * 26 + ord(letter) - ord("A") + 1, letters, 0)


@dataclass(frozen=True, slots=True)
class Area:
    """From the first cell to the last, both included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def shape(self) -> tuple[int, int]:
        """Count rows and columns."""
        return self.bottom - self.top + 1, self.right - self.left + 1

    @property
    def whole_rows(self) -> bool:
        """Whether it reaches from the first column to the last."""
        return (self.left, self.right) == (1, COLUMNS)

    @property
    def whole_columns(self) -> bool:
        """Whether it reaches from the first row to the last."""
        return (self.top, self.bottom) == (1, ROWS)

    def cell(self, row: int, column: int) -> Area:
        """Name one cell, counted from 1 within the area; it may lie outside."""
        top, left = self.top + row - 1, self.left + column - 1
        if not (1 <= top <= ROWS and 1 <= left <= COLUMNS):
            raise IndexError(f"row {top}, column {left}: there is no such cell")
        return Area(top, left, top, left)

    def around(self, other: Area) -> Area:
        """Make the smallest area that holds both."""
        return Area(
            min(self.top, other.top),
            min(self.left, other.left),
            max(self.bottom, other.bottom),
            max(self.right, other.right),
        )

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell lies in it."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def address(self, *, row_absolute: bool = True, column_absolute: bool = True) -> str:
        """Write it as Excel does."""
        r, c = "$" if row_absolute else "", "$" if column_absolute else ""
        if self.whole_rows and not self.whole_columns:
            return f"{r}{self.top}:{r}{self.bottom}"
        if self.whole_columns and not self.whole_rows:
            return f"{c}{column_letters(self.left - 1)}:{c}{column_letters(self.right - 1)}"
        first = f"{c}{column_letters(self.left - 1)}{r}{self.top}"
        return first if self.shape == (1, 1) else f"{first}:{c}{column_letters(self.right - 1)}{r}{self.bottom}"


def parse(address: str) -> Area | None:
    """Read an address; None for what is none."""
    if found := _CELLS.fullmatch(address):
        left, top, right, bottom = found.groups()
        first = Area(*(int(top), column_number(left.upper())) * 2)
        return first.around(Area(*(int(bottom), column_number(right.upper())) * 2)) if right else first
    if found := _WHOLE_ROWS.fullmatch(address):
        top, bottom = sorted(map(int, found.groups()))
        return Area(top, 1, bottom, COLUMNS)
    if found := _WHOLE_COLUMNS.fullmatch(address):
        left, right = sorted(column_number(letters.upper()) for letters in found.groups())
        return Area(1, left, ROWS, right)
    return None


def from_uno(where: Any) -> Area:
    """Read LibreOffice's own form, which counts from 0."""
    return Area(where.StartRow + 1, where.StartColumn + 1, where.EndRow + 1, where.EndColumn + 1)


def areas(names: str) -> list[Area]:
    """Read a list of LibreOffice's areas: `$'1.表'.$B$3:$C$3,…`, sheets set aside."""
    found = re.findall(r"(?:^|[.,;])(\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)(?=$|[,;])", names)
    return [area for one in found if (area := parse(one))]
