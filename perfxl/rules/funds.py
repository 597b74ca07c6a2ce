"""Money of one project: its budget and sources, what it is said to buy, and what things cost (FUND)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from perfxl.model.amounts import CENT, blank, folded, money_text
from perfxl.model.department import Department
from perfxl.model.findings import Edit, Severity
from perfxl.model.project import MONEY_FIELDS, Indicator, Project
from perfxl.rules._lexicon import any_of, mapping, words
from perfxl.rules._rule import Hit, Hits, project_rule
from perfxl.rules.structure import FORM, core, is_cost

MATCHED = "财预〔2015〕88号（适当性：资金匹配）"
COST = "财预〔2021〕101号（成本指标）"

_LABELS = {"budget": "预算数", "fiscal": "财政资金", "other": "其他资金"}
_PLAIN = re.compile(r"[0-9]+(\.[0-9]{1,2})?")
_HALF_CENT = Decimal("0.005")
_LARGE, _HUGE, _TIMES = 10_000, 100_000, 100
_NEAR_COPY, _MEANINGFUL, _NEAR = 80, 3, 10
_LOOSE = Decimal("0.05")

_WAN = {unit: Decimal(times) for unit, times in mapping("funds.wan").items()}
_SAME_UNIT = mapping("funds.same_unit")
_PERIODS = {period: Decimal(times) for period, times in mapping("funds.periods").items()}
_PER_PERIOD = {word: Decimal(times) for word, times in mapping("funds.per_period").items()}
_LEAD = re.compile(rf"^(?:\d+[.、．]|{any_of('funds.lead').pattern})+")
_TAIL = re.compile(rf"(?:{any_of('funds.tail').pattern}|[。；，、.;,])+$")
_EMPTY, _TOTAL, _OTHER_SCOPE = any_of("funds.empty"), any_of("funds.total"), any_of("funds.other_scope")
_UNIT_PRICE, _BOUNDED = any_of("funds.unit_price"), any_of("funds.bounded")
_CLAUSE = re.compile(r"[，。；;\n]|,(?!\d{3})")
_AMOUNT = re.compile(r"(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>亿元|万元|千元|元)(?!/|每)")
_PRICE = re.compile(r"(?P<money>亿元|万元|千元|元)(?:(?:/|每)(?P<per>.+))?")


@project_rule("FUND-01", Severity.ERROR, fix="按批复填写预算数，单位万元。", basis=MATCHED, blocking=True)
def budget_is_no_positive_amount(project: Project, department: Department) -> Hits:
    """预算数不是大于 0 的数。

    为何：预算数是全表的基准，读不出来就无法核对和汇总。
    错例：预算数“约100万”。
    正例：预算数 100.00。
    """
    budget, typed = project.funds.budget, project.text("budget")
    if not blank(typed) and (budget is None or budget <= 0):
        yield Hit(project.at("budget"), f"预算数须为大于 0 的数，当前为“{typed.strip()}”。")


@project_rule("FUND-02", Severity.ERROR, fix="核对三个金额；“其他资金”没有就填 0.00。", basis=MATCHED, blocking=True)
def sources_do_not_add_up(project: Project, department: Department) -> Hits:
    """预算数不等于财政资金与其他资金之和。

    为何：审核时先对这一行，对不上整表退回。
    错例：预算数 100.00，财政 90.00，其他 0.00。
    正例：预算数 100.00，财政 100.00，其他 0.00。
    """
    budget, fiscal, other = project.funds.budget, project.funds.fiscal, project.funds.other
    if budget is None or fiscal is None or (other is None and not blank(project.text("other"))):
        return
    gap = abs(project.funds.gap)
    if gap > _HALF_CENT:
        sources = f"财政资金 {money_text(fiscal)} + 其他资金 {money_text(other or Decimal(0))}"
        yield Hit(project.at("budget"), f"预算数 {money_text(budget)} ≠ {sources}，差 {money_text(gap)} 万元。")


@project_rule("FUND-03", Severity.ERROR, fix="只填数字，单位万元，保留两位小数。", basis=FORM, blocking=True)
def amount_not_as_the_form_wants(project: Project, department: Department) -> Hits:
    """金额没有按“万元、两位小数”填写。

    为何：带千分位、全角数字、单位或文字的金额，表格不能相加。
    错例：1,234.50；１００．００；100万元。
    正例：1234.50；100.00。
    """
    for field in MONEY_FIELDS:
        typed, value, place = project.text(field), getattr(project.funds, field), project.at(field)
        label = _LABELS[field]
        if blank(typed) or _PLAIN.fullmatch(typed.strip()) or (field == "budget" and (value is None or value <= 0)):
            continue
        if value is None:
            yield Hit(place, f"{label}“{typed.strip()}”读不出金额。")
        elif value < 0:
            yield Hit(place, f"{label}“{typed.strip()}”是负数。")
        else:
            edit = Edit(place, money_text(value), safe=True) if value == value.quantize(CENT) else None
            yield Hit(place, f"{label}应以万元为单位保留两位小数，当前为“{typed.strip()}”。", edit)


@project_rule("FUND-04", Severity.INFO, fix="没有其他资金就填 0.00。", basis=FORM)
def other_funds_left_blank(project: Project, department: Department) -> Hits:
    """“其他资金”空着没有填。

    为何：空白分不清是没有还是漏填，填 0.00 才能和预算数对上。
    错例：其他资金（空白）。
    正例：其他资金 0.00。
    """
    place = project.at("other")
    if blank(project.text("other")):
        yield Hit(place, "“其他资金”没有填。", Edit(place, "0.00", safe=True))


@project_rule("FUND-05", Severity.WARNING, fix="核对金额单位；按元填的除以 10000。", basis=MATCHED)
def amount_seems_to_be_in_yuan(project: Project, department: Department) -> Hits:
    """预算数好像是按“元”填的。

    为何：表的单位是万元，按元填就大了一万倍。
    错例：预算数 1000000.00（用途中写的是“共需资金100万元”）。
    正例：预算数 100.00。
    """
    budget = project.funds.budget
    if budget is None or budget < _LARGE:
        return
    listed = department.listing.projects if department.listing else ()
    elsewhere = [row.budget for row in listed if row.budget and folded(row.code) == folded(project.code)]
    elsewhere += [amount for text in (project.purpose, project.goals) for amount, total in _amounts(text) if total]
    others = sum((one.funds.budget or Decimal(0) for one in department.projects if one is not project), Decimal(0))
    if any(abs(budget / _LARGE - amount) <= CENT for amount in elsewhere):
        reason = f"除以 10000 后与别处所写的 {money_text(budget / _LARGE)} 万元相同"
    elif others and budget > _TIMES * others:
        reason = f"为其余项目合计的 {budget / others:.0f} 倍"
    elif budget >= _HUGE:
        reason = f"整数部分有 {len(str(int(budget)))} 位"
    else:
        return
    yield Hit(project.at("budget"), f"预算数 {money_text(budget)} 疑似以“元”填列（{reason}）。")


@project_rule("FUND-06", Severity.ERROR, fix="核对文字中的项目总额与预算数。", basis=MATCHED)
def amount_in_words_differs_from_budget(project: Project, department: Department) -> Hits:
    """用途或目标里写的项目总额与预算数不一致。

    为何：同一张表里两个总额，读者不知道信哪个。单价、人均标准和分项金额不在此列。
    错例：预算数 100.00，用途“共需资金120万元”。
    正例：预算数 100.00，用途“共需资金100万元”。
    """
    budget = project.funds.budget
    if budget is None:
        return
    for field in ("purpose", "goals"):
        amounts = list(_amounts(project.text(field)))
        totals = [amount for amount, total in amounts if total]
        parts = sum((amount for amount, total in amounts if not total), Decimal(0))
        agreeing = (*(amount for amount, _ in amounts), parts, parts + sum(totals))
        if totals and all(abs(amount - budget) > CENT for amount in agreeing):
            name = "资金用途" if field == "purpose" else "绩效目标"
            wrong = f"{name}中的金额 {money_text(totals[0])} 万元"
            yield Hit(project.at(field), f"{wrong}与预算数 {money_text(budget)} 万元不一致。")


def _amounts(text: str) -> Iterator[tuple[Decimal, bool]]:
    """Give the amounts in a text in 万元, each with whether it is said to be the project's total."""
    for clause in map(folded, _CLAUSE.split(text)):
        if _OTHER_SCOPE.search(clause):
            continue
        end = 0
        for match in _AMOUNT.finditer(clause):
            before = clause[max(end, match.start() - _NEAR) : match.start()]
            end = match.end()
            yield Decimal(match["number"].replace(",", "")) * _WAN[match["unit"]], bool(_TOTAL.search(before))


@project_rule(
    "FUND-07", Severity.WARNING, fix="写明钱花在哪些事项、数量和标准上。", basis="财预〔2015〕88号（指向明确）"
)
def purpose_only_repeats_the_name(project: Project, department: Department) -> Hits:
    """资金用途过于笼统，只把项目名称又说了一遍。

    为何：看不出钱花在什么事项上，就无法判断预算合不合理。
    错例：项目“县乡公路日常养护”，用途“用于县乡公路日常养护”。
    正例：支付120公里县乡公路全年保洁、坑槽修补和桥涵巡检的人工与材料费。
    """
    if _copied(project):
        yield Hit(project.at("purpose"), f"资金用途“{project.purpose.strip()}”过于笼统，仅复述项目名称。")


@project_rule(
    "FUND-08", Severity.WARNING, fix="名称写准确，并写明事项、数量和标准。", basis="财预〔2015〕88号（指向明确）"
)
def purpose_misquotes_the_name(project: Project, department: Department) -> Hits:
    """资金用途照抄项目名称，却又抄得不一样。

    为何：名称对不上，会让人以为是另一个项目；而且只抄名称并没有说明用途。
    错例：项目“农村独生子女父母奖励”，用途“用于农村独生子女奖励”。
    正例：按每人每年960元标准，向280名农村独生子女父母发放奖励扶助金。
    """
    if _copied(project) == "differs":
        difference = _difference(_bare(project.name), _bare(project.purpose))
        message = f"资金用途“{project.purpose.strip()}”复述项目名称而又不一致：{difference}。"
        yield Hit(project.at("purpose"), message)


def _bare(text: str) -> str:
    return _TAIL.sub("", _LEAD.sub("", folded(text)))


def _copied(project: Project) -> str:
    """Tell whether the purpose says no more than the name: "same", "differs" from it in a few characters, or ""."""
    purpose, name = _bare(project.purpose), _bare(project.name)
    if not purpose or not name or set(re.findall(r"\d+", purpose)) - set(re.findall(r"\d+", name)):
        return ""
    added = _EMPTY.sub("", purpose.replace(name, "", 1))
    if purpose == name:
        return "same"
    if name in purpose:
        return "same" if not added else "differs" if len(added) < _MEANINGFUL else ""
    if fuzz.ratio(purpose, name) >= _NEAR_COPY:
        return "differs"
    return "same" if len(added) < _MEANINGFUL else ""


def _difference(name: str, purpose: str) -> str:
    """Say in words how a purpose departs from the name."""
    ways = {"delete": "少了“{0}”", "insert": "多了“{1}”", "replace": "“{0}”写成“{1}”"}
    return "，".join(
        ways[step.tag].format(name[step.src_start : step.src_end], purpose[step.dest_start : step.dest_end])
        for step in Levenshtein.opcodes(name, purpose)
        if step.tag != "equal"
    )


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
