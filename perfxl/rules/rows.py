"""Checking rows of indicators that stand in no project's table: the catalogue, as far as it speaks of a row."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from perfxl.model.department import Department
from perfxl.model.findings import Finding, Severity
from perfxl.model.project import Indicator, project_from_words
from perfxl.rules import CATALOGUE
from perfxl.rules._lexicon import words
from perfxl.rules._rule import Rule

_ROW = "indicators."


def check_rows(projects: Mapping[str, Sequence[Indicator]], columns: Collection[str]) -> dict[int, list[Finding]]:
    """Check rows by their projects' names (“” where unknown); give the findings by number, the gravest first.

    A number is a row's own, unlike any other's in whatever project. `columns` are those that the rows have: what is
    found in others is not spoken of.
    """
    named = enumerate(projects.items(), start=1)
    tables = [project_from_words(position, {"name": name}, tuple(rows)) for position, (name, rows) in named]
    known = {position for position, name in enumerate(projects, start=1) if name}
    department = Department("", "", None, ("", ""), (), tuple(one.applicable() for one in tables), library=())
    found: dict[int, list[Finding]] = {}
    for rule in _rules(columns):
        positions = known if rule.code in words("rows.needs_project") else None
        for finding in rule.run(department, positions):
            for number in _numbers(finding, columns):
                found.setdefault(number, []).append(finding)
    levels = {severity: at for at, severity in enumerate(Severity)}
    return {number: sorted(some, key=lambda one: levels[one.severity]) for number, some in found.items()}


def _rules(columns: Collection[str]) -> Iterable[Rule]:
    """Give the rules on single projects, each to speak of every row by itself."""
    absent = [column for column in ("level1", "level2", "description") if column not in columns]
    unfit = words("rows.not_rules").union(*(words(f"rows.needs_{column}") for column in absent))
    return (
        replace(rule, repeats=None)
        for code, rule in CATALOGUE.rules.items()
        if rule.check_project is not None and code not in unfit
    )


def _numbers(finding: Finding, columns: Collection[str]) -> set[int]:
    """Tell which rows a finding speaks of."""
    places = (one.field.split(".") for one in finding.places if one.field.startswith(_ROW))
    return {int(number) for _, number, column in places if column in columns}
