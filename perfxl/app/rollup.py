"""Roll up one master or a bureau's: exact totals, held against each workbook's own 汇总 sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from perfxl.forms.master import read_master
from perfxl.forms.sums import draw_sums
from perfxl.model.amounts import money_text
from perfxl.model.department import Listing
from perfxl.model.rollup import Amounts, DepartmentSum, add_up, roll_up
from perfxl.page import Plan
from perfxl.sheet import Book

_MEND = "请在 Excel 里打开保存一次；删过项目表的，把“汇总”里那一行也删掉。"


@dataclass(frozen=True, slots=True)
class DepartmentRollup:
    """One workbook's sums; `agrees` with its own 汇总 sheet, None where that says nothing; `reconciled` in words."""

    workbook: str
    summed: DepartmentSum
    agrees: bool | None
    reconciled: str


@dataclass(frozen=True, slots=True)
class RollupReport:
    """All workbooks, and all of them together."""

    departments: tuple[DepartmentRollup, ...]
    total: Amounts

    @property
    def agrees(self) -> bool:
        """Whether nothing was found that does not agree."""
        return all(one.agrees is not False for one in self.departments)


def rollup(books: Sequence[Book]) -> RollupReport:
    """Add up some masters. PerfxlError for one that holds no project."""
    departments = tuple(_one(book) for book in books)
    return RollupReport(departments, add_up(one.summed.total for one in departments))


def rollup_plan(report: RollupReport) -> Plan:
    """Draw a workbook of the sums."""
    return Plan((draw_sums([one.summed for one in report.departments]),), title="汇总")


def _one(book: Book) -> DepartmentRollup:
    department = read_master(book).department
    summed = roll_up(department)
    agrees, words = _reconcile(summed, department.listing)
    return DepartmentRollup(book.name, summed, agrees, words)


def _reconcile(summed: DepartmentSum, listing: Listing | None) -> tuple[bool | None, str]:
    lacking = [f"{one.position}.{one.name.strip() or '没有名称'}" for one in summed.projects if not one.readable]
    if lacking:
        return False, f"✘ {len(lacking)} 个项目的预算数没有填或读不出，没有计入合计：{'、'.join(lacking)}。"
    if listing is None:
        return None, "未能核对：工作簿里没有“汇总”表。"
    listed = (listing.budget, listing.fiscal, listing.other)
    if None in listed:
        return None, f"未能核对：“汇总”表的合计没有算好或是错误值。{_MEND}"
    total = summed.total
    sums = (total.budget, total.fiscal, total.other)
    for word, here, there in zip(("预算数", "财政资金", "其他资金"), sums, listed, strict=True):
        if there is not None and here != there:
            gap = money_text(abs(here - there))
            said = f"各项目表合计 {money_text(here)}，“汇总”表 {money_text(there)}，相差 {gap} 万元"
            return False, f"✘ {word}：{said}。"
    if len(listing.projects) != len(summed.projects):
        return False, f"✘ 项目表 {len(summed.projects)} 张，“汇总”表列了 {len(listing.projects)} 个项目。"
    return True, "✔ 与工作簿“汇总”表一致。"
