"""Tables (ListObject): LibreOffice's database ranges, as they are read from and written to .xlsx."""
# ruff: noqa: ANN401 # neither UNO nor xlwings' inside has types

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from tests.engine._area import Area, from_uno
from tests.engine._trips import ExcelError, com, plain

if TYPE_CHECKING:
    from tests.engine._range import Range
    from tests.engine._sheet import Sheet


@com
class Table(base_classes.Table):
    """One table of one sheet."""

    api: Any

    def __init__(self, sheet: Sheet, api: Any) -> None:
        """Take LibreOffice's database range."""
        self._sheet = sheet
        self.api = api

    @property
    def parent(self) -> Sheet:
        return self._sheet

    @property
    def name(self) -> str:
        return str(self.api.Name)

    @name.setter
    def name(self, value: str) -> None:
        self.api.Name = value

    display_name = name

    @property  # type: ignore[misc] # there is nothing to set it with
    def show_headers(self) -> bool:
        return bool(self.api.ContainsHeader)

    @property  # type: ignore[misc] # as show_headers
    def show_totals(self) -> bool:
        return bool(self.api.TotalsRow)

    @property
    def show_autofilter(self) -> bool:
        return bool(self.api.AutoFilter)

    @show_autofilter.setter
    def show_autofilter(self, value: bool) -> None:
        self.api.AutoFilter = value

    @property
    def range(self) -> Range:
        return self._range(from_uno(self.api.DataArea))

    @property
    def header_row_range(self) -> Range | None:
        area = self.range.area
        return self._range(Area(area.top, area.left, area.top, area.right)) if self.show_headers else None

    @property
    def data_body_range(self) -> Range | None:
        area = self.range.area
        top, bottom = area.top + self.show_headers, area.bottom - self.show_totals
        return self._range(Area(top, area.left, bottom, area.right)) if top <= bottom else None

    def column(self, name: str) -> Range:
        """Find the cells below a header."""
        header, body = self.header_row_range, self.data_body_range
        if header is None or body is None:
            raise ExcelError(f"{self.name} has no column {name}")
        names = [str(value) for value in header.cells.read()[0]]
        if name not in names:
            raise ExcelError(f"{self.name} has no column {name}")
        left = body.area.left + names.index(name)
        return self._range(Area(body.area.top, left, body.area.bottom, left))

    def resize(self, range: Range) -> None:  # noqa: A002 # xlwings' word
        range = plain(range)  # noqa: A001
        here, there = self.range.area, range.area
        if here.top != there.top or there.shape[0] < 1 + self.show_headers:
            raise ExcelError(f"{self.name}: the header row stays where it is, and a table has a row below it")
        if max(here.left, there.left) > min(here.right, there.right) or range.sheet.name != self._sheet.name:
            raise ExcelError(f"{self.name}: the new range must overlap the old one")
        if self._sheet.uno.isProtected():
            raise ExcelError(f"{self._sheet.name}: the sheet is protected: no resize")
        self.api.setDataArea(range.cells.uno.RangeAddress)

    def delete(self) -> None:
        self._sheet.book.document.DatabaseRanges.removeByName(self.name)

    def _range(self, area: Area) -> Range:
        from tests.engine._range import Range

        return Range(self._sheet, area)


@contextmanager
def keeping_tables(document: Any, gone: Any) -> Iterator[None]:
    """Keep the tables of the other sheets while a sheet goes; LibreOffice 7.4 drops those of the one before it."""
    ranges, sheets = document.DatabaseRanges, document.Sheets
    tables = [ranges.getByName(name) for name in ranges.ElementNames]
    kept = [
        (one.Name, sheets.getByIndex(one.DataArea.Sheet), from_uno(one.DataArea), one.ContainsHeader, one.AutoFilter)
        for one in tables
        if one.IsUserDefined and one.DataArea.Sheet != gone.RangeAddress.Sheet
    ]
    yield
    for name, sheet, area, header, filtered in kept:
        if not ranges.hasByName(name):
            cells = sheet.getCellRangeByPosition(area.left - 1, area.top - 1, area.right - 1, area.bottom - 1)
            ranges.addNewByName(name, cells.RangeAddress)
            ranges.getByName(name).ContainsHeader = header
            ranges.getByName(name).AutoFilter = filtered


@com
class Tables(base_classes.Collection, base_classes.Tables):
    """The tables of one sheet."""

    def __init__(self, sheet: Sheet) -> None:
        """Take the sheet."""
        self._sheet = sheet

    @property
    def api(self) -> Any:
        return self._sheet.book.document.DatabaseRanges

    @property
    def parent(self) -> Sheet:
        return self._sheet

    def _all(self) -> list[Table]:
        here = self._sheet.index - 1
        ranges = (self.api.getByName(name) for name in self.api.ElementNames)
        found = [Table(self._sheet, one) for one in ranges if one.DataArea.Sheet == here and one.IsUserDefined]
        return sorted(found, key=lambda one: (one.range.row, one.range.column))

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[Table]:
        return iter(self._all())

    def __call__(self, key: str | int) -> Table:
        tables = self._all()
        if isinstance(key, int) and 1 <= key <= len(tables):
            return tables[key - 1]
        for table in tables:
            if isinstance(key, str) and table.name.lower() == key.lower():
                return table
        raise KeyError(key)

    def __contains__(self, key: str | int) -> bool:
        try:
            self(key)
        except KeyError:
            return False
        return True

    def add(
        self,
        source_type: object = None,  # noqa: ARG002 # a range, always
        source: Range | None = None,
        link_source: object = None,  # noqa: ARG002
        has_headers: bool | None = None,
        destination: object = None,  # noqa: ARG002
        table_style_name: object = None,  # noqa: ARG002 # LibreOffice draws no table styles
        name: str | None = None,
    ) -> Table:
        if source is None or not has_headers:
            raise NotImplementedError("Tables.add: without a source or without headers")
        source = plain(source)
        name = name or f"Table{len(self.api.ElementNames) + 1}"
        self.api.addNewByName(name, source.cells.uno.RangeAddress)
        table = self.api.getByName(name)
        table.ContainsHeader = True
        table.AutoFilter = True
        return Table(self._sheet, table)
