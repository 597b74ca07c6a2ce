"""Definitions in 绩效指标描述, and papers and history in 指标值确定依据."""

from __future__ import annotations

from dataclasses import replace

import pytest

from perfxl.model.library import bundled_library
from perfxl.model.profile import HEBEI_2025
from perfxl.model.project import Project
from tests.builders import a_project, an_indicator, found, indicators


def one(**words: str) -> Project:
    """One project with one indicator."""
    return a_project(rows=indicators(an_indicator(**words)))


@pytest.mark.parametrize(
    ("name", "description"),
    [
        ("公务用车", "年生产量"),
        ("道路养护里程", "道路养护里程"),
        ("道路养护里程", "道路养护的里程。"),
        ("道路养护里程", "反映道路养护里程完成情况"),
        ("验收合格率", "验收合格情况"),
        ("资金拨付及时率", "及时拨付"),
        ("受益群众满意度", "群众满意"),
        ("培训人数", "按要求完成培训工作任务"),
        ("人居环境改善", "进一步改善农村人居环境，增强群众幸福感"),
        ("教学质量", "不断加强学校管理和提高教学质量"),
        ("粮食挽回量", "挽回多少粮食"),
        ("执行规定", "全面落实规定"),
    ],
)
def test_bas_06_fires_when_the_description_explains_nothing(name: str, description: str) -> None:
    assert found("BAS-06", one(name=name, description=description))


def test_bas_06_joins_the_rows_of_a_project() -> None:
    rows = indicators(an_indicator(description="里程"), an_indicator(description="道路养护情况"), an_indicator())
    (finding,) = found("BAS-06", a_project(rows=rows))
    assert finding.message.startswith("2/3 条")


@pytest.mark.parametrize(
    ("name", "description"),
    [
        ("公务用车购置数量", "年度内新购并完成上牌交付的公务用车数量"),
        ("参会单位满意度", "问卷满意率"),
        ("路灯亮灯率", "亮灯盏数占路灯总盏数的比例"),
        ("案件办结率", "办结案件与受理案件之比"),
        ("图书馆开放天数", "图书馆面向读者免费开放的天数"),
        ("举办培训班期数", "骨干教师班3期、新任教师班2期、校长班1期"),
        ("城区绿化覆盖率", "城区绿化覆盖面积/城区总面积"),
        ("管理制度健全性", "制度齐全且有效执行"),
        ("报修响应时间", "从接到报修到工程师到场的时间"),
        ("特困人员供养", "集中和分散供养的特困人员"),
        ("村庄数量", "完善供水设施的村庄数量"),
        ("发放及时性", "补助资金是否在每季度末前发放到位"),
        ("粮食储备数量", "县级储备粮实际库存数量"),
        ("道路养护里程", " "),
    ],
)
def test_bas_06_is_quiet_when_it_defines_or_is_blank(name: str, description: str) -> None:
    assert not found("BAS-06", one(name=name, description=description))


def test_bas_06_is_quiet_when_the_words_are_the_library_s() -> None:
    rows = indicators(*(an_indicator(name=entry.name, description=entry.description) for entry in bundled_library()))
    assert not found("BAS-06", a_project(rows=rows))


@pytest.mark.parametrize(
    "basis",
    [
        "县政府办公室通知",
        "上级文件要求",
        "《关于下达造林任务的通知》",
        "《青山县道路养护管理办法》",
        "资金管理办法",
        "区发改局批复",
        "会议纪要",
        "采购合同",
        "根据上级有关规定",
    ],
)
def test_bas_08_fires_when_a_paper_has_no_number(basis: str) -> None:
    assert found("BAS-08", one(basis=basis))


@pytest.mark.parametrize(
    "basis",
    [
        "《关于下达造林任务的通知》（青林发〔2025〕8号）",
        "青政办字[2024]12号文件",
        "2025年第3号公告",
        "《中华人民共和国食品安全法》",
        "《物业管理条例》第十二条",
        "《党政机关公务用车管理办法》",
        "《建筑工程施工质量验收统一标准》（GB 50300-2013）",
        "2025年1月签订的采购合同",
        "招标文件",
        "合同编号HT-20250103",
        "行业标准",
        "2025年工作计划",
        "年度预算批复",
        "任务下达通知要求冬灌前完工",
        "《青山县供热管理办法》规定11月15日供暖",
        "道路养护里程",
        "",
    ],
)
def test_bas_08_is_quiet_when_it_can_be_found(basis: str) -> None:
    assert not found("BAS-08", one(basis=basis))


@pytest.mark.parametrize("basis", ["平财社〔2014〕31号", "平财社[2014]31号", "《养护办法》（平交发（2019）7号）"])
def test_bas_09_fires_when_the_paper_is_old(basis: str) -> None:
    assert "请核实" in found("BAS-09", one(basis=basis))[0].message


@pytest.mark.parametrize(
    "basis",
    [
        "平财社〔2020〕31号",
        "平财社〔2014〕31号，平财社〔2023〕9号修订",
        "GB 50495-2012",
        "《消防法》",
        "《森林法》（2009年修正）",
        "2014年普查数据",
        "",
    ],
)
def test_bas_09_is_quiet_when_it_is_recent_or_a_standard_or_a_law(basis: str) -> None:
    assert not found("BAS-09", one(basis=basis))


def test_bas_09_is_quiet_when_the_year_is_unknown_or_the_unit_allows_more() -> None:
    old = one(basis="平财社〔2014〕31号")
    assert not found("BAS-09", old, year=None)
    assert not found("BAS-09", old, profile=replace(HEBEI_2025, basis_age=11))


@pytest.mark.parametrize(
    "basis", ["历史标准", "上年实际完成情况", "前三年平均值", "参照历年调查结果", "2024年实际完成值", "近3年同期水平"]
)
def test_bas_10_fires_when_history_has_no_value(basis: str) -> None:
    assert found("BAS-10", one(basis=basis))


@pytest.mark.parametrize(
    "basis",
    [
        "前三年平均就诊量4.2万人次",
        "2024年实际完成118公里",
        "上年值96%",
        "行业标准",
        "2024年养护台账",
        "按近三年均价测算",
        "",
    ],
)
def test_bas_10_is_quiet_when_it_has_one_or_is_no_history(basis: str) -> None:
    assert not found("BAS-10", one(basis=basis))


@pytest.mark.parametrize("description", ["断面水质类别", "清淤后的防洪标准"])
def test_bas_06_is_quiet_when_a_class_or_a_standard_is_what_is_counted(description: str) -> None:
    assert not found("BAS-06", a_project(rows=indicators(an_indicator(name="河道整治成效", description=description))))


def test_bas_08_fires_when_a_local_rule_has_no_number() -> None:
    assert found("BAS-08", a_project(rows=indicators(an_indicator(basis="《区医院设备验收管理办法》"))))


@pytest.mark.parametrize("basis", ["《区块链信息服务管理规定》", "《医院感染管理办法》", "《市容环境卫生管理办法》"])
def test_bas_08_is_quiet_when_a_rule_of_the_nation_only_begins_like_a_local_one(basis: str) -> None:
    assert not found("BAS-08", a_project(rows=indicators(an_indicator(basis=basis))))
