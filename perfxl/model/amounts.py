"""What people type for money and shares, read exactly. What could mean two things is refused, never guessed."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from perfxl.errors import UnreadableError

CENT = Decimal("0.01")
YUAN_PER_WAN = Decimal(10_000)
_MONEY = re.compile(r"(?P<number>[+-]?(?:\d+|\d{1,3}(?:,\d{3})+(?=\.\d))(?:\.\d+)?)(?P<unit>万元|元)?")
_SHARE = re.compile(r"(?P<number>[+-]?\d+(?:\.\d+)?)%?")


@lru_cache(maxsize=1 << 15)  # rules compare the same words over and over
def folded(text: str) -> str:
    """Fold widths (１００％ is 100%) and drop every blank; for comparing and parsing, never for keeping."""
    return "".join(unicodedata.normalize("NFKC", text).split()).replace("\u200b", "").replace("\ufeff", "")


def blank(text: str) -> bool:
    """Tell whether nothing can be seen: blanks of any width, tabs and line ends count as nothing."""
    return not folded(text)


def money(text: str) -> Decimal | None:
    """Read an amount in 万元; “1000000元” is 100. None where blank; UnreadableError for `1,234` and for words."""
    if blank(text):
        return None
    match = _MONEY.fullmatch(folded(text))
    if match is None:
        raise UnreadableError(text)
    number = Decimal(match["number"].replace(",", ""))
    return number / YUAN_PER_WAN if match["unit"] == "元" else number


def share(text: str) -> Decimal | None:
    """Read a percentage from 0 to 100: “30%” and “30” are 30. None where blank; UnreadableError otherwise."""
    if blank(text):
        return None
    match = _SHARE.fullmatch(folded(text))
    if match is None:
        raise UnreadableError(text)
    return Decimal(match["number"])


def money_text(amount: Decimal) -> str:
    """Print an amount as the forms do: two decimals, more only where cents would be lost."""
    return f"{amount:.2f}" if amount == amount.quantize(CENT) else f"{amount.normalize():f}"


def share_text(percent: Decimal) -> str:
    """Print a percentage without its sign and without trailing zeros: 30, 33.3, 100."""
    return f"{percent.normalize():f}"
