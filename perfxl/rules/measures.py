"""What kind of thing an indicator measures, told by how its name ends; no rule stands here."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from perfxl.model.amounts import folded
from perfxl.rules._lexicon import phrases


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


_ENDINGS = {
    kind: re.compile(f"(?:{'|'.join(phrases(f'measures.{kind}'))})$") for kind in Measure if kind is not Measure.OTHER
}
_UNITLESS = re.compile(f"(?:{'|'.join(phrases('measures.unitless'))})$")
_BRACKETED = re.compile(r"\([^()]*\)?$")


@lru_cache(maxsize=4096)
def measure_of(name: str) -> Measure:
    """Tell the kind by the end of the name; a unit in brackets and closing punctuation do not count."""
    return next((kind for kind, ending in _ENDINGS.items() if ending.search(_bare(name))), Measure.OTHER)


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
