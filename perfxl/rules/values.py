"""Whether an 指标值 makes sense for what is measured: limits of rates, grades, values out of thin air (VAL)."""

from __future__ import annotations

import re

from perfxl.model.department import Department
from perfxl.model.findings import Edit, Severity
from perfxl.model.project import Indicator, Project
from perfxl.model.targets import Target
from perfxl.rules._lexicon import patterns, words
from perfxl.rules._rule import Hit, Hits, project_rule
from perfxl.rules.basis import letters
from perfxl.rules.measures import Measure, bracketed_unit, measure_of, unitless
from perfxl.rules.targets import ADVICE, MEASURABLE, typed_targets

FEASIBLE = "财预〔2015〕88号（合理可行）"
GRADED = "财预〔2020〕10号（定性指标分档评价）"

_FULL = 100
_CEILED = {Measure.RATE, Measure.SATISFACTION}
_ENOUGH = 5  # indicators; fewer prove nothing
_MOSTLY_PERCENT = 0.85
_MOSTLY_ROUND = 0.6
_USUAL = range(90, 100)
_SEVERAL = re.compile(r"[/、，,;；（(0-9]")
_CLAUSE = re.compile(r"[，。；,;、\n]")
_STEP = re.compile(r"\s*(?:.*(?:为|得|评|即)(?P<after>[^为得评即]{1,12})|(?P<before>[^：:]{1,12})[：:].*)")


def _out_of_reach(target: Target) -> bool:
    """Tell whether no share of a whole can be what is asked for; a mere limit above 100% can be kept to."""
    low, high = target.low, target.high
    limit = bool(target.upper_operator) or low is None
    over = (low is not None and low > _FULL) or (high is not None and high > _FULL and not limit)
    under = any(number is not None and number < 0 for number in (low, high))
    more_than_all = target.operator == "＞" and target.number == _FULL
    return over or under or more_than_all


@project_rule("VAL-06", Severity.ERROR, fix="改到 0–100% 之间；可以超过 100% 的，名称写明是增长率等。", basis=FEASIBLE)
def rate_out_of_bounds(project: Project, department: Department) -> Hits:
    """比率的指标值不在 0 到 100% 之间。

    为何：部分不会多于全部，超过 100% 的合格率、覆盖率、满意度永远达不到。
    错例：验收合格率 ≥120%；＞100%。
    正例：验收合格率 =100%；收入增长率 ≥120%。
    """
    for indicator, target, place in typed_targets(project):
        if target.percent and _out_of_reach(target) and measure_of(indicator.name) in _CEILED:
            yield Hit(place, f"比率指标“{indicator.name.strip()}”的目标值“{target.typed.strip()}”超出 0–100%。")


@project_rule("VAL-07", Severity.WARNING, fix="全部达到的写“=100%”；数量、面积等写绝对数。", basis=ADVICE)
def at_least_all(project: Project, department: Department) -> Hits:
    """指标值写成“≥100%”，而上限就是 100%。

    为何：不可能多于 100%，“≥”没有意义，也让人误以为还能更多。
    错例：道路保洁覆盖率 ≥100%。
    正例：道路保洁覆盖率 =100%。
    """
    for indicator, target, place in typed_targets(project):
        at_least = target.operator == "≥" and target.upper is None and target.number == _FULL
        measure = measure_of(indicator.name)
        if not (target.percent and at_least) or measure is Measure.GROWTH or unitless(indicator.name):
            continue
        if measure is Measure.SATISFACTION:
            continue  # SEM-25 says that it asks too much
        if measure in _CEILED:
            message = f"“{indicator.name.strip()}”的“≥100%”无意义（上限即 100%），应为“=100%”。"
            yield Hit(place, message, Edit(place, "=100%", safe=False))
        else:
            yield Hit(place, f"“{indicator.name.strip()}”的“≥100%”无意义（上限即 100%），应写绝对数和单位。")


@project_rule("VAL-09", Severity.INFO, fix="去掉名称里的单位，只写在指标值里。", basis=ADVICE)
def unit_in_name_too(project: Project, department: Department) -> Hits:
    """指标名称的括号里又写了计量单位。

    为何：单位写两处，改了一处就会互相矛盾。
    错例：名称“设备完好率（%）”，指标值“≥95%”。
    正例：名称“设备完好率”，指标值“≥95%”。
    """
    for indicator, target, _ in typed_targets(project):
        unit = bracketed_unit(indicator.name)
        if target.number is None or not unit or unit not in {*words("units.known"), target.unit}:
            continue
        place = project.at("name", indicator)
        if unit == target.unit:
            yield Hit(place, f"“{indicator.name.strip()}”与指标值“{target.typed.strip()}”重复写了单位“{unit}”。")
        else:
            yield Hit(place, f"“{indicator.name.strip()}”的单位“{unit}”与指标值“{target.typed.strip()}”不一致。")


def _a_time(indicator: Indicator, grade: str) -> bool:
    timely = measure_of(indicator.name) is Measure.TIME or "时效" in indicator.level2
    return timely and bool(patterns("targets.times").search(grade))


def _has_scale(indicator: Indicator, grade: str) -> bool:
    """Tell whether grades are told apart: by the target itself (优/良/差), by the description or by the basis."""
    said = f"{indicator.description} {indicator.basis}"
    several = grade if _SEVERAL.search(grade) else ""
    if any(patterns("targets.scales").search(text) for text in (several, said)):
        return True
    graded = patterns("targets.graded").finditer(said)
    shares = patterns("targets.formula").search(indicator.description)
    return not shares and any(match[0] not in indicator.name for match in graded)


def _one_of_scale(indicator: Indicator, grade: str) -> bool:
    """Tell whether the grade is one of several that the description tells apart: “…为健全，…为较健全”, “健全：…”."""
    clauses = _CLAUSE.split(f"{indicator.description}。{indicator.basis}")
    told = {letters(match["after"] or match["before"]) for match in map(_STEP.fullmatch, clauses) if match}
    return len(told) > 1 and letters(grade) in told


@project_rule("VAL-13", Severity.WARNING, fix="在绩效指标描述里写清各档标准，如 优/良/差 分别指什么。", basis=GRADED)
def grade_without_scale(project: Project, department: Department) -> Hits:
    """定性指标值没有说明评级标准。

    为何：“显著”“较好”各人理解不同，没有分档标准就打不出分。
    错例：指标值“显著提升”，描述“群众获得感”。
    正例：指标值“优”，描述“制度齐全并执行为优，基本齐全为良，其余为差”。
    """
    for indicator, target, place in typed_targets(project):
        grade = target.grade
        if not grade or grade.startswith("定量") or _has_scale(indicator, grade):
            continue
        plain = patterns("targets.two_way").search(grade) or _a_time(indicator, grade)
        if not plain and not _one_of_scale(indicator, grade):
            yield Hit(place, f"定性指标值“{target.grade}”未给出评级标准。")


@project_rule(
    "VAL-15",
    Severity.WARNING,
    fix="数量、成本、时效写绝对数，如 120公里、≤100万元、≤11月底。",
    basis=MEASURABLE,
    repeats="{n}/{of} 条指标值是百分比，缺少绝对量。",
)
def percentages_only(project: Project, department: Department) -> Hits:
    """一个项目的指标值几乎全是百分比。

    为何：全是百分比，看不出要做多少事、花多少钱。
    错例：九条指标值都是“≥95%”。
    正例：数量“≥120公里”，成本“≤0.83万元/公里”，满意度“≥90%”。
    """
    typed = list(typed_targets(project))
    percents = [place for _, target, place in typed if target.percent]
    if len(typed) >= _ENOUGH and len(percents) >= _MOSTLY_PERCENT * len(typed):
        yield from (Hit(place, "指标值是百分比。") for place in percents)


@project_rule(
    "VAL-16",
    Severity.INFO,
    fix="按上年实绩、计划或标准逐条测定。",
    basis=FEASIBLE,
    repeats="{n}/{of} 条指标值在 ≥90% 与 ≥99% 之间，疑似随意取值。",
)
def usual_figures(project: Project, department: Department) -> Hits:
    """多数指标值集中在 90% 到 99%，像是随手填的。

    为何：不同的事情恰好都是 95% 上下，多半没有测算过。
    错例：六条以上都是 ≥95%、≥96%、≥98%。
    正例：每条按依据测定，如 =100%、≥83%、≤2小时。
    """
    typed = list(typed_targets(project))
    usual = [
        place
        for _, target, place in typed
        if target.percent and target.operator in {"≥", "＞"} and target.upper is None and target.number in _USUAL
    ]
    if len(typed) >= _ENOUGH and len(usual) >= _MOSTLY_ROUND * len(typed):
        yield from (Hit(place, "指标值在 ≥90% 到 ≥99% 之间。") for place in usual)
