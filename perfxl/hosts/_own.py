"""What a sheet's formulas, names and cells say, and whether they need anything outside the sheet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import cast

from lxml import etree
from lxml.etree import _Element as Element

from perfxl.hosts._opc import (
    SPACE,
    S,
    to_xml,
)
from perfxl.sheet import plain, position

_LONGEST_LIST = 255
_TOKEN = re.compile(r"""("(?:[^"]|"")*")|(?:'((?:[^']|'')*)'|([^\s'"()+\-*/^&=<>,;{}!]+))!""")
_CORNER = re.compile(r"\$?[A-Za-z]{0,3}\$?\d*")
_WORD = re.compile(r"[^\W\d][\w.\\?]*")
_INDIRECT = re.compile(r"\bINDIRECT\s*\(", re.IGNORECASE)


def cells(root: Element) -> Iterator[tuple[int, int, Element]]:
    """Give every cell with its row and column counted from 0; one without an address follows the one before it."""
    row_number = -1
    for row in root.iter(f"{S}row"):
        row_number = int(row.get("r", row_number + 2)) - 1
        column = -1
        for cell in row.iterchildren(f"{S}c"):
            spelt = cell.get("r")
            column = position(spelt)[1] if spelt else column + 1
            yield row_number, column, cell


def cell_text(cell: Element, strings: list[Element]) -> str | None:
    kind, value = cell.get("t", "n"), cell.findtext(f"{S}v") or ""
    if kind == "inlineStr":
        return "".join(_words(one) for one in cell.iterchildren(f"{S}is"))
    if kind == "e":
        return None
    readers: dict[str, Callable[[str], str]] = {
        "s": lambda index: _words(strings[int(index)]),
        "b": lambda truth: "TRUE" if truth == "1" else "FALSE",
        "n": lambda number: plain(float(number)),
    }
    return readers.get(kind, str)(value) if value else ""


def _words(item: Element) -> str:
    """Join the runs of a string; how it is pronounced is no part of it."""
    runs = [item, *item.iterchildren(f"{S}r")]
    return "".join(one.text or "" for run in runs for one in run.iterchildren(f"{S}t"))


def inline_list(items: list[str | None]) -> str | None:
    words = [item.strip() for item in items if item is not None]
    listed = ",".join(words)
    too_long = len(listed.encode("utf-16-le")) // 2 > _LONGEST_LIST
    if not words or len(words) != len(items) or too_long or any(re.search(r"[,\n\r]|^$", word) for word in words):
        return None
    return '"' + listed.replace('"', '""') + '"'


@dataclass(frozen=True, slots=True)
class Name:
    """A defined name; `sheet` is the index of the sheet that owns it, None if it belongs to the workbook."""

    name: str
    formula: str
    sheet: int | None
    hidden: bool
    macro: bool

    @classmethod
    def read(cls, element: Element) -> Name:
        """Read it from the workbook's XML."""
        owner = element.get("localSheetId")
        return cls(
            element.get("name", ""),
            (element.text or "").strip().lstrip("="),
            int(owner) if owner and owner.isdecimal() else None,
            element.get("hidden") in {"1", "true"},
            any(element.get(key) in {"1", "true"} for key in ("function", "vbProcedure", "xlm")),
        )

    @property
    def key(self) -> str:
        """Give what Excel compares names by."""
        return self.name.casefold()

    def element(self) -> Element:
        """Write it as a name of the only sheet."""
        hidden = {"hidden": "1"} if self.hidden else {}
        element = etree.Element(f"{S}definedName", {"name": self.name, "localSheetId": "0"} | hidden)
        element.text = self.formula
        return element


@dataclass(frozen=True, slots=True)
class Scope:
    """What a formula may speak of in the new workbook: one sheet, and no name that stays behind."""

    sheet: str
    index: int
    behind: frozenset[str]

    def foreign(self, formula: str) -> bool:
        """Tell whether a formula needs anything outside the sheet; INDIRECT may, so it counts."""
        rest = []
        last = 0
        for token in _TOKEN.finditer(formula):
            rest.append(formula[last : token.start()])
            last = token.end()
            if token[1] is None and not self._own(token[2], token[3]):
                return True
        bare = " ".join([*rest, formula[last:]])
        if "[" in bare or "!" in bare or _INDIRECT.search(bare):
            return True
        return not self.behind.isdisjoint(word.casefold() for word in _WORD.findall(bare))

    def _own(self, quoted: str | None, bare: str) -> bool:
        if quoted is not None:
            return quoted.replace("''", "'").casefold() == self.sheet.casefold()
        *corners, sheet = bare.split(":")
        return sheet.casefold() == self.sheet.casefold() and all(map(_CORNER.fullmatch, corners))


@dataclass(slots=True)
class Strings:
    """The shared strings of the new workbook, in the order of their first use."""

    table: Element
    source: list[Element]
    used: list[Element] = field(default_factory=list)
    places: dict[int | str, int] = field(default_factory=dict)
    count: int = 0

    def shared(self, index: int) -> int:
        """Give the new number of a shared string of the master."""
        if index < 0:
            raise IndexError(index)
        return self._place(index, lambda: deepcopy(self.source[index]))

    def plain(self, text: str) -> int:
        """Give the number of a formula's text."""
        return self._place(text, lambda: _plain_item(text))

    def inline(self, element: Element) -> int:
        """Give the number of a string that stood in its cell, with its runs."""
        element.tag = f"{S}si"
        element.tail = None
        return self._place(etree.tostring(element, encoding="unicode", with_tail=False), lambda: element)

    def xml(self) -> bytes:
        """Write the part."""
        prefixes = cast("dict[str, str]", self.table.nsmap)  # the stubs know no default namespace
        root = etree.Element(self.table.tag, nsmap=prefixes)
        for key, value in self.table.items():
            root.set(key, value)
        root.set("count", str(self.count))
        root.set("uniqueCount", str(len(self.used)))
        root.extend(self.used)
        return to_xml(root)

    def _place(self, key: int | str, make: Callable[[], Element]) -> int:
        self.count += 1
        if key not in self.places:
            self.used.append(make())
            self.places[key] = len(self.used) - 1
        return self.places[key]


def _plain_item(text: str) -> Element:
    item = etree.Element(f"{S}si")
    words = etree.SubElement(item, f"{S}t")
    words.text = text
    words.set(SPACE, "preserve")
    return item
