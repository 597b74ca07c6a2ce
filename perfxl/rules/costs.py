"""What things cost: cost indicators in money, and whether quantity times price gives the budget (FUND-09 to 11)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import prod
from types import MappingProxyType

from rapidfuzz import fuzz

from perfxl.model.amounts import blank, folded, money_text
from perfxl.model.department import Department
from perfxl.model.findings import Severity
from perfxl.model.project import Indicator, Project
from perfxl.rules._lexicon import any_of, mapping, words
from perfxl.rules._money import HALF_CENT, WAN, Says, said
from perfxl.rules._rule import Hit, Hits, project_rule
from perfxl.rules.structure import core, is_cost

COST = "财预〔2021〕101号（成本指标）"

_LOOSE = Decimal("0.05")
_WAN = Decimal(10_000)
_MOST_PAIRS, _MOST_TOTALS = 7, 4  # what is tried in every combination; more are tried only all together
_SAME_UNIT, _NEAR_UNIT = mapping("funds.same_unit"), mapping("funds.near_unit")
_PERIODS = {period: Decimal(times) for period, times in mapping("funds.periods").items()}
_PER_PERIOD = {word: Decimal(times) for word, times in mapping("funds.per_period").items()}
_PERIOD_SAID = re.compile(r"(?<![\d.])(?P<number>\d{1,3})个?(?P<unit>天|月|周|学期)(?![底初末内前均以])")
_NONE: Mapping[str, Decimal] = MappingProxyType({})
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
            parts = [part for part in re.split(r"[/·*×每]", match["per"] or "") if part]
            many = _WAN ** sum(_plain(part) != part for part in parts)
            per = tuple(_unit(_plain(part)) for part in parts)
            yield _Price(indicator, target.number * WAN[match["money"]] / many, per)


def _unit(text: str) -> str:
    return _SAME_UNIT.get(text, text)


def _plain(unit: str) -> str:
    """Take 万 off a unit: a price per 万尾 is one of ten thousand 尾."""
    return unit.removeprefix("万") or unit


@dataclass(frozen=True, slots=True)
class Reckoning:
    """Quantity × unit price held against the budget: how it was reckoned, in words; `agrees` None if nothing was."""

    words: str
    agrees: bool | None
    indicator: Indicator | None = None


def reckoning(project: Project) -> Reckoning:
    """Hold quantities times unit prices against the budget, and say which pairs were used."""
    budget, prices = project.funds.budget, list(_prices(project))
    unit_prices = [price for price in prices if price.is_unit_price]
    quantities = [one for one in project.indicators if core(one.level2) == "数量" and _is_count(one)]
    if not budget or not (unit_prices or quantities):
        return Reckoning("没有数量也没有单价，不能量价勾稽", None)
    told = f"预算数 {money_text(budget)} 万元"
    at = unit_prices[0].indicator if unit_prices else quantities[0]
    pairs = [(price, quantity) for price in unit_prices if (quantity := _partner(price, quantities))]
    if not pairs:
        lacking = "与单价相配的数量指标" if unit_prices else "单位成本指标"
        missing = None if prices and not unit_prices else False  # a total cost alone is another way to bound the money
        return Reckoning(f"缺少{lacking}，还原不出{told}", missing, at)
    spoken_of = _periods_spoken_of(project)
    products = [_products(price, quantity, quantities, spoken_of) for price, quantity in pairs]
    others = [_other_products(price, quantities) for price, _ in pairs]
    totals = [(price.wan,) for price in prices if not price.is_unit_price]
    agrees = (
        _restores(budget, products, totals) or _itemised(project, budget, products) or _restores(budget, others, totals)
    )
    formula = " + ".join(f"{_said(quantity)} × {_said(price.indicator)}" for price, quantity in pairs)
    once, through = (sum(product[which] for product in products) for which in (0, -1))
    near = min((once, through), key=lambda whole: abs(whole - budget))
    return Reckoning(f"{formula} = {near:.2f} 万元，{told}", agrees, at)


def _periods_spoken_of(project: Project) -> dict[str, Decimal]:
    """Give how many days, months … the purpose or else the goals speak of: 全年供餐200天."""
    text = folded(f"{project.goals}\n{project.purpose}")
    return {_unit(match["unit"]): Decimal(match["number"]) for match in _PERIOD_SAID.finditer(text)}


def _said(indicator: Indicator) -> str:
    return f"{indicator.name.strip()}{indicator.target.strip()}"


@project_rule("FUND-09", Severity.WARNING, fix="让数量指标与单位成本指标对得上，相乘能还原预算数。", basis=COST)
def price_times_quantity_misses_budget(project: Project, department: Department) -> Hits:
    """数量指标乘以单位成本指标，还原不出预算数。

    为何：量价对得上，才说明预算有依据。一个数量和标准都没有的，另有规则提示。
    错例：预算数 100.00，养护里程 ≥120公里，养护成本 ≤2万元/公里。
    正例：预算数 100.00，养护里程 ≥120公里，养护成本 ≤0.83万元/公里。
    """
    reckoned = reckoning(project)
    if reckoned.agrees is False and reckoned.indicator:
        yield Hit(project.at("target", reckoned.indicator), f"无法量价勾稽：{reckoned.words}。")


def _restores(budget: Decimal, products: Sequence[Sequence[Decimal]], totals: Sequence[Sequence[Decimal]]) -> bool:
    """Tell whether some of the products, perhaps with costs given as totals, come near the budget."""
    most = (1 + _LOOSE) * budget
    together = {sum((product[which] for product in products if product), Decimal(0)) for which in (0, -1)}
    some = together | _sums(products[:_MOST_PAIRS], {Decimal(0)}, most) - {Decimal(0)}
    beside = [total for total in totals if total[0] < (1 - _LOOSE) * budget]  # a total near the budget is no part of it
    return any(abs(whole - budget) <= _LOOSE * budget for whole in _sums(beside[:_MOST_TOTALS], some, most))


def _sums(choices: Sequence[Sequence[Decimal]], start: Collection[Decimal], most: Decimal) -> set[Decimal]:
    """Add to each start one amount, or none, of each choice; leave out what exceeds the most."""
    sums = {whole for whole in start if whole <= most}
    for amounts in choices:
        sums |= {whole + amount for whole in sums for amount in amounts if whole + amount <= most}
    return sums


def _itemised(project: Project, budget: Decimal, products: Sequence[Sequence[Decimal]]) -> bool:
    """Tell whether the purpose says in amounts what makes up the budget, and each product is one of them."""
    parts = [one.wan for one in said(project.purpose) if one.says not in {Says.TOTAL, Says.OTHER_SCOPE}]
    return abs(sum(parts) - budget) <= HALF_CENT and all(
        any(abs(amount - part) <= _LOOSE * part for amount in product for part in parts) for product in products
    )


def _is_count(indicator: Indicator) -> bool:
    target = indicator.measure
    return target.number is not None and target.unit not in {"", "%", "‰"}


def _partner(price: _Price, quantities: list[Indicator]) -> Indicator | None:
    """Find the quantity that a unit price multiplies: of its unit or a near one, if any, and of the likest name."""
    fitting = [one for one in quantities if _unit_of(one) in price.per] if price.per else quantities
    fitting = fitting or _near_ones(price, quantities)
    return max(fitting, key=lambda one: fuzz.ratio(one.name, price.indicator.name), default=None)


def _near_ones(price: _Price, quantities: list[Indicator]) -> list[Indicator]:
    """Give the quantities counted in the price's unit or in one that people write for it (座 for 处)."""
    near = {_near(unit) for unit in price.per}
    return [one for one in quantities if _near(_unit_of(one)) in near] if near else quantities


def _other_products(price: _Price, quantities: list[Indicator]) -> list[Decimal]:
    """Multiply by each quantity of the unit, and by all of them: the likest name may be that of a part."""
    each = [_products(price, one, quantities) for one in _near_ones(price, quantities)[:_MOST_PAIRS]]
    return [*(amount for product in each for amount in product), sum((product[0] for product in each), Decimal(0))]


def _near(unit: str) -> str:
    return _NEAR_UNIT.get(unit, unit)


def _unit_of(quantity: Indicator) -> str:
    unit = quantity.measure.unit
    return _unit(unit.removeprefix("万") or unit)


def _amount_of(quantity: Indicator) -> Decimal:
    target = quantity.measure
    scale = 10_000 if target.unit.startswith("万") and len(target.unit) > 1 else 1
    return (target.number or Decimal(0)) * scale


def _products(
    price: _Price, quantity: Indicator, quantities: list[Indicator], spoken_of: Mapping[str, Decimal] = _NONE
) -> tuple[Decimal, ...]:
    """Multiply once, by the periods that are spoken of, and through the year: 元/人·月 by 12, 日均 by 365."""
    once = price.wan * _amount_of(quantity)
    through = once * prod(often for word, often in _PER_PERIOD.items() if word in quantity.name)
    own = _periods(price, quantity, quantities, {**_PERIODS, **spoken_of})
    return once, through * own, through * _periods(price, quantity, quantities, _PERIODS)


def _periods(
    price: _Price, quantity: Indicator, quantities: list[Indicator], periods: Mapping[str, Decimal]
) -> Decimal:
    """Give how many times a price per 人·天 is paid for each: by the days among the quantities, else by the periods."""
    times = Decimal(1)
    for unit in price.per:
        if unit != _unit_of(quantity):
            counted = next((one for one in quantities if _unit_of(one) == unit), None)
            times *= _amount_of(counted) if counted else periods.get(unit, Decimal(1))
    return times


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
        if budget and not price.is_unit_price and price.wan > budget + HALF_CENT:
            cost = f"成本指标“{price.indicator.name.strip()}”{money_text(price.wan)} 万元"
            yield Hit(project.at("target", price.indicator), f"{cost}大于预算数 {money_text(budget)} 万元。")
