"""Reports in Chinese words, as a terminal shows them; every function gives text without a last line end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from perfxl.model.amounts import money_text
from perfxl.model.findings import Severity
from perfxl.rules import CATALOGUE
from perfxl.rules._rule import Catalogue, Rule
from perfxl.rules.opinion import HOW, VERDICTS

if TYPE_CHECKING:  # operations bring the readers and the writer of workbooks along; a rule's page needs neither
    from pathlib import Path

    from perfxl.app.add_project import AddedProject
    from perfxl.app.demo import DemoReport
    from perfxl.app.mend import Change, MendReport
    from perfxl.app.review import ReviewReport
    from perfxl.app.rollup import DepartmentRollup, RollupReport
    from perfxl.app.split import SplitReport
    from perfxl.app.take_in import TakenIn
    from perfxl.documents.text import Imported
    from perfxl.forms.review import Reviewed
    from perfxl.model.rollup import DepartmentSum, ProjectSum

_CELLS_SHOWN = 8
_SEEN = {" ": "␣", "\u3000": "□", "\n": "↵", "\t": "⇥"}
_NARROWEST = 126
_TITLES = ("预算数", "财政资金", "其他资金", "占比%", "3月底应付", "6月底应付", "10月底应付", "12月底应付")


def one_line(text: str) -> str:
    """Put typed words on one line; what a terminal would obey instead of showing is a blank."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def counts_words(counts: Mapping[Severity, int]) -> str:
    """Say how many findings of each level: 错误 1 条，警告 2 条，提示 3 条."""
    return "，".join(f"{severity.chinese} {counts.get(severity, 0)} 条" for severity in Severity)


# --- 汇总


def rollup_words(report: RollupReport, width: int = _NARROWEST) -> str:
    """Show each workbook's projects and totals as a table, whether its own 汇总 sheet agrees, and the whole."""
    parts = [_department_words(one, width) for one in report.departments]
    if len(report.departments) > 1:
        projects = sum(len(one.summed.projects) for one in report.departments)
        total = report.total
        parts.append(
            f"总计：{len(report.departments)} 个工作簿，{projects} 个项目，预算数 {money_text(total.budget)} 万元"
            f"（财政资金 {money_text(total.fiscal)}，其他资金 {money_text(total.other)}）"
        )
    return "\n\n".join(parts)


def _project_row(summed: DepartmentSum, project: ProjectSum) -> tuple[str, ...]:
    amounts = project.amounts
    budget = money_text(amounts.budget) if project.readable else "读不出"
    sources = _figures(amounts.fiscal, amounts.other)
    share = str(summed.share(project))
    return (f"{project.position}.{one_line(project.name)}", budget, *sources, share, *_figures(*amounts.due))


def _department_words(one: DepartmentRollup, width: int) -> str:
    summed = one.summed
    unit = one_line(f"{summed.unit_code}{summed.unit_name}")
    rows = [_project_row(summed, project) for project in summed.projects]
    total = summed.total
    whole = ("合计", *_figures(total.budget, total.fiscal, total.other), "", *_figures(*total.due))
    heading = f"{one_line(one.workbook)} {unit}：{len(summed.projects)} 个项目，单位：万元"
    lines = [heading, _table(rows, whole, width), *_level_words(summed.indicators), one.reconciled]
    return "\n".join(lines)


def _figures(*amounts: Decimal) -> tuple[str, ...]:
    return tuple(money_text(amount) for amount in amounts)


def _level_words(counted: Mapping[tuple[str, str], int]) -> Iterator[str]:
    yield f"三级指标 {sum(counted.values())} 条"
    for level1 in dict.fromkeys(level1 for level1, _ in counted):
        under = {level2: count for (one, level2), count in counted.items() if one == level1}
        each = "、".join(f"{one_line(level2) or '未填'} {count}" for level2, count in under.items())
        yield f"  {one_line(level1) or '未填'} {sum(under.values())}：{each}"


def _table(rows: Iterable[tuple[str, ...]], whole: tuple[str, ...], width: int) -> str:
    """Align columns where a Chinese character is as wide as two figures."""
    from rich.box import ASCII_DOUBLE_HEAD
    from rich.console import Console
    from rich.table import Table

    table = Table(box=ASCII_DOUBLE_HEAD, show_footer=True)
    for column, (title, footer) in enumerate(zip(("项目", *_TITLES), whole, strict=True)):
        numeric = column > 0
        table.add_column(
            title, footer, justify="right" if numeric else "left", no_wrap=numeric, overflow="fold",
            min_width=max(map(len, footer.split() or [""])) if numeric else 12,
        )  # fmt: skip
    for row in rows:
        table.add_row(*row)
    console = Console(width=max(width, _NARROWEST), markup=False, emoji=False, highlight=False, color_system=None)
    with console.capture() as drawn:
        console.print(table)
    return drawn.get().rstrip()


# --- 导入、拆分、示例


def import_words(taken: TakenIn) -> str:
    """Say what came out of a document, what was left over, and what a first check found."""
    imported = taken.imported
    projects = imported.department.projects
    rows = sum(len(project.indicators) for project in projects)
    budget = sum((project.funds.budget or Decimal(0) for project in projects), Decimal(0))
    lines = [
        f"✔ 已导入“{one_line(taken.source)}” → {taken.out}",
        f"  {len(projects)} 个项目，{rows} 条三级指标，预算数合计 {money_text(budget)} 万元（版式：{imported.layout}）",
    ]
    lines += [f"  {p.position}.{one_line(p.name)}  {one_line(p.code)}  {budget_text(p.funds.budget)}" for p in projects]
    lines += _left_over_words(imported)
    return "\n".join([*lines, f"校验：规则 {taken.report.rules} 条，{counts_words(taken.report.counts)}"])


def budget_text(budget: Decimal | None) -> str:
    """Print a project's budget; one that cannot be read is said to be missing."""
    return "预算数未填或读不出" if budget is None else f"{money_text(budget)} 万元"


def _left_over_words(imported: Imported) -> Iterator[str]:
    if imported.notes:
        yield "说明："
        yield from (f"  {one_line(note)}" for note in imported.notes)
    if imported.unplaced:
        yield f"! 有 {len(imported.unplaced)} 行文字没能放进总表，请核对："
        yield from (f"  第 {left.line} 行：{one_line(left.text)}" for left in imported.unplaced)
    else:
        yield "原文每一行都有了着落。"


def split_words(report: SplitReport) -> str:
    """List the submission tables that were made and what they add up to."""
    lines = [f"✔ 已拆分出 {len(report.files)} 张申报表，合计 {money_text(report.total)} 万元 → {report.out}"]
    lines += [f"  {one.path.name}  {money_text(one.budget)} 万元" for one in report.files]
    if report.others:
        lines.append(f"! 文件夹里另有 {len(report.others)} 张不是这次拆分的申报表：{'、'.join(report.others)}。")
    if report.forced is not None:
        lines.append(f"! 带着未改的错误强行拆分，理由：{one_line(report.forced)}")
    return "\n".join(lines)


def demo_words(report: DemoReport) -> str:
    """Give the demo's headline figures and where its files are."""
    checked, total = report.taken.report, report.rolled.total
    parts = [one.path for one in report.parts.files]
    others = [path for path in report.files if path not in parts]
    lines = [
        f"✔ 示例完成：{len(checked.department.projects)} 个项目，{money_text(total.budget)}万元",
        f"  导入：{one_line(report.taken.source)} → {report.taken.out.name}",
        f"  校验：规则 {checked.rules} 条，{counts_words(checked.counts)}",
        f"  审核：{scored(report.opinion.whole)}",
        *(f"  汇总：{one.reconciled}" for one in report.rolled.departments),
        f"  拆分：{len(parts)} 张申报表，合计 {money_text(report.parts.total)}万元",
        f"文件在“{report.out}”：",
        *(f"  {path.relative_to(report.out)}" for path in others),
        f"  {report.parts.out.relative_to(report.out)}（{len(parts)} 个文件）",
    ]
    return "\n".join(lines)


# --- 修改、增加


_NOT_LISTED = "! 没有“校验结果”表，或者表里有自己加的列，没有更新它；可以用 perfxl check --xlsx 另存一份。"


def mend_words(report: MendReport, out: Path | None) -> str:
    """List what was changed, cell by cell, and what a re-check says."""
    if not report.changes:
        return f"“{one_line(report.workbook)}”里没有可以自动修改的地方。其余问题请按校验的建议修改。"
    done = f"✔ 改好 {len(report.changes)} 处 → {out}" if out else f"可以改好 {len(report.changes)} 处（没有生成文件）："
    lines = [done]
    for sheet, changes in groupby(report.changes, key=lambda one: one.ref.sheet):
        lines.append(f"  工作表“{one_line(sheet)}”")
        lines += [f"    {change_words(one)}" for one in changes]
    lines += [f"! {one.ref.sheet} {one.ref.cell} 没有改：改了会引出别的问题。" for one in report.harmful]
    lines += [f"! {one.ref.sheet} {one.ref.cell} 没有改：那里是公式或表格标题，请手工改。" for one in report.fixed]
    if not report.listed:
        lines.append(_NOT_LISTED)
    lines.append(f"修改前：{counts_words(report.before.counts)}")
    lines.append(f"修改后：{counts_words(report.after.counts)}")
    return "\n".join(lines)


def change_words(one: Change) -> str:
    """Say what was changed in a cell: C8  “前” → “后”  TXT-01."""
    return f"{one.ref.cell}  “{visible(one.before)}” → “{visible(one.after)}”  {'、'.join(one.rules)}"


def visible(text: str) -> str:
    """Show what cannot be seen: blanks, line ends and whatever a terminal would obey."""
    return "".join(_SEEN.get(letter, letter if letter.isprintable() else "¤") for letter in text)


def added_words(added: AddedProject, out: Path) -> str:
    """Say what was added and what is still to be filled in."""
    project, entries = added.proposal.project, added.proposal.entries
    lines = [f"✔ 已加上第 {project.position} 个项目“{one_line(project.name)}”（工作表“{added.at.sheet}”）→ {out}"]
    if entries:
        kinds = "、".join(dict.fromkeys(one.category for one in entries))
        lines.append(f"  参考指标 {len(entries)} 条，取自指标库“{kinds}”。指标值是参考，N 要换成自己的数：")
        lines += [f"    {one.level2}  {one.name}  {one.target}" for one in project.indicators if one.name]
        others = "、".join(added.proposal.others)
        lines += [f"  不合适就重做一次，用 --like 换一类，如：{others}。"] if others else []
    else:
        lines.append("  指标库里没有相近的类别，指标要自己填；可以用 --like 换个说法再试。")
    row = f"请在“合计”上面插入一行，把上一行复制下来，公式里的工作表改成“{added.at.sheet}”"
    lines += [f"! “{name}”里有自己改过的地方，或者别的表引用了它，没有动它；{row}。" for name in added.by_hand]
    lines += [] if added.listed else [_NOT_LISTED]
    command = f"perfxl check {out} --project {project.position}"
    lines.append(f"还要填：{counts_words(added.report.counts)}。逐条查看：{command} --verbose")
    return "\n".join(lines)


# --- 审核


def review_words(report: ReviewReport, out: Path) -> str:
    """Give the scores and verdicts, and where the opinion is."""
    lines = [f"✔ 审核意见表 → {out}", f"部门：{scored(report.whole)}"]
    listed = ((one.project, one) for one in report.projects if one.project)
    lines += [f"  {project.position}.{one_line(project.name)}：{scored(one)}" for project, one in listed]
    return "\n".join(lines)


def scoring_words() -> str:
    """Say how points are lost and what they come to."""
    return f"{HOW}\n{VERDICTS}"


def scored(one: Reviewed) -> str:
    """Give score, grade and verdict: 65.5 分，中，修改后通过."""
    opinion = one.opinion
    return f"{opinion.total:.1f} 分，{opinion.grade}，{opinion.verdict}{opinion.reason}"


# --- 规则


def rule_words(rule: Rule) -> str:
    """Give a rule's page."""
    blocks = "，不改好不能拆分" if rule.blocking else ""
    _, _, reason = rule.page.partition("\n")
    lines = [f"{rule.code}  {rule.severity.chinese}{blocks}", rule.title, reason.rstrip()]
    return "\n".join([*lines, f"建议：{rule.fix}", f"依据：{rule.basis}"])


def rules_words(catalogue: Catalogue = CATALOGUE) -> str:
    """List all rules, one a line."""
    rules = catalogue.rules.values()
    width = max((len(rule.code) for rule in rules), default=0)
    lines = [f"{rule.code:<{width}}  {rule.severity.chinese}  {rule.title}" for rule in rules]
    return "\n".join([f"规则 {len(catalogue)} 条（perfxl rule 编号 看说明）", *lines])
