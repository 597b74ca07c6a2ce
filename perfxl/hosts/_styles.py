"""Taking the styles of one workbook over into another one's style part; what stands there already is used again."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

from lxml import etree
from lxml.etree import _Element as Element

from perfxl.hosts._opc import S, child_in_order, child_of, drop

_ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")
_FIRST_OWN_FORMAT = 164  # the numbers below are Excel's own formats
_Key = tuple[object, ...]


class Styles:
    """The styles of a file that is revised, and those of the pages that go into it."""

    def __init__(self, root: Element, drawn: Element) -> None:
        """Read what the file has. A style that was taken over before is found again, so the part does not grow."""
        self._root = root
        self._drawn = drawn
        self._known: dict[str, dict[_Key, int]] = {}
        self._taken: dict[tuple[str, int], int] = {}
        self._cells: dict[str, str] = {}

    def cell(self, index: str) -> str:
        """Give the number in the file of a drawn cell's style."""
        if index not in self._cells:
            self._cells[index] = str(self._take("cellXfs", int(index), self._relate))
        return self._cells[index]

    def rule(self, index: int) -> int:
        """Give the number in the file of the look of a drawn conditional format, or of a part of a drawn table."""
        return self._take("dxfs", index, self._number_format)

    def _relate(self, look: Element) -> None:
        for attribute, tag in (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders")):
            if attribute in look.attrib:
                look.set(attribute, str(self._take(tag, int(look.get(attribute, "0")))))
        if not len(child_of(self._root, "cellStyleXfs")):
            drop(look, "xfId")
        number = int(look.get("numFmtId", "0"))
        if number >= _FIRST_OWN_FORMAT:
            look.set("numFmtId", str(self._format(self._code(number))))

    def _number_format(self, look: Element) -> None:
        for one in look.findall(f"{S}numFmt"):
            if int(one.get("numFmtId", "0")) >= _FIRST_OWN_FORMAT:
                one.set("numFmtId", str(self._format(one.get("formatCode", ""))))

    def _code(self, number: int) -> str:
        formats = child_of(self._drawn, "numFmts")
        return next(one.get("formatCode", "") for one in formats if one.get("numFmtId") == str(number))

    def _format(self, code: str) -> int:
        formats = {one.get("formatCode", ""): int(one.get("numFmtId", "0")) for one in child_of(self._root, "numFmts")}
        if code not in formats:
            formats[code] = max([_FIRST_OWN_FORMAT - 1, *formats.values()]) + 1
            self._append("numFmts", etree.Element(f"{S}numFmt", numFmtId=str(formats[code]), formatCode=code))
        return formats[code]

    def _take(self, tag: str, index: int, adapt: Callable[[Element], None] | None = None) -> int:
        if (tag, index) not in self._taken:
            one = deepcopy(child_of(self._drawn, tag)[index])
            if adapt is not None:
                adapt(one)
            self._taken[tag, index] = self._place(tag, one)
        return self._taken[tag, index]

    def _place(self, tag: str, one: Element) -> int:
        if tag not in self._known:
            listed = list(enumerate(child_of(self._root, tag)))
            self._known[tag] = {_key(each): place for place, each in reversed(listed)}
        known = self._known[tag]
        key = _key(one)
        if key not in known:
            known[key] = self._append(tag, one)
        return known[key]

    def _append(self, tag: str, one: Element) -> int:
        listed = child_in_order(self._root, tag, _ORDER)
        listed.append(one)
        listed.set("count", str(len(listed)))
        return len(listed) - 1


def _key(one: Element) -> _Key:
    """Give what two equal styles have in common, however they are spelt."""
    return one.tag, tuple(sorted(one.items())), (one.text or "").strip(), tuple(map(_key, one))
