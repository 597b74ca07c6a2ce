"""汇总: native formulas that add up the project sheets, so that the totals are right on a desk without perfxl."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from perfxl.errors import UnreadableError
from perfxl.forms import _looks as looks
from perfxl.forms import _names as names
from perfxl.forms._layout import ProjectForm
from perfxl.forms.project import as_native
from perfxl.model.amounts import blank, folded, money, money_text
from perfxl.model.department import Department, ListedProject, Listing
from perfxl.model.rollup import DepartmentSum, roll_up
from perfxl.page import Area, Chart, Content, Formula, Page
from perfxl.sheet import Grid, address, column_letters, position, quoted

TITLES = (
    "序号", "项目编码", "项目名称", "预算数", "财政资金", "其他资金", "占比",
    "3月底应付", "6月底应付", "10月底应付", "12月底应付", "核对",
)  # fmt: skip
_PLAN = ("plan.march", "plan.june", "plan.october", "plan.december")
_HEADER, _TOP = 2, 3
_TOTAL = "合计"
_NAMED = {3: "预算合计", 4: "财政合计", 5: "其他合计"}


def draw_rollup(department: Department, form: ProjectForm, sheets: Sequence[str]) -> Page:
    """Draw the sheet for these projects, whose sheets are named in the same order."""
    native = tuple(as_native(project, form) for project in department.projects)
    summed = roll_up(replace(department, projects=native))
    page = Page(
        name=names.ROLLUP,
        widths=(6, 25, 32, 12, 12, 12, 9, 12, 12, 12, 12, 14, 8),
        landscape=True,
        freeze=(_TOP, 3),
        repeat=(_HEADER, _HEADER),
        protect=True,
    )
    page.put(0, 0, "项目预算与资金支出计划汇总表", looks.TITLE, (0, 11))
    page.put(1, 0, f"{department.unit_code}{department.unit_name}", looks.SUBTITLE, (1, 5))
    page.put(1, 6, "单位：万元", looks.SUBTITLE.but(align="right"), (1, 11))
    page.heights[0] = 34
    page.heights[_HEADER] = 24
    for column, word in enumerate(TITLES):
        page.put(_HEADER, column, word, looks.LABEL)
    total = _TOP + len(sheets)
    for offset, sheet in enumerate(sheets):
        _draw_project(page, department, offset, sheet, form, summed, total)
    _draw_total(page, summed, total)
    _draw_functions(page, summed, total)
    counts = _draw_counts(page, department, form, sheets, total + 2)
    if sheets:
        bottom = total - 1
        size = (900, max(240, 34 * len(sheets) + 90))
        words, figures = Area(_TOP, 2, bottom, 2), Area(_TOP, 3, bottom, 3)
        page.charts.append(Chart("各项目预算数（万元）", words, figures, (counts + 1, 0), "0.00", size))
    return page


def _draw_project(
    page: Page, department: Department, offset: int, sheet: str, form: ProjectForm, summed: DepartmentSum, total: int
) -> None:
    row, one = _TOP + offset, summed.projects[offset]
    source = quoted(sheet) + "!"

    def cell(field: str) -> str:
        return source + form.cell(field)

    figures = (one.amounts.budget, one.amounts.fiscal, one.amounts.other)
    budget = f"N({cell('budget')})"
    contents: list[Content] = [one.position, Formula(f'={cell("code")}&""', one.code)]
    contents.append(Formula(f'={cell("name")}&""', one.name))
    contents += [Formula(f"=N({cell(f)})", v) for f, v in zip(("budget", "fiscal", "other"), figures, strict=True)]
    contents.append(Formula(f"=IF($D${total + 1}=0,0,ROUND(N(D{row + 1})/$D${total + 1},4))", summed.share(one) / 100))
    for field, due in zip(_PLAN, one.amounts.due, strict=True):
        plan = f"N({cell(field)})"
        contents.append(Formula(f"=ROUND({budget}*IF({plan}>1,{plan}/100,{plan}),2)", due))
    agree = one.amounts.budget == one.amounts.fiscal + one.amounts.other
    check = f'=IF(NOT(ISNUMBER({cell("budget")})),"✘ 不是数字",'
    check += f'IF(ROUND(D{row + 1}-SUM(E{row + 1}:F{row + 1}),2)=0,"✔","✘ 来源不符"))'
    number = form.box("budget").kind.write(department.projects[offset].text("budget"))[0]
    said = ("✔" if agree else "✘ 来源不符") if isinstance(number, Decimal) else "✘ 不是数字"
    contents.append(Formula(check, said))
    code = looks.CODE.but(number="General")  # Excel takes no formula typed into a cell of text
    styles = [looks.CENTRED, code, looks.TEXT, *[looks.MONEY] * 3, looks.MONEY.but(number="0.00%")]
    styles += [*[looks.MONEY] * 4, looks.CENTRED]
    for column, (content, style) in enumerate(zip(contents, styles, strict=True)):
        page.put(row, column, content, style.but(locked=True))
    page.heights[row] = looks.height([(one.name, page.widths[2])])


def _draw_total(page: Page, summed: DepartmentSum, row: int) -> None:
    amounts = summed.total
    figures = {3: amounts.budget, 4: amounts.fiscal, 5: amounts.other}
    figures |= dict(enumerate(amounts.due, start=7))
    page.heights[row] = 24
    page.put(row, 0, _TOTAL, looks.TOTAL_WORD, (row, 2))
    for column in range(3, len(TITLES)):
        page.put(row, column, None, looks.TOTAL)
    for column, value in figures.items():
        letters = column_letters(column)
        column_sum = f"=SUM({letters}{_TOP + 1}:{letters}{row})" if row > _TOP else "=0"
        page.put(row, column, Formula(column_sum, value), looks.TOTAL)
        if column in _NAMED:
            page.names[_NAMED[column]] = Area(row, column, row, column)
    share = Formula(f"=IF(D{row + 1}=0,0,1)" if row > _TOP else "=0", 1 if amounts.budget else 0)
    page.put(row, 6, share, looks.TOTAL.but(number="0.00%"))
    agree = amounts.budget == amounts.fiscal + amounts.other
    check = f'=IF(ROUND(D{row + 1}-E{row + 1}-F{row + 1},2)=0,"✔ 财政+其他=预算","✘ 来源不符")'
    page.put(row, 11, Formula(check, "✔ 财政+其他=预算" if agree else "✘ 来源不符"), looks.TOTAL.but(wrap=True))


def _draw_functions(page: Page, summed: DepartmentSum, total: int) -> None:
    """Draw the same sums by perfxl's own functions; where these are missing the native total speaks for them."""
    row, note = total + 1, looks.NOTE.but(valign="center")
    page.heights[row] = 20
    page.put(row, 0, "perfxl 函数（没有装加载项时同上）", note, (row, 2))
    amounts = summed.total
    for column, value in {3: amounts.budget, 4: amounts.fiscal, 5: amounts.other}.items():
        letters = column_letters(column)
        native = f'TEXT({letters}{total + 1},"0.00")&"万元"'
        cells = f"{letters}{_TOP + 1}:{letters}{total}" if total > _TOP else f"{letters}{total + 1}"
        formula = f"=IFERROR(PX_TOTAL({cells}),{native})"
        page.put(row, column, Formula(formula, f"{money_text(value)}万元"), note.but(align="right", shrink=True))
    page.put(row, 6, Formula(f'=IFERROR("大写："&PX_RMB(D{total + 1}),"")', ""), note, (row, 11))


def _draw_counts(page: Page, department: Department, form: ProjectForm, sheets: Sequence[str], top: int) -> int:
    """Draw how many indicators stand under each 二级指标; gives the row after it. The formulas see through merges."""
    levels = [two for under in department.profile.levels.values() for two in under]
    page.put(top, 0, "三级指标数量", looks.TITLE.but(size=14), (top, 12))
    page.put(top + 1, 0, "序号", looks.LABEL)
    page.put(top + 1, 1, "项目名称", looks.LABEL, (top + 1, 2))
    for column, word in enumerate([*levels, "小计"], start=3):
        page.put(top + 1, column, word, looks.LABEL)
    page.heights[top + 1] = 36
    first = top + 2
    for offset, (sheet, project) in enumerate(zip(sheets, department.projects, strict=True)):
        row = first + offset
        low, high = form.header + 2, form.header + 2 + max(100, 2 * len(project.indicators))
        level2, name = (f"{quoted(sheet)}!${letter}${low}:${letter}${high}" for letter in ("B", "C"))
        page.put(row, 0, project.position, looks.CENTRED.but(locked=True))
        page.put(row, 1, Formula(f"=C{_TOP + 1 + offset}", project.name), looks.TEXT.but(locked=True), (row, 2))
        named = [one for one in project.indicators if not blank(one.name)]
        for column, word in enumerate(levels, start=3):
            shown = f'LOOKUP(ROW({level2}),ROW({level2})/({level2}<>""),{level2})'
            formula = f'=IFERROR(SUMPRODUCT(({shown}={column_letters(column)}${top + 2})*({name}<>"")),0)'
            count = sum(one.level2 == word for one in named)
            page.put(row, column, Formula(formula, count), looks.CENTRED.but(locked=True, number="0"))
        page.put(row, 12, Formula(f'=SUMPRODUCT(--({name}<>""))', len(named)), looks.CENTRED.but(locked=True))
    bottom = first + len(sheets)
    page.heights |= {top: 30.0} | dict.fromkeys(range(first, bottom + 1), 20.0)
    page.put(bottom, 0, _TOTAL, looks.TOTAL_WORD, (bottom, 2))
    counted = [one for project in department.projects for one in project.indicators if not blank(one.name)]
    for column, wanted in enumerate([*levels, ""], start=3):
        letters = column_letters(column)
        value = sum(one.level2 == wanted for one in counted) if wanted else len(counted)
        formula = f"=SUM({letters}{first + 1}:{letters}{bottom})" if sheets else "=0"
        page.put(bottom, column, Formula(formula, value), looks.TOTAL.but(align="center", number="0"))
    return bottom + 1


def read_listing(grid: Grid) -> Listing | None:
    """Read what the sheet lists and adds up; None where it has no such table."""
    header = next((r for r in range(len(grid.rows)) if folded(grid.text(r, 3)) == TITLES[3]), None)
    if header is None:
        return None
    projects: list[ListedProject] = []
    for row in range(header + 1, len(grid.rows)):
        amounts = [_amount(grid, row, column) for column in (3, 4, 5)]
        if folded(grid.text(row, 0)) == _TOTAL:
            return Listing(tuple(projects), *amounts)
        if not all(blank(grid.text(row, column)) for column in range(3)):
            projects.append(ListedProject(grid.text(row, 1), grid.text(row, 2), *amounts))
    return Listing(tuple(projects), None, None, None)


def _amount(grid: Grid, row: int, column: int) -> Decimal | None:
    try:
        return money(grid.text(row, column))
    except UnreadableError:
        return None


def shown_total(grid: Grid, projects: int) -> Formula:
    """Point to the total of a sheet with so many projects, and say what it shows."""
    value = grid.value(*position(total_cell(projects)))
    return Formula(f"={names.ROLLUP}!{total_cell(projects)}", value if isinstance(value, str | float) else 0)


def total_cell(projects: int) -> str:
    """Spell the cell of the department's total for so many projects."""
    return address(_TOP + projects, 3)
