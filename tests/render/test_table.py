"""pandas tables: one row per finding, project, indicator."""

from __future__ import annotations

from decimal import Decimal

from perfxl.render.table import FINDINGS, INDICATORS, PROJECTS, findings_frame, indicators_frame, projects_frame
from tests.builders import a_department, a_project
from tests.render.samples import a_book, a_check, located, summed


def test_one_row_per_finding() -> None:
    frame = findings_frame(a_check(located(cells=("C4", "C5")), located(project=None)))
    assert tuple(frame.columns) == FINDINGS
    assert frame["单元格"].tolist() == ["C4、C5", ""]
    assert frame["级别"].tolist() == ["错误", "错误"]


def test_nothing_found_still_has_its_columns() -> None:
    assert tuple(findings_frame(a_check()).columns) == FINDINGS


def test_one_row_per_project_and_sums_stay_exact() -> None:
    book = a_book(a_project(1, budget="0.1"), a_project(2, name="桥梁维修", budget="0.2"))
    frame = projects_frame(summed(book))
    assert tuple(frame.columns) == PROJECTS
    assert frame["项目名称"].tolist() == ["县乡公路日常养护", "桥梁维修"]
    assert sum(frame["预算数"]) == Decimal("0.3")


def test_one_row_per_indicator() -> None:
    frame = indicators_frame(a_department(a_project()))
    assert tuple(frame.columns) == INDICATORS
    assert len(frame) == 6
    assert frame.loc[0, "三级指标"] == "道路养护里程"
