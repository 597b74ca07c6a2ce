"""The sums of one or more masters as a sheet: a bureau's list, with subtotals by department."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from perfxl.forms import _looks as looks
from perfxl.forms.rollup import TITLES
from perfxl.model.amounts import share_text
from perfxl.model.rollup import Amounts, DepartmentSum, add_up, percentage
from perfxl.page import Content, Page

_TITLES = ("单位", *TITLES[:-1])
_HEADER = 1


def draw_sums(departments: Sequence[DepartmentSum]) -> Page:
    """Draw every project with its amounts, a subtotal a department, the whole at the end; values, no links."""
    page = Page(name="汇总", widths=(26, 6, 25, 32, 12, 12, 12, 9, 12, 12, 12, 12), landscape=True)
    page.freeze, page.repeat = (_HEADER + 1, 0), (_HEADER, _HEADER)
    page.put(0, 0, "项目预算与资金支出计划汇总表（单位：万元）", looks.TITLE, (0, len(_TITLES) - 1))
    page.heights[0] = 34
    for column, word in enumerate(_TITLES):
        page.put(_HEADER, column, word, looks.LABEL)
    row = _HEADER
    whole = add_up(one.total for one in departments)
    for department in departments:
        unit = f"{department.unit_code}{department.unit_name}"
        for project in department.projects:
            row += 1
            share = department.share(project)
            _put(page, row, [unit, project.position, project.code, project.name], project.amounts, share, total=False)
        row += 1
        _put(
            page,
            row,
            [unit, None, None, "小计"],
            department.total,
            percentage(department.total.budget, whole.budget),
            total=True,
        )
    row += 1
    _put(page, row, ["合计", None, None, None], whole, percentage(whole.budget, whole.budget), total=True)
    return _draw_counts(page, departments, row + 2)


def _put(page: Page, row: int, words: list[Content], amounts: Amounts, share: Decimal, *, total: bool) -> None:
    figures: list[Content] = [amounts.budget, amounts.fiscal, amounts.other, f"{share_text(share)}%", *amounts.due]
    for column, content in enumerate([*words, *figures]):
        style = looks.TEXT if column < len(words) else looks.MONEY
        page.put(row, column, content, style.but(bold=True, fill="#F2F2F2") if total else style)
    page.heights[row] = looks.height([(str(words[0] or ""), page.widths[0]), (str(words[3] or ""), page.widths[3])])


def _draw_counts(page: Page, departments: Sequence[DepartmentSum], top: int) -> Page:
    for column, word in enumerate(("一级指标", "二级指标", "三级指标数量")):
        page.put(top, (0, 2, 3)[column], word, looks.LABEL, (top, 1) if column == 0 else None)
    counted = sum((one.indicators for one in departments), start=type(departments[0].indicators)())
    for row, ((level1, level2), count) in enumerate(counted.items(), start=top + 1):
        page.put(row, 0, level1, looks.TEXT, (row, 1))
        page.put(row, 2, level2, looks.TEXT)
        page.put(row, 3, count, looks.CENTRED)
    return page
