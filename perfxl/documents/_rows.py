"""The rows of indicators in a run of cells: six cells a row, even where one is lacking or a row is not the form's.

All ways to cut the run into rows are weighed, the cheapest wins: a cell outside every row costs most, a row that does
not end where the page shows a row's end costs a little. So a faulty row never shifts the rows below it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from perfxl.documents._cells import HEADER, KNOWN, Cell, Unplaced, is_level
from perfxl.model.amounts import blank, folded
from perfxl.model.project import INDICATOR_FIELDS, Indicator

HEADER_KEYS = ("level1", "level2", "indicator", "description", "target", "basis")
WIDTH = len(HEADER_KEYS)
_ENOUGH = 3
_OUTSIDE, _KNOWN_OUTSIDE, _NO_END = 10, 1, 9


@dataclass(frozen=True, slots=True)
class Rows:
    """What was read below the goals: indicators, the printed headings that differ, the cells outside every row."""

    indicators: tuple[Indicator, ...]
    labels: dict[str, str]
    unplaced: tuple[Unplaced, ...]


def header_at(cells: Sequence[Cell], after: int) -> int | None:
    """Find where the row of headings begins, at or after a position; None where there is none."""
    seen = [folded(cell.text) in HEADER for cell in cells]
    return next(
        (at for at in range(after, len(cells)) if seen[at] and sum(seen[at : at + WIDTH]) >= _ENOUGH),
        None,
    )


def first_row(cells: Sequence[Cell], after: int) -> int:
    """Find the first two cells that both name a level, at or after a position; the end where there are none."""
    pairs = range(after, len(cells) - 1)
    return next((at for at in pairs if is_level(cells[at].text) and is_level(cells[at + 1].text)), len(cells))


def read_rows(cells: Sequence[Cell]) -> Rows:
    """Read headings and indicators. Levels are carried down over merged cells, also from a row that has no place."""
    labels: dict[str, str] = {}
    indicators: list[Indicator] = []
    unplaced: list[Unplaced] = []
    levels = "", ""
    for is_row, run in _cut(cells):
        words = [*(cell.text for cell in run[:-1]), run[-1].undivided]
        if is_row and _is_header(run):
            labels = labels or dict(zip(HEADER_KEYS, words, strict=True))
            continue
        levels = _carried(run[:2] if is_row else run, *levels)
        if not is_row:
            unplaced += [line for cell in run for line in cell.unplaced()]
        elif not all(map(blank, words)):
            values = zip(INDICATOR_FIELDS, (*levels, *words[2:]), strict=True)
            indicators.append(Indicator(len(indicators) + 1, **dict(values)))
    return Rows(tuple(indicators), labels or _loose_headings(cells), tuple(unplaced))


def _loose_headings(cells: Sequence[Cell]) -> dict[str, str]:
    """Give the headings where they do not stand in one row of six; "" for those that are missing."""
    found = {folded(cell.text): cell.undivided for cell in cells}
    return {key: found.get(words, "") for key, words in zip(HEADER_KEYS, HEADER, strict=True)}


def _carried(run: Sequence[Cell], level1: str, level2: str) -> tuple[str, str]:
    """Carry the levels down: a new 一级指标 ends the 二级指标 above it."""
    starts_row = True
    for first, second in pairwise(run):
        if starts_row and is_level(first.text):
            level1, level2 = first.text, second.text if is_level(second.text) else ""
        elif starts_row and blank(first.text) and is_level(second.text):
            level2 = second.text
        starts_row = first.ends_row
    return level1, level2


def _cut(cells: Sequence[Cell]) -> Iterator[tuple[bool, Sequence[Cell]]]:
    """Cut cells into rows of six (True) and runs of cells outside every row (False), at the least cost."""
    costs = [0] * (len(cells) + 1)
    is_row = [False] * len(cells)
    for at in reversed(range(len(cells))):
        known = folded(cells[at].text) in KNOWN
        costs[at] = costs[at + 1] + (_KNOWN_OUTSIDE if known else _OUTSIDE)
        row = cells[at : at + WIDTH]
        if _may_be_row(row):
            cost = costs[at + WIDTH] + (0 if row[-1].ends_row else _NO_END)
            is_row[at] = cost <= costs[at]
            costs[at] = min(cost, costs[at])
    at = outside = 0
    while at < len(cells):
        if not is_row[at]:
            at += 1
            continue
        if outside < at:
            yield False, cells[outside:at]
        yield True, cells[at : at + WIDTH]
        at = outside = at + WIDTH
    if outside < at:
        yield False, cells[outside:at]


def _is_header(row: Sequence[Cell]) -> bool:
    return sum(folded(cell.text) == words for cell, words in zip(row, HEADER, strict=True)) >= _ENOUGH


def _may_be_row(row: Sequence[Cell]) -> bool:
    if len(row) != WIDTH:
        return False
    return _is_header(row) or all(blank(cell.text) or is_level(cell.text) for cell in row[:2])
