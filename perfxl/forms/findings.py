"""校验结果: one row per finding with a jump to its cells, and room to say why one is ignored."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from perfxl.forms import _looks as looks
from perfxl.forms import _names as names
from perfxl.model.amounts import blank, folded
from perfxl.model.findings import Finding, Severity
from perfxl.page import Area, Content, Link, Page, Style, Table, Validation
from perfxl.sheet import CellRef, Grid, Word, address, position, quoted

TITLES = (
    "级别", "规则", "项目名称", "工作表", "单元格", "现值", "问题", "建议", "依据", "忽略理由", "忽略人", "忽略日期",
)  # fmt: skip
_WIDTHS: tuple[float, ...] = (7, 10, 22, 24, 17, 22, 48, 36, 26, 16, 10, 12)
HEADER = 1
_SHEET, _REASON = TITLES.index("工作表"), TITLES.index("忽略理由")
_SHOWN = 60
UNCHECKED = "尚未校验"
NOT_CHECKED = f"{UNCHECKED}：填好后运行 perfxl check。"
LEVEL, SHEET, REASON = "A", "D", "J"
_SHADES = {"error": looks.RED, "warning": looks.AMBER, "info": None}
_RUN = re.compile(r"([A-Z]+\d+)(?::([A-Z]+\d+))?")
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
Counts = Counter[tuple[str, Severity]]
_Key = tuple[str, str, str]  # rule, sheet, what stands in the first cell


@dataclass(frozen=True, slots=True)
class Ignored:
    """Why a finding is let stand, by whom and since when, as typed beside it; with what the row says of the finding."""

    rule: str
    project_name: str
    sheet: str
    cells: tuple[str, ...]
    value: str
    message: str
    reason: str
    person: str
    date: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the sheet as it is read, `at` its row counted from 0; ignored where a reason is given."""

    at: int
    level: str
    rule: str
    project_name: str
    sheet: str
    cells: tuple[str, ...]
    message: str
    fix: str
    reason: str


@dataclass(frozen=True, slots=True)
class Located:
    """A finding joined with the cells that it speaks of and with what stands in the first of them."""

    finding: Finding
    project_code: str | None
    project_name: str
    sheet: str | None
    cells: tuple[str, ...]
    value: str
    ignored: Ignored | None = None

    @property
    def ref(self) -> CellRef | None:
        """The first cell; None where the finding has none."""
        return CellRef(self.sheet, self.cells[0]) if self.sheet and self.cells else None


def with_reasons(found: Sequence[Located], rows: Iterable[Ignored]) -> tuple[Located, ...]:
    """Join findings with the reasons typed beside them; one that blocks has none, and a row serves one finding.

    A finding in the same cells may be worded anew, a finding that has moved may not. Where what stands in its first
    cell has changed, or a figure in its message, it is another finding.
    """
    free: dict[_Key, list[Ignored]] = defaultdict(list)
    for typed in rows:
        free[typed.rule, typed.sheet, folded(typed.value)].append(typed)
    chosen: dict[int, Ignored] = {}
    for same in (_in_place, _as_worded):
        for at, one in enumerate(found):
            some = [] if at in chosen or one.finding.blocking else free.get(_key(one), [])
            if row := next((row for row in some if same(one, row)), None):
                chosen[at] = row
                some.remove(row)
    return tuple(replace(one, ignored=chosen.get(at)) for at, one in enumerate(found))


def _key(one: Located) -> _Key:
    return one.finding.rule, one.sheet or "", folded(_short(one.value))


def _in_place(one: Located, row: Ignored) -> bool:
    return row.cells == one.cells and _FIGURE.findall(row.message) == _FIGURE.findall(one.finding.message)


def _as_worded(one: Located, row: Ignored) -> bool:
    return folded(row.message) == folded(one.finding.message)


def draw_findings(found: Sequence[Located], heading: str, *, linked: bool = True) -> Page:
    """Draw the sheet, ignored findings last; `linked` makes cells jumps (where the sheets are in the same workbook)."""
    page = Page(
        name=names.FINDINGS, widths=_WIDTHS, landscape=True, freeze=(HEADER + 1, 2), repeat=(HEADER, HEADER), printed=9
    )
    page.put(0, 0, heading, looks.NOTE.but(size=10.5, wrap=False))
    for column, word in enumerate(TITLES):
        page.put(HEADER, column, word, looks.LABEL)
    ordered = sorted(found, key=lambda one: one.ignored is not None)
    for row, one in enumerate(ordered, start=HEADER + 1):
        _draw_row(page, row, one, linked=linked)
    bottom = HEADER + max(len(found), 1)
    page.tables.append(Table("校验结果表", Area(HEADER, 0, bottom, len(TITLES) - 1)))
    return page


def _draw_row(page: Page, row: int, one: Located, *, linked: bool) -> None:
    finding = one.finding
    words: list[Content] = [finding.severity.chinese, finding.rule, one.project_name, one.sheet or ""]
    words += [_jump(one, linked=linked), _short(one.value), finding.message, finding.fix, finding.basis]
    words += [one.ignored.reason, one.ignored.person, one.ignored.date] if one.ignored else ["", "", ""]
    for column, content in enumerate(words):
        shade = _SHADES[finding.severity.value] if column == 0 and not one.ignored else None
        page.put(row, column, content, _look(shade, isinstance(content, Link), column < _REASON, bool(one.ignored)))
    texts = [(word.text if isinstance(word, Link) else str(word), _WIDTHS[at]) for at, word in enumerate(words)]
    page.heights[row] = looks.height(texts, least=18)
    if finding.blocking:
        options = {"validate": "custom", "value": "=FALSE", "error_type": "stop", "error_title": "不能忽略"}
        options["error_message"] = "这个问题会让表格用不了，不能忽略，请改好。"
        page.validations.append(Validation(Area(row, _REASON, row, _REASON), options))


@cache
def _look(shade: str | None, jumps: bool, locked: bool, ignored: bool) -> Style:
    style = (looks.LINK if jumps else looks.TEXT).but(fill=shade, valign="top", locked=locked)
    return style.but(color=looks.GREY_INK) if ignored else style


def read_ignored(grid: Grid) -> tuple[Ignored, ...]:
    """Read the rows in which a reason is given; none where the sheet has no such table."""
    return tuple(
        Ignored(one[1], one[2], one[3], cells_of(one[4]), one[5], one[6], *one[_REASON:])
        for _, one in _rows(grid)
        if not blank(one[_REASON])
    )


def read_rows(grid: Grid) -> tuple[Row, ...]:
    """Read what the sheet lists; nothing where it has no such table."""
    levels = {severity.chinese for severity in Severity}
    return tuple(
        Row(at, one[0], one[1], one[2], one[3], cells_of(one[4]), one[6], one[7], one[_REASON])
        for at, one in _rows(grid)
        if one[0] in levels
    )


def reason_cells(grid: Grid, row: Row, *words: str) -> dict[CellRef, Word] | None:
    """Give the cells beside a finding that say why it is ignored, by whom and since when; None where they are gone."""
    _, columns = _titles(grid)
    titles = TITLES[_REASON : _REASON + len(words)]
    if not columns.keys() >= set(titles):
        return None
    places = (address(row.at, columns[title]) for title in titles)
    return {CellRef(names.FINDINGS, place): word for place, word in zip(places, words, strict=True)}


def _rows(grid: Grid) -> Iterator[tuple[int, list[str]]]:
    """Read the rows below the titles, each as the words under our titles in our order."""
    header, columns = _titles(grid)
    at = [columns.get(title) for title in TITLES]
    for row in range(header + 1, len(grid.rows) if columns else 0):
        yield row, [grid.text(row, column).strip() if column is not None else "" for column in at]


def _titles(grid: Grid) -> tuple[int, dict[str, int]]:
    """Find the row of titles and the column of each; no columns where the sheet has no such table."""
    header = next((row for row in range(len(grid.rows)) if folded(grid.text(row, 0)) == TITLES[0]), None)
    if header is None:
        return 0, {}
    return header, {folded(grid.text(header, column)): column for column in range(len(grid.rows[header]))}


def count(found: Iterable[Located]) -> Counts:
    """Count the findings that nobody ignores, by sheet and level."""
    return Counter((one.sheet or "", one.finding.severity) for one in found if not one.ignored)


def count_rows(grid: Grid) -> Counts | None:
    """Count what a sheet lists as the formulas of 目录 do; None where nothing was checked yet."""
    if grid.text(0, 0).startswith(UNCHECKED):
        return None
    levels = {severity.chinese: severity for severity in Severity}
    rows = (row for row in range(len(grid.rows)) if grid.text(row, 0) in levels and not grid.text(row, _REASON))
    return Counter((grid.text(row, _SHEET), levels[grid.text(row, 0)]) for row in rows)


def ranges(cells: Sequence[str]) -> str:
    """Spell cells as a reader would, runs down a column joined: F11:F19、G4."""
    runs: list[tuple[str, str]] = []
    for cell in cells:
        row, column = position(cell)
        if runs and address(row - 1, column) == runs[-1][1] and row:
            runs[-1] = (runs[-1][0], cell)
        else:
            runs.append((cell, cell))
    return "、".join(first if first == last else f"{first}:{last}" for first, last in runs)


def cells_of(words: str) -> tuple[str, ...]:
    """Give the cells that `ranges` has spelt; other words are passed over."""
    return tuple(_each(words))


def _each(words: str) -> Iterator[str]:
    for first, last in _RUN.findall(words):
        top, column = position(first)
        bottom = position(last)[0] if last else top
        yield from (address(row, column) for row in range(top, bottom + 1))


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"


def _jump(one: Located, *, linked: bool) -> Content:
    if not one.ref:
        return ""
    words = ranges(one.cells)
    return Link(f"{quoted(one.ref.sheet)}!{one.ref.cell}", words, words[:200]) if linked else words
