"""Money of one project: 预算数, its sources, and whether it is written as the form wants it (FUND)."""

from __future__ import annotations

from perfxl.model.department import Department
from perfxl.model.findings import Edit, Severity
from perfxl.model.project import Project
from perfxl.rules._rule import Hit, Hits, project_rule


@project_rule(
    "FUND-02",
    Severity.ERROR,
    fix="核对三个金额；“其他资金”没有就填 0.00。",
    basis="财预〔2015〕88号（适当性：资金匹配）",
    blocking=True,
)
def sources_do_not_add_up(project: Project, department: Department) -> Hits:  # noqa: ARG001  # the shape of a rule
    """预算数不等于财政资金与其他资金之和。

    为何：审核时先对这一行，对不上整表退回。
    错例：预算数 100.00，财政 90.00，其他 0.00。
    正例：预算数 100.00，财政 100.00，其他 0.00。
    """
    funds = project.funds
    if None not in (funds.budget, funds.fiscal) and funds.gap != 0:
        yield Hit(
            project.at("budget"),
            f"预算数 {funds.budget} ≠ 财政资金 {funds.fiscal} + 其他资金 {funds.other or 0}，差 {abs(funds.gap)} 万元。",
        )


@project_rule("FUND-04", Severity.INFO, fix="没有其他资金就填 0.00。", basis="河北省项目支出绩效目标表样")
def other_funds_left_blank(project: Project, department: Department) -> Hits:  # noqa: ARG001  # the shape of a rule
    """“其他资金”空着没有填。

    为何：空白分不清是没有还是漏填，填 0.00 才能和预算数对上。
    错例：其他资金（空白）。
    正例：其他资金 0.00。
    """
    from perfxl.model.amounts import blank
    place = project.at("other")
    if blank(project.text("other")):
        yield Hit(place, "“其他资金”没有填。", Edit(place, "0.00", safe=True))
