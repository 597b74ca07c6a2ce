"""What things cost: cost indicators in money, and whether quantity times price gives the budget (FUND-09 to 11)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from rapidfuzz import fuzz

from perfxl.model.amounts import blank, folded, money_text
from perfxl.model.department import Department
from perfxl.model.findings import Severity
from perfxl.model.project import Indicator, Project
from perfxl.rules._lexicon import any_of, mapping, words
from perfxl.rules._rule import Hit, Hits, project_rule
from perfxl.rules.structure import core, is_cost

COST = "财预〔2021〕101号（成本指标）"

_HALF_CENT = Decimal("0.005")
_LOOSE = Decimal("0.05")
_WAN = {unit: Decimal(times) for unit, times in mapping("funds.wan").items()}
_SAME_UNIT = mapping("funds.same_unit")
_PERIODS = {period: Decimal(times) for period, times in mapping("funds.periods").items()}
_PER_PERIOD = {word: Decimal(times) for word, times in mapping("funds.per_period").items()}
_UNIT_PRICE, _BOUNDED = any_of("funds.unit_price"), any_of("funds.bounded")
_PRICE = re.compile(r"(?P<money>亿元|万元|千元|元)(?:(?:/|每)(?P<per>.+))?")


@dataclass(frozen=True, slots=True)
class _Price:
    """A cost target in 万元: a total, or a unit price `per` some units."""

    indicator: Indicator
    wan: Decimal
    per: tuple[str, ...]

    @property
    def is_unit_price(self) -> bool:
        return bool(self.per or _UNIT_PRICE.search(self.indicator.name))


def _prices(project: Project) -> Iterator[_Price]:
    for indicator in filter(is_cost, project.indicators):
        target = indicator.measure
        match = _PRICE.fullmatch(target.unit)
        if match and target.number is not None:
            per = tuple(_unit(part) for part in re.split(r"[/·*×每]", match["per"] or "") if part)
            yield _Price(indicator, target.number * _WAN[match["money"]], per)


def _unit(text: str) -> str:
    return _SAME_UNIT.get(text, text)


@project_rule("FUND-09", Severity.WARNING, fix="让数量指标与单位成本指标对得上，相乘能还原预算数。", basis=COST)
def price_times_quantity_misses_budget(project: Project, department: Department) -> Hits:
    """数量指标乘以单位成本指标，还原不出预算数。

    为何：量价对得上，才说明预算有依据。一个数量和标准都没有的，另有规则提示。
    错例：预算数 100.00，养护里程 ≥120公里，养护成本 ≤2万元/公里。
    正例：预算数 100.00，养护里程 ≥120公里，养护成本 ≤0.83万元/公里。
    """
    budget, prices = project.funds.budget, list(_prices(project))
    unit_prices = [price for price in prices if price.is_unit_price]
    quantities = [one for one in project.indicators if core(one.level2) == "数量" and _is_count(one)]
    if not budget or (not unit_prices and (prices or not quantities)):
        return
    place = project.at("target", unit_prices[0].indicator if unit_prices else quantities[0])
    pairs = [(price, quantity) for price in unit_prices if (quantity := _partner(price, quantities))]
    if not pairs:
        lacking = "与单价相配的数量指标" if unit_prices else "单位成本指标"
        yield Hit(place, f"无法量价勾稽：缺少{lacking}，还原不出预算数 {money_text(budget)} 万元。")
        return
    once = sum((price.wan * _amount_of(quantity) for price, quantity in pairs), Decimal(0))
    whole_year = sum((_whole_year(price, quantity, quantities) for price, quantity in pairs), Decimal(0))
    if all(abs(total - budget) > _LOOSE * budget for total in (once, whole_year)):
        formula = " + ".join(
            f"{quantity.name}{quantity.target} × {price.indicator.name}{price.indicator.target}"
            for price, quantity in pairs
        )
        yield Hit(place, f"无法量价勾稽：{formula} = {once:.2f} 万元，预算数是 {money_text(budget)} 万元。")


def _is_count(indicator: Indicator) -> bool:
    target = indicator.measure
    return target.number is not None and target.unit not in {"", "%", "‰"}


def _partner(price: _Price, quantities: list[Indicator]) -> Indicator | None:
    """Find the quantity that a unit price multiplies: of its unit, if it has one, and of the likest name."""
    fitting = [one for one in quantities if _unit_of(one) in price.per] if price.per else quantities
    return max(fitting, key=lambda one: fuzz.ratio(one.name, price.indicator.name), default=None)


def _unit_of(quantity: Indicator) -> str:
    unit = quantity.measure.unit
    return _unit(unit.removeprefix("万") or unit)


def _amount_of(quantity: Indicator) -> Decimal:
    target = quantity.measure
    scale = 10_000 if target.unit.startswith("万") and len(target.unit) > 1 else 1
    return (target.number or Decimal(0)) * scale


def _whole_year(price: _Price, quantity: Indicator, quantities: list[Indicator]) -> Decimal:
    """Multiply through the year: 元/人·月 by 12, 元/人·天 by the days among the quantities, 日均 by 365."""
    total = price.wan * _amount_of(quantity)
    for word, times in _PER_PERIOD.items():
        total *= times if word in quantity.name else 1
    for unit in price.per:
        if unit != _unit_of(quantity):
            counted = next((one for one in quantities if _unit_of(one) == unit), None)
            total *= _amount_of(counted) if counted else _PERIODS.get(unit, Decimal(1))
    return total


@project_rule("FUND-10", Severity.ERROR, fix="改为金额或单价，如“总成本 ≤15.00万元”“单车年费 ≤600元/台”。", basis=COST)
def cost_is_no_amount(project: Project, department: Department) -> Hits:
    """成本指标没有用金额或单价表示。

    为何：百分比的成本看不出花多少钱，约束不了支出。
    错例：项目总成本 ≤90%。
    正例：项目总成本 ≤15.00万元。
    """
    has_amount = next(_prices(project), None) is not None
    for indicator in filter(is_cost, project.indicators):
        target = indicator.measure
        if blank(indicator.target) or target.fault or _PRICE.fullmatch(target.unit) or _BOUNDED.search(target.typed):
            continue
        beside = has_amount and folded(indicator.name).endswith(tuple(words("funds.rates")))
        if not beside and core(indicator.level2) not in words("funds.other_costs"):
            message = f"成本指标未以金额或单价表示：“{indicator.name.strip()}{indicator.target.strip()}”。"
            yield Hit(project.at("target", indicator), message)


@project_rule("FUND-11", Severity.ERROR, fix="核对成本指标与预算数，成本不应高于预算。", basis=COST)
def cost_exceeds_budget(project: Project, department: Department) -> Hits:
    """成本指标的总额大于预算数。

    为何：成本高于预算，等于计划超支。
    错例：预算数 15.00，项目总成本 ≤18.00万元。
    正例：预算数 15.00，项目总成本 ≤15.00万元。
    """
    budget = project.funds.budget
    for price in _prices(project):
        if budget and not price.is_unit_price and price.wan > budget + _HALF_CENT:
            cost = f"成本指标“{price.indicator.name.strip()}”{money_text(price.wan)} 万元"
            yield Hit(project.at("target", price.indicator), f"{cost}大于预算数 {money_text(budget)} 万元。")
