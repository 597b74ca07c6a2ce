"""Blocks of cells of a workbook that is open: read in one trip, written in one, and made again what they were."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import isfinite
from typing import Any

import xlwings as xw

from perfxl.errors import PerfxlError
from perfxl.sheet import COM_ERRORS, Word

Typed = str | float | None  # what Excel is handed, as if a person had typed it
_GENERAL = ("General", "G/通用格式", "常规")
_TEXT = "@"
_HIDING = (*_GENERAL, _TEXT, "0", "#,##0")  # number formats that hide an amount's decimals


def values(block: xw.Range) -> list[list[Any]]:
    """Read what a block shows; error values as their words."""
    shown = block.options(ndim=2, err_to_str=True).value
    return [["#N/A" if isinstance(one, int) and one in COM_ERRORS else one for one in row] for row in shown]


def formulas(block: xw.Range) -> list[list[str]]:
    """Read what was typed into a block: a formula with its =, else the words."""
    found = block.formula
    rows = found if isinstance(found, tuple | list) else ((found,),)
    return [[str(one) for one in row] for row in rows]


def is_formula(formula: str, value: object) -> bool:
    """Tell a formula from a text that begins with =."""
    return formula.startswith("=") and formula != value


def contents(block: xw.Range) -> list[list[Any]]:
    """Give what must be written to a block to make it what it is."""
    return [
        [_content(formula, value) for formula, value in zip(*pair, strict=True)]
        for pair in zip(formulas(block), values(block), strict=True)
    ]


def _content(formula: str, value: object) -> object:
    if is_formula(formula, value):
        return formula
    if isinstance(value, dt.datetime | Decimal):
        return formula  # Excel rounds dates and currencies when it hands them over; their number stands here
    return typed(value) if isinstance(value, str) else value


def write(block: xw.Range, rows: Sequence[Sequence[Any]]) -> None:
    """Write a block."""
    block.value = rows


def typed(word: Word) -> Typed:
    """Give what makes a cell hold just this word: after an apostrophe Excel takes no text for a number or a formula."""
    if isinstance(word, str):
        return f"'{word}" if word else None
    if isinstance(word, bool):
        return word
    if word is not None and not isfinite(word):
        raise PerfxlError(f"“{word}”不是单元格能放的数。", "请核对这个数。")
    return None if word is None else float(word)


def unfit(block: xw.Range, rows: Sequence[Sequence[Word]]) -> Iterator[tuple[xw.Range, str, str]]:
    """Give the cells that would show a number as something else: with the number format that they have and need.

    Excel makes text of a number that is put into a cell of text, and 3.1 of 3.10 in one without a format.
    """
    needed = {
        (row, column): "0." + "0" * places if places else _GENERAL[0]
        for row, words in enumerate(rows)
        for column, word in enumerate(words)
        if (places := _places(word)) is not None
    }
    if not needed:
        return
    whole = block.number_format  # None where the cells disagree
    if whole is not None and len(needed) == block.size and len(formats := set(needed.values())) == 1:
        if _hides(whole, needed_format := formats.pop()):
            yield block, whole, needed_format
        return
    for at, one in needed.items():
        cell = block[at]
        if _hides(found := whole or cell.number_format, one):
            yield cell, found, one


def _places(word: Word) -> int | None:
    """Count the decimals that a number is to be shown with; None for what is no number."""
    if isinstance(word, Decimal) and word.is_finite():
        return max(0, -int(word.as_tuple().exponent))
    return None if word is None or isinstance(word, str | bool) else 0


def _hides(found: str, needed: str) -> bool:
    return found == _TEXT if needed == _GENERAL[0] else found in _HIDING
