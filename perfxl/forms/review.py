"""绩效目标审核意见表: one sheet for the department and one a project; every point lost can be traced by formula."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from perfxl.forms import _looks as looks
from perfxl.forms import _names as names
from perfxl.forms.findings import Located, ranges
from perfxl.model.amounts import money_text
from perfxl.model.department import Department
from perfxl.model.project import Project
from perfxl.page import Content, Formula, Page, Plan
from perfxl.rules.opinion import (
    BLOCKED,
    FAILED,
    FAILING,
    HOW,
    ITEMS,
    PASSING,
    VERDICTS,
    Loss,
    Opinion,
    Verdict,
    weighted_mean,
)
from perfxl.sheet import address, column_letters, quoted

TITLE = "绩效目标审核意见表"
WHOLE, SCORES = "部门审核意见", "各项目得分"
HEADS = ("审核内容", "审核要点", "分值", "扣分", "得分", "主要问题")
DETAILS = ("序号", "审核要点", "级别", "规则", "扣分", "问题", "建议")
SIGNED = "审核人：　　　　　　　　　审核日期：　　　　年　　月　　日"
BLOCKS = "错误（拦截）"
_WIDTHS = (12.0, 12.0, 12.0, 10.0, 10.0, 52.0, 44.0)
_LAST = len(_WIDTHS) - 1
_TOP = 5  # the first item's row
_SUM = _TOP + len(ITEMS)
_DETAILS = _SUM + 7
_PROBLEMS, _FIRST_SCORE = 5, 3
_SCORE = looks.CENTRED.but(number="0.0", locked=True)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One project's opinion, or the department's (project None), with the cells of what cost points, dearest first.

    `problems` names the main ones, item by item; `reckoned` says how quantity and unit price were held against the
    budget, "" for the department.
    """

    project: Project | None
    opinion: Opinion
    lost: tuple[tuple[Loss, Located], ...]
    problems: tuple[str, ...]
    reckoned: str = ""

    @property
    def nothing(self) -> str:
        """What is said where nothing of its own cost points."""
        return "没有扣分的问题。" if self.project else "部门部分没有扣分的问题；各项目的扣分见各项目的意见表。"


def review_plan(department: Department, whole: Reviewed, projects: Sequence[Reviewed]) -> Plan:
    """Draw the workbook."""
    taken = {WHOLE, SCORES}
    sheets = [names.sheet_name(f"{one.position}.{one.name}", taken) for r in projects if (one := r.project)]
    pages = [_draw_project(department, one, sheet) for one, sheet in zip(projects, sheets, strict=True)]
    scores, means = _draw_scores(projects, sheets)
    return Plan((_draw_whole(department, whole, means), scores, *pages), title=TITLE)


def _draw_project(department: Department, one: Reviewed, sheet: str) -> Page:
    page = _page(sheet, f"项目支出{TITLE}", department)
    project = one.project
    if project:
        page.put(2, 0, "项目名称", looks.LABEL)
        page.put(2, 1, project.name.strip(), looks.TEXT, (2, 4))
        page.put(2, 5, f"项目编码：{project.code.strip()}", looks.TEXT)
        budget = project.funds.budget
        page.put(2, 6, f"预算数：{'未填或读不出' if budget is None else f'{money_text(budget)} 万元'}", looks.TEXT)
    full: list[Content] = [item.points for item in ITEMS]
    _draw_items(page, one, full)
    _draw_end(page, _SUM + 1, f"量价勾稽：{one.reckoned}。")
    _draw_details(page, one)
    return page


def _page(sheet: str, title: str, department: Department) -> Page:
    page = Page(name=sheet, widths=_WIDTHS, landscape=True, repeat=(0, 0))
    page.put(0, 0, title, looks.TITLE, (0, _LAST))
    page.put(1, 0, f"{department.unit_code}{department.unit_name}", looks.SUBTITLE, (1, 4))
    year = f"{department.year} 年度" if department.year else ""
    page.put(1, 5, year, looks.SUBTITLE.but(align="right"), (1, _LAST))
    page.heights |= {0: 34.0, 2: 24.0}
    return page


def _draw_items(page: Page, one: Reviewed, full: Sequence[Content]) -> None:
    """Draw the eight items with what each lost and kept, and their sum."""
    heads = HEADS if one.project else (*HEADS[:2], "项目平均", *HEADS[3:])
    for column, word in enumerate(heads):
        page.put(_TOP - 1, column, word, looks.LABEL, (_TOP - 1, _LAST if column == _PROBLEMS else column))
    first, last = _DETAILS + 3, _DETAILS + 2 + max(len(one.lost), 1)
    scored = zip(ITEMS, full, one.opinion.got, one.problems, strict=True)
    for row, (item, points, got, problems) in enumerate(scored, start=_TOP):
        spelt = row + 1
        lost = sum((loss.points for loss, _ in one.lost if loss.item is item), Decimal(0))
        page.put(row, 1, item.name, looks.CENTRED)
        page.put(row, 2, points, _SCORE)
        taken = f"=MIN(C{spelt},SUMIF($B${first}:$B${last},B{spelt},$E${first}:$E${last}))"
        page.put(row, 3, Formula(taken, min(lost, _value(points))), _SCORE)
        page.put(row, 4, Formula(f"=MAX(0,ROUND(C{spelt}-D{spelt},1))", got), _SCORE)
        page.put(row, _PROBLEMS, problems, looks.TEXT, (row, _LAST))
        page.heights[row] = looks.height([(problems, _WIDTHS[_PROBLEMS] + _WIDTHS[_LAST])])
    for row in range(_TOP, _SUM, 2):
        page.put(row, 0, ITEMS[row - _TOP].head, looks.CENTRED, (row + 1, 0))
    page.put(_SUM, 0, "合计", looks.TOTAL_WORD, (_SUM, 1))
    whole = sum(map(_value, full), Decimal(0))
    for column, value in {2: whole, 3: whole - one.opinion.total, 4: one.opinion.total}.items():
        letter = column_letters(column)
        formula = Formula(f"=SUM({letter}{_TOP + 1}:{letter}{_SUM})", value)
        page.put(_SUM, column, formula, _SCORE.but(bold=True))
    page.put(_SUM, _PROBLEMS, _result(one, first, last), looks.CENTRED.but(bold=True), (_SUM, _LAST))
    page.heights[_SUM] = 26


def _value(content: Content) -> Decimal:
    return Decimal(str(content.value if isinstance(content, Formula) else content))


def _result(one: Reviewed, first: int, last: int) -> Formula:
    """Give grade and verdict as a formula over the score and the levels of the problems listed below."""
    total, levels = f"E{_SUM + 1}", f"$C${first}:$C${last}"
    grade = f'IF({total}>={PASSING},"优",IF({total}>=80,"良",IF({total}>={FAILING},"中","差")))'
    block = f'COUNTIF({levels},"{BLOCKS}")>0'
    fail = "FALSE" if one.project else f'COUNTIF({_verdicts()},"{Verdict.FAIL}*")>0'
    unfit = "" if one.project else f',COUNTIF({_verdicts()},"?*")=COUNTIF({_verdicts()},"{Verdict.PASS}")'
    clean = f'AND({total}>={PASSING},COUNTIF({levels},"错误*")=0{unfit})'
    failed = f"OR({total}<{FAILING},{block},{fail})"
    verdict = f'IF({failed},"{Verdict.FAIL}",IF({clean},"{Verdict.PASS}","{Verdict.MEND}"))'
    reason = f'IF({total}<{FAILING},"",IF({block},"{BLOCKED}",IF({fail},"{FAILED}","")))'
    verdict = f"{verdict}&{reason}"
    said = f"等级：{one.opinion.grade}　审核结论：{one.opinion.verdict}{one.opinion.reason}"
    return Formula(f'="等级："&{grade}&"　审核结论："&{verdict}', said)


def _verdicts() -> str:
    letter = column_letters(_FIRST_SCORE + len(ITEMS) + 1)
    return f"{SCORES}!${letter}$2:${letter}$9999"


def _draw_end(page: Page, row: int, *lines: str) -> None:
    notes = [*lines, f"评分办法：{HOW}", f"审核结论：{VERDICTS}"]
    for offset, words in enumerate(notes):
        page.put(row + offset, 0, words, looks.NOTE.but(size=10.5), (row + offset, _LAST))
        page.heights[row + offset] = looks.height([(words, sum(_WIDTHS))], least=20)
    page.put(row + len(notes), 0, SIGNED, looks.SUBTITLE.but(align="right"), (row + len(notes), _LAST))
    page.heights[row + len(notes)] = 30


def _draw_details(page: Page, one: Reviewed) -> None:
    page.put(_DETAILS, 0, "问题与修改建议", looks.SUBTITLE.but(bold=True), (_DETAILS, _LAST))
    for column, word in enumerate(DETAILS):
        page.put(_DETAILS + 1, column, word, looks.LABEL)
    for number, (loss, found) in enumerate(one.lost, start=1):
        row = _DETAILS + 1 + number
        finding = loss.finding
        level = BLOCKS if finding.blocking else finding.severity.chinese
        where = f"{ranges(found.cells)}：" if found.cells else ""
        words: list[Content] = [number, loss.item.name, level, finding.rule, loss.points]
        words += [f"{where}{finding.message}", finding.fix]
        styles = [*[looks.CENTRED] * 4, _SCORE, looks.TEXT, looks.TEXT]
        for column, (content, style) in enumerate(zip(words, styles, strict=True)):
            page.put(row, column, content, style)
        page.heights[row] = looks.height(
            [(str(words[_PROBLEMS]), _WIDTHS[_PROBLEMS]), (finding.fix, _WIDTHS[_LAST])], least=20
        )
    if not one.lost:
        page.put(_DETAILS + 2, 0, one.nothing, looks.CENTRED, (_DETAILS + 2, _LAST))


def _draw_whole(department: Department, whole: Reviewed, means: Sequence[Content]) -> Page:
    page = _page(WHOLE, f"部门{TITLE}", department)
    _draw_items(page, whole, means)
    note = "项目平均：“各项目得分”表里各要点的得分，按预算数加权平均；部门部分的问题再从中扣分。"
    _draw_end(page, _SUM + 1, note)
    _draw_details(page, whole)
    return page


def _draw_scores(projects: Sequence[Reviewed], sheets: Sequence[str]) -> tuple[Page, list[Content]]:
    """List the projects with their scores by item, each linked to its sheet; give the weighted means too."""
    titles = ("序号", "项目名称", "预算数（万元）", *(item.name for item in ITEMS), "得分", "审核结论")
    widths = (6.0, 36.0, 14.0, *[10.0] * len(ITEMS), 9.0, 24.0)
    page = Page(name=SCORES, widths=widths, landscape=True, freeze=(1, 2), repeat=(0, 0))
    for column, word in enumerate(titles):
        page.put(0, column, word, looks.LABEL)
    for row, (one, sheet) in enumerate(zip(projects, sheets, strict=True), start=1):
        _draw_listed(page, row, one, sheet)
    budgets = f"{SCORES}!$C$2:$C${len(projects) + 1}"
    weights = [(one.project.funds.budget if one.project else None) or Decimal(0) for one in projects]
    means: list[Content] = []
    for at in range(len(ITEMS)):
        letter = column_letters(_FIRST_SCORE + at)
        scores = f"{SCORES}!${letter}$2:${letter}${len(projects) + 1}"
        mean = f"IF(SUM({budgets})=0,AVERAGE({scores}),SUMPRODUCT({budgets},{scores})/SUM({budgets}))"
        value = weighted_mean([one.opinion.got[at] for one in projects], weights)
        means.append(Formula(f"=ROUND({mean},1)", value))
    return page, means


def _draw_listed(page: Page, row: int, one: Reviewed, sheet: str) -> None:
    if one.project is None:
        return
    source = quoted(sheet) + "!"
    result = f"{source}{address(_SUM, _PROBLEMS)}"
    words: list[Content] = [one.project.position, one.project.name.strip(), one.project.funds.budget or Decimal(0)]
    words += [Formula(f"={source}{address(_TOP + at, 4)}", got) for at, got in enumerate(one.opinion.got)]
    words.append(Formula(f"={source}{address(_SUM, 4)}", one.opinion.total))
    words.append(Formula(f'=MID({result},FIND("结论：",{result})+3,30)', f"{one.opinion.verdict}{one.opinion.reason}"))
    styles = [looks.CENTRED, looks.TEXT, looks.MONEY, *[_SCORE] * (len(ITEMS) + 1), looks.CENTRED]
    for column, (content, style) in enumerate(zip(words, styles, strict=True)):
        page.put(row, column, content, style)
    page.heights[row] = looks.height([(one.project.name, page.widths[1])], least=20)
