"""绩效目标 beside purpose, name, budget, year and targets."""

from __future__ import annotations

import pytest

from perfxl.model.project import Indicator, Project
from tests.builders import GOALS, a_project, an_indicator, found, indicators


def a_row(name: str, target: str, level2: str = "数量指标", description: str = "") -> Indicator:
    """One indicator with a name and a target."""
    return an_indicator(name=name, target=target, level2=level2, description=description)


def one(goals: str, *rows: Indicator) -> Project:
    """One project with these goals and rows."""
    return a_project(goals=goals, rows=indicators(*rows))


@pytest.mark.parametrize(
    ("purpose", "goals"),
    [
        ("用于公立幼儿园取暖费", "1.用于公立幼儿园取暖费用"),
        ("按每名幼儿每年500元补助12所民办园", "1.按每名幼儿每年500元补助11所民办园。"),
        ("支付驻村工作队员补助", "支付本级驻村工作队员补助。"),
    ],
)
def test_goal_10_fires_when_a_copy_of_the_purpose_differs(purpose: str, goals: str) -> None:
    assert found("GOAL-10", a_project(purpose=purpose, goals=goals))


@pytest.mark.parametrize(
    ("purpose", "goals"),
    [
        ("用于幼儿园取暖费", "1.用于幼儿园取暖费。"),
        ("支付12所幼儿园煤改电取暖费", "1.12所幼儿园室温不低于20℃。2.家长满意度达到90%。"),
        ("", "1.用于幼儿园取暖费"),
    ],
)
def test_goal_10_is_quiet_when_it_is_alike_or_quite_different(purpose: str, goals: str) -> None:
    assert not found("GOAL-10", a_project(purpose=purpose, goals=goals))


@pytest.mark.parametrize("goals", ["1.用于社区医院设备更新", "社区医院设备更新。", "用于 社区医院设备更新；"])
def test_goal_11_fires_when_goals_are_the_purpose(goals: str) -> None:
    assert found("GOAL-11", a_project(purpose="用于社区医院设备更新", goals=goals))


@pytest.mark.parametrize("goals", [GOALS, "1.用于社区医院设备更换", "", "略"])
def test_goal_11_is_quiet_when_they_are_not(goals: str) -> None:
    assert not found("GOAL-11", a_project(purpose="用于社区医院设备更新", goals=goals))


@pytest.mark.parametrize(
    ("name", "goals"),
    [
        ("村级组织运转经费", "1.用于村组织运转经费"),
        ("城乡居民最低生活保障", "1.实施城乡居民最低生活保证项目，发放低保金4200人。"),
        ("一体化政务平台升级", "1.完成“一体化政府平台升级”项目，新增网办事项120项。"),
    ],
)
def test_goal_12_fires_when_the_name_is_misquoted(name: str, goals: str) -> None:
    assert found("GOAL-12", a_project(name=name, goals=goals))


@pytest.mark.parametrize(
    ("name", "goals"),
    [
        ("村级组织运转经费", "1.用于村级组织运转经费"),
        ("农村公路养护项目", "1.实施农村公路养护工程，养护里程120公里。"),
        ("老旧小区改造", "1.改造老旧小区18个，惠及居民5600户。"),
        ("县乡公路日常养护", GOALS),
    ],
)
def test_goal_12_is_quiet_when_it_is_right_or_not_quoted(name: str, goals: str) -> None:
    assert not found("GOAL-12", a_project(name=name, goals=goals))


@pytest.mark.parametrize("goals", ["1.共安排资金46万元，培训护理员900人。", "1.项目预算120万元，完成造林800亩。"])
def test_goal_16_fires_when_the_total_differs(goals: str) -> None:
    assert "绩效目标中的金额" in found("GOAL-16", a_project(goals=goals))[0].message


@pytest.mark.parametrize("goals", [GOALS, "1.共安排资金100万元，培训护理员900人。", "1.人均标准不超过3000元。"])
def test_goal_16_is_quiet_when_it_agrees_or_is_no_total(goals: str) -> None:
    assert not found("GOAL-16", a_project(goals=goals))


@pytest.mark.parametrize(
    "goals",
    [
        "1.2024年底前完成河道清淤18公里。",
        "1.2023年补贴购置农机360台。2.机械化率提高到91%。",
        "1.到2024年底，完成造林8000亩。",
        "1.完成2026年度造林任务8000亩。",
        "1.2025年造林8000亩。2.2024年森林覆盖率达到35%。",
    ],
)
def test_goal_17_fires_when_goals_are_of_another_year(goals: str) -> None:
    assert found("GOAL-17", a_project(goals=goals))


@pytest.mark.parametrize(
    "goals",
    [
        GOALS,
        "1.2025年11月底前完成河道清淤18公里。",
        "1.案件数较2024年下降5%。2.比2023年少10件。",
        "1.2024—2026年共改造校舍9所，今年3所。",
        "1.落实2021-2025年健康规划。",
        "1.落实《2024年教师培训计划》，培训420人次。",
        "1.按冀财教〔2024〕46号文件发放补助。",
        "1.由2024年的89%提高到91%。",
        "1.完成2024年结转工程尾款支付。",
        "1.到2027年，污水处理率达到95%。",
        "1.“十四五”期间（到2026年）完成管网改造。",
        "1.2024—2025学年供餐200天。",
        "1.2024年检出的危桥全部处置。",
    ],
)
def test_goal_17_is_quiet_when_the_year_is_right_or_a_comparison(goals: str) -> None:
    assert not found("GOAL-17", a_project(goals=goals))


def test_goal_17_is_quiet_when_the_year_is_unknown() -> None:
    assert not found("GOAL-17", a_project(goals="1.2024年完成清淤18公里。"), year=None)


@pytest.mark.parametrize(
    ("goals", "row"),
    [
        ("1.验收合格率达到98%。", a_row("养护路段验收合格率", "≥95%", "质量指标")),
        ("1.养护120公里。", a_row("道路养护里程", "≥100公里")),
        ("1.完成120公里县乡公路日常养护。", a_row("道路养护里程", "≥100公里")),
        ("1.学生和家长对供餐的满意度达到92%。", a_row("学生及家长供餐满意度", "≥90%", "服务对象满意度指标")),
        ("1.道路投诉比上年下降5%以上。", a_row("道路投诉下降率", "≥8%", "社会效益指标")),
        ("1.机械化率由89%提高到92%。", a_row("机械化率", "≥91%", "社会效益指标")),
        ("1.培训村医1.2万人。", a_row("培训村医人数", "≥10000人")),
        ("1.检测桥梁64座，改造危桥6座。", a_row("危桥改造座数", "=5座")),
        ("1.受理政务服务事项13万件。", a_row("政务服务事项受理数量", "≥12万件")),
    ],
)
def test_goal_18_fires_when_a_goal_contradicts_its_indicator(goals: str, row: Indicator) -> None:
    (finding,) = found("GOAL-18", one(goals, row))
    assert finding.places[0].field == "indicators.1.target"


@pytest.mark.parametrize(
    ("goals", "rows"),
    [
        ("1.养护120公里。", [a_row("道路养护里程", "≥120公里")]),
        ("1.培训村医1.2万人。", [a_row("培训村医人数", "≥12000名")]),
        ("1.维修道路12公里。", [a_row("新建道路里程", "≥5公里")]),
        ("1.学生满意度达到92%。", [a_row("家长满意度", "≥90%", "服务对象满意度指标")]),
        ("1.合格率98%。", [a_row("材料合格率", "≥95%"), a_row("工程合格率", "≥97%")]),
        ("1.培训教师420人次。", [a_row("骨干教师培训人次", "≥200人次")]),
        ("1.培训骨干教师200人次、新任教师220人次。", [a_row("教师培训人次", "≥420人次")]),
        ("1.每村培训20人。", [a_row("培训人数", "≥400人")]),
        ("1.累计造林3.2万亩。", [a_row("造林面积", "≥8000亩")]),
        ("1.造林8000亩，其中经济林2000亩。", [a_row("造林面积", "≥8000亩")]),
        ("1.机械化率由89.6%提高到91%。", [a_row("机械化率", "≥91%")]),
        ("1.巡河96次。", [a_row("巡河次数", "≥8次", description="每月8次，全年96次")]),
    ],
)
def test_goal_18_is_quiet_when_they_agree_or_speak_of_other_things(goals: str, rows: list[Indicator]) -> None:
    assert not found("GOAL-18", one(goals, *rows))


@pytest.mark.parametrize(
    ("name", "goals"),
    [
        ("危桥改造", "1.完成30处危桥改造。"),
        ("电子政务网络运行维护", "1.电子政务网络正常运行。"),
        ("机关后勤综合保障费", "1.确保机关后勤综合保障。"),
    ],
)
def test_goal_12_is_quiet_when_a_verb_or_a_number_is_put_to_the_name(name: str, goals: str) -> None:
    assert not found("GOAL-12", a_project(name=name, goals=goals))


def test_goal_12_fires_when_the_name_is_miswritten_before_such_a_word_as_work() -> None:
    project = a_project(name="社区矫正监管帮扶", goals="1.落实社区矫治监管帮扶工作，监管120人。")
    assert "“正”写成“治”" in found("GOAL-12", project)[0].message


def test_goal_10_names_both_sides_and_the_one_that_departs_from_the_name() -> None:
    (finding,) = found(
        "GOAL-10",
        a_project(name="农村独生子女父母奖励", purpose="用于农村独生子女奖励", goals="1.用于农村独生子女父母奖励"),
    )
    assert "“用于农村独生子女奖励”" in finding.message
    assert "目标多了“父母”" in finding.message
    assert "改的是资金用途" in finding.fix
