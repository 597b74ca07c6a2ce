"""Propose a new project's table: the words that are known, and indicators of the library's category that fits best."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from perfxl.app.new import empty_project
from perfxl.model.department import Department
from perfxl.model.library import BUDGET, LibraryEntry
from perfxl.model.project import Indicator, Project
from perfxl.rules.library_search import Suggestion, ranked
from perfxl.rules.structure import core

_MOST = 6  # entries by which a category is judged
_EACH = 2  # indicators proposed for one 二级指标


def propose(words: Mapping[str, str], like: str, department: Department) -> tuple[Project, tuple[LibraryEntry, ...]]:
    """Make the next project of a department; gives the library entries that it draws on, too.

    `words` are by field, the name at least; `like` says what to look for in the library.
    """
    entries = _chosen(like, department)
    return _project(words, entries, department), entries


def _chosen(words: str, department: Department) -> tuple[LibraryEntry, ...]:
    """Choose from the library what fits the project, the category that fits best before all others."""
    by_category: dict[str, list[Suggestion]] = defaultdict(list)
    for one in ranked(words, department.library):
        by_category[one.entry.category].append(one)
    fits = {category: sum(one.score for one in some[:_MOST]) for category, some in by_category.items()}
    best = max(fits, key=lambda category: fits[category], default=None)
    entries = [one for one in department.library if one.category == best]
    chosen: list[LibraryEntry] = []
    for level1, under in department.profile.levels.items():
        for level2 in under:
            fitting = [one for one in entries if one.levels(department.profile) == (level1, level2)]
            chosen += fitting[:_EACH]
    return tuple(chosen)


def _project(words: Mapping[str, str], entries: tuple[LibraryEntry, ...], department: Department) -> Project:
    """Make the project: the chosen indicators, and an empty row for each 二级指标 that has none.

    A figure that only the unit knows is written N, which a check reports until it is filled in.
    """
    position = len(department.projects) + 1
    empty = empty_project(position, department.unit_code + department.unit_name, department.profile)
    rows: list[Indicator] = []
    for blank_row in empty.indicators:
        levels = (blank_row.level1, blank_row.level2)
        some = [one.indicator(department.profile) for one in entries if one.levels(department.profile) == levels]
        rows += some or [blank_row]
    budget = words.get("budget", "").strip()
    rows = [replace(row, target=row.target.replace(BUDGET, budget or BUDGET)) for row in rows]
    rows = [replace(row, target=_left_open(row)) for row in rows]
    numbered = tuple(replace(row, number=number) for number, row in enumerate(rows, start=1))
    title = f"{position}.{words['name'].strip()}绩效目标表"
    return empty.with_words({**words, "title": title}, numbered)


def _left_open(row: Indicator) -> str:
    """Give the target with its number left to the unit: how much there is and what it costs no library knows."""
    own = core(row.level2) in {"数量", "成本"} or "成本" in row.level2
    number = row.measure.number
    if not own or number is None or row.measure.percent or BUDGET in row.target:
        return row.target
    return re.sub(r"\d+(?:\.\d+)?", "N", row.target, count=1)
