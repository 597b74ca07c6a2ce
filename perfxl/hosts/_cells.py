"""Putting words and numbers into cells of a sheet's XML; all else about the cell stays.

Words stand in their cells (inline strings), not in the list that all sheets share: so that list stays byte for byte
what it was, no cell of another sheet is renumbered, and revising a file again and again leaves no dead words behind.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from lxml import etree
from lxml.etree import _Element as Element

from perfxl.hosts._opc import SPACE, S, child_of, drop
from perfxl.hosts._own import cells
from perfxl.page import Area, Formula
from perfxl.sheet import Word, address, bare, position

_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_BLOCK = ("array", "dataTable")  # formulas that fill more cells than the one they stand in


class SheetCells:
    """The cells of one sheet, found by their places."""

    def __init__(self, root: Element) -> None:
        """Index the rows. Every cell gets its address, so that a new one before it does not move it."""
        data = root.find(f"{S}sheetData")
        if data is None:
            raise ValueError("no sheetData")
        self._root, self._data = root, data
        for row, column, cell in cells(root):
            cell.set("r", address(row, column))
        number = 0
        for one in self._data:
            number = int(one.get("r", number + 1))
            one.set("r", str(number))
        self._rows = {int(one.get("r", "")): one for one in self._data}
        self._numbers = sorted(self._rows)
        self._blocks = [area(one.get("ref", "")) for one in root.iter(f"{S}f") if one.get("t") in _BLOCK]
        self._merges = [area(one.get("ref", "")) for one in root.iter(f"{S}mergeCell")]

    def computed(self, row: int, column: int) -> bool:
        """Tell whether a cell's value comes from a formula, be it one of another cell."""
        cell = self._find(row, column)
        own = cell is not None and cell.find(f"{S}f") is not None
        return own or any(within(block, row, column) for block in self._blocks)

    def covered(self, row: int, column: int) -> bool:
        """Tell whether a merged block hides a cell behind its first one."""
        blocks = (block for block in self._merges if within(block, row, column))
        return any((block.top, block.left) != (row, column) for block in blocks)

    def put(self, row: int, column: int, word: Word, showing: Callable[[str, Decimal], str]) -> None:
        """Set a cell's value; a cell that is not there yet comes into being with the style of its row or column."""
        cell = self._find(row, column)
        if cell is None:
            cell = self._new(row, column)
        for tag in ("v", "is"):
            for one in cell.findall(f"{S}{tag}"):
                cell.remove(one)
        for attribute in ("t", "cm", "vm", "ph"):
            drop(cell, attribute)
        if isinstance(word, str) and word:
            cell.set("t", "inlineStr")
            cell.insert(0, inline([words_of(word)]))
        elif word is not None and not isinstance(word, str):
            value = etree.Element(f"{S}v")
            value.text = _number(word)
            cell.insert(0, value)
        if isinstance(word, Decimal):
            cell.set("s", showing(cell.get("s", "0"), word))

    def renew(self, row: int, column: int, formula: Formula) -> None:
        """Set the value beside a formula, where it is this very formula that stands there."""
        cell = self._find(row, column)
        text = None if cell is None else cell.findtext(f"{S}f")
        if cell is None or text is None or bare(text) != bare(formula.text):
            return
        for one in cell.findall(f"{S}v"):
            cell.remove(one)
        drop(cell, "t")
        value = etree.SubElement(cell, f"{S}v")
        if isinstance(formula.value, str):
            cell.set("t", "str")
            value.text = words_of(formula.value).text
        else:
            value.text = _number(formula.value)

    def _find(self, row: int, column: int) -> Element | None:
        line = self._rows.get(row + 1)
        spelt = address(row, column)
        return None if line is None else next((one for one in line if one.get("r") == spelt), None)

    def _new(self, row: int, column: int) -> Element:
        line = self._row(row)
        drop(line, "spans")  # a hint, which need not be true any more
        style = line.get("s") if line.get("customFormat") in {"1", "true"} else self._column_style(column)
        cell = etree.Element(f"{S}c", {"r": address(row, column)} | ({"s": style} if style else {}))
        places = [position(one.get("r", ""))[1] for one in line.iterchildren(f"{S}c")]
        line.insert(bisect_left(places, column), cell)
        self._widen(row, column)
        return cell

    def _row(self, row: int) -> Element:
        number = row + 1
        if number not in self._rows:
            at = bisect_left(self._numbers, number)
            self._rows[number] = etree.Element(f"{S}row", {"r": str(number)})
            self._data.insert(at, self._rows[number])
            self._numbers.insert(at, number)
        return self._rows[number]

    def _column_style(self, column: int) -> str | None:
        for one in child_of(self._root, "cols"):
            if int(one.get("min", "0")) <= column + 1 <= int(one.get("max", "0")):
                return one.get("style")
        return None

    def _widen(self, row: int, column: int) -> None:
        """Make the sheet's stated size hold a new cell."""
        for one in self._root.findall(f"{S}dimension"):
            size = area(one.get("ref", ""))
            first = address(min(size.top, row), min(size.left, column))
            last = address(max(size.bottom, row), max(size.right, column))
            one.set("ref", first if first == last else f"{first}:{last}")


def fixed(root: Element, places: Iterable[tuple[int, int]], titles: list[Area]) -> set[tuple[int, int]]:
    """Find where no word can be put: a formula computes the value, a table takes a title, or nobody would see it."""
    sheet = SheetCells(root)
    return {at for at in places if sheet.computed(*at) or sheet.covered(*at) or any(within(one, *at) for one in titles)}


def put_words(root: Element, words: Mapping[tuple[int, int], Word], showing: Callable[[str, Decimal], str]) -> None:
    """Put words into a sheet; `showing` gives a style like the one a cell has that shows a number as it is spelt."""
    sheet = SheetCells(root)
    for at, word in words.items():
        sheet.put(*at, word, showing)


def renew_values(root: Element, formulas: Mapping[tuple[int, int], Formula]) -> None:
    """Set the values beside some formulas of a sheet."""
    sheet = SheetCells(root)
    for at, formula in formulas.items():
        sheet.renew(*at, formula)


def inline(items: Iterable[Element]) -> Element:
    """Make a cell's own string of what a string in the shared list holds."""
    element = etree.Element(f"{S}is")
    element.extend(items)
    return element


def words_of(text: str) -> Element:
    """Write a text as Excel does: what XML cannot hold is escaped, and so is what looks like an escape."""
    element = etree.Element(f"{S}t", {SPACE: "preserve"})
    element.text = _ESCAPED.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    return element


def area(reference: str) -> Area:
    """Read a range such as a table's; a single cell is one too."""
    first, _, last = reference.partition(":")
    return Area(*position(first), *position(last or first))


def within(block: Area, row: int, column: int) -> bool:
    """Tell whether a cell lies in an area."""
    return block.top <= row <= block.bottom and block.left <= column <= block.right


def _number(word: float | Decimal) -> str:
    return repr(float(word)).removesuffix(".0")
