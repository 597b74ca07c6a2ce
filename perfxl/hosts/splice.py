"""One worksheet of an .xlsx file as a workbook of its own: its XML is carried over, only what leads elsewhere is cut.

No writer stands between: merges, borders, widths, validations, colours, print set-up and protection are the sheet's
own XML. Formulas become their values. Of the other sheets nothing goes along: no text, no name, no link. The parts that
every file shares (styles, theme) are deflated once and written raw.
"""

from __future__ import annotations

import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import cast

from lxml import etree
from lxml.etree import _Element as Element

from perfxl.errors import PerfxlError
from perfxl.sheet import plain, position

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_X14 = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"
_A14 = "{http://schemas.microsoft.com/office/drawing/2010/main}"
_XM = "{http://schemas.microsoft.com/office/excel/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_S, _R, _A, _XDR = f"{{{_MAIN}}}", f"{{{_OFFICE}}}", f"{{{_DRAWING}/main}}", f"{{{_DRAWING}/spreadsheetDrawing}}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_LEFT_BEHIND = (  # what lives in other parts or speaks of other sheets
    *("dataConsolidate", "customSheetViews", "customProperties", "smartTags", "legacyDrawing", "legacyDrawingHF"),
    *("drawingHF", "oleObjects", "controls", "webPublishItems", "tableParts"),
)
_KEPT_EXTENSIONS = (f"{_X14}conditionalFormattings", f"{_X14}dataValidations", f"{_X14}sparklineGroups")
_ANCHORS = (f"{_XDR}twoCellAnchor", f"{_XDR}oneCellAnchor", f"{_XDR}absoluteAnchor")
_FOREIGN_SHAPES = (f"{_XDR}graphicFrame", f"{_XDR}contentPart", f"{_A14}contentPart", f"{_MC}AlternateContent")
_SHAPE_LINKS = (f"{_A}hlinkClick", f"{_A}hlinkHover", f"{_A}hlinkMouseOver")
_WINDOW = ("xWindow", "yWindow", "windowWidth", "windowHeight", "tabRatio")
_LONGEST_LIST = 255

_TOKEN = re.compile(r"""("(?:[^"]|"")*")|(?:'((?:[^']|'')*)'|([^\s'"()+\-*/^&=<>,;{}!]+))!""")
_CORNER = re.compile(r"\$?[A-Za-z]{0,3}\$?\d*")
_WORD = re.compile(r"[^\W\d][\w.\\?]*")
_INDIRECT = re.compile(r"\bINDIRECT\s*\(", re.IGNORECASE)
_RANGE = re.compile(r"(?:'((?:[^']|'')+)'|([^!'\[\]:]+))!(\$?[A-Z]{1,3}\$?\d+)(?::(\$?[A-Z]{1,3}\$?\d+))?")
_AREA = re.compile(r"([A-Z]{0,3})\d*(?::([A-Z]{0,3})\d*)?")

_MARKED = etree.XPath("//s:c[@cm or @vm or (@t and not(*))]", namespaces={"s": _MAIN})

Columns = tuple[int, int]


class Splicer:
    """A master read once, from which any number of sheets are cut."""

    def __init__(self, path: Path) -> None:
        """Read the file and what all its sheets share. PerfxlError in one sentence for whatever cannot be read."""
        self._parts = _Parts(path)
        book = self._parts.main()
        root = self._parts.tree(book)
        if root.tag != f"{_S}workbook":
            raise self._parts.damaged()
        relations = self._parts.relations(book)
        self._date1904 = _child(root, "workbookPr").get("date1904") in {"1", "true"}
        view = next(root.iter(f"{_S}workbookView"), None)
        self._window = {} if view is None else {key: view.get(key, "") for key in _WINDOW if key in view.attrib}
        links = {one.get("name", ""): one.get(f"{_R}id", "") for one in _child(root, "sheets")}
        self._order = list(links)  # what names count their sheets by
        self._sheets = {
            name: relations[link].part
            for name, link in links.items()
            if link in relations and relations[link].kind == "worksheet" and relations[link].part
        }
        self._names = [_Name.read(one) for one in _child(root, "definedNames")]
        shared = _first(relations, "sharedStrings")
        has_strings = bool(shared) and self._parts.has(shared)
        self._table = self._parts.tree(shared) if has_strings else etree.fromstring(f'<sst xmlns="{_MAIN}"/>')
        self._strings = list(self._table.iterchildren(f"{_S}si"))
        self._texts: dict[str, dict[tuple[int, int], str | None]] = {}
        self._styles = self._parts.packed(_first(relations, "styles"))
        self._theme = _first(relations, "theme")

    def cut(self, sheet: str, columns: Columns | None = None) -> bytes:
        """Give one sheet as the bytes of a workbook.

        `columns` are the first and the last column to keep, counted from 0; what stands in the others is left out,
        and nothing moves. The same master and sheet give the same bytes.
        """
        part = self._sheets.get(sheet)
        if part is None:
            raise PerfxlError(f"“{self._parts.path.name}”里没有工作表“{sheet}”。", "请核对工作表的名称。")
        try:
            return self._cut(sheet, part, columns)
        except (ValueError, IndexError) as error:  # a number or an address that is none
            raise self._parts.damaged() from error

    def _cut(self, sheet: str, part: str, columns: Columns | None) -> bytes:
        root = self._parts.tree(part)
        if root.tag != f"{_S}worksheet":
            raise self._parts.damaged()
        names, scope = self._own_names(sheet, self._order.index(sheet))
        out = _Package()
        theme = self._add_theme(out)
        _leave_behind(root)
        _keep_columns(root, columns)
        _cut_rules(root, scope)
        self._cut_validations(root, scope)
        _cut_sparklines(root, scope)
        _cut_links(root, scope, names)
        _tidy_extensions(root)
        _show(root)
        strings = _Strings(self._table, self._strings)
        _cut_formulas(root, strings)
        self._add_sheet(out, root, part, columns)
        self._add_book(out, sheet, names, strings, theme=theme)
        return out.bytes()

    # --- what the sheet needs of its workbook

    def _own_names(self, sheet: str, index: int) -> tuple[list[_Name], _Scope]:
        """Keep the sheet's own names that need no other sheet, nor a name that stays behind."""
        kept = [name for name in self._names if name.sheet == index and name.formula and not name.macro]
        while True:
            keys = {name.key for name in kept}
            behind = {name.key for name in self._names if name.sheet in {index, None}} - keys
            scope = _Scope(sheet, index, frozenset(behind))
            staying = [name for name in kept if scope.foreign(name.formula)]
            if not staying:
                return kept, scope
            kept = [name for name in kept if name not in staying]

    def _cut_validations(self, root: Element, scope: _Scope) -> None:
        for one in [*root.iter(f"{_S}dataValidation"), *root.iter(f"{_X14}dataValidation")]:
            formulas = [f for f in one.iter(f"{_S}formula1", f"{_S}formula2", f"{_XM}f") if scope.foreign(f.text or "")]
            if not formulas:
                continue
            choices = self._choices(formulas[0].text or "", scope) if one.get("type") == "list" else None
            if choices is None:
                _remove(one)
            else:
                formulas[0].text = choices
        _count_again([*root.iter(f"{_S}dataValidations"), *root.iter(f"{_X14}dataValidations")])

    def _choices(self, formula: str, scope: _Scope) -> str | None:
        """Write out the list that a drop-down takes from another sheet; None if it will not go into the sheet."""
        sought = formula.strip().lstrip("=")
        for name in sorted(self._names, key=lambda name: name.sheet is None):  # the sheet's own name comes first
            if name.key == sought.casefold() and name.sheet in {scope.index, None}:
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
        return _inline([item for item in items if item != ""])

    def _cell_texts(self, sheet: str) -> dict[tuple[int, int], str | None]:
        """Read the text of every filled cell of a sheet, once; None for an error value."""
        if sheet not in self._texts:
            filled = _cells(self._parts.tree(self._sheets[sheet]))
            self._texts[sheet] = {(row, column): _text(cell, self._strings) for row, column, cell in filled}
        return self._texts[sheet]

    # --- the parts of the new workbook

    def _add_theme(self, out: _Package) -> bool:
        packed = self._parts.packed(self._theme)
        if packed is None:
            return False
        links = {link: one for link, one in self._parts.relations(self._theme).items() if one.kind == "image"}
        pictures = {link: self._picture(out, one) for link, one in links.items()}
        out.add("xl/theme/theme1.xml", packed, "application/vnd.openxmlformats-officedocument.theme+xml")
        out.link("xl/theme/theme1.xml", [(link, "image", f"../{name}") for link, name in pictures.items() if name])
        return True

    def _picture(self, out: _Package, relation: _Relation | None) -> str:
        """Carry a picture over; "" if it is none, or not in the file."""
        if relation is None or relation.kind != "image":
            return ""
        kind = self._parts.content_type(relation.part)
        packed = self._parts.packed(relation.part)
        return out.picture(relation.part, kind, packed) if packed and kind.startswith("image/") else ""

    def _add_sheet(self, out: _Package, root: Element, part: str, columns: Columns | None) -> None:
        relations = self._parts.relations(part)
        links: list[tuple[str, str, str]] = []
        for one in root.findall(f"{_S}picture"):
            name = self._picture(out, relations.get(one.get(f"{_R}id", "")))
            if name:
                links.append(("rId1", "image", f"../{name}"))
                one.set(f"{_R}id", "rId1")
            else:
                root.remove(one)
        for one in root.findall(f"{_S}drawing"):
            relation = relations.get(one.get(f"{_R}id", ""))
            if relation and relation.kind == "drawing" and self._add_drawing(out, relation.part, columns):
                links.append(("rId2", "drawing", "../drawings/drawing1.xml"))
                one.set(f"{_R}id", "rId2")
            else:
                root.remove(one)
        out.add("xl/worksheets/sheet1.xml", _pack(_xml(root)), f"{_SHEET_TYPE}worksheet+xml")
        out.link("xl/worksheets/sheet1.xml", links)

    def _add_drawing(self, out: _Package, part: str, columns: Columns | None) -> bool:
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
            if anchor.tag in _ANCHORS and _starts_within(anchor, columns) and _stands_alone(anchor, known):
                _relink(anchor, carried)
            else:
                root.remove(anchor)
        if not len(root):
            return False
        out.add(
            "xl/drawings/drawing1.xml", _pack(_xml(root)), "application/vnd.openxmlformats-officedocument.drawing+xml"
        )
        out.link("xl/drawings/drawing1.xml", [(link, "image", f"../{name}") for name, link in links.items()])
        return True

    def _add_book(self, out: _Package, sheet: str, names: Iterable[_Name], strings: _Strings, *, theme: bool) -> None:
        root = etree.fromstring(f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"/>')
        etree.SubElement(root, f"{_S}workbookPr", {"date1904": "1"} if self._date1904 else {})
        etree.SubElement(etree.SubElement(root, f"{_S}bookViews"), f"{_S}workbookView", self._window)
        sheets = etree.SubElement(root, f"{_S}sheets")
        etree.SubElement(sheets, f"{_S}sheet", {"name": sheet, "sheetId": "1", f"{_R}id": "rId1"})
        defined = [name.element() for name in names]
        if defined:
            etree.SubElement(root, f"{_S}definedNames").extend(defined)
        out.add("xl/workbook.xml", _pack(_xml(root)), f"{_SHEET_TYPE}sheet.main+xml")
        links = [("rId1", "worksheet", "worksheets/sheet1.xml")]
        if theme:
            links.append(("rId2", "theme", "theme/theme1.xml"))
        if self._styles is not None:
            out.add("xl/styles.xml", self._styles, f"{_SHEET_TYPE}styles+xml")
            links.append(("rId3", "styles", "styles.xml"))
        if strings.used:
            out.add("xl/sharedStrings.xml", _pack(strings.xml()), f"{_SHEET_TYPE}sharedStrings+xml")
            links.append(("rId4", "sharedStrings", "sharedStrings.xml"))
        out.link("xl/workbook.xml", links)


# --- cutting a sheet's XML ---------------------------------------------------------------------------------------


def _leave_behind(root: Element) -> None:
    for tag in _LEFT_BEHIND:
        for one in root.findall(f"{_S}{tag}"):
            root.remove(one)
    for one in [*root.findall(f"{_MC}AlternateContent"), *root.iter(f"{_S}pivotSelection")]:
        _remove(one)
    for ext in [ext for every in root.findall(f"{_S}extLst") for ext in every]:
        if not any(child.tag in _KEPT_EXTENSIONS for child in ext):
            _remove(ext)
    for one in root.findall(f"{_S}pageSetup"):
        _drop(one, f"{_R}id")  # the printer's own settings


def _keep_columns(root: Element, columns: Columns | None) -> None:
    """Empty the other columns. A rule stays whole if it touches a kept one: its formulas count from its corner."""
    if columns is None:
        return
    for one in root.findall(f"{_S}dimension"):
        root.remove(one)
    for row in root.iter(f"{_S}row"):
        _drop(row, "spans")
    outside = [cell for _, column, cell in _cells(root) if not columns[0] <= column <= columns[1]]
    corners = [*root.iter(f"{_S}mergeCell"), *root.iter(f"{_S}hyperlink")]
    outside += [one for one in corners if not _touches(one.get("ref", "").split(":")[0], columns)]
    rules = [*root.iter(f"{_S}dataValidation"), *root.iter(f"{_S}conditionalFormatting")]
    outside += [one for one in rules if not _touches(one.get("sqref", ""), columns)]
    newer = list(root.iter(f"{_X14}dataValidation", f"{_X14}conditionalFormatting", f"{_X14}sparkline"))
    outside += [one for one in newer if not _touches(one.findtext(f"{_XM}sqref") or "", columns)]
    for one in outside:
        _remove(one)
    _count_again(root.findall(f"{_S}mergeCells"))


def _count_again(lists: Iterable[Element]) -> None:
    for every in lists:
        if len(every):
            every.set("count", str(len(every)))
        else:
            _remove(every)


def _touches(areas: str, columns: Columns) -> bool:
    for area in areas.replace("$", "").split():
        found = _AREA.fullmatch(area)
        if found is None or not found[1]:
            return True
        left = position(f"{found[1]}1")[1]
        right = position(f"{found[2] or found[1]}1")[1]
        if left <= columns[1] and right >= columns[0]:
            return True
    return False


def _cut_rules(root: Element, scope: _Scope) -> None:
    """Drop the conditional formats that ask another sheet; a rule in two halves (2007 and 2010) goes as one."""
    rules = [*root.iter(f"{_S}cfRule"), *root.iter(f"{_X14}cfRule")]
    asking = [rule for rule in rules if any(map(scope.foreign, _rule_formulas(rule)))]
    halves = {half for rule in asking for half in _rule_ids(rule)}
    for rule in rules:
        if rule in asking or not halves.isdisjoint(_rule_ids(rule)):
            _remove(rule)
    for every in [*root.iter(f"{_S}conditionalFormatting"), *root.iter(f"{_X14}conditionalFormatting")]:
        _drop(every, "pivot")
        if next(every.iter(f"{_S}cfRule", f"{_X14}cfRule"), None) is None:
            _remove(every)
    for every in list(root.iter(f"{_X14}conditionalFormattings")):
        if not len(every):
            _remove(every)


def _rule_formulas(rule: Element) -> Iterator[str]:
    yield from (one.text or "" for one in rule.iter(f"{_S}formula", f"{_XM}f"))
    yield from (one.get("val", "") for one in rule.iter(f"{_S}cfvo"))


def _rule_ids(rule: Element) -> set[str]:
    return {one.text for one in rule.iter(f"{_X14}id") if one.text} | ({rule.get("id", "")} - {""})


def _cut_sparklines(root: Element, scope: _Scope) -> None:
    for one in list(root.iter(f"{_X14}sparkline")):
        if scope.foreign(one.findtext(f"{_XM}f") or ""):
            _remove(one)
    for one in list(root.iter(f"{_X14}sparklineGroup")):
        if next(one.iter(f"{_X14}sparkline"), None) is None or scope.foreign(one.findtext(f"{_XM}f") or ""):
            _remove(one)
    for one in list(root.iter(f"{_X14}sparklineGroups")):
        if not len(one):
            _remove(one)


def _cut_links(root: Element, scope: _Scope, names: Iterable[_Name]) -> None:
    own = {name.key for name in names}
    for one in list(root.iter(f"{_S}hyperlink")):
        place = one.get("location", "").lstrip("#")
        inside = "!" in place or place.casefold() in own or re.fullmatch(r"\$?[A-Za-z]{1,3}\$?\d+(:.+)?", place)
        if f"{_R}id" in one.attrib or not inside or scope.foreign(place):
            _remove(one)
    for every in root.findall(f"{_S}hyperlinks"):
        if not len(every):
            root.remove(every)


def _tidy_extensions(root: Element) -> None:
    for every in root.findall(f"{_S}extLst"):
        for ext in list(every):
            if not len(ext):
                every.remove(ext)
        if not len(every):
            root.remove(every)


def _show(root: Element) -> None:
    """Make the sheet the one that is seen when the file opens."""
    views = root.find(f"{_S}sheetViews")
    if views is None:
        views = etree.Element(f"{_S}sheetViews")
        etree.SubElement(views, f"{_S}sheetView")
        before = sum(child.tag in {f"{_S}sheetPr", f"{_S}dimension"} for child in root)
        root.insert(before, views)
    for view in views.findall(f"{_S}sheetView")[1:]:
        views.remove(view)  # further windows on the master
    for view in views.findall(f"{_S}sheetView"):
        view.set("tabSelected", "1")
        view.set("workbookViewId", "0")


def _cut_formulas(root: Element, strings: _Strings) -> None:
    """Leave the values, and count the shared strings anew. Only filled cells are looked at: most of a form is blank."""
    for formula in list(root.iter(f"{_S}f")):
        _remove(formula)
    values = list(root.iter(f"{_S}v"))
    for inline in list(root.iter(f"{_S}is")):
        _put(inline, strings.inline(deepcopy(inline)))
    for value in values:
        cell = value.getparent()
        kind = "" if cell is None else cell.get("t")
        if not value.text:
            _remove(value)
        elif kind == "s":
            value.text = str(strings.shared(int(value.text)))
        elif kind == "str":
            _put(value, strings.plain(value.text))
    for cell in cast("list[Element]", _MARKED(root)):
        for attribute in ("cm", "vm"):  # what newer formulas and pictures in cells keep in a part of their own
            _drop(cell, attribute)
        if not len(cell):
            _drop(cell, "t")


def _put(content: Element, place: int) -> None:
    """Make a cell's content the shared string at a place."""
    cell = content.getparent()
    if cell is not None and cell.tag == f"{_S}c" and cell.get("t") in {"str", "inlineStr"}:
        value = etree.Element(f"{_S}v")
        value.text = str(place)
        cell.replace(content, value)
        cell.set("t", "s")


# --- shapes ------------------------------------------------------------------------------------------------------


def _starts_within(anchor: Element, columns: Columns | None) -> bool:
    column = anchor.findtext(f"{_XDR}from/{_XDR}col")
    return columns is None or column is None or columns[0] <= int(column) <= columns[1]


def _stands_alone(anchor: Element, known: Callable[[str], bool]) -> bool:
    """Cut a shape's links; False if without them there is no shape."""
    for ext in list(anchor.iter(f"{_A}ext")):
        away = any(not known(link) for one in ext.iter() for _, link in _links(one))
        if ext.getparent() is not None and (away or next(ext.iter(f"{_A14}cameraTool"), None) is not None):
            _remove(ext)
    for one in list(anchor.iter(*_SHAPE_LINKS)):
        _remove(one)
    for one in anchor.iter():
        if one.tag in _FOREIGN_SHAPES:
            return False
        _drop(one, "textlink")
        if one.get("macro"):
            one.set("macro", "")
        _drop(one, f"{_R}link")
        if one.tag == f"{_A}blip" and not one.get(f"{_R}embed"):
            return False
        if not all(known(link) for _, link in _links(one)):
            return False
    return True


def _relink(anchor: Element, carried: Callable[[str], str]) -> None:
    for one in anchor.iter():
        for key, link in _links(one):
            one.set(key, carried(link))


def _links(element: Element) -> list[tuple[str, str]]:
    return [(str(key), str(link)) for key, link in element.attrib.items() if str(key).startswith(_R)]


# --- reading cells -----------------------------------------------------------------------------------------------


def _cells(root: Element) -> Iterator[tuple[int, int, Element]]:
    """Give every cell with its row and column counted from 0; one without an address follows the one before it."""
    row_number = -1
    for row in root.iter(f"{_S}row"):
        row_number = int(row.get("r", row_number + 2)) - 1
        column = -1
        for cell in row.iterchildren(f"{_S}c"):
            spelt = cell.get("r")
            column = position(spelt)[1] if spelt else column + 1
            yield row_number, column, cell


def _text(cell: Element, strings: list[Element]) -> str | None:
    kind, value = cell.get("t", "n"), cell.findtext(f"{_S}v") or ""
    if kind == "inlineStr":
        return "".join(_words(one) for one in cell.iterchildren(f"{_S}is"))
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
    runs = [item, *item.iterchildren(f"{_S}r")]
    return "".join(one.text or "" for run in runs for one in run.iterchildren(f"{_S}t"))


def _inline(items: list[str | None]) -> str | None:
    words = [item.strip() for item in items if item is not None]
    listed = ",".join(words)
    too_long = len(listed.encode("utf-16-le")) // 2 > _LONGEST_LIST
    if not words or len(words) != len(items) or too_long or any(re.search(r"[,\n\r]|^$", word) for word in words):
        return None
    return '"' + listed.replace('"', '""') + '"'


# --- names and strings -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Name:
    """A defined name; `sheet` is the index of the sheet that owns it, None if it belongs to the workbook."""

    name: str
    formula: str
    sheet: int | None
    hidden: bool
    macro: bool

    @classmethod
    def read(cls, element: Element) -> _Name:
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
        element = etree.Element(f"{_S}definedName", {"name": self.name, "localSheetId": "0"} | hidden)
        element.text = self.formula
        return element


@dataclass(frozen=True, slots=True)
class _Scope:
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
class _Strings:
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
        element.tag = f"{_S}si"
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
        return _xml(root)

    def _place(self, key: int | str, make: Callable[[], Element]) -> int:
        self.count += 1
        if key not in self.places:
            self.used.append(make())
            self.places[key] = len(self.used) - 1
        return self.places[key]


def _plain_item(text: str) -> Element:
    item = etree.Element(f"{_S}si")
    words = etree.SubElement(item, f"{_S}t")
    words.text = text
    words.set(_SPACE, "preserve")
    return item


# --- parts and packages ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Relation:
    """What a part points at: its kind, and the part; "" for what lies outside the file."""

    kind: str
    part: str


@dataclass(frozen=True, slots=True)
class _Packed:
    """A part, deflated."""

    data: bytes
    size: int
    crc: int


class _Parts:
    """The parts of a file, found as its relationships spell them, whatever the case."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._packed: dict[str, _Packed] = {}
        try:
            self._zip = zipfile.ZipFile(BytesIO(path.read_bytes()))
        except OSError as error:
            raise PerfxlError(f"“{path.name}”打不开：找不到，或没有读取权限。", "请核对文件名和所在文件夹。") from error
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise self.damaged() from error
        self._actual = {name.replace("\\", "/").lstrip("/").lower(): name for name in self._zip.namelist()}
        self._parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        types = self.tree("[Content_Types].xml")
        self._types = {
            (one.get("PartName") or "." + one.get("Extension", "")).lstrip("/").lower(): one.get("ContentType", "")
            for one in types
        }

    def damaged(self) -> PerfxlError:
        """Say that the file cannot be read."""
        return PerfxlError(
            f"“{self.path.name}”已损坏，读不出来。", "请用没有损坏的副本，或在 Excel 里打开修复后另存再试。"
        )

    def has(self, part: str) -> bool:
        """Tell whether the file holds a part."""
        return part.lower() in self._actual

    def read(self, part: str) -> bytes:
        """Read a part's bytes."""
        try:
            return self._zip.read(self._actual[part.lower()])
        except (KeyError, zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError) as error:
            raise self.damaged() from error

    def tree(self, part: str) -> Element:
        """Parse a part. A document type has no business in a workbook: it is refused before anything expands."""
        data = self.read(part)
        if b"<!DOCTYPE" in data or "<!DOCTYPE".encode("utf-16-le") in data:
            raise self.damaged()
        try:
            return etree.fromstring(data, self._parser)
        except etree.XMLSyntaxError as error:
            raise self.damaged() from error

    def packed(self, part: str) -> _Packed | None:
        """Give a part deflated, which is done once; None if there is no such part."""
        if not part or not self.has(part):
            return None
        if part not in self._packed:
            self._packed[part] = _pack(self.read(part))
        return self._packed[part]

    def content_type(self, part: str) -> str:
        """Look up what a part is."""
        return self._types.get(part.lower()) or self._types.get(posixpath.splitext(part)[1].lower(), "")

    def relations(self, part: str) -> dict[str, _Relation]:
        """Follow a part's relationships; none if it has none."""
        folder, name = posixpath.split(part)
        where = posixpath.join(folder, "_rels", f"{name}.rels")
        if not self.has(where):
            return {}
        relations = {}
        for one in self.tree(where):
            target = one.get("Target", "").replace("\\", "/")
            to = "" if one.get("TargetMode") == "External" else posixpath.normpath(posixpath.join("/", folder, target))
            relations[one.get("Id", "")] = _Relation(one.get("Type", "").rpartition("/")[2], to.lstrip("/"))
        return relations

    def main(self) -> str:
        """Find the workbook."""
        part = _first(self.relations(""), "officeDocument")
        if not part:
            raise self.damaged()
        return part


class _Package:
    """A workbook in the making; its parts are written with a fixed date, so the same parts give the same bytes."""

    def __init__(self) -> None:
        self._parts: dict[str, _Packed] = {}
        self._overrides: dict[str, str] = {}
        self._defaults = {"rels": f"{_PACKAGE_TYPE}relationships+xml", "xml": "application/xml"}
        self._pictures: dict[str, str] = {}

    def add(self, name: str, packed: _Packed, content_type: str) -> None:
        """Add a part."""
        self._parts[name] = packed
        self._overrides[name] = content_type

    def link(self, name: str, links: Iterable[tuple[str, str, str]]) -> None:
        """Add a part's relationships: id, kind and target of each."""
        lines = "".join(f'<Relationship Id="{i}" Type="{_OFFICE}/{kind}" Target="{to}"/>' for i, kind, to in links)
        if lines:
            folder, _, file = name.rpartition("/")
            self._parts[f"{folder}/_rels/{file}.rels"] = _pack(_relationships(lines))

    def picture(self, source: str, content_type: str, packed: _Packed) -> str:
        """Add a picture, once; gives its name below xl/."""
        if source not in self._pictures:
            extension = re.sub(r"\W", "", posixpath.splitext(source)[1].lower(), flags=re.ASCII) or "png"
            name = f"media/image{len(self._pictures) + 1}.{extension}"
            self._pictures[source] = name
            self._parts[f"xl/{name}"] = packed
            if self._defaults.setdefault(extension, content_type) != content_type:
                self._overrides[f"xl/{name}"] = content_type
        return self._pictures[source]

    def bytes(self) -> bytes:
        """Write the archive."""
        types = [f'<Default Extension="{name}" ContentType="{kind}"/>' for name, kind in self._defaults.items()]
        overrides = {name: kind for name, (kind, _) in _PROPERTIES.items()} | self._overrides
        types += [f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in overrides.items()]
        head = f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">{"".join(types)}</Types>'
        fixed = {name: packed for name, (_, packed) in _PROPERTIES.items()}
        first = {"[Content_Types].xml": _pack(head.encode()), "_rels/.rels": _ROOT_LINKS}
        return _archive(first | fixed | self._parts)


def _archive(parts: Mapping[str, _Packed]) -> bytes:
    """Write parts that are deflated already, which zipfile cannot do."""
    body, directory = bytearray(), bytearray()
    for name, packed in parts.items():
        spelt = name.encode("ascii")
        # version 2.0, no flags, deflated, 00:00 on 1 January 1980
        common = struct.pack("<5H3I2H", 20, 0, 8, 0, 0x21, packed.crc, len(packed.data), packed.size, len(spelt), 0)
        directory += (
            b"PK\x01\x02" + struct.pack("<H", 20) + common + struct.pack("<3H2I", 0, 0, 0, 0, len(body)) + spelt
        )
        body += b"PK\x03\x04" + common + spelt + packed.data
    end = struct.pack("<4H2IH", 0, 0, len(parts), len(parts), len(directory), len(body), 0)
    return bytes(body + directory + b"PK\x05\x06" + end)


def _pack(data: bytes) -> _Packed:
    deflate = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return _Packed(deflate.compress(data) + deflate.flush(), len(data), zlib.crc32(data))


def _xml(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _relationships(lines: str) -> bytes:
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'.encode()


def _first(relations: Mapping[str, _Relation], kind: str) -> str:
    return next((one.part for one in relations.values() if one.kind == kind), "")


def _child(root: Element, tag: str) -> Element:
    found = root.find(f"{_S}{tag}")
    return etree.Element(f"{_S}{tag}") if found is None else found


def _drop(element: Element, attribute: str) -> None:
    if attribute in element.attrib:
        del element.attrib[attribute]


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


_PACKAGE_TYPE = "application/vnd.openxmlformats-package."
_CORE = (
    f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    '<dcterms:created xsi:type="dcterms:W3CDTF">2000-01-01T00:00:00Z</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">2000-01-01T00:00:00Z</dcterms:modified></cp:coreProperties>'
)
_APP = (
    f'{_HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Microsoft Excel</Application></Properties>"
)
_PROPERTIES = {
    "docProps/core.xml": (f"{_PACKAGE_TYPE}core-properties+xml", _pack(_CORE.encode())),
    "docProps/app.xml": (
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        _pack(_APP.encode()),
    ),
}
_ROOT_LINKS = _pack(
    _relationships(
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
        f'<Relationship Id="rId3" Type="{_OFFICE}/extended-properties" Target="docProps/app.xml"/>'
    )
)
