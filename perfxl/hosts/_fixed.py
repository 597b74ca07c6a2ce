"""Where in a file no word can be put, and the cells of a change sheet by sheet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from lxml.etree import _Element as Element

from perfxl.errors import PerfxlError
from perfxl.hosts._cells import area, fixed
from perfxl.hosts._revision import Revision
from perfxl.hosts._workbook import Workbook
from perfxl.page import Area
from perfxl.sheet import CellRef, position


def fixed_cells(source: Path, refs: Iterable[CellRef]) -> set[CellRef]:
    """Tell which cells `revise` would leave as they were."""
    book = Revision(source)
    return fixed_in(book, Workbook(book), refs)


def fixed_in(book: Revision, workbook: Workbook, refs: Iterable[CellRef]) -> set[CellRef]:
    """Tell the same of a file that is being revised."""
    left = set()
    gathered = by_sheet(refs)
    for name, sheet in workbook.all(gathered).items():
        some = gathered[name]
        if sheet.kind != "worksheet":
            raise PerfxlError(f"“{book.path.name}”的“{name}”是图表，没有单元格可改。", "请核对工作表的名称。")
        tables = [book.tree(one.part) for one in book.relations(sheet.part).values() if one.kind == "table"]
        titles = [title for table in tables for title in _titles(table)]
        at = fixed(book.tree(sheet.part), map(position, (ref.cell for ref in some)), titles)
        left |= {ref for ref in some if position(ref.cell) in at}
    return left


def by_sheet(refs: Iterable[CellRef]) -> dict[str, list[CellRef]]:
    """Gather cells by their sheets."""
    sheets: dict[str, list[CellRef]] = defaultdict(list)
    for ref in refs:
        sheets[ref.sheet].append(ref)
    return sheets


def _titles(table: Element) -> list[Area]:
    """Give a table's rows of titles and of totals, whose words its own part repeats."""
    block = area(table.get("ref", ""))
    rows = []
    if table.get("headerRowCount", "1") != "0":
        rows.append(Area(block.top, block.left, block.top, block.right))
    if table.get("totalsRowCount", "0") != "0":
        rows.append(Area(block.bottom, block.left, block.bottom, block.right))
    return rows
