"""Our own sheets in the open workbook: 校验结果 gets other rows, 汇总 and 目录 are put in the place of the old."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
import xlwings as xw

from perfxl.app.add_project import added
from perfxl.app.sum_up import summed_up
from perfxl.forms.findings import Located, draw_findings
from perfxl.forms.master import read_master
from perfxl.hosts.file import open_book
from perfxl.hosts.live import LiveBook
from perfxl.page import Changes
from perfxl.rules import CATALOGUE
from perfxl.sheet import Grid
from tests.builders import CODES
from tests.hosts._open import FIRST, SECOND, a_master, opened, xl

pytestmark = pytest.mark.libreoffice
NEW = {"code": CODES[2], "name": "新的项目", "budget": "10.00", "fiscal": "10.00", "other": "0.00"}
LIST = "校验结果"


@pytest.fixture
def book(office_app: xw.App, tmp_path: Path) -> LiveBook:
    book = opened(office_app, a_master(), tmp_path)
    office_app.impl.engine.copies_link = True  # as Excel does with a sheet from another workbook
    return book


def found(book: LiveBook) -> tuple[Located, ...]:
    reading = read_master(book)
    return tuple(replace(one, ignored=None) for one in reading.located(CATALOGUE.run(reading.department)))


def listing(book: LiveBook) -> list[tuple[str, str]]:
    grid: Grid = book.grid(LIST)
    return [(grid.text(row, 1), grid.text(row, 6)) for row in range(2, len(grid.rows)) if grid.text(row, 1)]


def refill(book: LiveBook, some: tuple[Located, ...], heading: str = "校验时间：2025-03-01") -> None:
    book.apply(Changes(pages=(draw_findings(some, heading),)))


def test_fewer_rows_more_rows_and_none(book: LiveBook) -> None:
    every = found(book)
    assert len(every) > 6
    sheet = xl(book).sheets[LIST]
    for some in (every[:3], every * 2, ()):
        refill(book, some)
        assert listing(book) == [(one.finding.rule, one.finding.message) for one in some]
        last = 2 + max(len(some), 1)
        assert sheet.tables["校验结果表"].range.address == f"$A$2:$L${last}"
        assert sheet.page_setup.print_area == f"$A$1:$I${last}"
        assert not [row for row in book.grid(LIST).rows[last:] if any(value not in (None, "") for value in row)]
        links = [_link(sheet, row) for row in range(2, last)]
        assert links == [f"#'{one.sheet}'.{one.cells[0]}" if one.ref else None for one in some] or not some
        assert sheet["A1"].value == "校验时间：2025-03-01"
    assert [name for name in book.sheets() if name.startswith(LIST)] == [LIST]


def _link(sheet: xw.Sheet, row: int) -> str | None:
    fields = sheet.api.getCellByPosition(4, row).getTextFields()
    return str(fields.getByIndex(0).URL).replace("!", ".") if fields.Count else None  # LibreOffice has both


def test_what_staff_set_up_stays(book: LiveBook, tmp_path: Path) -> None:
    sheet = xl(book).sheets[LIST]
    sheet["G:G"].column_width = 71
    sheet["M:M"].column_width = 33
    refill(book, found(book)[:4])
    assert sheet["G1"].column_width == pytest.approx(71, abs=0.5)
    assert sheet["M1"].column_width == pytest.approx(33, abs=0.5)
    assert sheet.tables["校验结果表"].show_autofilter
    book.save()
    saved = openpyxl.load_workbook(tmp_path / "总表.xlsx")[LIST]
    assert saved.freeze_panes == "C3"
    assert saved.print_title_rows == "$2:$2"


def test_rows_that_a_filter_hides_are_renewed_and_shown(book: LiveBook) -> None:
    every = found(book)
    refill(book, every)
    api = xl(book).sheets[LIST].tables["校验结果表"].impl.api
    descriptor = api.getFilterDescriptor()
    from tests.engine._office import enum, struct

    wanted = struct(
        "sheet.TableFilterField", Field=0, Operator=enum("sheet.FilterOperator", "EQUAL"), StringValue="没有的"
    )
    descriptor.setFilterFields((wanted,))
    api.refresh()
    refill(book, every[:4])
    assert listing(book) == [(one.finding.rule, one.finding.message) for one in every[:4]]


def test_a_table_that_staff_made_plain_cells_of(book: LiveBook) -> None:
    every = found(book)
    xl(book).sheets[LIST].tables["校验结果表"].impl.delete()
    for some in (every * 2, every[:2]):
        refill(book, some)
        assert listing(book) == [(one.finding.rule, one.finding.message) for one in some]
        assert len(xl(book).sheets[LIST].tables) == 0


def test_what_blocks_takes_no_reason_and_all_else_does(book: LiveBook) -> None:
    every = found(book)
    blocking, free = ([one for one in every if one.finding.blocking is wanted] for wanted in (True, False))
    assert blocking
    assert free
    for some in ([*blocking, *free], [*free, *blocking]):  # rows that blocked before, and the other way round
        refill(book, tuple(some))
        cells = (xl(book).sheets[LIST].api.getCellByPosition(9, row) for row in range(2, 2 + len(some)))
        assert [cell.Validation.Type.value == "CUSTOM" for cell in cells] == [one.finding.blocking for one in some]


# --- 汇总 and 目录


def every_formula(book: LiveBook) -> Iterator[str]:
    for sheet in book.sheets():
        yield from book.formulas(sheet).values()


def test_a_project_more_is_in_both_sheets_and_in_the_chart(book: LiveBook, tmp_path: Path) -> None:
    xl(book).names.add("我的合计", "=汇总!$D$6")
    order, setup = list(book.sheets()), _paper(xl(book).sheets["汇总"])
    _, changes = added(book, NEW)
    book.apply(changes)
    wanted = order.copy()
    wanted.insert(wanted.index(SECOND) + 1, "3.新的项目")
    assert list(book.sheets()) == wanted
    assert not [formula for formula in every_formula(book) if "[" in formula or "#REF" in formula or "~" in formula]
    assert book.grid("汇总").value(6, 3) == 110.0
    assert book.grid("目录").value(7, 3) == 110.0
    names = {name.name: name.refers_to for name in xl(book).names}
    assert str(names["预算合计"]).replace("'", "") == "=汇总!$D$7"
    assert names["我的合计"] == "=汇总!$D$6"  # the user's own speaks of the new sheet
    assert _paper(xl(book).sheets["汇总"]) == setup
    book.save()
    saved = openpyxl.load_workbook(tmp_path / "总表.xlsx")
    (chart,) = saved["汇总"]._charts  # noqa: SLF001  # openpyxl shows them nowhere else
    assert chart.series[0].val.numRef.f.replace("'", "").replace("$", "") == "汇总!D4:D6"
    assert chart.series[0].cat.strRef.f.replace("'", "").replace("$", "") == "汇总!C4:C6"
    assert {name: saved.defined_names[name].attr_text.replace("'", "") for name in ("预算合计", "一级指标清单")} == {
        "预算合计": "汇总!$D$7",
        "一级指标清单": _list(tmp_path),
    }
    assert [saved["3.新的项目"].protection.sheet, saved["汇总"].protection.sheet] == [True, True]
    assert read_master(open_book(tmp_path / "总表.xlsx")).department.projects[2].name == "新的项目"


def _list(folder: Path) -> str:
    from perfxl.hosts.xlsx import write_plan

    write_plan(a_master(), folder / "原样.xlsx")
    return str(openpyxl.load_workbook(folder / "原样.xlsx").defined_names["一级指标清单"].attr_text).replace("'", "")


def _paper(sheet: xw.Sheet) -> tuple[object, ...]:
    style = sheet.book.api.StyleFamilies.getByName("PageStyles").getByName(sheet.api.PageStyle)
    rows = sheet.api.getTitleRows()
    footer = style.RightPageFooterContent  # its texts are gone with it
    words = footer.CenterText.getString()
    return style.IsLandscape, style.Width, style.TopMargin, style.ScaleToPagesX, words, (rows.StartRow, rows.EndRow)


def test_a_copied_sheet_and_a_deleted_one_are_summed_up(book: LiveBook) -> None:
    sheets = xl(book).sheets
    sheets[SECOND].copy(after=sheets[SECOND], name="3.抄来的")
    sheets["3.抄来的"]["E3"].value = "抄来的项目"
    sheets[FIRST].delete()
    done, changes = summed_up(book)
    assert set(done.redrawn) == {"汇总", "目录"}
    order = list(book.sheets())
    book.apply(changes)
    assert list(book.sheets()) == order
    assert not [formula for formula in every_formula(book) if "[" in formula or "#REF" in formula]
    assert book.grid("汇总").value(5, 3) == 200.0
    assert summed_up(book)[0].redrawn == ()
    assert [sheets[name].api.isProtected() for name in ("汇总", "目录")] == [True, True]
    assert sheets["汇总"].api.Charts.Count == 1
