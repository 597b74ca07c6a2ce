"""Measures the catalogue on the corpus; never fails: `python -m tests.corpus.measure [PART …|all] [--show]`.

The parts are dev, holdout, final and fresh. The first three served for writing the rules; `fresh` is worth something
only while unread, and runs only where it is named.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain

from perfxl.forms.master import master_plan, read_master
from perfxl.hosts.memory import MemoryBook
from perfxl.model.department import Department
from perfxl.model.findings import Finding, Place, Severity
from perfxl.model.library import bundled_library
from perfxl.rules import CATALOGUE
from tests.corpus.changes import UNLISTED
from tests.corpus.clean import HALVES, clean, document
from tests.corpus.harmless import harmless
from tests.corpus.planted import Planted, planted
from tests.corpus.reworded import Expected, reworded

_ROW = re.compile(r"indicators\.(\d+)\.(\w+)")


@dataclass(frozen=True, slots=True)
class Noise:
    """An error or a warning where a reviewer has none."""

    document: str
    what: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of one half; `near` is found in the right project at another place, and is not among `found`.

    Plantings and expectations count only where one of their rules exists; `missing` names the rules that do not.
    """

    clean_projects: int
    clean: tuple[Noise, ...]
    planted: tuple[Planted, ...]
    found: tuple[Planted, ...]
    near: tuple[Planted, ...]
    harmless: int
    disturbed: tuple[Noise, ...]
    expected: tuple[Expected, ...]
    met: tuple[Expected, ...]
    missing: tuple[str, ...]

    @property
    def clean_errors(self) -> int:
        """Errors on the clean documents."""
        return sum(noise.finding.severity is Severity.ERROR for noise in self.clean)

    @property
    def clean_warnings(self) -> int:
        """Warnings on the clean documents."""
        return sum(noise.finding.severity is Severity.WARNING for noise in self.clean)

    @property
    def missed(self) -> tuple[Planted, ...]:
        """The plantings that nobody reported, not even nearby."""
        return tuple(one for one in self.planted if one not in self.found and one not in self.near)


@cache
def measured(half: str) -> Measured:
    """Run the whole half: dev or holdout."""
    counted = tuple(one for one in planted(half) if one.rule in CATALOGUE.rules)
    seen = {id(one): _seen(one) for one in counted}
    bad = reworded(half)
    said = checked(bad.department) if bad.expected else []  # a part may have no bad department
    expected = tuple(one for one in bad.expected if one.rules & CATALOGUE.rules.keys())
    wanted = {one.rule for one in planted(half)} | set(chain.from_iterable(one.rules for one in bad.expected))
    return Measured(
        clean_projects=sum(len(department.projects) for department in clean(half).values()),
        clean=tuple(_noise(half)),
        planted=counted,
        found=tuple(one for one in counted if seen[id(one)] == "found"),
        near=tuple(one for one in counted if seen[id(one)] == "near"),
        harmless=len(harmless(half)),
        disturbed=tuple(_disturbed(half)),
        expected=expected,
        met=tuple(one for one in expected if _at(said, one.rules, one.project, one.field, bad.department)),
        missing=tuple(sorted(wanted - CATALOGUE.rules.keys())),
    )


def checked(department: Department, only: Collection[str] | None = None) -> list[Finding]:
    """Check a department as a user would, perhaps by some rules only: drawn as a workbook and read back."""
    short = replace(department, library=bundled_library()[:9])  # advice is not measured, and drawing it takes long
    read = read_master(MemoryBook(master_plan(short))).department
    if department.listing is UNLISTED:
        read = replace(read, listing=None)
    return CATALOGUE.run(read, only)


@cache
def _clean_findings(name: str) -> tuple[Finding, ...]:
    return tuple(checked(document(name)))


def _noise(half: str) -> Iterable[Noise]:
    for name in clean(half):
        yield from (Noise(name, "", finding) for finding in _clean_findings(name) if _grave(finding))


def _grave(finding: Finding) -> bool:
    return finding.severity is not Severity.INFO


def _new(name: str, changed: Department, only: Collection[str] | None = None) -> list[Finding]:
    """Give what the check says of the changed document and not of the clean one, with its new places only."""
    old = {
        key
        for finding in _clean_findings(name)
        for place in finding.places
        for key in _keys(finding, place, document(name))
    }
    fresh = []
    for finding in checked(changed, only):
        places = tuple(place for place in finding.places if not old & set(_keys(finding, place, changed)))
        if places:
            fresh.append(replace(finding, places=places))
    return fresh


def _keys(finding: Finding, place: Place, department: Department) -> tuple[tuple[str, int | None, str], ...]:
    """Name a finding's place by its row's number, and by its row's name: rows move when one is added."""
    match = _ROW.fullmatch(place.field)
    by_number = (finding.rule, place.project, place.field)
    if match is None or place.project is None:
        return (by_number,)
    name = department.projects[place.project - 1].indicators[int(match[1]) - 1].name
    return by_number, (finding.rule, place.project, f"@{name}.{match[2]}")


def _seen(one: Planted) -> str:
    changed = one.changed()
    new = _new(one.document, changed, one.rules)
    if _at(new, one.rules, one.project, one.field, changed, document(one.document)):
        return "found"
    projects = {one.project} | {project for project, _ in _places(one.field, one.project, changed)}
    near = (place.project in projects for finding in new if finding.rule in one.rules for place in finding.places)
    return "near" if any(near) else "missed"


def _at(
    findings: Iterable[Finding],
    rules: frozenset[str],
    project: int | None,
    field: str,
    *departments: Department,
) -> bool:
    """Tell whether one of the rules speaks at one of the places; an outer field stands for all within it."""
    places = set(chain.from_iterable(_places(field, project, department) for department in departments))
    said = {place for finding in findings if finding.rule in rules for place in finding.places}
    return any(
        place.project == at and (not within or f"{place.field}.".startswith(f"{within}."))
        for place in said
        for at, within in places
    )


def _places(field: str, project: int | None, department: Department) -> set[tuple[int | None, str]]:
    """Read the places that a planting names, in a department that has its rows."""
    found: set[tuple[int | None, str]] = set()
    for word in field.split():
        at, _, name = word.rpartition(":")
        where = project if not at else None if at == "-" else int(at)
        if not name.startswith("@"):
            found.add((where, name))
        elif where is not None:
            row, _, column = name[1:].rpartition(".")
            rows = department.projects[where - 1].indicators
            found |= {(where, one.field(column)) for one in rows if one.name == row}
    return found


def _disturbed(half: str) -> Iterable[Noise]:
    for one in harmless(half):
        for finding in _new(one.document, one.changed()):
            if _grave(finding):
                yield Noise(one.document, f"{one.project or '-'} {one.field} := {one.words}", finding)


def _report(half: str, *, show: bool) -> None:
    result = measured(half)
    say = sys.stdout.write
    say(f"== {half} ==\n")
    say(f"clean: {result.clean_projects} projects, {result.clean_errors} errors, {result.clean_warnings} warnings\n")
    per_project = Counter((noise.document, noise.finding.project) for noise in result.clean)
    say("".join(f"  {name} {project or 'part one'}: {count}\n" for (name, project), count in per_project.items()))
    total = len(result.planted)
    say(f"planted: {len(result.found)} of {total} found, {len(result.near)} near, {len(result.missed)} missed\n")
    say(f"  missed: {_counts(one.rule for one in result.missed)}\n  near: {_counts(one.rule for one in result.near)}\n")
    changed = len({noise.what for noise in result.disturbed})
    say(f"harmless: {changed} of {result.harmless} disturbed by {len(result.disturbed)} findings\n")
    say(f"reworded: {len(result.met)} of {len(result.expected)} expected\n")
    unmet = [one for one in result.expected if one not in result.met]
    say(f"  unmet: {_counts('|'.join(sorted(one.rules)) for one in unmet)}\n")
    say(f"no such rule yet: {' '.join(result.missing) or '-'}\n")
    if show:
        _show(result, unmet)


def _show(result: Measured, unmet: list[Expected]) -> None:
    say = sys.stdout.write
    for title, noises in (("clean", result.clean), ("harmless", result.disturbed)):
        say(f"-- {title}\n")
        for noise in noises:
            finding = noise.finding
            fields = " ".join(place.field for place in finding.places)
            say(f"{noise.document} {finding.project or '-'} {fields} {finding.rule} {finding.severity}: ")
            say(finding.message)
            say(f"  [{noise.what}]\n" if noise.what else "\n")
    for title, plantings in (("missed", result.missed), ("near", result.near)):
        say(f"-- {title}\n")
        for one in plantings:
            say(f"{one.rule} {one.document} {one.project or '-'} {one.field}: {one.words}\n")
    say("-- unmet\n")
    for expected in unmet:
        say(f"{'|'.join(sorted(expected.rules))} {expected.project or '-'} {expected.field}\n")


def _counts(rules: Iterable[str]) -> str:
    return " ".join(f"{rule}×{count}" for rule, count in sorted(Counter(rules).items())) or "-"


if __name__ == "__main__":
    named = [half for half in HALVES if half in sys.argv]
    chosen = named or [half for half in HALVES if half != "fresh"]
    for one_half in chosen:
        _report(one_half, show="--show" in sys.argv)
