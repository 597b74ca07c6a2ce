"""Whether an indicator belongs to its project, and a description to its name; no rule stands here."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise

from perfxl.model.amounts import folded
from perfxl.model.project import Indicator, Project
from perfxl.rules._keywords import content, core, keywords
from perfxl.rules._lexicon import any_of, groups, patterns, words
from perfxl.rules._texts import short
from perfxl.rules.measures import Measure, measure_of

_MEASURED = {Measure.RATE, Measure.TIME, Measure.MONEY, Measure.AREA, Measure.COUNT}
_SEVERAL = 4  # letters that two texts would share by chance, were they of one matter
_RICH = 12  # tokens of a project that says more than its name
_ALIKE = {Measure.AREA, Measure.COUNT}
_PERCENT = re.compile(r"[÷/].*100%")


def about(project: Project) -> str:
    """Give what the project says of itself: its name, purpose and goals."""
    return f"{project.name}\n{project.purpose}\n{project.goals}"


def touches_name(indicator: Indicator, project: Project) -> bool:
    """Tell whether an indicator speaks of what the project's name says.

    A way to spend money (购置, 补贴) counts only in a name without a field of its own, or if the project has none,
    either: 发放人数 for 高龄津贴, but not 医疗设备购置台数 for 农机购置补贴.
    """
    about_name = core(project.name)
    if not about_name.isdisjoint(core(indicator.name) | core(indicator.description)):
        return True
    told = content(indicator.name)
    ways = told & content(project.name)
    return bool(ways) and (not about_name or len(ways) > 1 or not _names_field(indicator.name))


def touches(indicator: Indicator, project: Project) -> bool:
    """Tell whether an indicator speaks of anything that the project says of itself; one word may be chance."""
    own = core(project.name) | core(project.purpose) | core(project.goals)
    name = core(indicator.name) & own
    shared = name | (core(indicator.description) & own)
    return len(shared) > 1 or bool(name and not any(token[0] == "=" for token in core(indicator.name) - own))


def may_be_own(indicator: Indicator, project: Project) -> bool:
    """Tell whether an indicator names a field and the project none: 托养残疾人数 may be what 阳光家园计划 is."""
    return _names_field(indicator.name) and not _names_field(about(project))


def _names_field(text: str) -> bool:
    return any(token[0] == "=" for token in core(text))


def is_stranger(indicator: Indicator, project: Project) -> bool:
    """Tell whether a description has nothing to do with the name of its indicator.

    Sharing no pair of letters is not enough (餐厨垃圾减少率 — (上年-本年)÷上年). It must also share nothing with all
    that the project says, and speak of another field or of another kind of measure.
    """
    name, description = indicator.name, indicator.description
    if _pairs(name) & _pairs(description) or content(name) & content(description):
        return False
    if _opinion_on_a_fact(name, description):
        return True
    distinct = core(description) or content(description)
    if not distinct or not _speaks_of_something_else(name, description):
        return False
    return not any(distinct & content(text) for text in _neighbours(indicator, project))


def _neighbours(indicator: Indicator, project: Project) -> tuple[str, ...]:
    names = (one.name for one in project.indicators if one is not indicator)
    return (project.name, project.purpose, project.goals, *names)


def _opinion_on_a_fact(name: str, description: str) -> bool:
    """Tell whether the description counts the satisfied, and the name nothing of that sort."""
    satisfied = patterns("relatedness.satisfied").search(description)
    return satisfied is not None and not patterns("relatedness.about_opinion").search(folded(name))


@lru_cache(maxsize=8192)
def _speaks_of_something_else(name: str, description: str) -> bool:
    """Tell whether a description names a field, or measures something else than the name, or has no letter of it."""
    if _names_field(description):
        return True
    named, described = measure_of(name), _described(description)
    kinds = {named, described}
    if named is Measure.SATISFACTION:
        return described in _MEASURED and not patterns("relatedness.satisfaction").search(description)
    if len(kinds) > 1 and kinds <= _MEASURED:
        return kinds != _ALIKE and not patterns("relatedness.time_or_rate").search(folded(name))
    letters = {letter for word in keywords(description) for letter in word}
    return len(kinds) > 1 and "÷" not in description and len(letters) >= _SEVERAL and letters.isdisjoint(folded(name))


def _described(description: str) -> Measure:
    """Tell what a description measures; a quotient may be of whatever: money, persons, days."""
    bare = folded(description)
    if _PERCENT.search(bare):
        return Measure.RATE
    if patterns("relatedness.ends_as_time").search(bare):
        return Measure.TIME
    return Measure.OTHER if "÷" in bare else measure_of(description)


@lru_cache(maxsize=8192)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(one + other for one, other in pairwise(folded(text)))


@cache
def _industries() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    listed = groups("relatedness.industries")
    return tuple((name, re.compile(marks), re.compile(home)) for name, marks, home in listed)


@lru_cache(maxsize=8192)
def _marked(text: str) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """Give each industry whose own words stand in a text, those words, and what makes a project belong to it."""
    bare = folded(text).strip("。；，、")
    found = ((name, marks.search(bare), home) for name, marks, home in _industries())
    return tuple((name, match[0], home) for name, match, home in found if match)


def foreign_words(indicator: Indicator, column: str, own: str) -> str:
    """Give words in a column that only another industry uses, if the project's own text has nothing of it."""
    text = str(getattr(indicator, column))
    for name, found, home in _marked(text):
        outcome = _is_benefit(indicator) and name in words("relatedness.outcomes")
        if not (outcome or home.search(own)) and core(text).isdisjoint(core(own)):
            return f"“{found}”是{name}的说法"
    return ""


def _is_benefit(indicator: Indicator) -> bool:
    return "效益" in indicator.level1


def foreign_field(indicator: Indicator, project: Project, unit: str) -> str:
    """Tell what field an output indicator's name speaks of, if neither project, unit nor other indicators touch on it.

    Of a project that says no more than its name nothing is known; benefits may fall to other fields; and of an
    industry with words of its own, `foreign_words` has judged.
    """
    if _is_benefit(indicator) or measure_of(indicator.name) is Measure.SATISFACTION:
        return ""
    told = core(indicator.name)
    fields = [token[1:] for token in told if token[0] == "=" and token[1:] in words("relatedness.fields")]
    texts = (unit, *_neighbours(indicator, project))
    if not fields or _marked(indicator.name) or len(core(about(project))) < _RICH:
        return ""
    told |= core(indicator.description)
    alone = all(told.isdisjoint(core(text)) for text in texts)
    return f"“{short(indicator.name)}”说的是{min(fields)}" if alone else ""


def asks_others(asked: str, project: Project, unit: str) -> str:
    """Give the words for the people whom a satisfaction indicator asks, if the project does not serve them."""
    outside = any_of("relatedness.the_public").search(asked)
    inside = any_of("relatedness.staff").search(asked)
    if outside and (_serves_agencies(project, unit) or _goals_ask_agencies(project)):
        return outside[0]
    return inside[0] if inside and not outside and _pays_persons(project) else ""


def _serves_agencies(project: Project, unit: str) -> bool:
    """Tell whether a project serves the agency itself: by its unit or its name, and nobody outside is mentioned."""
    internal = any_of("relatedness.internal_units").search(unit)
    internal = internal or patterns("relatedness.internal_projects").search(project.name)
    return internal is not None and not any_of("relatedness.serves_public").search(about(project))


def _goals_ask_agencies(project: Project) -> bool:
    """Tell whether the goals themselves name agencies as those to be satisfied (使用部门满意度), and not the public."""
    asked = patterns("relatedness.agency_satisfied").search(folded(project.goals))
    return asked is not None and not any_of("relatedness.the_public").search(about(project))


def _pays_persons(project: Project) -> bool:
    """Tell whether a project pays benefits to persons outside, and mentions no staff."""
    benefits = any_of("relatedness.benefits").search(project.name)
    return benefits is not None and not any_of("relatedness.mentions_staff").search(about(project))
