"""One step back: what a button has changed in cells is kept in the workbook, and can be taken back once."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from perfxl.errors import PerfxlError
from perfxl.forms import _names as names
from perfxl.forms.ledger import Kept, Step, read_step, step_cells
from perfxl.hosts.memory import EditedBook
from perfxl.page import Changes, seen
from perfxl.sheet import Book, CellRef, Value, plain, position

Computed = Callable[[Collection[CellRef]], Collection[CellRef]]


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The step, the cells that were changed again since, and those whose sheet is gone or bears another name.

    Neither of these is touched; the second ones are kept for another time.
    """

    step: Step
    since: tuple[CellRef, ...]
    gone: tuple[CellRef, ...]

    @property
    def count(self) -> int:
        """How many cells are as they were before the step."""
        return len(self.step.cells) - len(self.since) - len(self.gone)


def with_step(book: Book, name: str, changes: Changes) -> Changes:
    """Add to some changes of cells what is needed to take them back."""
    shown = EditedBook(book)  # every sheet is read once
    kept = tuple(Kept(ref, _now(shown, ref), seen(word)) for ref, word in changes.cells.items())
    return replace(changes, cells={**changes.cells, **step_cells(Step(name, kept), shown.grid(names.META))})


def taken_back(book: Book, computed: Computed = lambda _: ()) -> tuple[TakenBack, Changes]:
    """Take the last step back, but for cells that were changed since. PerfxlError where nothing can be.

    `computed` tells which of some cells a formula fills by now, which is a change too.
    """
    book = EditedBook(book)  # as with_step
    grid = book.grid(names.META)
    step = read_step(grid)
    if step is None:
        raise PerfxlError(
            "没有可以撤销的一步。", "“一键修复”和“从指标库选用”做过以后可以撤销一次；自己打的字用 Ctrl+Z。"
        )
    here = [one for one in step.cells if one.ref.sheet in set(book.sheets())]
    gone = tuple(one for one in step.cells if one not in here)
    filled = computed([one.ref for one in here])
    since = tuple(one.ref for one in here if one.ref in filled or plain(_now(book, one.ref)) != plain(one.after))
    if len(gone) == len(step.cells):
        fault = f"“{step.name}”改过的工作表“{gone[0].ref.sheet}”改了名或者删掉了，撤销不了。"
        raise PerfxlError(fault, "请把工作表的名字改回来，再点一次。")
    back = {one.ref: one.before for one in here if one.ref not in since}
    left = step_cells(Step(step.name, gone) if gone else None, grid)
    return TakenBack(step, since, tuple(one.ref for one in gone)), Changes({**back, **left})


def _now(book: Book, ref: CellRef) -> Value:
    return book.grid(ref.sheet).value(*position(ref.cell))
