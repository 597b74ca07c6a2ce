"""Add a project to a master: a new sheet with indicators from the library, and its rows in 目录 and 汇总.

The new file is the user's own with one sheet more. 目录 and 汇总 are drawn anew only where nothing but perfxl's own
drawing is in them; where staff have written into them they stay, and the report says what to add by hand.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from perfxl.app.check import CheckReport, check_reading, heading
from perfxl.app.new import empty_project
from perfxl.errors import PerfxlError
from perfxl.forms import _names as names
from perfxl.forms.contents import draw_contents
from perfxl.forms.master import Reading, lifted_names, read_master
from perfxl.forms.project import draw_project
from perfxl.forms.refresh import findings_page, is_as_drawn
from perfxl.forms.rollup import draw_rollup
from perfxl.hosts.file import FileBook, open_book
from perfxl.hosts.memory import EditedBook
from perfxl.hosts.revise import revise
from perfxl.model.department import Department
from perfxl.model.library import BUDGET, LibraryEntry
from perfxl.model.project import Indicator, Project
from perfxl.page import Page
from perfxl.rules import CATALOGUE
from perfxl.rules.library_search import Suggestion, ranked
from perfxl.rules.structure import core

_MOST = 6  # entries by which a category is judged
_EACH = 2  # indicators proposed for one 二级指标
_REFUSED = ("CODE-01", "CODE-02", "CODE-07", "CODE-08")


@dataclass(frozen=True, slots=True)
class AddedProject:
    """What was added: the project, the library entries it draws on, and the sheets that need a row by hand."""

    out: Path
    sheet: str
    project: Project
    entries: tuple[LibraryEntry, ...]
    by_hand: tuple[str, ...]
    report: CheckReport


def add_project(
    master: Path, out: Path, words: Mapping[str, str], like: str = "", *, overwrite: bool = False
) -> AddedProject:
    """Write a copy of a master with one project more.

    Args:
        master: The user's workbook; it is only read.
        out: The new file.
        words: What is known of the project, by field: code and name at least, perhaps budget, fiscal, other, purpose.
        like: What kind of project to look for in the library; the project's name if "".
        overwrite: Whether `out` may be there already.

    Raises:
        PerfxlError: The name is blank, or the code or the name is wrong or taken.
    """
    book = open_book(master)
    before = read_master(book)
    entries = _chosen(like or words.get("name", ""), before.department)
    project = _project(words, entries, before.department)
    _refuse(project, before.department)
    last = before.projects[-1]
    sheet = names.sheet_name(f"{project.position}.{project.name}", {name.lower() for name in book.sheets()})
    own = draw_project(project, last.form, sheet)
    grown = EditedBook(book)
    grown.add(own, after=last.sheet)
    redrawn, by_hand = _listings(book, before, grown)
    for page in redrawn:
        grown.replace(page)
    after = read_master(grown)
    report = check_reading(after, out.name)
    pages = [own, *_with_counts(redrawn, after, report)]
    if found := findings_page(book, report.found, heading(report)):
        pages.append(found)
    revise(master, out, {}, pages, names=lifted_names(pages), after=last.sheet, overwrite=overwrite)
    added = after.projects[-1].project
    return AddedProject(out, sheet, added, entries, by_hand, report.of(added))


def _chosen(words: str, department: Department) -> tuple[LibraryEntry, ...]:
    """Choose from the library what fits the project, the category that fits best before all others."""
    by_category: dict[str, list[Suggestion]] = defaultdict(list)
    for one in ranked(words, department.library):
        by_category[one.entry.category].append(one)
    fits = {category: sum(one.score for one in some[:_MOST]) for category, some in by_category.items()}
    best = max(fits, key=lambda category: fits[category], default=None)
    entries = [one for one in department.library if one.category == best]
    chosen: list[LibraryEntry] = []
    for level1, under in department.profile.levels.items():
        for level2 in under:
            fitting = [one for one in entries if one.levels(department.profile) == (level1, level2)]
            chosen += fitting[:_EACH]
    return tuple(chosen)


def _project(words: Mapping[str, str], entries: tuple[LibraryEntry, ...], department: Department) -> Project:
    """Make the project: the chosen indicators, and an empty row for each 二级指标 that has none.

    A figure that only the unit knows is written N, which a check reports until it is filled in.
    """
    position = len(department.projects) + 1
    empty = empty_project(position, department.unit_code + department.unit_name, department.profile)
    rows: list[Indicator] = []
    for blank_row in empty.indicators:
        levels = (blank_row.level1, blank_row.level2)
        some = [one.indicator(department.profile) for one in entries if one.levels(department.profile) == levels]
        rows += some or [blank_row]
    budget = words.get("budget", "").strip()
    rows = [replace(row, target=row.target.replace(BUDGET, budget or BUDGET)) for row in rows]
    rows = [replace(row, target=_left_open(row)) for row in rows]
    numbered = tuple(replace(row, number=number) for number, row in enumerate(rows, start=1))
    title = f"{position}.{words['name'].strip()}绩效目标表"
    return empty.with_words({**words, "title": title}, numbered)


def _left_open(row: Indicator) -> str:
    """Give the target with its number left to the unit: how much there is and what it costs no library knows."""
    own = core(row.level2) in {"数量", "成本"} or "成本" in row.level2
    number = row.measure.number
    if not own or number is None or row.measure.percent or BUDGET in row.target:
        return row.target
    return re.sub(r"\d+(?:\.\d+)?", "N", row.target, count=1)


def _refuse(project: Project, department: Department) -> None:
    """Refuse a code or a name that would make the table unusable."""
    grown = replace(department, projects=(*department.projects, project), listing=None)
    found = CATALOGUE.run(grown, only=_REFUSED)
    wrong = [one for one in found if any(place.project == project.position for place in one.places)]
    if not project.name.strip() or wrong:
        message = wrong[0].message if wrong else "没有写项目名称。"
        raise PerfxlError(f"{message}没有增加项目。", wrong[0].fix if wrong else "用 --name 写明项目名称。")


def _listings(book: FileBook, before: Reading, grown: EditedBook) -> tuple[list[Page], tuple[str, ...]]:
    """Draw 目录 and 汇总 with the new project; those that staff have changed are named instead."""
    after = read_master(grown)
    redrawn, by_hand = [], []
    for name in (names.CONTENTS, names.ROLLUP):
        if name not in book.sheets():
            continue
        if is_as_drawn(book.grid(name), book.formulas(name), _draw(name, before)):
            redrawn.append(_draw(name, after))
        else:
            by_hand.append(name)
    return redrawn, tuple(by_hand)


def _draw(name: str, reading: Reading, report: CheckReport | None = None) -> Page:
    form, sheets = reading.projects[-1].form, [one.sheet for one in reading.projects]
    if name == names.ROLLUP:
        return draw_rollup(reading.department, form, sheets)
    return draw_contents(reading.department, form, sheets, report.found if report else None)


def _with_counts(redrawn: list[Page], after: Reading, report: CheckReport) -> list[Page]:
    return [_draw(page.name, after, report) for page in redrawn]
