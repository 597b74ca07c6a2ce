"""Mend: the safe edits of a check, applied to a copy of the master; every other byte of the file stays.

An edit is safe if no author could object to it. One edit a cell is applied at a time and the workbook checked again,
since each was made from the words as they stood. An edit after which a new finding appears in its place is taken back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from perfxl.app.check import CheckReport, check_reading, heading
from perfxl.errors import PerfxlError
from perfxl.forms.master import Reading, read_master
from perfxl.forms.refresh import findings_page, renewed
from perfxl.hosts.file import open_book
from perfxl.hosts.memory import EditedBook
from perfxl.hosts.revise import revise
from perfxl.model.findings import Edit, Finding, Place
from perfxl.sheet import Book, CellRef, Word

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
    """The changes, in the order of the sheets, and the check before and after; `left` were safe but did not help."""

    workbook: str
    changes: tuple[Change, ...]
    left: tuple[Change, ...]
    before: CheckReport
    after: CheckReport


def mend(master: Path, out: Path, *, overwrite: bool = False) -> MendReport:
    """Write a copy of a master with its safe edits applied. PerfxlError where there is nothing to mend."""
    book = open_book(master)
    report, cells, reading = _mended(book)
    if not report.changes:
        raise PerfxlError(f"“{book.name}”里没有可以自动修改的地方，没有生成文件。", "其余问题请按校验的建议修改。")
    page = findings_page(book, report.after.found, heading(report.after))
    values = renewed(book, reading, report.after.found)
    revise(master, out, cells, [page] if page else [], values=values, overwrite=overwrite)
    return report


def preview(book: Book) -> MendReport:
    """Say what `mend` would change."""
    return _mended(book)[0]


def _mended(book: Book) -> tuple[MendReport, Mapping[CellRef, Word], Reading]:
    """Apply what helps; start again without an edit that brings a new finding to its own place."""
    first = read_master(book)
    before = check_reading(first, book.name)
    known = _faults(before)
    order = {(one.sheet, field): at for one in first.projects for at, field in enumerate(one.cells)}
    barred: dict[Place, Change] = {}
    while True:
        changes, cells, reading, after = _apply(book, barred)
        worse = {place for _, place in _faults(after) - known if place in changes}
        if not worse:
            break
        barred |= {place: changes[place] for place in worse}
    made = sorted(changes.values(), key=lambda x: (x.place.project or 0, order.get((x.ref.sheet, x.place.field), 0)))
    return MendReport(book.name, tuple(made), tuple(barred.values()), before, after), cells, reading


def _apply(
    book: Book, barred: Mapping[Place, Change]
) -> tuple[dict[Place, Change], dict[CellRef, Word], Reading, CheckReport]:
    """Apply safe edits pass by pass until none is left."""
    changes: dict[Place, Change] = {}
    cells: dict[CellRef, Word] = {}
    edited = EditedBook(book)
    for _ in range(_PASSES):
        edited.put(cells)
        reading = read_master(edited)
        report = check_reading(reading, book.name)
        edits = _safe(report, reading, barred)
        if not edits:
            break
        for place, (ref, edit, finding) in edits.items():
            earlier = changes.get(place)
            before = earlier.before if earlier else reading.department.text(place)
            rules = (*(earlier.rules if earlier else ()), finding.rule)
            changes[place] = Change(place, ref, before, edit.text, tuple(dict.fromkeys(rules)))
            cells[ref] = reading.content(place, edit.text)
    return changes, cells, reading, report


def _safe(
    report: CheckReport, reading: Reading, barred: Mapping[Place, Change]
) -> dict[Place, tuple[CellRef, Edit, Finding]]:
    """Choose one safe edit a place, of findings that nobody ignores."""
    chosen: dict[Place, tuple[CellRef, Edit, Finding]] = {}
    for one in report.standing:
        for edit in one.finding.edits:
            ref = reading.ref(edit.place)
            if edit.safe and ref and edit.place not in barred and edit.text != reading.department.text(edit.place):
                chosen.setdefault(edit.place, (ref, edit, one.finding))
    return chosen


def _faults(report: CheckReport) -> set[tuple[str, Place]]:
    return {(one.finding.rule, place) for one in report.found for place in one.finding.places}
