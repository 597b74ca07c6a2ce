"""Suggest indicators for a project, from a master's own library or from the one that comes with perfxl."""

from __future__ import annotations

from dataclasses import dataclass

from perfxl.app.library import library_of
from perfxl.errors import PerfxlError
from perfxl.model.amounts import blank
from perfxl.model.profile import PROFILES
from perfxl.rules.library_search import Suggestion, same_level2, suggestions
from perfxl.rules.structure import core
from perfxl.sheet import Book

MOST = 10


@dataclass(frozen=True, slots=True)
class SuggestReport:
    """What a library of so many entries has for a query; `level2` is "" where any 二级指标 would do."""

    query: str
    level2: str
    source: str
    entries: int
    found: tuple[Suggestion, ...]


def suggest(query: str, book: Book | None = None, level2: str = "", most: int = MOST) -> SuggestReport:
    """Find indicators for a project's or an indicator's name. PerfxlError for a blank query and an unknown 二级指标."""
    if blank(query):
        raise PerfxlError("没有写要找什么。", "写项目名称、对象或指标名称，如 perfxl suggest 公务用车。")
    known = tuple(
        dict.fromkeys(core(two) for one in PROFILES.values() for under in one.levels.values() for two in under)
    )
    if level2 and not any(same_level2(level2, two) for two in known):
        raise PerfxlError(f"没有“{level2}”这种二级指标。", f"可以写：{'、'.join(known)}。")
    source, library = library_of(book)
    return SuggestReport(query, level2, source, len(library), suggestions(query, library, level2, most))
