"""What a check says: where, how grave, what is wrong, what to do, and on which paper it rests."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How grave: an error must be mended before review, a warning mended or explained, an info is a hint."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def chinese(self) -> str:
        """The word that users read."""
        return {"error": "错误", "warning": "警告", "info": "提示"}[self.value]

    @property
    def mark(self) -> str:
        """The sign that stands before a finding of this level."""
        return {"error": "✘", "warning": "!", "info": "·"}[self.value]


@dataclass(frozen=True, slots=True)
class Place:
    """A field of the project at a position (from 1), or of the department's own part (None)."""

    project: int | None
    field: str


@dataclass(frozen=True, slots=True)
class Edit:
    """New words for one place; safe only if no author could object."""

    place: Place
    text: str
    safe: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, signed by its rule; repeats within a project share one finding with several places."""

    rule: str
    severity: Severity
    blocking: bool
    places: tuple[Place, ...]
    message: str
    fix: str
    basis: str
    edits: tuple[Edit, ...] = ()

    @property
    def project(self) -> int | None:
        """The position of the project that it speaks of; None for the department."""
        return self.places[0].project
