"""Whether the department's tasks and its projects answer each other."""

from __future__ import annotations

from decimal import Decimal
from importlib.resources import files

import pytest

from perfxl.documents.text import read_text
from perfxl.model.department import Listing, Section
from perfxl.model.findings import Finding
from perfxl.model.project import Project
from perfxl.rules import CATALOGUE
from tests.builders import a_project, found

STREET = (
    "一、维护城市照明",
    "绩效目标：维护路灯5200盏，亮灯率达到98%以上。",
    "绩效指标：1、维护路灯5200盏；2、亮灯率≥98%。",
)
READING = ("二、推进全民阅读", "绩效目标：图书馆全年开放300天，举办读书活动24场。", "绩效指标：1、开放天数≥300天。")
TOILETS = ("三、推进厕所改造", "绩效目标：改造农村户厕500座。", "绩效指标：1、改造户厕500座。")
LAMPS = {
    "name": "路灯运行维护",
    "purpose": "支付全县5200盏路灯电费和灯具、电缆更换材料费",
    "goals": "1.维护路灯5200盏，亮灯率98%以上。\n2.夜间照明投诉下降10%。",
}
BOOKS = {
    "name": "公共图书馆免费开放",
    "purpose": "购置图书、举办读书活动和支付馆舍水电费",
    "goals": "1.全年开放300天，新增藏书8000册。\n2.读者满意度90%以上。",
}
DOGS = {
    "name": "流浪犬收容",
    "purpose": "支付收容场所租金、饲料和疫苗接种费用",
    "goals": "1.收容流浪犬600只，接种狂犬疫苗600只。\n2.犬只伤人投诉下降20%。",
}


def projects(*words: dict[str, str]) -> tuple[Project, ...]:
    """Projects in order."""
    return tuple(a_project(position, None, None, None, **one) for position, one in enumerate(words, start=1))


def sections(
    *parts: str, overall: tuple[str, ...] = ("2025年安排项目2个，预算合计200.00万元。",)
) -> tuple[Section, ...]:
    """Part one with these lines of 分项绩效目标."""
    return (Section("overall", "一、总体绩效目标", overall), Section("parts", "二、分项绩效目标", parts))


def sample(code: str) -> list[Finding]:
    """Run a rule on the document that comes with perfxl."""
    text = files("perfxl.samples").joinpath("kaiping-2025.txt").read_text("utf-8")
    return CATALOGUE.run(read_text(text).department, only=[code])


def test_agg_03_fires_when_no_part_speaks_of_a_project() -> None:
    hits = found("AGG-03", *projects(LAMPS, BOOKS, DOGS), sections=sections(*STREET, *READING))
    assert [(one.project, one.places[0].field) for one in hits] == [(3, "name")]


def test_agg_03_fires_once_when_many_projects_are_left_out() -> None:
    many = projects(LAMPS, *({**DOGS, "name": name} for name in ("犬只收容", "犬只免疫", "犬只绝育", "犬只领养")))
    hits = found("AGG-03", *many, sections=sections(*STREET))
    assert [one.message[:5] for one in hits] == ["4 个项目"]


@pytest.mark.parametrize(
    "parts",
    [
        (*STREET, *READING),
        ("一、城市照明", "二、全民阅读"),
        ("（一）城市照明", "1、维护路灯。", "2、更换灯具。", "（二）全民阅读", "1、新增藏书。"),
        ("做好路灯维护和图书馆开放。",),
        (),
    ],
    ids=["full", "headings", "details", "prose", "none"],
)
def test_agg_03_is_quiet_when_the_parts_speak_of_each_project(parts: tuple[str, ...]) -> None:
    assert not found("AGG-03", *projects(LAMPS, BOOKS), sections=sections(*parts))


def test_agg_04_fires_when_no_project_answers_a_part() -> None:
    hits = found("AGG-04", *projects(LAMPS, BOOKS), sections=sections(*STREET, *READING, *TOILETS))
    assert [place.field for place in hits[0].places] == ["parts.7"]


def test_agg_04_fires_when_no_project_answers_a_numbered_task_that_costs_money() -> None:
    overall = ("1、实施文化馆舞台改造，更新灯光音响", "2、认真做好来访接待")
    hits = found("AGG-04", *projects(LAMPS), sections=sections(*STREET, overall=overall))
    assert [place.field for place in hits[0].places] == ["overall.1"]


@pytest.mark.parametrize(
    "parts",
    [
        (*STREET, *READING),
        ("一、城市照明", "二、全民阅读"),
        ("一、城市照明", "1、每月调度一次。", "2、按季通报。", "二、全民阅读", "1、建立台账。"),
        ("做好全局各项工作，廉洁自律。", "加强队伍建设。"),
    ],
    ids=["full", "headings", "details", "prose"],
)
def test_agg_04_is_quiet_when_projects_answer_each_part(parts: tuple[str, ...]) -> None:
    assert not found("AGG-04", *projects(LAMPS, BOOKS), sections=sections(*parts))


def test_agg_04_is_quiet_when_a_task_is_no_work() -> None:
    overall = ("1、努力做好来访接待", "2、深化机关队伍建设，打造务实团队", "一、实施路灯改造")
    assert not found("AGG-04", *projects(LAMPS), sections=sections(*STREET, overall=overall))


@pytest.mark.parametrize("listing", [None, Listing((), None, None, None)], ids=["none", "empty"])
def test_agg_11_fires_when_there_is_neither_total_nor_list(listing: Listing | None) -> None:
    line = "2025年维护路灯5200盏，投入30万元更换灯具。"
    hits = found("AGG-11", *projects(LAMPS, BOOKS), sections=sections(overall=(line,)), listing=listing)
    assert "2 个项目之和 200.00 万元" in hits[0].message


@pytest.mark.parametrize(
    "line",
    [
        "2025年安排项目2个，预算合计200.00万元。",
        "全年预算总额为200万元。",
        "共安排资金２００万元。",
        "2025年投入200万元用于城市管理。",
        "实施路灯运行维护、公共图书馆免费开放。",
    ],
)
def test_agg_11_is_quiet_when_part_one_gives_a_total_or_a_list(line: str) -> None:
    assert not found("AGG-11", *projects(LAMPS, BOOKS), sections=sections(overall=(line,)))


def test_agg_11_is_quiet_when_the_summary_sheet_has_a_total() -> None:
    listing = Listing((), Decimal(200), Decimal(200), None)
    assert not found("AGG-11", *projects(LAMPS, BOOKS), sections=sections(overall=("维护路灯。",)), listing=listing)


def test_agg_11_is_quiet_when_there_is_one_table_or_no_overall_goal() -> None:
    assert not found("AGG-11", *projects(LAMPS), sections=sections(overall=("维护路灯。",)))
    assert not found("AGG-11", *projects(LAMPS, BOOKS), sections=sections(overall=()))


def test_agg_03_fires_when_the_samples_projects_have_no_part() -> None:
    assert [one.project for one in sample("AGG-03")] == [2, 5]


def test_agg_04_fires_when_the_samples_tasks_have_no_project() -> None:
    """The canteen of the overall goals is not found: prose without number cannot be told from good intentions."""
    assert [place.field for place in sample("AGG-04")[0].places] == ["overall.4", "parts.2"]


def test_agg_11_fires_when_the_sample_has_no_total() -> None:
    assert "1273.31" in sample("AGG-11")[0].message


@pytest.mark.parametrize("code", ["AGG-03", "AGG-04", "AGG-11"])
def test_a_good_department_is_left_alone(code: str) -> None:
    assert not found(code)
