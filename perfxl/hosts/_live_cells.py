"""Blocks of cells of a workbook that is open: read in one trip, written in one, and made again what they were."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import Any

import xlwings as xw

from perfxl.errors import PerfxlError
from perfxl.sheet import Word

Typed = str | float | None  # what Excel is handed, as if a person had typed it


def values(block: xw.Range) -> list[list[Any]]:
    """Read what a block shows; error values as their words."""
    return block.options(ndim=2, err_to_str=True).value  # type: ignore[no-any-return]  # xlwings gives Any


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
        [
            formula if is_formula(formula, value) else typed(value) if isinstance(value, str) else value
            for formula, value in zip(*pair, strict=True)
        ]
        for pair in zip(formulas(block), values(block), strict=True)
    ]


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
