"""Cells gathered into rectangles, and addresses into as few strings as Excel takes: one trip each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from perfxl.forms.findings import ranges
from perfxl.sheet import Word, position

_LONGEST = 250  # characters of an address that Excel's Range takes


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of words, its first corner counted from 0."""

    top: int
    left: int
    rows: tuple[tuple[Word, ...], ...]

    @property
    def corners(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """The first and the last cell."""
        return (self.top, self.left), (self.top + len(self.rows) - 1, self.left + len(self.rows[0]) - 1)


def blocks(words: Mapping[tuple[int, int], Word]) -> Iterator[Block]:
    """Gather cells into rectangles: runs along a row, and runs of the same columns in rows that follow each other."""
    pending: dict[tuple[int, int], Block] = {}  # by columns
    for row, left, run in _runs(words):
        columns = (left, len(run))
        above = pending.get(columns)
        if above and above.top + len(above.rows) == row:
            pending[columns] = Block(above.top, left, (*above.rows, run))
        else:
            if above:
                yield above
            pending[columns] = Block(row, left, (run,))
    yield from pending.values()


def _runs(words: Mapping[tuple[int, int], Word]) -> Iterator[tuple[int, int, tuple[Word, ...]]]:
    run: list[Word] = []
    at = (-1, -1)
    for place in sorted(words):
        if run and place != (at[0], at[1] + len(run)):
            yield *at, tuple(run)
            run = []
        if not run:
            at = place
        run.append(words[place])
    if run:
        yield *at, tuple(run)


def chunks(cells: Iterable[str]) -> Iterator[str]:
    """Spell cells as addresses with commas, runs down a column joined, none longer than Excel takes."""
    line = ""
    for one in ranges(sorted(cells, key=lambda cell: position(cell)[::-1])).split("、"):
        if line and len(line) + len(one) >= _LONGEST:
            yield line
            line = ""
        line += f",{one}" if line else one
    if line:
        yield line
