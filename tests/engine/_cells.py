"""Values of a block of cells, both ways, one trip a block; formats are looked at only where they can matter."""
# ruff: noqa: ANN401 # neither UNO nor xlwings' inside has types

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from tests.engine._area import Area, areas, from_uno
from tests.engine._entries import DAY, EPOCH, Entry, entry, looks_special
from tests.engine._formulas import to_office

_TEXT_FORMAT, _DATE_FORMAT, _TRUTH_FORMAT = 256, 2 | 4, 1024  # com.sun.star.util.NumberFormat
_DATES, _NUMBERS, _ERRORS = 2, 1, 4  # CellFlags.DATETIME, FormulaResult.VALUE, FormulaResult.ERROR
_FEW = 12
ERROR_CODES = {
    532: -2146826281,  # #DIV/0!
    32767: -2146826246,  # #N/A
    525: -2146826259,  # #NAME?
    521: -2146826288,  # #NULL!
    503: -2146826252,  # #NUM!
    524: -2146826265,  # #REF!
    519: -2146826273,  # #VALUE!
}
ERROR_TEXTS = {
    -2146826281: "#DIV/0!",
    -2146826246: "#N/A",
    -2146826259: "#NAME?",
    -2146826288: "#NULL!",
    -2146826252: "#NUM!",
    -2146826265: "#REF!",
    -2146826273: "#VALUE!",
}
_VALUE_ERROR = -2146826273
Block = list[list[Any]]


class Cells:
    """One block of one sheet of LibreOffice."""

    def __init__(self, document: Any, sheet: Any, area: Area) -> None:
        """Take the block; nothing is read yet."""
        self.document = document
        self.sheet = sheet
        self.area = area
        self.uno = sheet.getCellRangeByPosition(area.left - 1, area.top - 1, area.right - 1, area.bottom - 1)

    def read(self) -> Block:
        """Read values as COM hands them over: None, float, str, bool, datetime, or the number of an error."""
        values = [[None if value == "" else value for value in row] for row in self.uno.getDataArray()]
        empty_or_error = self.uno.queryFormulaCells(_ERRORS).RangeAddressesAsString
        for row, column in self._inside(areas(empty_or_error)):
            error = self.uno.getCellByPosition(column, row).getError()
            values[row][column] = ERROR_CODES.get(error, _VALUE_ERROR)
        for (row, column), kind in self._kinds(self._maybe_moments(values)).items():
            value = values[row][column]
            if isinstance(value, float) and kind & _DATE_FORMAT:
                values[row][column] = EPOCH + dt.timedelta(seconds=round(value * DAY, 3))
            elif isinstance(value, float) and kind & _TRUTH_FORMAT:
                values[row][column] = bool(value)
        return values

    def write(self, rows: Sequence[Sequence[object]]) -> None:
        """Write values as if handed to Range.Value; cells hidden below a merged one stay empty."""
        special = [
            (row, column)
            for row, values in enumerate(rows)
            for column, value in enumerate(values)
            if looks_special(value)
        ]
        texts = {at for at, kind in self._kinds(special).items() if kind & _TEXT_FORMAT}
        entries = [
            [entry(value, (row, column) in texts) for column, value in enumerate(values)]
            for row, values in enumerate(rows)
        ]
        for row, column in self._covered():
            entries[row][column] = Entry("")
        self._put(entries)
        self._format(entries)

    def _put(self, entries: list[list[Entry]]) -> None:
        if any(one.formula for row in entries for one in row):
            self.uno.setFormulaArray(tuple(tuple(_as_formula(one) for one in row) for row in entries))
        else:
            self.uno.setDataArray(tuple(tuple(_as_value(one) for one in row) for row in entries))

    def _format(self, entries: list[list[Entry]]) -> None:
        for row, line in enumerate(entries):
            for column, one in enumerate(line):
                wanted = "BOOLEAN" if isinstance(one.value, bool) else one.format
                if wanted:
                    cell = self.uno.getCellByPosition(column, row)
                    if cell.NumberFormat % 10000 == 0:  # General, in whichever language
                        cell.NumberFormat = format_key(self.document, wanted)

    def _maybe_moments(self, values: Block) -> list[tuple[int, int]]:
        """Find the numbers that may be dates or truths: constants with a date's format, formulas, 0 and 1."""
        if not any(isinstance(value, float) for row in values for value in row):
            return []
        found = areas(self.uno.queryContentCells(_DATES).RangeAddressesAsString)
        found += areas(self.uno.queryFormulaCells(_NUMBERS).RangeAddressesAsString)
        truths = [
            (row, column)
            for row, line in enumerate(values)
            for column, value in enumerate(line)
            if isinstance(value, float) and value in (0.0, 1.0)
        ]
        return [*self._inside(found), *truths]

    def _kinds(self, wanted: Sequence[tuple[int, int]]) -> dict[tuple[int, int], int]:
        """Ask of which kind the formats of some cells are; all at once where they are many."""
        formats = self.document.NumberFormats
        if not wanted:
            return {}
        if self.uno.getPropertyState("NumberFormat").value != "AMBIGUOUS_VALUE":
            return dict.fromkeys(wanted, formats.getByKey(self.uno.NumberFormat).Type)
        if len(wanted) <= _FEW:
            cell = self.uno.getCellByPosition
            return {(row, column): formats.getByKey(cell(column, row).NumberFormat).Type for row, column in wanted}
        kinds: dict[tuple[int, int], int] = {}
        blocks = self.uno.getUniqueCellFormatRanges()
        for i in range(blocks.Count):
            block = blocks.getByIndex(i)
            kind = formats.getByKey(block.NumberFormat).Type
            kinds.update(dict.fromkeys(self._inside(areas(block.RangeAddressesAsString)), kind))
        return {at: kinds[at] for at in wanted}

    def _covered(self) -> Iterator[tuple[int, int]]:
        """Find the cells below merged ones; Excel drops what is written there."""
        around = self.sheet.createCursorByRange(self.uno)
        around.collapseToMergedArea()
        if not around.getIsMerged():
            return
        blocks = around.getUniqueCellFormatRanges()
        for i in range(blocks.Count):
            block = areas(blocks.getByIndex(i).RangeAddressesAsString)
            for anchor in self._anchors(block):
                for row in range(anchor.top, anchor.bottom + 1):
                    for column in range(anchor.left, anchor.right + 1):
                        hidden = (row, column) != (anchor.top, anchor.left)
                        if hidden and self.area.holds(row, column):
                            yield row - self.area.top, column - self.area.left

    def _anchors(self, block: list[Area]) -> Iterator[Area]:
        """Give the merged areas that begin in the cells of one format; the same format, the same size."""
        first = block[0]
        if not self.sheet.getCellByPosition(first.left - 1, first.top - 1).getIsMerged():
            return
        cursor = self.sheet.createCursorByRange(self.sheet.getCellByPosition(first.left - 1, first.top - 1))
        cursor.collapseToMergedArea()
        rows, columns = from_uno(cursor.RangeAddress).shape
        for area in block:
            for row in range(area.top, area.bottom + 1):
                for column in range(area.left, area.right + 1):
                    yield Area(row, column, row + rows - 1, column + columns - 1)

    def _inside(self, found: list[Area]) -> Iterator[tuple[int, int]]:
        for one in found:
            for row in range(max(one.top, self.area.top), min(one.bottom, self.area.bottom) + 1):
                for column in range(max(one.left, self.area.left), min(one.right, self.area.right) + 1):
                    yield row - self.area.top, column - self.area.left


def format_key(document: Any, code: str) -> int:
    """Find the key of a number format, written in English; makes it where it is new."""
    from tests.engine._office import struct

    formats = document.NumberFormats
    english = struct("lang.Locale", Language="en", Country="US")
    key = formats.queryKey(code, english, False)  # noqa: FBT003 # UNO knows no names
    return int(key if key >= 0 else formats.addNew(code, english))


def _as_formula(one: Entry) -> str:
    if one.formula:
        return to_office(str(one.value))
    if isinstance(one.value, str):
        return one.value and f"'{one.value}"
    return repr(float(one.value))


def _as_value(one: Entry) -> str | float:
    return one.value if isinstance(one.value, str) else float(one.value)
