"""目录: one row per project with a jump, its budget, its light and its counts of findings."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from perfxl.forms import _looks as looks
from perfxl.forms import _names as names
from perfxl.forms import findings as findings_sheet
from perfxl.forms._layout import ProjectForm
from perfxl.forms.findings import Counts
from perfxl.forms.project import as_native
from perfxl.forms.rollup import total_cell
from perfxl.model.department import Department
from perfxl.model.findings import Severity
from perfxl.model.project import Project
from perfxl.page import Area, Content, Flag, Formula, Link, Page
from perfxl.sheet import quoted

_TITLES = ("序号", "项目名称（点击跳转）", "项目编码", "预算数", "状态", "错误", "警告", "提示")
_TOP = 4
_LIGHTS = ("✘ 有错误", "⚠ 有警告", "✔ 通过")
_WHOLE = tuple(
    f"{names.FINDINGS}!${letter}:${letter}"
    for letter in (findings_sheet.LEVEL, findings_sheet.SHEET, findings_sheet.REASON)
)


def draw_contents(
    department: Department,
    form: ProjectForm,
    sheets: Sequence[str],
    counts: Counts | None,
    whole: Formula | None = None,
) -> Page:
    """Draw the sheet that opens first; `counts` None where nothing was checked yet.

    `whole` gives the total of the budgets where 汇总 does not have it below these projects.
    """
    page = Page(name=names.CONTENTS, widths=(7, 44, 27, 13, 14, 9, 9, 9), freeze=(_TOP, 0), repeat=(_TOP - 1, _TOP - 1))
    page.protect = True
    year = f"{department.year}年" if department.year else ""
    page.put(0, 0, f"{year}预算绩效目标总表", looks.TITLE, (0, 7))
    page.heights[0] = 34
    unit = f"{department.unit_code}{department.unit_name}"
    page.put(1, 0, unit, looks.SUBTITLE, (1, 3))
    page.put(1, 4, "单位：万元", looks.SUBTITLE.but(align="right"), (1, 7))
    jumps = (names.DEPARTMENT, names.ROLLUP, names.FINDINGS, names.LIBRARY, names.SETTINGS)
    for column, sheet in enumerate(jumps, start=1):
        page.put(2, column, Link(f"{quoted(sheet)}!A1", sheet), looks.LINK.but(border=False, align="center"))
    for column, word in enumerate(_TITLES):
        page.put(_TOP - 1, column, word, looks.LABEL)
    for project, sheet in zip(department.projects, sheets, strict=True):
        _draw_project(page, project, form, sheet, counts)
    total = _TOP + len(sheets)
    page.put(total, 0, "合计（问题条数含部门部分）", looks.TOTAL_WORD, (total, 2))
    added = sum((as_native(p, form).funds.budget or Decimal(0) for p in department.projects), Decimal(0))
    page.put(total, 3, whole or Formula(f"={names.ROLLUP}!{total_cell(len(sheets))}", added), looks.TOTAL)
    page.put(total, 4, None, looks.TOTAL)
    for column, severity in enumerate(Severity, start=5):
        value = sum(count for (_, level), count in counts.items() if level is severity) if counts else 0
        formula = Formula(f'=COUNTIFS({_WHOLE[0]},"{severity.chinese}",{_WHOLE[2]},"")', value)
        page.put(total, column, formula, looks.TOTAL.but(number="0", align="center"))
    page.heights |= dict.fromkeys(range(2, total + 1), 20.0)
    _colour(page, total)
    return page


def _draw_project(page: Page, project: Project, form: ProjectForm, sheet: str, every: Counts | None) -> None:
    row = _TOP + project.position - 1
    source = quoted(sheet) + "!"
    counts = [every[sheet, severity] if every else 0 for severity in Severity]
    light = _LIGHTS[0] if counts[0] else _LIGHTS[1] if counts[1] else _LIGHTS[2]
    unchecked = f'LEFT({names.FINDINGS}!$A$1,{len(findings_sheet.UNCHECKED)})="{findings_sheet.UNCHECKED}"'
    chosen = f'IF(F{row + 1}>0,"{_LIGHTS[0]}",IF(G{row + 1}>0,"{_LIGHTS[1]}","{_LIGHTS[2]}"))'
    chosen = f'IF({unchecked},"{findings_sheet.UNCHECKED}",{chosen})'
    contents: list[Content] = [project.position, Link(f"{source}A1", sheet)]
    contents.append(Formula(f'={source}{form.cell("code")}&""', project.code))
    contents.append(Formula(f"=N({source}{form.cell('budget')})", as_native(project, form).funds.budget or Decimal(0)))
    contents.append(Formula(f"={chosen}", findings_sheet.UNCHECKED if every is None else light))
    level, at, reason = _WHOLE
    name = sheet.replace('"', '""').replace("~", "~~")
    for severity, count in zip(Severity, counts, strict=True):
        contents.append(Formula(f'=COUNTIFS({level},"{severity.chinese}",{at},"{name}",{reason},"")', count))
    styles = (looks.CENTRED, looks.LINK, looks.CODE.but(number="General"), looks.MONEY, *[looks.CENTRED] * 4)
    for column, (content, style) in enumerate(zip(contents, styles, strict=True)):
        page.put(row, column, content, style.but(locked=True))


def _colour(page: Page, total: int) -> None:
    if total > _TOP:
        area = Area(_TOP, 4, total - 1, 4)
        page.flags.append(Flag(area, f'=LEFT(E{_TOP + 1},1)="✘"', looks.RED, looks.RED_INK))
        page.flags.append(Flag(area, f'=LEFT(E{_TOP + 1},1)="⚠"', looks.AMBER, looks.AMBER_INK))
