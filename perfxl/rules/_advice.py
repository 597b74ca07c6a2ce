"""Advice that names a better indicator: what the library has for this project and 二级指标; no rule stands here."""

from __future__ import annotations

from rapidfuzz import fuzz

from perfxl.model.amounts import folded
from perfxl.model.department import Department
from perfxl.model.library import BUDGET
from perfxl.model.project import Indicator, Project
from perfxl.rules.library_search import of_kind, same_level2

_FLOOR = 60  # higher than for a search: nobody asked
_AS_GOOD = 10  # points below the best that still count as best


def better(project: Project, indicator: Indicator, department: Department) -> str:
    """Name a library entry to use instead; "" where the library has none that fits, or the project has it already.

    The entry is of the category that fits the project best, so that a 二级指标 lacking there is not filled from afar.
    """
    found = of_kind(project.name, department.library)
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
    target = entry.target.replace(BUDGET, project.text("budget").strip() or BUDGET)
    return f"可参考指标库 {entry.code}“{entry.name} {target}”"
