"""The open workbook: read in one trip a sheet, written in one a block, protected again, and the user left in peace."""

from __future__ import annotations

import time
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
import xlwings as xw

from perfxl.app.mend import mended
from perfxl.app.sum_up import summed_up
from perfxl.errors import PerfxlError
from perfxl.forms.master import read_master
from perfxl.hosts.file import open_book
from perfxl.hosts.live import LiveBook
from perfxl.hosts.window import Window
from perfxl.page import Changes
from perfxl.sheet import CellRef, Word
from tests.hosts._open import FIRST, SECOND, a_master, opened, seen, xl

OFFICE = pytest.mark.libreoffice


@OFFICE
def test_a_master_is_read_in_one_trip_a_sheet(office_app: xw.App, tmp_path: Path) -> None:
    book, engine = opened(office_app, a_master(), tmp_path), office_app.impl.engine
    engine.reset()
    read_master(book)
    assert engine.calls["Range.raw_value"] <= len(book.sheets())
    assert engine.calls["Range.formula"] == 0
    engine.reset()
    book.formulas("汇总")
    assert (engine.calls["Range.raw_value"], engine.calls["Range.formula"]) == (1, 1)


@OFFICE
@pytest.mark.parametrize("word", ["字", 1.5, Decimal("1.50")])
def test_a_column_is_written_in_one_trip(office_app: xw.App, tmp_path: Path, word: str | float | Decimal) -> None:
    book, engine = opened(office_app, a_master(), tmp_path), office_app.impl.engine
    engine.reset()
    book.apply(Changes({CellRef("设置", f"K{row}"): word for row in range(1, 201)}))
    writes = Counter({name: count for name, count in engine.calls.items() if name.startswith("Range.") and "=" in name})
    assert writes["Range.raw_value="] == 1
    assert writes.total() <= 2  # the values, and perhaps their number format
    assert engine.calls["Range.number_format"] <= 1
    assert xl(book).sheets["设置"]["K200"].value == (word if isinstance(word, str) else float(word))


@OFFICE
def test_asking_what_takes_no_words_costs_a_few_trips_a_sheet(office_app: xw.App, tmp_path: Path) -> None:
    book, engine = opened(office_app, a_master(), tmp_path), office_app.impl.engine
    form = [CellRef(FIRST, f"{column}{row}") for row in range(11, 18) for column in "ABCDEFG"]
    engine.reset()
    stuck = book.fixed(form)
    assert engine.calls["Range.raw_value"] + engine.calls["Range.formula"] <= 3
    book.save()
    assert stuck == open_book(tmp_path / "总表.xlsx").fixed(form)


@OFFICE
def test_mending_reads_each_sheet_a_few_times(office_app: xw.App, tmp_path: Path) -> None:
    book, engine = opened(office_app, a_master(), tmp_path), office_app.impl.engine
    engine.reset()
    report, _ = mended(book)
    assert report.changes
    assert engine.calls["Range.raw_value"] <= 4 * len(book.sheets())


def test_words_go_into_locked_cells_and_the_sheet_is_protected_again(live_app: xw.App, tmp_path: Path) -> None:
    book = opened(live_app, a_master(), tmp_path)
    with pytest.raises(Exception):  # noqa: B017, PT011  # the class of Excel's own errors is known on Windows alone
        xl(book).sheets[FIRST]["A3"].value = "直接写"
    book.apply(Changes({CellRef(FIRST, "A3"): "项目代码", CellRef(FIRST, "E3"): "新名字"}))
    assert xl(book).sheets[FIRST]["A3"].value == "项目代码"
    with pytest.raises(Exception):  # noqa: B017, PT011  # as above
        xl(book).sheets[FIRST]["A3"].value = "直接写"
    book.apply(Changes({CellRef("设置", "K1"): "没有保护的"}))
    xl(book).sheets["设置"]["K1"].value = "仍没有保护"


@OFFICE
def test_a_password_is_told_in_a_sentence_and_nothing_is_changed(office_app: xw.App, tmp_path: Path) -> None:
    book = opened(office_app, a_master(), tmp_path)
    sheet = xl(book).sheets[SECOND].api
    sheet.unprotect("")
    sheet.protect("geheim")
    before = seen(book)
    with pytest.raises(PerfxlError) as told:
        book.apply(Changes({CellRef(FIRST, "E3"): "新名字", CellRef(SECOND, "E3"): "另一个"}))
    assert str(told.value) == f"“{SECOND}”的保护撤不掉（可能加了密码），工作簿没有改动。"
    assert seen(book) == before
    assert sheet.isProtected()


def test_numbers_in_cells_of_text_become_numbers(live_app: xw.App, tmp_path: Path) -> None:
    book = opened(live_app, a_master(), tmp_path)
    cells = xl(book).sheets["设置"].range("K1:K4")
    cells.number_format = "@"
    cells.value = [["100.00"], ["3.1"], ["说明"], ["50"]]
    words: tuple[Word, ...] = (Decimal("100.00"), Decimal("3.10"), "007", 50.0)
    book.apply(Changes({CellRef("设置", f"K{row}"): word for row, word in enumerate(words, 1)}))
    assert cells.value == [100.0, 3.1, "007", 50.0]
    assert [cell.number_format for cell in cells] == ["0.00", "0.00", "@", "General"]


def test_what_only_looks_like_a_formula_is_none(live_app: xw.App, tmp_path: Path) -> None:
    book = opened(live_app, a_master(), tmp_path)
    page = xl(book).sheets["设置"]
    page["K1"].value = [["'=12辆"], ["'=A1"], ["=1+1"], ['="=A1"'], ["=1/0"], ["=NA()"], ["'#N/A"]]
    found = {row: text for (row, column), text in book.formulas("设置").items() if column == 10}
    assert found == {2: "1+1", 3: '"=A1"', 4: "1/0", 5: "NA()"}
    shown = book.grid("设置")
    assert [shown.value(row, 10) for row in range(7)] == ["=12辆", "=A1", 2.0, "=A1", "#DIV/0!", "#N/A", "#N/A"]


def test_dates_and_other_kinds_are_read_as_from_the_file(live_app: xw.App, tmp_path: Path) -> None:
    book = opened(live_app, a_master(), tmp_path)
    page = xl(book).sheets["设置"]
    page["K1"].value = [["2025-03-01"], [45717.75], ["12%"], [True], ["=1/0"], ["'0012"], ["1,234.5"], ["¥5.25"]]
    page["K2"].number_format = "yyyy/m/d h:mm"
    book.save()
    live, saved = book.grid("设置"), open_book(tmp_path / "总表.xlsx").grid("设置")
    shown = [live.value(row, 10) for row in range(8)]
    assert shown == ["2025-03-01", "2025-03-01 18:00:00", 0.12, True, "#DIV/0!", "0012", 1234.5, 5.25]
    assert shown == [saved.value(row, 10) for row in range(8)]


def test_twenty_thousand_cells_take_seconds(live_app: xw.App, tmp_path: Path) -> None:
    book = opened(live_app, a_master(), tmp_path)
    words = {
        CellRef("设置", f"{column}{row}"): f"{row:05d}{column}" for row in range(100, 2100) for column in "KLMNOPQRST"
    }
    start = time.monotonic()
    book.apply(Changes(words))
    shown = book.grid("设置")
    assert time.monotonic() - start < 20
    assert (shown.value(99, 10), shown.value(2098, 19)) == ("00100K", "02099T")


def test_the_user_stays_where_they_are_and_excel_as_it_was(live_app: xw.App, tmp_path: Path) -> None:
    book = opened(live_app, a_master(), tmp_path)
    live_app.calculation = "semiautomatic"
    live_app.display_alerts = True
    xl(book).sheets["汇总"].activate()
    xl(book).sheets["汇总"]["B3:C5"].select()
    settings = ("screen_updating", "enable_events", "display_alerts", "calculation")
    before = [getattr(live_app, one) for one in settings]
    xl(book).sheets[SECOND].copy(after=xl(book).sheets[SECOND])
    xl(book).sheets["汇总"].activate()
    xl(book).sheets["汇总"]["B3:C5"].select()
    with Window(live_app).quietly():
        done, changes = summed_up(book)
        book.apply(changes)
    assert done.redrawn == ("汇总", "目录")
    assert [getattr(live_app, one) for one in settings] == before
    chosen = xl(book).selection
    assert chosen
    assert (xl(book).sheets.active.name, chosen.address) == ("汇总", "$B$3:$C$5")
    live_app.calculation = "automatic"


def test_a_book_that_was_never_saved_has_no_path(live_app: xw.App) -> None:
    with pytest.raises(PerfxlError, match="不在这台电脑"):
        _ = LiveBook(live_app.books.add()).path
