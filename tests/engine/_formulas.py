"""Formulas from LibreOffice's spelling into Excel's and back: `=SUM($'1.表'.C4;{1;2|3})` is `=SUM('1.表'!C4,{1,2;3})`.

Words in quotation marks stay as they are. LibreOffice spells a few functions otherwise, and functions that it does not
know in small letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePosixPath
from urllib.parse import unquote

from perfxl.sheet import column_letters
from tests.engine._area import column_number

_FUNCTIONS = {"EFFECTIVE": "EFFECT", "ZGZ": "RRI", "ERRORTYPE": "ERROR.TYPE", "MULTIPLE.OPERATIONS": "TABLE"}
_OFFICE_FUNCTIONS = {excel: office for office, excel in _FUNCTIONS.items()}
_KEYWORDS = {f"[{word.lower()}]": f"[{word}]" for word in ("#All", "#Headers", "#Data", "#Totals", "#This Row")}

_TEXT = r"""(?P<text>"(?:[^"]|"")*")"""
_QUOTED = r"'(?:[^']|'')*'"
_BRACKETS = r"(?P<brackets>\[(?:[^\[\]]|\[[^\[\]]*\])*\])"
_FUNCTION = r"(?P<function>(?<![\w.])[^\W\d][\w.]*(?=\())"
_AHEAD = r"(?=\$?[A-Z]{1,3}\$?\d|\$?[A-Z]{1,3}:|\$?\d+:|#REF!|\w+)"
_OFFICE = re.compile(
    rf"{_TEXT}|'(?P<file>file:[^']*)'\#\$?(?P<in_file>{_QUOTED}|[^\W\d]\w*)\.|(?P<lost>\$?\#REF!\.)"
    rf"|\$?(?P<sheet>{_QUOTED})\.|(?<![\w.])\$(?P<bare>\w+)\.{_AHEAD}"
    r"|(?<![\w.$])(?P<plain>[^\W\d]\w*)\.(?=\$?[A-Z]{1,3}\$?\d+(?![\w(.]))"
    rf"|{_BRACKETS}|(?P<true>\b(?:TRUE|FALSE)\(\))|{_FUNCTION}|(?P<sign> ! |[;|~{{}}])"
)
_EXCEL = re.compile(
    rf"{_TEXT}|(?P<lost>\#REF!(?=\$?[A-Z]))|(?P<error>\#(?:REF!|NAME\?|VALUE!|DIV/0!|NUM!|NULL!|N/A))"
    rf"|(?P<sheet>{_QUOTED}|[^\W\d][\w.]*)!"
    rf"|{_BRACKETS}|(?P<true>(?<![\w.])(?:TRUE|FALSE)(?![\w(.]))|{_FUNCTION}|(?P<sign>[,;{{}}])"
)
_REFERENCE = re.compile(rf"{_TEXT}|(?P<other>{_QUOTED})|(?<![\w.$#])(\$?)([A-Z]{{1,3}})(\$?)(\d{{1,7}})(?![\w(.!])")
_SIMPLE = re.compile(r"[^\W\d][\w.]*")
_LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}\d+|[RrCc]\d*", re.ASCII)


def to_excel(formula: str) -> str:
    """Spell one of LibreOffice's formulas as Excel does; anything else is returned as it is."""
    if not formula.startswith(("=", "{=")):
        return formula
    array = formula.startswith("{")
    spelled = _Speller(_in_excel).spell(_OFFICE, formula[2:-1] if array else formula[1:])
    return f"{{={spelled}}}" if array else f"={spelled}"


def to_office(formula: str) -> str:
    """Spell an Excel formula as LibreOffice takes it."""
    return "=" + _Speller(_in_office).spell(_EXCEL, formula[1:])


def quoted(sheet: str) -> str:
    """Write a sheet's name as it stands in a formula before the exclamation mark."""
    if _SIMPLE.fullmatch(sheet) and not _LIKE_A_CELL.fullmatch(sheet):
        return sheet
    return "'" + sheet.replace("'", "''") + "'"


def shifted(formula: str, rows: int, columns: int) -> str:
    """Move the relative references of an Excel formula, as filling down and to the right does."""

    def move(found: re.Match[str]) -> str:
        if found["text"] or found["other"]:
            return found[0]
        fixed_column, column, fixed_row, row = found.groups()[2:]
        column = column if fixed_column else column_letters(column_number(column) - 1 + columns)
        return f"{fixed_column}{column}{fixed_row}{row if fixed_row else int(row) + rows}"

    return _REFERENCE.sub(move, formula)


class _Speller:
    """Rewrites the parts that differ; knows whether it is inside an array's braces."""

    def __init__(self, rewrite: Callable[[re.Match[str], bool], str]) -> None:
        self._rewrite = rewrite
        self._braces = False

    def spell(self, grammar: re.Pattern[str], formula: str) -> str:
        return grammar.sub(self._part, formula)

    def _part(self, found: re.Match[str]) -> str:
        if found["text"]:
            return found[0]
        if found["sign"] in ("{", "}"):
            self._braces = found["sign"] == "{"
            return found[0]
        return self._rewrite(found, self._braces)


def _in_excel(found: re.Match[str], braces: bool) -> str:
    if sign := found["sign"]:
        return {";": ",", "|": ";" if braces else "|", "~": ",", " ! ": " "}[sign]
    if found["lost"]:
        return "#REF!"
    if found["true"]:
        return found[0][:-2]
    if found["brackets"]:
        return _brackets(found[0].replace("];[", "],["))
    if name := found["function"]:
        return _FUNCTIONS.get(name.upper(), name.upper())
    return _sheet(found)


def _sheet(found: re.Match[str]) -> str:
    if found["file"]:
        name = PurePosixPath(unquote(found["file"].removeprefix("file://"))).name
        return f"'[{name}]{_unquoted(found['in_file']).replace(chr(39), chr(39) * 2)}'!"
    return quoted(_unquoted(found["sheet"] or found["bare"] or found["plain"])) + "!"


def _in_office(found: re.Match[str], braces: bool) -> str:
    if sign := found["sign"]:
        return {",": ";", ";": "|" if braces else ";"}[sign]
    if found["lost"] or found["error"]:
        return found[0]
    if sheet := found["sheet"]:
        name = _unquoted(sheet)
        if name.startswith("["):
            raise NotImplementedError(f"Range.formula: a link to another workbook, {sheet}")
        return "$'" + name.replace("'", "''") + "'."
    if found["brackets"]:
        return found[0].replace("],[", "];[")
    if found["true"]:
        return f"{found[0]}()"
    return _OFFICE_FUNCTIONS.get(found["function"].upper(), found["function"])


def _brackets(text: str) -> str:
    for small, right in _KEYWORDS.items():
        text = text.replace(small, right)
    return text


def _unquoted(sheet: str) -> str:
    return sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet
