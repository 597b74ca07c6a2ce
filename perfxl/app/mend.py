"""Mend: the safe edits of a check, applied to a copy of the master; every other byte of the file stays.

An edit is safe if no author could object to it. One edit a cell is applied at a time and the workbook checked again,
since each was made from the words as they stood. An edit after which a new finding appears in its place is taken back;
none is made where a formula gives the words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from perfxl.app.check import CheckReport, check_reading, heading, recheck
from perfxl.errors import PerfxlError
from perfxl.forms.findings import count
from perfxl.forms.master import Reading, read_master
from perfxl.forms.refresh import findings_page, listed, renewed
from perfxl.hosts.file import open_book
from perfxl.hosts.memory import EditedBook
from perfxl.hosts.revise import save_changed
from perfxl.model.amounts import blank
from perfxl.model.findings import Place
from perfxl.page import Changes
from perfxl.sheet import CellRef, OpenBook, Word, position

_PASSES = 20


@dataclass(frozen=True, slots=True)
class Change:
    """What was changed in one cell, by which rules."""

    place: Place
    ref: CellRef
    before: str
    after: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MendReport:
    """The changes, in the order of the sheets, and the check before and after.

    `harmful` would have led to other findings; `fixed` stand where nothing can be put, since a formula gives the words.
    `listed` tells whether 校验结果 can be renewed.
    """

    workbook: str
    changes: tuple[Change, ...]
    harmful: tuple[Change, ...]
    fixed: tuple[Change, ...]
    before: CheckReport
    after: CheckReport
    listed: bool


def mend(master: Path, out: Path, *, overwrite: bool = False) -> MendReport:
    """Write a copy of a master with its safe edits applied. PerfxlError where there is nothing to mend."""
    report, changes = mended(open_book(master))
    if not report.changes:
        fault = f"“{report.workbook}”里没有可以自动修改的地方，没有生成文件。"
        raise PerfxlError(fault, "其余问题请按校验的建议修改。")
    save_changed(master, out, changes, overwrite=overwrite)
    return report


def mended(book: OpenBook) -> tuple[MendReport, Changes]:
    """Say what can be mended in a workbook, and the changes that do it."""
    start = _start(book)
    report, done = _mended(book, start)
    page = findings_page(book, report.after.found, heading(report.after))
    values = renewed(book, start.book, done.reading, count(report.after.found) if page else listed(book))
    return report, Changes(done.cells, (page,) if page else (), values=values)


@dataclass(frozen=True, slots=True)
class _State:
    """A workbook with some changes, as it is read and checked."""

    book: EditedBook
    reading: Reading
    checked: CheckReport
    changes: Mapping[Place, Change] = field(default_factory=dict)
    cells: Mapping[CellRef, Word] = field(default_factory=dict)


def _mended(book: OpenBook, start: _State) -> tuple[MendReport, _State]:
    """Apply what helps; start again without an edit that brings a new finding to its own place."""
    known = _faults(start.checked)
    harmful: dict[Place, Change] = {}
    fixed: dict[Place, Change] = {}
    while True:
        done = _apply(book, start, harmful, fixed)
        worse = {place for _, place in _faults(done.checked) - known if place in done.changes}
        if not worse:
            break
        harmful |= {place: done.changes[place] for place in worse}
    order = {(one.sheet, name): at for one in start.reading.projects for at, name in enumerate(one.cells)}

    def in_order(changes: Iterable[Change]) -> tuple[Change, ...]:
        return tuple(sorted(changes, key=lambda x: (x.place.project or 0, order.get((x.ref.sheet, x.place.field), 0))))

    still = _edits(done, ())
    left, stuck = (in_order(one for place, one in some.items() if place in still) for some in (harmful, fixed))
    renewable = findings_page(book, (), "") is not None
    made = in_order(done.changes.values())
    return MendReport(book.name, made, left, stuck, start.checked, done.checked, renewable), done


def _start(book: OpenBook) -> _State:
    edited = EditedBook(book)
    reading = read_master(edited)
    return _State(edited, reading, check_reading(reading, book.name))


def _apply(book: OpenBook, start: _State, harmful: Collection[Place], fixed: dict[Place, Change]) -> _State:
    """Apply safe edits pass by pass until none is left; those for cells that a formula fills are put aside."""
    state = start
    for _ in range(_PASSES):
        edits = _edits(state, {*harmful, *fixed})
        stuck = book.fixed(one.ref for place, one in edits.items() if place not in state.changes)
        fixed |= {place: one for place, one in edits.items() if one.ref in stuck}
        edits = {place: one for place, one in edits.items() if one.ref not in stuck}
        if not edits:
            break
        state = _with(book, start, state, edits)
    return state


def _with(book: OpenBook, start: _State, state: _State, edits: Mapping[Place, Change]) -> _State:
    """Make some more changes, and renew what perfxl's own formulas show of them."""
    cells = {one.ref: state.reading.content(place, one.after) for place, one in edits.items()}
    edited = EditedBook(start.book)
    edited.put({**state.cells, **cells})
    reading = read_master(edited)
    if values := renewed(book, edited, reading, listed(start.book)):
        edited.put(values)
        reading = read_master(edited)
    positions = {place.project for place in edits if place.project is not None}
    alone = all(place.project is not None for place in edits)  # what part one says may be held against any project
    checked = recheck(reading, state.checked, positions) if alone else check_reading(reading, book.name)
    return _State(edited, reading, checked, {**state.changes, **edits}, {**state.cells, **cells})


def _edits(state: _State, barred: Collection[Place]) -> dict[Place, Change]:
    """Choose one safe edit a place, of findings that nobody ignores."""
    chosen: dict[Place, Change] = {}
    reading = state.reading
    for one in state.checked.standing:
        for edit in one.finding.edits:
            place, ref = edit.place, reading.ref(edit.place)
            typed = reading.department.text(place) if edit.safe and ref else ""
            if not edit.safe or ref is None or place in barred or place in chosen:
                continue
            if edit.text == typed and not _stored_as_text(reading, place):
                continue
            if not blank(typed) and blank(state.book.grid(ref.sheet).text(*position(ref.cell))):
                continue  # a level that is carried down from the cell above
            earlier = state.changes.get(place)
            before, rules = (earlier.before, earlier.rules) if earlier else (typed, ())
            chosen[place] = Change(place, ref, before, edit.text, tuple(dict.fromkeys((*rules, one.finding.rule))))
    return chosen


def _faults(report: CheckReport) -> set[tuple[str, Place]]:
    return {(one.finding.rule, place) for one in report.found for place in one.finding.places}


def _stored_as_text(reading: Reading, place: Place) -> bool:
    return place.project is not None and place.field in reading.projects[place.project - 1].project.stored_as_text
