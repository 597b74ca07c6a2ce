"""What the library has for a query: by keywords, by spelling, and nothing rather than anything."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfxl.model.library import LibraryEntry, bundled_library
from perfxl.rules._advice import better
from perfxl.rules.library_search import FLOOR, Suggestion, ranked, same_level2, suggestions
from tests.builders import a_department, a_project, an_indicator, indicators

LIBRARY = bundled_library()
WORDS = st.text(max_size=40) | st.text("公务用车购置供暖热力费道路养护满意度次数支出率%≥0-9 ", max_size=20)
ENTRIES = st.lists(st.builds(LibraryEntry, *[st.text(max_size=12)] * 15) | st.sampled_from(LIBRARY), max_size=6).map(
    tuple
)


def categories(query: str, level2: str = "") -> list[str]:
    return [one.entry.category for one in suggestions(query, LIBRARY, level2)]


@pytest.mark.parametrize(
    ("query", "category"),
    [
        ("公务用车", "公务用车购置"),
        ("本级公务用车定位服务费", "车辆定位服务"),
        ("本级公建热力费", "供暖热力"),
        ("取暖费", "供暖热力"),
        ("农村公路日常养护", "农村公路养护"),
        ("2025年中央财政农村危房改造补助资金", "农村危房改造"),
        ("城乡低保", "困难群众救助"),
        ("教师轮训", "教师培训"),
        ("学生营养餐", "义务教育学生营养改善"),
        ("污水处理厂运营费", "污水处理运行"),
        ("独生子女父母退休一次性奖励", "独生子女父母奖励和计生扶助"),
        ("疫苗接种", "预防接种"),
        ("档案数字化加工", "档案整理与数字化"),
    ],
)
def test_a_project_finds_its_own_kind_first(query: str, category: str) -> None:
    assert categories(query)[0] == category


@pytest.mark.parametrize(
    ("query", "category"),
    [("公务用本购置", "公务用车购置"), ("供暧热力", "供暖热力"), ("农村公路样护", "农村公路养护")],
)
def test_a_slip_of_the_pen_is_forgiven(query: str, category: str) -> None:
    assert categories(query)[0] == category


@pytest.mark.parametrize(
    "query",
    [
        "",
        "  ",
        "相关支出次数",
        "经费保障覆盖率",
        "满意度",
        "人民群众满意度",
        "一般性项目",
        "烟花爆竹回收",
        "12 3 %",
        "abc",
    ],
)
def test_what_the_library_does_not_know_gets_nothing(query: str) -> None:
    assert suggestions(query, LIBRARY) == ()


def test_a_measure_alone_finds_the_names_that_hold_it() -> None:
    names = [one.entry.name for one in suggestions("验收合格率", LIBRARY)]
    assert names
    assert all("验收合格率" in name for name in names)


@pytest.mark.parametrize("level2", ["数量", "数量指标", " 数量 ", "数量指标（20分）"])
def test_one_level_alone_may_be_asked_for(level2: str) -> None:
    found = suggestions("公务用车", LIBRARY, level2)
    assert found
    assert {one.entry.level2 for one in found} == {"数量指标"}


def test_cost_is_one_in_both_forms() -> None:
    assert same_level2("成本指标", "经济成本指标")
    assert same_level2("经济成本", "成本指标")
    assert same_level2("满意度", "服务对象满意度指标")
    assert not same_level2("数量指标", "质量指标")
    assert not same_level2("数量指标", "")
    assert {one.entry.level2 for one in suggestions("公务用车", LIBRARY, "成本指标")} == {"经济成本指标"}


def test_no_more_than_asked_for() -> None:
    assert len(suggestions("公务用车", LIBRARY, most=3)) == 3
    assert suggestions("公务用车", LIBRARY, most=0) == ()


@given(WORDS, ENTRIES, st.sampled_from(["", "数量", "成本指标", "别的"]))
def test_any_words_over_any_library(query: str, library: tuple[LibraryEntry, ...], level2: str) -> None:
    found = suggestions(query, library, level2)
    scores = [one.score for one in found]
    assert scores == sorted(scores, reverse=True)
    assert all(FLOOR <= score <= 100 for score in scores)
    assert all(one.entry in library for one in found)
    assert found == suggestions(query, tuple(library), level2)


@given(WORDS)
def test_any_words_over_the_bundled_library(query: str) -> None:
    found: tuple[Suggestion, ...] = ranked(query, LIBRARY)
    assert len({one.entry.code for one in found}) == len(found)


def test_a_name_finds_itself() -> None:
    lost = [entry.code for entry in LIBRARY if entry not in [one.entry for one in ranked(entry.category, LIBRARY)]]
    assert lost == []


def test_a_search_is_quick() -> None:
    suggestions("热身", LIBRARY)
    start = time.perf_counter()
    for entry in LIBRARY[:100]:
        suggestions(f"{entry.category}之{entry.name}", LIBRARY)
    assert (time.perf_counter() - start) / 100 < 0.005


# --- advice


def advice(name: str, level2: str = "数量指标", project: str = "县乡公路养护", *others: str) -> str:
    rows = indicators(an_indicator(name=name, level2=level2), *(an_indicator(name=other) for other in others))
    one = a_project(name=project, rows=rows)
    return better(one, one.indicators[0], a_department(one))


def test_better_names_an_entry_of_the_same_level() -> None:
    assert advice("相关支出次数", project="本级公务用车购置") == "可参考指标库 JG001“公务用车购置数量 =N辆”"
    assert advice("项目支出", "成本指标", "公务用车购置") == "可参考指标库 JG004“单车购置价格 ≤N万元/辆”"


def test_better_takes_the_likest_of_equals() -> None:
    assert "JG015" in advice("在线情况", "质量指标", "车辆定位服务")
    assert "JG016" in advice("故障修复情况", "质量指标", "车辆定位服务")


def test_better_does_not_name_what_the_project_has() -> None:
    assert "JG001" not in advice("公务用车购置数量", project="公务用车购置")
    assert "JG001" not in advice("相关支出次数", "数量指标", "公务用车购置", "公务用车购置数量")


@pytest.mark.parametrize(("level2", "project"), [("数量指标", "烟花爆竹回收"), ("", "公务用车购置"), ("数量指标", "")])
def test_better_says_nothing_where_nothing_fits(level2: str, project: str) -> None:
    assert advice("相关支出次数", level2, project) == ""


def test_better_stays_with_the_projects_own_kind() -> None:
    assert advice("办公经费", "可持续影响指标", "公务用车购置").startswith("可参考指标库 JG006")
    assert advice("人民群众满意度", "服务对象满意度指标", "公务用车购置") == ""


def test_better_draws_on_the_units_own_library() -> None:
    own = LibraryEntry(code="A1", category="烟花爆竹回收", level2="数量指标", name="烟花回收箱数", value="5", unit="箱")
    project = a_project(name="烟花爆竹回收", rows=indicators(an_indicator(name="工作量")))
    department = a_department(project, library=(own,))
    assert better(project, project.indicators[0], department) == "可参考指标库 A1“烟花回收箱数 N箱”"


def test_better_is_quick_over_many_projects() -> None:
    projects = [a_project(position, name=f"第{position}标段农村公路养护") for position in range(1, 101)]
    department = a_department(*projects)
    better(projects[0], projects[0].indicators[0], department)
    start = time.perf_counter()
    for project in projects:
        for indicator in project.indicators:
            better(project, indicator, department)
    assert (time.perf_counter() - start) / 600 < 0.001
