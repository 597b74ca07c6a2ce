"""The last step that can be taken back, kept in the hidden sheet: it outlives the program and the book's closing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from perfxl.forms import _names as names
from perfxl.sheet import CellRef, Grid, Value, Word, address

_TITLE = "可撤销"
_TOP = 4  # above it stand the facts of the workbook
_COLUMNS = 4


@dataclass(frozen=True, slots=True)
class Kept:
    """One cell that a step has changed: what was in it, and what the step has put there."""

    ref: CellRef
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Step:
    """A step, by the name of its button, and the cells that it has changed."""

    name: str
    cells: tuple[Kept, ...]


def step_cells(step: Step | None, grid: Grid) -> dict[CellRef, Word]:
    """Give the cells of the hidden sheet that keep a step, and nothing of an earlier one; None keeps no step."""
    rows: list[list[Word]] = [[_TITLE, step.name, None, None]] if step else []
    rows += [[one.ref.sheet, one.ref.cell, one.before, one.after] for one in (step.cells if step else ())]
    bottom = max(len(grid.rows), _TOP + len(rows))
    blank: list[Word] = [None] * _COLUMNS
    lines: list[list[Word]] = [*rows, *[blank] * (bottom - _TOP - len(rows))]
    return {
        CellRef(names.META, address(row, column)): word
        for row, line in enumerate(lines, start=_TOP)
        for column, word in enumerate(line)
    }


def read_step(grid: Grid) -> Step | None:
    """Read the step that is kept; None where there is none."""
    if grid.text(_TOP, 0) != _TITLE:
        return None
    return Step(grid.text(_TOP, 1), tuple(_kept(grid)))


def _kept(grid: Grid) -> Iterator[Kept]:
    for row in range(_TOP + 1, len(grid.rows)):
        if sheet := grid.text(row, 0):
            yield Kept(CellRef(sheet, grid.text(row, 1)), grid.value(row, 2), grid.value(row, 3))
