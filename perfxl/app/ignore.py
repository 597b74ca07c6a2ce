"""Ignore a finding: its line of 校验结果 gets a reason, a person and a date; the next check lets it stand."""

from __future__ import annotations

from perfxl.errors import PerfxlError
from perfxl.forms import _names as names
from perfxl.forms.findings import Row, read_rows, reason_cells
from perfxl.model.amounts import blank
from perfxl.page import Changes
from perfxl.rules import CATALOGUE
from perfxl.sheet import Book, CellRef, position


def finding_at(book: Book, at: CellRef | None) -> Row:
    """Find the finding on whose line or cell the user stands, the gravest first.

    PerfxlError where there is none that could be ignored.
    """
    rows = read_rows(book.grid(names.FINDINGS)) if names.FINDINGS in book.sheets() else ()
    here = [row for row in rows if at and not row.reason and _is_at(row, at)]
    if not here:
        raise PerfxlError(
            "选中的格子没有列出的问题。", "请选中“校验结果”里的一行，或一个标了颜色的格子；还没有校验的先点“校验全部”。"
        )
    free = [row for row in here if not CATALOGUE.rule(row.rule).blocking]
    if not free:
        raise PerfxlError(f"{here[0].rule} 会让表格用不了，不能忽略。", f"请改好：{here[0].fix}")
    return free[0]


def ignoring(book: Book, row: Row, reason: str, person: str, date: str) -> Changes:
    """Give the changes that ignore a finding; PerfxlError without a reason, and where there is no place for it."""
    if blank(reason):
        raise PerfxlError("没有写忽略的理由，没有忽略。", "忽略一个问题要写明理由，审核时会看。")
    cells = reason_cells(book.grid(names.FINDINGS), row, reason.strip(), person, date)
    if cells is None:
        fault = f"“{names.FINDINGS}”里没有“忽略理由”“忽略人”“忽略日期”这三列，没有忽略。"
        raise PerfxlError(fault, "请恢复这三列的列名；或者删掉这张表，再点“校验全部”。")
    return Changes(cells)


def _is_at(row: Row, at: CellRef) -> bool:
    if at.sheet == names.FINDINGS:
        return row.at == position(at.cell)[0]
    return at.sheet == row.sheet and at.cell in row.cells
