"""Sheets, and the sheets of a book."""
# ruff: noqa: ANN401 # neither UNO nor xlwings' inside has types

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from tests.engine import _copies
from tests.engine._area import COLUMNS, ROWS, Area, from_uno, parse
from tests.engine._conditions import PageSetup
from tests.engine._names import Names
from tests.engine._notes import Note
from tests.engine._range import Range
from tests.engine._tables import Table, Tables, keeping_tables
from tests.engine._trips import ExcelError, com

if TYPE_CHECKING:
    from tests.engine._book import Book

__all__ = ["Sheet", "Sheets", "Table"]
_TABLE = re.compile(r"(?P<table>[^\W\d][\w.]*)(?:\[(?P<part>[^\[\]]+)\])?")
Place = Range | tuple[int, ...] | int | str


@com
class Sheet(base_classes.Sheet):
    """One worksheet; `uno` is LibreOffice's, which keeps its identity when renamed or moved."""

    book: Book

    def __init__(self, book: Book, uno: Any) -> None:
        """Take LibreOffice's sheet."""
        self.book = book
        self.uno = uno

    @property
    def api(self) -> Any:
        return self.uno

    @property
    def allowed(self) -> frozenset[str]:
        """What the sheet allows although it is protected."""
        return self.book.permissions.get(self.uno.Name, frozenset())

    @property
    def name(self) -> str:
        return str(self.uno.Name)

    @name.setter
    def name(self, value: str) -> None:
        self.book.refuse_if_protected("renaming a sheet")
        others = {name.lower() for name in self.book.document.Sheets.ElementNames} - {self.name.lower()}
        if value.lower() in others:
            raise ExcelError(f"there is a sheet {value} already")
        allowed = self.book.permissions.pop(self.name, None)
        self.uno.Name = value
        if allowed is not None:
            self.book.permissions[value] = allowed

    @property
    def index(self) -> int:
        return int(self.uno.RangeAddress.Sheet) + 1

    @property
    def visible(self) -> bool:
        return bool(self.uno.IsVisible)

    @visible.setter
    def visible(self, value: bool) -> None:
        self.book.refuse_if_protected("hiding and showing sheets")
        if not value:
            self._refuse_as_last_visible()
        self.uno.IsVisible = bool(value)

    @property
    def names(self) -> Names:
        return Names(self.book, self.name)

    @property
    def tables(self) -> Tables:
        return Tables(self)

    @property
    def notes(self) -> list[Note]:
        notes = self.uno.getAnnotations()
        places = (notes.getByIndex(i).getPosition() for i in range(notes.Count))
        return [Note(self, Area(*(place.Row + 1, place.Column + 1) * 2)) for place in places]

    @property
    def page_setup(self) -> PageSetup:
        return PageSetup(self)

    @property
    def cells(self) -> Range:
        return Range(self, Area(1, 1, ROWS, COLUMNS))

    @property
    def used_range(self) -> Range:
        cursor = self.uno.createCursor()
        cursor.gotoStartOfUsedArea(False)  # noqa: FBT003 # UNO knows no names
        first = from_uno(cursor.RangeAddress)
        cursor.gotoEndOfUsedArea(False)  # noqa: FBT003
        return Range(self, first.around(from_uno(cursor.RangeAddress)))

    def range(self, arg1: Place, arg2: Place | None = None) -> Range:
        if isinstance(arg1, int) and isinstance(arg2, int):
            return Range(self, Area(arg1, arg2, arg1, arg2))
        if isinstance(arg1, str) and "," in arg1:
            return Range(self, *map(self._area, arg1.split(",")))
        area = self._area(arg1)
        return Range(self, area if arg2 is None else area.around(self._area(arg2)))

    def _area(self, place: Place) -> Area:
        if isinstance(place, Range):
            return place.area
        if isinstance(place, tuple):
            if 0 in place:
                raise IndexError("Attempted to access 0-based Range. xlwings/Excel Ranges are 1-based.")
            row, column, *size = place
            rows, columns = size or (1, 1)
            return Area(row, column, row + rows - 1, column + columns - 1)
        if not isinstance(place, str):
            raise NotImplementedError(f"Sheet.range: {place!r}")
        sheet, _, address = place.rpartition("!")
        if sheet and sheet.strip("'") != self.name:
            raise ExcelError(f"{place} is not on {self.name}")
        return parse(address) or self._named(address)

    def _named(self, name: str) -> Area:
        for names in (self.names, self.book.names):
            if names.contains(name):
                place = names(name).refers_to_range
                if place.sheet.name != self.name:
                    break
                return place.area
        found = _TABLE.fullmatch(name)
        if found and found["table"] in self.tables:
            table = self.tables(found["table"])
            parts = {None: table.data_body_range, "#All": table.range, "#Headers": table.header_row_range}
            part = parts[found["part"]] if found["part"] in parts else table.column(found["part"])
            if part is not None:
                return part.area
        raise ExcelError(f"{self.name} has no range {name}")

    def activate(self) -> None:
        if not self.visible:
            raise ExcelError(f"{self.name} is hidden and cannot be activated")
        self.book.app.office.settle()
        self.book.document.CurrentController.setActiveSheet(self.uno)

    def select(self) -> None:
        self.activate()

    def clear_contents(self) -> None:
        self.used_range.clear_contents()

    def clear_formats(self) -> None:
        self.used_range.clear_formats()

    def clear(self) -> None:
        self.used_range.clear()

    def autofit(self, axis: str | None = None) -> None:
        self.used_range.autofit(axis)

    def delete(self) -> None:
        self.book.refuse_if_protected("deleting a sheet")
        self._refuse_as_last_visible()
        self.book.permissions.pop(self.name, None)
        self.book.app.office.settle()
        with keeping_tables(self.book.document, self.uno):
            self.book.document.Sheets.removeByName(self.name)
        self.book.app.office.settle()

    def copy(self, before: Sheet | None, after: Sheet | None) -> None:
        target = before or after
        if target is None:
            raise NotImplementedError("Sheet.copy: into a new book")
        target.book.refuse_if_protected("copying a sheet into it")
        place = target.index - 1 if before else target.index
        _copies.copy_sheet(self, target.book, place)

    def move(self, before: Sheet | None, after: Sheet | None) -> None:
        self.book.refuse_if_protected("moving a sheet")
        place = before.index - 1 if before else after.index if after else 0
        self.book.document.Sheets.moveByName(self.name, place)

    def _refuse_as_last_visible(self) -> None:
        if self.visible and sum(sheet.visible for sheet in self.book.sheets) == 1:
            raise ExcelError(f"{self.name}: a book must have one visible sheet")


@com
class Sheets(base_classes.Sheets):
    """The sheets of a book; like xlwings' own on Windows, `"name" in sheets` is never true."""

    def __init__(self, book: Book) -> None:
        """Take the book."""
        self._book = book

    @property
    def api(self) -> Any:
        return self._book.document.Sheets

    @property
    def active(self) -> Sheet:
        return Sheet(self._book, self._book.document.CurrentController.getActiveSheet())

    def __len__(self) -> int:
        return int(self.api.Count)

    def __iter__(self) -> Iterator[Sheet]:
        return iter([Sheet(self._book, self.api.getByIndex(i)) for i in range(self.api.Count)])

    def __call__(self, name_or_index: str | int) -> Sheet:
        if isinstance(name_or_index, str):
            for name in self.api.ElementNames:
                if name.lower() == name_or_index.lower():
                    return Sheet(self._book, self.api.getByName(name))
        elif 1 <= name_or_index <= self.api.Count:
            return Sheet(self._book, self.api.getByIndex(int(name_or_index) - 1))
        raise ExcelError(f"{self._book.name} has no sheet {name_or_index}")

    def add(self, before: Sheet | None = None, after: Sheet | None = None, name: str | None = None) -> Sheet:
        self._book.refuse_if_protected("adding a sheet")
        place = before.index - 1 if before else after.index if after else self.active.index - 1
        name = name or next(f"Sheet{i}" for i in range(1, 10000) if not self.api.hasByName(f"Sheet{i}"))
        self.api.insertNewByName(name, place)
        sheet = self(name)
        sheet.activate()
        return sheet
