"""Where each table of a document begins and ends, and what free text stands below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from statistics import multimode

from perfxl.documents._cells import HEADER, Line, is_money_unit, is_numbered, is_title, is_unit, opens_code_row
from perfxl.model.amounts import folded

_NOTE = re.compile(r"(?:注|备注|说明|附注)\d*[:.、].*|填表.*")
_TITLE_AT_MOST_ABOVE = 6


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one table from its title on, without the page space below; `tail` is the free text below it."""

    lines: tuple[Line, ...]
    tail: tuple[Line, ...]


def find_blocks(lines: Sequence[Line]) -> tuple[Sequence[Line], list[Block]]:
    """Cut a document into the lines before its first table, and its tables.

    The page space below a table is alike throughout a document; one blank line more is the last cell's own.
    """
    starts = _starts(lines)
    if not starts:
        return lines, []
    cut = [_cut_tail(lines[start:end]) for start, end in pairwise([*starts, len(lines)])]
    spaces = [len(space) for _, space, _ in cut]
    usual = max(multimode(spaces))
    blocks = []
    for table, space, tail in cut:
        kept = [Line(table[-1].number + 1 + at, "") for at in range(2 if len(space) == usual + 1 else 1)]
        blocks.append(Block((*table, *kept), tuple(tail)))
    return lines[: starts[0]], blocks


def _starts(lines: Sequence[Line]) -> list[int]:
    """Find the first line of each table: its title or, where that is missing, its unit or first label."""
    starts: list[int] = []
    floor = 0
    for at, line in enumerate(lines):
        if _is_tables_title(lines, at):
            starts.append(at)
        elif opens_code_row(line):
            if not starts or starts[-1] < floor:
                starts.append(_start_above(lines, at, floor))
            floor = at + 1
    return starts


def _is_tables_title(lines: Sequence[Line], at: int) -> bool:
    """Tell a title with its table below it from a line of contents, and from words within the goals."""
    if not is_title(lines[at].text):
        return False
    following = next((line for line in lines[at + 1 :] if not line.empty), None)
    if following is None:
        return False
    begins_headings = folded(following.text) in HEADER
    return _is_tables_head(following) or (is_numbered(lines[at].text) and following.tabbed and not begins_headings)


def _is_tables_head(line: Line) -> bool:
    first, *_ = line.text.strip().split("\t")
    return opens_code_row(line) or is_unit(first) or is_money_unit(first)


def _start_above(lines: Sequence[Line], at: int, floor: int) -> int:
    """Go up from a first label: to a title close above it, else over the lines of unit and money unit."""
    for above in range(at - 1, max(floor, at - _TITLE_AT_MOST_ABOVE) - 1, -1):
        if is_title(lines[above].text):
            return above
    start = at
    for above in range(at - 1, floor - 1, -1):
        if _is_tables_head(lines[above]):
            start = above
        elif not lines[above].empty:
            break
    return start


def _cut_tail(lines: Sequence[Line]) -> tuple[Sequence[Line], Sequence[Line], Sequence[Line]]:
    """Cut a table's lines into the table, the blank lines below it, and free text.

    What follows the last cell is free text after two blank lines, a line of blanks, or one blank line if it is a note.
    """
    last = max((at for at, line in enumerate(lines) if line.tabbed), default=0)
    end = last + 1
    for at in range(last + 1, len(lines)):
        if lines[at].empty:
            continue
        gap = lines[end:at]
        if len(gap) > 1 or any(line.text for line in gap) or (gap and _NOTE.match(folded(lines[at].text))):
            break
        end = at + 1
    space = list(takewhile(lambda line: not line.text, lines[end:]))
    return lines[:end], space, [line for line in lines[end:] if not line.empty]
