"""Self-evaluation by the formulas, and what they do not decide is refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from perfxl.errors import PerfxlError
from perfxl.model.scoring import Outcome, grade, outcome, score
from perfxl.model.targets import parse_target

TEN = Decimal(10)


def points(target: str, actual: str) -> str:
    return str(score(parse_target(target), parse_target(actual), TEN))


def reached(target: str, actual: str) -> str:
    return outcome(parse_target(target), parse_target(actual)).value


@pytest.mark.parametrize(
    ("target", "actual", "got"),
    [
        ("≥100人", "120人", "10.00"),
        ("≥100人", "100", "10.00"),
        ("≥100人", "66.6人", "6.66"),
        ("≥100人", "-5人", "0.00"),
        ("＞100人", "100人", "10.00"),
        ("=12次", "13次", "10.00"),
        ("=12次", "6次", "5.00"),
        ("12次", "6次", "5.00"),
        ("=0次", "0次", "10.00"),
        ("=0次", "1次", "0.00"),
        ("≤10天", "10天", "10.00"),
        ("≤10天", "15天", "5.00"),
        ("≤10天", "20天", "0.00"),
        ("≤10天", "99天", "0.00"),
        ("≤0起", "0起", "10.00"),
        ("≤0起", "2起", "0.00"),
        ("90%~98%", "95%", "10.00"),
        ("90%~98%", "45%", "5.00"),
        ("≥18℃且≤24℃", "30℃", "7.50"),
        ("≤1.5万元", "12000元", "10.00"),
        ("≤2025年11月底", "2025年10月20日", "10.00"),
    ],
)
def test_the_formulas(target: str, actual: str, got: str) -> None:
    assert points(target, actual) == got


@pytest.mark.parametrize(
    ("target", "actual", "what"),
    [
        ("≥95%", "95%", "达标"),
        ("≥95%", "94.9%", "未达标"),
        ("＞95%", "95%", "未达标"),
        ("＜5起", "5起", "未达标"),
        ("≤18万元/辆", "175000元/辆", "达标"),
        ("≥1.2万人", "12000人", "达标"),
        ("≥0次", "3次", "达标"),
        ("优", "优秀", "达标"),
        ("良", "优", "达标"),
        ("优", "良", "未达标"),
        ("显著提升", "达成预期指标", "达标"),
        ("显著提升", "部分达成预期指标并具有一定效果", "部分达标"),
        ("显著提升", "未达成预期指标且效果较差", "未达标"),
        ("≤11月底", "11月30日", "达标"),
        ("≤11月底", "12月1日", "未达标"),
        ("≤2025年三季度", "2025-9-30", "达标"),
        ("≤2025年底", "2026年1月5日", "未达标"),
        ("≤上半年", "7月", "未达标"),
    ],
)
def test_reached_or_not(target: str, actual: str, what: str) -> None:
    assert reached(target, actual) == what


@pytest.mark.parametrize(
    ("target", "actual", "why"),
    [
        ("≥100人", "100户", "单位"),
        ("≥100人", "很多", "不是一个数"),
        ("≥100人", "≥90人", "计算符号"),
        ("100%左右", "98%", "看不懂"),
        ("≥95%", "95%左右", "看不懂"),
        ("1:13.5", "1:12", "比例"),
        ("优", "98%", "看不出"),
        ("≤11月底", "2025年10月1日", "年份"),
        ("≤11月中旬", "11月", "不够具体"),
        ("≤11月底", "已完成", "不是"),
        ("每月10日", "3月8日", "不是一个日期"),
    ],
)
def test_what_cannot_be_told_is_refused(target: str, actual: str, why: str) -> None:
    with pytest.raises(PerfxlError, match=why):
        reached(target, actual)


@pytest.mark.parametrize(
    ("target", "actual", "why"),
    [
        ("≥0次", "3次", "没法按比例"),
        ("≥-5%", "-8%", "负数"),
        ("≤-5%", "3%", "负数"),
        ("优", "优", "8 到 10 分"),
        ("优", "部分达成", "6 到 8 分"),
        ("≤11月底", "12月", "没有按时"),
    ],
)
def test_what_no_formula_scores_is_refused(target: str, actual: str, why: str) -> None:
    with pytest.raises(PerfxlError, match=why):
        points(target, actual)


numbers = st.decimals(min_value=-1000, max_value=100_000, places=3)


@given(st.sampled_from("≥≤=＞＜"), numbers, numbers, st.decimals(min_value=0, max_value=100, places=2))
def test_points_stay_within_the_weight_and_full_points_are_for_what_is_reached(
    sign: str, wanted: Decimal, got: Decimal, weight: Decimal
) -> None:
    target, actual = parse_target(f"{sign}{wanted}人"), parse_target(f"{got}人")
    assume(not target.fault and not actual.fault)
    try:
        given_points = score(target, actual, weight)
    except PerfxlError:
        assume(False)  # noqa: FBT003  # hypothesis' own way
    assert 0 <= given_points <= weight
    if outcome(target, actual) is Outcome.MET:
        assert given_points == weight


@pytest.mark.parametrize(
    ("got", "word"),
    [
        ("100", "优"),
        ("90", "优"),
        ("89.99", "良"),
        ("80", "良"),
        ("79.99", "中"),
        ("60", "中"),
        ("59.99", "差"),
        ("0", "差"),
    ],
)
def test_grades(got: str, word: str) -> None:
    assert grade(Decimal(got)) == word


@pytest.mark.parametrize("got", ["-0.01", "100.01"])
def test_no_grade_beyond_the_scale(got: str) -> None:
    with pytest.raises(PerfxlError, match="100"):
        grade(Decimal(got))
