"""A department printed as the published text is: a tab before each cell, a blank line below each row."""

from __future__ import annotations

from collections.abc import Iterator

from perfxl.model.department import Department
from perfxl.model.labels import LABELS
from perfxl.model.project import INDICATOR_FIELDS, PLAN_NODES, Project

PAGE_SPACE = ["", "", " "]


def print_department(department: Department) -> str:
    """Print the whole document."""
    first, second = department.covers
    lines = [" 第一部分", first, " "]
    for section in department.sections:
        lines += [section.heading, *section.paragraphs, ""]
    lines += [" ", " ", "第二部分", " ", second, " "]
    for project in department.projects:
        lines += print_project(project)
    return "\n".join(lines) + "\n"


def print_project(project: Project) -> list[str]:
    """Print one table with its title and the page space below it."""
    lines = [project.title]
    for row in (*_boxes(project), *_indicators(project)):
        lines += [f"\t{cell}" for cell in row]
        lines += ["", *(PAGE_SPACE if row[0] == LABELS["goals"] else [])]
    return [*lines, *PAGE_SPACE]


def _boxes(project: Project) -> Iterator[list[str]]:
    def label(key: str) -> str:
        return project.labels.get(key, LABELS[key])

    def both(key: str) -> list[str]:
        return [label(key), project.text(key)]

    yield [project.unit, project.money_unit]
    yield [*both("code"), *both("name")]
    yield [label("purpose_and_budget"), *both("budget"), *both("fiscal"), *both("other")]
    yield ["", project.purpose]
    yield [label("plan"), *(label(node) for node in PLAN_NODES)]
    yield ["", *(project.text(node) for node in PLAN_NODES)]
    yield both("goals")
    yield [label(key) for key in ("level1", "level2", "indicator", "description", "target", "basis")]


def _indicators(project: Project) -> Iterator[list[str]]:
    level1 = level2 = ""
    for row in project.indicators:
        words = [getattr(row, field) for field in INDICATOR_FIELDS]
        words[0] = "" if row.level1 == level1 else row.level1
        words[1] = "" if row.level1 == level1 and row.level2 == level2 else row.level2
        level1, level2 = row.level1, row.level2
        yield words
