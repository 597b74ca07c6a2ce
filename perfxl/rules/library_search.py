"""Which entries of the indicator library fit a project's name, or an indicator's; no rule stands here.

An entry's score is the share of the query's keywords that it has, the rare ones counting for more; or, where that is
more, how like its name or category the query is spelt (rapidfuzz), which forgives slips of the pen. What stands below
the floor is no suggestion: a query of which the library knows nothing gets nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache
from math import log

from rapidfuzz import fuzz, process

from perfxl.model.amounts import folded
from perfxl.model.library import Library, LibraryEntry
from perfxl.rules._keywords import content
from perfxl.rules.structure import core

FLOOR = 45
_LIKE = 65  # how like the spelling must be to count; names of other things in the same words reach 60
_FEWEST = 4  # letters of a query that says nothing of a subject (验收合格率) and may still be looked for as it stands
_COLUMNS = {"name": 1.0, "category": 1.0, "description": 0.4, "basis": 0.4, "remark": 0.4}
_NEIGHBOUR = 0.5  # what a keyword counts that stands in another entry of the category
_KINDS = {"=": 1.0, "~": 0.5}  # a subject that the word lists know tells more than a way to spend money,
_PAIR = 0.3  # and than a pair of letters
_AS_GOOD = 10  # points below the best category that still count as best
_SPELLING = 0.2  # what the spelling of a category adds, so that of equals the one that is named so wins
_LONGEST = 60  # letters of a query that are looked at


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An entry and how well it fits, from 0 to 100."""

    entry: LibraryEntry
    score: int


@dataclass(frozen=True, slots=True)
class _Same:
    """A library as a key: told by identity, because hashing hundreds of entries costs more than a search."""

    library: Library

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.library is self.library

    def __hash__(self) -> int:
        return id(self.library)


@dataclass(slots=True)
class _Index:
    """Where each keyword stands and how rare it is; the spelling of names and categories; the sizes of categories."""

    found: dict[str, dict[int, float]] = field(default_factory=lambda: defaultdict(dict))
    rarity: dict[str, float] = field(default_factory=dict)
    spelt: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    sizes: dict[str, int] = field(default_factory=dict)


def suggestions(query: str, library: Library, level2: str = "", most: int = 10) -> tuple[Suggestion, ...]:
    """Give the entries that fit best, the best first; those of one 二级指标 alone where it is given. Never raises."""
    fitting = (one for one in ranked(query, library) if not level2 or same_level2(level2, one.entry.level2))
    return tuple(one for one, _ in zip(fitting, range(most), strict=False))


def ranked(query: str, library: Library) -> tuple[Suggestion, ...]:
    """Give every entry that is above the floor, the best first; equals in the library's order."""
    return _ranked(folded(query)[:_LONGEST], _Same(library))


def of_kind(query: str, library: Library) -> tuple[Suggestion, ...]:
    """Give those that are ranked and whose category fits best as a whole, not by a word of one entry."""
    return _of_kind(folded(query)[:_LONGEST], _Same(library))


def same_level2(one: str, other: str) -> bool:
    """Tell whether two 二级指标 are one: 数量 and 数量指标, 成本 (of 2015) and 经济成本 (of 2021)."""
    return _same_level2(core(one), core(other))


@lru_cache(maxsize=1024)
def _same_level2(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return bool(short) and (long.startswith(short) or long.endswith(short))


@lru_cache(maxsize=2048)
def _ranked(query: str, same: _Same) -> tuple[Suggestion, ...]:
    index = _index(same)
    scores = _by_keywords(query, index)
    for number, score in _by_spelling(query, index, scores).items():
        scores[number] = max(scores.get(number, 0), score)
    likeness = {category: fuzz.ratio(query, category) for category in index.sizes}
    above = [(round(score), number) for number, score in scores.items() if round(score) >= FLOOR]
    order = sorted(above, key=lambda one: (-one[0], -likeness[same.library[one[1]].category], one[1]))
    return tuple(Suggestion(same.library[number], score) for score, number in order)


@lru_cache(maxsize=2048)
def _of_kind(query: str, same: _Same) -> tuple[Suggestion, ...]:
    found, sizes = _ranked(query, same), _index(same).sizes
    totals = Counter[str]()
    for one in found:
        totals[one.entry.category] += one.score
    fit = {
        category: total / sizes[category] + _SPELLING * fuzz.ratio(query, category)
        for category, total in totals.items()
    }
    best = max(fit.values(), default=0)
    return tuple(one for one in found if fit[one.entry.category] >= best - _AS_GOOD)


def _by_keywords(query: str, index: _Index) -> dict[int, float]:
    """Score entries by the share of the query's keywords that they have."""
    tokens = sorted(content(query))  # a sum of fractions depends on the order
    unheard_of = max(index.rarity.values(), default=1)
    weights = {token: index.rarity.get(token, unheard_of) * _KINDS.get(token[0], _PAIR) for token in tokens}
    whole = sum(weights.values())
    scores: dict[int, float] = defaultdict(float)
    for token in tokens:
        for number, weight in index.found.get(token, {}).items():
            scores[number] += 100 * weight * weights[token] / whole
    return scores


def _by_spelling(query: str, index: _Index, related: Collection[int]) -> dict[int, float]:
    """Score entries spelt like the query: those that share a keyword with it, or hold the whole of it."""
    like = process.extract(query, index.spelt.keys(), scorer=fuzz.ratio, score_cutoff=_LIKE, limit=None)
    scores: dict[int, float] = {}
    for spelt, score, _ in like:
        whole = len(query) >= _FEWEST and query in spelt
        for number in index.spelt[spelt]:
            if whole or number in related:
                scores[number] = max(scores.get(number, 0), score)
    return scores


@lru_cache(maxsize=8)
def _index(same: _Same) -> _Index:
    index, categories = _Index(), defaultdict[str, list[int]](list)
    for number, entry in enumerate(same.library):
        categories[entry.category].append(number)
        for spelt in {folded(entry.name), folded(entry.category)} - {""}:
            index.spelt[spelt].append(number)
    for numbers in categories.values():
        own = {number: _weights(same.library[number]) for number in numbers}
        for number in numbers:
            for token, weight in own[number].items():
                places = index.found[token]
                for other in numbers:
                    worth = weight if other == number else weight * _NEIGHBOUR
                    places[other] = max(places.get(other, 0), worth)
    index.sizes = {category: len(numbers) for category, numbers in categories.items()}
    index.rarity = {token: log(1 + len(same.library) / len(places)) for token, places in index.found.items()}
    return index


def _weights(entry: LibraryEntry) -> dict[str, float]:
    """Weigh each keyword of an entry by the best column that it stands in."""
    weights: dict[str, float] = {}
    for column, weight in _COLUMNS.items():
        for token in content(getattr(entry, column)):
            weights[token] = max(weights.get(token, 0), weight)
    return weights
