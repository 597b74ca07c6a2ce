"""One step back in the open workbook: what was there is there again, of the same kind, also after closing."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import xlwings as xw

from perfxl.app.steps import taken_back, with_step
from perfxl.errors import PerfxlError
from perfxl.hosts.live import LiveBook
from perfxl.page import Changes
from perfxl.sheet import CellRef, Value
from tests.hosts._open import FIRST, SECOND, a_master, opened, reopened, xl

BEFORE: dict[str, object] = {
    "K1": 100.0, "K2": "'100.00", "K3": None, "K4": True, "K5": "'TRUE", "K6": "'=12辆", "K7": 0.1, "K8": "'0012",
    "K9": "'''带引号", "K10": "第一行\n第二行", "K11": "'2025-03-01", "K12": 0.0, "K13": "'  ",
}  # fmt: skip


@pytest.fixture
def book(live_app: xw.App, tmp_path: Path) -> LiveBook:
    book = opened(live_app, a_master(), tmp_path)
    for cell, value in BEFORE.items():
        xl(book).sheets["设置"][cell].value = value
    return book


def shown(book: LiveBook) -> list[Value]:
    grid = book.grid("设置")
    return [grid.value(row, 10) for row in range(len(BEFORE))]


def step(book: LiveBook) -> None:
    words = {CellRef("设置", cell): Decimal("7.50") if at % 2 else f"新{at}" for at, cell in enumerate(BEFORE)}
    book.apply(
        with_step(book, "一键修复", Changes({**words, CellRef(SECOND, "E3"): "新名字", CellRef(FIRST, "E3"): "改了"}))
    )


def test_what_was_there_is_there_again(book: LiveBook) -> None:
    before, name = shown(book), book.grid(SECOND).text(2, 4)
    step(book)
    assert shown(book)[:2] == ["新0", 7.5]
    back, changes = taken_back(book)
    assert (back.step.name, back.since) == ("一键修复", ())
    book.apply(changes)
    assert shown(book) == before
    assert [type(one) for one in shown(book)] == [type(one) for one in before]
    assert book.grid(SECOND).text(2, 4) == name
    with pytest.raises(PerfxlError, match="没有可以撤销的一步"):
        taken_back(book)


def test_saved_closed_and_opened_between(book: LiveBook, live_app: xw.App, tmp_path: Path) -> None:
    before = shown(book)
    step(book)
    book.save()
    xl(book).close()
    again = reopened(live_app, tmp_path / "总表.xlsx")
    back, changes = taken_back(again)
    assert back.since == ()
    again.apply(changes)
    assert shown(again) == before


def test_a_renamed_sheet_a_deleted_one_and_a_cell_changed_since_stay(book: LiveBook) -> None:
    before = shown(book)
    step(book)
    xl(book).sheets[FIRST].name = "改过名的"
    xl(book).sheets[SECOND].delete()
    xl(book).sheets["设置"]["K1"].value = "又改了"
    back, changes = taken_back(book)
    assert back.since == (CellRef("设置", "K1"),)
    assert set(back.gone) == {CellRef(FIRST, "E3"), CellRef(SECOND, "E3")}
    book.apply(changes)
    assert shown(book) == ["又改了", *before[1:]]
    assert book.grid("改过名的").text(2, 4) == "改了"


def test_a_second_step_takes_the_place_of_the_first(book: LiveBook) -> None:
    step(book)
    book.apply(with_step(book, "从指标库选用", Changes({CellRef("设置", "K1"): "第二步"})))
    back, changes = taken_back(book)
    assert (back.step.name, len(back.step.cells)) == ("从指标库选用", 1)
    book.apply(changes)
    assert shown(book)[:2] == ["新0", 7.5]


@pytest.mark.libreoffice
def test_keeping_a_step_of_many_cells_costs_one_reading_a_sheet(office_app: xw.App, tmp_path: Path) -> None:
    book = opened(office_app, a_master(), tmp_path)
    engine = office_app.impl.engine
    engine.reset()
    changes = with_step(book, "一键修复", Changes({CellRef("设置", f"K{row}"): "x" for row in range(1, 101)}))
    assert engine.calls["Range.raw_value"] == 2  # the sheet, and the one in which steps are kept
    book.apply(changes)
    engine.reset()
    taken_back(book)
    assert engine.calls["Range.raw_value"] == 2
