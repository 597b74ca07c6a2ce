"""Fill an indicator's row from the library."""

from __future__ import annotations

from dataclasses import dataclass

from perfxl.errors import PerfxlError
from perfxl.forms.master import Reading
from perfxl.model.amounts import blank, money_text
from perfxl.model.library import LibraryEntry
from perfxl.model.project import Indicator, Project
from perfxl.page import Changes
from perfxl.rules.library_search import Suggestion, suggestions
from perfxl.sheet import CellRef, Word, position

_FILLED = ("name", "description", "target", "basis")


@dataclass(frozen=True, slots=True)
class Line:
    """The row of an indicator on which the user stands."""

    project: Project
    indicator: Indicator

    @property
    def filled(self) -> bool:
        """Whether something is in it already."""
        return any(not blank(getattr(self.indicator, field)) for field in _FILLED)


def line_at(reading: Reading, at: CellRef | None) -> Line:
    """Find the indicator in whose row a cell lies. PerfxlError where it lies in none."""
    for one in reading.projects:
        if at and one.sheet == at.sheet:
            row = position(at.cell)[0]
            for indicator in one.project.indicators:
                if one.cells[indicator.field("name")][0] == row:
                    return Line(one.project, indicator)
    raise PerfxlError(
        "没有选中指标表里的一行。", "请在项目表里选中一个指标所在的行（有二级指标的行），再点“从指标库选用”。"
    )


def fitting(reading: Reading, line: Line, query: str, most: int) -> tuple[Suggestion, ...]:
    """Rank the library's entries for a row: of its own 二级指标, unless nothing there fits."""
    library = reading.department.library
    return suggestions(query, library, line.indicator.level2, most) or suggestions(query, library, "", most)


def target_for(line: Line, entry: LibraryEntry) -> str:
    """Give the 指标值 of an entry for the project of a row; a figure that only the unit knows is N."""
    budget = line.project.funds.budget
    return entry.target_left_open("" if budget is None else money_text(budget))


def filling(reading: Reading, line: Line, entry: LibraryEntry) -> Changes:
    """Give the changes that put an entry into a row; its levels stay as they are."""
    project, taken = line.project, entry.indicator(reading.department.profile)
    words = {field: getattr(taken, field) for field in _FILLED} | {"target": target_for(line, entry)}
    cells: dict[CellRef, Word] = {}
    for field, text in words.items():
        place = project.at(line.indicator.field(field))
        if ref := reading.ref(place):
            cells[ref] = reading.content(place, text)
    return Changes(cells)
