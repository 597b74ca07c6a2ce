"""How an 指标值 is written."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfxl.model.findings import Severity
from perfxl.model.project import Project
from perfxl.rules import CATALOGUE
from tests.builders import a_department, a_project, an_indicator, found, indicators

FAMILIES = ("VAL", "BAS", "TXT")


def aiming(*targets: str, **words: str) -> Project:
    """One project whose indicators differ in their targets."""
    return a_project(rows=indicators(*(an_indicator(target=target, **words) for target in targets)))


def edited(code: str, target: str, **words: str) -> tuple[str, bool]:
    """The words that a rule puts in place of a target, and whether it is sure."""
    edit = found(code, aiming(target, **words))[0].edits[0]
    return edit.text, edit.safe


@pytest.mark.parametrize(
    "target",
    ["28.40/株", "较上年下降5%", "100人左右", "/", "≥", "≥95%且优", "2月30日前", "≥≥95%", "≥95%%", "≥9 5%", "13月底前"],
)
def test_val_01_fires_when_there_is_no_meaning(target: str) -> None:
    assert found("VAL-01", aiming(target))


@pytest.mark.parametrize(
    "target",
    ["≥95%", "优", "11月底前", "", "≥XX%", "≥显著", "**", "每月10日前", "每周1次", "2025年1月—12月", "≥1:13.5"],
)
def test_val_01_is_quiet_when_it_reads_or_another_rule_speaks(target: str) -> None:
    assert not found("VAL-01", aiming(target))


def test_val_02_fires_when_the_sign_is_missing_once_a_project() -> None:
    finding = found("VAL-02", aiming("365天", "≥95%", "15年"))
    assert [place.field for place in finding[0].places] == ["indicators.1.target", "indicators.3.target"]


def test_val_02_fires_when_a_ratio_or_a_change_has_no_sign() -> None:
    assert len(found("VAL-02", aiming("1:30", "下降3%"))[0].places) == 2


def test_val_02_is_quiet_when_there_is_a_sign_a_date_or_words() -> None:
    assert not found("VAL-02", aiming("≥95%", "11月底", "优", "90%-95%", "不低于3次", "2025年11月30日"))


def test_val_02_is_quiet_when_words_say_that_all_is_as_it_should_be() -> None:
    assert not found("VAL-02", aiming("100%合格", "100%完成"))
    assert found("VAL-02", aiming("100%"))
    assert found("VAL-02", aiming("95%合格"))


def test_val_03_fires_when_the_sign_is_spelt_otherwise() -> None:
    assert [edited("VAL-03", target) for target in ("不低于95%", ">=3次", "＝5辆", "30日以内")] == [
        ("≥95%", True),
        ("≥3次", True),
        ("=5辆", True),
        ("≤30日", True),
    ]


def test_val_03_is_not_sure_when_reaching_may_mean_at_least() -> None:
    assert edited("VAL-03", "达到95%") == ("=95%", False)


def test_val_03_is_not_sure_when_words_move_into_brackets() -> None:
    assert edited("VAL-03", "收到发票后15个工作日内") == ("≤15个工作日（收到发票后）", False)


def test_val_03_is_quiet_when_the_sign_is_regular_or_a_date() -> None:
    assert not found("VAL-03", aiming("≥95%", "=5辆", "＞5辆", "11月底前", "15年", "优", "≥95%以上"))


def test_val_04_fires_when_the_unit_is_missing() -> None:
    assert len(found("VAL-04", aiming("≥95", "2", "≥5万"))) == 3


def test_val_04_is_quiet_when_there_is_a_unit_or_none_is_due() -> None:
    assert not found("VAL-04", aiming("≥95%", "优", "≤11月底", "2025年"))


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("农田灌溉水有效利用系数", "≥0.68"),
        ("恩格尔系数", "≤0.3"),
        ("营商环境综合指数", "≥85"),
        ("成本效益比", "≥1.2"),
        ("出水pH值（无量纲）", "6~9"),
        ("孕产妇死亡率", "≤12/10万"),
        ("师生比", "≥1:13.5"),
    ],
)
def test_val_04_is_quiet_when_what_is_measured_has_no_unit(name: str, target: str) -> None:
    assert not found("VAL-04", aiming(target, name=name)) + found("VAL-01", aiming(target, name=name))


@pytest.mark.parametrize("name", ["新能源车占比", "优良品种百分比", "产值同比"])
def test_val_04_fires_when_a_share_has_no_unit(name: str) -> None:
    assert found("VAL-04", aiming("≥95", name=name))


def test_val_05_fires_when_a_unit_has_a_regular_name() -> None:
    units = {"=1200平米": "=1200平方米", "≥100百分比": "≥100%", "≤40元/平米·月": "≤40元/平方米·月", "≥3KM": "≥3公里"}
    assert {target: edited("VAL-05", target)[0] for target in units} == units


def test_val_05_tells_degrees_by_the_name() -> None:
    assert (edited("VAL-05", "≥20度", name="取暖温度"), edited("VAL-05", "≤5度", name="单位面积用电量")) == (
        ("≥20℃", True),
        ("≤5千瓦时", True),
    )
    assert not found("VAL-05", aiming("≥20度", name="倾角偏差"))[0].edits[1:]


def test_val_05_is_quiet_when_the_unit_is_regular() -> None:
    assert not found("VAL-05", aiming("≥20℃", "≤3个百分点", "≤40元/平方米·采暖季", "=3人次", "优"))


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("互联网带宽", "≥1000M"),
        ("专线带宽", "≥100m"),
        ("抗震设防烈度", "≥7度"),
        ("辐射剂量率", "≤0.2μSv/h"),
        ("风速", "≤3m/s"),
    ],
)
def test_val_05_is_quiet_when_the_letters_mean_something_else(name: str, target: str) -> None:
    assert not found("VAL-05", aiming(target, name=name))


def test_val_05_reads_letters_of_either_case_where_they_are_plain() -> None:
    units = {"≤60kW": "≤60千瓦", "≤80km/h": "≤80公里/小时", "≥3m": "≥3米"}
    assert {target: edited("VAL-05", target)[0] for target in units} == units


def test_val_08_fires_when_a_character_is_refused() -> None:
    assert (len(found("VAL-08", aiming("**", "3_人"))), edited("VAL-08", "2025-11-30")) == (2, ("2025年11月30日", True))


def test_val_08_is_quiet_when_the_dash_is_a_range_or_a_minus() -> None:
    assert not found("VAL-08", aiming("90%-95%", "≥-5%", "≥95%", "优", "2025年1月—12月"))


def test_val_10_fires_when_a_range_is_written() -> None:
    assert edited("VAL-10", "90%～95%") == ("≥90%且≤95%", False)


def test_val_10_is_quiet_when_the_bounds_are_written() -> None:
    assert not found("VAL-10", aiming("≥90%且≤95%", "≥90%", "2025-11"))


def test_val_11_fires_when_there_are_three_decimals() -> None:
    assert found("VAL-11", aiming("≥95.125%"))


def test_val_11_is_quiet_when_there_are_two() -> None:
    assert not found("VAL-11", aiming("≥95.13%", "=1200人", "优"))
    assert not found("VAL-11", aiming("≥0.685", name="灌溉水有效利用系数"))


def test_val_12_fires_when_digits_are_full_width() -> None:
    assert edited("VAL-12", "≥９５．５％") == ("≥95.5%", True)


def test_val_12_is_quiet_when_they_are_not() -> None:
    assert not found("VAL-12", aiming("≥95%", "＞5辆", "优（一般）"))


def test_val_14_fires_when_words_follow_the_sign() -> None:
    assert len(found("VAL-14", aiming("≥显著", "不低于上年"))) == 2


def test_val_14_is_quiet_when_a_number_follows_or_no_sign_stands() -> None:
    assert not found("VAL-14", aiming("≥95%", "显著提升", "≥", "≥XX"))


def test_val_14_fires_when_a_limit_in_words_is_no_cost() -> None:
    assert found("VAL-14", aiming("不超过预算支出标准"))


def test_val_14_is_quiet_when_a_cost_keeps_to_its_budget() -> None:
    costs = aiming("不超过预算支出标准", "≤合同价", level2="成本指标")
    assert not found("VAL-14", costs) + found("VAL-01", costs)


def test_val_17_fires_when_nothing_is_asked_for() -> None:
    assert edited("VAL-17", "=0次") == ("≤0次", False)


def test_val_17_is_quiet_when_nothing_is_the_limit() -> None:
    assert not found("VAL-17", aiming("≤0次", "≥0%", "=10次"))


def test_val_18_fires_when_the_other_sign_stands_alone() -> None:
    assert found("VAL-18", aiming("定量（其他）"))


def test_val_18_is_quiet_when_words_follow() -> None:
    assert not found("VAL-18", aiming("定量（其他）：三年内建成投用", "≥95%"))


def test_a_well_written_department_has_nothing_to_mend() -> None:
    assert not [finding for finding in CATALOGUE.run(a_department()) if finding.rule.startswith(FAMILIES)]


MEALS = [
    (
        "产出指标",
        "数量指标",
        "供餐学生人数",
        "享受营养膳食补助的义务教育学生人数",
        "≥12,600人",
        "2024年秋季学籍系统在册人数",
    ),
    ("产出指标", "质量指标", "食材抽检合格率", "合格批次÷抽检批次×100%", "≥98%", "《学校食品安全与营养健康管理规定》"),
    ("产出指标", "时效指标", "补助资金拨付时间", "资金到校的最晚月份", "11月底前", "年度用款计划"),
    ("产出指标", "成本指标", "每生每天补助标准", "补助总额÷供餐人天", "=5元/人·天", "冀财教〔2021〕108号"),
    ("产出指标", "成本指标", "项目成本控制率", "决算数÷预算数×100%", "≤100%", "部门预算批复"),
    (
        "效益指标",
        "经济效益指标",
        "本地食材采购额增长率",
        "（本年采购额－上年采购额）÷上年采购额×100%",
        "≥120%",
        "上年台账测算",
    ),
    ("效益指标", "经济效益指标", "国有资产保值增值率", "期末净资产÷期初净资产×100%", "≥100%", "资产年报统计口径"),
    ("效益指标", "社会效益指标", "家长投诉次数", "经核实的有责投诉次数", "≤2次", "前三年平均值"),
    (
        "效益指标",
        "可持续影响指标",
        "膳食管理制度健全性",
        "制度齐全并执行为优，基本齐全为良，其余为差",
        "优",
        "膳食管理办法",
    ),
    (
        "满意度指标",
        "服务对象满意度指标",
        "学生家长满意度",
        "问卷中满意与基本满意份数÷有效份数×100%",
        "≥90%",
        "上年问卷结果",
    ),
]


def test_a_well_written_table_of_another_field_has_nothing_to_mend() -> None:
    columns = ("level1", "level2", "name", "description", "target", "basis")
    rows = indicators(*(an_indicator(**dict(zip(columns, row, strict=True))) for row in MEALS))
    meals = a_project(
        rows=rows, name="农村义务教育学生营养改善", purpose="为12600名学生按每生每天5元提供营养膳食补助（200天）"
    )
    found = [one for one in CATALOGUE.run(a_department(meals)) if one.severity is not Severity.INFO]
    assert not [finding for finding in found if finding.rule.startswith(FAMILIES)]


@given(st.text(max_size=12), st.text(max_size=12), st.text(max_size=30))
def test_no_rule_breaks_on_whatever_is_typed(name: str, target: str, text: str) -> None:
    row = an_indicator(name=name, target=target, description=text, basis=text)
    department = a_department(a_project(rows=indicators(row), goals=text, purpose=text, name=name))
    department = replace(
        department, sections=tuple(replace(one, paragraphs=(text, name)) for one in department.sections)
    )
    mine = [code for code in CATALOGUE.rules if code.startswith(FAMILIES)]
    assert not [finding for finding in CATALOGUE.run(department, only=mine) if "自身出错" in finding.message]


SOUP = st.text(
    alphabet="0123９％%.，。、；：:()（）≥>=＞不低于达到以上平米度KM年月天优 \u3000\u200b\n\t-*_率满意车", max_size=14
)


@given(SOUP, SOUP)
def test_a_safe_edit_mends_what_it_was_made_for(target: str, text: str) -> None:
    row = {"name": text, "target": target, "description": text, "basis": target}
    project = a_project(rows=indicators(an_indicator(**row)), purpose=text)
    for code in (code for code in CATALOGUE.rules if code.startswith(FAMILIES)):
        edits = [edit for finding in found(code, project) for edit in finding.edits if edit.safe]
        columns = row | {"purpose": text} | {edit.place.field.rpartition(".")[2]: edit.text for edit in edits}
        purpose = columns.pop("purpose")
        mended = a_project(rows=indicators(an_indicator(**columns)), purpose=purpose)
        left = {place for finding in found(code, mended) for place in finding.places}
        assert not left & {edit.place for edit in edits}, code


SPELT_OUT = """
    三百五十台 一百二十公里 九成以上 六月底 ≤三个工作日 ≤万分之一 不少于三年 十月底前 二〇二五年十月 三十年以上
    100余人 30多户
"""


@pytest.mark.parametrize("target", SPELT_OUT.split())
def test_val_01_fires_when_a_number_is_in_words_or_about(target: str) -> None:
    assert found("VAL-01", aiming(target))
    assert not found("VAL-14", aiming(target))


DONE = (
    "2025年11月15日前完工 11月底前全部完工 9月1日前投入使用 12月10日前出版 ≤6月底前支付到位 每月10日前发放 10月底前建成"
)


@pytest.mark.parametrize("target", DONE.split())
def test_val_01_is_quiet_when_a_date_says_what_shall_be_done(target: str) -> None:
    assert not found("VAL-01", aiming(target))


@pytest.mark.parametrize("target", ["一级", "一流", "三级甲等", "万无一失", "一般"])
def test_val_01_is_quiet_when_a_numeral_is_part_of_a_grade(target: str) -> None:
    assert not found("VAL-01", aiming(target))


@pytest.mark.parametrize(
    ("target", "right"),
    [
        ("≥260km2", "≥260平方公里"),
        ("≥1.1万平", "≥1.1万平方米"),
        ("≥300方", "≥300立方米"),
        ("≥50m3", "≥50立方米"),
        ("≤8元/平", "≤8元/平方米"),
        ("≥12公分", "≥12厘米"),
        ("=20份数", "=20份"),
    ],
)
def test_val_05_fires_when_a_unit_is_spoken_or_without_a_raised_figure(target: str, right: str) -> None:
    assert edited("VAL-05", target) == (right, True)


def test_val_05_is_quiet_when_a_piece_is_counted() -> None:
    assert not found("VAL-05", aiming("=420块", name="更新路牌块数"))
    assert found("VAL-05", aiming("≤420块", name="单人伙食费"))


@pytest.mark.parametrize("target", ["0次", "0起", "=0%"])
def test_val_17_fires_when_nothing_stands_without_a_limit(target: str) -> None:
    assert found("VAL-17", aiming(target))


def test_val_18_is_quiet_when_the_description_says_what_is_required() -> None:
    assert not found("VAL-18", aiming("定量（其他）", description="三年内建成投用并达到二级标准"))
    assert found("VAL-18", aiming("定量（其他）", description="达到二级标准的处数÷总处数×100%"))


def test_val_01_says_that_there_are_two_values() -> None:
    (finding,) = found("VAL-01", aiming("≥90%、≥85%"))
    assert "分成两条指标" in finding.message


def test_val_05_fires_with_an_edit_on_a_price_by_the_cubic_metre() -> None:
    (finding,) = found("VAL-05", aiming("≤17.5元/m3"))
    assert finding.edits[0].text == "≤17.5元/立方米"
