"""The workbook part of a file that is revised: its sheets, their order, and what counts them by it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from perfxl.errors import PerfxlError
from perfxl.hosts._opc import R, S, child_in_order, child_of
from perfxl.hosts._revision import Revision

_ORDER = (
    *("fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups"),
    *("externalReferences", "definedNames", "calcPr"),
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as the workbook lists it: its place, its name, its part and that part's kind."""

    index: int
    name: str
    link: str
    kind: str
    part: str


class Workbook:
    """The list of sheets, the defined names and the views of a revised file."""

    def __init__(self, book: Revision) -> None:
        """Read the workbook's part."""
        self.book = book
        self.part = book.main()
        self.root = book.edit(self.part)
        if self.root.tag != f"{S}workbook":
            raise book.damaged()
        self._sheets = child_of(self.root, "sheets")

    def sheet(self, name: str) -> Sheet | None:
        """Find a sheet by its name, whatever the case, as Excel does."""
        return next(iter(self._found([name]).values()), None)

    def the(self, name: str) -> Sheet:
        """Find a sheet that must be there."""
        return self.all([name])[name]

    def all(self, names: Collection[str]) -> dict[str, Sheet]:
        """Find some sheets that must be there."""
        found = self._found(names)
        if lacking := [name for name in names if name not in found]:
            raise PerfxlError(f"“{self.book.path.name}”里没有工作表“{lacking[0]}”。", "请核对工作表的名称。")
        return found

    def _found(self, names: Iterable[str]) -> dict[str, Sheet]:
        places = {one.get("name", "").casefold(): index for index, one in reversed(list(enumerate(self._sheets)))}
        relations = self.book.relations(self.part)
        found = {}
        for name in names:
            if (index := places.get(name.casefold())) is not None:
                link = self._sheets[index].get(f"{R}id", "")
                relation = relations.get(link)
                if relation is None or not self.book.has(relation.part):
                    raise self.book.damaged()
                found[name] = Sheet(index, self._sheets[index].get("name", ""), link, relation.kind, relation.part)
        return found

    def show(self, index: int, link: str) -> None:
        """Make a sheet of the list show another part."""
        self._sheets[index].set(f"{R}id", link)

    def insert(self, name: str, link: str, at: int | None, *, hidden: bool) -> int:
        """List a new sheet before a place, or last; whatever counts sheets by their places follows. Gives its place."""
        at = len(self._sheets) if at is None else at
        number = max((int(one.get("sheetId", "0")) for one in self._sheets), default=0) + 1
        attributes = {"name": name, "sheetId": str(number)} | ({"state": "hidden"} if hidden else {})
        self._sheets.insert(at, etree.Element(f"{S}sheet", attributes | {f"{R}id": link}))
        for one in child_of(self.root, "definedNames"):
            _shift(one, "localSheetId", at)
        for one in child_of(self.root, "bookViews"):
            _shift(one, "activeTab", at)
            _shift(one, "firstSheet", at)
        return at

    def names(self) -> Element:
        """Give the list of defined names, which a workbook without any lacks."""
        return child_in_order(self.root, "definedNames", _ORDER)

    def name(self, new: Element) -> None:
        """Define a name of the whole workbook, in the place of the one there may be."""
        key = new.get("name", "").casefold()
        old = [one for one in self.own_names(None) if one.get("name", "").casefold() == key]
        self.drop_names(old)
        self.names().append(deepcopy(new))

    def own_names(self, index: int | None) -> list[Element]:
        """Give the names that belong to one sheet; None stands for the whole workbook."""
        owner = None if index is None else str(index)
        return [one for one in child_of(self.root, "definedNames") if one.get("localSheetId") == owner]

    def drop_names(self, names: Iterable[Element]) -> None:
        """Drop some names, and the list if it is empty then, since it may not be."""
        listed = child_of(self.root, "definedNames")
        for one in names:
            listed.remove(one)
        if not len(listed) and listed.getparent() is not None:
            self.root.remove(listed)

    def calculate_on_load(self) -> None:
        """Ask for every formula to be computed when the file opens."""
        child_in_order(self.root, "calcPr", _ORDER).set("fullCalcOnLoad", "1")

    def calculation_chain(self) -> list[str]:
        """Give the ids of the relationships to the order of computing, which Excel finds out again by itself."""
        return [link for link, one in self.book.relations(self.part).items() if one.kind == "calcChain"]


def _shift(element: Element, attribute: str, at: int) -> None:
    value = element.get(attribute)
    if value is not None and int(value) >= at:
        element.set(attribute, str(int(value) + 1))
