"""What people write as an 指标值. Parsing is total: a meaning, or a reason why there is none."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache

from perfxl.model._dates import read_date
from perfxl.model._signs import AFTER, AFTER_DATE, LOWER, SIGNS, UPPER, WEAK, WORDS, any_of, operator

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-") | dict.fromkeys(map(ord, "∼〜"), "~")
_SIGNS_BY_LOOK = {ord("≧"): "≥", ord("⩾"): "≥", ord("≦"): "≤", ord("⩽"): "≤"}
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
_FOLD = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | _DASHES | _SIGNS_BY_LOOK | _UNSEEN

_NUMERAL = r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_LETTER = r"[^\W0-9_]|[%‰℃°㎡㎥㎞㎏㎜]"
_POWER = "(?:[kKhHdDcCmM]?[mM][23])"  # km2, m3, typed without a raised figure
_PART = rf"(?:{_LETTER}|/(?:10+)?)"
_UNIT = rf"(?:{_PART}(?:{_PART}|[•·.・]){{0,11}}?(?:/{_POWER})?|万?{_POWER}(?:/{_LETTER}{{1,3}})?)"
_NUMBER = re.compile(rf"{SIGNS}(?P<number>{_NUMERAL})(?P<unit>(?:{_UNIT})?)(?P<after>{any_of(AFTER)}*)")
_RANGE = re.compile(
    rf"{SIGNS}(?P<low>{_NUMERAL})(?P<low_unit>(?:{_UNIT})?)[-~至到](?P<high>{_NUMERAL})(?P<unit>(?:{_UNIT})?)"
    r"(?:之间)?",
)
_RATIO = re.compile(rf"{SIGNS}(?P<ratio>(?:1:[0-9]+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?:1))(?P<after>{any_of(AFTER)}*)")
_EACH = re.compile(rf"{SIGNS}(?P<each>(?:每[^\W0-9_每]{{1,4}}?)+)(?P<rest>{SIGNS.replace('before', 'sign')}[0-9].*)")
_WAY = re.compile(
    "(?P<note>全年|年度|[年月日人]均|平均|累计|合计|共计|共|下降|降低|减少|压减|缩短|节约|增长|提高|提升|增加|上升|改善)(?P<rest>.+)"
)
_AFTER_EVENT = re.compile(
    rf"{SIGNS}(?P<note>(?!较|比|同比|环比)[^0-9()≥≤<>=%约]{{1,24}}?(?:后|起|内))[,的]?(?P<rest>[^\W_]*[0-9].*)"
)
_NOTE = re.compile(r"(?P<body>.+)\((?P<note>[^()]+)\)", re.DOTALL)
_BOTH = re.compile(r"且|并且|同时|[,、;](?=\D)")
_LEADING_SIGN = re.compile(SIGNS)
_SCALE = re.compile(r"定量\(其他\)|(?:优秀?|良好?|合格|达标)[(/、,;]")
_RELATIVE = re.compile(r"[^0-9]*(?:较|比|同比|环比|上年|去年)[^0-9]*")
_ABOUT = re.compile(r"左右|大约|约|上下|^[余多来]")
_NOT_A_UNIT = re.compile(rf"{any_of(WORDS)}|以上|以下|以内|[且并和及至到]|[%‰]{{2}}")
_PER_MANY = re.compile("/(?:10+)?[十百千万亿]+[人名例户]?")
_BLANK_INSIDE = re.compile(r"[0-9.][^\S\r\n]+[0-9]")
_FIGURES = "[零〇一二两三四五六七八九十百千万亿]+(?:点[零〇一二三四五六七八九]+)?"
_COUNTED = (
    "平方公里|平方米|立方米|公里|公顷|公斤|千克|千米|小时|分钟|课时|学时|季度|工作日|人次|场次|批次|班次|车次|台套|千瓦时|千瓦|兆瓦|千伏安"
    "|[个项次人名户家天年月日周秒件台辆套元角亩分批场期本册份张篇座处间栋幢所村镇例剂米吨克升株棵头只羽条艘架块盏根支枚口眼组对双桌床位卷页幅部集首版门道趟车班倍度宗起笔段盘箱袋瓶桶粒公里处点站岗]"
)
_SPELT_OUT = re.compile(
    rf"(?:{_FIGURES}|[百千万])分之.*|{_FIGURES}成(?:半|多|[一二三四五六七八九])?{any_of(AFTER)}?"
    rf"|{_FIGURES}(?:半|余|多|来)?(?:{_COUNTED}|/)+(?:半|多|底|末|初|份|[上中下]旬)?(?:{any_of(AFTER_DATE)}|左右|完成)*"
    rf"|(?:{_FIGURES}[年月日号])+(?:底|末|初|份|[上中下]旬)?(?:{any_of(AFTER_DATE)}|完成)*",
)
_SEVERAL = re.compile("[、,;/和及]")
_NOTHING = frozenset(("无", "不适用", "暂无", "没有", "未定", "空"))
_CHINESE = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Target:
    """The meaning of one 指标值; two are equal when they mean the same, however they were typed.

    `operator` is one of ≥ ≤ = ＞ ＜ or "" where none was written. `number` is None for words and dates.
    `upper` is the second number of a range: with `upper_operator` ≤ or ＜ for “≥a且≤b”, with "" for “a-b”.
    `unit` as written, widths folded, "" where there is none. `grade` holds qualitative words (优, 显著提升).
    `date` is written 2025年11月30日, 2025年11月, 11月底, 年底, 每月10日, 1月至12月, 3月、6月 …; a bare 11月 is the
    month, 11个月 a duration. `ratio` is written 1:13.5, with no number. 每周1次 is 1 with the unit 次/周.
    `note` is a remark in brackets, or what came before the number (收到发票后, 下降), set in brackets when printed.
    `fault` says in Chinese why there is no meaning, else "".
    """

    typed: str = field(compare=False)
    operator: str = ""
    number: Decimal | None = None
    upper: Decimal | None = None
    upper_operator: str = ""
    unit: str = ""
    grade: str = ""
    date: str = ""
    ratio: str = ""
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
    target = _measured(text, body) or _annotated(text, body) or _bounded(text, body) or _phrased(text, body)
    if target and target.number is not None and _BLANK_INSIDE.search(text.translate(_FOLD).partition("(")[0]):
        return Target(text, target.operator, fault="数字中间有空格")
    return target or _unmeasured(text, body)


def target_text(target: Target) -> str:
    """Print the meaning in its regular spelling; what has none is printed as it was typed."""
    if target.fault:
        return target.typed
    if target.grade:
        return target.grade
    note = f"（{target.note}）" if target.note else ""
    if target.number is None:
        return f"{target.operator}{target.date or target.ratio}{note}"
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
    """Read a date, a number, a range or a ratio; None where the text is none of them."""
    if read := read_date(body):
        return (
            Target(text, read.operator, fault=read.fault)
            if read.fault
            else Target(text, read.operator, date=read.words)
        )
    if match := _NUMBER.fullmatch(body):
        return _or_date(_number(text, match))
    if match := _RANGE.fullmatch(body):
        return _or_date(_range(text, match))
    if match := _RATIO.fullmatch(body):
        sign, fault = operator(match["before"], match["after"], AFTER)
        return Target(text, sign, ratio="" if fault else match["ratio"], fault=fault)
    return _each(text, body)


def _or_date(target: Target) -> Target:
    """Take 02025年 for the year that it is when printed; a number that prints as a date is one."""
    read = read_date(target_text(target)) if target.unit[:1] in {"年", "月"} else None
    return Target(target.typed, read.operator, date=read.words) if read and not read.fault else target


def _each(text: str, body: str) -> Target | None:
    """Read “每周1次” as “1次/周”, “每人每月200元” as “200元/人·月”."""
    match = _EACH.fullmatch(body)
    rest = match and (_NUMBER.fullmatch(match["rest"]) or _RANGE.fullmatch(match["rest"]))
    if not match or not rest or not rest["unit"]:
        return None
    per = "·".join(one.removeprefix("个") or one for one in match["each"].split("每") if one)
    end = rest.end("unit")
    return _measured(text, f"{match['before']}{rest[0][:end]}/{per}{rest[0][end:]}")


def _annotated(text: str, body: str) -> Target | None:
    match = _NOTE.fullmatch(body)
    if match is None:
        return None
    inner = match["body"]
    target = _measured(text, inner) or _bounded(text, inner) or _phrased(text, inner)
    return _with_note(target, match["note"]) if target else None


def _with_note(target: Target, note: str) -> Target:
    return target if target.fault else replace(target, note="、".join(filter(None, (target.note, note))))


def _phrased(text: str, body: str) -> Target | None:
    """Read “收到发票后15个工作日内” and “下降3%”: a value after words that belong to its name or description."""
    for pattern in (_WAY, _AFTER_EVENT):
        if match := pattern.fullmatch(body):
            target = _measured(text, match.groupdict().get("before", "") + match["rest"])
            return _with_note(target, match["note"]) if target else None
    return None


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
    sign, fault = operator(match["before"], match["after"], AFTER)
    unit = match["unit"]
    if fault := fault or _unit_fault(unit):
        return Target(text, sign, fault=fault)
    return Target(text, sign, _decimal(match["number"]), unit=unit)


def _unit_fault(unit: str) -> str:
    if (unit.startswith("/") and not _PER_MANY.fullmatch(unit)) or unit.endswith(("/", "0")):
        return f"计量单位“{unit}”不完整，“/”两边都要写"
    if unit.endswith(("·", "•", ".", "・")):
        return f"计量单位“{unit}”不完整"
    if _ABOUT.search(unit):
        return f"“{unit}”只是大概的数，无法考核"
    if _NOT_A_UNIT.search(unit):
        return f"数字后面的“{unit}”不是计量单位"
    return ""


def _range(text: str, match: re.Match[str]) -> Target:
    low, high = _decimal(match["low"]), _decimal(match["high"])
    units = {match["low_unit"], match["unit"]} - {""}
    if match["before"] and match["before"] not in WEAK:
        return Target(text, fault="计算符号后面又写了区间")
    if len(units) > 1:
        return Target(text, fault="区间两端的计量单位不同")
    if low > high:
        return Target(text, fault="下限比上限还大")
    unit = "".join(units)
    if fault := _unit_fault(unit):
        return Target(text, fault=fault)
    return Target(text, number=low, upper=high, unit=unit)


def _decimal(numeral: str) -> Decimal:
    return Decimal(numeral.replace(",", ""))


def _unmeasured(text: str, body: str) -> Target:
    """Read words: a grade, or the reason why they are none."""
    match = _LEADING_SIGN.match(body)
    sign = match["before"] if match else ""
    written, fault = operator(sign, "", AFTER)
    rest = body[len(sign) :]
    if sign and not rest:
        return Target(text, written, fault="只有计算符号，没有数值")
    if re.search(r"[0-9]", body):
        return Target(text, written, fault=fault or _why_not_a_number(body))
    if _SPELT_OUT.fullmatch(rest):
        return Target(text, written, fault="数字请写成阿拉伯数字")
    if sign and sign not in WEAK:
        return Target(text, written, fault=f"计算符号后面应是数字，不能是“{rest}”")
    if body in _NOTHING or not _CHINESE.search(body) or re.search(r"[≥≤<>=]", body):
        return Target(text, fault=f"“{body}”不是数值、日期，也不是评级")
    return _words(text)


def _why_not_a_number(body: str) -> str:
    if match := _RELATIVE.match(body):
        return f"“{match[0]}”应写进指标名称，指标值只写符号、数值和单位"
    if _ABOUT.search(body):
        return "只是大概的数，无法考核"
    values = [_NUMBER.fullmatch(part) for part in _SEVERAL.split(body)]
    if len(values) > 1 and all(one and (one["before"] or one["unit"]) for one in values):
        return "一格写了两个值，请分成两条指标"
    return "看不出是数值、日期还是评级"
