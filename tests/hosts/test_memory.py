"""Books that stand in no file."""

from __future__ import annotations

from decimal import Decimal

from perfxl.hosts.memory import EditedBook, MemoryBook
from perfxl.page import Formula, Page, Plan, Style
from perfxl.sheet import CellRef


def a_page(name: str, *words: str) -> Page:
    page = Page(name=name)
    for column, word in enumerate(words):
        page.put(0, column, word, Style())
    return page


def a_book() -> MemoryBook:
    return MemoryBook(Plan((a_page("甲", "一", "二"), a_page("乙", "三"))))


def test_changed_cells_are_shown_and_the_book_below_stays() -> None:
    below = a_book()
    book = EditedBook(below)
    book.put({CellRef("甲", "B1"): Decimal("1.50"), CellRef("甲", "D3"): Formula("=1+1", 2), CellRef("乙", "A1"): None})
    book.put({CellRef("甲", "A1"): "改"})
    assert [book.grid("甲").text(0, column) for column in (0, 1)] == ["改", "1.5"]
    assert (book.grid("甲").value(2, 3), book.grid("乙").value(0, 0)) == (2.0, None)
    assert [below.grid("甲").text(0, column) for column in (0, 1)] == ["一", "二"]


def test_a_change_of_a_changed_book_leaves_the_first_change_alone() -> None:
    first = EditedBook(a_book())
    first.put({CellRef("甲", "A1"): "先"})
    second = EditedBook(first)
    second.put({CellRef("甲", "A1"): "后"})
    assert (first.grid("甲").text(0, 0), second.grid("甲").text(0, 0)) == ("先", "后")


def test_a_sheet_is_added_behind_another_and_drawn_anew() -> None:
    book = EditedBook(a_book())
    book.add(a_page("丙", "四"), after="甲")
    book.put({CellRef("乙", "A1"): "旧的改动"})
    book.replace(a_page("乙", "五"))
    assert book.sheets() == ("甲", "丙", "乙")
    assert (book.grid("丙").text(0, 0), book.grid("乙").text(0, 0)) == ("四", "五")
