"""One worksheet of an .xlsx file as a workbook of its own: its XML is carried over, only what leads elsewhere is cut.

No writer stands between: merges, borders, widths, validations, colours, print set-up and protection are the sheet's
own XML. Formulas become their values. Of the other sheets nothing goes along: no text, no name, no link. The parts that
every file shares (styles, theme) are deflated once and written raw.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from lxml import etree
from lxml.etree import _Element as Element

from perfxl.errors import PerfxlError
from perfxl.hosts._opc import (
    MAIN,
    OFFICE,
    SHEET_TYPE,
    X14,
    XDR,
    XM,
    Package,
    Parts,
    R,
    Relation,
    S,
    child_of,
    first_of,
    pack,
    remove,
    sheet_parts,
    to_xml,
)
from perfxl.hosts._own import Name, Scope, Strings, cell_text, cells, inline_list
from perfxl.hosts._trim import (
    count_again,
    cut_formulas,
    cut_links,
    cut_rules,
    cut_sparklines,
    leave_behind,
    relink,
    show,
    stands_alone,
    tidy_extensions,
)
from perfxl.sheet import position

_ANCHORS = (f"{XDR}twoCellAnchor", f"{XDR}oneCellAnchor", f"{XDR}absoluteAnchor")
_WINDOW = ("xWindow", "yWindow", "windowWidth", "windowHeight", "tabRatio")
_RANGE = re.compile(r"(?:'((?:[^']|'')+)'|([^!'\[\]:]+))!(\$?[A-Z]{1,3}\$?\d+)(?::(\$?[A-Z]{1,3}\$?\d+))?")


class Splicer:
    """A master read once, from which any number of sheets are cut."""

    def __init__(self, path: Path) -> None:
        """Read the file and what all its sheets share. PerfxlError in one sentence for whatever cannot be read."""
        self._parts = Parts(path)
        book = self._parts.main()
        root = self._parts.tree(book)
        if root.tag != f"{S}workbook":
            raise self._parts.damaged()
        relations = self._parts.relations(book)
        self._date1904 = child_of(root, "workbookPr").get("date1904") in {"1", "true"}
        view = next(root.iter(f"{S}workbookView"), None)
        self._window = {} if view is None else {key: view.get(key, "") for key in _WINDOW if key in view.attrib}
        self._order = [one.get("name", "") for one in child_of(root, "sheets")]  # what names count their sheets by
        self._sheets = sheet_parts(self._parts)
        self._names: dict[int | None, dict[str, Name]] = {}  # by the sheet that owns them, None for the workbook's
        for name in map(Name.read, child_of(root, "definedNames")):
            self._names.setdefault(name.sheet, {})[name.key] = name
        shared = first_of(relations, "sharedStrings")
        has_strings = bool(shared) and self._parts.has(shared)
        self._table = self._parts.tree(shared) if has_strings else etree.fromstring(f'<sst xmlns="{MAIN}"/>')
        self._strings = list(self._table.iterchildren(f"{S}si"))
        self._texts: dict[str, dict[tuple[int, int], str | None]] = {}
        self._styles = self._parts.packed(first_of(relations, "styles"))
        self._theme = first_of(relations, "theme")

    def cut(self, sheet: str) -> bytes:
        """Give one sheet as the bytes of a workbook; the same master and sheet give the same bytes."""
        part = self._sheets.get(sheet)
        if part is None:
            raise PerfxlError(f"“{self._parts.path.name}”里没有工作表“{sheet}”。", "请核对工作表的名称。")
        try:
            return self._cut(sheet, part)
        except (ValueError, IndexError) as error:  # a number or an address that is none
            raise self._parts.damaged() from error

    def _cut(self, sheet: str, part: str) -> bytes:
        root = self._parts.tree(part)
        if root.tag != f"{S}worksheet":
            raise self._parts.damaged()
        names, scope = self._own_names(sheet, self._order.index(sheet))
        out = Package()
        theme = self._add_theme(out)
        leave_behind(root)
        cut_rules(root, scope)
        self._cut_validations(root, scope)
        cut_sparklines(root, scope)
        cut_links(root, scope, names)
        tidy_extensions(root)
        show(root)
        strings = Strings(self._table, self._strings)
        cut_formulas(root, strings)
        self._add_sheet(out, root, part)
        self._add_book(out, sheet, names, strings, theme=theme)
        return out.bytes()

    # --- what the sheet needs of its workbook

    def _own_names(self, sheet: str, index: int) -> tuple[list[Name], Scope]:
        """Keep the sheet's own names that need no other sheet, nor a name that stays behind."""
        own, shared = self._names.get(index, {}), self._names.get(None, {})
        kept = [name for name in own.values() if name.formula and not name.macro]
        while True:
            keys = {name.key for name in kept}
            behind = (own.keys() | shared.keys()) - keys
            scope = Scope(sheet, index, frozenset(behind))
            staying = [name for name in kept if scope.foreign(name.formula)]
            if not staying:
                return kept, scope
            kept = [name for name in kept if name not in staying]

    def _cut_validations(self, root: Element, scope: Scope) -> None:
        for one in [*root.iter(f"{S}dataValidation"), *root.iter(f"{X14}dataValidation")]:
            formulas = [f for f in one.iter(f"{S}formula1", f"{S}formula2", f"{XM}f") if scope.foreign(f.text or "")]
            if not formulas:
                continue
            choices = self._choices(formulas[0].text or "", scope) if one.get("type") == "list" else None
            if choices is None:
                remove(one)
            else:
                formulas[0].text = choices
        count_again([*root.iter(f"{S}dataValidations"), *root.iter(f"{X14}dataValidations")])

    def _choices(self, formula: str, scope: Scope) -> str | None:
        """Write out the list that a drop-down takes from another sheet; None if it will not go into the sheet."""
        sought = formula.strip().lstrip("=")
        for owner in (scope.index, None):  # the sheet's own name comes first
            if name := self._names.get(owner, {}).get(sought.casefold()):
                sought = name.formula
                break
        found = _RANGE.fullmatch(sought)
        if not found:
            return None
        sheet = (found[1] or "").replace("''", "'") or found[2]
        if sheet.casefold() == scope.sheet.casefold():
            return sought
        top, left = position(found[3].replace("$", ""))
        bottom, right = position((found[4] or found[3]).replace("$", ""))
        actual = next((name for name in self._sheets if name.casefold() == sheet.casefold()), None)
        if actual is None or (top != bottom and left != right):
            return None
        texts = self._cell_texts(actual)
        items = [texts.get((row, column), "") for row in range(top, bottom + 1) for column in range(left, right + 1)]
        return inline_list([item for item in items if item != ""])

    def _cell_texts(self, sheet: str) -> dict[tuple[int, int], str | None]:
        """Read the text of every filled cell of a sheet, once; None for an error value."""
        if sheet not in self._texts:
            filled = cells(self._parts.tree(self._sheets[sheet]))
            self._texts[sheet] = {(row, column): cell_text(cell, self._strings) for row, column, cell in filled}
        return self._texts[sheet]

    # --- the parts of the new workbook

    def _add_theme(self, out: Package) -> bool:
        packed = self._parts.packed(self._theme)
        if packed is None:
            return False
        links = {link: one for link, one in self._parts.relations(self._theme).items() if one.kind == "image"}
        pictures = {link: self._picture(out, one) for link, one in links.items()}
        out.add("xl/theme/theme1.xml", packed, "application/vnd.openxmlformats-officedocument.theme+xml")
        out.link("xl/theme/theme1.xml", [(link, "image", f"../{name}") for link, name in pictures.items() if name])
        return True

    def _picture(self, out: Package, relation: Relation | None) -> str:
        """Carry a picture over; "" if it is none, or not in the file."""
        if relation is None or relation.kind != "image":
            return ""
        kind = self._parts.content_type(relation.part)
        packed = self._parts.packed(relation.part)
        return out.picture(relation.part, kind, packed) if packed and kind.startswith("image/") else ""

    def _add_sheet(self, out: Package, root: Element, part: str) -> None:
        relations = self._parts.relations(part)
        links: list[tuple[str, str, str]] = []
        for one in root.findall(f"{S}picture"):
            name = self._picture(out, relations.get(one.get(f"{R}id", "")))
            if name:
                links.append(("rId1", "image", f"../{name}"))
                one.set(f"{R}id", "rId1")
            else:
                root.remove(one)
        for one in root.findall(f"{S}drawing"):
            relation = relations.get(one.get(f"{R}id", ""))
            if relation and relation.kind == "drawing" and self._add_drawing(out, relation.part):
                links.append(("rId2", "drawing", "../drawings/drawing1.xml"))
                one.set(f"{R}id", "rId2")
            else:
                root.remove(one)
        out.add("xl/worksheets/sheet1.xml", pack(to_xml(root)), f"{SHEET_TYPE}worksheet+xml")
        out.link("xl/worksheets/sheet1.xml", links)

    def _add_drawing(self, out: Package, part: str) -> bool:
        """Carry over the shapes that need no more than pictures; False if none is left."""
        if not self._parts.has(part):
            return False
        root, relations = self._parts.tree(part), self._parts.relations(part)
        links: dict[str, str] = {}

        def carried(link: str) -> str:
            name = self._picture(out, relations.get(link))
            return links.setdefault(name, f"rId{len(links) + 1}") if name else ""

        def known(link: str) -> bool:
            one = relations.get(link)
            return one is not None and one.kind == "image" and self._parts.has(one.part)

        for anchor in list(root):
            if anchor.tag in _ANCHORS and stands_alone(anchor, known):
                relink(anchor, carried)
            else:
                root.remove(anchor)
        if not len(root):
            return False
        out.add(
            "xl/drawings/drawing1.xml", pack(to_xml(root)), "application/vnd.openxmlformats-officedocument.drawing+xml"
        )
        out.link("xl/drawings/drawing1.xml", [(link, "image", f"../{name}") for name, link in links.items()])
        return True

    def _add_book(self, out: Package, sheet: str, names: Iterable[Name], strings: Strings, *, theme: bool) -> None:
        root = etree.fromstring(f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"/>')
        etree.SubElement(root, f"{S}workbookPr", {"date1904": "1"} if self._date1904 else {})
        etree.SubElement(etree.SubElement(root, f"{S}bookViews"), f"{S}workbookView", self._window)
        sheets = etree.SubElement(root, f"{S}sheets")
        etree.SubElement(sheets, f"{S}sheet", {"name": sheet, "sheetId": "1", f"{R}id": "rId1"})
        defined = [name.element() for name in names]
        if defined:
            etree.SubElement(root, f"{S}definedNames").extend(defined)
        out.add("xl/workbook.xml", pack(to_xml(root)), f"{SHEET_TYPE}sheet.main+xml")
        links = [("rId1", "worksheet", "worksheets/sheet1.xml")]
        if theme:
            links.append(("rId2", "theme", "theme/theme1.xml"))
        if self._styles is not None:
            out.add("xl/styles.xml", self._styles, f"{SHEET_TYPE}styles+xml")
            links.append(("rId3", "styles", "styles.xml"))
        if strings.used:
            out.add("xl/sharedStrings.xml", pack(strings.xml()), f"{SHEET_TYPE}sharedStrings+xml")
            links.append(("rId4", "sharedStrings", "sharedStrings.xml"))
        out.link("xl/workbook.xml", links)
