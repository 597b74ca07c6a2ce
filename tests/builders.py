"""Well-written projects and departments for tests; name only what the test is about."""

from __future__ import annotations

from dataclasses import replace

from perfxl.model.department import Department, Section
from perfxl.model.findings import Finding
from perfxl.model.profile import HEBEI_2025
from perfxl.model.project import Indicator, Project, project_from_words
from perfxl.rules import CATALOGUE

GOOD = Indicator(
    number=1,
    level1="产出指标",
    level2="数量指标",
    name="道路养护里程",
    description="年度内完成日常养护的县乡公路总里程，按养护台账统计",
    target="≥120公里",
    basis="《2025年县乡公路养护计划》（开交发〔2024〕12号）",
)
GOALS = "1.完成120公里县乡公路日常养护，验收合格率100%。\n2.道路通行投诉下降5%以上，沿线群众满意度达到90%。"
CODES = ("13020525P00911110004E", "13020525P00008610015X", "13020525P00924510001P")


def an_indicator(**words: str) -> Indicator:
    """One good indicator with some words changed."""
    return replace(GOOD, **words)  # type: ignore[arg-type]  # dataclasses.replace cannot type **words


def indicators(*some: Indicator) -> tuple[Indicator, ...]:
    """Number indicators from 1."""
    return tuple(replace(one, number=number) for number, one in enumerate(some, start=1))


FULL_SET = indicators(
    GOOD,
    an_indicator(
        level2="质量指标", name="养护路段验收合格率", description="验收合格里程÷养护总里程×100%", target="=100%"
    ),
    an_indicator(
        level2="时效指标", name="养护任务完成时间", description="全部路段完成养护的最晚月份", target="≤11月底"
    ),
    an_indicator(
        level2="成本指标", name="单位里程养护成本", description="养护总支出÷养护里程", target="≤0.83万元/公里"
    ),
    an_indicator(
        level1="效益指标",
        level2="社会效益指标",
        name="道路通行投诉下降率",
        description="（上年投诉件数－本年）÷上年×100%",
        target="≥5%",
    ),
    an_indicator(
        level1="满意度指标",
        level2="服务对象满意度指标",
        name="沿线群众满意度",
        description="问卷中满意与基本满意份数÷有效问卷份数×100%",
        target="≥90%",
    ),
)


def a_project(
    position: int = 1,
    rows: tuple[Indicator, ...] | None = None,
    labels: dict[str, str] | None = None,
    tab: str | None = None,
    **words: str,
) -> Project:
    """One well-written project; keyword arguments change its words (plan nodes as plan_march …)."""
    name = words.get("name", "县乡公路日常养护")
    good = {
        "title": f"{position}.{name}绩效目标表",
        "unit": "430001开平区交通运输局",
        "money_unit": "单位：万元",
        "code": CODES[(position - 1) % len(CODES)],
        "name": name,
        "budget": "100.00",
        "fiscal": "100.00",
        "other": "0.00",
        "purpose": "支付120公里县乡公路全年保洁、坑槽修补和桥涵巡检的人工与材料费",
        "plan.march": "25",
        "plan.june": "50",
        "plan.october": "80",
        "plan.december": "100",
        "goals": GOALS,
    }
    good |= {key.replace("plan_", "plan."): value for key, value in words.items()}
    return project_from_words(
        position, good, FULL_SET if rows is None else rows, labels, f"{position}.{name}" if tab is None else tab
    )


def a_department(*projects: Project, **changes: object) -> Department:
    """A department of these projects (one good project by default) with a complete part one."""
    good = Department(
        unit_code="430001",
        unit_name="开平区交通运输局",
        year=2025,
        covers=("部门整体绩效目标", "预算项目绩效目标"),
        sections=(
            Section("overall", "一、总体绩效目标", ("2025年完成120公里县乡公路养护，投诉下降5%以上。",)),
            Section(
                "parts",
                "二、分项绩效目标",
                (
                    "一、县乡公路养护",
                    "绩效目标：完成120公里县乡公路日常养护。",
                    "绩效指标：养护里程≥120公里。",
                ),
            ),
            Section("measures", "三、工作保障措施", ("建立养护台账，按月检查。",)),
        ),
        projects=projects or (a_project(),),
        region="130205",
        profile=HEBEI_2025,
    )
    return replace(good, **changes)  # type: ignore[arg-type]  # as above


def found(code: str, *projects: Project, **changes: object) -> list[Finding]:
    """Run one rule over these projects; a crash is no finding."""
    findings = CATALOGUE.run(a_department(*projects, **changes), only=[code])
    assert not any("自身出错" in one.message for one in findings), findings
    return findings
