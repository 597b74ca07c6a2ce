"""The five signs of an 指标值 and the words that stand for them, before and after a value."""

from __future__ import annotations

import re
from itertools import pairwise

LOWER = ("≥", "＞")
UPPER = ("≤", "＜")

_MARKS = {"≥": "≥", ">=": "≥", "=>": "≥", "≤": "≤", "<=": "≤", "=<": "≤", "=": "=", ">": "＞", "<": "＜"}
WORDS = (
    dict.fromkeys(("不低于", "不少于", "不小于", "大于等于", "大于或等于", "至少", "不早于"), "≥")
    | dict.fromkeys(("不超过", "不高于", "不大于", "不多于", "小于等于", "小于或等于", "最多", "不晚于", "不迟于"), "≤")
    | dict.fromkeys(("大于", "高于", "多于", "超过"), "＞")
    | dict.fromkeys(("小于", "低于", "少于"), "＜")
    | {"等于": "="}
)
WEAK = (
    dict.fromkeys(("达到", "达", "为", "保持在", "稳定在", "提高到", "提高至", "提升到", "提升至", "增加到"), "=")
    | dict.fromkeys(("增加至", "下降到", "下降至", "降低到", "降低至", "降到", "降至", "减少到", "减少至"), "=")
    | {"控制在": "≤"}
)
_BEFORE = _MARKS | WORDS | WEAK
AFTER = dict.fromkeys(("及以上", "或以上", "以上"), "≥") | dict.fromkeys(
    ("及以下", "或以下", "以下", "以内", "之内", "内"), "≤"
)
AFTER_DATE = AFTER | dict.fromkeys(("之前", "以前", "前"), "≤")


def any_of(words: dict[str, str]) -> str:
    """Give a pattern for any of these words, the longest first."""
    return "(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")"


SIGNS = rf"(?P<before>{any_of(_BEFORE)}{{0,3}})"


def operator(before: str, after: str, suffixes: dict[str, str]) -> tuple[str, str]:
    """Join the signs before and after a value: 达到…以上 is ≥. Give the sign, and what is wrong with them or ""."""
    signs = re.findall(any_of(_BEFORE), before)
    strong = [_BEFORE[sign] for sign in signs if sign not in WEAK]
    strong += [suffixes[sign] for sign in re.findall(any_of(suffixes), after)]
    weak = [_BEFORE[sign] for sign in signs if sign in WEAK]
    if not strong:
        return (weak[-1] if weak else "", "")
    if {sign in LOWER for sign in strong} == {True, False} or {sign in UPPER for sign in strong} == {True, False}:
        return "", "前后两个计算符号互相矛盾"
    if any(first in _MARKS and second in _MARKS for first, second in pairwise(signs)):
        return "", "计算符号重复"
    return strong[0], ""
