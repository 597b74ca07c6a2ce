"""Notes on cells (批注)."""
# ruff: noqa: ANN401 # neither UNO nor xlwings' inside has types

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from tests.engine._area import Area
from tests.engine._office import struct
from tests.engine._protection import Lifted, refuse_unless
from tests.engine._trips import com

if TYPE_CHECKING:
    from tests.engine._range import Range
    from tests.engine._sheet import Sheet


@com
class Note(base_classes.Note):
    """The note of one cell."""

    def __init__(self, sheet: Sheet, area: Area) -> None:
        """Name the cell."""
        self._sheet = sheet
        self._area = area

    @property
    def api(self) -> Any:
        return self._cell.getAnnotation()

    @property
    def _cell(self) -> Any:
        return self._sheet.uno.getCellByPosition(self._area.left - 1, self._area.top - 1)

    @property
    def text(self) -> str:
        return str(self.api.getString())

    @text.setter
    def text(self, value: str) -> None:
        refuse_unless(self._sheet.uno, self._sheet.allowed, "objects")
        place = struct(
            "table.CellAddress", Sheet=self._sheet.index - 1, Row=self._area.top - 1, Column=self._area.left - 1
        )
        with Lifted(self._sheet.uno):
            self._sheet.uno.getAnnotations().insertNew(place, value)

    @property
    def author(self) -> str:
        return str(self.api.getAuthor())

    @property
    def location(self) -> Range:
        from tests.engine._range import Range

        return Range(self._sheet, self._area)

    def delete(self) -> None:
        refuse_unless(self._sheet.uno, self._sheet.allowed, "objects")
        notes = self._sheet.uno.getAnnotations()
        here = (self._area.top - 1, self._area.left - 1)
        for i in range(notes.Count):
            place = notes.getByIndex(i).getPosition()
            if (place.Row, place.Column) == here:
                with Lifted(self._sheet.uno):
                    notes.removeByIndex(i)
                return
