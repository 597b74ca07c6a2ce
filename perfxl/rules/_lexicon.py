"""The word lists that rules look things up in, from the files of lexicon/, one a family; read once."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

_FOLDER = "lexicon"


@cache
def words(path: str) -> frozenset[str]:
    """Give a list as a set: `words("basis.sources")`."""
    return frozenset(phrases(path))


@cache
def phrases(path: str) -> tuple[str, ...]:
    """Give a list in the order in which it is written."""
    return tuple(str(word) for word in _table(path))


@cache
def groups(path: str) -> tuple[tuple[str, ...], ...]:
    """Give a list of lists, in the order in which they are written."""
    return tuple(tuple(str(word) for word in group) for group in _table(path))


@cache
def mapping(path: str) -> MappingProxyType[str, str]:
    """Give a table of words, read-only: `mapping("units.synonyms")`."""
    return MappingProxyType({str(key): str(value) for key, value in _table(path).items()})


@cache
def any_of(path: str) -> re.Pattern[str]:
    """Give a pattern that finds any word of a list, the longest first; a glance at the first letter comes before."""
    longest_first = sorted(phrases(path), key=len, reverse=True)
    first = "".join(sorted({re.escape(word[0]) for word in longest_first}))
    return re.compile(f"(?=[{first}])(?:{'|'.join(map(re.escape, longest_first))})")


@cache
def patterns(path: str) -> re.Pattern[str]:
    """Give one pattern that finds whatever any pattern of a list finds."""
    return re.compile("|".join(phrases(path)))


@cache
def _lexicon() -> dict[str, Any]:
    tables: dict[str, Any] = {}
    for file in files("perfxl.rules").joinpath(_FOLDER).iterdir():
        tables |= tomllib.loads(file.read_text(encoding="utf-8"))
    return tables


def _table(path: str) -> Any:  # noqa: ANN401  # whatever stands in the file; the four readers above give it a type
    table: Any = _lexicon()
    for step in path.split("."):
        table = table[step]
    return table
