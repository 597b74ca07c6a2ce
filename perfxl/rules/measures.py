"""What an indicator measures, and which way is better, told by how its name ends; no rule stands here."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from perfxl.model.amounts import folded
from perfxl.rules._lexicon import patterns, phrases


class Measure(StrEnum):
    """A kind of measure. A RATE has a ceiling of 100%; GROWTH is a rate without one (增长率, 保值增值率, 控制率)."""

    SATISFACTION = "satisfaction"
    GROWTH = "growth"
    RATE = "rate"
    AREA = "area"
    TEMPERATURE = "temperature"
    TIME = "time"
    MONEY = "money"
    COUNT = "count"
    OTHER = "other"


class Direction(StrEnum):
    """Which way is better: the more, the less; NEITHER where the name alone does not tell."""

    MORE = "more"
    LESS = "less"
    NEITHER = "neither"


def _ending(path: str) -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(phrases(f'measures.{path}'))})$")


_ENDINGS = {kind: _ending(kind) for kind in Measure if kind is not Measure.OTHER}
_UNITLESS = _ending("unitless")
_PARTS = ("fall", "rise", "bad", "fillers", "tails", "bad_share", "share_tails", "reduced", "handled")
_ANY = {path: f"(?:{patterns(f'measures.direction.{path}').pattern})" for path in _PARTS}
_CHANGE = re.compile("(?:(?P<fall>{fall})|(?P<rise>{rise})){tails}{{0,2}}$".format_map(_ANY))
_BAD_THING = re.compile("(?:{bad}{fillers}?{tails}?|{bad_share}{fillers}?{share_tails})$".format_map(_ANY))
_NONE_OF_IT = re.compile(_ANY["reduced"])
_DEALT_WITH = re.compile("{reduced}|{handled}".format_map(_ANY))
_MOVES = re.compile("{fall}|{rise}".format_map(_ANY))
_HOW = re.compile(f"(?:{patterns('measures.how').pattern})+$")
_OPEN, _BETTER, _WORSE = (_ending(f"direction.{path}") for path in ("neither", "more", "less"))
_RATES = {Measure.GROWTH, Measure.RATE, Measure.SATISFACTION}
_GOOD_KINDS = {*_RATES, Measure.COUNT}
_BRACKETED = re.compile(r"\([^()]*\)?$")


@lru_cache(maxsize=4096)
def measure_of(name: str) -> Measure:
    """Tell the kind by the end of the name; a unit in brackets and closing punctuation do not count."""
    return next((kind for kind, ending in _ENDINGS.items() if ending.search(_bare(name))), Measure.OTHER)


@lru_cache(maxsize=4096)
def direction_of(name: str) -> Direction:
    """Tell which way is better by the end of the name: 投诉次数 is LESS, 投诉办结率 and 投诉下降率 are MORE."""
    text = _bare(name)
    if _OPEN.search(text):
        return Direction.NEITHER
    if change := _CHANGE.search(text):
        return _changed(text[: change.start()], falls=bool(change["fall"]))
    if bad := _BAD_THING.search(text):
        turned = _NONE_OF_IT if measure_of(name) in _RATES else _DEALT_WITH
        return Direction.MORE if turned.search(text, 0, bad.start()) else Direction.LESS
    if worse := _WORSE.search(text):
        return Direction.MORE if _NONE_OF_IT.search(text, 0, worse.start()) else Direction.LESS
    return Direction.MORE if _BETTER.search(text) or measure_of(name) in _GOOD_KINDS else Direction.NEITHER


def _changed(base: str, *, falls: bool) -> Direction:
    """Tell which way a change is better: what is good (or not known to be bad) should rise, what is bad should fall."""
    if falls:
        return Direction.LESS if _BETTER.search(base) else Direction.MORE
    return Direction.LESS if base and direction_of(base) is Direction.LESS else Direction.MORE


@lru_cache(maxsize=4096)
def object_of(name: str) -> str:
    """Give what is measured, without the words that say how: 教师培训 for 教师培训完成率, 报修响应 for 报修响应时间."""
    text = _bare(name)
    return _HOW.sub("", text) or text


@lru_cache(maxsize=4096)
def changes(words: str) -> bool:
    """Tell whether words before a value say that it is a change: 下降, 增长."""
    return bool(_MOVES.search(words))


@lru_cache(maxsize=4096)
def unitless(name: str) -> bool:
    """Tell whether what is measured is a plain number: 灌溉水有效利用系数, 师生比, pH值."""
    return bool(_UNITLESS.search(_bare(name)))


def _bare(name: str) -> str:
    return _BRACKETED.sub("", folded(name).rstrip("。；，、;,.")) or folded(name)


def bracketed_unit(name: str) -> str:
    """Give what stands in brackets at the end of a name: % for “设备完好率（%）”; the closing bracket may be lost."""
    match = _BRACKETED.search(folded(name))
    return match[0].strip("()") if match else ""
