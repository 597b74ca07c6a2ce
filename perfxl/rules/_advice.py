"""Advice that names a better indicator: of the project's own words, or of the library; no rule stands here."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from rapidfuzz import fuzz

from perfxl.model.amounts import folded
from perfxl.model.department import Department
from perfxl.model.library import LibraryEntry
from perfxl.model.project import Indicator, Project
from perfxl.rules._keywords import core as subject
from perfxl.rules._lexicon import groups, patterns
from perfxl.rules.library_search import of_kind, same_level2

_FLOOR = 60  # higher than for a search: nobody asked
_AS_GOOD = 10  # points below the best that still count as best
_SHORT = 2


def better(project: Project, indicator: Indicator, department: Department) -> str:
    """Name a library entry to use instead; "" where the library has none that fits, or the project has it already.

    The entry is of the category that fits the project best, so that a 二级指标 lacking there is not filled from afar,
    and of the project's own field: that both pay subsidies is not enough.
    """
    found = [one for one in of_kind(project.name, department.library) if _of_field(project.name, one.entry)]
    if not found or found[0].score < _FLOOR:
        return ""
    own = {folded(one.name) for one in project.indicators}
    fitting = [
        one for one in found if same_level2(indicator.level2, one.entry.level2) and folded(one.entry.name) not in own
    ]
    good = [one.entry for one in fitting if one.score >= fitting[0].score - _AS_GOOD]
    if not good:
        return ""
    entry = max(good, key=lambda one: fuzz.ratio(one.name, indicator.name))
    return f"可参考指标库 {entry.code}“{entry.name} {entry.target_left_open(project.text('budget'))}”"


def _of_field(name: str, entry: LibraryEntry) -> bool:
    return not subject(name).isdisjoint(subject(entry.category or entry.name))


@lru_cache(maxsize=2048)
def own_count(name: str) -> str:
    """Make a 数量 indicator of a project's own name: 独生子女父母退休奖励发放人数 =N人; "" where no pattern fits."""
    bare = patterns("advice.before").sub("", folded(name))
    bare = patterns("advice.after").sub("", bare) or bare
    if len(bare) < _SHORT:
        return ""
    return next((f"{shape.format(bare)} =N{unit}" for where, shape, unit in _counts() if where.search(name)), "")


@cache
def _counts() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    return tuple((re.compile(where), shape, unit) for where, shape, unit in groups("advice.counts"))


def count_advice(project: Project, indicator: Indicator, department: Department) -> str:
    """Say how to count the project's own work: in its own words where a pattern fits, else as the library does."""
    own = own_count(project.name)
    taken = any(folded(one.name) == own.partition(" ")[0] for one in project.indicators)
    return f"可写“{own}”" if own and not taken else better(project, indicator, department)
