r"""Small changes to a department, as `faults.txt` and `harmless.txt` write them.

Bare words become the field's words. Otherwise steps, parted by `&&`: `field := words`, `+ level ; name ; description ;
target ; basis` (add a row), `- name` (take a row away, or a line of part one), `~ name => level ; …` (replace a row),
`+ parts := lines`, `copy document:1 2` (the rows of one project into another), `unlist` (no summary sheet). A step may
name its project: `3:field := words`. A row's field is `@name.column`; `\n` ends a line.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from perfxl.model.department import SECTIONS, Department, Listing
from perfxl.model.project import BOX_FIELDS, MONEY_FIELDS, PLAN_NODES, Indicator, Project, project_from_words
from tests.corpus.clean import document
from tests.corpus.notation import indicator_row, numbered

UNLISTED = Listing((), None, None, None)
_STEP = re.compile(r"(?:(?P<project>\d+):)?(?P<step>.+)", re.DOTALL)
_PART_ONE = re.compile(rf"(?:[+-] )?(?:{'|'.join(SECTIONS)}|covers)\b")
_IS_STEP = re.compile(r"(?:\d+:)?(?:[+~-] |copy \S+ \d|unlist|[@a-z][^\s|]* := ?)")


def applied(department: Department, project: int | None, field: str, words: str) -> Department:
    """Give the department with these changes made."""
    words = words.replace("\\n", "\n")
    if not _IS_STEP.match(words):
        words = f"{field.split(maxsplit=1)[0]} := {words}"
    for written in words.split(" && "):
        match = _STEP.fullmatch(written)
        assert match, written
        department = _step(department, int(match["project"]) if match["project"] else project, match["step"])
    return department


def _step(department: Department, project: int | None, step: str) -> Department:
    if step == "unlist":
        return replace(department, listing=UNLISTED)
    if step.startswith("copy "):
        _, source, target = step.split()
        name, position = source.split(":")
        rows = document(name).projects[int(position) - 1].indicators
        return _with_project(department, int(target), lambda one: _with_rows(one, rows))
    if project is None or _PART_ONE.match(step):
        return _part_one(department, step)
    return _with_project(department, project, lambda one: _in_project(one, step))


def _with_project(department: Department, position: int, change: Callable[[Project], Project]) -> Department:
    projects = list(department.projects)
    projects[position - 1] = change(projects[position - 1])
    return replace(department, projects=tuple(projects))


def _part_one(department: Department, step: str) -> Department:
    field, _, words = step.removeprefix("- ").partition(" :=")
    field, words = field.strip(), words.removeprefix(" ")
    if field.startswith("covers."):
        covers = list(department.covers)
        covers[int(field[-1])] = words
        return replace(department, covers=(covers[0], covers[1]))
    kind, _, number = field.removeprefix("+ ").partition(".")
    sections = []
    for section in department.sections:
        lines: list[str | None] = [section.heading, *section.paragraphs]
        if section.kind == kind and step.startswith("+ "):
            lines += words.split("\n")
        elif section.kind == kind:
            lines[int(number)] = None if step.startswith("- ") else words
        # A line that is taken away leaves its number behind until the document is read, so that steps may go on.
        sections.append(
            replace(section, heading=lines[0] or "", paragraphs=tuple("" if one is None else one for one in lines[1:]))
        )
    return replace(department, sections=tuple(sections))


def _in_project(project: Project, step: str) -> Project:
    rows = list(project.indicators)
    if step.startswith("+ "):
        return _with_rows(project, numbered([*rows, indicator_row(step[2:], 0, ";")]))
    if step.startswith("- "):
        gone = row_named(project, step[2:])
        return _with_rows(project, numbered([row for row in rows if row is not gone]))
    if step.startswith("~ "):
        name, _, line = step[2:].partition(" => ")
        old = row_named(project, name)
        return _with_rows(project, numbered([indicator_row(line, 0, ";") if row is old else row for row in rows]))
    field, _, words = step.partition(" :=")
    return with_words(project, field, words.removeprefix(" "))


def with_words(project: Project, field: str, words: str) -> Project:
    """Give the project with other words in one field."""
    if field.startswith("@"):
        name, _, column = field[1:].rpartition(".")
        old = row_named(project, name)
        change = {column: words}
        rows = tuple(
            replace(row, **change) if row is old else row  # type: ignore[arg-type]  # dataclasses.replace, as in builders
            for row in project.indicators
        )
        return _with_rows(project, rows)
    printed = {one: project.text(one) for one in BOX_FIELDS} | {field: words}
    assert field in (*MONEY_FIELDS, *PLAN_NODES, "code", "name", "purpose", "goals"), field
    return project_from_words(project.position, printed, project.indicators, tab=project.tab)


def row_named(project: Project, name: str) -> Indicator:
    """Give the first row of a name; KeyError where there is none."""
    row = next((row for row in project.indicators if row.name == name), None)
    if row is None:
        raise KeyError(f"{project.name}: {name}")
    return row


def _with_rows(project: Project, rows: tuple[Indicator, ...]) -> Project:
    return replace(project, indicators=rows)
