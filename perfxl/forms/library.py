"""指标库: the indicator library as a native table that staff may extend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from perfxl.forms import _looks as looks
from perfxl.forms import _names as names
from perfxl.model.amounts import folded
from perfxl.model.library import Library, LibraryEntry, library_row, library_titles
from perfxl.page import Area, Page, Table, Validation
from perfxl.sheet import Grid

_WIDTHS = (9, 22, 13, 20, 26, 46, 10, 8, 11, 15, 9, 15, 36, 24, 22)
_NAME = "三级指标"
_TITLE_ROWS = 10  # staff put a caption above the titles


@dataclass(frozen=True, slots=True)
class LibrarySheet:
    """What a 指标库 sheet says: rows with anything in them, each with its number in Excel; and the columns it lacks."""

    rows: tuple[tuple[int, LibraryEntry], ...]
    missing: tuple[str, ...]


def draw_library(entries: Sequence[LibraryEntry]) -> Page:
    """Draw the library; drop-downs feed the columns that have lists."""
    page = Page(name=names.LIBRARY, widths=_WIDTHS, landscape=True, freeze=(1, 1), repeat=(0, 0))
    titles, style = library_titles(), looks.TEXT.but(number="@")
    for column, word in enumerate(titles):
        page.put(0, column, word, looks.LABEL)
    page.heights[0] = looks.height(list(zip(titles, _WIDTHS, strict=True)))
    for row, entry in enumerate(entries, start=1):
        words = library_row(entry)
        for column, word in enumerate(words):
            page.put(row, column, word, style)
        page.heights[row] = _height(words)
    bottom = max(len(entries), 1)
    page.tables.append(Table("指标库表", Area(0, 0, bottom, len(titles) - 1)))
    lists = {
        "符号": f"={names.OPERATOR_LIST}",
        "指标类型": ["定量", "定性"],
        "方向": ["正向", "反向", "适度"],
        "依据类型": ["计划标准", "历史标准", "行业标准", "预算支出标准", "其他标准"],
    }
    for word, source in lists.items():
        column = titles.index(word)
        options = {"validate": "list", "source": source, "error_type": "warning"}
        page.validations.append(Validation(Area(1, column, bottom, column), options))
    return page


@lru_cache(maxsize=4096)
def _height(words: tuple[str, ...]) -> float:
    return looks.height(list(zip(words, _WIDTHS, strict=True)), least=18)


def read_library(grid: Grid) -> Library:
    """Read the entries back: every row that names an indicator."""
    return tuple(entry for _, entry in read_library_sheet(grid).rows if entry.name)


def read_library_sheet(grid: Grid) -> LibrarySheet:
    """Read every row that is not blank; columns are found by their titles, wherever staff have moved them."""
    top = next((row for row in range(_TITLE_ROWS) if _NAME in _titles(grid, row)), 0)
    printed = _titles(grid, top)
    columns = {title: printed.index(_bare(title)) for title in library_titles() if _bare(title) in printed}
    rows = (
        (row + 1, LibraryEntry(*(_word(grid, row, columns.get(title)) for title in library_titles())))
        for row in range(top + 1, len(grid.rows))
    )
    missing = tuple(title for title in library_titles() if title not in columns)
    return LibrarySheet(tuple(row for row in rows if any(library_row(row[1]))), missing)


def _titles(grid: Grid, row: int) -> list[str]:
    cells = grid.rows[row] if row < len(grid.rows) else ()
    return [_bare(grid.text(row, column)) for column in range(len(cells))]


def _bare(title: str) -> str:
    """Reduce a title to what is not in brackets: 指标解释(口径/公式) is 指标解释."""
    return folded(title).partition("(")[0]


def _word(grid: Grid, row: int, column: int | None) -> str:
    return "" if column is None else grid.text(row, column).strip()
