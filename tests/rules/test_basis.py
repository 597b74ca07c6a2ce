"""指标值确定依据 and 绩效指标描述."""

from __future__ import annotations

import pytest

from perfxl.model.project import Project
from tests.builders import a_project, an_indicator, found, indicators


def one(**words: str) -> Project:
    """One project with one indicator."""
    return a_project(rows=indicators(an_indicator(**words)))


@pytest.mark.parametrize("basis", ["/", "—", "无", "同上", "（略）"])
def test_bas_01_fires_when_the_basis_says_nothing(basis: str) -> None:
    assert found("BAS-01", one(basis=basis))


def test_bas_01_is_quiet_when_it_says_something_or_is_blank() -> None:
    assert not found("BAS-01", one(basis="2024年养护台账")) + found("BAS-01", one(basis=" "))


def test_bas_02_fires_when_the_basis_repeats_the_name() -> None:
    rows = indicators(
        an_indicator(name="使用时间（年", basis="使用时间（年）\n"),
        an_indicator(basis="道路养护里程。"),
        an_indicator(),
    )
    assert found("BAS-02", a_project(rows=rows))[0].message == "2/3 条指标值确定依据照抄指标名称。"


def test_bas_02_is_quiet_when_it_says_where_the_value_comes_from() -> None:
    assert not found("BAS-02", one(basis="道路养护里程台账"))


@pytest.mark.parametrize("basis", ["道路养护里程", "根据实际情况确定", "工作需要", "领导要我们多做"])
def test_bas_03_fires_when_no_source_is_named(basis: str) -> None:
    assert found("BAS-03", one(basis=basis))


def test_bas_03_fires_when_a_copied_name_happens_to_hold_a_source_word() -> None:
    assert found("BAS-03", one(name="采购计划落实率", basis="采购计划落实率"))


def test_bas_03_fires_when_a_copied_description_happens_to_hold_a_source_word() -> None:
    words = "按年度养护计划完成的里程"
    assert found("BAS-03", one(description=words, basis=f"{words}。"))


def test_bas_03_is_quiet_when_a_copied_description_cites_a_document() -> None:
    assert not found("BAS-03", one(description="按JTG 5210-2018检查", basis="按JTG 5210-2018检查"))


@pytest.mark.parametrize("basis", ["PM10浓度", "A4 100张", "5G覆盖"])
def test_bas_03_fires_when_letters_and_figures_are_no_standard(basis: str) -> None:
    assert found("BAS-03", one(basis=basis))


@pytest.mark.parametrize(
    "basis",
    [
        "冀财教〔2021〕108号",
        "财预[2015]88号",
        "《义务教育法》",
        "年度工作计划",
        "“十四五”规划",
        "前三年平均值",
        "上年实际完成值",
        "行业标准",
        "GB 50495",
        "采购合同",
        "区政府批复",
        "成本测算",
        "医保定额",
        "预算支出标准",
        "会议纪要",
        "统计年鉴",
        "学籍系统在册人数",
        "低保花名册",
        "公开招标结果",
        "初步设计概算",
        "疾控中心监测报表",
        "安全生产责任书",
        "高质量发展指标体系",
        "上级下达",
        "省发改委批文",
        "三家比选",
        "可研报告",
        "专家论证",
        "省民生实事",
        "“十五五”时期",
        "合作备忘录",
        "JTG 5210-2018",
        "WS/T 292",
        "NY/T 525-2021",
        "HJ 25.1-2019",
        "SL72-2013",
        "CJ/T 340",
        "GB/T 50363",
        "T/CECS 120",
        "/",
        "",
    ],
)
def test_bas_03_is_quiet_when_a_source_is_named_or_nothing_is(basis: str) -> None:
    assert not found("BAS-03", one(basis=basis))


def test_bas_04_fires_when_the_description_repeats_the_name() -> None:
    assert found("BAS-04", one(description="道路养护里程\n"))


def test_bas_04_is_quiet_when_it_explains() -> None:
    assert not found("BAS-04", one(description="道路养护里程之和"))


def test_bas_05_fires_when_three_columns_are_alike() -> None:
    finding = found("BAS-05", one(description="道路养护里程", basis="道路养护里程"))
    assert finding[0].places[0].field == "indicators.1.name"


def test_bas_05_is_quiet_when_one_of_them_differs() -> None:
    assert not found("BAS-05", one(description="道路养护里程"))


@pytest.mark.parametrize("basis", ["水功能区划", "药品采购目录", "担保基金放大倍数与银行授信额度", "岗位职责"])
def test_bas_03_is_quiet_when_a_division_a_list_or_a_limit_is_named(basis: str) -> None:
    assert not found("BAS-03", a_project(rows=indicators(an_indicator(basis=basis))))


def test_bas_03_fires_when_only_duties_are_named() -> None:
    assert found("BAS-03", a_project(rows=indicators(an_indicator(basis="工作职责"))))
