"""The planted defects: one fault in an otherwise clean document, and where its finding should point."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial

from perfxl.model.department import Department
from tests.corpus.changes import applied
from tests.corpus.clean import HOME, document
from tests.corpus.notation import lines_of


@dataclass(frozen=True, slots=True)
class Planted:
    """One defect.

    `field` holds the places that a reviewer would accept, parted by blanks, in the notation of `changes`; a place of
    another project is written 3:name, one of part one -:parts.
    """

    rule: str
    document: str
    project: int | None
    field: str
    change: Callable[[Department], Department]
    words: str
    also: tuple[str, ...] = ()

    @property
    def rules(self) -> frozenset[str]:
        """The rules that may report it."""
        return frozenset((self.rule, *self.also))

    def changed(self) -> Department:
        """Give the document with the defect in it."""
        return self.change(document(self.document))


@cache
def planted(half: str) -> tuple[Planted, ...]:
    """Give one half's planted defects."""
    return tuple(_planted(line) for line in lines_of(HOME / half / "faults.txt"))


def _planted(line: str) -> Planted:
    codes, name, where, field, words = (part.strip(" ") for part in line.split("|", 4))
    rule, *also = codes.split()
    project = None if where == "-" else int(where)
    change = partial(applied, project=project, field=field, words=words)
    return Planted(rule, name, project, field, change, words, tuple(also))
