"""What is written twice, in a project and across projects.

In the sample, IND-08 points at the value that departs from the others (P3.I9, P5.I7) and names the other tables in its
sentence, where the catalogue's table lists every cell.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from perfxl.model.findings import Severity
from perfxl.model.project import Project
from tests.builders import FULL_SET, a_project, an_indicator, found, indicators

_GRANT = "享受补助人数 补助对象认定准确率 补助发放及时率 人均补助标准 受助家庭增收率 政策知晓率 受助对象满意度"
_DANCE = "参赛队伍数 评分差错率 比赛完成时间 场均费用 带动消费金额 观众人次 参赛选手满意度"
GRANT = tuple(_GRANT.split())
DANCE = tuple(_DANCE.split())


def named(position: int, name: str, *names: str, target: str = "≥95%") -> Project:
    """A project of this name with indicators of these names."""
    return a_project(position, indicators(*(an_indicator(name=one, target=target) for one in names)), name=name)


def test_ind_06_fires_at_both_rows_when_a_name_stands_twice() -> None:
    rows = indicators(
        an_indicator(name="疫苗接种率"),
        an_indicator(name="冷链设备数"),
        an_indicator(level1="效益指标", level2="社会效益指标", name="疫苗接种率。\n"),
    )
    (finding,) = found("IND-06", a_project(rows=rows))
    assert [place.field for place in finding.places] == ["indicators.1.name", "indicators.3.name"]
    assert finding.message == "指标重复：第 1、3 条“疫苗接种率”。"
    assert finding.severity is Severity.ERROR


def test_ind_06_fires_once_when_two_names_stand_twice_each() -> None:
    (finding,) = found("IND-06", named(1, "普法", "宣讲场次", "普法覆盖率", "宣讲场次", "普法覆盖率（%）"))
    assert "第 1、3 条“宣讲场次”；第 2、4 条“普法覆盖率”" in finding.message


def test_ind_06_is_quiet_when_names_differ_in_what_they_count() -> None:
    names = ("蔬菜抽检合格率", "水果抽检合格率", "宣讲场次（春季）", "宣讲场次（秋季）", "", "XX", "XX")
    assert not found("IND-06", named(1, "抽检", *names), named(2, "抽检二", *names))


def test_ind_07_fires_at_both_when_one_table_was_copied() -> None:
    others = named(3, "农机购置补贴", *(row.name for row in FULL_SET))
    copied = (*GRANT[:6], "读者满意度")
    first, second = found("IND-07", named(1, "高龄津贴发放", *GRANT), named(2, "图书购置", *copied), others)
    assert (first.project, second.project) == (1, 2)
    assert first.message == "与第 2 表“图书购置”指标雷同 6/7，疑似整表复制。"
    assert "第 1 表“高龄津贴发放”" in second.message


def test_ind_07_fires_when_a_copy_stands_in_another_order() -> None:
    assert len(found("IND-07", named(1, "高龄津贴发放", *GRANT), named(2, "图书购置", *sorted(GRANT)))) == 2


def test_ind_07_names_the_most_alike_when_there_are_several() -> None:
    near = named(2, "临时救助", *GRANT[:5], "甲", "乙")
    nearer = named(3, "图书购置", *GRANT[:6], "甲")
    assert "第 3 表" in found("IND-07", named(1, "高龄津贴发放", *GRANT), near, nearer)[0].message


@pytest.mark.parametrize("many", [60, 300])
def test_ind_07_fires_when_the_copy_hides_among_many_that_use_the_same_names(many: int) -> None:
    pool = [
        *GRANT,
        *DANCE,
        *(f"{field}{measure}" for field in "茶果粮渔牧林桑" for measure in ("产量", "面积", "合格率")),
    ]
    usual = [
        named(at, f"{chr(0x4E00 + at)}业务", *(pool[(at * step) % len(pool)] for step in (3, 5, 7, 11, 13, 17, 19)))
        for at in range(1, many + 1)
    ]
    one, other = named(many + 1, "高龄津贴发放", *GRANT), named(many + 2, "图书购置", *reversed(GRANT))
    said = {finding.project for finding in found("IND-07", *usual, one, other)}
    assert {many + 1, many + 2} <= said


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("东关小学校舍维修", "西关小学校舍维修"),
        ("柳庄镇农村公路养护", "河西镇农村公路养护"),
        ("2024年度老旧小区改造", "2025年度老旧小区改造"),
        ("污水管网一期工程", "污水管网二期工程"),
        ("本级水库除险加固（青龙河）", "县级水库除险加固（白马河）"),
        ("人民医院设备购置", "中医院设备购置"),
        ("图书购置", "图书购置"),
    ],
)
def test_ind_07_is_quiet_when_projects_differ_only_by_place_or_number(one: str, other: str) -> None:
    assert not found("IND-07", named(1, one, *GRANT), named(2, other, *GRANT))


def test_ind_07_is_quiet_when_a_few_usual_names_are_shared() -> None:
    usual = ("项目总成本", "验收合格率", "受益群众满意度")
    assert not found("IND-07", named(1, "高龄津贴", *GRANT[:4], *usual), named(2, "广场舞大赛", *DANCE[:4], *usual))


def test_ind_08_fires_at_the_value_that_departs_from_the_others() -> None:
    projects = [
        named(at, name, "救助对象满意度", target=target)
        for at, (name, target) in enumerate([("低保", "≥93%"), ("临时救助", "≥90%"), ("特困供养", "≥93%")], start=1)
    ]
    (finding,) = found("IND-08", *projects)
    assert (finding.project, finding.severity) == (2, Severity.INFO)
    assert finding.message == "同名指标“救助对象满意度”目标值不一致：第 1 表 ≥93%，第 2 表 ≥90%。"


@pytest.mark.parametrize(("one", "other"), [("≤2小时", "≤30分钟"), ("≤3个工作日", "≤5个工作日")])
def test_ind_08_fires_when_the_same_service_is_promised_at_two_speeds(one: str, other: str) -> None:
    name = "报修响应时间"
    assert found("IND-08", named(1, "供暖", name, target=one), named(2, "物业", name, target=other))


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        ("受助对象满意度", "≥95%", "不低于95%"),
        ("培训人次", "≥420人次", "≥100人次"),
        ("项目总成本", "≤100万元", "≤31.05万元"),
        ("招标完成时间", "≤6月底", "≤9月底"),
        ("单位能耗下降率", "≥3%", "≥1%"),
        ("制度健全性", "健全", "较健全"),
    ],
)
def test_ind_08_is_quiet_when_values_agree_or_depend_on_the_project(name: str, one: str, other: str) -> None:
    assert not found("IND-08", named(1, "甲", name, target=one), named(2, "乙", name, target=other))


def test_ind_08_is_quiet_when_the_level2_differs() -> None:
    other = replace(an_indicator(name="垃圾分类率", target="≥80%"), level2="生态效益指标")
    assert not found("IND-08", named(1, "甲", "垃圾分类率"), a_project(2, indicators(other)))


def same(one: str, other: str, description: str) -> Project:
    """A project with two indicators of one description and one target."""
    return a_project(rows=indicators(*(an_indicator(name=name, description=description) for name in (one, other))))


@pytest.mark.parametrize(
    ("one", "other", "description"),
    [
        ("管网改造长度", "改造管网里程", "通过验收的供水管网长度"),
        ("病虫害监测点数", "病虫害定点监测个数", "按规程开展调查的固定监测点"),
        ("服务老年人数", "服务老年人总人数", "接受上门服务的人数"),
        ("校舍维修面积", "操场铺设面积", "完成校舍维修并验收的面积"),
    ],
)
def test_ind_10_fires_when_a_row_is_written_again_under_another_name(one: str, other: str, description: str) -> None:
    (finding,) = found("IND-10", same(one, other, description))
    assert [place.field for place in finding.places] == ["indicators.1.description", "indicators.2.description"]
    assert finding.severity is Severity.ERROR


@pytest.mark.parametrize(
    ("one", "other", "description"),
    [
        ("蔬菜抽检合格率", "水果抽检合格率", "合格批次÷抽检批次×100%"),  # a formula that is right for both
        ("管网改造长度", "管网改造长度", "通过验收的长度"),  # the same name: IND-06
        ("管网改造长度", "阀门更换数量", " "),
    ],
)
def test_ind_10_is_quiet_when_the_description_suits_both_or_others_speak(
    one: str, other: str, description: str
) -> None:
    assert not found("IND-10", same(one, other, description))


@pytest.mark.parametrize(
    ("one", "other"),
    [("残疾人培训人次", "培训残疾人人数"), ("河道清淤处数", "清淤河道总处数"), ("演出惠民场次", "惠民演出场数")],
)
def test_ind_10_fires_when_the_words_of_a_name_are_turned_round(one: str, other: str) -> None:
    rows = an_indicator(name=one, description="甲地的数"), an_indicator(name=other, description="乙册里登记的数")
    (finding,) = found("IND-10", a_project(rows=indicators(*rows)))
    assert [place.field for place in finding.places] == ["indicators.1.name", "indicators.2.name"]
    assert not found("IND-10", a_project(rows=indicators(replace(rows[0], name="人数"), replace(rows[1], name="次数"))))
    changed = replace(rows[1], target="≥77个")
    assert not found("IND-10", a_project(rows=indicators(rows[0], changed)))


def test_ind_10_is_quiet_when_target_or_level2_differs() -> None:
    first = an_indicator(name="管网改造长度", description="通过验收的管网长度", target="≥18公里")
    second = replace(first, name="改造管网里程")
    assert not found("IND-10", a_project(rows=indicators(first, replace(second, target="≥20公里"))))
    assert not found("IND-10", a_project(rows=indicators(first, replace(second, level2="质量指标"))))


@pytest.mark.parametrize("code", ["IND-06", "IND-07", "IND-08", "IND-10"])
def test_a_good_project_has_no_finding(code: str) -> None:
    assert not found(code)
