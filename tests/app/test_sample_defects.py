"""The reviewer on the sample, held against reference answers that were found by hand (sample_defects.toml)."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

import pytest

from perfxl.documents.text import read_text
from perfxl.forms.master import master_plan, read_master
from perfxl.hosts.memory import MemoryBook
from perfxl.model.findings import Finding, Severity
from perfxl.rules import CATALOGUE

REFERENCE = tomllib.loads(Path(__file__).with_name("sample_defects.toml").read_text("utf-8"))
SEED = files("perfxl.samples").joinpath("kaiping-2025.txt").read_text(encoding="utf-8")

# Where the catalogue says less than the reference, and why.
LESS = {
    "IND-08": {"1.9", "2.7"},  # one cell a name, at the value that departs; the message names the other table
    "IND-11": {"1.9", "2.9", "3.9", "4.9", "5.9", "6.9"},  # IND-14 and IND-15 say it of satisfaction more precisely
    "SEM-01": {"1.1", "2.1", "3.1", "5.1"},  # SEM-02 and SEM-03, which are errors, speak of the same cell
    "SEM-07": {"2.4", "3.4", "4.4", "5.4", "6.4"},  # FUND-10 says the same of a cost in per cent
    "SEM-21": {"2.2", "5.2"},  # SEM-07 says the same of that cell, as an error
    "STR-12": {"1", "2", "3", "4", "5", "6"},  # the import has cleared the bookmarks, and its notes say so
    "WGT-05": {"1", "2", "3", "4", "5", "6"},  # said once of the department: no table of this form has weights
}


@pytest.fixture(scope="module")
def findings() -> list[Finding]:
    plan = master_plan(read_text(SEED).department)
    return CATALOGUE.run(read_master(MemoryBook(plan)).department)


def spelt(marks: list[str] | list[int]) -> set[str]:
    """Spell out "2.58" as 2.5 and 2.8, "1.*" as all nine; a bare 3 is project 3."""
    places = set()
    for mark in map(str, marks):
        project, _, numbers = mark.partition(".")
        places |= {f"{project}.{number}" for number in ("123456789" if numbers == "*" else numbers)} or {project}
    return places


def hits(findings: list[Finding], code: str, *, rows: bool) -> set[str]:
    """Say where a rule hit, as indicators or as projects."""
    found: dict[bool, set[str]] = defaultdict(set)
    for place in (place for one in findings if one.rule == code for place in one.places if place.project):
        parts = place.field.split(".")
        found[True].add(f"{place.project}.{parts[1]}" if parts[0] == "indicators" else str(place.project))
        found[False].add(str(place.project))
    return found[rows]


@pytest.mark.parametrize("code", REFERENCE["indicators"])
def test_the_indicators_that_a_reviewer_marks_are_found_and_no_others(findings: list[Finding], code: str) -> None:
    """What is missing is said better by another rule on the same cell; see LESS."""
    expected = spelt(REFERENCE["indicators"][code]) - LESS.get(code, set())
    found = hits(findings, code, rows=True)
    assert {place for place in found if "." in place} == expected


@pytest.mark.parametrize("code", REFERENCE["projects"])
def test_the_projects_that_a_reviewer_marks_are_found_and_no_others(findings: list[Finding], code: str) -> None:
    expected = spelt(REFERENCE["projects"][code]) - LESS.get(code, set())
    assert hits(findings, code, rows=False) == expected


def test_what_the_reference_does_not_name_is_no_error_and_no_warning(findings: list[Finding]) -> None:
    """Infos may say more than a reviewer would; errors and warnings may not."""
    known = REFERENCE["indicators"].keys() | REFERENCE["projects"].keys()
    grave = {one.rule for one in findings if one.project and one.severity is not Severity.INFO}
    assert grave - known == set()
