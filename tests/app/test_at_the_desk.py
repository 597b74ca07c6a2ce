"""What the buttons rest on, without Excel: jumping, ignoring, picking, one step back, summing up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook.workbook import Workbook

from perfxl.app.check import check, project_on
from perfxl.app.ignore import finding_at, ignoring
from perfxl.app.jump import next_stop
from perfxl.app.pick import filling, fitting, line_at
from perfxl.app.rollup import rollup
from perfxl.app.steps import taken_back, with_step
from perfxl.app.sum_up import summed_up
from perfxl.errors import PerfxlError
from perfxl.forms.findings import read_rows
from perfxl.forms.master import master_plan, read_master
from perfxl.hosts.file import FileBook, open_book
from perfxl.hosts.memory import EditedBook, MemoryBook
from perfxl.hosts.revise import save_changed
from perfxl.hosts.xlsx import write_plan
from perfxl.page import Changes
from perfxl.rules import CATALOGUE
from perfxl.sheet import CellRef, Grid, position
from tests.builders import FULL_SET, a_department, a_project, an_indicator, indicators

SHEET, SECOND = "1.县乡公路日常养护", "2.农村桥梁检测"
ROWS = indicators(*FULL_SET, an_indicator(name="桥梁检测年限", target="15年"))
DEPARTMENT = a_department(a_project(rows=ROWS), a_project(2, name="农村桥梁检测", fiscal="90.00"))
Edit = Callable[[Workbook], None]


@pytest.fixture
def book() -> EditedBook:
    return EditedBook(MemoryBook(master_plan(DEPARTMENT, CATALOGUE.run(DEPARTMENT))))


def at(book: EditedBook, rule: str) -> CellRef:
    row = next(row for row in read_rows(book.grid("校验结果")) if row.rule == rule)
    return CellRef(row.sheet, row.cells[0])


# --- 下一个问题


def test_every_cell_with_an_error_or_a_warning_is_a_stop_once_in_the_order_of_the_sheets(book: EditedBook) -> None:
    rows = [row for row in read_rows(book.grid("校验结果")) if row.cells and row.level != "提示"]
    listed = {CellRef(row.sheet, row.cells[0]) for row in rows}
    here = CellRef("目录", "A1")
    seen: list[CellRef] = []
    for _ in listed:
        stop = next_stop(book, here)
        assert stop
        assert (stop.number, stop.of) == (len(seen) + 1, len(listed))
        seen.append(here := stop.ref)
    assert set(seen) == listed
    order = list(book.sheets())
    assert seen == sorted(seen, key=lambda ref: (order.index(ref.sheet), position(ref.cell)))
    again = next_stop(book, here)
    assert again
    assert again.ref == seen[0]


def test_from_a_line_of_the_list_its_own_cell_comes_next(book: EditedBook) -> None:
    row = next(row for row in read_rows(book.grid("校验结果")) if row.rule == "FUND-02")
    stop = next_stop(book, CellRef("校验结果", f"C{row.at + 1}"))
    assert stop
    assert stop.ref == CellRef(SECOND, row.cells[0])


def test_what_is_ignored_is_no_stop_and_nothing_found_is_none(book: EditedBook) -> None:
    for row in read_rows(book.grid("校验结果")):
        book.put(ignoring(book, row, "有理由", "张三", "2025-03-01").cells)
    assert next_stop(book, None) is None
    assert next_stop(MemoryBook(master_plan(a_department())), None) is None


def test_hidden_sheets_are_passed_by(book: EditedBook) -> None:
    seen = {stop.ref.sheet for _ in range(5) if (stop := next_stop(book, CellRef(SHEET, "H99"), {SECOND}))}
    assert SECOND not in seen
    with pytest.raises(PerfxlError, match="剩下的问题都在看不到的工作表里"):
        next_stop(book, None, {SHEET, SECOND, "部门绩效目标"})


# --- 忽略此项


def test_a_finding_is_ignored_by_its_cell(book: EditedBook) -> None:
    row = finding_at(book, at(book, "VAL-02"))
    book.put(ignoring(book, row, " 合同约定就是这个数 ", "张三", "2025-03-01").cells)
    ignored = [one.ignored for one in check(book).found if one.finding.rule == row.rule and one.ignored]
    assert [(one.reason, one.person, one.date) for one in ignored if one] == [
        ("合同约定就是这个数", "张三", "2025-03-01")
    ]


def test_the_reason_goes_under_its_title_wherever_that_stands(book: EditedBook) -> None:
    row = finding_at(book, at(book, "VAL-02"))
    book.put(
        {CellRef("校验结果", f"{column}2"): word for column, word in zip("JM", ("处理人", "忽略理由"), strict=True)}
    )
    cells = ignoring(book, row, "有理由", "张三", "2025-03-01").cells
    assert [(ref.cell, word) for ref, word in cells.items()] == [
        (f"{column}{row.at + 1}", word) for column, word in zip("MKL", ("有理由", "张三", "2025-03-01"), strict=True)
    ]
    book.put({CellRef("校验结果", "M2"): None})
    with pytest.raises(PerfxlError, match="里没有“忽略理由”"):
        ignoring(book, row, "有理由", "张三", "2025-03-01")


def test_what_blocks_what_is_not_there_and_what_has_no_reason_is_refused(book: EditedBook) -> None:
    with pytest.raises(PerfxlError, match="FUND-02 会让表格用不了，不能忽略"):
        finding_at(book, at(book, "FUND-02"))
    with pytest.raises(PerfxlError, match="没有列出的问题"):
        finding_at(book, CellRef("目录", "A1"))
    with pytest.raises(PerfxlError, match="没有写忽略的理由"):
        ignoring(book, finding_at(book, at(book, "VAL-02")), "　", "张三", "2025-03-01")


# --- 从指标库选用、撤销上一步


def test_an_entry_fills_the_row_and_the_step_is_taken_back(book: EditedBook) -> None:
    reading, row = read_master(book), CellRef(SHEET, "D17")
    line = line_at(reading, row)
    assert line.filled
    entry = fitting(reading, line, "桥梁检测", 5)[0].entry
    before = book.grid(SHEET)
    book.put(with_step(book, "从指标库选用", filling(reading, line, entry)).cells)
    now = read_master(book).department.projects[0].indicators[6]
    assert (now.level2, now.name, now.description) == ("数量指标", entry.name, entry.description)
    done, changes = taken_back(book)
    assert (done.step.name, done.since) == ("从指标库选用", ())
    book.put(changes.cells)
    assert book.grid(SHEET).rows == before.rows
    with pytest.raises(PerfxlError, match="没有可以撤销的一步"):
        taken_back(book)


def test_a_cell_changed_since_is_not_taken_back(book: EditedBook) -> None:
    one, two = CellRef(SHEET, "C12"), CellRef(SHEET, "C13")
    old = book.grid(SHEET).text(11, 2)
    book.put(with_step(book, "一键修复", Changes({one: "改一", two: "改二"})).cells)
    book.put({two: "人改的"})
    done, changes = taken_back(book)
    assert done.since == (two,)
    book.put(changes.cells)
    assert (book.grid(SHEET).text(11, 2), book.grid(SHEET).text(12, 2)) == (old, "人改的")


def test_a_formula_typed_since_stays_and_a_sheet_that_is_gone_is_kept_for_later(book: EditedBook) -> None:
    one, two = CellRef(SHEET, "C12"), CellRef(SECOND, "C12")
    book.put(with_step(book, "一键修复", Changes({one: "改一", two: "改二"})).cells)
    assert taken_back(book, lambda refs: {one} & {*refs})[0].since == (one,)
    done, changes = taken_back(Renamed(book))
    assert (done.count, done.gone) == (1, (two,))
    book.put(changes.cells)
    with pytest.raises(PerfxlError, match=f"“{SECOND}”改了名或者删掉了，撤销不了"):
        taken_back(Renamed(book))
    assert taken_back(book)[0].count == 1  # the name is back


class Renamed(EditedBook):
    """A book whose second project's sheet bears another name."""

    def sheets(self) -> list[str]:
        """Name the sheets, the one anew."""
        return [sheet.replace(SECOND, "2.桥梁检测") for sheet in super().sheets()]

    def grid(self, sheet: str) -> Grid:
        """Read a sheet by its new name."""
        return super().grid(sheet.replace("2.桥梁检测", SECOND))


def test_a_place_outside_the_indicators_is_no_line(book: EditedBook) -> None:
    with pytest.raises(PerfxlError, match="没有选中指标表里的一行"):
        line_at(read_master(book), CellRef(SHEET, "C4"))
    with pytest.raises(PerfxlError, match="不是项目表"):
        project_on(read_master(book), "目录")


# --- 更新汇总


@pytest.fixture
def master(tmp_path: Path) -> Path:
    path = tmp_path / "总表.xlsx"
    write_plan(master_plan(replace(DEPARTMENT, projects=(*DEPARTMENT.projects, a_project(3, name="公路绿化")))), path)
    return path


def edited(path: Path, edit: Edit) -> FileBook:
    book = openpyxl.load_workbook(path)
    edit(book)
    book.save(path)
    return open_book(path)


def summed(book: FileBook, tmp_path: Path) -> tuple[FileBook, tuple[str, ...], tuple[str, ...]]:
    done, changes = summed_up(book)
    save_changed(book.path, tmp_path / "新.xlsx", changes)
    return open_book(tmp_path / "新.xlsx"), done.redrawn, done.by_hand


def test_sheets_that_fit_are_left_alone(master: Path) -> None:
    done, changes = summed_up(open_book(master))
    assert (done.redrawn, done.by_hand, changes.pages) == ((), (), ())


def without_the_second(book: Workbook) -> None:
    """Delete a project as Excel does: what spoke of its sheet is #REF! by now."""
    del book[SECOND]
    for page in (book["汇总"], book["目录"]):
        for row in page.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    cell.value = cell.value.replace(f"'{SECOND}'!", "#REF!")


def with_a_copy(book: Workbook) -> None:
    """Copy a project as staff do."""
    copy = book.copy_worksheet(book[SECOND])
    copy.title = "4.农村桥梁新建"
    copy["E3"], copy["B3"] = "农村桥梁新建", "13020525P00911110009E"
    book.move_sheet(copy, -(len(book.sheetnames) - 1 - book.sheetnames.index("3.公路绿化")) + 1)


@pytest.mark.parametrize(("edit", "total"), [(without_the_second, "200.00"), (with_a_copy, "400.00")])
def test_both_sheets_follow_deleted_and_copied_projects(master: Path, tmp_path: Path, edit: Edit, total: str) -> None:
    book = edited(master, edit)
    assert rollup([book]).departments[0].agrees is not True
    mended, redrawn, by_hand = summed(book, tmp_path)
    assert (redrawn, by_hand) == (("汇总", "目录"), ())
    report = rollup([mended])
    assert report.departments[0].agrees is True
    assert f"{report.total.budget}" == total
    assert mended.grid("目录").text(4, 1) == SHEET
    assert mended.grid("汇总").text(3 + len(report.departments[0].summed.projects), 0) == "合计"


def test_what_staff_have_written_stays(master: Path, tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        without_the_second(book)
        book["汇总"]["N4"] = "请注意"
        book["目录"]["B30"] = "=汇总!D6"

    mended, redrawn, by_hand = summed(edited(master, edit), tmp_path)
    assert (redrawn, by_hand) == ((), ("汇总", "目录"))
    assert mended.grid("汇总").text(3, 13) == "请注意"
