"""What is written twice: indicators of one project, tables and targets of several (IND-06, 07, 08, 10)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from perfxl.model.amounts import folded
from perfxl.model.department import Department
from perfxl.model.findings import Severity
from perfxl.model.project import Indicator, Project
from perfxl.model.targets import Target
from perfxl.rules._lexicon import patterns, words
from perfxl.rules._naming import unit_in
from perfxl.rules._rule import Hit, Hits, department_rule, project_rule
from perfxl.rules._texts import ALSO, placeholder, short
from perfxl.rules.basis import letters
from perfxl.rules.measures import Measure, measure_of
from perfxl.rules.structure import core

POINTED = "财预〔2021〕101号（高度关联、重点突出）"
RELATED = "财预〔2015〕88号（相关性）"

_FEWEST_SAME, _SAME_SHARE = 5, 0.5  # in the same places
_FEWEST_SHARED, _JACCARD = 4, 0.6  # in any order
_KINDS_MOST = 16  # kept of each mark: what keeps the search linear
_TRIED = 8
_A_MATTER = 4  # letters of a name that says more than how it counts
_SHOWN = 3
_PLACES = patterns("copies.places")
_NUMBERS = patterns("copies.numbers")
_LEVELS = patterns("copies.prefixes")
_SPEEDS = patterns("copies.speeds")
_COUNTED = patterns("copies.counted")
_CEILED = {Measure.RATE, Measure.SATISFACTION}


@lru_cache(maxsize=16384)
def _said(name: str) -> str:
    """Give the letters of a name, a unit in brackets left out; "" for blanks and what is still to be filled in."""
    if placeholder(name):
        return ""
    bare = folded(name).rstrip("。；，、;,.")
    return letters(re.sub(r"\([^()]*\)?$", "", bare) if unit_in(name) and "(" in bare else bare)


def _rows(project: Project) -> Iterator[tuple[Indicator, str]]:
    for indicator in project.indicators:
        if said := _said(indicator.name):
            yield indicator, said


@project_rule("IND-06", Severity.ERROR, fix="删去重复的一条，或改成不同的指标。", basis=POINTED, repeats="{first}")
def name_used_twice(project: Project, department: Department) -> Hits:
    """同一项目里有两条同名的指标。

    为何：同一件事考核两遍，得分也算了两遍；放在两个二级指标下，其中一个必然放错。
    错例：质量指标和社会效益指标里各有一条“疫苗接种率”。
    正例：质量指标“疫苗接种率”；社会效益指标“传染病发病下降率”。
    """
    same: dict[str, list[Indicator]] = defaultdict(list)
    for indicator, said in _rows(project):
        same[said].append(indicator)
    twice = [group for group in same.values() if len(group) > 1]
    message = "；".join(f"{_numbers(group)}“{short(group[0].name)}”" for group in twice)
    yield from (Hit(project.at("name", one), f"指标重复：{message}。") for group in twice for one in group)


def _numbers(group: list[Indicator]) -> str:
    return f"第 {'、'.join(str(one.number) for one in group)} 条"


@dataclass(frozen=True, slots=True)
class _Table:
    """The names of a project's indicators, and its kind: its name without place and number."""

    project: Project
    kind: str
    names: tuple[str, ...]
    distinct: frozenset[str]

    @property
    def marks(self) -> Iterable[str]:
        """Give what others may be found by, each once: names, and pairs of them, which are rarer.

        Pairs as they follow one another, and as they do when sorted, so that a copy is found in any order.
        """
        pairs = (*pairwise(self.names), *pairwise(sorted(self.distinct)))
        return dict.fromkeys((*self.names, *map("\n".join, pairs)))

    def shared(self, other: _Table) -> int:
        """Count the indicators that two tables have in common; 0 where they are not alike enough."""
        placed = sum(one == two for one, two in zip(self.names, other.names, strict=False))
        common = len(self.distinct & other.distinct)
        fewer = min(len(self.names), len(other.names))
        in_place = placed >= max(_FEWEST_SAME, _SAME_SHARE * fewer)
        jumbled = common >= max(_FEWEST_SHARED, _JACCARD * len(self.distinct | other.distinct))
        return max(placed, common) if in_place or jumbled else 0


@lru_cache(maxsize=8192)
def _kind(name: str) -> str:
    """Reduce a project's name to what it does: neither the place nor the school, nor year, phase and number."""
    bare = _LEVELS.sub("", folded(name))
    return letters(_NUMBERS.sub("", _PLACES.sub("", bare, count=1)))


def _table(project: Project) -> _Table:
    names = tuple(said for _, said in _rows(project))
    kind = _kind(project.name) if letters(project.name) else f"#{project.position}"
    return _Table(project, kind, names, frozenset(names))


@department_rule("IND-07", Severity.WARNING, fix="按各项目自己的任务、对象和效果分别设指标。", basis=RELATED)
def tables_alike(department: Department) -> Hits:
    """两个不同的项目，指标几乎一样，像是整张表复制的。

    为何：不同的项目做不同的事，指标名称大半相同，说明没有按项目设计；只差地点、学校或年度的同类项目不在此列。
    错例：“图书购置”照搬“广场舞大赛”的 9 条指标，其中 8 条同名。
    正例：“图书购置”设新增图书册数、上架及时率；“广场舞大赛”设参赛队伍数、观众人次。
    """
    tables = [table for table in map(_table, department.projects) if len(table.names) >= _FEWEST_SHARED]
    found_by: dict[str, dict[str, _Table]] = defaultdict(dict)
    for table in tables:
        for mark in table.marks:
            kinds = found_by[mark]
            if len(kinds) < _KINDS_MOST:
                kinds.setdefault(table.kind, table)
    for table in tables:
        shared, other = _most_alike(table, found_by)
        if other:
            row = next(one for one, said in _rows(table.project) if said in other.distinct)
            named = f"第 {other.project.position} 表“{short(other.project.name)}”"
            message = f"与{named}指标雷同 {shared}/{len(table.names)}，疑似整表复制。"
            yield Hit(table.project.at("name", row), message)


def _most_alike(table: _Table, found_by: dict[str, dict[str, _Table]]) -> tuple[int, _Table | None]:
    """Find the most alike table of another kind among those that share most marks."""
    met = Counter[int]()
    tables: dict[int, _Table] = {}
    for mark in table.marks:
        for kind, other in found_by[mark].items():
            if kind != table.kind:
                met[other.project.position] += 1
                tables[other.project.position] = other
    tried = [(table.shared(tables[position]), -position) for position, _ in met.most_common(_TRIED)]
    shared, position = max(tried, default=(0, 0))
    return (shared, tables[-position]) if shared else (0, None)


@department_rule(
    "IND-08", Severity.INFO, fix="统一目标值；确有不同的，在依据里说明。", basis="本工具建议", repeats=ALSO
)
def same_name_other_target(department: Department) -> Hits:
    """几个项目里有同名的指标，目标值却不一样。

    为何：同一单位对同一件事应当用同一标准；数量、金额和完成日期本来因项目而异，不在此列。
    错例：甲项目“参赛选手满意度 ≥85%”，乙项目“参赛选手满意度 ≥95%”。
    正例：两个项目都是 ≥90%；或者名称写明不同的对象。
    """
    asked: dict[tuple[str, str], dict[tuple[object, ...], list[tuple[Project, Indicator]]]] = defaultdict(dict)
    for project in department.projects:
        for indicator, said in _rows(project):
            target = indicator.measure
            if _one_standard(indicator.name, target):
                value = (target.number, target.upper, target.unit)
                asked[core(indicator.level2), said].setdefault(value, []).append((project, indicator))
    for values in asked.values():
        ranked = sorted(values.values(), key=len, reverse=True)
        if len(ranked) > 1 and len({project.position for rows in ranked for project, _ in rows}) > 1:
            project, indicator = ranked[-1][0]
            shown = "，".join(f"第 {one.position} 表 {row.target.strip()}" for (one, row), *_ in ranked[:_SHOWN])
            more = f" 等 {len(ranked)} 种" if len(ranked) > _SHOWN else ""
            message = f"同名指标“{short(indicator.name)}”目标值不一致：{shown}{more}。"
            yield Hit(project.at("target", indicator), message)


def _one_standard(name: str, target: Target) -> bool:
    """Tell whether projects should agree on a value: shares of a whole, and how fast something is done."""
    if target.percent:
        return measure_of(name) in _CEILED
    fast = target.unit in words("copies.durations") and _SPEEDS.search(folded(name))
    return target.number is not None and bool(fast)


@project_rule(
    "IND-10", Severity.ERROR, fix="删去重复的一条，或按这条指标自己的含义改写描述。", basis=POINTED, repeats="{first}"
)
def rows_say_the_same(project: Project, department: Department) -> Hits:
    """同一二级指标下，两条指标的描述和指标值完全相同，或者名称只是字序不同、指标值相同。

    为何：换个名称把同一行又写了一遍，一件事算了两次分。（名称也相同的由 IND-06 报。）
    错例：“管网改造长度”与“改造管网里程”，描述都是“验收合格的管网长度”，值都是 ≥18公里。
    正例：“管网改造长度 ≥18公里”，“更换阀门井数量 ≥40座”，各写各的描述。
    """
    same: dict[tuple[str, str, Target], list[Indicator]] = defaultdict(list)
    turned: dict[tuple[str, str, Target], list[Indicator]] = defaultdict(list)
    for indicator, said in _rows(project):
        description = letters(indicator.description)
        if not indicator.measure.fault:
            if len(same_letters := _sorted_letters(said)) >= _A_MATTER:
                turned[core(indicator.level2), same_letters, indicator.measure].append(indicator)
            if description:
                same[core(indicator.level2), description, indicator.measure].append(indicator)
    twice = [
        group
        for (_, description, _), group in same.items()
        if len({_said(one.name) for one in group}) > 1 and not _formula_for_all(description, group)
    ]
    yield from _told(project, twice, "description", "描述和指标值完全相同")
    if not twice:
        reordered = [group for group in turned.values() if len({_said(one.name) for one in group}) > 1]
        yield from _told(project, reordered, "name", "名称只是换了字序，指标值相同")


def _told(project: Project, twice: list[list[Indicator]], column: str, what: str) -> Hits:
    message = "；".join(f"{_numbers(group)}（{group[0].target.strip()}）" for group in twice)
    yield from (Hit(project.at(column, one), f"{what}：{message}。") for group in twice for one in group)


@lru_cache(maxsize=8192)
def _sorted_letters(said: str) -> str:
    """Give the letters of a name in order, without how it counts: the same for 残疾人培训人次 and 培训残疾人人数."""
    return "".join(sorted(_COUNTED.sub("", said)))


def _formula_for_all(description: str, group: list[Indicator]) -> bool:
    """Tell whether a description says nothing of what the names differ by: 合格数÷抽检数 for 蔬菜 and for 水果."""
    names = [set(_said(one.name)) for one in group]
    common = set[str].intersection(*names)
    own = [name - common for name in names]
    return all(own) and not set[str].union(*own) & set(description)
