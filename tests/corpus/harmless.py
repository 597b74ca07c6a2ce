"""Harmless variants: other words that are just as good, after which no new error or warning may appear."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from perfxl.model.department import Department
from tests.corpus.changes import applied
from tests.corpus.clean import HOME, document
from tests.corpus.notation import lines_of


@dataclass(frozen=True, slots=True)
class Harmless:
    """One variant: a document, a project (None for part one), a field, and its new words."""

    document: str
    project: int | None
    field: str
    words: str

    def changed(self) -> Department:
        """Give the document with the other words in it."""
        return applied(document(self.document), self.project, self.field, self.words)


@cache
def harmless(half: str) -> tuple[Harmless, ...]:
    """Give one half's harmless variants."""
    return tuple(_variant(line) for line in lines_of(HOME / half / "harmless.txt"))


def _variant(line: str) -> Harmless:
    name, where, field, words = (part.strip(" ") for part in line.split("|", 3))
    return Harmless(name, None if where == "-" else int(where), field, words)
