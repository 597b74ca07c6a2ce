"""Amounts in the capital numerals of receipts and contracts: 壹仟贰佰元整.

Own code: cn2an 0.5, the library in use for this, cuts 33.335 to 33.33 without a word and leaves out the 零 that
100200003000 needs between 亿 and 仟.
"""

from __future__ import annotations

from decimal import Decimal

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ((10**8, "亿"), (10**4, "万"), (1000, "仟"), (100, "佰"), (10, "拾"))
_MOST = Decimal(10) ** 16


def capitals(yuan: Decimal) -> str:
    """Spell an amount in 元; one of ten thousand million million and more, or with parts of a 分, is a ValueError."""
    fen = abs(yuan) * 100
    if abs(yuan) >= _MOST or fen != int(fen):
        raise ValueError(yuan)
    whole, rest = divmod(int(fen), 100)
    jiao, fen_left = divmod(rest, 10)
    words = f"{_spelt(whole)}元" if whole or not rest else ""
    if not rest:
        words += "整"
    elif jiao or whole:
        words += f"{_DIGITS[jiao]}角" if jiao else "零"
    words += f"{_DIGITS[fen_left]}分" if fen_left else ""
    return f"负{words}" if yuan < 0 else words


def _spelt(number: int) -> str:
    for size, word in _PLACES:
        if number >= size:
            high, low = divmod(number, size)
            gap = "零" if 0 < low < size // 10 else ""
            return _spelt(high) + word + gap + (_spelt(low) if low else "")
    return _DIGITS[number]
