"""Taking the sheets of a drawn workbook over into a file that is revised, with all that belongs to them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Sequence
from copy import deepcopy

from lxml import etree
from lxml.etree import _Element as Element

from perfxl.errors import PerfxlError
from perfxl.hosts._opc import SHEET_TYPE, Parts, Relation, S, child_of, drop, first_of, links_of, sheet_parts
from perfxl.hosts._revision import Revision
from perfxl.hosts._styles import Styles
from perfxl.hosts._workbook import Sheet, Workbook
from perfxl.page import Page

_LEANT_ON = frozenset({"pivotTable", "slicer", "timeline"})  # what other parts know by more than relationships
_LOOKS = ("dxfId", "headerRowDxfId", "dataDxfId", "totalsRowDxfId", "headerRowBorderDxfId", "tableBorderDxfId")
_BUILT_IN = "_xlnm."


class Graft:
    """A workbook as our writer drew it, and the file that takes its sheets over."""

    def __init__(self, book: Revision, workbook: Workbook, drawn: Parts) -> None:
        """Read what the drawn sheets share."""
        self._book, self._workbook, self._drawn = book, workbook, drawn
        main = drawn.main()
        links = drawn.relations(main)
        shared = first_of(links, "sharedStrings")
        self._parts = sheet_parts(drawn)
        self._order = list(self._parts)
        self._names = list(child_of(drawn.tree(main), "definedNames"))
        self._strings = list(drawn.tree(shared).iterchildren(f"{S}si")) if drawn.has(shared) else []
        self._styles = self._both_styles(first_of(links, "styles"))
        self._tables: set[str] = set()
        self._last_table = 0

    def graft(self, pages: Sequence[Page], after: str | None) -> None:
        """Take over pages: over the sheets that have their names, the others behind one sheet, or last."""
        if after is not None:
            self._workbook.the(after)
        old = {page.name: sheet for page in pages if (sheet := self._workbook.sheet(page.name))}
        traits = {name: self._traits(sheet) for name, sheet in old.items()}
        chain = self._workbook.calculation_chain()
        self._book.unlink(self._workbook.part, *chain, *(sheet.link for sheet in old.values()))
        self._count_tables()
        self._drop_names(old)
        for name, sheet in old.items():
            self._workbook.show(sheet.index, self._add_sheet(name, traits[name]))
            self._take_names(name, sheet.index)
        at = None if after is None else self._workbook.the(after).index + 1
        for page in pages:
            if page.name not in old:
                index = self._workbook.insert(page.name, self._add_sheet(page.name, {}), at, hidden=page.hidden)
                self._take_names(page.name, index)
                at = index + 1
        for one in self._names:
            if one.get("localSheetId") is None:
                self._workbook.name(one)

    # --- what is replaced

    def _traits(self, sheet: Sheet) -> dict[str, str]:
        """Give what a sheet keeps when it is drawn anew: whether its tab is chosen, and its name in the macros."""
        leant_on = _LEANT_ON & {one.kind for one in self._book.relations(sheet.part).values()}
        if leant_on or sheet.kind != "worksheet":
            what = "数据透视表、切片器或日程表" if leant_on else "图表，不是普通工作表"
            raise PerfxlError(
                f"“{self._book.path.name}”的工作表“{sheet.name}”上是{what}，换掉它会弄坏工作簿，没有改动。",
                "请在 Excel 里把它移到别的工作表，或给这张表改个名字，再试。",
            )
        root = self._book.tree(sheet.part)
        chosen = next((one.get("tabSelected", "") for one in root.iter(f"{S}sheetView")), "")
        return {"tabSelected": chosen, "codeName": child_of(root, "sheetPr").get("codeName", "")}

    def _drop_names(self, old: dict[str, Sheet]) -> None:
        """Drop the names of the replaced sheets, save one that is spoken of elsewhere and not given anew."""
        going: list[Element] = []
        doubtful: list[Element] = []
        for name, sheet in old.items():
            anew = {one.get("name", "").casefold() for one in self._own_names(name)}
            for one in self._workbook.own_names(sheet.index):
                own = one.get("name", "")
                sure = own.startswith(_BUILT_IN) or own.casefold() in anew
                (going if sure else doubtful).append(one)
        spoken = self._spoken_of({one.get("name", "") for one in doubtful})
        going += [one for one in doubtful if one.get("name", "").casefold() not in spoken]
        self._workbook.drop_names(going)

    def _spoken_of(self, names: set[str]) -> set[str]:
        """Give those of the sheets' own names that stand behind a sheet's name anywhere in the file."""
        if not names:
            return set()
        pattern = re.compile(f"!({'|'.join(map(re.escape, names))})(?![\\w.])", re.IGNORECASE)
        texts = (text.decode("utf-8", "replace") for text in self._book.texts())
        return {found.casefold() for text in texts for found in pattern.findall(text)}

    # --- what comes in its place

    def _both_styles(self, drawn: str) -> Styles:
        ours = self._drawn.tree(drawn)
        part = first_of(self._book.relations(self._workbook.part), "styles")
        if not self._book.has(part):
            part = self._book.free("xl/styles.xml")
            self._book.add(part, deepcopy(ours), f"{SHEET_TYPE}styles+xml")
            self._book.link(self._workbook.part, "styles", part)
        return Styles(self._book.edit(part), ours)

    def _add_sheet(self, name: str, traits: dict[str, str]) -> str:
        """Add a drawn sheet's part; gives the id by which the workbook knows it."""
        part = self._parts[name]
        root = self._drawn.tree(part)
        for one in root.iter(f"{S}sheetView"):
            drop(one, "tabSelected")
            if traits.get("tabSelected"):
                one.set("tabSelected", traits["tabSelected"])
        if code := traits.get("codeName"):
            if root.find(f"{S}sheetPr") is None:
                root.insert(0, etree.Element(f"{S}sheetPr"))
            child_of(root, "sheetPr").set("codeName", code)
        self._restyle(root)
        return self._book.link(self._workbook.part, "worksheet", self._add(part, root))

    def _restyle(self, root: Element) -> None:
        """Make a drawn sheet speak of the file's styles, and hold its words itself."""
        for tag, attribute in (("c", "s"), ("row", "s"), ("col", "style")):
            for one in root.iter(f"{S}{tag}"):
                if style := one.get(attribute):
                    one.set(attribute, self._styles.cell(style))
                if one.get("t") == "s":
                    self._hold_words(one)
        self._relook(root.iter(f"{S}cfRule"))

    def _hold_words(self, cell: Element) -> None:
        """Turn the number of a shared string into the string."""
        value = child_of(cell, "v")
        words = self._strings[int(value.text or "")]
        value.tag, value.text = f"{S}is", None
        value.extend(deepcopy(list(words)))
        cell.set("t", "inlineStr")

    def _relook(self, elements: Iterable[Element]) -> None:
        for one in elements:
            for attribute in _LOOKS:
                if look := one.get(attribute):
                    one.set(attribute, str(self._styles.rule(int(look))))

    def _add(self, part: str, root: Element) -> str:
        """Add a drawn part and all that it leads to, under names that are free; gives its name."""
        links = self._drawn.tree(links_of(part)) if self._drawn.has(links_of(part)) else None
        relations = self._drawn.relations(part)
        for one in () if links is None else links:
            relation = relations[one.get("Id", "")]
            if relation.part:
                one.set("Target", posixpath.relpath(self._carry(relation), posixpath.dirname(part)))
        name = self._book.free(part)
        self._book.add(name, root, self._drawn.content_type(part), links)
        return name

    def _carry(self, relation: Relation) -> str:
        root = self._drawn.tree(relation.part)
        if relation.kind == "table":
            self._rename_table(root)
            self._relook(root.iter())
        return self._add(relation.part, root)

    def _count_tables(self) -> None:
        """Learn which numbers and names the tables of the file have; no table may have the name of a range either."""
        tables = [self._book.tree(part) for part in self._book.linked("table")]
        self._last_table = max((int(one.get("id", "0")) for one in tables), default=0)
        named = child_of(self._workbook.root, "definedNames")
        self._tables = {one.get("displayName", "").casefold() for one in tables}
        self._tables |= {one.get("name", "").casefold() for one in named}

    def _rename_table(self, root: Element) -> None:
        self._last_table += 1
        name, number = root.get("displayName", ""), 1
        while name.casefold() in self._tables:
            number += 1
            name = f"{root.get('displayName')}_{number}"
        self._tables.add(name.casefold())
        for attribute, value in (("id", str(self._last_table)), ("name", name), ("displayName", name)):
            root.set(attribute, value)

    def _own_names(self, name: str) -> list[Element]:
        index = str(self._order.index(name))
        return [one for one in self._names if one.get("localSheetId") == index]

    def _take_names(self, name: str, index: int) -> None:
        for one in self._own_names(name):
            copy = deepcopy(one)
            copy.set("localSheetId", str(index))
            self._workbook.names().append(copy)
