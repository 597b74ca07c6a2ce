"""Figures in 绩效目标 held against the targets of the indicators that speak of the same thing; no rule stands here."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from perfxl.model.amounts import folded
from perfxl.model.project import Indicator, Project
from perfxl.rules._lexicon import groups, mapping, patterns, phrases
from perfxl.rules._texts import short
from perfxl.rules.goals import clauses
from perfxl.rules.structure import core, is_cost

_SHORTEST_HEAD, _SHORTEST_PART = 3, 5  # letters of 合格率; of a name that is another with words left out
_A_THING = 4  # letters of an item that begins a name, and so means it
_COVERED, _HALF = 0.75, 0.5  # parts of an indicator's name that a clause must say
_NUMERAL = r"(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)"
_HOW = (
    r"(?:(?:由|从)[\d.]+[%‰])?(?:均|都|全部|总体|平均|稳定|控制|保持|维持|力争|要|应)*"
    r"(?:提高|提升|增长|上升|增加|回升|升|增|下降|降低|降|减少|压减|压降|稳)?"
    r"(?:不低于|不少于|不小于|不高于|不超过|不大于|大于等于|小于等于|高于|低于|大于|小于|超过|超|优于|达到|到|至|达|在|为|是|≥|≤|>=|<=|=|>|<|:)*"
)
_RATE = re.compile(
    rf"(?P<name>[^\W\d_“”（）()、]{{2,20}}?(?:率|满意度|知晓度|占比|比例|比重|覆盖面|水平)){_HOW}{_NUMERAL}(?P<unit>[%‰])"
)
_MOVES = {word: group[0] for group in groups("goals.moves") for word in group}
_MOVE = "|".join(sorted(_MOVES, key=len, reverse=True))
_CHANGE = re.compile(
    rf"(?P<noun>[^\W\d_]{{2,16}}?)(?:(?:比|较|同比)(?:上年|去年|上一年|20\d\d年)?(?:度)?)?(?P<move>{_MOVE})"
    rf"(?:幅度)?(?:不低于|不少于|不小于|超过|达到|达|约|≥)*{_NUMERAL}%"
)
_CHANGE_NAME = re.compile(
    rf"(?P<noun>[^\W\d_]{{2,20}}?)(?:同比|较上年|比上年)?(?P<move>{_MOVE})(?:率|幅度|比例|比率|幅)"
)
_SAME_UNIT = {**mapping("units.synonyms"), **mapping("funds.same_unit"), **mapping("goals.same_unit")}
_TAIL, _JOINING, _DOING, _SCOPED, _NARROWED, _MOMENT = (
    patterns(f"goals.{kind}") for kind in ("quantity_tail", "joining", "doing", "scoped", "narrowed", "moment")
)
_FROM = re.compile(r"(?:由|从)[^，。；\d]{0,8}[\d.]+[^\W\d_]{0,3}(?=[^\W\d_]{0,6}(?:到|至|为)\d)")
_MONTH = re.compile(r"(?<![\d.])(?P<month>\d{1,2})月(?!龄|均|度)|(?P<end>年[底末])")
_UP_TO = {"到", "至"}
_NEW, _REPEATED = patterns("goals.new"), patterns("goals.repeated")
_DECEMBER = 12
_WAN = Decimal(10_000)

Pairs = Iterator[tuple[str, Indicator]]


@dataclass(frozen=True, slots=True)
class _Said:
    """A figure in the goals: what it is a figure of, the number, the words as they stand, the figure alone.

    `item` is what leads up to it from the last 、: 送戏下乡180场 of 组织送戏下乡180场、放映电影2160场.
    """

    name: str
    number: Decimal
    words: str
    figure: str = ""
    item: str = ""


def contradictions(goals: str, project: Project) -> Pairs:
    """Give what the goals say otherwise than an indicator's target, each indicator once."""
    parts = clauses(goals)
    told: set[int] = set()
    for pairs in (_rates(parts, project), _changes(parts, project), _counts(parts, project), _dates(parts, project)):
        for words, indicator in pairs:
            if indicator.number not in told:
                told.add(indicator.number)
                yield words, indicator


def _differing(said: list[_Said], own: dict[str, list[Indicator]]) -> Pairs:
    """Join each figure with the one indicator of its name; where either has two of the other nothing is certain."""
    joined = [(one, name) for one in said for name in own if _same_name(one.name, name)]
    for one, name in joined:
        alone = [other for other, to in joined if to == name] == [one] and len(own[name]) == 1
        if alone and sum(other is one for other, _ in joined) == 1 and own[name][0].measure.number != one.number:
            yield one.words, own[name][0]


@lru_cache(maxsize=8192)
def _same_name(one: str, other: str) -> bool:
    """Tell whether one name is the other, ends with it (路段验收合格率), or leaves words of it out (投诉按期办结率)."""
    shorter, longer = sorted((one, other), key=len)
    if longer.endswith(shorter):
        return len(shorter) >= _SHORTEST_HEAD or one == other
    alike = longer[0] == shorter[0] and longer[-_SHORTEST_HEAD:] == shorter[-_SHORTEST_HEAD:]
    return len(shorter) >= _SHORTEST_PART and alike and not _NARROWED.search(longer) and _within(shorter, longer)


def _within(shorter: str, longer: str) -> bool:
    """Tell whether the letters of one stand in the other in their order."""
    letters = iter(longer)
    return all(letter in letters for letter in shorter)


@lru_cache(maxsize=4096)
def _joined(name: str) -> str:
    return _JOINING.sub("", folded(name))


def _single(project: Project, *units: str) -> list[Indicator]:
    """Give the indicators whose target is one number of one of these units."""
    return [one for one in project.indicators if one.measure.unit in units and one.measure.upper is None]


def _rates(parts: tuple[str, ...], project: Project) -> Pairs:
    said: dict[str, list[_Said]] = defaultdict(list)
    for clause in parts:
        for match in _RATE.finditer(clause):
            said[match["unit"]].append(_Said(_joined(match["name"]), Decimal(match["number"]), match[0]))
    for unit, some in said.items():
        own: dict[str, list[Indicator]] = defaultdict(list)
        for indicator in _single(project, unit, *(("百分比",) if unit == "%" else ())):
            own[_joined(indicator.name)].append(indicator)
        yield from _differing(some, own)


def _change(match: re.Match[str]) -> str:
    """Name a change alike wherever it is said: 上访量减少, 上访下降率."""
    noun = _joined(match["noun"])
    return f"{_TAIL.sub('', noun) or noun}{_MOVES[match['move']]}"


def _changes(parts: tuple[str, ...], project: Project) -> Pairs:
    said = [
        _Said(_change(match), Decimal(match["number"]), match[0])
        for clause in parts
        for match in _CHANGE.finditer(clause)
    ]
    own: dict[str, list[Indicator]] = defaultdict(list)
    for indicator in _single(project, "%", "百分比") if said else ():
        if match := _CHANGE_NAME.fullmatch(_joined(indicator.name)):
            own[_change(match)].append(indicator)
    yield from _differing(said, own)


def _counts(parts: tuple[str, ...], project: Project) -> Pairs:
    """Join each figure with the indicator of its unit that speaks of the same thing; the units are the indicators'."""
    own: dict[str, list[tuple[Decimal, Indicator]]] = defaultdict(list)
    for indicator in project.indicators:
        target, typed = indicator.measure, folded(indicator.measure.unit)
        if target.number is not None and target.upper is None and not is_cost(indicator) and _countable(typed):
            number, unit = _scaled(target.number, typed)
            own[unit].append((number, indicator))
    said: dict[str, list[_Said]] = defaultdict(list)
    figures = _quantity(frozenset(folded(one.measure.unit) for some in own.values() for _, one in some))
    for clause in (_FROM.sub("", part) for part in parts) if own else ():
        for match in figures.finditer(clause):
            number, unit = _scaled(Decimal(match["number"].replace(",", "")), match["unit"])
            item = clause[: match.start()].rpartition("、")[2]
            said[unit].append(_Said(clause.replace(match[0], " ", 1), number, short(clause), match[0], item))
    for unit in said.keys() & own.keys():
        yield from _unequal(said[unit], own[unit], folded(project.name))


def _countable(unit: str) -> bool:
    return unit not in {"", "%", "‰", "百分比"} and "/" not in unit


@lru_cache(maxsize=512)
def _quantity(units: frozenset[str]) -> re.Pattern[str]:
    """Give a pattern of numbers with the usual units and with these."""
    plain = {_SAME_UNIT.get(unit.removeprefix("万") or unit, unit) for unit in units}
    known = sorted({*phrases("goals.units"), *units, *plain, "个工作日"}, key=len, reverse=True)
    return re.compile(
        rf"(?:(?<![\d.A-Za-z〔第])|(?<=[A-Z][A-Z])){_NUMERAL}(?P<unit>万?(?:{'|'.join(map(re.escape, known))}))(?![/%])"
    )


def _unequal(said: list[_Said], own: list[tuple[Decimal, Indicator]], name: str) -> Pairs:
    """Give the figures of one unit that differ from their indicator; a number that stands on both sides agrees."""
    agreed = {one.number for one in said} & {number for number, _ in own}
    least = _least(said, own)
    open_said = [one for one in said if one.number not in agreed]
    open_own = [it for number, it in own if number not in agreed]
    joined = [(one, it) for one in open_said for it in open_own if _covered(one, it, name) >= least(it)]
    for one, it in joined:
        if sum(other is one for other, _ in joined) == sum(to is it for _, to in joined) == 1:
            yield one.words, it


def _least(said: list[_Said], own: list[tuple[Decimal, Indicator]]) -> Callable[[Indicator], float]:
    """Say how much of its name must be said: all, less where there is one figure of the unit, least for times."""
    if len(said) > 1:
        return lambda _: 1
    one_each = len(own) == 1
    return lambda it: _COVERED if core(it.level2) == "数量" or not one_each else _HALF


def _scaled(number: Decimal, unit: str) -> tuple[Decimal, str]:
    """Give a quantity in its plain unit: 1.2万人 is 12000 人, 800名 is 800 人."""
    plain = unit.removeprefix("万") or unit
    return number * (_WAN if plain != unit else 1), _SAME_UNIT.get(plain, plain)


def _covered(said: _Said, indicator: Indicator, name: str) -> float:
    """Tell what part of an indicator's name a clause says; 0 where the clause speaks of another scope.

    A clause that says nothing else (养护120公里) may leave out what the project's name says (道路).
    """
    rest = _DOING.sub("", said.name)
    stem = _stem(indicator.name, new=bool(_NEW.search(said.name)))
    if not _shares_a_word(stem, rest) or said.figure in folded(indicator.description):
        return 0
    item = _DOING.sub("", said.item)
    if len(item) >= _A_THING and stem.startswith(item):
        return 1
    scoped = (scope for scope in _SCOPED.findall(said.name) if scope not in folded(indicator.name))
    if any(core(indicator.level2) == "数量" or scope not in _UP_TO for scope in scoped):
        return 0
    known = rest + name if set(rest) <= {*stem, " "} else rest
    return sum(letter in known for letter in stem) / len(stem)


@lru_cache(maxsize=8192)
def _stem(name: str, *, new: bool) -> str:
    """Give what an indicator counts: 停车泊位 of 停车泊位数量, and of 新增停车泊位 where the goal has new ones."""
    plain = _DOING.sub("", _TAIL.sub("", folded(name))) or folded(name)
    return (_NEW.sub("", plain) if new else plain) or plain


def _shares_a_word(stem: str, text: str) -> bool:
    return any(stem[at : at + 2] in text for at in range(len(stem) - 1))


def _dates(parts: tuple[str, ...], project: Project) -> Pairs:
    """Join each month by which something is to be done with the one indicator that dates the same."""
    said = [(clause, set(_months(clause))) for clause in parts if not _REPEATED.search(clause)]
    said = [(clause, months) for clause, months in said if len(months) == 1]
    own = [one for one in project.indicators if one.measure.date] if said else []
    dated = [(one, _MOMENT.sub("", folded(one.name)), set(_months(one.measure.date))) for one in own]
    joined = [
        (clause, one, months != due)
        for clause, months in said
        for one, stem, due in dated
        if len(due) == 1 and not _REPEATED.search(one.measure.typed) and _shares_a_word(stem, clause)
    ]
    for clause, one, differs in joined:
        alone = sum(clause == other for other, _, _ in joined) == sum(one is other for _, other, _ in joined) == 1
        if differs and alone:
            yield short(clause), one


def _months(text: str) -> Iterable[int]:
    return (_DECEMBER if match["end"] else int(match["month"]) for match in _MONTH.finditer(text))
