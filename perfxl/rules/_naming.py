"""How a 三级指标 is named: whether a value or a unit stands in the name, whether it can be measured; no rule here."""

from __future__ import annotations

import re
from functools import lru_cache

from perfxl.model.amounts import folded
from perfxl.model.targets import Target
from perfxl.rules._categories import is_notion
from perfxl.rules._lexicon import mapping, patterns, words
from perfxl.rules.measures import Measure, bracketed_unit, measure_of
from perfxl.rules.structure import core

_CLOSING = "。；，、;,.:："
_BRACKETED = re.compile(r"\((?P<inner>[^()]*)\)?$")
_DIGITS = r"\d+(?:[.,]\d+)*"
_SPELT = "[零一二两三四五六七八九十百千万半]+"


def _any(path: str) -> str:
    return f"(?:{patterns(f'indicators.{path}').pattern})"


_UNITS, _BOUNDS = rf"{_any('values.units')}(?:/[一-鿿]{{1,4}})?", _any("values.bounds")
_COMPARED = rf"{_any('values.comparisons')}(?:{_DIGITS}{_UNITS}?|百分之{_SPELT}|{_SPELT}{_UNITS}){_BOUNDS}?"
_COUNTED = rf"(?<![\d.,×xX*~/—-])(?:{_DIGITS}{_UNITS}|百分之{_SPELT}){_BOUNDS}?"
_BARE = rf"(?<=[率数量度额值积]){_DIGITS}"
_OFTEN = rf"{_any('values.often')}.{{0,8}}(?<!第){_SPELT}{_UNITS}"
_VALUE = re.compile(rf"(?:{_COMPARED}|{_OFTEN}|{_COUNTED}|{_BARE}|{_any('values.dates')})$")
_INNER = re.compile(rf"{_any('values.comparisons')}?(?:{_DIGITS}{_UNITS}?|{_SPELT}{_UNITS}){_BOUNDS}?")
_OTHER_NUMBERS = patterns("indicators.values.other_numbers")
_SAYINGS = patterns("indicators.values.sayings")

_MEASURABLE = re.compile(rf"{_any('words.measurable')}$")
_NOT_MEASURABLE = re.compile(rf"{_any('words.not_measurable')}$")
_COMPOUND = f"(?!{_any('words.compounds')})"
_SLOGAN = re.compile(rf"{_any('words.adverbs')}*{_any('words.slogans')}{_COMPOUND}.+")
_WISH = re.compile(rf"{_any('words.adverbs')}*{_any('words.wishes')}")
_IDEAL = re.compile(
    rf"{_any('words.adverbs')}*(?:{_any('words.slogans')}|{_any('words.built')})(?!{_any('words.things')}).+"
    rf"{_any('words.ideals')}[”\"]?"
)
_IDEALS_COUNTED = patterns("indicators.words.ideals_counted")
_ACTION = re.compile(
    rf"(?P<adverb>{_any('words.adverbs')}*)(?P<verb>{_any('words.actions')})(?!{_any('words.things')}){_COMPOUND}"
    r"(?P<object>.+)"
)
_ENDING = re.compile(rf"(?P<noun>.{{2,}})(?P<verb>{_any('words.endings')})")
_VAGUE = re.compile(rf"(?P<noun>.+){_any('words.vague')}")
_VAGUE_IN_PERCENT = re.compile(rf".+{_any('words.vague_in_percent')}")
_CHANGES = re.compile(rf"{_any('words.changes')}$")
_JOINS = patterns("indicators.words.joins")

_KNOWN_UNITS = frozenset(map(folded, words("units.known")))
_TRAILING = re.compile(rf"{_any('units.trailing')}$")
_NOT_AFTER = patterns("indicators.units.not_after")


def plain(name: str) -> str:
    """Give a name without its closing punctuation and what stands in brackets at its end."""
    bare = folded(name).rstrip(_CLOSING)
    return _BRACKETED.sub("", bare) or bare


@lru_cache(maxsize=8192)
def value_in(name: str) -> str:
    """Find the value that is written into a name: 达到95%, 120公里, 12月底前; "" where there is none."""
    if not re.search(rf"\d|{_SPELT}", name):
        return ""
    bare = folded(name).rstrip(_CLOSING)
    inner = _BRACKETED.search(bare)
    if inner and _INNER.fullmatch(inner["inner"]) and not _OTHER_NUMBERS.fullmatch(inner["inner"]):
        return inner["inner"]
    text = _OTHER_NUMBERS.sub("·", plain(name))
    match = _VALUE.search(text) or (None if measurable(text) else _SAYINGS.search(text))
    return match[0] if match else ""


@lru_cache(maxsize=8192)
def unit_in(name: str) -> str:
    """Find a unit at the end of a name, in brackets or not; 年 and 月 are units only of a time."""
    bracketed = bracketed_unit(name).removeprefix("单位").strip(":")
    if bracketed:
        a_time = measure_of(name) is Measure.TIME
        period = bracketed in words("indicators.units.periods") and not a_time
        return bracketed if _KNOWN_UNITS.issuperset(re.split("[/·]", bracketed)) and not period else ""
    bare = folded(name).rstrip(_CLOSING)
    match = _TRAILING.search(bare)
    return match[0] if match and match.start() and not _NOT_AFTER.search(bare[: match.start()]) else ""


@lru_cache(maxsize=8192)
def measurable(text: str) -> bool:
    """Tell whether a text ends in something that can be counted or weighed."""
    return bool(_MEASURABLE.search(text)) and not _NOT_MEASURABLE.search(text)


def _can_change(text: str) -> bool:
    """Tell whether what improves or rises is a measure: 农民收入 does, 大气环境质量 does not."""
    counted = measurable(text) or measure_of(text) is not Measure.OTHER
    return counted and not _NOT_MEASURABLE.search(text)


def immeasurable(name: str, target: Target) -> bool:
    """Tell whether a name says a wish or an action where the target wants a measure.

    A number with a unit of its own (举办培训班 ≥3期) says what is counted; a grade may judge a state (长效机制建立).
    """
    bare, counted = plain(name), target.number is not None and not target.percent
    if target.number is not None and _VAGUE.fullmatch(bare):
        return True
    if counted and ((_WISH.match(bare) and is_notion(bare)) or _ideal(bare, target.unit)):
        return True
    if counted or target.date or target.ratio:
        return False
    if _bare_verbs(bare):
        return True
    if measurable(bare):
        return False
    return bool(_SLOGAN.fullmatch(bare)) or (target.percent and _done(bare))


@lru_cache(maxsize=8192)
def _ideal(bare: str, unit: str) -> bool:
    """Tell whether a name says a wish for what no number counts: 促进社会和谐; mechanisms may be, by the piece."""
    return _IDEAL.fullmatch(bare) is not None and not _IDEALS_COUNTED.search(f"{bare}{unit}")


@lru_cache(maxsize=8192)
def _bare_verbs(bare: str) -> bool:
    """Tell whether a name is nothing but verbs: 监测、评价; the first of several may have a noun: 设备维护、管理."""
    first, *others = _JOINS.split(bare)
    verbs = words("indicators.words.bare_verbs")
    return {first[-2:] if others else first, *others} <= verbs


@lru_cache(maxsize=8192)
def _done(bare: str) -> bool:
    """Tell whether a name says that something is done, or names a task, rather than a measure of it."""
    ending = _ENDING.fullmatch(bare)
    if ending:
        return ending["verb"] not in words("indicators.words.rising") or not _can_change(ending["noun"])
    action = _ACTION.fullmatch(bare) and not _CHANGES.search(bare)
    return bool(action or _VAGUE_IN_PERCENT.fullmatch(bare))


def as_measure(name: str, level2: str) -> str:
    """Turn the name of a task into that of a measure: 采购计划落实 → 采购计划落实率; "" where no pattern fits."""
    bare = plain(name)
    if match := _VAGUE.fullmatch(bare):
        done = match["noun"][-2:] in words("indicators.words.bare_verbs")
        return match["noun"] + mapping("indicators.by_level2").get(core(level2), "率") if done else ""
    if _SLOGAN.fullmatch(bare) or _bare_verbs(bare):
        return ""
    if match := _ENDING.fullmatch(bare):
        tail = mapping("indicators.tails").get(match["verb"], "")
        return f"{match['noun']}{tail}" if tail else ""
    if match := _ACTION.fullmatch(bare):
        return f"{match['object']}{match['verb']}率"
    return ""
