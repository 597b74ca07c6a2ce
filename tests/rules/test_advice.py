"""Tests of the advice made of a project's own words."""

from __future__ import annotations

import pytest

from perfxl.rules._advice import better, count_advice, own_count
from tests.builders import a_department, a_project, an_indicator, indicators


@pytest.mark.parametrize(
    ("project", "count"),
    [
        ("独生子女父母退休一次性奖励", "独生子女父母退休奖励发放人数 =N人"),
        ("区本级公务用车购置经费", "公务用车购置数量 =N辆"),
        ("教师培训费", "教师培训人次 =N人次"),
        ("2025年桥梁加固工程", "桥梁加固工程处数 =N处"),
        ("区本级机关办公用房租赁费", "机关办公用房租赁面积 =N平方米"),
        ("其他", ""),
        ("", ""),
    ],
)
def test_a_count_is_made_of_the_projects_own_words(project: str, count: str) -> None:
    assert own_count(project) == count


def test_what_the_project_has_already_is_not_advised() -> None:
    row = an_indicator(name="教师培训人次")
    project = a_project(name="教师培训", rows=indicators(row))
    assert "教师培训人次" not in count_advice(project, row, a_department(project))


@pytest.mark.parametrize("project", ["流浪犬收容补贴", "烟花爆竹回收奖励", "外籍船员慰问"])
def test_an_entry_of_another_field_is_not_advised(project: str) -> None:
    row = an_indicator(name="相关支出次数")
    one = a_project(name=project, rows=indicators(row))
    assert better(one, row, a_department(one)) == ""
