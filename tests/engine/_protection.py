"""What a protected sheet refuses; LibreOffice's programming interface alone would let most of it through.

What a sheet allows nevertheless (formats, rows…) stands in the file it came from. A sheet that was protected since, or
was renamed by a macro, allows nothing: the stricter reading.
"""
# ruff: noqa: ANN401 # neither UNO nor xlwings' inside has types

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

from lxml import etree

from tests.engine._area import Area
from tests.engine._trips import ExcelError

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_KINDS = (
    *("formatCells", "formatColumns", "formatRows", "insertRows", "insertColumns"),
    *("deleteRows", "deleteColumns", "insertHyperlinks", "sort", "autoFilter"),
)


def permissions(path: Path) -> dict[str, frozenset[str]]:
    """Read from a workbook what each protected sheet allows; "objects" stands for notes and shapes."""
    allowed: dict[str, frozenset[str]] = {}
    if not zipfile.is_zipfile(path):
        return allowed
    with zipfile.ZipFile(path) as book:
        links = {one.get("Id"): one.get("Target") for one in etree.fromstring(book.read("xl/_rels/workbook.xml.rels"))}
        for sheet in etree.fromstring(book.read("xl/workbook.xml")).iter(f"{_MAIN}sheet"):
            target = str(links[sheet.get(_ID)]).lstrip("/").removeprefix("xl/")
            mark = etree.fromstring(book.read(f"xl/{target}")).find(f"{_MAIN}sheetProtection")
            if mark is not None:
                allowed[str(sheet.get("name"))] = _allowed(mark)
    return allowed


def _allowed(mark: etree._Element) -> frozenset[str]:
    kinds = {kind for kind in _KINDS if mark.get(kind) in ("0", "false")}
    if mark.get("objects") not in ("1", "true"):
        kinds.add("objects")
    return frozenset(kinds)


class Lifted:
    """A sheet whose protection is off for a while: LibreOffice refuses without a word what the sheet allows.

    What the sheet allows is kept. No context manager of a generator, through which UNO's exceptions cannot pass.
    """

    def __init__(self, sheet: Any) -> None:
        """Take LibreOffice's sheet."""
        self._sheet = sheet
        self._protected = False

    def __enter__(self) -> None:
        self._protected = self._sheet.isProtected()
        if self._protected:
            self._sheet.unprotect("")
            if self._sheet.isProtected():
                raise NotImplementedError(f"{self._sheet.Name}: a protected sheet with a password")

    def __exit__(self, *_: object) -> None:
        if self._protected:
            self._sheet.protect("")


def locked(sheet: Any, area: Area) -> bool:
    """Whether any cell of an area is locked; a mixed area answers with the default, which is locked."""
    cells = sheet.getCellRangeByPosition(area.left - 1, area.top - 1, area.right - 1, area.bottom - 1)
    return bool(cells.CellProtection.IsLocked)


def refuse_contents(sheet: Any, area: Area) -> None:
    """Refuse what changes the contents of locked cells."""
    if sheet.isProtected() and locked(sheet, area):
        raise ExcelError(f"{sheet.Name}!{area.address()}: the cell is on a protected sheet and locked")


def refuse_unless(sheet: Any, allowed: frozenset[str], kind: str, area: Area | None = None) -> None:
    """Refuse what a protected sheet does not allow; with an area, its cells must be unlocked besides."""
    if not sheet.isProtected():
        return
    if kind not in allowed or (area and locked(sheet, area)):
        raise ExcelError(f"{sheet.Name}: the sheet is protected and does not allow {kind}")
