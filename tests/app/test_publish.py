"""Ignoring with a reason: typed into 校验结果, it holds from check to check until what was found has changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook.workbook import Workbook

from perfxl.app.check import CheckReport, check, findings_plan
from perfxl.app.publish import publish
from perfxl.errors import PerfxlError
from perfxl.forms.master import master_plan
from perfxl.hosts.file import open_book
from perfxl.hosts.revise import revise
from perfxl.hosts.xlsx import write_plan
from perfxl.model.findings import Severity
from perfxl.render.check_words import check_words
from perfxl.render.json import check_json
from perfxl.rules import CATALOGUE
from perfxl.sheet import CellRef, address
from tests._office import LibreOffice
from tests._workbook_rules import workbook_faults
from tests.builders import FULL_SET, a_department, a_project, an_indicator, indicators

Errors = Callable[[Path], list[str]]
SHEET = "1.县乡公路日常养护"
ROWS = indicators(*FULL_SET, an_indicator(name="桥梁检测年限", target="15年"))
RULE, CELL = "VAL-02", "E17"


@pytest.fixture
def master(tmp_path: Path) -> Path:
    path = tmp_path / "总表.xlsx"
    department = a_department(a_project(rows=ROWS), a_project(2, name="农村桥梁检测", fiscal="90.00"))
    write_plan(master_plan(department, CATALOGUE.run(department)), path)
    return path


def typed(path: Path, cells: Mapping[CellRef, str]) -> CheckReport:
    """Type into cells as staff do in Excel, which keeps all that formulas show."""
    out = path.with_name(f"改{path.name}")
    revise(path, out, cells)
    out.replace(path)
    return check(open_book(path))


def with_reason(path: Path, rule: str = RULE, reason: str = "合同约定就是这个数") -> CheckReport:
    grid = open_book(path).grid("校验结果")
    row = next(row for row in range(2, len(grid.rows)) if grid.text(row, 1) == rule)
    words = dict(zip((9, 10, 11), (reason, "张三", "2025-03-01"), strict=True))
    return typed(path, {CellRef("校验结果", address(row, column)): word for column, word in words.items()})


def edited(path: Path, edit: Callable[[Workbook], None]) -> CheckReport:
    book = openpyxl.load_workbook(path)
    edit(book)
    book.save(path)
    return check(open_book(path))


def ignored(report: CheckReport) -> list[tuple[str, tuple[str, ...], str, str, str]]:
    rows = ((one.finding.rule, one.cells, one.ignored) for one in report.found if one.ignored)
    return [(rule, cells, why.reason, why.person, why.date) for rule, cells, why in rows]


HELD = [(RULE, (CELL,), "合同约定就是这个数", "张三", "2025-03-01")]


def test_what_is_ignored_is_not_counted_and_not_lost(master: Path) -> None:
    before = check(open_book(master))
    report = with_reason(master)
    assert ignored(report) == HELD
    assert len(report.found) == len(before.found)
    assert report.counts[Severity.WARNING] == before.counts[Severity.WARNING] - 1
    assert report.lapsed == ()
    told = json.loads(check_json(report))
    assert sum("合同约定就是这个数" in json.dumps(one, ensure_ascii=False) for one in told["findings"]) == 1
    assert "已忽略 1 条" in check_words(report)
    assert f"{RULE} {CELL}" not in check_words(report, verbose=True)


def test_published_it_stands_last_and_holds_again_and_again(master: Path, tmp_path: Path) -> None:
    report = with_reason(master)
    once, twice = tmp_path / "一.xlsx", tmp_path / "二.xlsx"
    publish(master, report, once)
    assert ignored(check(open_book(once))) == HELD
    publish(once, check(open_book(once)), twice)
    assert ignored(check(open_book(twice))) == HELD
    sheet = openpyxl.load_workbook(twice)["校验结果"]
    last = [cell.value for cell in sheet[sheet.max_row]]
    assert (last[1], last[9:12]) == (RULE, ["合同约定就是这个数", "张三", "2025-03-01"])
    assert sheet.max_row == 2 + len(report.found)


def test_a_workbook_of_findings_has_it_last_too(master: Path, tmp_path: Path) -> None:
    report = with_reason(master)
    write_plan(findings_plan(report), tmp_path / "结果.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "结果.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[sheet.max_row]][1] == RULE


def test_it_holds_though_rows_are_inserted_and_the_sheet_is_renamed(master: Path) -> None:
    with_reason(master)

    def edit(book: Workbook) -> None:
        sheet = book[SHEET]
        for area in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(area))
        sheet.insert_rows(12, 2)
        for column, words in zip("CDEF", ("养护人数", "参加养护的人数", "≥12人", "养护台账"), strict=True):
            sheet[f"{column}12"] = words
        sheet.title = "表一"

    report = edited(master, edit)
    assert [(rule, cells) for rule, cells, *_ in ignored(report)] == [(RULE, ("E19",))]
    assert report.lapsed == ()


@pytest.mark.parametrize("target", ["16年", "≥15年"])
def test_it_lapses_when_the_words_change_or_the_finding_is_gone(master: Path, target: str) -> None:
    with_reason(master)
    report = typed(master, {CellRef(SHEET, CELL): target})
    assert (ignored(report), [row.rule for row in report.lapsed]) == ([], [RULE])
    assert "1 条忽略已不起作用" in check_words(report)


def test_a_reason_for_what_blocks_is_not_heeded(master: Path) -> None:
    before = check(open_book(master))
    report = with_reason(master, "FUND-02")
    assert report.counts == before.counts
    assert (ignored(report), [row.rule for row in report.lapsed]) == ([], ["FUND-02"])
    assert report.blocking


@pytest.mark.libreoffice
def test_libreoffice_counts_the_same(master: Path, tmp_path: Path, libreoffice: LibreOffice) -> None:
    out = tmp_path / "新.xlsx"
    report = with_reason(master)
    publish(master, report, out)
    ours, theirs = (open_book(path).grid("目录") for path in (out, libreoffice.recalculated(out)))
    assert [list(row) for row in ours.rows] == [list(row) for row in theirs.rows]
    assert [int(ours.text(6, column)) for column in (5, 6, 7)] == list(report.counts.values())


def test_validators_find_nothing(master: Path, tmp_path: Path, audit_errors: Errors) -> None:
    out = tmp_path / "新.xlsx"
    publish(master, with_reason(master), out)
    assert audit_errors(out) == []
    assert workbook_faults(out) == []


def drop(book: Workbook) -> None:
    del book["校验结果"]


def widen(book: Workbook) -> None:
    book["校验结果"]["M3"] = "已通知"


@pytest.mark.parametrize(("edit", "said"), [(drop, "没有“校验结果”表"), (widen, "有自己加的列")])
def test_a_sheet_that_is_not_ours_is_left_alone(
    master: Path, tmp_path: Path, edit: Callable[[Workbook], None], said: str
) -> None:
    report = edited(master, edit)
    with pytest.raises(PerfxlError, match=said):
        publish(master, report, tmp_path / "新.xlsx")
    assert not (tmp_path / "新.xlsx").exists()
