"""分值权重, on forms that have the column (WGT)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

from perfxl.errors import UnreadableError
from perfxl.model.amounts import blank, share, share_text
from perfxl.model.department import Department
from perfxl.model.findings import Place, Severity
from perfxl.model.project import Indicator, Project
from perfxl.rules._lexicon import groups
from perfxl.rules._rule import Hit, Hits, department_rule, project_rule
from perfxl.rules.structure import core

WEIGHTED = "财预〔2021〕101号（分值权重）"

_FULL, _PAYMENT = Decimal(100), Decimal(10)  # 预算执行率 is a tenth of the whole, and no indicator
_ROUNDED = Decimal("0.05")  # three times 33.33
_APART = Decimal(5)
_HEAVY = Decimal(30)


def _weight(indicator: Indicator) -> Decimal | None:
    """Read a weight; None where it is blank or no number above 0."""
    try:
        weight = share(indicator.weight)
    except UnreadableError:
        return None
    return weight if weight is not None and weight > 0 else None


def _weights(project: Project, department: Department) -> list[tuple[Indicator, Decimal]]:
    """Give the weights of all indicators; nothing where the form has none or one of them cannot be read."""
    if not department.profile.weights:
        return []
    read = [(one, weight) for one in project.indicators if (weight := _weight(one)) is not None]
    return read if len(read) == len(project.indicators) else []


def _sums_up(total: Decimal) -> bool:
    return any(abs(total - whole) <= _ROUNDED for whole in (_FULL, _FULL - _PAYMENT))


@project_rule("WGT-01", Severity.ERROR, fix="调整各条权重，合计 90（预算执行率另占 10）或 100。", basis=WEIGHTED)
def weights_do_not_add_up(project: Project, department: Department) -> Hits:
    """一个项目的指标权重合计不对。

    为何：自评满分 100 分，其中预算执行率 10 分；权重合计不对，总分就算不对。
    错例：九条指标的权重合计 95。
    正例：权重合计 90，另有预算执行率 10；或按当地要求合计 100。
    """
    weights = _weights(project, department)
    total = sum((weight for _, weight in weights), Decimal(0))
    if weights and not _sums_up(total):
        message = f"指标权重合计应为 90（预算执行率另占 10）或 100，当前 {share_text(total)}。"
        yield Hit(project.at("weight", weights[0][0]), message)


@project_rule("WGT-02", Severity.WARNING, fix="按通常的分配调整，或说明理由。", basis=WEIGHTED)
def level_out_of_proportion(project: Project, department: Department) -> Hits:
    """一级指标的权重与通常的分配相差 5 以上。

    为何：通常成本 20、产出 40、效益 20、满意度 10；不设成本的，产出 50、效益 30；没有满意度的，并入效益。
    错例：产出 65，效益 5，满意度 20。
    正例：产出 50，效益 30，满意度 10。
    """
    by_level: dict[str, Decimal] = defaultdict(Decimal)
    for indicator, weight in _weights(project, department):
        by_level[core(indicator.level1)] += weight
    total = sum(by_level.values(), Decimal(0))
    if not by_level or not _sums_up(total):
        return
    usual = _usual(by_level, department.profile.weights)
    scale = total / (sum(usual.values()) or 1)
    apart = [
        f"{level}指标 {share_text(weight)}（通常 {share_text(usual[level])}）"
        for level, weight in by_level.items()
        if level in usual and min(abs(weight - usual[level]), abs(weight - usual[level] * scale)) > _APART
    ]
    if apart:
        first = next(one for one in project.indicators if core(one.level1) == apart[0].partition("指标")[0])
        yield Hit(project.at("weight", first), f"一级指标权重偏离通常的分配：{'，'.join(apart)}。")


def _usual(present: Mapping[str, Decimal], weights: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Give the usual weights of the levels that a project has: those it lacks fall to others."""
    usual = {core(level): weight for level, weight in weights.items()}
    for lacking, *heirs in groups("weights.takes_over"):
        if lacking in usual and lacking not in present:
            part = usual.pop(lacking) / len(heirs)
            usual |= {heir: usual.get(heir, Decimal(0)) + part for heir in heirs}
    return usual


@project_rule(
    "WGT-03",
    Severity.ERROR,
    fix="每条指标填一个大于 0 的数，如 10。",
    basis=WEIGHTED,
    repeats="{n}/{of} 条指标的权重没有填好，如：{first}",
)
def weight_is_no_number(project: Project, department: Department) -> Hits:
    """指标的权重没有填，或者不是大于 0 的数。

    为何：没有权重的指标不计分，等于没有设。
    错例：权重 0；权重“较高”。
    正例：权重 10。
    """
    if not department.profile.weights:
        return
    for indicator in project.indicators:
        if _weight(indicator) is None:
            typed = "空着没有填" if blank(indicator.weight) else f"“{indicator.weight.strip()}”不是大于 0 的数"
            yield Hit(project.at("weight", indicator), f"第 {indicator.number} 条指标的权重{typed}。")


@project_rule("WGT-04", Severity.INFO, fix="把权重分到能说明任务的几条指标上。", basis=WEIGHTED)
def weight_too_heavy(project: Project, department: Department) -> Hits:
    """一条指标的权重超过 30。

    为何：一条指标占了近三分之一，它没有完成，整个项目就评不好。
    错例：“培训人数”一条占 60。
    正例：培训人数 15，培训期数 10，考核合格率 15。
    """
    for indicator, weight in _weights(project, department):
        if weight > _HEAVY:
            message = f"“{indicator.name.strip()}”的权重 {share_text(weight)} 超过 {share_text(_HEAVY)}。"
            yield Hit(project.at("weight", indicator), message)


@department_rule("WGT-05", Severity.INFO, fix="不必改动；自评时按通常的分配给各条指标赋分。", basis=WEIGHTED)
def form_without_weights(department: Department) -> Hits:
    """表样没有分值权重一栏。

    为何：申报时不填权重，到自评时才分配，宜早作准备：产出 50、效益 30、满意度 10，预算执行率 10。
    错例：河北 2025 年表样（没有权重栏，不是填报的错）。
    正例：通用 2021 年表样，每条指标有权重。
    """
    if department.projects and not department.profile.weights:
        message = "表样没有分值权重栏；自评时可按产出 50、效益 30、满意度 10、预算执行率 10 分配。"
        yield Hit(Place(None, "unit_name"), message)
