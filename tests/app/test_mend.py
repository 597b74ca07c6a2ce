"""Mending: safe edits alone, in a copy of which nothing else has changed."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl.comments import Comment
from openpyxl.workbook.workbook import Workbook

from perfxl.app.check import CheckReport, check
from perfxl.app.mend import MendReport, mend, mended
from perfxl.app.rollup import rollup
from perfxl.errors import PerfxlError
from perfxl.forms.master import master_plan, read_master
from perfxl.hosts.file import open_book
from perfxl.hosts.xlsx import write_plan
from perfxl.model.department import Department
from perfxl.model.findings import Place
from perfxl.model.library import bundled_library
from perfxl.rules import CATALOGUE
from perfxl.sheet import CellRef
from tests._office import LibreOffice, cells
from tests._workbook_rules import workbook_faults
from tests.builders import a_department, a_project, an_indicator, indicators
from tests.departments import departments

Errors = Callable[[Path], list[str]]
SHEET = "1.县乡公路日常养护"
ROWS = indicators(
    an_indicator(name="道路养护里程。", target="≥１２０公里"),
    an_indicator(level2="质量指标", name="养护路段\n验收合格率", target=">=95%"),
    an_indicator(level2="成本指标", name="养护面积", target="≥1200平米", basis=" 养护台账 "),
)


def faulty(name: str = "县乡公路日常养护") -> Department:
    code = "13020525p00911110004e"
    first = a_project(rows=ROWS, name=name, budget="１００．００", fiscal="100万元", other=" ", code=code)
    few = bundled_library()[:9]  # validators take long over more
    return a_department(first, a_project(2, name="农村桥梁检测"), library=few)


def written(department: Department, path: Path) -> Path:
    write_plan(master_plan(department, CATALOGUE.run(department)), path)
    return path


@pytest.fixture
def master(tmp_path: Path) -> Path:
    return written(faulty(), tmp_path / "总表.xlsx")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "改好的总表.xlsx"


def faults(report: CheckReport) -> set[tuple[str, Place]]:
    return {(one.finding.rule, place) for one in report.found for place in one.finding.places}


def checked(path: Path) -> CheckReport:
    return check(open_book(path))


def changed(report: MendReport) -> dict[str, tuple[str, str]]:
    return {one.ref.cell: (one.before, one.after) for one in report.changes if one.ref.sheet == SHEET}


def edited(master: Path, edit: Callable[[Workbook], None]) -> None:
    """Change a master as staff would; openpyxl throws away all computed values."""
    book = openpyxl.load_workbook(master)
    edit(book)
    book.save(master)


def test_each_safe_edit_is_made_and_told(master: Path, out: Path) -> None:
    report = mend(master, out)
    assert changed(report) == {
        "B3": ("13020525p00911110004e", "13020525P00911110004E"),
        "C4": ("１００．００", "100.00"),
        "E4": ("100万元", "100.00"),
        "G4": (" ", "0.00"),
        "C11": ("道路养护里程。", "道路养护里程"),
        "E11": ("≥１２０公里", "≥120公里"),
        "C12": ("养护路段\n验收合格率", "养护路段验收合格率"),
        "E12": (">=95%", "≥95%"),
        "E13": ("≥1200平米", "≥1200平方米"),
        "F13": (" 养护台账 ", "养护台账"),
    }
    assert {rule for one in report.changes for rule in one.rules} >= {"CODE-02", "FUND-03", "FUND-04", "VAL-05"}
    sheet = openpyxl.load_workbook(out)[SHEET]
    assert [(sheet[cell].value, sheet[cell].number_format) for cell in ("C4", "G4")] == [(100, "0.00"), (0, "0.00")]


def test_the_written_file_says_what_the_report_says(master: Path, out: Path) -> None:
    before = checked(master)
    report = mend(master, out)
    after = checked(out)
    assert faults(after) == faults(report.after)
    assert not faults(after) - faults(before)
    assert {("FUND-03", Place(1, "budget")), ("VAL-12", Place(1, "indicators.1.target"))} <= faults(before) - faults(
        after
    )
    assert [one.finding for one in after.found] == [one.finding for one in report.after.found]
    listed = openpyxl.load_workbook(out)["校验结果"]
    assert listed.max_row - 2 == len(after.found)
    assert "FUND-03" not in {cell.value for cell in listed["B"]}


def test_sums_agree_without_a_spreadsheet(master: Path, out: Path) -> None:
    assert rollup([open_book(master)]).agrees is False
    mend(master, out)
    assert rollup([open_book(out)]).departments[0].agrees is True
    shown = open_book(out).grid("目录")
    assert (shown.text(4, 2), shown.text(4, 3), shown.text(6, 3)) == ("13020525P00911110004E", "100", "200")


def test_a_second_time_finds_nothing(master: Path, out: Path, tmp_path: Path) -> None:
    mend(master, out)
    assert mended(open_book(out))[0].changes == ()
    with pytest.raises(PerfxlError, match="没有可以自动修改的地方"):
        mend(out, tmp_path / "再改.xlsx")
    assert not (tmp_path / "再改.xlsx").exists()


def test_a_preview_is_what_will_be_done(master: Path, out: Path) -> None:
    before = master.read_bytes()
    assert mended(open_book(master))[0].changes == mend(master, out).changes
    assert master.read_bytes() == before


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(departments())
def test_whatever_was_typed(department: Department) -> None:
    with TemporaryDirectory() as folder:
        master, out = written(department, Path(folder) / "总.xlsx"), Path(folder) / "改.xlsx"
        before = checked(master)
        if not mended(open_book(master))[0].changes:
            return
        report = mend(master, out)
        after = checked(out)
        assert faults(after) == faults(report.after)
        assert not faults(after) - faults(before)
        assert mended(open_book(out))[0].changes == ()
        read = read_master(open_book(out)).department
        assert [read.text(one.place) for one in report.changes] == [one.after for one in report.changes]
        sums = rollup([open_book(out)])
        if all(one.readable for one in sums.departments[0].summed.projects):
            assert sums.departments[0].agrees is True


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


def staff(book: Workbook) -> None:
    """Do what staff do: notes, a column of their own, a hidden row, a sheet of their own with formulas over ours."""
    sheet = book[SHEET]
    sheet["C4"].comment = Comment("向财务核实过", "张三")
    sheet["K4"] = "自己加的备注"
    sheet["K5"] = "=C4*2"
    sheet.row_dimensions[6].hidden = True
    sheet.column_dimensions["K"].width = 31
    own = book.create_sheet("台账", 3)
    own["A1"], own["A2"] = f"='{SHEET}'!C4", "２０００"
    book["汇总"]["N4"] = "待批复"


def test_nothing_else_of_the_file_changes(master: Path, out: Path) -> None:
    edited(master, staff)
    mend(master, out)
    was, now = parts(master), parts(out)
    ours = {"xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"}
    sheets = {name for name in was if name.startswith(("xl/worksheets/", "xl/tables/"))}
    assert {name for name in was if now.get(name) != was[name]} - ours - sheets == set()
    old, new = openpyxl.load_workbook(master), openpyxl.load_workbook(out)
    assert new.sheetnames == old.sheetnames
    done = {CellRef(one.ref.sheet, one.ref.cell) for one in mended(open_book(master))[0].changes}
    for sheet in old:
        if sheet.title != "校验结果":
            for row in sheet.iter_rows():
                for cell in row:
                    if CellRef(sheet.title, cell.coordinate) not in done:
                        assert new[sheet.title][cell.coordinate].value == cell.value, (sheet.title, cell.coordinate)
                    assert new[sheet.title][cell.coordinate].number_format == cell.number_format
    first = new[SHEET]
    assert first["C4"].comment is not None
    assert (first["C4"].comment.text, first["K5"].value) == ("向财务核实过", "=C4*2")
    assert (first.row_dimensions[6].hidden, first.column_dimensions["K"].width) == (True, 31)
    assert rollup([open_book(out)]).agrees is True  # though openpyxl had thrown all values away


@pytest.mark.parametrize(
    ("had", "has"),
    [
        ("General", "0.00"),
        ("@", "0.00"),
        ("0", "0.00"),
        ("0%", "0.00"),
        ("yyyy-mm-dd", "0.00"),
        ("0.00%", "0.00"),
        ("#,##0.00", "#,##0.00"),
        ('"约"0.00_ ;[Red]-0.00', '"约"0.00_ ;[Red]-0.00'),
    ],
)
def test_an_amount_reads_as_it_was_meant_in_whatever_format_the_cell_has(
    master: Path, out: Path, had: str, has: str
) -> None:
    def edit(book: Workbook) -> None:
        book[SHEET]["C4"].number_format = had
        book[SHEET]["C4"].quotePrefix = True

    edited(master, edit)
    mend(master, out)
    old, new = (openpyxl.load_workbook(path)[SHEET]["C4"] for path in (master, out))
    assert (new.value, new.number_format, new.quotePrefix) == (100, has, False)
    looks = [(repr(one.font), repr(one.border), repr(one.fill), repr(one.alignment)) for one in (old, new)]
    assert looks[0] == looks[1]


def test_a_formula_of_the_user_stays_and_is_told(master: Path, out: Path) -> None:
    text = '="养护"&"台账"&" "'

    def edit(book: Workbook) -> None:
        book[SHEET]["F13"] = text

    edited(master, edit)
    with_value(master, "F13", "养护台账 ")
    report = mend(master, out)
    assert [(one.ref.cell, one.before, one.after) for one in report.fixed] == [("F13", "养护台账 ", "养护台账")]
    assert "F13" not in changed(report)
    assert openpyxl.load_workbook(out)[SHEET]["F13"].value == text


def with_value(path: Path, cell: str, value: str) -> None:
    """Put the value beside the one formula of staff's, which openpyxl writes without."""
    everything = parts(path)
    with zipfile.ZipFile(path, "w") as file:
        for name, content in everything.items():
            had = re.compile(rf'(<c r="{cell}"[^>]*)(><f>[^<]*</f>)(?:<v ?/>|<v></v>)'.encode())
            file.writestr(name, had.sub(rf'\1 t="str"\2<v>{value}</v>'.encode(), content))


def test_a_title_follows_the_name_that_was_tidied(tmp_path: Path, out: Path) -> None:
    name = "县乡公路日常养护 "
    master = written(a_department(a_project(name=name, title=f"1.{name}绩效目标表")), tmp_path / "总表.xlsx")
    report = mend(master, out)
    assert [(one.ref.cell, one.after) for one in report.changes] == [("E3", name.strip())]
    assert (report.fixed, report.harmful) == ((), ())
    title = openpyxl.load_workbook(out)[SHEET]["A1"].value
    assert str(title).startswith("=")
    assert open_book(out).grid(SHEET).text(0, 0) == "1.县乡公路日常养护绩效目标表"


def test_formulas_are_ours_however_a_program_spells_the_sheets(tmp_path: Path, out: Path) -> None:
    master = written(faulty(name="甲"), tmp_path / "总表.xlsx")

    def without_quotes(book: Workbook) -> None:
        book[book.sheetnames[2]].title = "甲"
        for sheet in (book["汇总"], book["目录"]):
            for row in sheet.iter_rows():
                for cell in row:
                    if isinstance(cell.value, str) and cell.value.startswith("="):
                        cell.value = cell.value.replace("'1.甲'", "甲").replace('"1.甲"', '"甲"')

    edited(master, without_quotes)
    mend(master, out)
    assert rollup([open_book(out)]).departments[0].agrees is True


def test_what_is_ignored_stays_and_keeps_its_reason(master: Path, out: Path) -> None:
    row = next(
        row for row in openpyxl.load_workbook(master)["校验结果"].iter_rows(min_row=3) if row[1].value == "VAL-03"
    )

    def edit(book: Workbook) -> None:
        for column, words in zip("JKL", ("系统里就这样", "张三", "2025-03-01"), strict=True):
            book["校验结果"][f"{column}{row[0].row}"] = words

    edited(master, edit)
    report = mend(master, out)
    assert "E12" not in changed(report)
    (kept,) = [one.ignored for one in checked(out).found if one.ignored]
    assert (kept.rule, kept.reason, kept.person, kept.date) == ("VAL-03", "系统里就这样", "张三", "2025-03-01")


def test_a_list_of_findings_with_a_column_of_staffs_own_stays(master: Path, out: Path) -> None:
    def edit(book: Workbook) -> None:
        book["校验结果"]["M2"] = "整改人"

    edited(master, edit)
    report = mend(master, out)
    assert not report.listed
    old, new = (openpyxl.load_workbook(path)["校验结果"] for path in (master, out))
    assert [[cell.value for cell in row] for row in new] == [[cell.value for cell in row] for row in old]
    assert new["M2"].value == "整改人"


@pytest.mark.parametrize("case", ["itself", "exists", "ending", "missing"])
def test_bad_input_is_told_in_a_sentence(master: Path, tmp_path: Path, case: str) -> None:
    there = tmp_path / "有了.xlsx"
    there.write_bytes(b"mine")
    source, out, words = {
        "itself": (master, master, "就是来源文件"),
        "exists": (master, there, "已经存在"),
        "ending": (master, tmp_path / "改.docx", "扩展名"),
        "missing": (tmp_path / "没有.xlsx", tmp_path / "改.xlsx", "找不到文件"),
    }[case]
    before = master.read_bytes()
    with pytest.raises(PerfxlError, match=words):
        mend(source, out)
    assert (master.read_bytes(), there.read_bytes()) == (before, b"mine")


@pytest.mark.libreoffice
def test_libreoffice_computes_what_we_wrote_beside_the_formulas(
    master: Path, out: Path, libreoffice: LibreOffice
) -> None:
    mend(master, out)
    ours, theirs = cells(out), cells(libreoffice.recalculated(out))
    assert {at: (ours.get(at), theirs.get(at)) for at in ours | theirs if ours.get(at) != theirs.get(at)} == {}


def test_validators_find_nothing(master: Path, out: Path, audit_errors: Errors) -> None:
    mend(master, out)
    assert audit_errors(out) == []
    assert workbook_faults(out) == []


@pytest.mark.sdk
def test_microsofts_validator_finds_nothing(master: Path, out: Path, sdk_errors: Errors) -> None:
    mend(master, out)
    assert sdk_errors(out) == []


def test_a_number_stored_as_text_becomes_a_number(tmp_path: Path) -> None:
    write_plan(master_plan(a_department(a_project(budget="210.00", fiscal="210.00"))), tmp_path / "总表.xlsx")
    book = openpyxl.load_workbook(tmp_path / "总表.xlsx")
    sheet = next(one for one in book if one.title.startswith("1."))
    sheet["C4"].value, sheet["C4"].data_type = "210.00", "s"
    book.save(tmp_path / "总表.xlsx")
    report = mend(tmp_path / "总表.xlsx", tmp_path / "新.xlsx")
    assert any(one.ref.cell == "C4" and "FUND-03" in one.rules for one in report.changes)
    assert openpyxl.load_workbook(tmp_path / "新.xlsx")[sheet.title]["C4"].value == 210
