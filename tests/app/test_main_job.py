"""The main job on the real 2025 document: import, check, roll up, split, read back."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

import openpyxl
import pytest

from perfxl.app.check import CheckReport, check
from perfxl.app.rollup import rollup
from perfxl.app.split import split
from perfxl.app.take_in import TakenIn, take_in
from perfxl.documents.text import read_text
from perfxl.errors import PerfxlError
from perfxl.forms.master import read_master, read_projects
from perfxl.hosts.file import open_book
from perfxl.model.findings import Severity

SEED = files("perfxl.samples").joinpath("kaiping-2025.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> TakenIn:
    folder = tmp_path_factory.mktemp("kaiping")
    (folder / "文本.txt").write_text(SEED, encoding="utf-8")
    return take_in(folder / "文本.txt", folder / "总表.xlsx")


@pytest.fixture(scope="module")
def report(taken: TakenIn) -> CheckReport:
    return check(open_book(taken.out))


def cells(report: CheckReport, code: str) -> set[tuple[int | None, str]]:
    """Where a rule hit: (project's position, cell)."""
    return {(one.finding.project, cell) for one in report.found if one.finding.rule == code for cell in one.cells}


def test_every_cell_of_the_document_is_in_the_master(taken: TakenIn) -> None:
    read, document = read_master(open_book(taken.out)).department, read_text(SEED).department
    assert len(read.projects) == 6
    assert sum(len(project.indicators) for project in read.projects) == 54
    for here, there in zip(read.projects, document.projects, strict=True):
        assert list(here.texts()) == list(there.texts())
        assert here.labels == there.labels
    assert (read.covers, read.sections) == (document.covers, document.sections)
    assert (read.unit_code, read.unit_name) == (document.unit_code, document.unit_name)
    assert (read.year, read.region) == (2025, "130205")


def test_every_cell_of_the_document_stands_where_another_reader_sees_it(taken: TakenIn) -> None:
    book = openpyxl.load_workbook(taken.out, data_only=True)
    shown = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}
    for project in read_text(SEED).department.projects:
        for field, words in project.texts():
            if words and field not in project.printed:
                assert words in shown, field


def test_the_master_adds_up_without_perfxl(taken: TakenIn) -> None:
    book = openpyxl.load_workbook(taken.out, data_only=True)
    assert book["汇总"]["D10"].value == 1273.31
    assert book["目录"]["D11"].value == 1273.31


def test_rollup_is_exact_and_reconciled(taken: TakenIn) -> None:
    rolled = rollup([open_book(taken.out)])
    assert (rolled.total.budget, rolled.total.fiscal, rolled.total.other) == (
        Decimal("1273.31"),
        Decimal("1273.31"),
        Decimal(0),
    )
    assert rolled.total.due == tuple(map(Decimal, ("382.00", "636.66", "1018.65", "1273.31")))
    assert rolled.departments[0].agrees is True


def test_a_bureau_is_the_sum_of_its_units(taken: TakenIn) -> None:
    rolled = rollup([open_book(taken.out), open_book(taken.out)])
    assert rolled.total.budget == Decimal("2546.62")


def test_the_document_has_no_blocking_finding(report: CheckReport) -> None:
    assert [one.finding for one in report.blocking] == []
    assert report.counts[Severity.ERROR] > 0


def test_known_defects_are_found_on_the_right_cell(report: CheckReport) -> None:
    each = range(1, 7)
    first, last = 11, 19
    every = {(position, f"F{row}") for position in each for row in range(first, last + 1)}
    own_words = {(1, 11), (2, 15), (2, 16), (5, 15), (5, 16)}  # descriptions that say something else than the name
    copied = {(position, row) for position in each for row in range(first, last + 1)} - own_words
    assert cells(report, "BAS-02") == cells(report, "BAS-03") == every
    assert cells(report, "BAS-04") == {(position, f"D{row}") for position, row in copied}
    assert cells(report, "BAS-05") == {(position, f"C{row}") for position, row in copied}
    assert cells(report, "FUND-04") == cells(report, "TXT-05") == {(position, "G4") for position in each}
    assert cells(report, "FUND-07") == {(position, "B5") for position in each}
    assert cells(report, "FUND-08") == {(position, "B5") for position in (2, 4, 5, 6)}
    assert cells(report, "FUND-10") == {(position, "E14") for position in each}
    assert cells(report, "PLAN-06") == {(position, "B7") for position in each}
    assert cells(report, "PLAN-07") == {(position, "B7") for position in (1, 2, 3)}
    assert cells(report, "PLAN-09") == {(position, f"{column}7") for position in each for column in "BCDF"}
    assert cells(report, "CODE-11") == {(6, "E3")}
    assert cells(report, "VAL-02") == {(1, "E13"), (1, "E18"), (2, "E13"), (5, "E13")}
    assert cells(report, "VAL-05") == {(3, "E12")}
    assert cells(report, "VAL-07") == {(3, "E11")}
    assert {position for position, _ in cells(report, "VAL-15")} == {2, 4, 5, 6}
    assert cells(report, "TXT-01") == {(4, f"{column}12") for column in "CDF"}
    assert cells(report, "TXT-02") == {(1, "C18")}
    assert cells(report, "TXT-04") == {(p, f"{c}{r}") for p, r in ((1, 12), (4, 19), (6, 19)) for c in "CDF"}
    assert cells(report, "STR-04") == {(position, "B14") for position in each}
    assert cells(report, "STR-08") == {(position, "A2") for position in each}
    assert cells(report, "STR-13") == {(position, "D4") for position in each}


def test_known_defects_of_part_one_are_found(report: CheckReport, taken: TakenIn) -> None:
    paragraphs = dict(read_text(SEED).department.paragraphs())
    book = openpyxl.load_workbook(taken.out)["部门绩效目标"]

    def lines(code: str) -> list[str]:
        rows = sorted(int(cell[1:]) for position, cell in cells(report, code) if position is None)
        return [str(book.cell(row, 2).value)[:9] for row in rows]

    assert lines("STR-10") == lines("TXT-06") == ["绩效指标：1、机关", "绩效指标：1、全年", "绩效指标：1、国有"]
    assert lines("STR-11") == ["（一）总体绩效目标", "（二）分项绩效目标", "（三）工作保障措施"]
    assert len(lines("TXT-11")) == 7
    assert len(paragraphs) == len([row for row in book["B"] if row.value]) - 3  # a heading row and two covers


def test_import_tells_what_it_tidied(taken: TakenIn) -> None:
    assert taken.imported.unplaced == ()
    assert len(taken.imported.notes) == 1
    assert "9 处" in taken.imported.notes[0]
    assert not any("bookmark" in text for _, text in taken.imported.department.paragraphs())


def test_no_rule_reports_a_cell_twice(report: CheckReport) -> None:
    hits = Counter((one.finding.rule, one.sheet, cell) for one in report.found for cell in one.cells)
    assert [hit for hit, count in hits.items() if count > 1] == []


def test_split_gives_one_table_a_project_and_loses_nothing(taken: TakenIn, tmp_path: Path) -> None:
    parts = split(taken.out, tmp_path / "申报表")
    assert parts.files[0].path.name == "1.本级公务用车购置绩效目标表.xlsx"
    assert parts.total == Decimal("1273.31")
    master = read_master(open_book(taken.out)).projects
    for part, one in zip(parts.files, master, strict=True):
        (read,) = read_projects(open_book(part.path))
        assert list(read.project.texts()) == list(one.project.texts())
    assert sorted(path.name for path in (tmp_path / "申报表").iterdir()) == sorted(p.path.name for p in parts.files)


def test_split_never_overwrites_silently(taken: TakenIn, tmp_path: Path) -> None:
    split(taken.out, tmp_path)
    with pytest.raises(PerfxlError, match="同名文件"):
        split(taken.out, tmp_path)
    split(taken.out, tmp_path, overwrite=True)


def test_a_broken_total_stops_a_split_unless_forced(tmp_path: Path) -> None:
    broken = tmp_path / "总表.xlsx"
    text = SEED.replace("\t357.56\n\t其中：财政    资金\n\t357.56", "\t357.56\n\t其中：财政    资金\n\t300.00")
    (tmp_path / "文本.txt").write_text(text, encoding="utf-8")
    take_in(tmp_path / "文本.txt", broken)
    with pytest.raises(PerfxlError, match=r"3\.本级公建热力费!C4"):
        split(broken, tmp_path / "出")
    assert not (tmp_path / "出").exists()
    forced = split(broken, tmp_path / "出", force="财政资金待批复")
    assert (len(forced.files), forced.forced) == (6, "财政资金待批复")


def test_split_replaces_all_or_nothing(taken: TakenIn, tmp_path: Path) -> None:
    split(taken.out, tmp_path)
    files = sorted(tmp_path.iterdir())
    blocked = files[2]
    blocked.unlink()
    blocked.mkdir()
    files[0].write_bytes(b"mine")
    with pytest.raises(PerfxlError, match="一个申报表也没有改动"):
        split(taken.out, tmp_path, overwrite=True)
    assert files[0].read_bytes() == b"mine"
    assert sorted(tmp_path.iterdir()) == files


def test_split_names_the_tables_that_are_not_of_it(taken: TakenIn, tmp_path: Path) -> None:
    (tmp_path / "9.旧项目绩效目标表.xlsx").write_bytes(b"old")
    assert split(taken.out, tmp_path).others == ("9.旧项目绩效目标表.xlsx",)


@pytest.mark.parametrize("reason", ["", "  ", "--overwrite"])
def test_force_wants_a_reason(taken: TakenIn, tmp_path: Path, reason: str) -> None:
    with pytest.raises(PerfxlError, match="理由"):
        split(taken.out, tmp_path / "出", force=reason)


def test_rollup_never_ticks_what_it_could_not_read(tmp_path: Path) -> None:
    (tmp_path / "文本.txt").write_text(SEED.replace("\t357.56\n\t其中", "\t1,234\n\t其中"), encoding="utf-8")
    rolled = rollup([open_book(take_in(tmp_path / "文本.txt", tmp_path / "总表.xlsx").out)])
    assert rolled.agrees is False
    assert "3.本级公建热力费" in rolled.departments[0].reconciled


def test_import_refuses_to_overwrite_and_leaves_the_file(taken: TakenIn) -> None:
    before = taken.out.read_bytes()
    with pytest.raises(PerfxlError, match="已经存在"):
        take_in(taken.out.parent / "文本.txt", taken.out)
    assert taken.out.read_bytes() == before
