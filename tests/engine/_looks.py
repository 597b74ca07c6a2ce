"""How cells look: fill, letters, number format, wrapping, widths and heights."""
# ruff: noqa: ANN401 # neither UNO nor xlwings' inside has types

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from tests.engine._area import Area
from tests.engine._cells import Cells, format_key
from tests.engine._protection import Lifted, refuse_unless
from tests.engine._trips import com

if TYPE_CHECKING:
    from tests.engine._sheet import Sheet

_NONE = -1
_BOLD, _PLAIN = 150.0, 100.0
_ITALIC = 2  # com.sun.star.awt.FontSlant
_POINT = 2540 / 72  # in hundredths of a millimetre
_PIXEL = 2540 / 96
_MARGIN, _DIGIT = 5, 7  # pixels around and of a digit, by which Excel measures columns
_DATE_LETTERS = re.compile(r'[YMDHS]+(?!/PM)(?=(?:[^"]*"[^"]*")*[^"]*$)')  # dates in small letters, words as they are
_HORIZONTAL = {
    "general": "STANDARD",
    "left": "LEFT",
    "center": "CENTER",
    "right": "RIGHT",
    "justify": "BLOCK",
    "fill": "REPEAT",
}
_VERTICAL = {"top": 1, "center": 2, "bottom": 3, "justify": 4}


def mixed(cells: Any, name: str) -> bool:
    """Whether the cells of a range disagree."""
    return str(cells.getPropertyState(name).value) == "AMBIGUOUS_VALUE"


def _number(color: Any) -> int:
    """Make LibreOffice's number (red first) of a colour as xlwings takes it: "#RRGGBB", a triple, or Excel's number."""
    if color is None:
        return _NONE
    if isinstance(color, str):
        return int(color.lstrip("#"), 16)
    blue, green, red = _triple(color) if isinstance(color, int) else reversed(color)
    return int(red) << 16 | int(green) << 8 | int(blue)


def _triple(number: int) -> tuple[int, int, int]:
    return number >> 16 & 255, number >> 8 & 255, number & 255


@com
class Font(base_classes.Font):
    """The letters of a range; None where its cells disagree."""

    def __init__(self, looks: Looks) -> None:
        """Take the range."""
        self._looks = looks

    @property
    def api(self) -> Any:
        return self._looks.cells.uno

    def _get(self, name: str) -> Any:
        cells = self._looks.cells.uno
        return None if mixed(cells, name) else getattr(cells, name)

    def _set(self, name: str, value: object) -> None:
        for kind in (name, f"{name}Asian") if name != "CharColor" else (name,):
            self._looks.put(kind, value)

    @property
    def bold(self) -> bool | None:
        weight = self._get("CharWeight")
        return None if weight is None else weight > _PLAIN

    @bold.setter
    def bold(self, value: bool) -> None:
        self._set("CharWeight", _BOLD if value else _PLAIN)

    @property
    def italic(self) -> bool | None:
        posture = self._get("CharPosture")
        return None if posture is None else posture.value != "NONE"

    @italic.setter
    def italic(self, value: bool) -> None:
        self._set("CharPosture", _ITALIC if value else 0)

    @property
    def size(self) -> float | None:
        return self._get("CharHeight")  # type: ignore[no-any-return] # UNO has no types

    @size.setter
    def size(self, value: float) -> None:
        self._set("CharHeight", float(value))

    @property
    def color(self) -> tuple[int, int, int] | None:
        number = self._get("CharColor")
        return None if number is None else _triple(max(number, 0))

    @color.setter
    def color(self, value: Any) -> None:
        self._set("CharColor", _number(value))

    @property
    def name(self) -> str | None:
        return self._get("CharFontName")  # type: ignore[no-any-return] # UNO has no types

    @name.setter
    def name(self, value: str) -> None:
        self._set("CharFontName", value)


class Looks:
    """What a range looks like."""

    sheet: Sheet
    area: Area

    @property
    def cells(self) -> Cells:
        raise NotImplementedError

    def put(self, name: str, value: object, kind: str = "formatCells") -> None:
        """Set one property of the cells, where the sheet's protection lets it."""
        refuse_unless(self.sheet.uno, self.sheet.allowed, kind)
        with Lifted(self.sheet.uno):
            self.cells.uno.setPropertyValue(name, value)

    @property
    def color(self) -> tuple[int, int, int] | None:
        cells = self.cells.uno
        if mixed(cells, "CellBackColor"):
            return 0, 0, 0  # as Excel answers for cells that disagree
        return None if cells.CellBackColor < 0 else _triple(cells.CellBackColor)

    @color.setter
    def color(self, color_or_rgb: Any) -> None:
        self.put("CellBackColor", _number(color_or_rgb))

    def set_colors(self, colors: Any) -> None:
        for row, line in enumerate(colors, 1):
            for column, color in enumerate(line, 1):
                if color is not ...:
                    self(row, column).color = color  # type: ignore[operator] # Range is callable

    @property
    def font(self) -> Font:
        return Font(self)

    @property
    def number_format(self) -> str | None:
        cells = self.cells.uno
        if mixed(cells, "NumberFormat"):
            return None
        found = self.sheet.book.document.NumberFormats.getByKey(cells.NumberFormat)
        return (
            _DATE_LETTERS.sub(lambda one: one[0].lower(), found.FormatString) if found.Type & 6 else found.FormatString
        )

    @number_format.setter
    def number_format(self, value: str) -> None:
        self.put("NumberFormat", format_key(self.sheet.book.document, value))

    @property
    def wrap_text(self) -> bool | None:
        cells = self.cells.uno
        return None if mixed(cells, "IsTextWrapped") else bool(cells.IsTextWrapped)

    @wrap_text.setter
    def wrap_text(self, value: bool) -> None:
        self.put("IsTextWrapped", value)

    @property
    def horizontal_alignment(self) -> str | None:
        cells = self.cells.uno
        names = {office: excel for excel, office in _HORIZONTAL.items()}
        return None if mixed(cells, "HoriJustify") else names.get(cells.HoriJustify.value)

    @horizontal_alignment.setter
    def horizontal_alignment(self, value: str) -> None:
        from tests.engine._office import enum

        self.put("HoriJustify", enum("table.CellHoriJustify", _HORIZONTAL[value]))

    @property
    def vertical_alignment(self) -> str | None:
        cells = self.cells.uno
        names = {office: excel for excel, office in _VERTICAL.items()}
        return None if mixed(cells, "VertJustify") else names.get(cells.VertJustify, "bottom")

    @vertical_alignment.setter
    def vertical_alignment(self, value: str) -> None:
        self.put("VertJustify", _VERTICAL[value])

    @property
    def row_height(self) -> float | None:
        heights = {row.Height for row in _each(self.cells.uno.Rows)}
        return round(heights.pop() / _POINT * 4) / 4 if len(heights) == 1 else None

    @row_height.setter
    def row_height(self, value: float) -> None:
        self._lines("Rows", "Height", round(value * _POINT))

    @property
    def column_width(self) -> float | None:
        widths = {column.Width for column in _each(self.cells.uno.Columns)}
        return round((widths.pop() / _PIXEL - _MARGIN) / _DIGIT, 2) if len(widths) == 1 else None

    @column_width.setter
    def column_width(self, value: float) -> None:
        self._lines("Columns", "Width", round((value * _DIGIT + _MARGIN) * _PIXEL))

    @property
    def row_hidden(self) -> bool | None:
        hidden = {not row.IsVisible for row in _each(self.cells.uno.Rows)}
        return hidden.pop() if len(hidden) == 1 else None

    @row_hidden.setter
    def row_hidden(self, value: bool) -> None:
        self._lines("Rows", "IsVisible", not value)

    @property
    def column_hidden(self) -> bool | None:
        hidden = {not column.IsVisible for column in _each(self.cells.uno.Columns)}
        return hidden.pop() if len(hidden) == 1 else None

    @column_hidden.setter
    def column_hidden(self, value: bool) -> None:
        self._lines("Columns", "IsVisible", not value)

    def autofit(self, axis: str | None = None) -> None:
        if axis in (None, "columns", "c"):
            self._lines("Columns", "OptimalWidth", True)  # noqa: FBT003 # a value
        if axis in (None, "rows", "r"):
            self._lines("Rows", "OptimalHeight", True)  # noqa: FBT003

    def _lines(self, kind: str, name: str, value: object) -> None:
        refuse_unless(self.sheet.uno, self.sheet.allowed, f"format{kind}")
        with Lifted(self.sheet.uno):
            setattr(getattr(self.cells.uno, kind), name, value)


def _each(lines: Any) -> Any:
    return (lines.getByIndex(i) for i in range(lines.Count))
