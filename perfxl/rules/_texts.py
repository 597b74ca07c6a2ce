"""The words of a department, place by place, as the rules on wording read them; no rule stands here."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain
from operator import attrgetter

from perfxl.model.amounts import blank
from perfxl.model.department import Department
from perfxl.model.findings import Place
from perfxl.model.project import BOX_FIELDS, INDICATOR_FIELDS, Project
from perfxl.rules._lexicon import patterns, phrases

COLUMNS = ("name", "description", "target", "basis")
MARKS = "，。；：、,;:"
ALSO = "{first}同类共 {n} 处。"  # how one finding speaks of several places
_SHOWN = 20
_BOXES = ("name", "purpose", "goals")
_COLUMNS_OF, _ROW_OF = attrgetter(*COLUMNS), attrgetter(*INDICATOR_FIELDS)

Look = Callable[
    [str], object
]  # a cheap test that never rules out what a rule would find, in a text or in several lines


def paragraphs(department: Department) -> Iterator[tuple[Place, str]]:
    """Give the lines of part one that say something."""
    yield from ((place, text) for place, text in department.paragraphs() if not blank(text))


def joined(project: Project) -> str:
    """Give the words of a project's cells, one a line, to look at them all at once."""
    return "\n".join((*map(project.text, _BOXES), *chain.from_iterable(map(_COLUMNS_OF, project.indicators))))


def cells(project: Project, look: Look = bool) -> Iterator[tuple[Place, str]]:
    """Give the cells that hold words (name, purpose, goals, four columns of each indicator) and that pass a look."""
    for field in _BOXES:
        if look(text := project.text(field)):
            yield project.at(field), text
    for indicator in project.indicators:
        for column, text in zip(COLUMNS, _COLUMNS_OF(indicator), strict=True):
            if look(text):
                yield project.at(column, indicator), text


def written(department: Department, look: Look = bool) -> Iterator[tuple[Place, str]]:
    """Give every text of a department, part one and projects, that passes a look; its projects are looked at whole."""
    yield from ((place, text) for place, text in paragraphs(department) if look(text))
    for project in department.projects:
        if look(joined(project)):
            yield from cells(project, look)


def typed(project: Project, look: Look) -> Iterator[tuple[str, str]]:
    """Give whatever is typed into a project and passes a look, as (field, words)."""
    rows = chain.from_iterable(map(_ROW_OF, project.indicators))
    if look("\n".join(filter(None, (*map(project.text, BOX_FIELDS), *rows)))):
        yield from ((field, text) for field, text in project.texts() if look(text))


@cache
def marks(path: str) -> Look:
    """Give a look for a list of letters and pairs of letters; one pattern of few branches is the fastest."""
    following: dict[str, str] = defaultdict(str)
    for mark in phrases(path):
        following[mark[0]] += mark[1:]
    return re.compile(
        "|".join(re.escape(first) + (f"[{re.escape(then)}]" if then else "") for first, then in following.items())
    ).search


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
