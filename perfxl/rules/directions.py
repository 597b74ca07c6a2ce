"""Whether an 指标值 points the right way and stays within reason: signs, limits, last year's figures (SEM)."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from perfxl.model.amounts import folded
from perfxl.model.department import Department
from perfxl.model.findings import Edit, Place, Severity
from perfxl.model.project import Indicator, Project
from perfxl.model.targets import Target, target_text
from perfxl.rules._categories import bare, category, out_of_place, removable
from perfxl.rules._lexicon import patterns, words
from perfxl.rules._rule import Hit, Hits, project_rule
from perfxl.rules.measures import Direction, Measure, changes, direction_of, measure_of
from perfxl.rules.structure import core, is_cost
from perfxl.rules.targets import typed_targets

CLEAR = "财预〔2021〕101号（指标应量化、可衡量）"
FEASIBLE = "财预〔2015〕88号（合理可行）"

_FULL = Decimal(100)
_HALF = Decimal(50)  # no stock of assets grows by as much in a year: the value itself is meant
_AT_LEAST = {"≥", "＞"}
_AT_MOST = {"≤", "＜"}
_NEAR_POINTS, _NEAR_SHARE = Decimal(2), Decimal("0.05")
_CLAUSE = re.compile(r"[，。；;\n（）()]|,(?!\d{3})")


def _shown(indicator: Indicator, target: Target) -> str:
    return f"“{indicator.name.strip()}”的指标值“{target.typed.strip()}”"


def _asks_for_more(indicator: Indicator, target: Target) -> bool:
    """Tell whether a target has a floor and no ceiling; a share by which something shall fall is no such floor."""
    floor = target.operator in _AT_LEAST and target.upper is None and bool(target.number is not None or target.date)
    falls = changes(target.note) or (target.percent and changes(indicator.description))
    return floor and not falls


def _turned(target: Target, place: Place) -> tuple[str, Edit]:
    right = target_text(replace(target, operator="≤" if target.operator == "≥" else "＜"))
    return right, Edit(place, right, safe=False)


def _spends(indicator: Indicator) -> bool:
    """Tell whether it is an amount of money to be kept down."""
    name = indicator.name.strip()
    if measure_of(name) is not Measure.MONEY:
        return False
    cost = is_cost(indicator) and core(indicator.level2) not in words("funds.other_costs")
    return direction_of(name) is Direction.LESS or (
        cost and bool(patterns("meaning.spending").search(name)) and direction_of(name) is not Direction.MORE
    )


@project_rule("SEM-08", Severity.ERROR, fix="成本、费用只能封顶，改用“≤”。", basis=CLEAR)
def cost_without_ceiling(project: Project, department: Department) -> Hits:
    """成本、费用类指标用了“≥”。

    为何：钱花得越少越好，“≥”等于要求多花。
    错例：课桌椅采购单价 ≥300元/套。
    正例：课桌椅采购单价 ≤300元/套。
    """
    for indicator, target, place in typed_targets(project):
        if _spends(indicator) and _asks_for_more(indicator, target):
            right, edit = _turned(target, place)
            message = f"成本费用类指标{_shown(indicator, target)}方向应为“≤”，当前“{target.operator}”。"
            advice = "" if target.percent else f"改为“{right}”"
            yield Hit(place, message, None if target.percent else edit, advice)


@project_rule("SEM-09", Severity.ERROR, fix="越少越好的指标改用“≤”；要考核减少多少，名称改为“下降率”。", basis=CLEAR)
def bad_thing_without_ceiling(project: Project, department: Department) -> Hits:
    """越少越好的指标用了“≥”。

    为何：投诉、事故、差错、等候时间、能耗，“≥”等于鼓励多发生。
    错例：医疗差错发生率 ≥2%；窗口等候时间 ≥30分钟。
    正例：医疗差错发生率 ≤2%；窗口等候时间 ≤30分钟；投诉办结率 ≥95%。
    """
    for indicator, target, place in typed_targets(project):
        name = indicator.name.strip()
        if direction_of(name) is not Direction.LESS or name.endswith("控制率") or not _asks_for_more(indicator, target):
            continue
        measure = measure_of(name)
        elsewhere = measure is Measure.MONEY or (measure is Measure.TIME and target.percent)  # SEM-08, SEM-04
        ahead = measure is Measure.TIME and patterns("meaning.ahead").search(indicator.description)
        if not elsewhere and not ahead:
            right, edit = _turned(target, place)
            message = f"负向指标{_shown(indicator, target)}方向应为“≤”，当前“{target.operator}”。"
            yield Hit(place, message, edit, f"改为“{right}”；要考核减少多少，名称改为“××下降率”")


@lru_cache(maxsize=4096)
def _overruns(name: str) -> bool:
    """Tell whether a name is of money to be spent that goes up or beyond its limit."""
    if direction_of(name) is Direction.LESS:
        return bool(patterns("meaning.rises").search(name))
    spent = patterns("meaning.outlay").search(name) and patterns("meaning.overruns").search(name)
    return bool(spent) and not patterns("meaning.earned").search(name)


@project_rule("SEM-10", Severity.WARNING, fix="按市场行情或上年实际收紧上限。", basis=FEASIBLE)
def rise_allowed_too_far(project: Project, department: Department) -> Hits:
    """涨价或超支的上限太宽，起不到约束作用。

    为何：“涨幅 ≤80%”等于允许涨价八成。
    错例：药品采购价格涨幅 ≤50%。
    正例：药品采购价格涨幅 ≤3%。
    """
    for indicator, target, place in typed_targets(project):
        most = department.profile.most_rise
        if _overruns(bare(indicator.name)) and target.percent and target.high is not None and target.high > most:
            yield Hit(place, f"{_shown(indicator, target)}上限过宽（超过 {most:f}%），失去约束。")


@project_rule("SEM-11", Severity.WARNING, fix="按上年实际节约水平确定；节约这么多，应先核减预算。", basis=FEASIBLE)
def saving_beyond_belief(project: Project, department: Department) -> Hits:
    """节约率、节支率定得不合常理。

    为何：节约率 95% 等于只花 5% 的钱，与预算矛盾。
    错例：印刷费节约率 ≥90%。
    正例：印刷费节约率 ≥3%。
    """
    for indicator, target, place in typed_targets(project):
        most = department.profile.most_saving
        saves = target.percent and bool(patterns("meaning.savings").search(indicator.name.strip()))
        if saves and target.low is not None and target.low > most:
            yield Hit(place, f"{_shown(indicator, target)}不合常理（超过 {most:f}%）。")


@project_rule("SEM-12", Severity.WARNING, fix="名称写“保值增值率”，指标值不低于 100%。", basis=FEASIBLE)
def value_not_preserved(project: Project, department: Department) -> Hits:
    """保值增值率低于 100%，意味着资产缩水。

    为何：保值增值率以期初价值为 100%，低于 100% 就是亏损。
    错例：国有资产保值增值率 ≥95%。
    正例：国有资产保值增值率 ≥100%。
    """
    for indicator, target, place in typed_targets(project):
        if not target.percent or target.low is None or target.low >= _FULL:
            continue
        name = bare(indicator.name)
        growth = patterns("meaning.preserved_as_growth").search(name)
        if patterns("meaning.preserved").search(name) or (growth and target.low >= _HALF):
            yield Hit(place, f"{_shown(indicator, target)}低于 100%，意味着资产缩水。", advice="改为“≥100%”或按计划写")


@project_rule("SEM-13", Severity.INFO, fix="与供热条例、供用热合同核对，并在依据里写明温度标准。", basis=FEASIBLE)
def heating_off_the_standard(project: Project, department: Department) -> Hits:
    """供暖室温与供热标准不同，又没有写明依据。

    为何：低于标准是降低服务，高于标准要多花钱，都应有合同或文件。
    错例：室内温度 ≥22℃，依据“室内温度”。
    正例：室内温度 ≥18℃，依据“供用热合同”。
    """
    standard = department.profile.heating
    for indicator, target, place in typed_targets(project):
        if not _of_heating(indicator, project.name) or target.low is None or target.unit not in {"℃", "度", "摄氏度"}:
            continue
        told = patterns("meaning.heating_basis").search(f"{indicator.description} {indicator.basis}")
        if target.low < standard or (target.low > standard and not told):
            yield Hit(place, f"{_shown(indicator, target)}与供热标准（{standard:f}℃）不同，请注明依据。")


def _of_heating(indicator: Indicator, project: str) -> bool:
    """Tell whether it is the temperature of heated rooms: by its name, by its description, or by the project."""
    if measure_of(indicator.name) is not Measure.TEMPERATURE or patterns("meaning.not_heated").search(indicator.name):
        return False
    return bool(patterns("meaning.heated").search(f"{indicator.name} {indicator.description} {project}"))


@project_rule("SEM-23", Severity.WARNING, fix="改为“=100%”。", basis=FEASIBLE)
def earmarked_money_not_in_full(project: Project, department: Department) -> Hits:
    """专款专用率没有定为 100%。

    为何：专项资金不得挪用，定 95% 等于允许挪用 5%。
    错例：项目资金专款专用率 ≥95%。
    正例：项目资金专款专用率 =100%。
    """
    yield from _not_in_full(project, department, patterns("meaning.earmarked"), "专项资金不得挪作他用")


@project_rule("SEM-24", Severity.WARNING, fix="改为“=100%”。", basis=FEASIBLE)
def duty_not_in_full(project: Project, department: Department) -> Hits:
    """法定义务、足额发放这类指标没有定为 100%。

    为何：依法应当做到的事没有打折的余地。
    错例：抚恤金足额发放率 ≥98%；经费支出合规率 ≥95%。
    正例：抚恤金足额发放率 =100%。
    """
    yield from _not_in_full(project, department, patterns("meaning.in_full"), "依规应做到的没有余地")


def _not_in_full(project: Project, department: Department, named: re.Pattern[str], reason: str) -> Hits:
    for indicator, target, place in typed_targets(project):
        short = target.percent and target.low is not None and target.low < _FULL
        if short and named.search(indicator.name.strip()):
            message = f"{_shown(indicator, target)}应为 100%：{reason}。"
            if removable(category(indicator)) and out_of_place(project, indicator, department):
                yield Hit(place, message, advice=f"这一行不属于{core(indicator.level2)}，先移走或删去；留下的写“=100%”")
            else:
                yield Hit(place, message, Edit(place, "=100%", safe=False))


@project_rule("SEM-25", Severity.INFO, fix="按上年调查结果确定，一般在 85% 到 95% 之间。", basis=FEASIBLE)
def satisfaction_out_of_line(project: Project, department: Department) -> Hits:
    """满意度定得偏高或偏低，又没有历史数据支持。

    为何：过高自评容易失分，过低没有激励作用。
    错例：办事群众满意度 ≥99%。
    正例：办事群众满意度 ≥92%，依据“2024年调查结果 92.6%”。
    """
    low, high = department.profile.satisfaction
    for indicator, target, place in typed_targets(project):
        asks = target.low if target.percent and measure_of(indicator.name) is Measure.SATISFACTION else None
        if asks is None or direction_of(indicator.name) is not Direction.MORE or low <= asks <= high:
            continue
        reached = before(indicator, department.year)
        if reached is None or reached + _NEAR_POINTS < asks or asks < low:
            way = "偏低，没有激励作用" if asks < low else "偏高，自评容易失分"
            yield Hit(place, f"{_shown(indicator, target)}{way}。")


@lru_cache(maxsize=256)
def _figure(unit: str, year: int | None) -> re.Pattern[str]:
    last = rf"|(?<!\d){year - 1}年度?" if year else ""
    number = rf"(?<![\d.])(?P<number>\d[\d,]*(?:\.\d+)?){re.escape(folded(unit))}(?![次/·×*÷]|以[上下]|目标|计划|标准)"
    before = rf"(?:上一?年度?|去年{last}|[前近][两二三四五]年[^\d]{{0,8}}平均)"
    return re.compile(rf"{before}(?P<between>[^÷×+/-]{{0,16}}?){number}")


def before(indicator: Indicator, year: int | None) -> Decimal | None:
    """Read what was reached last year, or on average before, in the target's own unit; None where that is unsaid."""
    unit = indicator.measure.unit
    text = f"{indicator.description}。{indicator.basis}"
    if not unit or "年" not in text:
        return None
    for clause in map(folded, _CLAUSE.split(text)):
        match = _figure(unit, year).search(clause)
        if match and not patterns("meaning.not_actual").search(match["between"]):
            return Decimal(match["number"].replace(",", ""))
    return None


@project_rule("SEM-28", Severity.WARNING, fix="不低于上年实际；确有原因的，在依据里说明。", basis=FEASIBLE)
def worse_than_last_year(project: Project, department: Department) -> Hits:
    """指标值比依据里写的上年实际还差。

    为何：目标应当巩固或改进上年的水平，退步要有理由。
    错例：签约居民续签率 ≥85%，依据“2024年实际93%”。
    正例：签约居民续签率 ≥93%，依据“2024年实际93%”。
    """
    for indicator, target, place in typed_targets(project):
        told = target.number is not None and (target.percent or not changes(indicator.name))
        reached = before(indicator, department.year) if told else None
        if reached is not None and not _explained(indicator, target) and _falls_short(indicator, target, reached):
            yield Hit(place, f"{_shown(indicator, target)}不如已达到的 {reached:f}{target.unit}。")


def _explained(indicator: Indicator, target: Target) -> bool:
    """Tell whether the basis says why: a reason, or another source that gives the target's own figure."""
    said = folded(f"{indicator.description}。{indicator.basis}")
    own = rf"(?<![\d.]){re.escape(f'{target.number:f}{folded(target.unit)}')}"
    shares = measure_of(indicator.name) in {Measure.RATE, Measure.SATISFACTION}
    planned = not shares and patterns("meaning.set_by").search(indicator.basis)
    return bool(planned or patterns("meaning.explained").search(indicator.basis) or re.search(own, said))


def _falls_short(indicator: Indicator, target: Target, reached: Decimal) -> bool:
    """Hold a target against what was reached, leaving room for rounding; planned quantities and costs may differ."""
    measure, direction = measure_of(indicator.name), direction_of(indicator.name)
    room = _NEAR_POINTS if target.percent else reached * _NEAR_SHARE
    if direction is Direction.MORE and target.low is not None:
        planned = measure not in {Measure.RATE, Measure.SATISFACTION} and target.operator not in _AT_LEAST
        return not planned and reached - target.low >= room
    kept_down = direction is Direction.LESS and measure is not Measure.MONEY and target.operator in _AT_MOST
    return kept_down and target.high is not None and target.high - reached >= room
