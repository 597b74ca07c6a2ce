"""Defined names, of a book and of its sheets; what Excel keeps as names for printing is no name here."""
# ruff: noqa: ANN401 # neither UNO nor xlwings' inside has types

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from tests.engine._area import from_uno
from tests.engine._formulas import quoted, to_excel, to_office
from tests.engine._office import struct
from tests.engine._trips import ExcelError, com

if TYPE_CHECKING:
    from tests.engine._book import Book
    from tests.engine._range import Range


@com
class Name(base_classes.Name):
    """One name; `scope` is the sheet it belongs to, if to one."""

    api: Any

    def __init__(self, book: Book, api: Any, home: Any, scope: str | None) -> None:
        """Take LibreOffice's name, and the list that it stands in."""
        self._book = book
        self.api = api
        self._home = home
        self._scope = scope

    @property
    def name(self) -> str:
        return f"{quoted(self._scope)}!{self.api.Name}" if self._scope else str(self.api.Name)

    @name.setter
    def name(self, value: str) -> None:
        self.api.Name = value.rsplit("!", 1)[-1]

    @property
    def refers_to(self) -> str:
        return to_excel(f"={self.api.Content}")

    @refers_to.setter
    def refers_to(self, value: str) -> None:
        self.api.Content = to_office(value)[1:]

    @property
    def refers_to_range(self) -> Range:
        place = self.place()
        if place is None:
            raise ExcelError(f"{self.name}: {self.refers_to} is no range")
        return place

    def place(self) -> Range | None:
        """Find the cells that the name stands for; None where it stands for none."""
        from tests.engine._range import Range

        cells = self.api.getReferredCells()
        if cells is None:
            return None
        where = cells.RangeAddress
        return Range(self._book.sheets(where.Sheet + 1), from_uno(where))

    def delete(self) -> None:
        self._home.removeByName(self.api.Name)


@com
class Names(base_classes.Names):
    """The names of a book, or of one sheet."""

    def __init__(self, book: Book, sheet: str | None = None) -> None:
        """Take the book; with a sheet, only the names that are its own."""
        self._book = book
        self._sheet = sheet
        self._numbered: list[Name] = []

    @property
    def api(self) -> Any:
        return self._homes()[0][1]

    def all(self) -> list[Name]:
        """Gather them, sorted as Excel sorts them."""
        found = [
            Name(self._book, home.getByIndex(i), home, scope)
            for scope, home in self._homes()
            for i in range(home.Count)
        ]
        return sorted(found, key=lambda one: one.name.rsplit("!", 1)[-1].lower())

    def _homes(self) -> list[tuple[str | None, Any]]:
        document = self._book.document
        if self._sheet:
            return [(self._sheet, document.Sheets.getByName(self._sheet).NamedRanges)]
        sheets = [(name, document.Sheets.getByName(name).NamedRanges) for name in document.Sheets.ElementNames]
        return [(None, document.NamedRanges), *sheets]

    def _find(self, name: str | int) -> Name | None:
        if isinstance(name, str) and self._sheet is None and self._book.document.NamedRanges.hasByName(name):
            home = self._book.document.NamedRanges
            return Name(self._book, home.getByName(name), home, None)  # at once: there are many of them
        if isinstance(name, int):
            if name == 1 or not self._numbered:  # who goes through them begins at the first
                self._numbered = self.all()
            return self._numbered[name - 1] if 1 <= name <= len(self._numbered) else None
        names = self.all()
        wanted = name.replace("'", "").lower()
        own = self._sheet is not None
        keys = ((one.name.replace("'", "").lower(), one) for one in names)
        return next((one for key, one in keys if key == wanted or (own and key.rsplit("!", 1)[-1] == wanted)), None)

    def __call__(self, name_or_index: str | int) -> Name:
        found = self._find(name_or_index)
        if found is None:
            raise ExcelError(f"there is no name {name_or_index}")
        return found

    def contains(self, name_or_index: str | int) -> bool:
        return self._find(name_or_index) is not None

    def __len__(self) -> int:
        return len(self.all())

    def __iter__(self) -> Iterator[Name]:
        return iter(self.all())

    def add(self, name: str, refers_to: str) -> Name:
        scope, _, plain = name.rpartition("!")
        home = self._homes()[0][1]
        if scope:
            home = self._book.document.Sheets.getByName(scope.strip("'").replace("''", "'")).NamedRanges
        content = to_office(refers_to if refers_to.startswith("=") else f'="{refers_to}"')[1:]
        if home.hasByName(plain):
            home.removeByName(plain)
        home.addNewByName(plain, content, struct("table.CellAddress"), 0)
        return Names(self._book, scope.strip("'").replace("''", "'") or self._sheet)(plain)
