"""Drawing sheets of a master anew: the revised file is as if the whole master had been drawn with the new words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib.resources import as_file, files
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from perfxl.app.take_in import checked_plan
from perfxl.documents.text import read_text_file
from perfxl.forms.master import read_master
from perfxl.hosts._opc import Parts
from perfxl.hosts.file import open_book
from perfxl.hosts.revise import Revised, revise
from perfxl.hosts.xlsx import write_plan
from perfxl.model.department import Department
from perfxl.model.library import bundled_library
from perfxl.model.project import BOX_FIELDS, project_from_words
from perfxl.page import Content, Formula, Link, Plan
from perfxl.sheet import CellRef, address
from tests._office import LibreOffice
from tests._workbook_rules import workbook_faults
from tests.builders import a_project

Errors = Callable[[Path], list[str]]
DRAWN_ANEW = ("目录", "汇总", "校验结果")


@pytest.fixture(scope="module")
def department() -> Department:
    with as_file(files("perfxl.samples").joinpath("kaiping-2025.txt")) as path:
        few = bundled_library()[:9]  # validators take long over more
        return replace(read_text_file(path).department, library=few)


@pytest.fixture(scope="module")
def before(department: Department) -> Plan:
    return checked_plan(department)


@pytest.fixture(scope="module")
def after(department: Department) -> Plan:
    """The same master with an amount and some words of the first project changed, and a project more."""
    first, *others = department.projects
    words = {field: first.text(field) for field in BOX_FIELDS}
    words |= {"budget": "18.5", "fiscal": "18.50", "other": "0.00", "purpose": "更新两辆\n“公务用车” & 保险"}
    changed = project_from_words(1, words, first.indicators, first.labels, first.tab)
    added = a_project(len(others) + 2, name="新开的项目")
    return checked_plan(replace(department, projects=(changed, *others, added)))


@pytest.fixture
def master(before: Plan, tmp_path: Path) -> Path:
    path = tmp_path / "总表.xlsx"
    write_plan(before, path)
    return path


def the_words(before: Plan, after: Plan) -> dict[CellRef, str | float | None]:
    """Give the cells in which two plans differ on the sheets that both have and that are not drawn anew."""
    old = {page.name: page for page in before.pages if page.name not in DRAWN_ANEW}
    return {
        CellRef(page.name, address(*at)): plain(content)
        for page in after.pages
        if page.name in old
        for at, (content, _) in page.cells.items()
        if old[page.name].cells[at][0] != content
    }


def plain(content: Content) -> str | float | None:
    assert not isinstance(content, Formula | Link)
    return float(content) if content is not None and not isinstance(content, str) else content


def revised(master: Path, before: Plan, after: Plan, out: Path) -> Revised:
    known = {page.name for page in before.pages}
    pages = [page for page in after.pages if page.name in DRAWN_ANEW or page.name not in known]
    names = {name: place for name, place in after.names.items() if place[0] in DRAWN_ANEW}
    last = next(page.name for page in reversed(before.pages) if page.name.startswith("6."))
    return revise(master, out, the_words(before, after), pages, names=names, after=last)


@pytest.fixture
def both(master: Path, before: Plan, after: Plan, tmp_path: Path) -> tuple[Path, Path]:
    """Write the revised master, and the one that is drawn from nothing."""
    out, whole = tmp_path / "改.xlsx", tmp_path / "全新.xlsx"
    said = revised(master, before, after, out)
    assert (set(said.replaced), said.added, said.kept) == (set(DRAWN_ANEW), ("7.新开的项目",), ())
    assert len(said.changed) >= 4
    write_plan(after, whole)
    return out, whole


def looks(sheet: Worksheet) -> dict[str, object]:
    """Gather what a sheet is besides its values."""
    rules = [
        (str(area.sqref), rule.formula, repr(rule.dxf)) for area in sheet.conditional_formatting for rule in area.rules
    ]
    return {
        "cells": {
            cell.coordinate: repr(
                (cell.font, cell.fill, cell.border, cell.number_format, cell.alignment, cell.protection)
            )
            for row in sheet.iter_rows()
            for cell in row
        },
        "merges": {str(one) for one in sheet.merged_cells.ranges},
        "widths": {key: one.width for key, one in sheet.column_dimensions.items()},
        "rules": rules,
        "validations": sorted(repr(one) for one in sheet.data_validations.dataValidation),
        "tables": dict(sheet.tables.items()),
        "charts": [repr(chart.anchor) for chart in sheet._charts],  # noqa: SLF001  # openpyxl shows them nowhere else
        "names": {name: one.attr_text for name, one in sheet.defined_names.items()},
        "links": sorted((one.ref, one.location, one.tooltip) for one in sheet._hyperlinks),  # noqa: SLF001  # as above
        "print": [sheet.print_title_rows, sheet.print_area, dict(sheet.page_setup), sheet.oddFooter.center.text],
        "view": [sheet.freeze_panes, sheet.sheet_view.tabSelected, sheet.sheet_state, dict(sheet.protection)],
    }


def opened(path: Path) -> Workbook:
    return openpyxl.load_workbook(path)


def test_it_reads_as_if_drawn_from_nothing(both: tuple[Path, Path]) -> None:
    ours, theirs = map(open_book, both)
    assert ours.sheets() == theirs.sheets()
    assert {name: ours.grid(name).rows for name in ours.sheets()} == {
        name: theirs.grid(name).rows for name in ours.sheets()
    }
    assert read_master(ours).department == read_master(theirs).department


def test_an_independent_reader_agrees(both: tuple[Path, Path]) -> None:
    ours, theirs = map(opened, both)
    for name in theirs.sheetnames:
        cells = [[[cell.value for cell in row] for row in book[name].iter_rows()] for book in (ours, theirs)]
        assert cells[0] == cells[1], name
        assert looks(ours[name]) == looks(theirs[name]), name
        heights = [{key: one.height for key, one in book[name].row_dimensions.items()} for book in (ours, theirs)]
        assert heights[0] == heights[1] or name.startswith("1."), name  # where only words changed, rows stay as high
    names = [{name: one.attr_text for name, one in book.defined_names.items()} for book in (ours, theirs)]
    assert names[0] == names[1]


def test_nothing_of_the_replaced_sheets_is_left(both: tuple[Path, Path]) -> None:
    def count(path: Path) -> dict[str, int]:
        names = [name.rstrip("0123456789.xmlres") for name in Parts(path)._actual]  # noqa: SLF001  # the list of parts
        return {name: names.count(name) for name in names}

    assert count(both[0]) == count(both[1])


def test_revising_again_gives_the_same_file(master: Path, before: Plan, after: Plan, tmp_path: Path) -> None:
    once, twice, thrice = (tmp_path / f"{name}.xlsx" for name in "一二三")
    revised(master, before, after, once)
    pages = [page for page in after.pages if page.name in DRAWN_ANEW]
    revise(once, twice, the_words(before, after), pages)
    revise(twice, thrice, the_words(before, after), pages)
    assert thrice.read_bytes() == twice.read_bytes()
    assert Parts(once).read("xl/styles.xml") == Parts(twice).read("xl/styles.xml")
    assert {name: open_book(once).grid(name).rows for name in open_book(once).sheets()} == {
        name: open_book(twice).grid(name).rows for name in open_book(twice).sheets()
    }


@pytest.mark.sdk
def test_microsofts_validator_finds_nothing(both: tuple[Path, Path], sdk_errors: Errors) -> None:
    assert sdk_errors(both[0]) == []


def test_other_validators_find_nothing(both: tuple[Path, Path], audit_errors: Errors) -> None:
    assert audit_errors(both[0]) == []
    assert workbook_faults(both[0]) == []


@pytest.mark.libreoffice
def test_libreoffice_computes_the_same(both: tuple[Path, Path], libreoffice: LibreOffice) -> None:
    ours, theirs = (open_book(libreoffice.recalculated(path)) for path in both)
    assert {name: ours.grid(name).rows for name in ours.sheets()} == {
        name: theirs.grid(name).rows for name in theirs.sheets()
    }
