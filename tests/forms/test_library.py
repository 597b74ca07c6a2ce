"""The 指标库 sheet: what is drawn is read back, and staff may move columns and add rows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from perfxl.forms.library import draw_library, read_library, read_library_sheet
from perfxl.model.library import LibraryEntry, bundled_library, library_row, library_titles
from perfxl.sheet import Grid, Value

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12).map(str.strip)
TITLES = library_titles()


def a_grid(*rows: tuple[Value, ...]) -> Grid:
    return Grid([list(row) for row in rows])


@given(st.lists(st.builds(LibraryEntry, *[WORDS] * 15), max_size=5))
def test_any_library_is_read_back(entries: list[LibraryEntry]) -> None:
    named = tuple(entry for entry in entries if entry.name)
    assert read_library(draw_library(entries).grid()) == named


def test_the_bundled_library_is_read_back() -> None:
    assert read_library(draw_library(bundled_library()).grid()) == bundled_library()


def test_columns_are_found_wherever_they_stand() -> None:
    grid = a_grid(("三级指标", None, "指标解释", "编号"), ("养护里程", "自加的一列", "总里程", 7.0))
    (entry,) = read_library(grid)
    assert (entry.code, entry.name, entry.description, entry.basis) == ("7", "养护里程", "总里程", "")
    assert "类别" in read_library_sheet(grid).missing
    assert "指标解释(口径/公式)" not in read_library_sheet(grid).missing


def test_a_caption_above_the_titles_is_passed_over() -> None:
    rows = [("我局指标库",), TITLES, tuple(library_row(bundled_library()[0]))]
    sheet = read_library_sheet(a_grid(*rows))
    assert sheet.rows == ((3, bundled_library()[0]),)


def test_rows_half_filled_are_kept_apart_from_entries() -> None:
    blank: tuple[Value, ...] = (None, " ", "")
    grid = a_grid(TITLES, ("A1",), blank, ("A2", None, None, None, "养护里程"))
    assert [row for row, _ in read_library_sheet(grid).rows] == [2, 4]
    assert [entry.code for entry in read_library(grid)] == ["A2"]


def test_a_sheet_without_anything_is_an_empty_library() -> None:
    assert read_library(Grid([])) == ()
    assert read_library(a_grid(("什么", "也不是"), (1.0, 2.0))) == ()


def test_the_drawn_sheet_is_one_tidy_table() -> None:
    page = draw_library(bundled_library())
    (table,) = page.tables
    assert (table.area.bottom, table.area.right) == (len(bundled_library()), len(TITLES) - 1)
    assert len(page.widths) == len(TITLES)
    assert max(page.heights.values()) <= 80  # no row takes a fifth of the screen
    assert {validation.area.bottom for validation in page.validations} == {len(bundled_library())}
