"""One step back: what a button has changed in cells is kept in the workbook, and can be taken back once."""

from __future__ import annotations

from dataclasses import dataclass, replace

from perfxl.errors import PerfxlError
from perfxl.forms import _names as names
from perfxl.forms.ledger import Kept, Step, read_step, step_cells
from perfxl.hosts.memory import EditedBook
from perfxl.page import Changes, seen
from perfxl.sheet import Book, CellRef, Value, plain, position


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The step, and the cells that were changed again since and stay as they are."""

    step: Step
    since: tuple[CellRef, ...]


def with_step(book: Book, name: str, changes: Changes) -> Changes:
    """Add to some changes of cells what is needed to take them back."""
    shown = EditedBook(book)  # every sheet is read once
    kept = tuple(Kept(ref, _now(shown, ref), seen(word)) for ref, word in changes.cells.items())
    return replace(changes, cells={**changes.cells, **step_cells(Step(name, kept), shown.grid(names.META))})


def taken_back(book: Book) -> tuple[TakenBack, Changes]:
    """Take the last step back, but for cells that were changed since. PerfxlError where there is none."""
    book = EditedBook(book)  # as with_step
    grid = book.grid(names.META)
    step = read_step(grid)
    if step is None:
        raise PerfxlError(
            "没有可以撤销的一步。", "“一键修复”和“从指标库选用”做过以后可以撤销一次；自己打的字用 Ctrl+Z。"
        )
    present = set(book.sheets())
    since = [
        one.ref for one in step.cells if one.ref.sheet not in present or plain(_now(book, one.ref)) != plain(one.after)
    ]
    back = {one.ref: one.before for one in step.cells if one.ref not in since}
    return TakenBack(step, tuple(since)), Changes({**back, **step_cells(None, grid)})


def _now(book: Book, ref: CellRef) -> Value:
    return book.grid(ref.sheet).value(*position(ref.cell))
