"""Go from error to error, and to warnings, in the order of the sheets and of the cells in them; hints are passed by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from perfxl.errors import PerfxlError
from perfxl.forms import _names as names
from perfxl.forms.findings import Row, read_rows
from perfxl.model.findings import Severity
from perfxl.sheet import Book, CellRef, position


@dataclass(frozen=True, slots=True)
class Stop:
    """A cell with findings, gravest first: the `number`-th of so many."""

    ref: CellRef
    number: int
    of: int
    rows: tuple[Row, ...]


def next_stop(book: Book, at: CellRef | None, hidden: Collection[str] = ()) -> Stop | None:
    """Find the next cell with an error or a warning that stands; after the last comes the first. None without any.

    On a line of 校验结果 that line's own cell comes next. Cells of `hidden` sheets are passed by; PerfxlError where the
    only ones left are there.
    """
    if names.FINDINGS not in book.sheets():
        return None
    rows = [row for row in read_rows(book.grid(names.FINDINGS)) if row.cells and not row.reason and _weighs(row)]
    order = {sheet: number for number, sheet in enumerate(book.sheets())}
    stops: dict[CellRef, list[Row]] = defaultdict(list)
    for row in rows:
        if row.sheet in order and row.sheet not in hidden:
            stops[CellRef(row.sheet, row.cells[0])].append(row)
    places = sorted(stops, key=lambda ref: _place(ref, order))
    if not places and rows:
        sheets = "、".join(dict.fromkeys(row.sheet for row in rows))
        raise PerfxlError(f"剩下的问题都在看不到的工作表里：{sheets}。", "请取消隐藏；改了名的，请重新校验。")
    if not places:
        return None
    number = _next(places, rows, at, order)
    return Stop(places[number], number + 1, len(places), tuple(stops[places[number]]))


def _weighs(row: Row) -> bool:
    return row.level != Severity.INFO.chinese


def _next(places: list[CellRef], rows: list[Row], at: CellRef | None, order: dict[str, int]) -> int:
    if at is None or at.sheet not in order:
        return 0
    if at.sheet == names.FINDINGS:
        line = position(at.cell)[0]
        chosen = next((CellRef(row.sheet, row.cells[0]) for row in rows if row.at == line), None)
        return places.index(chosen) if chosen in places else 0
    here = _place(at, order)
    return next((number for number, ref in enumerate(places) if _place(ref, order) > here), 0)


def _place(ref: CellRef, order: dict[str, int]) -> tuple[int, tuple[int, int]]:
    return order[ref.sheet], position(ref.cell)
