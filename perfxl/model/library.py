"""The indicator library that a unit starts from; in a master, its own 指标库 sheet is the source."""

from __future__ import annotations

import csv
from dataclasses import astuple, dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class LibraryEntry:
    """One ready-made indicator; all words as in the library's columns."""

    code: str
    category: str
    level1: str
    level2: str
    name: str
    description: str
    kind: str
    operator: str
    value: str
    unit: str
    direction: str
    basis_kind: str
    basis: str
    evidence: str
    remark: str


@cache
def bundled_library() -> tuple[LibraryEntry, ...]:
    """Read the library that comes with perfxl."""
    with files("perfxl.model").joinpath("library.csv").open(encoding="utf-8") as lines:
        rows = csv.reader(lines)
        next(rows)
        return tuple(LibraryEntry(*row) for row in rows)


def library_titles() -> tuple[str, ...]:
    """Give the column titles, in the order of an entry's fields."""
    with files("perfxl.model").joinpath("library.csv").open(encoding="utf-8") as lines:
        return tuple(next(csv.reader(lines)))


def library_row(entry: LibraryEntry) -> tuple[str, ...]:
    """Give an entry's words in column order."""
    return astuple(entry)
