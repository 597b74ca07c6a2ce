"""What people write as an 指标值. Parsing is total: a meaning, or a reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Target:
    """The meaning of one 指标值.

    `operator` is one of ≥ ≤ = ＞ ＜ or "" where none was written; `number` None for words (优, 显著提升) and dates;
    `unit` as written, widths folded; `grade` the qualitative words; `fault` says in Chinese why it has no meaning.
    """

    typed: str
    operator: str = ""
    number: Decimal | None = None
    upper: Decimal | None = None
    unit: str = ""
    grade: str = ""
    date: str = ""
    fault: str = ""


def parse_target(text: str) -> Target:
    """Read one 指标值; never raises."""
    raise NotImplementedError(text)
