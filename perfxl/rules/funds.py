"""Money of one project: its budget and sources, and what it is said to buy (FUND-01 to FUND-08)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, combinations

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from perfxl.model.amounts import CENT, blank, folded, money_text
from perfxl.model.department import Department
from perfxl.model.findings import Edit, Severity
from perfxl.model.project import MONEY_FIELDS, Funds, Project
from perfxl.rules._lexicon import any_of
from perfxl.rules._money import HALF_CENT, Said, Says, is_plain, said
from perfxl.rules._rule import Hit, Hits, department_rule, project_rule
from perfxl.rules.structure import FORM

MATCHED = "财预〔2015〕88号（适当性：资金匹配）"

_LABELS = {"budget": "预算数", "fiscal": "财政资金", "other": "其他资金"}
_LARGE, _HUGE, _TIMES = 10_000, 100_000, 100
_NEAR_COPY, _MEANINGFUL = 80, 3
_MOST_AMOUNTS = 100  # in one text; what has more is no sentence about the budget

_LEAD = re.compile(rf"^(?:\d+[.、．]|{any_of('funds.lead').pattern})+")
_TAIL = re.compile(rf"(?:{any_of('funds.tail').pattern}|[。；，、.;,])+$")
_EMPTY = any_of("funds.empty")
_MONEY = re.compile(r"(?:经费|资金|费用|支出|开支)+$")


@project_rule("FUND-01", Severity.ERROR, fix="按批复填写预算数，单位万元。", basis=MATCHED, blocking=True)
def budget_is_no_positive_amount(project: Project, department: Department) -> Hits:
    """预算数不是大于 0 的数。

    为何：预算数是全表的基准，读不出来就无法核对和汇总。
    错例：预算数“约100万”。
    正例：预算数 100.00。
    """
    budget, typed = project.funds.budget, project.text("budget")
    if not blank(typed) and (budget is None or budget <= 0):
        fault = "读不成金额，只能填数字" if budget is None else "不大于 0"
        yield Hit(project.at("budget"), f"预算数“{typed.strip()}”{fault}。")


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
    if gap > HALF_CENT:
        sources = f"财政资金 {money_text(fiscal)} + 其他资金 {money_text(other or Decimal(0))}"
        yield Hit(project.at("budget"), f"预算数 {money_text(budget)} ≠ {sources}，差 {money_text(gap)} 万元。")


@project_rule("FUND-03", Severity.ERROR, fix="只填数字，单位万元，保留两位小数。", basis=FORM, blocking=True)
def amount_not_as_the_form_wants(project: Project, department: Department) -> Hits:
    """金额没有按“万元、两位小数”填写。

    为何：带千分位、全角数字、单位或文字的金额，表格不能相加。
    错例：1,234.50；１００．００；100万元；存成文本的 100。
    正例：1234.50；100.00。
    """
    for field in MONEY_FIELDS:
        typed, value, place = project.text(field), getattr(project.funds, field), project.at(field)
        label = _LABELS[field]
        if field in project.stored_as_text and value is not None and value >= 0:
            as_number = Edit(place, money_text(value), safe=True)
            yield Hit(place, f"{label}“{typed.strip()}”存成了文本，公式不会把它算进合计。", as_number)
        elif blank(typed) or is_plain(typed) or (field == "budget" and (value is None or value <= 0)):
            continue
        elif value is None:
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


@department_rule("FUND-05", Severity.WARNING, fix="核对金额单位；按元填的除以 10000。", basis=MATCHED)
def amount_seems_to_be_in_yuan(department: Department) -> Hits:
    """预算数好像是按“元”填的。

    为何：表的单位是万元，按元填就大了一万倍。
    错例：预算数 1000000.00（用途中写的是“共需资金100万元”）。
    正例：预算数 100.00。
    """
    whole = sum((one.funds.budget or Decimal(0) for one in department.projects), Decimal(0))
    for project in department.projects:
        budget = project.funds.budget
        if budget is not None and budget >= _LARGE and (reason := _in_yuan(project, budget, whole, department)):
            yield Hit(project.at("budget"), f"预算数 {money_text(budget)} 疑似以“元”填列（{reason}）。")


def _in_yuan(project: Project, budget: Decimal, whole: Decimal, department: Department) -> str:
    """Say why an amount looks as if it were in 元; "" where it does not."""
    listed = department.listing.projects if department.listing else ()
    elsewhere = [row.budget for row in listed if row.budget and folded(row.code) == folded(project.code)]
    elsewhere += [one.wan for text in (project.purpose, project.goals) for one in said(text) if one.says is Says.TOTAL]
    others = whole - budget
    if any(abs(budget / _LARGE - amount) <= CENT for amount in elsewhere):
        return f"除以 10000 后与别处所写的 {money_text(budget / _LARGE)} 万元相同"
    if others and budget > _TIMES * others:
        return f"为其余项目合计的 {budget / others:.0f} 倍"
    return f"整数部分有 {len(str(int(budget)))} 位" if budget >= _HUGE else ""


@project_rule("FUND-06", Severity.ERROR, fix="核对用途中的项目总额与预算数。", basis=MATCHED)
def amount_in_purpose_differs_from_budget(project: Project, department: Department) -> Hits:
    """资金用途里写的项目总额与预算数不一致。

    为何：同一张表里两个总额，读者不知道信哪个。单价、人均标准和分项金额不在此列。
    错例：预算数 100.00，用途“共需资金120万元”。
    正例：预算数 100.00，用途“共需资金100万元”。
    """
    yield from wrong_total(project, department, "purpose", "资金用途")


def wrong_total(project: Project, department: Department, field: str, label: str) -> Hits:
    """Say where a text names a total of the project that is not its budget."""
    amounts = list(said(project.text(field), department.year))[:_MOST_AMOUNTS]
    wrong = next(_wrong_totals(amounts, project.funds), None)
    if wrong is not None and project.funds.budget is not None:
        told = f"{label}中的金额 {money_text(wrong)} 万元"
        yield Hit(project.at(field), f"{told}与预算数 {money_text(project.funds.budget)} 万元不一致。")


def _wrong_totals(amounts: Sequence[Said], funds: Funds) -> Iterator[Decimal]:
    """Give what a text says the project costs in all, where no reading of its amounts gives the budget."""
    if funds.budget is None or any(abs(whole - funds.budget) <= CENT for whole in _readings(amounts)):
        return
    for one in amounts:
        above = one.wan > funds.budget + CENT and one.says in {Says.TOTAL_IF_ALONE, Says.TOTAL_IF_ABOVE}
        alone = one.says is Says.TOTAL_IF_ALONE and one.first and len(amounts) == 1
        if (one.says is Says.TOTAL or above or alone) and one.wan not in {funds.fiscal, funds.other}:
            yield one.wan


def _readings(amounts: Sequence[Said]) -> Iterator[Decimal]:
    """Give what the amounts may come to: each, those that stand side by side, all totals, all parts, and both."""
    upto = accumulate((one.wan for one in amounts), initial=Decimal(0))
    yield from (high - low for low, high in combinations(upto, 2))
    totals = sum((one.wan for one in amounts if one.says is Says.TOTAL), Decimal(0))
    parts = sum((one.wan for one in amounts if one.says not in {Says.TOTAL, Says.OTHER_SCOPE}), Decimal(0))
    yield from (totals, parts, totals + parts)


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
        departs = difference(bare(project.name), bare(project.purpose))
        message = f"资金用途“{project.purpose.strip()}”复述项目名称而又不一致：{departs}。"
        yield Hit(project.at("purpose"), message)


def bare(text: str) -> str:
    """Reduce a purpose, a goal or a name to what it speaks of: without numbering, 用于 and the like."""
    return _TAIL.sub("", _LEAD.sub("", folded(text)))


def _copied(project: Project) -> str:
    """Tell whether the purpose says no more than the name: "same", "differs" from it in a few characters, or ""."""
    purpose, name = bare(project.purpose), bare(project.name)
    if not purpose or not name or set(re.findall(r"\d+", purpose)) - set(re.findall(r"\d+", name)):
        return ""
    added = _EMPTY.sub("", purpose.replace(name, "", 1))
    if purpose == name:
        return "same"
    if name in purpose:
        return "same" if not added else "differs" if len(added) < _MEANINGFUL else ""
    if max(fuzz.ratio(purpose, name), fuzz.ratio(*(_MONEY.sub("", text) for text in (purpose, name)))) >= _NEAR_COPY:
        return "differs"
    return "same" if len(added) < _MEANINGFUL else ""


_WAYS = {"delete": "少了“{0}”", "insert": "多了“{1}”", "replace": "“{0}”写成“{1}”"}


def departures(name: str, copy: str) -> Iterator[tuple[str, str, str]]:
    """Give each way in which a text departs from what it copies: delete, insert or replace, and the letters of both."""
    for step in Levenshtein.opcodes(name, copy):
        if step.tag != "equal":
            yield step.tag, name[step.src_start : step.src_end], copy[step.dest_start : step.dest_end]


def told(steps: Iterable[tuple[str, str, str]]) -> str:
    """Put departures into words."""
    return "，".join(_WAYS[way].format(right, said) for way, right, said in steps)


def difference(name: str, copy: str) -> str:
    """Say in words how a text departs from what it copies."""
    return told(departures(name, copy))
