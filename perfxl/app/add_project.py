"""Add a project to a master: a new sheet with indicators from the library, and its rows in 目录 and 汇总.

The new file is the user's own with one sheet more. 目录 and 汇总 are drawn anew only where nothing but perfxl's own
drawing is in them; where staff have written into them, or point to them, they stay, and the report says what to add by
hand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from perfxl.app.check import CheckReport, check_reading, heading
from perfxl.app.propose import Proposal, propose
from perfxl.errors import PerfxlError, UnreadableError
from perfxl.forms import _names as names
from perfxl.forms.contents import draw_contents
from perfxl.forms.findings import Counts, count
from perfxl.forms.master import Reading, lifted_names, read_master
from perfxl.forms.project import draw_project
from perfxl.forms.refresh import findings_page, is_as_drawn, listed, renewed
from perfxl.forms.rollup import draw_rollup, shown_total
from perfxl.hosts.file import open_book
from perfxl.hosts.memory import EditedBook
from perfxl.hosts.revise import save_changed
from perfxl.model.amounts import blank, folded, money, money_text
from perfxl.model.department import Department
from perfxl.model.project import Project
from perfxl.page import Changes, Formula, Page
from perfxl.rules import CATALOGUE
from perfxl.sheet import CellRef, OpenBook, bare

_OWN = {"code": "项目编码", "name": "项目名称"}  # what no other project may have
_AMOUNTS = ("budget", "fiscal", "other")
_SOUND = ("CODE-01", "CODE-02", "FUND-01", "FUND-02", "FUND-03")


@dataclass(frozen=True, slots=True)
class AddedProject:
    """What was added, with the library entries that it draws on, and the sheets that need a row by hand.

    `at` is the cell of the project's name; `listed` tells whether 校验结果 was renewed.
    """

    at: CellRef
    proposal: Proposal
    by_hand: tuple[str, ...]
    listed: bool
    report: CheckReport


def add_project(
    master: Path, out: Path, words: Mapping[str, str], like: str = "", *, overwrite: bool = False
) -> AddedProject:
    """Write a copy of a master with one project more; PerfxlError as `added`."""
    done, changes = added(open_book(master), words, like, out.name)
    save_changed(master, out, changes, overwrite=overwrite)
    return done


def added(
    book: OpenBook, words: Mapping[str, str], like: str = "", name: str | None = None
) -> tuple[AddedProject, Changes]:
    """Say what one project more makes of a workbook, and the changes that do it.

    Args:
        book: The user's master.
        words: What is known of the project, by field: code and name at least, perhaps budget, fiscal, other, purpose.
        like: What kind of project to look for in the library; the project's name if "".
        name: What the workbook will be called; as it is if None.

    Raises:
        PerfxlError: The code or the name is blank, wrong or taken, or an amount is none.
    """
    old = EditedBook(book)  # every sheet is read once
    before = read_master(old)
    words = {**words, "code": folded(words.get("code", "")).upper(), "name": words.get("name", "").strip()}
    words |= {field: _amount(words.get(field, "")) for field in _AMOUNTS}
    proposal = propose(words, like or words["name"], before.department)
    project = proposal.project
    _refuse(project, before.department)
    last = before.projects[-1]
    sheet = names.sheet_name(f"{project.position}.{project.name}", {name.lower() for name in book.sheets()})
    drawn = _draw(book, old, before, draw_project(project, last.form, sheet), name or book.name)
    wide = lifted_names(drawn.pages)
    changes = Changes(pages=drawn.pages, names=wide, values=drawn.values, after=last.sheet)
    at = CellRef(sheet, last.form.cell("name").replace("$", ""))
    return AddedProject(at, proposal, drawn.by_hand, drawn.listed, drawn.report.of(project)), changes


def _amount(typed: str) -> str:
    """Spell an amount as the form does; what is none stays as it was typed, for a rule to speak of."""
    try:
        amount = money(typed)
    except UnreadableError:
        return typed
    return "" if amount is None else money_text(amount)


def _refuse(project: Project, department: Department) -> None:
    """Refuse a code, a name or an amount that would make the table unusable."""
    for field, label in _OWN.items():
        text = project.text(field)
        if blank(text):
            raise PerfxlError(f"没有写{label}，没有增加项目。", f"请写明{label}，每个项目用自己的{label}。")
        for one in department.projects:
            if folded(one.text(field)) == folded(text):
                taken = f"{label}“{text}”已经是第 {one.position} 个项目“{one.name.strip()}”的"
                raise PerfxlError(f"{taken}，没有增加项目。", f"请核对，每个项目用自己的{label}。")
    alone = replace(department, projects=(*department.projects, project), listing=None)
    for wrong in CATALOGUE.run(alone, only=_SOUND):
        if wrong.project == project.position:
            raise PerfxlError(f"{wrong.message}没有增加项目。", wrong.fix)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What goes into the file: pages, and values beside formulas of the sheets that stay."""

    pages: tuple[Page, ...]
    values: Mapping[CellRef, Formula]
    by_hand: tuple[str, ...]
    listed: bool
    report: CheckReport


def _draw(book: OpenBook, old: EditedBook, before: Reading, own: Page, name: str) -> _Drawn:
    """Draw the project's sheet and whatever speaks of it, and check the workbook as it will be."""
    present = [one for one in (names.CONTENTS, names.ROLLUP) if one in book.sheets()]
    by_hand = _staying(present, book, old, before)
    grown = EditedBook(old)
    grown.add(own, after=before.projects[-1].sheet)
    after, pages = read_master(grown), [own]
    if names.ROLLUP in {*present} - {*by_hand}:
        pages.append(_listing(names.ROLLUP, after))
        grown.replace(pages[-1])
        after = read_master(grown)
    report = check_reading(after, name)
    found = findings_page(book, report.found, heading(report))
    counts = count(report.found) if found else listed(old)
    if names.CONTENTS in {*present} - {*by_hand}:
        stays = shown_total(old.grid(names.ROLLUP), len(before.projects)) if names.ROLLUP in by_hand else None
        pages.append(_listing(names.CONTENTS, after, counts, stays))
    values = renewed(book, old, before, counts)
    return _Drawn((*pages, *([found] if found else [])), values, by_hand, found is not None, report)


def _listing(name: str, reading: Reading, counts: Counts | None = None, total: Formula | None = None) -> Page:
    form, sheets = reading.projects[-1].form, [one.sheet for one in reading.projects]
    if name == names.ROLLUP:
        return draw_rollup(reading.department, form, sheets)
    return draw_contents(reading.department, form, sheets, counts, total)


def _staying(present: Sequence[str], book: OpenBook, old: EditedBook, before: Reading) -> tuple[str, ...]:
    """Name the sheets that stay: staff have changed them, or a sheet that stays points to a row that would move."""
    stay: list[str] = []
    said = [bare(formula) for one in book.sheets() if one not in present for formula in book.formulas(one).values()]
    for name in present:
        formulas = book.formulas(name)
        drawn = is_as_drawn(old.grid(name), formulas, _listing(name, before))
        if not drawn or any(re.search(rf"(?<!\w){name}!", formula) for formula in said):
            stay.append(name)
            said += map(bare, formulas.values())
    return tuple(stay)
