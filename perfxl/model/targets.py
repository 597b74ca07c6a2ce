"""What people write as an 指标值. Parsing is total: a meaning, or a reason why there is none."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

LOWER = ("≥", "＞")
UPPER = ("≤", "＜")

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-") | dict.fromkeys(map(ord, "∼〜"), "~")
_SIGNS_BY_LOOK = {ord("≧"): "≥", ord("⩾"): "≥", ord("≦"): "≤", ord("⩽"): "≤"}
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
_FOLD = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | _DASHES | _SIGNS_BY_LOOK | _UNSEEN

_MARKS = {"≥": "≥", ">=": "≥", "=>": "≥", "≤": "≤", "<=": "≤", "=<": "≤", "=": "=", ">": "＞", "<": "＜"}
_WORDS = (
    dict.fromkeys(("不低于", "不少于", "不小于", "大于等于", "大于或等于", "至少", "不早于"), "≥")
    | dict.fromkeys(("不超过", "不高于", "不大于", "不多于", "小于等于", "小于或等于", "最多", "不晚于", "不迟于"), "≤")
    | dict.fromkeys(("大于", "高于", "多于", "超过"), "＞")
    | dict.fromkeys(("小于", "低于", "少于"), "＜")
    | {"等于": "="}
)
_WEAK = {"达到": "=", "达": "=", "为": "=", "保持在": "=", "稳定在": "=", "控制在": "≤"}
_AFTER = dict.fromkeys(("及以上", "以上"), "≥") | dict.fromkeys(("及以下", "以下", "以内", "之内", "内"), "≤")
_AFTER_DATE = dict.fromkeys(("之前", "以前", "前", "以内", "内"), "≤")


def _any_of(words: dict[str, str]) -> str:
    return "(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")"


_BEFORE = _MARKS | _WORDS | _WEAK
_SIGNS = rf"(?P<before>{_any_of(_BEFORE)}{{0,3}})"
_NUMERAL = r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_LETTER = r"[^\W0-9_]|[%‰℃°㎡㎥㎞㎏㎜]"
_UNIT = rf"(?:{_LETTER}|/)(?:{_LETTER}|[/·•.・]){{0,11}}?"
_NUMBER = re.compile(rf"{_SIGNS}(?P<number>{_NUMERAL})(?P<unit>(?:{_UNIT})?)(?P<after>{_any_of(_AFTER)}{{0,2}})")
_RANGE = re.compile(
    rf"{_SIGNS}(?P<low>{_NUMERAL})(?P<low_unit>(?:{_UNIT})?)[-~至到](?P<high>{_NUMERAL})(?P<unit>(?:{_UNIT})?)"
    r"(?:之间)?",
)
_DATE = re.compile(
    rf"{_SIGNS}(?:(?P<y1>(?:19|20)[0-9]{{2}})[-/](?P<m1>[0-9]{{1,2}})(?:[-/](?P<d1>[0-9]{{1,2}}))?"
    r"|(?P<y2>(?:19|20)[0-9]{2})\.(?P<m2>[0-9]{1,2})\.(?P<d2>[0-9]{1,2})"
    r"|(?:(?P<y3>(?:19|20)[0-9]{2})年)?(?P<m3>0?[1-9]|1[0-2])月(?:份|(?P<d3>[0-9]{1,2})[日号]|(?P<part>[底末初]|[上中下]旬))?"
    r"|(?P<y4>(?:19|20)[0-9]{2})年(?P<rest>[底末初]|第?[一二三四]季度[底末]?|上半年|下半年)?"
    r"|(?P<loose>年[底末]|第?[一二三四]季度[底末]?|上半年|下半年))"
    rf"(?P<after>{_any_of(_AFTER_DATE)}?)(?:完成)?",
)
_NOTE = re.compile(r"(?P<body>.+)\((?P<note>[^()]+)\)", re.DOTALL)
_BOTH = re.compile(r"且|并且|同时|[,、;](?=\D)")
_LEADING_SIGN = re.compile(_SIGNS)
_SCALE = re.compile(r"定量\(其他\)|(?:优秀?|良好?|合格|达标)[(/、,;]")
_RELATIVE = re.compile(r"[^0-9]*(?:较|比|同比|环比|上年|去年)[^0-9]*")
_ABOUT = re.compile(r"左右|大约|约|上下")
_NOT_A_UNIT = re.compile(rf"{_any_of(_WORDS)}|以上|以下|以内|[且并和及至到]")
_SPELT_OUT = re.compile(
    rf"百分之.*|[零一二两三四五六七八九十百千万]+(?:个|项|次|人|名|户|家|天|年|月|日|件|台|辆|套|元|亩|分)+{_any_of(_AFTER)}?",
)
_NOTHING = frozenset(("无", "不适用", "暂无", "没有", "未定", "空"))
_CHINESE = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Target:
    """The meaning of one 指标值; two are equal when they mean the same, however they were typed.

    `operator` is one of ≥ ≤ = ＞ ＜ or "" where none was written. `number` is None for words and dates.
    `upper` is the second number of a range: with `upper_operator` ≤ or ＜ for “≥a且≤b”, with "" for “a-b”.
    `unit` as written, widths folded, "" where there is none. `grade` holds qualitative words (优, 显著提升).
    `date` is written 2025年11月30日, 2025年11月, 11月底, 年底 …; a bare 11月 is the month, 11个月 a duration.
    `note` is a remark in brackets after the value. `fault` says in Chinese why there is no meaning, else "".
    """

    typed: str = field(compare=False)
    operator: str = ""
    number: Decimal | None = None
    upper: Decimal | None = None
    upper_operator: str = ""
    unit: str = ""
    grade: str = ""
    date: str = ""
    note: str = ""
    fault: str = ""

    @property
    def low(self) -> Decimal | None:
        """The least value that is asked for; None where there is no lower bound or no number."""
        return None if self.operator in UPPER else self.number

    @property
    def high(self) -> Decimal | None:
        """The greatest value that is allowed; None where there is no upper bound or no number."""
        if self.upper is not None:
            return self.upper
        return None if self.operator in LOWER else self.number

    @property
    def percent(self) -> bool:
        """Tell whether it is a number of per cent (百分点 is not: that is a difference)."""
        return self.number is not None and self.unit in {"%", "百分比"}


def folded_target(text: str) -> str:
    """Fold widths, dashes and look-alike signs, drop blanks and what punctuation ends it; ㎡ and ℃ stay."""
    return "".join(text.translate(_FOLD).split()).rstrip("。；，、;,.")


@lru_cache(maxsize=8192)
def parse_target(text: str) -> Target:
    """Read one 指标值; never raises."""
    body = folded_target(text)
    if not body:
        return Target(text, fault="没有填写")
    if _SCALE.match(body):
        return _words(text)
    return _measured(text, body) or _annotated(text, body) or _bounded(text, body) or _unmeasured(text, body)


def target_text(target: Target) -> str:
    """Print the meaning in its regular spelling; what has none is printed as it was typed."""
    if target.fault:
        return target.typed
    if target.grade:
        return target.grade
    note = f"（{target.note}）" if target.note else ""
    if target.number is None:
        return f"{target.operator}{target.date}{note}"
    number = f"{target.number:f}"
    if target.upper is None:
        return f"{target.operator}{number}{target.unit}{note}"
    upper = f"{target.upper:f}{target.unit}"
    if target.operator:
        return f"{target.operator}{number}{target.unit}且{target.upper_operator}{upper}{note}"
    return f"{number}~{upper}{note}"


def _words(text: str) -> Target:
    return Target(text, grade=" ".join(text.split()))


def _measured(text: str, body: str) -> Target | None:
    """Read a date, a number or a range; None where the text is none of them."""
    if match := _DATE.fullmatch(body):
        return _date(text, match)
    if match := _NUMBER.fullmatch(body):
        return _number(text, match)
    if match := _RANGE.fullmatch(body):
        return _range(text, match)
    return None


def _annotated(text: str, body: str) -> Target | None:
    match = _NOTE.fullmatch(body)
    if match is None:
        return None
    target = _measured(text, match["body"]) or _bounded(text, match["body"])
    return _with_note(target, match["note"]) if target else None


def _with_note(target: Target, note: str) -> Target:
    return target if target.fault else replace(target, note=note)


def _bounded(text: str, body: str) -> Target | None:
    """Read “≥a且≤b”, in either order; None where the text is not of this shape."""
    halves = [_measured(part, part) for part in _BOTH.split(body)]
    if len(halves) != 2:  # noqa: PLR2004  # a lower and an upper bound
        return None
    first, second = halves
    if first is None or second is None or first.number is None or second.number is None:
        return None
    low, high = (first, second) if first.operator in LOWER else (second, first)
    units = {low.unit, high.unit} - {""}
    if low.operator not in LOWER or high.operator not in UPPER or len(units) > 1:
        return None
    if high.number is not None and low.number is not None and low.number > high.number:
        return Target(text, fault="下限比上限还大")
    return Target(text, low.operator, low.number, high.number, high.operator, "".join(units))


def _number(text: str, match: re.Match[str]) -> Target:
    operator = _operator(match["before"], match["after"], _AFTER)
    unit = match["unit"]
    if operator is None:
        return Target(text, fault="前后两个计算符号互相矛盾")
    if unit.startswith("/") or unit.endswith("/"):
        return Target(text, operator, fault=f"计量单位“{unit}”不完整，“/”两边都要写")
    if _ABOUT.search(unit):
        return Target(text, operator, fault=f"“{unit}”只是大概的数，无法考核")
    if _NOT_A_UNIT.search(unit):
        return Target(text, operator, fault=f"数字后面的“{unit}”不是计量单位")
    return Target(text, operator, _decimal(match["number"]), unit=unit)


def _range(text: str, match: re.Match[str]) -> Target:
    low, high = _decimal(match["low"]), _decimal(match["high"])
    units = {match["low_unit"], match["unit"]} - {""}
    if match["before"] and match["before"] not in _WEAK:
        return Target(text, fault="计算符号后面又写了区间")
    if len(units) > 1:
        return Target(text, fault="区间两端的计量单位不同")
    if low > high:
        return Target(text, fault="下限比上限还大")
    unit = "".join(units)
    if unit.startswith("/") or unit.endswith("/"):
        return Target(text, fault=f"计量单位“{unit}”不完整，“/”两边都要写")
    return Target(text, number=low, upper=high, unit=unit)


def _date(text: str, match: re.Match[str]) -> Target:
    operator = _operator(match["before"], match["after"], _AFTER_DATE)
    if operator is None:
        return Target(text, fault="前后两个计算符号互相矛盾")
    if match["loose"] or match["rest"]:
        words = (match["rest"] or match["loose"]).removeprefix("第").replace("末", "底")
        return Target(text, operator, date=f"{match['y4']}年{words}" if match["y4"] else words)
    year = match["y1"] or match["y2"] or match["y3"] or match["y4"]
    month, day = match["m1"] or match["m2"] or match["m3"], match["d1"] or match["d2"] or match["d3"]
    if not _exists(year, month, day):
        return Target(text, operator, fault="没有这一天")
    words = f"{year}年" if year else ""
    words += f"{int(month)}月" if month else ""
    words += f"{int(day)}日" if day else (match["part"] or "").replace("末", "底")
    return Target(text, operator, date=words)


def _exists(year: str | None, month: str | None, day: str | None) -> bool:
    try:
        date(int(year or 2000), int(month or 1), int(day or 1))
    except ValueError:
        return False
    return True


def _operator(before: str, after: str, suffixes: dict[str, str]) -> str | None:
    """Join the signs before and after a value: 达到…以上 is ≥; None where they contradict each other."""
    strong: list[str] = []
    weak: list[str] = []
    for sign in _split(before, _BEFORE):
        (weak if sign in _WEAK else strong).append(_BEFORE[sign])
    strong += [suffixes[sign] for sign in _split(after, suffixes)]
    if not strong:
        return weak[-1] if weak else ""
    if {sign in LOWER for sign in strong} == {True, False} or {sign in UPPER for sign in strong} == {True, False}:
        return None
    return strong[0]


def _split(signs: str, words: dict[str, str]) -> list[str]:
    return re.findall(_any_of(words), signs)


def _decimal(numeral: str) -> Decimal:
    return Decimal(numeral.replace(",", ""))


def _unmeasured(text: str, body: str) -> Target:
    """Read words: a grade, or the reason why they are none."""
    match = _LEADING_SIGN.match(body)
    sign = match["before"] if match else ""
    operator = _operator(sign, "", _AFTER) or ""
    rest = body[len(sign) :]
    if sign and not rest:
        return Target(text, operator, fault="只有计算符号，没有数值")
    if re.search(r"[0-9]", body):
        return Target(text, operator, fault=_why_not_a_number(body))
    if sign and sign not in _WEAK:
        return Target(text, operator, fault=f"计算符号后面应是数字，不能是“{rest}”")
    if body in _NOTHING or not _CHINESE.search(body) or re.search(r"[≥≤<>=]", body):
        return Target(text, fault=f"“{body}”不是数值、日期，也不是评级")
    if _SPELT_OUT.fullmatch(body):
        return Target(text, fault="数字请写成阿拉伯数字")
    return _words(text)


def _why_not_a_number(body: str) -> str:
    if match := _RELATIVE.match(body):
        return f"“{match[0]}”应写进指标名称，指标值只写符号、数值和单位"
    if _ABOUT.search(body):
        return "只是大概的数，无法考核"
    return "看不出是数值、日期还是评级"
