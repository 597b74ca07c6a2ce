"""One contract for every kind of book: what was drawn is what is read, and what was to change is what is shown."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import xlwings as xw
from hypothesis import HealthCheck, given, settings

from perfxl.forms import _looks as looks
from perfxl.forms.master import master_plan, read_master
from perfxl.hosts.file import open_book
from perfxl.hosts.memory import EditedBook, MemoryBook
from perfxl.hosts.revise import save_changed
from perfxl.hosts.xlsx import write_plan
from perfxl.model.department import Department
from perfxl.page import Area, Changes, Page, Plan
from perfxl.sheet import Book, CellRef, Word, plain
from tests.builders import a_department, a_project
from tests.departments import departments
from tests.hosts._open import FIRST, LIBRARY, a_master, opened, xl

Host = Callable[[Plan, Path], Book]
LIVE = [
    pytest.param("LibreOffice", marks=pytest.mark.libreoffice),
    pytest.param("Excel", marks=pytest.mark.excel),
]
HOSTS = pytest.mark.parametrize("host", ["memory", "file", *LIVE], indirect=True)


def memory(plan: Plan, _: Path) -> Book:
    return MemoryBook(plan)


def file(plan: Plan, folder: Path) -> Book:
    write_plan(plan, folder / "总表.xlsx", overwrite=True)
    return open_book(folder / "总表.xlsx")


@pytest.fixture
def host(request: pytest.FixtureRequest) -> Host:
    """Show a plan in a book of one kind."""
    kinds: dict[str, Host] = {"memory": memory, "file": file}
    return kinds.get(request.param) or live(
        request.getfixturevalue("excel_app" if request.param == "LibreOffice" else "real_excel")
    )


def live(app: xw.App) -> Host:
    def show(plan: Plan, folder: Path) -> Book:
        for book in app.books:
            book.close()
        return opened(app, plan, folder)

    return show


@HOSTS
def test_sheets_come_in_their_order(host: Host, tmp_path: Path) -> None:
    book = host(master_plan(a_department(), ()), tmp_path)
    wanted = ["目录", "部门绩效目标", "1.县乡公路日常养护", "指标库", "汇总", "校验结果", "设置", "_perfxl"]
    assert list(book.sheets()) == wanted


@HOSTS
def test_a_cell_keeps_its_place_below_blank_rows(host: Host, tmp_path: Path) -> None:
    grid = host(master_plan(a_department(), ()), tmp_path).grid("1.县乡公路日常养护")
    assert grid.text(2, 0) == "项目编码"
    assert grid.value(3, 2) == 100.0
    assert grid.value(999, 999) is None


@pytest.mark.parametrize("host", ["memory", "file"], indirect=True)
@given(department=departments())
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
def test_any_department_is_read_back_word_for_word(host: Host, department: Department) -> None:
    read_back(host, department)


@pytest.mark.parametrize("host", LIVE, indirect=True)
@given(department=departments())
@settings(
    max_examples=5,  # each opens a file
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
def test_any_department_is_read_back_word_for_word_live(host: Host, department: Department) -> None:
    read_back(host, department)


def read_back(host: Host, department: Department) -> None:
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder, warnings.catch_warnings():
        warnings.simplefilter("error")  # the writer warns where it leaves something out
        read = read_master(host(master_plan(department, ()), Path(folder))).department
    assert [list(p.texts()) for p in read.projects] == [list(p.texts()) for p in department.projects]
    assert [p.funds for p in read.projects] == [p.funds for p in department.projects]
    assert [p.plan for p in read.projects] == [p.plan for p in department.projects]
    assert (read.covers, read.sections) == (department.covers, department.sections)
    assert (read.unit_name, read.year, read.region) == (department.unit_name, department.year, department.region)


@pytest.mark.parametrize("host", ["file", *LIVE], indirect=True)
def test_every_host_shows_the_same_cells(host: Host, tmp_path: Path) -> None:
    plan = master_plan(a_department(a_project(), a_project(2, name="农村危房改造"), library=LIBRARY))
    drawn, written = memory(plan, tmp_path), host(plan, tmp_path)
    assert cells(drawn) == cells(written)


def cells(book: Book) -> dict[tuple[str, int, int], object]:
    """Gather what a book shows; numbers to fifteen digits, as Excel shows them."""
    return {
        (sheet, row, column): plain(value) if isinstance(value, float) else value
        for sheet in book.sheets()
        for row, values in enumerate(book.grid(sheet).rows)
        for column, value in enumerate(values)
        if value not in (None, "")
    }


# --- what is to change

WORDS: tuple[Word, ...] = (
    *("00012", "1,234.50", "12%", "2025-03-01", "3月1日", "1/2", "1E5", "TRUE", "=12辆", "=SUM(A1)", "'quoted", "#N/A"),
    *("＋１２", "１２％", "-", "+5", "@张三", "≥90%", "第一行\n第二行", " 前后有空格 ", "长" * 5000, "𠮷野家🚗"),
    *("13020525P00911110004E", "130205199001011234", 0.0, -1.5, 1273.31, 1e15, Decimal("3.10"), Decimal(1000)),
    *(Decimal("1E+3"), None, ""),
)


def a_page(name: str, *words: str) -> Page:
    """A sheet of ours with some words and a number."""
    page = Page(name=name, widths=(20, 20))
    for row, word in enumerate(words):
        page.put(row, 0, word, looks.TEXT)
        page.put(row, 1, row + 0.25, looks.MONEY)
    return page


def the_changes() -> Changes:
    """Words into open cells, locked cells, cells of text and of numbers; a sheet more, one anew, and two names."""
    given = {CellRef(FIRST, f"{'ABCDEFG'[at % 7]}{40 + at}"): word for at, word in enumerate(WORDS)}
    given |= {CellRef("设置", f"K{at}"): word for at, word in enumerate(WORDS, start=1)}
    given |= {CellRef(FIRST, "E3"): "0099", CellRef(FIRST, "C4"): Decimal("88.80"), CellRef("汇总", "B40"): "锁着的"}
    pages = (a_page("新的一张", "甲", "=乙", "003"), a_page("部门绩效目标", "重画的"))
    return Changes(
        given,
        pages,
        {"新名": ("新的一张", Area(0, 0, 2, 1)), "预算合计": ("新的一张", Area(1, 1, 1, 1))},
        after="汇总",
    )


@pytest.fixture
def wanted(tmp_path: Path) -> dict[tuple[str, int, int], object]:
    """What the changes make of a book in memory."""
    changes = the_changes()
    book = EditedBook(file(a_master(), tmp_path))
    book.add(changes.pages[0], after="汇总")
    book.replace(changes.pages[1])
    book.put(changes.cells)
    shown = cells(book)
    assert shown["设置", 8, 10] == "=12辆"
    return shown | {("", at, 0): name for at, name in enumerate(book.sheets())}


def told(book: Book) -> dict[tuple[str, int, int], object]:
    return cells(book) | {("", at, 0): name for at, name in enumerate(book.sheets())}


def differing(
    one: dict[tuple[str, int, int], object], other: dict[tuple[str, int, int], object]
) -> dict[object, object]:
    """Set side by side what differs, apart from what formulas make of the changes."""
    return {
        at: (one.get(at), other.get(at))
        for at in {*one, *other}
        if one.get(at) != other.get(at) and at[0] not in ("目录", "汇总") and at != (FIRST, 0, 0)
    }


def test_a_file_shows_what_was_to_change(wanted: dict[tuple[str, int, int], object], tmp_path: Path) -> None:
    save_changed(tmp_path / "总表.xlsx", tmp_path / "改.xlsx", the_changes())
    assert differing(wanted, told(open_book(tmp_path / "改.xlsx"))) == {}


def test_an_open_book_shows_what_was_to_change(
    wanted: dict[tuple[str, int, int], object], live_app: xw.App, tmp_path: Path
) -> None:
    book = opened(live_app, a_master(), tmp_path)
    book.apply(the_changes())
    assert differing(wanted, told(book)) == {}
    names = {name.name: name.refers_to for name in xl(book).names}
    assert {str(names[one]).replace("'", "") for one in ("新名", "预算合计")} == {
        "=新的一张!$A$1:$B$3",
        "=新的一张!$B$2",
    }
    assert xl(book).sheets[FIRST]["C4"].number_format == "0.00"
    book.save()
    assert differing(wanted, told(open_book(tmp_path / "总表.xlsx"))) == {}
