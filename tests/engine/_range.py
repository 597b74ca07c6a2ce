"""A range of cells: its place, its values and its formulas."""
# ruff: noqa: ANN401 # neither UNO nor xlwings' inside has types

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from tests.engine._area import Area, from_uno
from tests.engine._cells import Cells
from tests.engine._conditions import ConditionalFormats
from tests.engine._entries import ERRORS
from tests.engine._formulas import quoted, shifted, to_excel, to_office
from tests.engine._looks import Looks
from tests.engine._moves import Moves
from tests.engine._notes import Note
from tests.engine._protection import refuse_contents, refuse_unless
from tests.engine._trips import ExcelError, com

if TYPE_CHECKING:
    from tests.engine._sheet import Sheet, Table

_CONTENTS = 1 | 2 | 4 | 16  # CellFlags: numbers, dates, texts, formulas; notes and looks stay
_ALL, _HARD_LOOKS = 1023, 32 | 256  # every flag; the formats of cells and of letters in them
_ENDS = {"d": "down", "u": "up", "l": "left", "r": "right"}


@com
class Range(Looks, Moves, base_classes.Range):
    """One rectangle of one sheet."""

    sheet: Sheet
    area: Area
    others: tuple[Area, ...]

    def __init__(self, sheet: Sheet, area: Area, *others: Area) -> None:
        """Name the cells; nothing is read. Other areas count for conditional formats alone."""
        self.sheet = sheet
        self.area = area
        self.others = others
        self.options: dict[str, Any] = {}

    @property
    def api(self) -> Any:
        return self.cells.uno

    @property
    def cells(self) -> Cells:
        return Cells(self.sheet.book.document, self.sheet.uno, self.area)

    @property
    def coords(self) -> tuple[Any, ...]:
        return (self.sheet, self.area.top, self.area.left, *self.area.shape)

    @property
    def row(self) -> int:
        return self.area.top

    @property
    def column(self) -> int:
        return self.area.left

    @property
    def shape(self) -> tuple[int, int]:
        return self.area.shape

    def __len__(self) -> int:
        return self.area.shape[0] * self.area.shape[1]

    def __call__(self, row: int, column: int | None = None) -> Range:
        if column is None:
            row, column = divmod(row - 1, self.area.shape[1])
            row, column = row + 1, column + 1
        return Range(self.sheet, self.area.cell(row, column))

    @property
    def address(self) -> str:
        return self.area.address()

    def get_address(self, row_absolute: bool, col_absolute: bool, external: bool) -> str:
        address = self.area.address(row_absolute=row_absolute, column_absolute=col_absolute)
        if not external:
            return address
        return quoted(f"[{self.sheet.book.name}]{self.sheet.name}") + f"!{address}"

    @property
    def raw_value(self) -> Any:
        values = self.cells.read()
        return values[0][0] if self.area.shape == (1, 1) else tuple(map(tuple, values))

    @raw_value.setter
    def raw_value(self, data: Any) -> None:
        self._write(data)

    @property
    def formula(self) -> Any:
        rows = [[_spelled(text) for text in row] for row in self.cells.uno.getFormulaArray()]
        return rows[0][0] if self.area.shape == (1, 1) else tuple(map(tuple, rows))

    @formula.setter
    def formula(self, value: Any) -> None:
        self._write(value)

    formula2 = formula

    @property
    def formula_array(self) -> str | None:
        array = self.cells.uno.getArrayFormula()
        return to_excel(array).strip("{}") if array else None

    @formula_array.setter
    def formula_array(self, value: str) -> None:
        refuse_contents(self.sheet.uno, self.area)
        self.cells.uno.setArrayFormula(to_office(value) if value.startswith("=") else value)

    @property
    def has_array(self) -> bool:
        return bool(self.cells.uno.getCellByPosition(0, 0).getArrayFormula())

    def clear_contents(self) -> None:
        refuse_contents(self.sheet.uno, self.area)
        self.cells.uno.clearContents(_CONTENTS)

    def clear_formats(self) -> None:
        refuse_unless(self.sheet.uno, self.sheet.allowed, "formatCells")
        self.unmerge()
        self.cells.uno.clearContents(_HARD_LOOKS)
        self.cells.uno.CellStyle = "Default"

    def clear(self) -> None:
        refuse_contents(self.sheet.uno, self.area)
        self.clear_formats()
        self.cells.uno.clearContents(_ALL)

    def end(self, direction: str) -> Range:
        way = _ENDS.get(direction, direction)
        used = self.sheet.used_range.area
        row, column = self.area.top, self.area.left
        down = way in ("down", "up")
        length = max(used.bottom, row) if down else max(used.right, column)
        line = Area(1, column, length, column) if down else Area(row, 1, row, length)
        texts = Cells(self.sheet.book.document, self.sheet.uno, line).uno.getFormulaArray()
        filled = [text != "" for text in ([one[0] for one in texts] if down else texts[0])]
        place = _edge(
            filled, row if down else column, forward=way in ("down", "right"), last=1048576 if down else 16384
        )
        return Range(self.sheet, Area(place, column, place, column) if down else Area(row, place, row, place))

    @property
    def current_region(self) -> Range:
        cursor = self.sheet.uno.createCursorByRange(self.cells.uno)
        cursor.collapseToCurrentRegion()
        return Range(self.sheet, from_uno(cursor.RangeAddress))

    @property
    def table(self) -> Table | None:
        for table in self.sheet.tables:
            if table.range.area.holds(self.row, self.column):
                return table
        return None

    @property
    def name(self) -> Any:
        for name in self.sheet.book.names.all():
            place = name.place()
            if place and place.sheet.name == self.sheet.name and place.area == self.area:
                return name
        return None

    @name.setter
    def name(self, value: str) -> None:
        self.sheet.book.names.add(value, f"={quoted(self.sheet.name)}!{self.address}")

    @property
    def conditional_formats(self) -> ConditionalFormats:
        return ConditionalFormats(self.sheet, (self.area, *self.others))

    @property
    def note(self) -> Note | None:
        first = self.area.cell(1, 1)
        note = Note(self.sheet, first)
        return note if note.text else None

    def add_note(self, text: str) -> Note:
        refuse_unless(self.sheet.uno, self.sheet.allowed, "objects")
        note = Note(self.sheet, self.area.cell(1, 1))
        note.text = text
        return note

    @property
    def hyperlink(self) -> str:
        fields = self.cells.uno.getCellByPosition(0, 0).getTextFields()
        if not fields.Count:
            raise Exception("The cell doesn't seem to contain a hyperlink!")  # noqa: TRY002 # as xlwings does
        address = str(fields.getByIndex(0).URL)
        return "" if address.startswith("#") else address  # a place in the book is Excel's SubAddress

    def add_hyperlink(self, address: str, text_to_display: str = "", screen_tip: str = "") -> None:  # noqa: ARG002
        refuse_unless(self.sheet.uno, self.sheet.allowed, "insertHyperlinks", self.area)
        field = self.sheet.book.document.createInstance("com.sun.star.text.TextField.URL")
        field.URL = "#" + to_office("=" + address[1:])[1:].lstrip("$") if address.startswith("#") else address
        field.Representation = text_to_display
        cell = self.cells.uno.getCellByPosition(0, 0)
        cell.setString("")
        cell.insertTextContent(cell.createTextCursor(), field, False)  # noqa: FBT003 # UNO knows no names

    def select(self) -> None:
        if self.sheet.book.app.books.active.sheets.active.name != self.sheet.name:
            raise ExcelError(f"{self.sheet.name} is not the active sheet: nothing can be selected on it")
        self.sheet.book.document.CurrentController.select(self.cells.uno)

    def _write(self, data: Any) -> None:
        """Write a block or fill with one value; a formula that fills moves its relative references along."""
        rows, columns = self.area.shape
        if isinstance(data, Sequence) and not isinstance(data, str):
            block = [list(row) for row in data] if isinstance(data[0], list | tuple) else [list(data)]
        elif isinstance(data, str) and data.startswith("="):
            block = [[shifted(data, row, column) for column in range(columns)] for row in range(rows)]
        else:
            block = [[data] * columns] * rows
        if (len(block), len(block[0])) != self.area.shape:
            raise NotImplementedError(
                f"Range.raw_value: {len(block)}x{len(block[0])} values for {rows}x{columns} cells"
            )
        refuse_contents(self.sheet.uno, self.area)
        self.cells.write(block)


def _spelled(text: str) -> str:
    if text.removeprefix("=") in ERRORS:
        return text.removeprefix("=")
    if text in ("=TRUE()", "=FALSE()"):  # what LibreOffice makes of a plain TRUE when it saves it
        return text[1:-2]
    return text[1:] if text.startswith("'") else to_excel(text)


def _edge(filled: list[bool], place: int, *, forward: bool, last: int) -> int:
    """Go as Ctrl+arrow goes: to the end of what is filled, or on to the next filled cell, or to the edge."""
    step = 1 if forward else -1

    def full(at: int) -> bool:
        return 1 <= at <= len(filled) and filled[at - 1]

    if full(place) and full(place + step):
        while full(place + step):
            place += step
        return place
    place += step
    while 1 <= place <= len(filled) and not full(place):
        place += step
    return min(max(place, 1), last) if place <= len(filled) else last
