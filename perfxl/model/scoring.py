"""Self-evaluation: whether an actual value reaches its target, and how many points it gets.

The formulas are those by which the integrated system scores, in keeping with 财预〔2020〕10号. What they do not decide
(words, dates that were missed, targets below nothing) is refused with a reason, for a person to judge. A range, of
which they say nothing, is scored by the bound that was missed.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import NamedTuple

from perfxl.errors import PerfxlError
from perfxl.model.amounts import CENT, folded, share_text
from perfxl.model.targets import Target

GRADES = ((Decimal(90), "优"), (Decimal(80), "良"), (Decimal(60), "中"), (Decimal(0), "差"))
FULL = Decimal(100)
_NONE, _ALL = Decimal(0), Decimal(1)
_BY_HAND = "请按评分办法由人判断。"
_LADDER = {"优": 3, "优秀": 3, "良": 2, "良好": 2, "中": 1, "中等": 1, "一般": 1, "差": 0, "较差": 0}
_SCALES = {"亿": Decimal(10**8), "万": Decimal(10**4), "千": Decimal(1000)}


class Outcome(StrEnum):
    """What became of an indicator; PARTLY for words alone."""

    MET = "达标"
    PARTLY = "部分达标"
    MISSED = "未达标"


_SAID = (
    (re.compile("(?:部分|基本|大部分)(?:达成|完成|达标|实现|达到).*"), Outcome.PARTLY),
    (re.compile("(?:未|没有?|不)(?:能|全部)?(?:达成|完成|达标|实现|达到|合格).*|否"), Outcome.MISSED),
    (re.compile("(?:已|全部|如期|按期|按时)*(?:达成|完成|达标|实现|达到)(?:预期)?(?:指标|目标)?|是|合格"), Outcome.MET),
)
_SHARES = {Outcome.MET: ("0.8", "1"), Outcome.PARTLY: ("0.6", "0.8"), Outcome.MISSED: ("0", "0.6")}


def outcome(target: Target, actual: Target) -> Outcome:
    """Tell whether a target was reached. PerfxlError where that cannot be told."""
    _readable(target, "指标值")
    _readable(actual, "实际值")
    if target.grade:
        return _in_words(target, actual)
    if target.date:
        return _in_time(target, actual)
    value = _in_units_of(target, actual)
    low, high = _bounds(target)
    enough = low is None or value > low or (value == low and target.operator != "＞")
    strict = "＜" in {target.operator, target.upper_operator}
    within = high is None or value < high or (value == high and not strict)
    return Outcome.MET if enough and within else Outcome.MISSED


def score(target: Target, actual: Target, weight: Decimal) -> Decimal:
    """Give the points, to 0.01, never below 0 nor above the weight. PerfxlError where no formula gives them."""
    if target.grade or target.date:
        return _by_outcome(target, outcome(target, actual), weight)
    _readable(target, "指标值")
    _readable(actual, "实际值")
    reached = _reached(target, _in_units_of(target, actual))
    return (weight * min(max(reached, _NONE), _ALL)).quantize(CENT, ROUND_HALF_UP)


def grade(points: Decimal) -> str:
    """Give 优, 良, 中 or 差 for a score of 0 to 100."""
    if not 0 <= points <= FULL:
        raise PerfxlError(f"得分 {points:f} 不在 0 到 100 之间。", "请核对得分，满分按 100 分折算。")
    return next(word for least, word in GRADES if points >= least)


def _readable(target: Target, label: str) -> None:
    if target.fault:
        raise PerfxlError(
            f"{label}“{target.typed.strip()}”看不懂：{target.fault}。", "请写成“符号+数字+单位”，或日期、评级。"
        )


# --- numbers


def _bounds(target: Target) -> tuple[Decimal | None, Decimal | None]:
    """Give the least and the most. As in the formulas, “=” is reached from its number on, and =0 is a ceiling."""
    if target.operator in {"=", ""} and target.upper is None:
        return (None, target.number) if target.number == 0 else (target.number, None)
    return target.low, target.high


def _reached(target: Target, value: Decimal) -> Decimal:
    """Give the share of the weight that a value gets, perhaps below 0."""
    low, high = _bounds(target)
    if low == 0 and high is None:
        raise PerfxlError(f"指标值“{target.typed.strip()}”没法按比例计分。", "要求不发生的，请写成“≤0”加单位。")
    if low is not None and value < low:
        _above_nothing(low, target)
        return value / low
    if high is not None and value > high:
        if high == 0:
            return _NONE
        _above_nothing(high, target)
        return 2 - value / high
    return _ALL


def _above_nothing(bound: Decimal, target: Target) -> None:
    if bound < 0:
        raise PerfxlError(f"指标值“{target.typed.strip()}”是负数，没有达到时没法按比例计分。", _BY_HAND)


def _in_units_of(target: Target, actual: Target) -> Decimal:
    """Give the actual number in the unit of the target: 0.5万元 is 5000 for a target in 元."""
    if target.number is None:
        raise PerfxlError(f"指标值“{target.typed.strip()}”是比例，没法和一个数比较。", _BY_HAND)
    if actual.number is None or actual.upper is not None:
        raise PerfxlError(f"实际值“{actual.typed.strip()}”不是一个数。", "请写实际完成的数，如 98%、12次。")
    if actual.operator not in {"", "="}:
        raise PerfxlError(f"实际值“{actual.typed.strip()}”带了计算符号。", "请只写实际完成的数。")
    if not actual.unit or _same_unit(actual.unit, target.unit):
        return actual.number
    (own, bare), (theirs, wanted) = _scale(actual.unit), _scale(target.unit)
    if bare != wanted:
        units = f"指标值的单位是“{target.unit or '（没有）'}”，实际值的是“{actual.unit}”"
        raise PerfxlError(f"{units}，没法比较。", "请把单位改成一样的。")
    return actual.number * own / theirs


def _same_unit(one: str, other: str) -> bool:
    return one == other or {one, other} == {"%", "百分比"}


def _scale(unit: str) -> tuple[Decimal, str]:
    """Split 万元 into ten thousand and 元."""
    scale = _SCALES.get(unit[:1]) if len(unit) > 1 else None
    return (scale, unit[1:]) if scale else (_ALL, unit)


# --- words


def _in_words(target: Target, actual: Target) -> Outcome:
    wanted, got = folded(target.grade), folded(actual.grade)
    if wanted == got:
        return Outcome.MET
    if wanted in _LADDER and got in _LADDER:
        return Outcome.MET if _LADDER[got] >= _LADDER[wanted] else Outcome.MISSED
    for pattern, meaning in _SAID:
        if pattern.fullmatch(got):
            return meaning
    raise PerfxlError(
        f"指标值“{target.grade}”是定性的，从实际值“{actual.typed.strip()}”看不出达成没有。",
        "请写“达成”“部分达成”或“未达成”，或写评级。",
    )


def _by_outcome(target: Target, what: Outcome, weight: Decimal) -> Decimal:
    """Give the points for a date kept; what a person has to weigh is refused, with the bounds."""
    if target.date:
        if what is Outcome.MET:
            return weight.quantize(CENT, ROUND_HALF_UP)
        raise PerfxlError("按日期考核的指标没有按时完成，没有公式算得出得分。", _BY_HAND)
    least, most = (share_text((weight * Decimal(part)).quantize(CENT)) for part in _SHARES[what])
    raise PerfxlError(f"定性指标由人打分，{what.value}的在 {least} 到 {most} 分之间。", "请把得分直接填成数。")


# --- dates

_DATE = re.compile(
    r"(?:(?P<year>\d{4})年)?"
    r"(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日|(?P<part>[上中下]旬|[底初]))?"
    r"|(?P<quarter>[一二三四])季度(?P<quarter_end>底?)|(?P<half>[上下])半年|(?P<edge>年?[底初]))?"
)
_PARTS = {"上旬": (1, 10), "初": (1, 10), "中旬": (11, 20), "下旬": (21, 31), "底": (21, 31)}


class _Period(NamedTuple):
    """A stretch of days as (month, day), in a year or in the year that is spoken of."""

    year: int | None
    first: tuple[int, int]
    last: tuple[int, int]


def _in_time(target: Target, actual: Target) -> Outcome:
    if not actual.date:
        raise PerfxlError(f"指标值“{target.date}”是日期，实际值“{actual.typed.strip()}”不是。", "请写实际完成的日期。")
    wanted, got = _period(target), _period(actual)
    if (wanted.year is None) != (got.year is None):
        raise PerfxlError(
            f"“{target.date}”和“{actual.date}”只有一个写了年份，没法比较。", "请两边都写上年份，或者都不写。"
        )
    year, own = wanted.year or 0, got.year or 0
    if target.operator in {"≥", "＞"}:
        early, late = (own, got.first) >= (year, wanted.first), (own, got.last) < (year, wanted.first)
        sure, missed = early, late
    else:
        sure, missed = (own, got.last) <= (year, wanted.last), (own, got.first) > (year, wanted.last)
    if not (sure or missed):
        raise PerfxlError(f"“{actual.date}”不够具体，看不出是否按时。", "请写出实际完成的日期。")
    return Outcome.MET if sure else Outcome.MISSED


def _period(target: Target) -> _Period:
    match = _DATE.fullmatch(target.date)
    if match is None:
        raise PerfxlError(f"“{target.date}”不是一个日期，没法比较先后。", _BY_HAND)
    year = int(match["year"]) if match["year"] else None
    if match["month"]:
        month = int(match["month"])
        days = (int(match["day"]),) * 2 if match["day"] else _PARTS.get(match["part"], (1, 31))
        return _Period(year, (month, days[0]), (month, days[1]))
    if match["quarter"]:
        last = 3 * ("一二三四".index(match["quarter"]) + 1)
        return _Period(year, (last if match["quarter_end"] else last - 2, 1), (last, 31))
    if match["half"]:
        return _Period(year, (1, 1), (6, 31)) if match["half"] == "上" else _Period(year, (7, 1), (12, 31))
    if match["edge"]:
        month = 12 if match["edge"].endswith("底") else 1
        return _Period(year, (month, 1), (month, 31))
    return _Period(year, (1, 1), (12, 31))
