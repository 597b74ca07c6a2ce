"""Propose a new project's table: the words that are known, and indicators of the library's category that fits best."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from perfxl.app.new import empty_project
from perfxl.model.amounts import folded
from perfxl.model.department import Department
from perfxl.model.library import LibraryEntry
from perfxl.model.project import Indicator, Project
from perfxl.rules.library_search import Suggestion, ranked

_MOST = 6  # entries by which a category is judged
_EACH = 2  # indicators proposed for one 二级指标
_OTHERS = 3
_HEAD, _DONE = 2, 1.5  # letters at the end of a name, and what a category counts more that has them


@dataclass(frozen=True, slots=True)
class Proposal:
    """A project to begin with, the library entries that it draws on, and other categories that might fit."""

    project: Project
    entries: tuple[LibraryEntry, ...]
    others: tuple[str, ...]


def propose(words: Mapping[str, str], like: str, department: Department) -> Proposal:
    """Make the next project of a department.

    `words` are by field, the name at least; `like` says what to look for in the library.
    """
    best, *others = (*_categories(like, department), "")
    entries = _chosen(best, department)
    return Proposal(_project(words, entries, department), entries, tuple(filter(None, others[:_OTHERS])))


def _categories(words: str, department: Department) -> list[str]:
    """Rank the library's categories by how well they fit; what is done (维修, 检测) stands at the end of a name."""
    by_category: dict[str, list[Suggestion]] = defaultdict(list)
    for one in ranked(words, department.library):
        by_category[one.entry.category].append(one)
    done = folded(words)[-_HEAD:]
    fits = {
        category: sum(one.score for one in some[:_MOST]) * (_DONE if done in category else 1)
        for category, some in by_category.items()
    }
    return sorted(fits, key=lambda category: -fits[category])


def _chosen(category: str, department: Department) -> tuple[LibraryEntry, ...]:
    """Choose some entries of a category for each 二级指标."""
    entries = [one for one in department.library if category and one.category == category]
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
        some = [
            replace(one.indicator(department.profile), target=one.target_left_open(words.get("budget", "")))
            for one in entries
            if one.levels(department.profile) == levels
        ]
        rows += some or [blank_row]
    numbered = tuple(replace(row, number=number) for number, row in enumerate(rows, start=1))
    title = f"{position}.{words['name'].strip()}绩效目标表"
    return empty.with_words({**words, "title": title}, numbered)
