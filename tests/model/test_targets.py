"""What people write as an 指标值, and what it means."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfxl.model.targets import parse_target, target_text


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("≥95%", "≥95%"),
        ("≥ 95 ％", "≥95%"),
        (">=９５％", "≥95%"),
        ("＞＝95%", "≥95%"),
        ("=>95%", "≥95%"),
        ("≧95%", "≥95%"),
        ("<=95%", "≤95%"),
        ("=<95%", "≤95%"),
        ("≦95%", "≤95%"),
        ("＝5辆", "=5辆"),
        (">5辆", "＞5辆"),
        ("＜5辆", "＜5辆"),
        ("不低于95%", "≥95%"),
        ("不少于3次", "≥3次"),
        ("不小于3次", "≥3次"),
        ("大于等于3次", "≥3次"),
        ("至少3次", "≥3次"),
        ("大于3次", "＞3次"),
        ("高于3‰", "＞3‰"),
        ("超过3次", "＞3次"),
        ("不超过30日", "≤30日"),
        ("不高于3个百分点", "≤3个百分点"),
        ("不大于3百分点", "≤3百分点"),
        ("不多于3人", "≤3人"),
        ("小于等于3人", "≤3人"),
        ("小于3人", "＜3人"),
        ("低于3元/平方米·采暖季", "＜3元/平方米·采暖季"),
        ("达到100%", "=100%"),
        ("达到95%以上", "≥95%"),
        ("控制在5%以内", "≤5%"),
        ("控制在 2.50 万元/辆·年 以下", "≤2.50万元/辆·年"),
        ("95%及以上", "≥95%"),
        ("30分钟以内", "≤30分钟"),
        ("30个工作日内", "≤30个工作日"),
        ("≥1,200人", "≥1200人"),
        ("≤1200.5元", "≤1200.5元"),
        ("≥-5%", "≥-5%"),
        ("≤40元／㎡", "≤40元/㎡"),
        ("≥18℃", "≥18℃"),
        ("≥100百分比", "≥100百分比"),
        ("365天", "365天"),
        ("15年", "15年"),
        ("2", "2"),
        ("≥95%。", "≥95%"),
        ("≥95%（含试点）", "≥95%（含试点）"),
        ("90%-95%", "90~95%"),
        ("90～95%", "90~95%"),
        ("3至5个工作日", "3~5个工作日"),
        ("控制在90%—95%之间", "90~95%"),
        ("≥18℃且≤26℃", "≥18℃且≤26℃"),
        ("≤26℃，≥18℃", "≥18℃且≤26℃"),
        ("＞18且不超过26℃", "＞18℃且≤26℃"),
        ("2025-11-30", "2025年11月30日"),
        ("2025.11.30前", "≤2025年11月30日"),
        ("2025年11月", "2025年11月"),
        ("2025/11", "2025年11月"),
        ("11月底前", "≤11月底"),
        ("≤11月底", "≤11月底"),
        ("10月末", "10月底"),
        ("12月31日之前完成", "≤12月31日"),
        ("2025年底前", "≤2025年底"),
        ("第三季度末", "三季度底"),
        ("优", "优"),
        ("有所改善", "有所改善"),
        ("优（齐全并执行）/良（基本齐全）/差", "优（齐全并执行）/良（基本齐全）/差"),
        ("优（90分以上）、良（80分以上）", "优（90分以上）、良（80分以上）"),
        ("达到国家标准", "达到国家标准"),
        ("定量（其他）：完成3项", "定量（其他）：完成3项"),
    ],
)
def test_a_target_is_read_in_every_spelling(typed: str, printed: str) -> None:
    target = parse_target(typed)
    assert (target.fault, target_text(target)) == ("", printed)


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", "没有填写"),
        (" \u3000\n", "没有填写"),
        ("≥", "只有计算符号"),
        ("**", "不是数值"),
        ("/", "不是数值"),
        ("无", "不是数值"),
        ("abc", "不是数值"),
        ("≥显著", "计算符号后面应是数字"),
        ("不低于上年", "计算符号后面应是数字"),
        ("显著≥", "不是数值"),
        ("28.40/株", "计量单位“/株”不完整"),
        ("3元/", "计量单位“元/”不完整"),
        ("3-5元/", "计量单位“元/”不完整"),
        ("约100人", "大概"),
        ("100人左右", "大概"),
        ("百分之九十五", "阿拉伯数字"),
        ("三次以上", "阿拉伯数字"),
        ("较上年下降5%", "“较上年下降”应写进指标名称"),
        ("≥≤5", "互相矛盾"),
        ("≤5%以上", "互相矛盾"),
        ("≥11月底前", "互相矛盾"),
        ("2025年2月29日", "没有这一天"),
        ("95%-90%", "下限比上限还大"),
        ("≥95%且≤90%", "下限比上限还大"),
        ("3天-5月", "计量单位不同"),
        ("≥3-5天", "又写了区间"),
        ("3次以上并形成报告", "不是计量单位"),
        ("1:1", "看不出"),
        ("≥5次且≥3次", "看不出"),
        ("≥5次且优", "不是计量单位"),
    ],
)
def test_nonsense_has_a_fault(typed: str, fault: str) -> None:
    assert fault in parse_target(typed).fault


def test_bounds() -> None:
    bounds = {
        typed: (parse_target(typed).low, parse_target(typed).high) for typed in ("≥5", "≤5", "=5", "3-5", "≥3且≤5")
    }
    three, five = Decimal(3), Decimal(5)
    assert bounds == {
        "≥5": (five, None),
        "≤5": (None, five),
        "=5": (five, five),
        "3-5": (three, five),
        "≥3且≤5": (three, five),
    }


def test_percent() -> None:
    assert [parse_target(typed).percent for typed in ("≥95%", "≥9百分比", "≥3个百分点", "优")] == [
        True,
        True,
        False,
        False,
    ]


def test_two_spellings_of_one_meaning_are_equal() -> None:
    assert parse_target("不低于95％") == parse_target("≥ 95%")


SOUP = st.text(
    alphabet="0123456789.,，-~～至到年月日底前≥≤=＞<>%％元/·天人内以上下且（）()约优良控制在达不低于超过 \n*_",
    max_size=16,
)


@given(st.one_of(SOUP, st.text(), st.characters().map(str)))
def test_whatever_is_typed_has_a_meaning_or_a_fault_and_prints_as_it_reads(typed: str) -> None:
    target = parse_target(typed)
    assert target.fault or target.grade or target.date or target.number is not None
    assert parse_target(target_text(target)) == target
