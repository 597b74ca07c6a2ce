"""Workbooks opened for the tests of the live host, and all that can be seen of one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import xlwings as xw

from perfxl.forms.master import master_plan
from perfxl.hosts.live import LiveBook
from perfxl.hosts.xlsx import write_plan
from perfxl.model.department import Department
from perfxl.model.library import bundled_library
from perfxl.page import Plan
from perfxl.rules import CATALOGUE
from tests.builders import FULL_SET, a_department, a_project, an_indicator, indicators

FIRST, SECOND = "1.县乡公路日常养护", "2.农村桥梁检测"
LIBRARY = bundled_library()[:9]  # a small one opens faster


def a_small_department() -> Department:
    """Two projects, with something to mend, to warn of and to refuse."""
    rows = indicators(
        *FULL_SET, an_indicator(name="桥梁检测年限", target="15年"), an_indicator(name="巡检里程", target="≥１２０公里")
    )
    second = a_project(2, name="农村桥梁检测", fiscal="90.00")
    return a_department(a_project(rows=rows, budget="１００．００"), second, library=LIBRARY)


def a_master() -> Plan:
    """The master of these, checked."""
    department = a_small_department()
    return master_plan(department, CATALOGUE.run(department))


def opened(app: xw.App, plan: Plan, folder: Path, name: str = "总表.xlsx") -> LiveBook:
    """Write a plan and open it."""
    write_plan(plan, folder / name, overwrite=True)
    return reopened(app, folder / name)


def reopened(app: xw.App, path: Path) -> LiveBook:
    """Open a file."""
    return LiveBook(app.books.open(str(path)))


def xl(book: LiveBook) -> xw.Book:
    """Give xlwings' own book."""
    return book._book  # noqa: SLF001  # the host gives it to nobody


@dataclass(frozen=True)
class Seen:
    """All that can be seen of a workbook through xlwings."""

    sheets: tuple[str, ...]
    cells: dict[str, object]
    names: dict[str, str | None]
    rules: dict[str, object]
    tables: dict[str, object]
    active: str
    selected: str


def seen(book: LiveBook) -> Seen:
    """Look at a workbook."""
    own = xl(book)
    return Seen(
        sheets=tuple(book.sheets()),
        cells={sheet: _cells(own.sheets[sheet]) for sheet in book.sheets()},
        names={name.name: name.refers_to for name in own.names},
        rules={
            sheet.name: [(rule.type, rule.formula) for rule in sheet.cells.conditional_formats] for sheet in own.sheets
        },
        tables={table.name: table.range.address for sheet in own.sheets for table in sheet.tables},
        active=own.sheets.active.name,
        selected=own.selection.address if own.selection else "",
    )


def _cells(sheet: xw.Sheet) -> tuple[object, ...]:
    last = sheet.used_range.last_cell
    cells = sheet.range((1, 1), (last.row, last.column))
    formulas = cells.formula
    notes = {note.location.address: note.text for note in sheet.notes}
    return formulas, cells.options(ndim=2, err_to_str=True).value, notes, sheet.page_setup.print_area, sheet.visible
