"""Draw a page, and the ribbon's tab, as SVG text: one shape a line, in pixels, with the fonts that the reader has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from lxml import etree

from perfxl.forms import _looks as looks
from perfxl.forms.marks import Mark
from perfxl.page import Area, Content, Page, Style, seen
from perfxl.sheet import address, column_letters, plain

_SONG = "SimSun, 'Songti SC', 'Noto Serif CJK SC', serif"
_HEI = "'Microsoft YaHei', 'PingFang SC', 'Noto Sans CJK SC', sans-serif"
_POINT = 4 / 3
_LINE = looks.LINE * _POINT
_GREY, _RULE, _INK, _BAND, _NOTE = "#595959", "#BFBFBF", "#262626", "#D9D9D9", "#FFFFE1"
_EDGE, _TOP, _PAD, _FOOT = 30.0, 20.0, 4.0, 26.0  # row numbers, column letters, a cell's padding, the words below
_NOTED = 26  # columns of a note
_OPENING, _CLOSING = "“‘（《〔【", "，。；：、！？）》〕】”’…"
_PIECE = re.compile(rf"[{_OPENING}]*(?:[!-~≥≤]+|[^!-~])[{_CLOSING}]*")


# --- shapes --------------------------------------------------------------------------------------------------------


def _rect(x: float, y: float, width: float, height: float, fill: str, line: str = "none", rx: int = 0) -> str:
    corner = f' rx="{rx}"' if rx else ""
    size = f'width="{width:g}" height="{height:g}"'
    return f'<rect x="{x:g}" y="{y:g}" {size}{corner} fill="{fill}" stroke="{line}"/>'


def _text(
    x: float, y: float, words: str, size: float, *, anchor: str = "start", ink: str = _INK, bold: bool = False,
    font: str = _HEI,
) -> str:  # fmt: skip
    weight = ' font-weight="bold"' if bold else ""
    place = f'x="{x:g}" y="{y:g}" font-size="{size:g}" text-anchor="{anchor}"'
    return f'<text {place} fill="{ink}" font-family="{font}"{weight}>{escape(words, quote=False)}</text>'


def _picture(width: float, height: float, title: str, foot: str, shapes: Sequence[str]) -> str:
    """Frame some shapes; the words below say that this is no screenshot."""
    size = f'width="{width:g}" height="{height + _FOOT:g}" viewBox="0 0 {width:g} {height + _FOOT:g}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">'
    below = _text(width - 4, height + _FOOT - 8, foot, 12, anchor="end", ink=_GREY)
    ground = _rect(0.5, 0.5, width - 1, height + _FOOT - 1, "#FFFFFF", _RULE)
    return "\n".join([head, f"<title>{escape(title)}</title>", ground, *shapes, below, "</svg>", ""])


def wrapped(words: str, columns: float) -> list[str]:
    """Break words into lines of so many columns: between Chinese characters, never before a closing mark."""
    lines = []
    for paragraph in words.split("\n"):
        line = ""
        for piece in _PIECE.findall(paragraph):
            if line and looks.width(line + piece) > columns:
                lines.append(line)
                line = ""
            line += piece
        lines.append(line)
    return lines


# --- a sheet -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class View:
    """What is shown of a page: its columns (others are as if hidden), the rows above `rows`, marks by address."""

    page: Page
    columns: tuple[int, ...]
    rows: int
    marks: Mapping[str, Mark]
    noted: str | None = None  # the cell over which the mouse rests

    def left(self, column: int) -> float:
        """Give the left edge of a column, or of the first one shown after it."""
        return _EDGE + sum(self._wide(one) for one in self.columns if one < column)

    def top(self, row: int) -> float:
        """Give the upper edge of a row."""
        return _TOP + sum(self.page.heights.get(one, 15.0) * _POINT for one in range(row))

    def box(self, area: Area) -> tuple[float, float, float, float]:
        """Give the place and the size of some cells, as far as they are shown."""
        bottom = min(area.bottom, self.rows - 1)
        x, y = self.left(area.left), self.top(area.top)
        return x, y, self.left(area.right + 1) - x, self.top(bottom + 1) - y

    def _wide(self, column: int) -> float:
        return round(self.page.widths[column] * 7 + 5)  # Excel's own: characters of 7 pixels, and 5 for the border


def sheet_picture(view: View, title: str, foot: str) -> str:
    """Draw the upper rows of a page as Excel would show them."""
    page = view.page
    merged = {(one.top, one.left): one for one in page.merges}
    hidden = {
        (row, column) for one in page.merges for row in range(one.top, one.bottom + 1)
        for column in range(one.left, one.right + 1) if (row, column) != (one.top, one.left)
    }  # fmt: skip
    shapes = list(_headings(view))
    for (row, column), (content, style) in sorted(page.cells.items(), key=lambda one: one[0]):
        if row < view.rows and column in view.columns and (row, column) not in hidden:
            area = merged.get((row, column), Area(row, column, row, column))
            shapes += _cell(view, area, content, _banded(page, row, style))
    if view.noted:
        shapes += _balloon(view, view.noted)
    return _picture(view.left(len(page.widths)) + 1, view.top(view.rows) + 1, title, foot, shapes)


def _headings(view: View) -> Iterator[str]:
    """Draw Excel's column letters and row numbers."""
    for column in view.columns:
        x, _, width, _ = view.box(Area(0, column, 0, column))
        yield _rect(x, 0.5, width, _TOP - 0.5, "#E6E6E6", _RULE)
        yield _text(x + width / 2, 14.5, column_letters(column), 12, anchor="middle", ink=_GREY)
    for row in range(view.rows):
        y, height = view.top(row), view.top(row + 1) - view.top(row)
        yield _rect(0.5, y, _EDGE - 0.5, height, "#E6E6E6", _RULE)
        if height > _LINE / 2:
            yield _text(_EDGE / 2, y + height / 2 + 4, str(row + 1), 12, anchor="middle", ink=_GREY)


def _banded(page: Page, row: int, style: Style) -> Style:
    """Shade every other row of a table, as its style does where a cell has no colour of its own."""
    band = any(one.area.top < row <= one.area.bottom and (row - one.area.top) % 2 for one in page.tables)
    return style.but(fill=_BAND) if band and not style.fill else style


def _cell(view: View, area: Area, content: Content, style: Style) -> Iterator[str]:
    x, y, width, height = view.box(area)
    mark = view.marks.get(address(area.top, area.left))
    fill = mark.fill if mark else style.fill or "none"
    if style.border or fill != "none":
        yield _rect(x, y, width, height, fill, "#000000" if style.border else "none")
    ink = mark.ink if mark else style.color or "#000000"
    size = style.size * _POINT
    room = (width - 2 * _PAD) / (size / 2) - 1  # Latin letters are wider in some fonts than half a Chinese one
    words = _words(content, style)
    lines = wrapped(words, room) if style.wrap and not style.shrink else [words]
    step = max(size * 1.25, _LINE if size < _LINE else 0)
    first = y + 2 if style.valign == "top" else y + (height - step * len(lines)) / 2
    anchor, at = {
        "left": ("start", x + _PAD), "center": ("middle", x + width / 2), "right": ("end", x + width - _PAD)
    }[style.align]  # fmt: skip
    for number, line in enumerate(lines):
        if line:
            base = first + step * number + step / 2 + size * 0.36
            yield _text(at, base, line, round(size, 1), anchor=anchor, ink=ink, bold=style.bold, font=_SONG)
    if any(one.area.top == area.top for one in view.page.tables):
        yield f'<path d="M{x + width - 14:g} {y + height - 12:g}h9l-4.5 6z" fill="{_GREY}"/>'
    if mark and mark.words:
        yield f'<path d="M{x + width - 8:g} {y:g}h8v8z" fill="#C00000"/>'


def _words(content: Content, style: Style) -> str:
    """Give what the cell shows; of number formats those that the forms use."""
    value = seen(content)
    if isinstance(value, float) and style.number == "0%":
        return f"{value:.0%}"
    return f"{value:.2f}" if isinstance(value, float) and style.number == "0.00" else plain(value)


def _balloon(view: View, cell: str) -> Iterator[str]:
    """Draw the note of a cell beside it."""
    area = next(Area(*at, *at) for at in view.page.cells if address(*at) == cell)
    x, y, width, _ = view.box(area)
    lines = wrapped(view.marks[cell].words, _NOTED - 1)
    left, top = x + width + 14, y + 8
    yield f'<path d="M{x + width:g} {y:g}L{left:g} {top + 6:g}" stroke="{_GREY}"/>'
    yield _rect(left, top, _NOTED * 6 + 12, len(lines) * 17 + 8, _NOTE, _GREY)
    for number, line in enumerate(lines):
        yield _text(left + 6, top + 17 + number * 17, line, 12)


# --- the tab -------------------------------------------------------------------------------------------------------

_TABS = ("文件", "开始", "插入", "页面布局", "公式", "数据", "审阅", "视图")
_STRIP, _BAR = 32.0, 96.0


def tab_picture(ribbon: bytes, title: str, foot: str) -> str:
    """Draw the ribbon's tab: its groups, large buttons alone, small ones three to a column."""
    tab = next(etree.fromstring(ribbon).iter("{*}tab"))
    shapes, x = list(_strip(str(tab.get("label")))), 8.0
    for group in tab:
        start = x
        small: list[str] = []
        for button in group:
            label = str(button.get("label"))
            if button.get("size") == "large":
                shapes += _large(x, label)
                x += 72
            else:
                small.append(label)
        for at in range(0, len(small), 3):
            column = small[at : at + 3]
            shapes += [one for row, label in enumerate(column) for one in _small(x, row, label)]
            x += 34 + max(map(looks.width, column)) * 6.5
        middle = (start + x) / 2
        shapes.append(_text(middle, _STRIP + _BAR - 7, str(group.get("label")), 12, anchor="middle", ink=_GREY))
        shapes.append(_rect(x + 3, _STRIP + 8, 1, _BAR - 16, _RULE))
        x += 10
    return _picture(max(x, 640), _STRIP + _BAR, title, foot, shapes)


def _strip(label: str) -> Iterator[str]:
    """Draw the names of the tabs, Excel's own in grey."""
    x = 14.0
    for name in (*_TABS, label):
        ours = name == label
        width = looks.width(name) * 6.5
        yield _text(x, 21, name, 13, ink="#107C41" if ours else _GREY, bold=ours)
        if ours:
            yield _rect(x, 27, width, 3, "#107C41")
        x += width + 20
    yield _rect(1, _STRIP, 4000, 0.5, _RULE)


def _icon(x: float, y: float, size: float) -> str:
    return _rect(x, y, size, size, "#DCEBE2", "#7FB797", rx=3)


def _large(x: float, label: str) -> Iterator[str]:
    yield _icon(x + 20, _STRIP + 10, 32)
    yield _text(x + 36, _STRIP + 60, label, 13, anchor="middle")


def _small(x: float, row: int, label: str) -> Iterator[str]:
    y = _STRIP + 8 + row * 22
    yield _icon(x + 6, y + 2, 15)
    yield _text(x + 26, y + 14, label, 13)
