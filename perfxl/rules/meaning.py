"""Whether an 指标值 is of the kind that its name speaks of: counts, areas, times, rates, amounts of money (SEM)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from perfxl.model.amounts import money_text
from perfxl.model.department import Department
from perfxl.model.findings import Place, Severity
from perfxl.model.project import Indicator, Project
from perfxl.model.targets import Target
from perfxl.rules._advice import count_advice
from perfxl.rules._lexicon import any_of, mapping, patterns, phrases, words
from perfxl.rules._rule import Hit, Hits, department_rule, project_rule
from perfxl.rules.costs import reckoning
from perfxl.rules.measures import Direction, Measure, changes, direction_of, measure_of, object_of
from perfxl.rules.structure import core, is_cost
from perfxl.rules.targets import typed_targets

CLEAR = "财预〔2021〕101号（指标应量化、可衡量）"
SUITED = "财预〔2015〕88号（适当性：资金匹配）"

_AREA_UNIT = patterns("meaning.areas")
_SHARE_UNIT = re.compile(f"(?:{patterns('meaning.shares').pattern})")
_SHARE_NAME = re.compile(rf"(?:率|{'|'.join(phrases('meaning.as_share'))})$")
_NO_SHARE = re.compile(f"(?:{patterns('meaning.no_share').pattern})$")
_SUPPLY = re.compile(f"(?:{patterns('meaning.supply').pattern})$")
_BESIDE_THE_TASK = re.compile(f"(?:{patterns('meaning.beside_the_task').pattern})$")
_ABSOLUTE = {Measure.COUNT, Measure.AREA, Measure.TIME, Measure.MONEY}
_TASKS = {Measure.COUNT, Measure.AREA}
_FEW, _SOME, _HALF = 2, 3, Decimal("0.5")


def _shown(indicator: Indicator, target: Target) -> str:
    return f"“{indicator.name.strip()}”的指标值“{target.typed.strip()}”"


def _misplaced_percentage(indicator: Indicator, target: Target) -> Measure | None:
    """Give what the name measures where that cannot be in per cent; “下降5%” is a change, which can."""
    measure = measure_of(indicator.name)
    return measure if target.percent and measure in _ABSOLUTE and not changes(target.note) else None


def _percentages(project: Project, measure: Measure) -> Iterator[tuple[Indicator, Target, Place]]:
    for indicator, target, place in typed_targets(project):
        if _misplaced_percentage(indicator, target) is measure:
            yield indicator, target, place


def _unit_for(name: str, units: Mapping[str, str], otherwise: str) -> str:
    """Give the unit of the word that stands last in a name, the longest of those that end there."""
    said = [word for word in units if word in name]
    return units[max(said, key=lambda word: (name.rfind(word) + len(word), len(word)))] if said else otherwise


@project_rule("SEM-01", Severity.WARNING, fix="数量指标写绝对数；比率移到质量指标。", basis=CLEAR)
def quantity_in_per_cent(project: Project, department: Department) -> Hits:
    """数量指标用了百分比。

    为何：数量要看做了多少，百分比看不出任务量，也算不出单价。
    错例：数量指标“教师培训完成率 ≥95%”。
    正例：数量指标“教师培训人次 ≥300人次”。
    """
    for indicator, target, place in typed_targets(project):
        if core(indicator.level2) == "数量" and target.percent and not _misplaced_percentage(indicator, target):
            name = object_of(indicator.name)
            unit = _unit_for(name, mapping("meaning.units"), "")
            advice = f"数量指标写绝对数，如“{name}数量 =N{unit}”，比率移到质量指标" if unit else ""
            advice = advice or count_advice(project, indicator, department)
            message = f"数量指标不应使用百分比：{_shown(indicator, target)}。"
            yield Hit(place, message, advice=advice)


@project_rule("SEM-02", Severity.ERROR, fix="写成绝对数和单位，如 =12次、≥300人。", basis=CLEAR)
def count_in_per_cent(project: Project, department: Department) -> Hits:
    """按个数计的指标，指标值却是百分比。

    为何：次数、人数、台数不是比率，写成百分比无法采集，也无法计分。
    错例：法律援助案件数 ≥95%。
    正例：法律援助案件数 ≥420件。
    """
    for indicator, target, place in _percentages(project, Measure.COUNT):
        unit = _unit_for(indicator.name, mapping("meaning.units"), "个")
        message = f"计数类指标{_shown(indicator, target)}单位应为{unit}等，不能是%。"
        yield Hit(place, message, advice=f"写成绝对数，如“=N{unit}”；比率放到质量指标")


@project_rule("SEM-03", Severity.ERROR, fix="用平方米、亩、公顷等面积单位。", basis=CLEAR)
def area_in_other_unit(project: Project, department: Department) -> Hits:
    """面积指标的单位不是面积单位。

    为何：面积写成百分比或其他单位，看不出做了多大，也算不出单价。
    错例：绿地养护面积 ≥100%。
    正例：绿地养护面积 =120万平方米。
    """
    for indicator, target, place in typed_targets(project):
        area = measure_of(indicator.name) is Measure.AREA and target.number is not None and target.unit
        if area and not _AREA_UNIT.search(target.unit) and not changes(target.note):
            unit = _unit_for(indicator.name, mapping("meaning.area_units"), "平方米")
            message = f"面积类指标{_shown(indicator, target)}单位应为{unit}等，不能是{target.unit}。"
            yield Hit(place, message, advice=f"写成面积，如“=N{unit}”；比率放到质量指标")


@project_rule("SEM-04", Severity.ERROR, fix="写天数、小时或日期，如 ≤2小时、≤11月底。", basis=CLEAR)
def time_in_per_cent(project: Project, department: Department) -> Hits:
    """时间指标的指标值是百分比。

    为何：时间要写多久或哪天，百分比说不清快慢。
    错例：报修响应时间 ≥95%。
    正例：报修响应时间 ≤2小时；报修及时响应率 ≥95%。
    """
    for indicator, target, place in _percentages(project, Measure.TIME):
        message = f"时间类指标{_shown(indicator, target)}单位应为天、小时、月或日期，不能是%。"
        advice = f"写成时间，如“≤N天”“≤N月底”；要用百分比，名称改为“{object_of(indicator.name)}及时率”"
        yield Hit(place, message, advice=advice)


@project_rule("SEM-05", Severity.ERROR, fix="比率用 %；要写天数、件数，名称不要用“率”。", basis=CLEAR)
def rate_in_other_unit(project: Project, department: Department) -> Hits:
    """名称是“率”，指标值的单位却不是 %。

    为何：率是部分与整体之比，配上天、次、万元就不知道考核什么。
    错例：采购完成率 365天。
    正例：采购按期完成率 =100%；采购完成时间 ≤10月底。
    """
    for indicator, target, place in typed_targets(project):
        name = indicator.name.strip()
        unit = target.unit if target.number is not None else target.date
        if not unit or not _is_share(name) or _SHARE_UNIT.fullmatch(unit):
            continue
        lasts = target.date or unit in words("meaning.durations")
        other = f"{object_of(name)}{'完成时间' if lasts else '数量'}"
        shown = target.typed.strip() if target.date else unit
        message = f"“率”类指标“{name}”单位应为 %，当前“{shown}”。"
        yield Hit(place, message, advice=f"写成百分比，如“=100%”；或把名称改为“{other}”")


def _is_share(name: str) -> bool:
    rate = measure_of(name) in {Measure.RATE, Measure.GROWTH}
    return rate and bool(_SHARE_NAME.search(name)) and not _NO_SHARE.search(name)


@project_rule("SEM-07", Severity.ERROR, fix="写金额，如 ≤15.00万元；成本放在成本指标里。", basis=CLEAR)
def money_in_per_cent(project: Project, department: Department) -> Hits:
    """金额指标的指标值是百分比。

    为何：成本、经费、收入要写多少钱，百分比看不出花多少、收多少。
    错例：会议经费 ≥95%；农民人均收入 ≥5%。
    正例：会议经费 ≤15.00万元；农民人均收入增长率 ≥5%。
    """
    for indicator, target, place in _percentages(project, Measure.MONEY):
        if is_cost(indicator) and core(indicator.level2) not in words("funds.other_costs"):
            continue  # FUND-10 speaks of this very fault
        name = indicator.name.strip()
        grows = direction_of(name) is Direction.MORE
        if grows:
            advice = f"写成金额，如“≥N万元”；要用百分比，名称改为“{name}增长率”"
        else:
            advice = f"{'' if is_cost(indicator) else '移到成本指标，'}写成金额，如“≤N万元”"
        yield Hit(place, f"金额类指标{_shown(indicator, target)}应写金额，不能写成百分比。", advice=advice)


def _whole_year(target: Target) -> bool:
    amount = f"{target.number.normalize():f}{target.unit}" if target.number is not None and target.upper is None else ""
    return (amount or target.grade or re.sub(r"^20\d\d年", "", target.date)) in words("meaning.whole_year")


@project_rule("SEM-06", Severity.WARNING, fix="写完成的月份（如 ≤10月底）或时长（如 ≤2小时）。", basis=CLEAR)
def whole_year_as_limit(project: Project, department: Department) -> Hits:
    """时效写成整年，等于没有时限。

    为何：365天、12个月就是全年，什么时候做完都算达标。
    错例：补助发放时间 ≤365天。
    正例：补助发放时间 ≤9月底；报修响应时间 ≤2小时。
    """
    for indicator, target, place in typed_targets(project):
        timely = core(indicator.level2) == "时效" or (
            measure_of(indicator.name) is Measure.TIME and direction_of(indicator.name) is Direction.LESS
        )
        if timely and _whole_year(target) and not patterns("meaning.lasting").search(indicator.name):
            yield Hit(place, f"{_shown(indicator, target)}是整年，等于没有时限约束。")


@project_rule(
    "SEM-14", Severity.INFO, fix="时长放到数量指标；时效写按期率或响应时间，如“报修响应时间 ≤2小时”。", basis=CLEAR
)
def supply_as_timeliness(project: Project, department: Department) -> Hits:
    """时效指标写的是供给多久，不是及时不及时。

    为何：供暖多少天、开放多少天是供给量，看不出是否按时。
    错例：时效指标“供暖周期 ≥120天”。
    正例：时效指标“按期供热率 =100%”“供热报修响应时间 ≤2小时”。
    """
    for indicator, target, place in typed_targets(project):
        supplied = target.operator in {"≥", "＞"} and target.unit in words("meaning.durations")
        if core(indicator.level2) == "时效" and supplied and _SUPPLY.search(indicator.name.strip()):
            yield Hit(place, f"{_shown(indicator, target)}是供给的时长，不是时效。")


@project_rule("SEM-26", Severity.WARNING, fix="补上任务数量和单价，使数量×单价能还原预算数。", basis=SUITED)
def nothing_to_match_money_with(project: Project, department: Department) -> Hits:
    """一个任务数量、一个单价也没有，资金和任务对不上。

    为何：全是比率，看不出这些钱要办多少事，预算没有依据。
    错例：预算数 31.05 万元，九条指标值全是百分比。
    正例：预算数 31.05 万元，保障人数 =6人，人均经费标准 ≤5.18万元/人·年。
    """
    budget = project.funds.budget
    typed = list(typed_targets(project))
    if not budget or len(typed) < _SOME or reckoning(project).indicator is not None:
        return  # with a quantity or a unit price, FUND-09 speaks
    if not any(_can_be_reckoned(indicator, target) for indicator, target, _ in typed):
        yield Hit(
            project.at("budget"), f"没有可与预算数 {money_text(budget)} 万元勾稽的数量和单价，资金量与任务量无法匹配。"
        )


def _can_be_reckoned(indicator: Indicator, target: Target) -> bool:
    """Tell whether a target gives a price, or how much is to be done."""
    if target.number is None or target.percent:
        return False
    if "元" in target.unit:
        return direction_of(indicator.name) is not Direction.MORE
    done = measure_of(indicator.name) in _TASKS and direction_of(indicator.name) is not Direction.LESS
    return done and not _BESIDE_THE_TASK.search(indicator.name.strip())


@department_rule(
    "SEM-27",
    Severity.WARNING,
    fix="按分项列出任务量、标准和效果，不要只用笼统的比率。",
    basis=SUITED,
    repeats="{first}",
)
def large_project_in_general_terms(department: Department) -> Hits:
    """占部门预算大头的项目，多半指标只是笼统的比率。

    为何：钱最多的项目最要看得清；“工作完成率”“保障率”说明不了钱花在哪里。
    错例：占部门预算六成的后勤经费，指标是“各项工作完成率 ≥95%”“服务保障率 ≥96%”。
    正例：保洁面积 =3.20万平方米，安保岗位 =18个，设备完好率 ≥95%。
    """
    total = sum((project.funds.budget or Decimal(0) for project in department.projects), Decimal(0))
    if len(department.projects) < _FEW or not total:
        return
    for project in department.projects:
        share = 100 * (project.funds.budget or Decimal(0)) / total
        typed = list(typed_targets(project))
        own = "" if any(_can_be_reckoned(indicator, target) for indicator, target, _ in typed) else project.name
        general = [indicator for indicator, target, _ in typed if target.percent and _general(indicator.name, own)]
        if share >= department.profile.large_share and len(typed) >= _SOME and len(general) >= _HALF * len(typed):
            told = f"{len(general)}/{len(typed)} 条指标是笼统的比率，如“{general[0].name.strip()}”"
            message = f"“{project.name.strip()}”占部门预算 {share:.2f}%，但{told}。"
            yield from (Hit(project.at("name", indicator), message) for indicator in general)


def _general(name: str, project: str) -> bool:
    """Tell whether nothing is left of a name without the project's own words and those that fit any project."""
    text = re.sub(r"[\W_]", "", name)
    shared = {at for at in range(len(text) - 1) if text[at : at + 2] in project}
    left = "".join(sign for at, sign in enumerate(text) if not shared & {at, at - 1})
    return not any_of("meaning.generic").sub("", left)
