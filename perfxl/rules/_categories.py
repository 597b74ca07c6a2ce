"""What an indicator speaks of, told by its words, and where that may stand; no rule stands here."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from perfxl.model.amounts import folded
from perfxl.model.department import Department
from perfxl.model.project import Indicator, Project
from perfxl.rules._advice import better
from perfxl.rules._lexicon import mapping, patterns, phrases, words
from perfxl.rules.measures import Measure, measure_of
from perfxl.rules.structure import core

_END = re.compile(r"(?:\([^()]*\)?|[。；，、;,.])+$")


def bare(name: str) -> str:
    """Fold a name and drop what closes it: a unit in brackets, punctuation."""
    return _END.sub("", folded(name))


def category(indicator: Indicator) -> str:
    """Tell the category of the 二级指标 that it stands under; "" for those not judged here."""
    return mapping("categories.levels").get(core(indicator.level2), "")


@lru_cache(maxsize=8192)
def category_of(name: str, description: str = "") -> frozenset[str]:
    """Give the categories of 二级指标 that an indicator may stand under, as far as its words tell."""
    said = f"{bare(name)} {folded(description)}"
    return frozenset(one for one in phrases("categories.own") if patterns(f"categories.own.{one}").search(said))


@lru_cache(maxsize=8192)
def misfit(place: str, name: str, description: str = "") -> str:
    """Tell what it speaks of instead, if it clearly has nothing to do with the category where it stands; else "".

    Inputs and processes are such whatever the description says, and whatever they are spent on is told by the rest of
    the name: 后续管护经费落实率 may stand under 可持续影响, 办公经费落实率 may not.
    """
    if place not in phrases("categories.misfits"):
        return ""
    short = bare(name)
    for kind in phrases(f"categories.misfits.{place}"):
        says = patterns(f"categories.says.{kind}")
        if says.search(short):
            blunt = kind in words("categories.kind.blunt")
            explained = place in words("categories.kind.explained")
            own = category_of(says.sub(" ", short)) if blunt else category_of(short, description if explained else "")
            if place not in own or (kind in words("categories.kind.tails") and _only_by_trade(place, short)):
                return kind
    return ""


def _only_by_trade(place: str, short: str) -> bool:
    """Tell whether a name is near a category by the trade or people it is done for, and by nothing else."""
    trades = f"categories.trades.{place}"
    return place in words("categories.trades") and place not in category_of(patterns(trades).sub(" ", short))


def is_padding(kind: str) -> bool:
    """Tell whether what stands there instead is no effect at all: an input, an output, a process."""
    return bool(kind) and kind not in words("categories.kind.effects")


@lru_cache(maxsize=8192)
def is_notion(name: str) -> bool:
    """Tell whether a name is of something that has no share of its own: 社会稳定水平, 服务质量, 采购计划落实."""
    short = bare(name)
    if not short or _ends("counted").search(short):
        return False
    if _ends("plain").search(short):
        return True
    changed = _ends("change").sub("", short)
    if _ends("plain").search(changed):
        return True
    plain_start = patterns("categories.notions.leading").match(short)
    speaks_up = plain_start or changed != short or not _ends("tangible").search(short)
    return bool(speaks_up) and measure_of(changed or short) is Measure.OTHER


@cache
def _ends(path: str) -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(phrases(f'categories.notions.{path}'))})$")


def has_yardstick(indicator: Indicator) -> bool:
    """Tell whether the description says how the value is got: a formula, a sample, statistics.

    A word that stands in the name tells what it is about, not how it is got: 统计服务水平, 普查对象配合程度.
    """
    said = patterns("categories.notions.measured").finditer(folded(indicator.description))
    short = bare(indicator.name)
    return any(match[0] not in short for match in said)


def duties(project: Project, department: Department) -> str:
    """Give the words that tell what the unit is for and what the project does."""
    return f"{project.unit} {department.unit_name} {project.name} {project.purpose}"


def depends_on_others(name: str, duty: str, outcomes: str = "uncontrolled") -> bool:
    """Tell whether an outcome, of those listed, lies in the hands of others than a unit and project of these duties."""
    outcome = _outcome(name, outcomes)
    return bool(outcome) and not patterns(f"categories.outside.{outcome}.duty").search(duty)


@lru_cache(maxsize=8192)
def _outcome(name: str, outcomes: str) -> str:
    short = bare(name)
    listed = phrases(f"categories.{outcomes}")
    return next((one for one in listed if patterns(f"categories.outside.{one}.names").search(short)), "")


def suggestion(project: Project, indicator: Indicator, department: Department) -> str:
    """Name a better indicator for the 二级指标: from the library, else by what kind of project it is; "" if none."""
    if advice := better(project, indicator, department):
        return advice
    place = category(indicator)
    taken = {bare(one.name) for one in project.indicators}
    fitting = [one for one in _ideas(project.name, project.purpose, place) if one not in taken]
    if not fitting:
        return without(indicator) if removable(place) else ""
    return f"可改为{'或'.join(f'“{one}”' for one in fitting)}"


def without(indicator: Indicator) -> str:
    """Say that a row may go, where a project may do without its 二级指标."""
    return f"本项目没有{core(indicator.level2)}的，删去这一行"


def out_of_place(project: Project, indicator: Indicator, department: Department) -> bool:
    """Tell whether a row does not belong where it stands, so that mending its words would be in vain."""
    place, duty = category(indicator), duties(project, department)
    if misfit(place, indicator.name, indicator.description):
        return True
    untraceable = place == "ecology" and depends_on_others(indicator.name, duty, "untraceable")
    return untraceable or depends_on_others(indicator.name, duty)


def _ideas(name: str, purpose: str, place: str) -> tuple[str, ...]:
    for text in (name, purpose):
        for kind in phrases("categories.kinds"):
            if patterns(f"categories.kinds.{kind}.words").search(text):
                return phrases(f"categories.kinds.{kind}.{place}") if place else ()
    return ()


def removable(place: str) -> bool:
    """Tell whether a project may do without this 二级指标."""
    return place in words("categories.optional")
