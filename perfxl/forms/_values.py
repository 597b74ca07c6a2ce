"""One function per kind of cell: what a cell holds <-> the words that a person sees in it.

Words go into a cell as a number only where the number says exactly the same; all else stays text, so that a check can
speak of what was typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from perfxl.forms import _looks as looks
from perfxl.model.amounts import money_text, share_text
from perfxl.page import Style
from perfxl.sheet import Value, Word, plain

_NUMBER = re.compile(r"-?\d{1,13}(\.\d+)?", re.ASCII)
_PERCENTAGE = re.compile(r"(\d{1,13}(?:\.(\d+))?)%", re.ASCII)


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of cell is read into words and written from words."""

    read: Callable[[Value], str]
    write: Callable[[str], tuple[Word, Style]]


def _exact(value: float) -> Decimal:
    return Decimal(plain(value))


def _number(value: Value) -> float | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _read_money(value: Value) -> str:
    number = _number(value)
    return plain(value) if number is None else money_text(_exact(number))


def _write_money(text: str) -> tuple[Word, Style]:
    if not _NUMBER.fullmatch(text):
        return text, looks.MONEY
    amount = Decimal(text)
    return amount, looks.MONEY if money_text(amount) == f"{amount:.2f}" else looks.FIGURE


def _read_share(value: Value) -> str:
    number = _number(value)
    if number is None:
        return plain(value)
    exact = _exact(number)
    return share_text(exact * 100) + "%" if 0 < exact <= 1 else share_text(exact)


def _write_share(text: str) -> tuple[Word, Style]:
    match = _PERCENTAGE.fullmatch(text)
    if match and 0 < Decimal(match[1]) <= 100:  # noqa: PLR2004  # per cent; beyond it a cell's number reads as points
        decimals = len(match[2] or "")
        return Decimal(match[1]) / 100, looks.PERCENT.but(number="0." + "0" * decimals + "%" if decimals else "0%")
    if _NUMBER.fullmatch(text) and not 0 < Decimal(text) <= 1:
        return Decimal(text), looks.PERCENT.but(number="General")
    return text, looks.PERCENT.but(number="General")


def _texts(style: Style) -> Kind:
    return Kind(plain, lambda text: (text, style))


money = Kind(_read_money, _write_money)
share = Kind(_read_share, _write_share)
text = _texts(looks.TEXT)
centred = _texts(looks.CENTRED)
code = _texts(looks.CODE)
target = _texts(looks.CENTRED.but(number="@"))
title = _texts(looks.TITLE.but(locked=False))
unit = _texts(looks.SUBTITLE.but(locked=False))
money_unit = _texts(looks.SUBTITLE.but(align="right", locked=False))
