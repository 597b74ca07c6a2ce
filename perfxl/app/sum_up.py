"""Bring 汇总 and 目录 in line with the project sheets that a workbook has by now: copied by hand, deleted, moved.

Both sheets add up by their own formulas; this only gives them the rows that are missing and takes those of sheets that
are gone. Where staff have written into them, or point to them, they stay, and the report says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from perfxl.forms import _names as names
from perfxl.forms.master import lifted_names, read_master
from perfxl.forms.refresh import is_as_drawn, is_ours, listed, listings
from perfxl.hosts.memory import EditedBook
from perfxl.page import Changes, Formula, Page
from perfxl.sheet import OpenBook, bare

_OURS = (names.ROLLUP, names.CONTENTS)


@dataclass(frozen=True, slots=True)
class SummedUp:
    """The sheets that were drawn anew, and those that ought to be but are not only ours."""

    redrawn: tuple[str, ...]
    by_hand: tuple[str, ...]


def summed_up(book: OpenBook) -> tuple[SummedUp, Changes]:
    """Say which of the two sheets no longer fit the projects, and the changes that mend it."""
    shown = EditedBook(book)
    reading = read_master(shown)
    present = set(book.sheets())
    if names.FINDINGS not in present:
        present -= {names.CONTENTS}  # it counts what is listed there
    pages = [page for page in listings(reading, listed(shown)) if page.name in present]
    stale = [page for page in pages if not is_as_drawn(shown.grid(page.name), book.formulas(page.name), page)]
    ours = [page for page in stale if is_ours(shown.grid(page.name), book.formulas(page.name), page)]
    spoken = {name for name in _OURS for formula in _elsewhere(book) if re.search(rf"(?<!\w){name}!", formula)}
    redrawn = tuple(page for page in ours if page.name not in spoken)
    rollup = next((page for page in pages if page.name == names.ROLLUP), None)
    if rollup in stale:  # 目录 takes its total from there
        redrawn = tuple(pages) if len(redrawn) == len(stale) else ()
    left = (page for page in stale if page not in redrawn)
    by_hand = tuple(page.name for page in left if _lacks(book.formulas(page.name), page))
    return SummedUp(tuple(page.name for page in redrawn), by_hand), Changes(pages=redrawn, names=lifted_names(redrawn))


def _lacks(formulas: Mapping[tuple[int, int], str], page: Page) -> bool:
    """Tell whether a sheet that stays lacks what ought to be in it; what staff have added does no harm."""
    has = {bare(formula) for formula in formulas.values()}
    drawn = (content.text for content, _ in page.cells.values() if isinstance(content, Formula))
    return any("#REF!" in formula for formula in has) or not {bare(text) for text in drawn} <= has


def _elsewhere(book: OpenBook) -> Iterator[str]:
    for sheet in book.sheets():
        if sheet not in _OURS:
            yield from map(bare, book.formulas(sheet).values())
