"""The summary sheet against the projects' own tables (AGG, FUND-12)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from perfxl.model.amounts import CENT, folded, money_text
from perfxl.model.department import Department, ListedProject, Listing
from perfxl.model.findings import Place, Severity
from perfxl.model.project import MONEY_FIELDS, Project
from perfxl.rules._money import in_order
from perfxl.rules._rule import Hit, Hits, department_rule

TOTALS = "预算汇总勾稽关系"

_Listed = ListedProject | Project
_LISTING = Place(None, "listing")
_LABELS = {"budget": "预算数", "fiscal": "财政资金", "other": "其他资金"}


@department_rule(
    "AGG-01",
    Severity.ERROR,
    fix="先改好各项目表的金额（存成文本的数字不会计入）；仍不一致，核对“汇总”表里被改动的公式。",
    basis=TOTALS,
    blocking=True,
)
def total_is_not_the_sum(department: Department) -> Hits:
    """部门合计不等于各项目之和。

    为何：合计是对外的数，与分表对不上，文本就不可信；某一行与项目表不同也在此列。相差 0.01 万元以内视为四舍五入。
    错例：合计 1273.00，六个项目之和 1273.31。
    正例：合计 1273.31，六个项目之和 1273.31。
    """
    listing = department.listing
    if listing is None:
        return
    pairs = list(_pairs(listing, department))
    wrong = {field: list(_rows_typed_over(pairs, field)) for field in MONEY_FIELDS}
    if told := "；".join(row for rows in wrong.values() for row in rows):
        yield Hit(_LISTING, f"汇总表与项目表的金额不一致：{told}。")
    for field in MONEY_FIELDS if all(map(in_order, department.projects)) else ():
        total = getattr(listing, field)
        added = sum((getattr(project.funds, field) or Decimal(0) for project in department.projects), Decimal(0))
        listed = sum((getattr(row, field) or Decimal(0) for row in listing.projects), Decimal(0))
        explained = wrong[field] and total == listed  # it adds up rows that have been spoken of
        if total is not None and abs(total - added) > CENT and not explained:
            sums = f"{money_text(total)} ≠ 各项目之和 {money_text(added)}"
            yield Hit(_LISTING, f"部门合计{_LABELS[field]} {sums}，差 {money_text(abs(total - added))} 万元。")


def _rows_typed_over(pairs: list[tuple[ListedProject, Project]], field: str) -> Iterator[str]:
    """Tell of the rows that give another amount than the project; one whose own amounts are at fault is left out."""
    for row, project in pairs:
        amount, own = getattr(row, field), getattr(project.funds, field) or Decimal(0)
        if amount is not None and in_order(project) and abs(amount - own) > CENT:
            differs = f"{_LABELS[field]} {money_text(amount)}，项目表是 {money_text(own)}"
            yield f"第 {project.position} 项“{project.name.strip()}”{differs}"


def _pairs(listing: Listing, department: Department) -> Iterator[tuple[ListedProject, Project]]:
    """Join each row with its one project, by code or else by name; a row with none or several is left out."""
    indexes: dict[str, dict[str, list[Project]]] = {"code": {}, "name": {}}
    for field, index in indexes.items():
        for project in department.projects:
            index.setdefault(folded(project.text(field)), []).append(project)
    for row in listing.projects:
        for words, index in ((row.code, indexes["code"]), (row.name, indexes["name"])):
            alike = index.get(folded(words), []) if folded(words) else []
            if len(alike) == 1:
                yield row, alike[0]
                break


@department_rule(
    "AGG-02",
    Severity.ERROR,
    fix="在“汇总”表里给新项目加一行（复制上一行，改成指向新表），或删去已无项目表的行。",
    basis=TOTALS,
    blocking=True,
)
def listing_misses_projects(department: Department) -> Hits:
    """汇总表列的项目与工作表不一样。

    为何：汇总表漏一个或多一个项目，合计就不对。
    错例：六张项目表，汇总表只列了五个。
    正例：六张项目表，汇总表列了六个。
    """
    listing = department.listing
    if listing is None or (not listing.projects and listing.budget is None):
        return
    rows, projects = listing.projects, department.projects
    missing = [one.name.strip() or one.code.strip() for one in _only_in(projects, rows)]
    extra = [row.name.strip() or row.code.strip() for row in _only_in(rows, projects)]
    if missing or extra or len(rows) != len(projects):
        lacks = f"；缺：{'、'.join(missing)}" if missing else ""
        exceeds = f"；多：{'、'.join(extra)}" if extra else ""
        yield Hit(_LISTING, f"汇总表项目数 {len(rows)}，工作表数 {len(projects)}{lacks}{exceeds}。")


def _only_in(these: Sequence[_Listed], those: Sequence[_Listed]) -> Iterator[_Listed]:
    """Give what is not among those by code, nor by name (a mistyped code is another rule's); blanks do not count."""
    codes, names = {folded(one.code) for one in those}, {folded(one.name) for one in those}
    for one in these:
        code, name = folded(one.code), folded(one.name)
        if (code or name) and not (code and code in codes) and not (name and name in names):
            yield one


@department_rule("FUND-12", Severity.ERROR, fix="核对汇总表的三个合计。", basis=TOTALS, blocking=True)
def total_sources_do_not_add_up(department: Department) -> Hits:
    """部门汇总的财政资金加其他资金，不等于预算数合计。

    为何：三个合计要自己先对得上。
    错例：预算数合计 100.00，财政 90.00，其他 0.00。
    正例：预算数合计 100.00，财政 100.00，其他 0.00。
    """
    listing = department.listing
    if listing is None or listing.budget is None or listing.fiscal is None:
        return
    if not all(map(in_order, department.projects)):
        return  # their own rules have spoken of them
    other = listing.other or Decimal(0)
    if abs(listing.budget - listing.fiscal - other) > CENT:
        sources = f"财政资金 {money_text(listing.fiscal)} + 其他资金 {money_text(other)}"
        yield Hit(_LISTING, f"部门汇总{sources} ≠ 预算数合计 {money_text(listing.budget)}。")
