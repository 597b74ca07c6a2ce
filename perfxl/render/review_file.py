"""The review opinion as a file: a workbook whose scores are formulas, or a Word document to sign.

Word is written by python-docx. Official fonts are named, never embedded; a desk without them falls back to its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from docx import Document
from docx.document import Document as Paper
from docx.enum.section import WD_ORIENTATION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from perfxl.app.review import ReviewReport
from perfxl.errors import PerfxlError
from perfxl.forms.findings import Located, ranges
from perfxl.forms.review import BLOCKS, HEADS, SIGNED, TITLE, Reviewed, review_plan
from perfxl.hosts.place import moved_into_place
from perfxl.hosts.xlsx import write_plan
from perfxl.model.amounts import money_text
from perfxl.render.words import one_line
from perfxl.rules.opinion import HOW, ITEMS, VERDICTS

_BODY, _HEADING = "仿宋_GB2312", "方正小标宋简体"
_ITEM_WIDTHS = (22, 22, 14, 14, 86)


def places(masters: Sequence[Path], out: Path) -> list[Path]:
    """Say where each master's opinion goes: one to the file itself, several into a folder, named after the masters."""
    if len(masters) == 1:
        return [out]
    if out.suffix or out.is_file():
        raise PerfxlError(f"有 {len(masters)} 个总表，“{out}”应是文件夹。", "例如 --out 审核意见。")
    return [out / f"{master.stem}审核意见.xlsx" for master in masters]


def write_review(report: ReviewReport, out: Path, *, overwrite: bool = False) -> None:
    """Write the opinion as .xlsx or .docx, by the ending of the file's name. PerfxlError for any other ending."""
    suffix = out.suffix.lower()
    if suffix == ".xlsx":
        write_plan(review_plan(report.checked.department, report.whole, report.projects), out, overwrite=overwrite)
    elif suffix == ".docx":
        with moved_into_place(out, overwrite=overwrite, suffix=suffix) as temporary:
            _paper(report).save(str(temporary))
    else:
        raise PerfxlError(f"“{out.name}”的扩展名应为 .xlsx 或 .docx。", f"例如 {out.stem or '审核意见'}.docx。")


def _paper(report: ReviewReport) -> Paper:
    paper = Document()
    page = paper.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENTATION.PORTRAIT, Mm(210), Mm(297)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = Mm(26), Mm(26), Mm(30), Mm(28)
    style = paper.styles["Normal"]
    style.font.name, style.font.size = _BODY, Pt(12)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _BODY)
    _add_one(paper, report, report.whole, f"部门{TITLE}")
    _add_scores(paper, report.projects)
    for one in report.projects:
        _add_one(paper, report, one, f"项目支出{TITLE}").paragraph_format.page_break_before = True
    return paper


def _add_one(paper: Paper, report: ReviewReport, one: Reviewed, title: str) -> Paragraph:
    """Add one opinion; give its heading."""
    department, project, opinion = report.checked.department, one.project, one.opinion
    heading = paper.add_paragraph()
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _font(heading.add_run(title), _HEADING, 22)
    year = f"{department.year} 年度" if department.year else ""
    paper.add_paragraph(f"{department.unit_code}{department.unit_name}　　{year}")
    if project:
        budget = "未填或读不出" if project.funds.budget is None else f"{money_text(project.funds.budget)} 万元"
        paper.add_paragraph(f"项目名称：{one_line(project.name)}")
        paper.add_paragraph(f"项目编码：{one_line(project.code)}　　预算数：{budget}")
    _add_items(paper, one)
    result = paper.add_paragraph()
    score = f"得分 {opinion.total:.1f}　等级 {opinion.grade}　审核结论：{opinion.verdict}{opinion.reason}"
    result.add_run(score).bold = True
    if one.reckoned:
        paper.add_paragraph(f"量价勾稽：{one_line(one.reckoned)}。")
    _add_problems(paper, one)
    paper.add_paragraph(f"评分办法：{HOW}{VERDICTS}").paragraph_format.keep_with_next = True
    paper.add_paragraph(SIGNED).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return heading


def _add_items(paper: Paper, one: Reviewed) -> None:
    titles = [word for word in HEADS if word != "扣分"]
    scored = zip(ITEMS, one.opinion.got, one.problems, strict=True)
    rows = [(item.head, item.name, f"{item.points}", f"{got:.1f}", one_line(said)) for item, got, said in scored]
    table = _add_table(paper, [titles, *rows], _ITEM_WIDTHS)
    for row in range(1, len(ITEMS), 2):
        head = table.cell(row, 0).merge(table.cell(row + 1, 0))
        _fill([head], [ITEMS[row - 1].head], [_ITEM_WIDTHS[0]])
        head.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER


def _add_problems(paper: Paper, one: Reviewed) -> None:
    if not one.lost:
        paper.add_paragraph(one.nothing)
        return
    _font(paper.add_paragraph().add_run("主要问题与修改建议"), "黑体", 14)
    by_rule: dict[str, list[Located]] = {}
    for loss, found in one.lost:
        by_rule.setdefault(loss.finding.rule, []).append(found)
    for number, alike in enumerate(by_rule.values(), start=1):
        finding = alike[0].finding
        level = BLOCKS if finding.blocking else finding.severity.chinese
        cells = ranges([cell for found in alike for cell in found.cells])
        where = f"（{cells}）" if cells else ""
        more = f"同类共 {len(alike)} 条。" if len(alike) > 1 else ""
        words = f"{number}. [{level}] {one_line(finding.message)}{more}{where}建议：{one_line(finding.fix)}"
        paper.add_paragraph(words).paragraph_format.space_after = Pt(3)


def _add_scores(paper: Paper, projects: Sequence[Reviewed]) -> None:
    _font(paper.add_paragraph().add_run("各项目审核结论"), "黑体", 14)
    widths = (12, 66, 24, 16, 40)
    rows: list[Sequence[str]] = [("序号", "项目名称", "预算数", "得分", "审核结论")]
    for one in projects:
        if project := one.project:
            budget = "" if project.funds.budget is None else money_text(project.funds.budget)
            words = (str(project.position), one_line(project.name), budget)
            rows.append((*words, f"{one.opinion.total:.1f}", f"{one.opinion.verdict}{one.opinion.reason}"))
    _add_table(paper, rows, widths)


def _add_table(paper: Paper, rows: Sequence[Sequence[str]], widths: Sequence[int]) -> Table:
    """Add a table; its first row holds the titles."""
    table: Table = paper.add_table(rows=len(rows), cols=len(widths))
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row, words in zip(table.rows, rows, strict=True):
        _fill(row.cells, words, widths)
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
    return table


def _fill(cells: Sequence[_Cell], words: Sequence[str], widths: Sequence[int]) -> None:
    longest = max(widths)
    for cell, text, width in zip(cells, words, widths, strict=True):
        cell.text = text
        cell.width = Mm(width)
        cell.paragraphs[0].paragraph_format.space_after = Pt(0)
        for run in cell.paragraphs[0].runs:
            run.font.size = Pt(10.5)
        if width < longest:
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER


def _font(run: Run, name: str, size: int) -> None:
    run.font.name, run.font.size = name, Pt(size)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)  # noqa: SLF001  # python-docx has no word for the East Asian font
