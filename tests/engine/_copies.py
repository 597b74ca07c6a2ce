"""Copies of sheets, within a book and into another one.

LibreOffice carries over cells, merges, drop-downs, conditional formats, links and protection; not how the sheet prints.
Excel makes links to the old file of formulas that speak of other sheets (`Engine.copies_link`); where both books have
the sheet, these are by default pointed to the sheet in the new one.
"""
# ruff: noqa: ANN401 # neither UNO nor xlwings' inside has types

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING, Any

from tests.engine._formulas import to_excel, to_office

if TYPE_CHECKING:
    from tests.engine._book import Book
    from tests.engine._sheet import Sheet

_NAME = 31
_BANDS = ("Header", "Footer")
_PARTS = ("LeftText", "CenterText", "RightText")


def copy_sheet(sheet: Sheet, book: Book, place: int) -> None:
    """Copy a sheet to a place (from 0) of its own book or another one, and show the copy."""
    source, target = sheet.book.document, book.document
    book.app.office.settle()
    name = _free_name(sheet.name, set(target.Sheets.ElementNames))
    _look_away(target)
    if book is sheet.book:
        target.Sheets.copyByName(sheet.name, name, place)
        copy = target.Sheets.getByName(name)
    else:
        copy = target.Sheets.getByIndex(target.Sheets.importSheet(source, sheet.name, place))
        copy.Name = name
        copy.PageStyle = _page_style(source, sheet.uno.PageStyle, target, name)
        _print_setup(sheet.uno, copy)
        if not sheet.book.app.engine.copies_link:
            _relink(copy, book, sheet.book.name)
    if sheet.name in sheet.book.permissions:
        book.permissions[name] = sheet.book.permissions[sheet.name]
    if copy.IsVisible:
        book.app.office.settle()
        target.CurrentController.setActiveSheet(copy)


def _look_away(document: Any) -> None:
    """Show the first sheet: LibreOffice 7.4 may crash where a sheet arrives before the one that is shown."""
    first = next(one for one in document.Sheets if one.IsVisible and not one.Charts.Count)
    document.CurrentController.setActiveSheet(first)


def _free_name(name: str, taken: set[str]) -> str:
    lower = {one.lower() for one in taken}
    candidate, number = name, 2
    while candidate.lower() in lower:
        tail = f" ({number})"
        candidate, number = name[: _NAME - len(tail)] + tail, number + 1
    return candidate


def _page_style(source: Any, name: str, target: Any, sheet: str) -> str:
    """Copy a page style (paper, margins, header and footer) into another document, named for the sheet."""
    old = source.StyleFamilies.getByName("PageStyles").getByName(name)
    styles = target.StyleFamilies.getByName("PageStyles")
    new_name = f"PageStyle_{sheet}"
    if not styles.hasByName(new_name):
        styles.insertByName(new_name, target.createInstance("com.sun.star.style.PageStyle"))
    new = styles.getByName(new_name)
    wrong = sys.modules["uno"].getClass("com.sun.star.uno.Exception")
    for one in old.PropertySetInfo.Properties:
        with contextlib.suppress(wrong):  # some cannot be set, or only where another one is
            if getattr(new, one.Name) != getattr(old, one.Name):
                setattr(new, one.Name, getattr(old, one.Name))
    for band in _BANDS:
        kind = f"RightPage{band}Content"
        content, words = getattr(new, kind), getattr(old, kind)
        if content is not None and words is not None:
            for part in _PARTS:
                getattr(content, part).setString(getattr(words, part).getString())
            setattr(new, kind, content)
    return new_name


def _print_setup(old: Any, new: Any) -> None:
    new.setPrintAreas(old.getPrintAreas())
    for kind in ("Rows", "Columns"):
        if getattr(old, f"getPrintTitle{kind}")():
            getattr(new, f"setTitle{kind}")(getattr(old, f"getTitle{kind}")())
            getattr(new, f"setPrintTitle{kind}")(True)  # noqa: FBT003 # UNO knows no names


def _relink(sheet: Any, book: Book, old_name: str) -> None:
    """Point links to the old book at the sheets of the new one, where it has them."""
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(True)  # noqa: FBT003 # UNO knows no names
    names = book.document.Sheets.ElementNames
    for row, line in enumerate(cursor.getFormulaArray()):
        for column, formula in enumerate(line):
            if formula.startswith("=") and "file:///" in formula:
                spelled = to_excel(formula)
                for name in names:
                    inside = name.replace("'", "''")
                    spelled = spelled.replace(f"'[{old_name}]{inside}'!", f"'{inside}'!")
                if f"[{old_name}]" not in spelled:
                    sheet.getCellByPosition(column, row).setFormula(to_office(spelled))
