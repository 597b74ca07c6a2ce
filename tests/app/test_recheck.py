"""Checking again after some projects have changed comes to the same as checking everything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import as_file, files
from typing import cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from perfxl.app.check import check_reading, project_called, recheck
from perfxl.documents.text import read_text_file
from perfxl.errors import PerfxlError
from perfxl.forms.master import master_plan, read_master
from perfxl.hosts.memory import EditedBook, MemoryBook
from perfxl.model.department import Department
from perfxl.model.project import BOX_FIELDS, Project, project_from_words
from perfxl.rules import CATALOGUE
from perfxl.sheet import CellRef
from tests.builders import a_department, a_project
from tests.departments import departments


@pytest.fixture(scope="module")
def sample() -> Department:
    with as_file(files("perfxl.samples").joinpath("kaiping-2025.txt")) as path:
        department = read_text_file(path).department
    return read_master(MemoryBook(master_plan(department))).department


def at(position: int, project: Project) -> Project:
    words = {field: project.text(field) for field in BOX_FIELDS}
    return project_from_words(position, words, project.indicators, project.labels, project.tab)


def with_project(department: Department, project: Project) -> Department:
    projects = list(department.projects)
    projects[project.position - 1] = project
    return replace(department, projects=tuple(projects))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(departments(), departments(), st.integers(0, 3))
def test_a_made_up_project_for_another(department: Department, other: Department, number: int) -> None:
    changed = at(number % len(department.projects) + 1, other.projects[0])
    same_as_a_run(department, with_project(department, changed), {changed.position})


def same_as_a_run(before: Department, after: Department, positions: set[int]) -> None:
    assert CATALOGUE.rerun(after, CATALOGUE.run(before), positions) == CATALOGUE.run(after)


def changes(sample: Department) -> Iterator[Project]:
    """Give projects of the sample copied, emptied, and with the code, name, money or words of others."""
    for project, other in zip(sample.projects, (*sample.projects[1:], sample.projects[0]), strict=True):
        yield at(project.position, other)
        yield project.with_words({}, ())
        for field in ("code", "name", "title", "budget", "goals", "purpose"):
            yield project.with_words({field: other.text(field)}, project.indicators[:4])


def test_each_project_of_the_sample_changed(sample: Department) -> None:
    found = CATALOGUE.run(sample)
    for changed in changes(sample):
        after = with_project(sample, changed)
        assert CATALOGUE.rerun(after, found, {changed.position}) == CATALOGUE.run(after), changed


def test_several_projects_changed(sample: Department) -> None:
    after = with_project(with_project(sample, at(2, sample.projects[0])), at(5, sample.projects[3]))
    same_as_a_run(sample, after, {2, 5})


class Alone:
    """A department as a project's rule may see it: without the other projects."""

    def __init__(self, department: Department) -> None:
        """Stand before the department."""
        self._department = department

    def __getattr__(self, name: str) -> object:
        assert name not in {"projects", "text"}
        return getattr(self._department, name)


@pytest.mark.parametrize("code", [code for code, rule in CATALOGUE.rules.items() if rule.check_project])
def test_a_rule_over_one_project_looks_at_no_other(sample: Department, code: str) -> None:
    rule = CATALOGUE.rules[code]
    assert rule.check_project is not None
    for project in (*sample.projects, a_project(), a_project(budget="", other="", rows=(), name="")):
        list(rule.check_project(project, cast("Department", Alone(sample))))


def test_a_report_is_renewed_with_its_reasons() -> None:
    book = EditedBook(MemoryBook(master_plan(a_department(a_project(other=""), a_project(2, name="农村桥梁检测")))))
    before = check_reading(read_master(book), book.name)
    book.put({CellRef(book.sheets()[3], "G4"): ""})
    reading = read_master(book)
    again = recheck(reading, before, {2})
    assert again == check_reading(reading, book.name)
    assert [one.finding.project for one in again.found if one.finding.rule == "FUND-04"] == [1, 2]


@pytest.mark.parametrize("words", ["2", "13020525P00008610015X", "农村桥梁检测", "农村 桥梁检测", "桥梁"])
def test_a_project_is_found_by_number_code_or_name(words: str) -> None:
    department = a_department(a_project(), a_project(2, name="农村桥梁检测"))
    assert project_called(department, words).position == 2


@pytest.mark.parametrize(
    ("words", "said"), [("3", "没有“3”"), ("养护", "2 个项目"), ("", "没有“”"), ("项目9", "等 8 个")]
)
def test_what_names_no_project_or_several_is_told(words: str, said: str) -> None:
    some = (a_project(), a_project(2, name="公路养护二"))
    many = [a_project(number, name=f"甲{number}") for number in range(3, 9)]
    department = a_department(*some, *(many if words == "项目9" else ()))
    with pytest.raises(PerfxlError, match=said):
        project_called(department, words)
