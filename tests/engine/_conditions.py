"""Conditional formats by a formula of one's own, over one area or several; and what a sheet prints."""
# ruff: noqa: ANN401 # neither UNO nor xlwings' inside has types

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from tests.engine._area import Area
from tests.engine._formulas import to_excel, to_office
from tests.engine._office import struct
from tests.engine._protection import Lifted, refuse_unless
from tests.engine._trips import com

if TYPE_CHECKING:
    from tests.engine._sheet import Sheet

_CONDITION, _FORMULA = 0, 24  # the kind of entry, and its operator
_STYLE = "xlwings engine {}"


@com
class ConditionalFormat(base_classes.ConditionalFormat):
    """One rule: an entry among those that LibreOffice keeps together for the same cells."""

    def __init__(self, sheet: Sheet, formats: Any, at: int) -> None:
        """Name the entry by the formats of the same cells and its place among them."""
        self._sheet, self._formats, self._at = sheet, formats, at

    @property
    def api(self) -> Any:
        return self._formats.getByIndex(self._at)

    @property
    def type(self) -> str:
        entry = self.api
        return "custom" if entry.getType() == _CONDITION and entry.Operator == _FORMULA else "cell_value"

    @property
    def formula(self) -> str | None:
        return to_excel(f"={self.api.Formula1}") if self.type == "custom" else None

    def delete(self) -> None:
        refuse_unless(self._sheet.uno, self._sheet.allowed, "formatCells")
        every, old = self._sheet.uno.ConditionalFormats, self._formats
        left = [old.getByIndex(at) for at in range(old.getCount()) if at != self._at]
        if left:  # LibreOffice 7.4 refuses to take away one entry of several
            new = _by_number(self._sheet, every.createByRange(old.Range))
            for at, entry in enumerate(left):
                new.createEntry(entry.getType(), at)
                for name in ("StyleName", "Operator", "Formula1", "Formula2"):
                    new.getByIndex(at).setPropertyValue(name, entry.getPropertyValue(name))
        every.removeByID(old.ID)


@com
class ConditionalFormats(base_classes.ConditionalFormats):
    """The rules that hold for some cells."""

    def __init__(self, sheet: Sheet, areas: Sequence[Area]) -> None:
        """Name the cells."""
        self._sheet, self._areas = sheet, areas

    @property
    def api(self) -> Any:
        return self._sheet.uno.ConditionalFormats

    def __iter__(self) -> Iterator[ConditionalFormat]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def _all(self) -> list[ConditionalFormat]:
        here = self._cells()
        return [
            ConditionalFormat(self._sheet, formats, at)
            for formats in self.api.getConditionalFormats()
            if any(here.queryIntersection(where).Count for where in formats.Range.RangeAddresses)
            for at in range(formats.getCount())
        ]

    def add_custom(self, spec: dict[str, Any]) -> ConditionalFormat:
        refuse_unless(self._sheet.uno, self._sheet.allowed, "formatCells")
        number = self.api.createByRange(self._cells())
        formats = _by_number(self._sheet, number)
        formats.createEntry(_CONDITION, 0)
        entry = formats.getByIndex(0)
        entry.setPropertyValue("StyleName", self._style(spec.get("fill_color"), spec.get("font_color")))
        entry.setPropertyValue("Operator", _FORMULA)
        entry.setPropertyValue("Formula1", to_office(spec["formula"]).removeprefix("="))
        return ConditionalFormat(self._sheet, formats, 0)

    def _cells(self) -> Any:
        cells = self._sheet.book.document.createInstance("com.sun.star.sheet.SheetCellRanges")
        sheet = self._sheet.index - 1
        for area in self._areas:
            corners = {"StartRow": area.top - 1, "StartColumn": area.left - 1}
            corners |= {"EndRow": area.bottom - 1, "EndColumn": area.right - 1}
            cells.addRangeAddress(struct("table.CellRangeAddress", Sheet=sheet, **corners), False)  # noqa: FBT003
        return cells

    def _style(self, *colours: Any) -> str:
        """Find or make the style of these colours."""
        fill, ink = (int(str(one).lstrip("#"), 16) if isinstance(one, str) else _number(one) for one in colours)
        styles = self._sheet.book.document.StyleFamilies.getByName("CellStyles")
        for name in styles.ElementNames:
            style = styles.getByName(name)
            if (style.CellBackColor, style.CharColor) == (fill, ink):
                return str(name)
        name = _STYLE.format(len(styles.ElementNames))
        with ExitStack() as lifted:  # LibreOffice makes no new style while a sheet is protected
            for sheet in self._sheet.book.document.Sheets:
                lifted.enter_context(Lifted(sheet))
            styles.insertByName(name, self._sheet.book.document.createInstance("com.sun.star.style.CellStyle"))
            for key, value in {"CellBackColor": fill, "CharColor": ink}.items():
                if value is not None:
                    styles.getByName(name).setPropertyValue(key, value)
        return name


@com
class PageSetup(base_classes.PageSetup):
    """What of a sheet is printed."""

    def __init__(self, sheet: Sheet) -> None:
        """Take the sheet."""
        self._sheet = sheet

    @property
    def api(self) -> Any:
        return self._sheet.uno

    @property
    def print_area(self) -> str | None:
        found = self._sheet.uno.getPrintAreas()
        corners = ((one.StartRow, one.StartColumn, one.EndRow, one.EndColumn) for one in found)
        return ",".join(Area(*(number + 1 for number in one)).address() for one in corners) or None

    @print_area.setter
    def print_area(self, value: str | None) -> None:
        areas = [self._sheet.range(one).area for one in value.split(",")] if value else []
        self._sheet.uno.setPrintAreas(tuple(self._sheet.range(one.address()).cells.uno.RangeAddress for one in areas))


def _by_number(sheet: Sheet, number: int) -> Any:
    return next(one for one in sheet.uno.ConditionalFormats.getConditionalFormats() if number == one.ID)


def _number(colour: tuple[int, int, int] | None) -> int | None:
    if colour is None:
        return None
    red, green, blue = colour
    return red << 16 | green << 8 | blue
