"""What a cell makes of a value that is handed to Range.Value, after the rules of Excel for text.

1. A leading apostrophe makes text of the rest, whatever the cell's format. 2. A cell of the format "@" keeps text as
text, a formula's text too, and makes text of a number. 3. Otherwise text is read as if typed: a formula, a number, a
share, an amount, a fraction, a date, a time, a truth, an error; a General cell takes the format that belongs to it.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

EPOCH = dt.datetime(1899, 12, 30)  # noqa: DTZ001 # cells know no time zone
DAY = 86400
ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!")
_DATE = "yyyy/m/d"
_WIDE = re.compile(r"[０-９．，％－＋]+")
_NUMBER = re.compile(
    r"(?P<open>\()?(?P<sign>[+-])?(?P<money>[$¥￥])?"
    r"(?P<digits>\d+|\d{1,3}(?:,\d{3})+|(?=\.\d))(?P<rest>\.\d*)?(?P<power>[eE][+-]?\d{1,3})?(?P<share>\s*%)?(?P<close>\))?"
)
_FRACTION = re.compile(r"(?P<sign>-?)(?P<whole>\d+) (?P<over>\d+)/(?P<under>[1-9]\d*)")
_DATES = (
    re.compile(r"(?P<y>\d{4})(?P<s>[-/])(?P<m>\d{1,2})(?:(?P=s)(?P<d>\d{1,2}))?"),
    re.compile(r"(?P<m>\d{1,2})(?P<s>[-/])(?P<d>\d{1,2})(?:(?P=s)(?P<y>\d{4}|\d{1,2}))?"),
    re.compile(r"(?P<y>\d{4})年(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})日)?"),
    re.compile(r"(?P<m>\d{1,2})月(?P<d>\d{1,2})日(?P<y>(?!))?"),
)
_TIME = re.compile(r"(?P<hours>\d{1,2}):(?P<minutes>[0-5]\d)(?::(?P<seconds>[0-5]\d))?")
_PIVOT = 30  # of two digits, up to here they are of this century
_DIGITS = 15


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands in the cell (a formula still in Excel's spelling) and the format that it brings along."""

    value: str | float | bool
    format: str | None = None
    formula: bool = False


def entry(value: object, text_format: bool) -> Entry:
    """Read a value as a cell would, of the format "@" or of another one."""
    if value is None:
        return Entry("")
    if isinstance(value, dt.date):
        return _moment(value)
    if isinstance(value, bool):
        return Entry(str(value).upper() if text_format else value)
    if isinstance(value, int | float | Decimal):
        return Entry(f"{float(value):.15g}" if text_format else float(value))
    text = str(value)
    if text.startswith("'"):
        return Entry(text[1:])
    return Entry(text) if text_format else _typed(text)


def looks_special(value: object) -> bool:
    """Whether the format of its cell decides what becomes of a value."""
    if isinstance(value, str):
        return bool(value) and _typed(value) != Entry(value)
    return value is not None


def _typed(text: str) -> Entry:
    if text.startswith("=") and len(text) > 1:
        return Entry(text, formula=True)
    bare = text.strip()
    if bare in ERRORS:
        return Entry(f"={bare}", formula=True)
    if bare.upper() in ("TRUE", "FALSE"):
        return Entry(bare.upper() == "TRUE")
    if _WIDE.fullmatch(bare):
        bare = unicodedata.normalize("NFKC", bare)
    return _number(bare) or _fraction(bare) or _date(bare) or _time(bare) or Entry(text)


def _number(text: str) -> Entry | None:
    found = _NUMBER.fullmatch(text)
    if not found or bool(found["open"]) != bool(found["close"]) or (found["open"] and found["sign"]):
        return None
    number = float(_fifteen(found["digits"].replace(",", "") + (found["rest"] or "")) + (found["power"] or ""))
    if found["sign"] == "-" or found["open"]:
        number = -number
    cents = ".00" if (found["rest"] or ".").strip(".") else ""
    if found["share"]:
        return Entry(number / 100, f"0{cents}%")
    if found["money"]:
        return Entry(number, f"{found['money']}#,##0{cents}")
    if found["power"]:
        return Entry(number, "0.00E+00")
    return Entry(number, f"#,##0{cents}" if "," in found["digits"] else None)


def _fifteen(digits: str) -> str:
    """Keep fifteen significant digits, as Excel does: an identity number of eighteen loses its end."""
    kept = 0
    out = []
    for digit in digits:
        if digit.isdigit() and (kept or digit != "0"):
            kept += 1
        out.append("0" if kept > _DIGITS and digit.isdigit() else digit)
    return "".join(out)


def _fraction(text: str) -> Entry | None:
    found = _FRACTION.fullmatch(text)
    if not found:
        return None
    value = int(found["whole"]) + int(found["over"]) / int(found["under"])
    return Entry(-value if found["sign"] else value, "# ?/?")


def _date(text: str) -> Entry | None:
    for form in _DATES:
        if found := form.fullmatch(text):
            year = int(found["y"]) if found["y"] else dt.datetime.now(tz=dt.UTC).year
            if year < 100:
                year += 2000 if year < _PIVOT else 1900
            try:
                return Entry(
                    float(dt.date(year, int(found["m"]), int(found["d"] or 1)).toordinal() - EPOCH.toordinal()), _DATE
                )
            except ValueError:
                continue
    return None


def _time(text: str) -> Entry | None:
    found = _TIME.fullmatch(text)
    if not found:
        return None
    seconds = int(found["hours"]) * 3600 + int(found["minutes"]) * 60 + int(found["seconds"] or 0)
    return Entry(seconds / DAY, "h:mm:ss" if found["seconds"] else "h:mm")


def _moment(value: dt.date) -> Entry:
    if not isinstance(value, dt.datetime):
        return Entry(float(value.toordinal() - EPOCH.toordinal()), _DATE)
    naive = value.replace(tzinfo=None)
    return Entry((naive - EPOCH).total_seconds() / DAY, _DATE if naive.time() == dt.time() else f"{_DATE} h:mm")
