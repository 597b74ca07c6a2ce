"""The payment plan: four cumulative shares of the budget through the year (PLAN)."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from itertools import pairwise

from perfxl.model.amounts import blank, folded, share_text
from perfxl.model.department import Department
from perfxl.model.findings import Edit, Severity
from perfxl.model.project import Project
from perfxl.rules._lexicon import any_of
from perfxl.rules._rule import Hit, Hits, department_rule, project_rule
from perfxl.rules.structure import FORM

PACE = "预算执行序时进度要求（本工具建议，阈值可配）"
ADVICE = "本工具建议"

_FULL = Decimal(100)
_THREE_QUARTERS = 75
_PURCHASE_MARCH = Decimal(20)
_OFF_SEASON = Decimal(30)
_SAME_PLANS, _SAME_SHARE = 3, 0.5
_PURCHASE, _SERVICES = any_of("plan.purchase"), any_of("plan.services")
_DONE_FIRST, _ALL_YEAR = any_of("plan.done_first"), any_of("plan.all_year")
_SUBSIDIES = any_of("plan.subsidies")
_HEATING, _ONE_OFF = any_of("plan.heating"), any_of("plan.one_off")


def _is_purchase(project: Project) -> bool:
    return _follows_a_purchase(project) and not _SUBSIDIES.search(project.name)


def _follows_a_purchase(project: Project) -> bool:
    """Tell whether goods are bought, by the unit or with its subsidy: either is paid after they are delivered."""
    return bool(_PURCHASE.search(project.name)) and not _SERVICES.search(project.name)


def _paid_afterwards(project: Project) -> bool:
    """Tell whether most is paid when the thing is done: works, purchases, rewards; what runs all year is not."""
    done_first = _DONE_FIRST.search(project.name) is not None and not _ALL_YEAR.search(project.name)
    return done_first or _follows_a_purchase(project)


def _sound(project: Project) -> list[tuple[str, str, Decimal]]:
    """Give the nodes that can be judged; none where the plan was typed as fractions, which is one fault, not five."""
    nodes = [(field, label, x) for field, label, x in project.plan.nodes() if x is not None and 0 <= x <= _FULL]
    return [] if _as_fractions(project) else nodes


def _as_fractions(project: Project) -> bool:
    """Tell 0.3, 0.5, 0.8, 1 meant as 30, 50, 80, 100."""
    shares = [share for _, _, share in project.plan.nodes()]
    return shares[-1] == 1 and all(share is not None and 0 <= share <= 1 for share in shares)


@project_rule(
    "PLAN-01",
    Severity.ERROR,
    fix="四个节点都填累计百分比，12月底为 100。",
    basis=FORM,
    blocking=True,
    repeats="支出计划有 {n} 个节点没有填好，如：{first}",
)
def node_missing(project: Project, department: Department) -> Hits:
    """支出计划的四个节点没有填全，或者读不出来。

    为何：少一个节点，就无法按进度监控支出。
    错例：3月底 25，6月底（空白），10月底 80，12月底 100。
    正例：3月底 25，6月底 50，10月底 80，12月底 100。
    """
    for field, label, share in project.plan.nodes():
        typed = project.text(field)
        if blank(typed):
            yield Hit(project.at(field), f"{label}没有填。")
        elif share is None:
            yield Hit(project.at(field), f"{label}“{typed.strip()}”读不出百分比。")


@project_rule("PLAN-02", Severity.ERROR, fix="填 0 到 100 之间的累计百分比。", basis=FORM, blocking=True)
def share_out_of_range(project: Project, department: Department) -> Hits:
    """累计进度超出 0 到 100，或者写成了小数。

    为何：付款不会少于零，也不会多于全部预算；表头已注明是百分比。
    错例：10月底 180；或 0.3、0.5、0.8、1。
    正例：10月底 80；30、50、80、100。
    """
    if _as_fractions(project):
        typed = "、".join(project.text(field).strip() for field, _, _ in project.plan.nodes())
        yield Hit(project.at("plan.march"), f"支出计划“{typed}”疑似按小数填写，应填百分数（如 30）。")
    for field, label, share in project.plan.nodes():
        if share is not None and not 0 <= share <= _FULL:
            yield Hit(project.at(field), f"{label}进度 {share_text(share)}% 超出 0–100%。")


@project_rule("PLAN-03", Severity.ERROR, fix="填累计数，后一个节点不小于前一个。", basis=FORM, blocking=True)
def share_falls(project: Project, department: Department) -> Hits:
    """累计进度下降了。

    为何：表里填的是累计数，只会增加；填成当期数就会忽高忽低。
    错例：6月底 50，10月底 30。
    正例：6月底 50，10月底 80。
    """
    for (_, earlier, before), (field, later, after) in pairwise(_sound(project)):
        if after < before:
            falls = f"{earlier} {share_text(before)}% > {later} {share_text(after)}%"
            yield Hit(project.at(field), f"累计进度不得下降：{falls}。")


@project_rule("PLAN-04", Severity.ERROR, fix="12月底填 100。", basis=FORM, blocking=True)
def year_does_not_end_at_100(project: Project, department: Department) -> Hits:
    """12月底的累计进度不是 100%。

    为何：当年预算应当在当年全部安排支出。
    错例：12月底 95。
    正例：12月底 100。
    """
    for field, label, share in _sound(project):
        if field == "plan.december" and share != _FULL:
            yield Hit(project.at(field), f"{label}累计进度应为 100%，当前 {share_text(share)}%。")


@project_rule(
    "PLAN-05",
    Severity.WARNING,
    fix="按序时进度调整，或说明原因。",
    basis=PACE,
    repeats="有 {n} 个节点进度偏慢，如：{first}",
)
def pace_too_slow(project: Project, department: Department) -> Hits:
    """支出进度低于序时要求。

    为何：钱压在年底容易突击花钱或结转。工程、购置、事后兑现的补助上半年不作要求；6月底赶上的、按季支付的不算慢。
    错例：6月底 20。
    正例：6月底 50。
    """
    floors = dict(zip(("plan.march", "plan.june", "plan.october"), department.profile.plan_floor, strict=True))
    shares = {field: share for field, _, share in _sound(project)}
    if _paid_afterwards(project):
        floors = {"plan.october": floors["plan.october"] / 2}
    elif shares.get("plan.june", 0) >= floors["plan.june"]:
        floors["plan.march"] /= 2  # what starts late and has caught up by June is in time
        if shares.get("plan.october", 0) >= _THREE_QUARTERS:
            del floors["plan.october"]  # paid by quarters, when they have ended
    for field, label, share in _sound(project):
        floor = floors.get(field)
        if floor is not None and share < floor:
            message = f"{label}累计进度 {share_text(share)}%，低于序时要求 {share_text(floor)}%。"
            yield Hit(project.at(field), message)


@department_rule("PLAN-06", Severity.WARNING, fix="按各项目合同和发放时点分别测算。", basis=ADVICE)
def plans_all_alike(department: Department) -> Hits:
    """多个项目的支出计划完全相同。

    为何：购置、发放、运行的付款时点各不相同，全部一样多半是套用模板。
    错例：六个项目都是 30、50、80、100。
    正例：购置类 0、60、90、100；按月支付类 25、50、83、100。
    """
    plans = {project.position: tuple(share for _, _, share in project.plan.nodes()) for project in department.projects}
    least = (*department.profile.plan_floor, _FULL)  # to keep to what PLAN-05 asks for is no copying
    times = Counter(plan for plan in plans.values() if None not in plan and plan != least)
    for project in department.projects:
        many = times[plans[project.position]]
        if many >= _SAME_PLANS and many >= _SAME_SHARE * len(plans):
            printed = "/".join(share_text(share) for _, _, share in project.plan.nodes() if share is not None)
            yield Hit(project.at("plan.march"), f"{many} 个项目支出计划完全相同（{printed}），疑似套用模板。")


@project_rule("PLAN-07", Severity.INFO, fix="按项目的付款时点调整，或说明原因。", basis=ADVICE)
def plan_does_not_fit_the_project(project: Project, department: Department) -> Hits:
    """支出计划与项目性质不匹配。

    为何：购置要先招标验收再付款，热力费集中在采暖季支付，一次性发放到时点付清。
    错例：设备购置 3月底 30。
    正例：设备购置 3月底 0。
    """
    nodes = {field: share for field, _, share in _sound(project)}
    if len(nodes) < len(list(project.plan.nodes())):
        return
    march, june, october, december = nodes.values()
    steps = (march, june - march, october - june, december - october)
    if _is_purchase(project) and march > _PURCHASE_MARCH:
        reason = f"购置类项目一季度难以支付 {share_text(march)}%"
    elif _HEATING.search(project.name) and october - march > _OFF_SEASON:
        reason = f"供暖支出应集中在采暖季，4—10月却安排了 {share_text(october - march)}%"
    elif _ONE_OFF.search(project.name) and all(step > 0 for step in steps):
        reason = "一次性支付应按发放时点安排，不宜四个时段均摊"
    else:
        return
    yield Hit(project.at("plan.march"), f"支出计划与项目性质不匹配（{reason}）。")


@project_rule(
    "PLAN-08",
    Severity.WARNING,
    fix="进度取整数百分比。",
    basis=ADVICE,
    repeats="有 {n} 个节点进度不是整数，如：{first}",
)
def share_too_precise(project: Project, department: Department) -> Hits:
    """进度不是整数百分比。

    为何：计划数带小数没有意义，多半是由金额倒算出来的。
    错例：6月底 33.333。
    正例：6月底 33。
    """
    for field, label, share in _sound(project):
        if share != share.to_integral_value():
            yield Hit(project.at(field), f"进度精度异常：{label} {share_text(share)}%。")
        elif field in project.stored_as_text:
            yield Hit(project.at(field), f"{label}的“{project.text(field).strip()}”存成了文本，公式不会算它。")


@project_rule(
    "PLAN-09",
    Severity.INFO,
    fix="只填数字，如 30。",
    basis=FORM,
    repeats="表头已注明（%），有 {n} 格又写了“%”。",
)
def percent_sign_repeated(project: Project, department: Department) -> Hits:
    """表头已注明（%），单元格里又写了“%”。

    为何：单位写在表头，格子里只填数字，便于计算。
    错例：30%。
    正例：30。
    """
    for field, label, share in project.plan.nodes():
        if share is not None and "%" in folded(project.text(field)):
            place = project.at(field)
            edit = Edit(place, share_text(share), safe=False)  # in a cell that shows per cent, 30 would read 3000%
            yield Hit(place, f"表头已注明（%），{label}不必再写“%”。", edit)
