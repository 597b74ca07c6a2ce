"""How the sheets look: the styles that all forms share, and how tall a row of wrapped words must be."""

from __future__ import annotations

import math
import unicodedata

from perfxl.page import Style

TITLE = Style(bold=True, size=18, align="center", border=False)
SUBTITLE = Style(border=False, wrap=False)
NOTE = Style(border=False, size=9, color="#595959")
LABEL = Style(bold=True, align="center", fill="#F2F2F2")
TEXT = Style(locked=False)
CENTRED = TEXT.but(align="center")
CODE = TEXT.but(align="center", number="@", shrink=True, wrap=False)
MONEY = TEXT.but(align="right", number="0.00", wrap=False)
FIGURE = MONEY.but(number="General")
PERCENT = CENTRED.but(number="0%", wrap=False)
TOTAL_WORD = LABEL
TOTAL = MONEY.but(bold=True, fill="#F2F2F2", locked=True)
LINK = TEXT.but(color="#0563C1", locked=True)
RED, AMBER, YELLOW = "#F8CBAD", "#FFE699", "#FFFFE0"
RED_INK, AMBER_INK, GREY_INK = "#9C0006", "#7F6000", "#7F7F7F"

LINE = 15.0


def width(text: str) -> int:
    """Count the columns that a line takes: two for a Chinese character, one for a Latin one."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def lines(text: str, columns: float) -> int:
    """Count the lines that words take when wrapped in so many columns of a sheet."""
    room = max(columns - 1.5, 2)
    return sum(max(1, math.ceil(width(line) / room)) for line in text.split("\n"))


def height(cells: list[tuple[str, float]], least: float = 24.0) -> float:
    """Give a row's height in points for its (words, columns); Excel allows 409 at most."""
    most = max((lines(text, columns) for text, columns in cells), default=1)
    return min(409.0, max(least, most * LINE + 6))
