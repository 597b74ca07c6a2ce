"""指标库: the indicator library as a native table that staff may extend."""

from __future__ import annotations

from collections.abc import Sequence

from perfxl.forms import _looks as looks
from perfxl.forms import _names as names
from perfxl.model.library import LibraryEntry, library_row, library_titles
from perfxl.page import Area, Page, Table, Validation
from perfxl.sheet import Grid, plain

_WIDTHS = (9, 16, 13, 19, 24, 40, 8, 6, 10, 14, 8, 14, 36, 24, 20)


def draw_library(entries: Sequence[LibraryEntry]) -> Page:
    """Draw the library; drop-downs feed the columns that have lists."""
    page = Page(name=names.LIBRARY, widths=_WIDTHS, landscape=True, freeze=(1, 1), repeat=(0, 0))
    titles = library_titles()
    for column, word in enumerate(titles):
        page.put(0, column, word, looks.LABEL)
    for row, entry in enumerate(entries, start=1):
        words = library_row(entry)
        for column, word in enumerate(words):
            page.put(row, column, word, looks.TEXT.but(number="@"))
        page.heights[row] = looks.height(list(zip(words, _WIDTHS, strict=True)), least=18)
    bottom = max(len(entries), 1)
    page.tables.append(Table("指标库表", Area(0, 0, bottom, len(titles) - 1)))
    lists = {"符号": f"={names.OPERATOR_LIST}", "类型": ["定量", "定性"], "方向": ["正向", "反向", "适度"]}
    for column, word in enumerate(titles):
        source = next((source for key, source in lists.items() if word.endswith(key)), None)
        if source is not None:
            options = {"validate": "list", "source": source, "error_type": "warning"}
            page.validations.append(Validation(Area(1, column, bottom, column), options))
    return page


def read_library(grid: Grid) -> tuple[LibraryEntry, ...]:
    """Read the entries back: every row that names an indicator."""
    count = len(library_titles())
    rows = ([plain(grid.value(row, column)) for column in range(count)] for row in range(1, len(grid.rows)))
    return tuple(entry for entry in (LibraryEntry(*row) for row in rows) if entry.name.strip())
