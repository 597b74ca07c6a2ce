"""Whether an indicator belongs to its project, and a description to its name; no rule stands here."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache, lru_cache
from itertools import pairwise

from perfxl.model.amounts import folded
from perfxl.model.project import Indicator, Project
from perfxl.rules._keywords import content, core
from perfxl.rules._lexicon import any_of, groups, patterns, words
from perfxl.rules._texts import short
from perfxl.rules.measures import Measure, measure_of

_MEASURED = {Measure.RATE, Measure.TIME, Measure.MONEY, Measure.AREA, Measure.COUNT}
_CHANCE = 2  # tokens that two texts may share by chance
_RICH = 12  # tokens of a project that says more than its name
_CLASHES = {  # what a name speaks of, and what its description can then not measure
    Measure.COUNT: {Measure.TIME, Measure.RATE, Measure.MONEY, Measure.AREA},
    Measure.AREA: {Measure.TIME, Measure.RATE, Measure.MONEY},
    Measure.TIME: {Measure.MONEY, Measure.AREA, Measure.COUNT, Measure.RATE},
    Measure.MONEY: {Measure.TIME, Measure.AREA, Measure.COUNT, Measure.RATE},
    Measure.RATE: {Measure.TIME, Measure.MONEY},
    Measure.TEMPERATURE: {Measure.TIME, Measure.MONEY, Measure.AREA, Measure.COUNT},
}
_PERCENT = re.compile(r"[÷/].*100%")
_CLAUSE = re.compile("[，。；,;]")


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


def is_stranger(indicator: Indicator, project: Project, unit: str = "") -> bool:
    """Tell whether a description has nothing to do with the name of its indicator.

    Sharing no word is not enough: 挽回经济利益 may be told as 生效裁判、调解书确认的金额合计. It must also measure what
    the name cannot mean, or speak of a field far from all that project and unit speak of.
    """
    name, description = indicator.name, indicator.description
    if _pairs(name) & _pairs(description) or content(name) & content(description):
        return False
    if _opinion_on_a_fact(name, description) or _measures_something_else(name, description):
        return True
    texts = (patterns("relatedness.region").sub("", unit), *_neighbours(indicator, project))
    if foreign_words(indicator, "description", "\n".join(texts)):
        return True
    fields = _fields(description)
    if not fields:
        return False
    own = frozenset[str]().union(*(content(text) for text in texts))
    return _far(fields, texts) and len(core(description) & own) < _CHANCE


def _far(fields: Collection[str], texts: tuple[str, ...]) -> bool:
    """Tell whether fields lie far from all that the texts speak of."""
    return all(_sectors(text).isdisjoint(fields) for text in texts)


def _neighbours(indicator: Indicator, project: Project) -> tuple[str, ...]:
    names = (one.name for one in project.indicators if one is not indicator)
    return (project.name, project.purpose, project.goals, *names)


def _opinion_on_a_fact(name: str, description: str) -> bool:
    """Tell whether the description counts the satisfied, and the name nothing of that sort."""
    satisfied = patterns("relatedness.satisfied").search(description)
    return satisfied is not None and not patterns("relatedness.about_opinion").search(folded(name))


@lru_cache(maxsize=8192)
def _fields(text: str) -> frozenset[str]:
    """Give the fields that a text speaks of and that no other shares; what may be anywhere (系统, 人员) is none."""
    listed = words("relatedness.fields") | words("relatedness.fields_of_descriptions")
    told = core(any_of("relatedness.elsewhere_too").sub("、", text))
    return frozenset(token for token in told if token[0] == "=" and token[1:] in listed)


@lru_cache(maxsize=8192)
def _sectors(text: str) -> frozenset[str]:
    """Give the fields that a text speaks of with all that lie near them: 法院 and 信访 for 法律援助."""
    own = core(text)
    near = (group for group in _groups() if not own.isdisjoint(group))
    return own.union(*near)


@cache
def _groups() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(f"={field}" for field in group) for group in groups("relatedness.sectors"))


@lru_cache(maxsize=8192)
def _measures_something_else(name: str, description: str) -> bool:
    """Tell whether a description measures what the name cannot mean, and shares not even a letter that says something.

    A count told by a rate is one; a rate told by its numerator alone is not.
    """
    bare = folded(name)
    if not _letters(bare).isdisjoint(_letters(folded(description))):
        return False
    named, described = measure_of(name), _described(description)
    if named is Measure.SATISFACTION:
        return described in _MEASURED and not patterns("relatedness.satisfaction").search(description)
    if described not in _CLASHES.get(named, frozenset()):
        return named is Measure.COUNT and _counts_other_things(bare, folded(description))
    kind, said = (described, bare) if named is Measure.RATE else (named, folded(description))
    path = {Measure.TIME: "relatedness.time_or_rate", Measure.MONEY: "relatedness.money_or_rate"}.get(kind)
    return path is None or not patterns(path).search(said)  # 每平方米造价 may be told by areas, if money is mentioned


@lru_cache(maxsize=8192)
def _letters(text: str) -> frozenset[str]:
    """Give the Chinese letters of a text that say something of its matter."""
    return frozenset(sign for sign in text if "\u4e00" <= sign <= "\u9fff") - words("relatedness.measure_letters")


def _described(description: str) -> Measure:
    """Tell what a description measures; a quotient of money is money, another may be of whatever: persons, days."""
    bare = _CLAUSE.split(folded(description), maxsplit=1)[0]
    if _PERCENT.search(bare):
        return Measure.RATE
    over = re.split("[÷/]", bare, maxsplit=1)
    amount = patterns("relatedness.summed").sub("", over[0].strip("()"))
    if len(over) > 1:
        return Measure.MONEY if measure_of(amount) is Measure.MONEY else Measure.OTHER
    return Measure.TIME if patterns("relatedness.ends_as_time").search(bare) else measure_of(amount)


@lru_cache(maxsize=8192)
def _counts_other_things(name: str, description: str) -> bool:
    """Tell whether things of another kind are counted: machines instead of meetings."""
    kinds = [re.compile("|".join(kind)) for kind in groups("relatedness.counted")]
    named = [kind for kind in kinds if re.search(f"(?:{kind.pattern})$", name)]
    return bool(named) and not named[0].search(description) and any(kind.search(description) for kind in kinds)


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

    Of a project that says no more than its name nothing is known; benefits may fall to other fields; a near field
    is none.
    """
    if _is_benefit(indicator) or measure_of(indicator.name) is Measure.SATISFACTION:
        return ""
    told = core(indicator.name)
    fields = [token[1:] for token in told if token[0] == "=" and token[1:] in words("relatedness.fields")]
    texts = (unit, *_neighbours(indicator, project))
    if not fields or len(core(about(project))) < _RICH:
        return ""
    if _marked(indicator.name) and not _far({f"={field}" for field in fields}, texts):
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
