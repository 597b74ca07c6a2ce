"""Draw the README's pictures from the real things: the tab from the ribbon's XML, the sheets from the sample's pages.

`python -m workbook.pictures` writes them into pictures/ beside this file; a test holds them against fresh ones.
"""

from __future__ import annotations

import sys
from pathlib import Path

from perfxl.addin.build import ribbon
from perfxl.app.check import CheckReport, check_reading, heading
from perfxl.forms.findings import TITLES, draw_findings
from perfxl.forms.marks import marks
from perfxl.forms.master import Reading, read_master
from perfxl.forms.project import draw_project
from perfxl.hosts.file import open_book
from workbook._svg import View, sheet_picture, tab_picture
from workbook.build import HERE, SAMPLE

FOLDER = HERE / "pictures"
TAB, FINDINGS, FORM = "tab.svg", "findings.svg", "form.svg"
_COLUMNS = ("级别", "规则", "工作表", "单元格", "问题", "建议", "忽略理由")  # the others would make the words too small
_LISTED = 10  # findings
_INDICATORS = 6


def build(folder: Path) -> tuple[Path, ...]:
    """Write the pictures into a folder."""
    book = open_book(HERE / SAMPLE)
    reading = read_master(book)
    report = check_reading(reading, book.name)
    drawn = {
        TAB: tab_picture(ribbon(), "“绩效目标”选项卡", "按 macros/ribbon.xml 画出，不是 Excel 截图；图标是示意。"),
        FINDINGS: _findings(report),
        FORM: _form(reading, report),
    }
    for name, text in drawn.items():
        (folder / name).write_text(text, "utf-8", newline="\n")
    return tuple(folder / name for name in drawn)


def _findings(report: CheckReport) -> str:
    page = draw_findings(report.found, heading(report))
    columns = tuple(TITLES.index(title) for title in _COLUMNS)
    foot = f"按示例总表的“{page.name}”画出，不是 Excel 截图；只画了前 {_LISTED} 条和几列。"
    return sheet_picture(View(page, columns, page.tables[0].area.top + 1 + _LISTED, {}), "“校验结果”表", foot)


def _form(reading: Reading, report: CheckReport) -> str:
    """Draw the first project's sheet with its marks, the mouse on the first target."""
    one = reading.projects[0]
    page = draw_project(one.project, one.form, one.sheet)
    marked = {ref.cell: mark for ref, mark in marks(report.found).items() if ref.sheet == one.sheet}
    noted = one.ref(one.project.at("target", one.project.indicators[0]))
    foot = f"按示例总表的“{one.sheet}”画出，不是 Excel 截图；指标只画了前 {_INDICATORS} 条。"
    view = View(
        page, tuple(range(len(page.widths))), one.form.header + 1 + _INDICATORS, marked, noted.cell if noted else None
    )
    return sheet_picture(view, "校验以后的项目表", foot)


if __name__ == "__main__":
    for path in build(FOLDER):
        sys.stdout.write(f"{path.name}\n")
