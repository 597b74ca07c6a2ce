"""Cells that move: merged, inserted, deleted, copied."""
# ruff: noqa: ANN401 # neither UNO nor xlwings' inside has types

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.engine._area import Area, from_uno
from tests.engine._cells import Cells
from tests.engine._office import enum, properties
from tests.engine._protection import Lifted, refuse_contents, refuse_unless
from tests.engine._trips import ExcelError, plain

if TYPE_CHECKING:
    from tests.engine._range import Range
    from tests.engine._sheet import Sheet

_CONTENTS = 1 | 2 | 4 | 16
# what the clipboard brings, in the letters of LibreOffice's InsertContents
_PASTES: dict[str | None, str] = {
    None: "A",
    "all": "A",
    "values": "SVD",
    "formulas": "SVDF",
    "formats": "T",
    "comments": "N",
}


class Moves:
    """What changes where cells are."""

    sheet: Sheet
    area: Area

    @property
    def cells(self) -> Cells:
        raise NotImplementedError

    @property
    def _uno_area(self) -> Any:
        return self.cells.uno.RangeAddress

    @property
    def merge_area(self) -> Range:
        cursor = self.sheet.uno.createCursorByRange(self.cells.uno.getCellByPosition(0, 0))
        cursor.collapseToMergedArea()
        return self._range(from_uno(cursor.RangeAddress))

    @property
    def merge_cells(self) -> bool | None:
        merged = self.merge_area.area
        if merged.shape != (1, 1) and merged.around(self.area) == merged:
            return True
        return None if self.cells.uno.getIsMerged() else False

    def merge(self, across: bool) -> None:
        self._refuse_if_protected("merge")
        rows = range(self.area.top, self.area.bottom + 1)
        parts = [Area(row, self.area.left, row, self.area.right) for row in rows] if across else [self.area]
        for part in parts:
            cells = self._range(part).cells
            kept = [one for row in cells.uno.getFormulaArray() for one in row if one != ""][:1]
            cells.uno.clearContents(_CONTENTS)
            cells.uno.getCellByPosition(0, 0).setFormula(kept[0] if kept else "")  # the first that is there stays
            cells.uno.merge(True)  # noqa: FBT003 # UNO knows no names

    def unmerge(self) -> None:
        self._refuse_if_protected("unmerge")
        cursor = self.sheet.uno.createCursorByRange(self.cells.uno)
        cursor.collapseToMergedArea()
        cursor.merge(False)  # noqa: FBT003 # UNO knows no names

    def insert(self, shift: str | None = None, copy_origin: str | None = None) -> None:
        if copy_origin == "format_from_right_or_below":
            raise NotImplementedError("Range.insert: formats from the right or from below")
        whole = self._whole()
        self._refuse_lines("insert", whole)
        mode = whole or {"down": "DOWN", "right": "RIGHT"}[shift or self._nearer("down", "right")]
        self.sheet.uno.insertCells(self._uno_area, enum("sheet.CellInsertMode", mode))

    def delete(self, shift: str | None = None) -> None:
        whole = self._whole()
        self._refuse_lines("delete", whole)
        mode = whole or {"up": "UP", "left": "LEFT"}[shift or self._nearer("up", "left")]
        self.sheet.uno.removeRange(self._uno_area, enum("sheet.CellDeleteMode", mode))

    def copy(self, destination: Range | None = None) -> None:
        self.sheet.book.app.clipboard = self._range(self.area)
        if destination is None:
            return
        destination = plain(destination)
        rows, columns = self.area.shape
        target = destination.area.cell(1, 1).around(destination.area.cell(rows, columns))
        refuse_contents(destination.sheet.uno, target)
        if destination.sheet.book is not self.sheet.book:
            destination.paste()
            return
        first = destination.cells.uno.getCellByPosition(0, 0).CellAddress
        destination.sheet.uno.copyRange(first, self._uno_area)

    def move(self, destination: Range) -> None:
        destination = plain(destination)
        self.copy(destination)
        first = destination.cells.uno.getCellByPosition(0, 0).CellAddress
        destination.sheet.uno.moveRange(first, self._uno_area)

    def paste(
        self,
        paste: str | None = None,
        operation: str | None = None,
        skip_blanks: bool | None = None,
        transpose: bool | None = None,
    ) -> None:
        source: Range | None = self.sheet.book.app.clipboard
        if source is None:
            raise ExcelError("Range.paste: nothing was copied")
        if paste == "column_widths":
            self._paste_widths(source)
            return
        if paste not in _PASTES or operation:
            raise NotImplementedError(f"Range.paste: paste={paste}, operation={operation}")
        if paste == "formats":
            refuse_unless(self.sheet.uno, self.sheet.allowed, "formatCells")
        else:
            refuse_contents(self.sheet.uno, self.area)
        options = properties(Flags=_PASTES[paste], SkipEmptyCells=bool(skip_blanks), Transpose=bool(transpose))
        source.dispatch(".uno:Copy")
        with Lifted(self.sheet.uno):
            self.dispatch(".uno:InsertContents", options)

    def dispatch(self, command: str, options: tuple[Any, ...] = ()) -> None:
        """Run one of LibreOffice's commands on these cells; the selection is as before afterwards."""
        controller = self.sheet.book.document.CurrentController
        before, active = controller.getSelection(), controller.getActiveSheet()
        controller.select(self.cells.uno)
        office = self.sheet.book.app.office
        office.service("frame.DispatchHelper").executeDispatch(controller.Frame, command, "", 0, options)
        controller.setActiveSheet(active)
        controller.select(before)

    def _paste_widths(self, source: Range) -> None:
        refuse_unless(self.sheet.uno, self.sheet.allowed, "formatColumns")
        for i in range(source.area.shape[1]):
            width = source.cells.uno.Columns.getByIndex(i).Width
            self.sheet.uno.Columns.getByIndex(self.area.left - 1 + i).Width = width

    def _whole(self) -> str | None:
        if self.area.whole_rows:
            return "ROWS"
        return "COLUMNS" if self.area.whole_columns else None

    def _nearer(self, vertical: str, horizontal: str) -> str:
        """Choose as Excel does without a word: the shorter way by the shape of the range."""
        rows, columns = self.area.shape
        return horizontal if rows > columns else vertical

    def _refuse_lines(self, verb: str, whole: str | None) -> None:
        """Refuse on a protected sheet all but whole lines that it allows; what is deleted must be unlocked too."""
        if whole is None:
            self._refuse_if_protected(verb)
        elif self.sheet.uno.isProtected():
            kind = verb + whole.capitalize()
            refuse_unless(self.sheet.uno, self.sheet.allowed, kind, self.area if verb == "delete" else None)

    def _refuse_if_protected(self, verb: str) -> None:
        if self.sheet.uno.isProtected():
            raise ExcelError(f"{self.sheet.name}: the sheet is protected: no {verb}")

    def _range(self, area: Area) -> Range:
        from tests.engine._range import Range

        return Range(self.sheet, area)
