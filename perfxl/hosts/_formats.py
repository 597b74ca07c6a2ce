"""The number formats of a file that is revised: an amount of 100.00 that is put into a cell shall read 100.00 there."""

from __future__ import annotations

import re
from copy import deepcopy
from decimal import Decimal

from perfxl.hosts._opc import S, child_of, drop, first_of
from perfxl.hosts._revision import Revision

_CENTS = "2"  # Excel's own format 0.00
_SHOW_CENTS = {_CENTS, "4", "7", "8", "39", "40", "43", "44"}  # its other ones with two decimals
_TWO_DECIMALS = re.compile(r"[0#?]\.00")
_SCALED = re.compile(r"[%E]|,(?![0#?])")
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


class NumberFormats:
    """The cell styles of a file, by their numbers; one is added for each that hides the cents of an amount."""

    def __init__(self, book: Revision, workbook: str) -> None:
        """Find the part that holds the styles; a file need not have one."""
        self._book = book
        self._part = first_of(book.relations(workbook), "styles")
        self._known: dict[str, str] = {}

    def showing(self, style: str, number: Decimal) -> str:
        """Give a style that is like another one and shows a number of two decimals as it is spelt."""
        if number.as_tuple().exponent != -2 or not self._book.has(self._part):  # noqa: PLR2004  # cents
            return style
        if style not in self._known:
            self._known[style] = self._with_cents(int(style))
        return self._known[style]

    def _with_cents(self, style: int) -> str:
        listed = child_of(self._book.edit(self._part), "cellXfs")
        new = deepcopy(listed[style])
        drop(new, "quotePrefix")  # which says that a number was typed as text
        if not self._shows_cents(new.get("numFmtId", "0")):
            new.set("numFmtId", _CENTS)
            new.set("applyNumberFormat", "1")
        if new.attrib == listed[style].attrib:
            return str(style)
        listed.append(new)
        listed.set("count", str(len(listed)))
        return str(len(listed) - 1)

    def _shows_cents(self, number: str) -> bool:
        formats = child_of(self._book.edit(self._part), "numFmts").iterchildren(f"{S}numFmt")
        codes = {one.get("numFmtId"): one.get("formatCode", "") for one in formats}
        if number not in codes:
            return number in _SHOW_CENTS
        code = _LITERAL.sub("", codes[number].partition(";")[0])
        return bool(_TWO_DECIMALS.search(code)) and not _SCALED.search(code)
