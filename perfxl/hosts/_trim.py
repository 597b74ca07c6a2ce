"""Cutting from a sheet's XML and from its shapes what leads elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from typing import cast

from lxml import etree
from lxml.etree import _Element as Element

from perfxl.hosts._opc import (
    A14,
    MAIN,
    MC,
    X14,
    XDR,
    XM,
    A,
    R,
    S,
    drop,
    remove,
)
from perfxl.hosts._own import Name, Scope, Strings

_LEFT_BEHIND = (  # what lives in other parts or speaks of other sheets
    *("dataConsolidate", "customSheetViews", "customProperties", "smartTags", "legacyDrawing", "legacyDrawingHF"),
    *("drawingHF", "oleObjects", "controls", "webPublishItems", "tableParts"),
)
_KEPT_EXTENSIONS = (f"{X14}conditionalFormattings", f"{X14}dataValidations", f"{X14}sparklineGroups")
_ANCHORS = (f"{XDR}twoCellAnchor", f"{XDR}oneCellAnchor", f"{XDR}absoluteAnchor")
_FOREIGN_SHAPES = (f"{XDR}graphicFrame", f"{XDR}contentPart", f"{A14}contentPart", f"{MC}AlternateContent")
_SHAPE_LINKS = (f"{A}hlinkClick", f"{A}hlinkHover", f"{A}hlinkMouseOver")
_MARKED = etree.XPath("//s:c[@cm or @vm or (@t and not(*))]", namespaces={"s": MAIN})


def leave_behind(root: Element) -> None:
    for tag in _LEFT_BEHIND:
        for one in root.findall(f"{S}{tag}"):
            root.remove(one)
    for one in [*root.findall(f"{MC}AlternateContent"), *root.iter(f"{S}pivotSelection")]:
        remove(one)
    for ext in [ext for every in root.findall(f"{S}extLst") for ext in every]:
        if not any(child.tag in _KEPT_EXTENSIONS for child in ext):
            remove(ext)
    for one in root.findall(f"{S}pageSetup"):
        drop(one, f"{R}id")  # the printer's own settings


def count_again(lists: Iterable[Element]) -> None:
    for every in lists:
        if len(every):
            every.set("count", str(len(every)))
        else:
            remove(every)


def cut_rules(root: Element, scope: Scope) -> None:
    """Drop the conditional formats that ask another sheet; a rule in two halves (2007 and 2010) goes as one."""
    rules = [*root.iter(f"{S}cfRule"), *root.iter(f"{X14}cfRule")]
    asking = [rule for rule in rules if any(map(scope.foreign, _rule_formulas(rule)))]
    halves = {half for rule in asking for half in _rule_ids(rule)}
    for rule in rules:
        if rule in asking or not halves.isdisjoint(_rule_ids(rule)):
            remove(rule)
    for every in [*root.iter(f"{S}conditionalFormatting"), *root.iter(f"{X14}conditionalFormatting")]:
        drop(every, "pivot")
        if next(every.iter(f"{S}cfRule", f"{X14}cfRule"), None) is None:
            remove(every)
    for every in list(root.iter(f"{X14}conditionalFormattings")):
        if not len(every):
            remove(every)


def _rule_formulas(rule: Element) -> Iterator[str]:
    yield from (one.text or "" for one in rule.iter(f"{S}formula", f"{XM}f"))
    yield from (one.get("val", "") for one in rule.iter(f"{S}cfvo"))


def _rule_ids(rule: Element) -> set[str]:
    return {one.text for one in rule.iter(f"{X14}id") if one.text} | ({rule.get("id", "")} - {""})


def cut_sparklines(root: Element, scope: Scope) -> None:
    for one in list(root.iter(f"{X14}sparkline")):
        if scope.foreign(one.findtext(f"{XM}f") or ""):
            remove(one)
    for one in list(root.iter(f"{X14}sparklineGroup")):
        if next(one.iter(f"{X14}sparkline"), None) is None or scope.foreign(one.findtext(f"{XM}f") or ""):
            remove(one)
    for one in list(root.iter(f"{X14}sparklineGroups")):
        if not len(one):
            remove(one)


def cut_links(root: Element, scope: Scope, names: Iterable[Name]) -> None:
    own = {name.key for name in names}
    for one in list(root.iter(f"{S}hyperlink")):
        place = one.get("location", "").lstrip("#")
        inside = "!" in place or place.casefold() in own or re.fullmatch(r"\$?[A-Za-z]{1,3}\$?\d+(:.+)?", place)
        if f"{R}id" in one.attrib or not inside or scope.foreign(place):
            remove(one)
    for every in root.findall(f"{S}hyperlinks"):
        if not len(every):
            root.remove(every)


def tidy_extensions(root: Element) -> None:
    for every in root.findall(f"{S}extLst"):
        for ext in list(every):
            if not len(ext):
                every.remove(ext)
        if not len(every):
            root.remove(every)


def show(root: Element) -> None:
    """Make the sheet the one that is seen when the file opens."""
    views = root.find(f"{S}sheetViews")
    if views is None:
        views = etree.Element(f"{S}sheetViews")
        etree.SubElement(views, f"{S}sheetView")
        before = sum(child.tag in {f"{S}sheetPr", f"{S}dimension"} for child in root)
        root.insert(before, views)
    for view in views.findall(f"{S}sheetView")[1:]:
        views.remove(view)  # further windows on the master
    for view in views.findall(f"{S}sheetView"):
        view.set("tabSelected", "1")
        view.set("workbookViewId", "0")


def cut_formulas(root: Element, strings: Strings) -> None:
    """Leave the values, and count the shared strings anew. Only filled cells are looked at: most of a form is blank."""
    for formula in list(root.iter(f"{S}f")):
        remove(formula)
    values = list(root.iter(f"{S}v"))
    for inline in list(root.iter(f"{S}is")):
        _put(inline, strings.inline(deepcopy(inline)))
    for value in values:
        cell = value.getparent()
        kind = "" if cell is None else cell.get("t")
        if not value.text:
            remove(value)
        elif kind == "s":
            value.text = str(strings.shared(int(value.text)))
        elif kind == "str":
            _put(value, strings.plain(value.text))
    for cell in cast("list[Element]", _MARKED(root)):
        for attribute in ("cm", "vm"):  # what newer formulas and pictures in cells keep in a part of their own
            drop(cell, attribute)
        if not len(cell):
            drop(cell, "t")


def _put(content: Element, place: int) -> None:
    """Make a cell's content the shared string at a place."""
    cell = content.getparent()
    if cell is not None and cell.tag == f"{S}c" and cell.get("t") in {"str", "inlineStr"}:
        value = etree.Element(f"{S}v")
        value.text = str(place)
        cell.replace(content, value)
        cell.set("t", "s")


def stands_alone(anchor: Element, known: Callable[[str], bool]) -> bool:
    """Cut a shape's links; False if without them there is no shape."""
    for ext in list(anchor.iter(f"{A}ext")):
        away = any(not known(link) for one in ext.iter() for _, link in _links(one))
        if ext.getparent() is not None and (away or next(ext.iter(f"{A14}cameraTool"), None) is not None):
            remove(ext)
    for one in list(anchor.iter(*_SHAPE_LINKS)):
        remove(one)
    for one in anchor.iter():
        if one.tag in _FOREIGN_SHAPES:
            return False
        drop(one, "textlink")
        if one.get("macro"):
            one.set("macro", "")
        drop(one, f"{R}link")
        if one.tag == f"{A}blip" and not one.get(f"{R}embed"):
            return False
        if not all(known(link) for _, link in _links(one)):
            return False
    return True


def relink(anchor: Element, carried: Callable[[str], str]) -> None:
    for one in anchor.iter():
        for key, link in _links(one):
            one.set(key, carried(link))


def _links(element: Element) -> list[tuple[str, str]]:
    return [(str(key), str(link)) for key, link in element.attrib.items() if str(key).startswith(R)]
