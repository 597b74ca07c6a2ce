"""How an 指标值 is written: sign, number, unit (VAL); whether the value makes sense is in `values`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perfxl.model.amounts import blank
from perfxl.model.department import Department
from perfxl.model.findings import Edit, Place, Severity
from perfxl.model.project import Indicator, Project
from perfxl.model.targets import Target, folded_target, target_text
from perfxl.rules._lexicon import any_of, mapping, patterns, words
from perfxl.rules._rule import Hit, Hits, project_rule
from perfxl.rules._texts import ALSO, placeholder
from perfxl.rules.measures import Measure, measure_of, unitless
from perfxl.rules.structure import is_cost

ENTRY = "预算管理一体化系统录入要求"
MEASURABLE = "财预〔2015〕88号（量化易评）"
ADVICE = "本工具建议"

_SYNONYMS = {word.casefold(): right for word, right in mapping("units.synonyms").items()}
_FULL = 100
_PLACES_MOST = 2
_WIDE = re.compile("[０-９％．]")
_NARROW = {wide: wide - 0xFEE0 for wide in map(ord, "０１２３４５６７８９％．")}
_SPECIAL = re.compile(r"[*＊_＿]")
_DASH = re.compile("[-－]")
_UNIT_PART = re.compile("[^/·]+")
_LATIN = re.compile("[A-Za-zμ]")
_OTHER_SIGN = re.compile(r"定量[（(]其他[）)][:：]?")


def typed_targets(project: Project) -> Iterator[tuple[Indicator, Target, Place]]:
    """Give the 指标值 that say something, with their places; blanks and placeholders are for other rules."""
    for indicator in project.indicators:
        if not blank(indicator.target) and not placeholder(indicator.target):
            yield indicator, indicator.measure, project.at("target", indicator)


def _words_after_sign(target: Target) -> bool:
    """Tell whether a sign stands before words instead of a number."""
    return bool(target.fault and target.operator) and not re.search(r"\d", target.typed) and "符号后面" in target.fault


def _special(target: Target) -> str:
    """Find a character that the system does not take; a range and a number below nothing are not meant."""
    if match := _SPECIAL.search(target.typed):
        return match[0]
    match = _DASH.search(target.typed) if target.date or target.fault else None
    return match[0] if match else ""


@project_rule("VAL-01", Severity.ERROR, fix="写成“符号+数字+单位”，如 ≥95%；定性的写评级，如 优。", basis=ENTRY)
def target_not_readable(project: Project, department: Department) -> Hits:
    """指标值读不出意思。

    为何：读不出数值、日期或评级，系统收不进去，年底也无法对照打分。
    错例：28.40/株；较上年下降5%；100人左右。
    正例：≤28.40元/株；≥5%；=100人。
    """
    for _, target, place in typed_targets(project):
        if target.fault and not _words_after_sign(target) and not _special(target):
            advice = "分成两条指标，每条只写一个值" if "两个值" in target.fault else ""
            yield Hit(place, f"指标值“{target.typed.strip()}”无法解析：{target.fault}。", advice=advice)


@project_rule(
    "VAL-02",
    Severity.WARNING,
    fix="补上 ≥、≤ 或 =。",
    basis=ENTRY,
    repeats=ALSO,
)
def sign_missing(project: Project, department: Department) -> Hits:
    """指标值只有数字，没有计算符号。

    为何：没有符号就不知道越多越好还是越少越好，无法计分。
    错例：15年；365天。
    正例：≥15年；≤30天。
    """
    for indicator, target, place in typed_targets(project):
        measured = target.number or target.ratio  # a bare 0 is for VAL-17
        if measured and not target.operator and target.upper is None and not _all_of_it(target):
            yield Hit(
                place, f"“{indicator.name.strip()}”的指标值“{target.typed.strip()}”缺少计算符号，请用 ≥、≤ 或 =。"
            )


def _all_of_it(target: Target) -> bool:
    """Tell whether words after 100% say that all is as it should be, which needs no sign: 100%合格."""
    said = target.unit.removeprefix("%")
    return target.number == _FULL and said != target.unit and bool(patterns("targets.two_way").search(said))


@project_rule("VAL-03", Severity.INFO, fix="改用 ≥ ≤ = ＞ ＜。", basis=ENTRY)
def sign_in_other_spelling(project: Project, department: Department) -> Hits:
    """计算符号写得不规范。

    为何：系统只认 ≥ ≤ = ＞ ＜ 五个符号，文字和拼凑的符号要重新录入。
    错例：不低于95%；>=95%。
    正例：≥95%。
    """
    for _, target, place in typed_targets(project):
        signs = {target.operator, target.upper_operator} - {""}
        measured = target.number is not None or target.ratio
        if not measured or all(sign in target.typed for sign in signs):
            continue
        moved = target.note and f"({target.note})" not in folded_target(target.typed)
        safe = not moved and (target.operator != "=" or "＝" in target.typed)  # “达到95%” may mean at least
        right = target_text(target)
        yield Hit(place, f"计算符号不规范：“{target.typed.strip()}”，应写“{right}”。", Edit(place, right, safe))


@project_rule("VAL-04", Severity.ERROR, fix="补上计量单位，如 %、人、次、万元。", basis=ENTRY)
def unit_missing(project: Project, department: Department) -> Hits:
    """指标值有数字，没有计量单位。

    为何：计量单位是必录项；“≥95”可以是 95%，也可以是 95 分。
    错例：≥95。
    正例：≥95%；灌溉水有效利用系数 ≥0.68。
    """
    for indicator, target, place in typed_targets(project):
        if target.number is None or (not target.unit and unitless(indicator.name)):
            continue
        if target.unit in {"", *words("units.multipliers")}:
            yield Hit(place, f"指标值“{target.typed.strip()}”没有计量单位。")


def _tidy_unit(indicator: Indicator, target: Target) -> str:
    """Give the regular unit where there is exactly one; the unit itself where it is regular or open."""
    if target.unit == "度":
        fitting = _degrees(indicator)
        return fitting.pop() if len(fitting) == 1 else target.unit
    parts = _UNIT_PART.findall(target.unit)
    if any(_LATIN.search(part) and not _synonym(indicator, part) for part in parts):
        return target.unit  # μSv/h, mg/L
    return _UNIT_PART.sub(lambda part: _synonym(indicator, part[0]) or part[0], target.unit)


def _degrees(indicator: Indicator) -> set[str]:
    return {right for word, right in mapping("units.degrees").items() if word in indicator.name}


def _synonym(indicator: Indicator, part: str) -> str:
    """Give the regular name of a unit, or ""; one letter is read as it stands, and m is no length where data flow.

    块 is a piece of what is counted (宣传牌420块) unless money is meant.
    """
    if part == "m" and any_of("units.data").search(indicator.name):
        return ""
    if part in words("units.of_money") and measure_of(indicator.name) is not Measure.MONEY:
        return ""
    return _SYNONYMS.get(part if len(part) == 1 else part.casefold(), "")


@project_rule("VAL-05", Severity.WARNING, fix="改用规范的计量单位。", basis="法定计量单位")
def unit_not_regular(project: Project, department: Department) -> Hits:
    """计量单位不规范。

    为何：同一单位有几种写法，汇总和比较时就对不上；“度”既可以是温度也可以是电量。
    错例：≥20度（室温）；=1200平米。
    正例：≥20℃；=1200平方米。
    """
    for indicator, target, place in typed_targets(project):
        tidy = _tidy_unit(indicator, target)
        if tidy != target.unit:
            right = target.typed.replace(target.unit, tidy, 1 if target.note else -1)
            edit = Edit(place, right, safe=True) if right != target.typed else None
            yield Hit(place, f"计量单位不规范：“{target.unit}”，建议“{tidy}”。", edit)
        elif target.unit == "度" and not _degrees(indicator) & {"度"}:
            yield Hit(place, "计量单位“度”不规范，请写明是 ℃ 还是 千瓦时。")


@project_rule("VAL-08", Severity.ERROR, fix="去掉 * _ -；日期写成 2025年11月30日。", basis=ENTRY)
def special_character(project: Project, department: Department) -> Hits:
    """指标值里有系统不收的符号 *、_ 或 -。

    为何：系统的指标值栏禁用这几个符号，带着它们导不进去。
    错例：2025-11-30；**。
    正例：2025年11月30日。
    """
    for _, target, place in typed_targets(project):
        if character := _special(target):
            right = target_text(target)
            edit = Edit(place, right, safe=True) if target.date and not _DASH.search(right) else None
            yield Hit(place, f"指标值“{target.typed.strip()}”含特殊符号“{character}”。", edit)


@project_rule("VAL-10", Severity.WARNING, fix="拆成上下限两条，或写成“≥a且≤b”。", basis=MEASURABLE)
def range_instead_of_bounds(project: Project, department: Department) -> Hits:
    """指标值写成了区间。

    为何：系统的一条指标只有一个计算符号，区间看不出以哪一头计分。
    错例：90%-95%。
    正例：≥90%且≤95%。
    """
    for _, target, place in typed_targets(project):
        if target.upper is not None and not target.operator:
            right = f"≥{target.number:f}{target.unit}且≤{target.upper:f}{target.unit}"
            message = f"区间值“{target.typed.strip()}”请改写为上下限两条或“{right}”。"
            yield Hit(place, message, Edit(place, right, safe=False))


@project_rule("VAL-11", Severity.INFO, fix="保留两位以内的小数，或换一个合适的单位。", basis=ADVICE)
def too_many_decimals(project: Project, department: Department) -> Hits:
    """指标值的小数超过两位。

    为何：过细的小数难以采集和核对。
    错例：≥95.125%。
    正例：≥95.13%。
    """
    for indicator, target, place in typed_targets(project):
        if unitless(indicator.name):
            continue
        numbers = [number for number in (target.number, target.upper) if number is not None]
        if any(-int(number.as_tuple().exponent) > _PLACES_MOST for number in numbers):
            yield Hit(place, f"指标值“{target.typed.strip()}”小数位过多。")


@project_rule("VAL-12", Severity.INFO, fix="改成半角。", basis=ADVICE)
def full_width_digits(project: Project, department: Department) -> Hits:
    """指标值的数字或百分号是全角。

    为何：全角数字看着一样，查找和计算时认不出来。
    错例：≥９５％。
    正例：≥95%。
    """
    for _, target, place in typed_targets(project):
        if _WIDE.search(target.typed):
            right = target.typed.translate(_NARROW)
            yield Hit(place, f"指标值“{target.typed.strip()}”的数字或百分号为全角。", Edit(place, right, safe=True))


@project_rule("VAL-14", Severity.ERROR, fix="符号后面写数字和单位；定性的不写符号，只写评级。", basis=ENTRY)
def words_after_sign(project: Project, department: Department) -> Hits:
    """计算符号后面写的是文字。

    为何：符号只能和数字比较，“≥显著”没有意义。
    错例：≥显著；不低于上年。
    正例：显著；≥95%；成本指标“不超过预算支出标准”。
    """
    for indicator, target, place in typed_targets(project):
        bounded = is_cost(indicator) and any_of("funds.bounded").search(target.typed)
        if _words_after_sign(target) and not _special(target) and not bounded:
            yield Hit(place, f"“符号+文字”不合法：“{target.typed.strip()}”，{target.fault}。")


@project_rule("VAL-17", Severity.ERROR, fix="改成“≤0”加单位，按“发生即不得分”评。", basis=ENTRY)
def equals_nothing(project: Project, department: Department) -> Hits:
    """指标值写成“=0”或者只写“0”，不能按完成值除以目标值计分。

    为何：计分要用完成值除以目标值，目标值为 0 时除不了。
    错例：=0次。
    正例：≤0次。
    """
    for _, target, place in typed_targets(project):
        if target.operator in {"=", ""} and target.number == 0 and target.upper is None:
            right = f"≤0{target.unit}"
            yield Hit(place, f"“{target.typed.strip()}”无法按比例计分，应写“{right}”。", Edit(place, right, safe=False))


def _requires(indicator: Indicator) -> bool:
    """Tell whether the description says what is required; a formula tells only how it is counted."""
    counted = patterns("targets.formula").search(indicator.description)
    return not counted and bool(patterns("targets.required").search(indicator.description))


@project_rule("VAL-18", Severity.ERROR, fix="在“定量（其他）”后面写明具体要求。", basis=ENTRY)
def other_sign_without_words(project: Project, department: Department) -> Hits:
    """符号选了“定量（其他）”，指标值和描述都没有写要求。

    为何：“定量（其他）”没有数值可比，全靠说明来评。
    错例：定量（其他）。
    正例：定量（其他）：三年内建成投用。
    """
    for indicator, target, place in typed_targets(project):
        words_of_it = folded_target(target.typed)
        match = _OTHER_SIGN.match(words_of_it)
        if match and match.end() == len(words_of_it) and not _requires(indicator):
            yield Hit(place, "计算符号为“定量（其他）”时，指标值说明必填。")
