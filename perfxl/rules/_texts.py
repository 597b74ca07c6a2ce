"""The words of a department, place by place, as the rules on wording read them; no rule stands here."""

from __future__ import annotations

from collections.abc import Iterator

from perfxl.model.amounts import blank
from perfxl.model.department import Department
from perfxl.model.findings import Place
from perfxl.model.project import Project
from perfxl.rules._lexicon import patterns

COLUMNS = ("name", "description", "target", "basis")
MARKS = "，。；：、,;:"
ALSO = "{first}同类共 {n} 处。"  # how one finding speaks of several places
_SHOWN = 20


def paragraphs(department: Department) -> Iterator[tuple[Place, str]]:
    """Give the lines of part one that say something."""
    yield from ((place, text) for place, text in department.paragraphs() if not blank(text))


def cells(project: Project) -> Iterator[tuple[Place, str]]:
    """Give the cells of a project that hold words: name, purpose, goals, and four columns of each indicator."""
    for field in ("name", "purpose", "goals"):
        yield project.at(field), project.text(field)
    for indicator in project.indicators:
        for column in COLUMNS:
            yield project.at(column, indicator), getattr(indicator, column)


def written(department: Department) -> Iterator[tuple[Place, str]]:
    """Give every text of a department, part one and projects."""
    yield from paragraphs(department)
    for project in department.projects:
        yield from cells(project)


def column(place: Place) -> str:
    """Name the column or box of a place: target for indicators.3.target, goals for goals."""
    return place.field.rpartition(".")[2]


def short(text: str) -> str:
    """Shorten a text to what a message can show, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


def placeholder(text: str) -> str:
    """Find what stands for words still to come (XX, 待定, N人); "" where there is none."""
    match = patterns("wording.placeholders").search(text)
    return match[0].strip() if match else ""
