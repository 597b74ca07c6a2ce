"""The review opinion: scores that can be traced, problems with advice, a verdict; as a workbook and for Word."""

from __future__ import annotations

from pathlib import Path

import docx
import openpyxl
import pytest

from perfxl.app.review import review
from perfxl.errors import PerfxlError
from perfxl.model.project import Project
from perfxl.render.review_file import write_review
from perfxl.rules.opinion import HOW, VERDICTS, Verdict
from tests.builders import a_project
from tests.render.samples import a_book


def bad(position: int = 1) -> Project:
    """A project whose purpose and goals only repeat its name."""
    return a_project(position, purpose="用于县乡公路日常养护", goals="1.用于县乡公路日常养护")


def words_of(path: Path) -> str:
    paper = docx.Document(str(path))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in paper.paragraphs), *cells])


def test_a_good_project_passes_and_a_bad_one_does_not() -> None:
    report = review(a_book(a_project(1), a_project(2, name="桥梁维修", budget="100.00", fiscal="90.00")))
    good, bad = report.projects
    assert good.opinion.verdict is Verdict.PASS
    assert bad.opinion.verdict is Verdict.FAIL
    assert any(loss.finding.rule == "FUND-02" for loss, _ in bad.lost)


def test_the_reckoning_names_the_pair_that_was_used() -> None:
    (one,) = review(a_book(a_project())).projects
    assert one.reckoned.startswith("道路养护里程≥120公里 × 单位里程养护成本≤0.83万元/公里 = 99.60 万元")


def test_the_department_names_what_its_projects_have_in_common() -> None:
    report = review(a_book(bad(), bad(2)))
    assert any("2 个项目：" in said for said in report.whole.problems)


def test_the_workbook_shows_scores_as_formulas_and_explains_them(tmp_path: Path) -> None:
    write_review(review(a_book(bad())), tmp_path / "意见.xlsx")
    book = openpyxl.load_workbook(tmp_path / "意见.xlsx")
    assert book.sheetnames[:2] == ["部门审核意见", "各项目得分"]
    sheet = book[book.sheetnames[2]]
    values = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any("SUMIF(" in value for value in values)
    assert any(HOW in value for value in values)
    assert any(VERDICTS in value for value in values)


def test_the_word_document_holds_every_project(tmp_path: Path) -> None:
    write_review(review(a_book(bad(), a_project(2, name="桥梁维修"))), tmp_path / "意见.docx")
    text = words_of(tmp_path / "意见.docx")
    assert text.count("项目支出绩效目标审核意见表") == 2
    assert "审核结论" in text
    assert "建议：" in text
    assert HOW in text


def test_another_ending_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(PerfxlError, match=r"扩展名应为 \.xlsx 或 \.docx"):
        write_review(review(a_book()), tmp_path / "意见.pdf")
    assert list(tmp_path.iterdir()) == []


def test_words_that_steer_a_printer_do_not_stop_the_document(tmp_path: Path) -> None:
    write_review(review(a_book(a_project(name="养护\x0b项目", purpose="\ud7ff&<b>"))), tmp_path / "意见.docx")
    assert "养护 项目" in words_of(tmp_path / "意见.docx")
