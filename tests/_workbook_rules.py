"""What Excel repairs or refuses in a workbook and no validator sees; reads the parts themselves, no library between."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from lxml import etree

MAX_NAME = 31
MAX_LIST = 255
MAX_TEXT = 32767
X14 = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CORNER = re.compile(r"([A-Z]+)(\d+)")
_OTHER_BOOK = re.compile(r"\[\d+\]")
_QUOTED_SHEET = re.compile(r"'((?:[^']|'')+)'!")
_BARE_SHEET = re.compile(r"([^\s'!(),:;+\-*/^&=<>\"{}\[\]]+)!")
_TEXT = re.compile(r'"(?:[^"]|"")*"')


def workbook_faults(path: Path) -> list[str]:
    """List the faults of one workbook, one line each; an empty list is a pass."""
    with zipfile.ZipFile(path) as parts:
        return list(_faults(_Book.of(parts)))


@dataclass(frozen=True)
class _Book:
    parts: set[str]
    workbook: etree._Element
    sheets: dict[str, etree._Element]
    names: list[str]
    strings: list[str]

    @classmethod
    def of(cls, parts: zipfile.ZipFile) -> _Book:
        workbook = etree.fromstring(parts.read("xl/workbook.xml"))
        relations = etree.fromstring(parts.read("xl/_rels/workbook.xml.rels"))
        targets = {each.get("Id"): str(each.get("Target")).removeprefix("/xl/") for each in relations}
        listed = workbook.findall("{*}sheets/{*}sheet")
        places = [f"xl/{targets[each.get(_RELATION)]}" for each in listed]
        names = [str(each.get("name")) for each in listed]
        # keyed by part, since two sheets may wrongly share a name
        sheets = {place: etree.fromstring(parts.read(place)) for place in places}
        have = set(parts.namelist())
        shared = parts.read("xl/sharedStrings.xml") if "xl/sharedStrings.xml" in have else b"<sst/>"
        strings = [_words(each) for each in etree.fromstring(shared).findall("{*}si")]
        return cls(have, workbook, sheets, names, strings)


def _faults(book: _Book) -> Iterator[str]:
    yield from _sheet_names(book.names)
    yield from _defined_names(book)
    yield from (f"external link {part}" for part in sorted(book.parts) if part.startswith("xl/externalLinks/"))
    for name, sheet in zip(book.names, book.sheets.values(), strict=True):
        found = (*_merges(sheet), *_validations(sheet), *_formulas(sheet, book), *_long_text(sheet, book))
        yield from (f"{name}: {fault}" for fault in found)


def _sheet_names(names: list[str]) -> Iterator[str]:
    for name, times in Counter(name.casefold() for name in names).items():
        if times > 1:
            yield f"sheet name twice: {name}"
    for name in names:
        if len(name.encode("utf-16-le")) // 2 > MAX_NAME:
            yield f"sheet name too long: {name}"
        if not name.strip() or set(name) & set("[]:*?/\\") or name[:1] == "'" or name[-1:] == "'":
            yield f"sheet name not allowed: {name!r}"
        if name.casefold() == "history":
            yield f"sheet name reserved: {name}"


def _defined_names(book: _Book) -> Iterator[str]:
    defined = book.workbook.findall("{*}definedNames/{*}definedName")
    scoped = Counter((str(each.get("name")).casefold(), each.get("localSheetId")) for each in defined)
    yield from (f"defined name twice: {name}" for (name, _), times in scoped.items() if times > 1)
    for each in defined:
        formula = each.text or ""
        if fault := _bad_reference(formula, book.names):
            yield f"defined name {each.get('name')}: {fault} in {formula}"


def _bad_reference(formula: str, names: list[str]) -> str:
    """Say what a formula points to that is not in this workbook; empty where all is there."""
    bare = _TEXT.sub('""', formula)
    if "#REF!" in bare:
        return "#REF!"
    if _OTHER_BOOK.search(bare):
        return "another workbook"
    quoted = [name.replace("''", "'") for name in _QUOTED_SHEET.findall(bare)]
    known = {name.casefold() for name in names}
    for name in (*quoted, *_BARE_SHEET.findall(_QUOTED_SHEET.sub("", bare))):
        if name.casefold() not in known:
            return f"missing sheet {name}"
    return ""


def _merges(sheet: etree._Element) -> Iterator[str]:
    ranges = [str(each.get("ref")) for each in sheet.findall("{*}mergeCells/{*}mergeCell")]
    for one, other in combinations(ranges, 2):
        left, top, right, bottom = _box(one)
        left2, top2, right2, bottom2 = _box(other)
        if left <= right2 and left2 <= right and top <= bottom2 and top2 <= bottom:
            yield f"merges overlap: {one} {other}"


def _box(ref: str) -> tuple[int, int, int, int]:
    (column, row), (column2, row2) = (_CORNER.findall(ref) * 2)[:2]
    return _column(column), int(row), _column(column2), int(row2)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _validations(sheet: etree._Element) -> Iterator[str]:
    for each in sheet.iter("{*}dataValidation"):
        where = each.get("sqref") or "extension"
        if str(each.tag).startswith(X14):
            yield f"x14 data validation at {where}"
        literal = each.findtext("{*}formula1") or ""
        if literal.startswith('"') and len(literal) - 2 > MAX_LIST:
            yield f"drop-down list of {len(literal) - 2} characters at {where}"


def _formulas(sheet: etree._Element, book: _Book) -> Iterator[str]:
    for cell in sheet.iter("{*}c"):
        formula = cell.find("{*}f")
        if formula is None:
            continue
        if cell.find("{*}v") is None:  # an empty one is a computed ""
            yield f"formula without its value at {cell.get('r')}"
        if fault := _bad_reference(formula.text or "", book.names):
            yield f"formula at {cell.get('r')}: {fault}"


def _long_text(sheet: etree._Element, book: _Book) -> Iterator[str]:
    for cell in sheet.iter("{*}c"):
        value = cell.findtext("{*}v") or ""
        inline = cell.find("{*}is")
        text = book.strings[int(value)] if cell.get("t") == "s" else value if inline is None else _words(inline)
        if len(text.encode("utf-16-le")) // 2 > MAX_TEXT:
            yield f"text of {len(text)} characters at {cell.get('r')}"


def _words(element: etree._Element) -> str:
    """Join the text of a string item: its own and that of its runs, without phonetic hints."""
    return "".join(each.text or "" for each in (*element.findall("{*}t"), *element.findall("{*}r/{*}t")))
