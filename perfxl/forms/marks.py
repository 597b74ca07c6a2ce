"""How a cell with a finding is marked in an open workbook, and how such marks are told from everybody else's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from perfxl.forms import _looks as looks
from perfxl.forms import _names as names
from perfxl.forms.findings import Located
from perfxl.model.findings import Severity
from perfxl.sheet import CellRef, bare

# True wherever perfxl's own sheet is; a conditional format that asks another sheet is never carried into a submission
TAG = f"=ISTEXT({names.META}!$A$1)"
NOTE = "perfxl 校验"
_MOST = 4  # findings told of at one cell
_LOOKS = {Severity.ERROR: (looks.RED, looks.RED_INK), Severity.WARNING: (looks.AMBER, looks.AMBER_INK)}


@dataclass(frozen=True, slots=True)
class Mark:
    """The fill and the ink of a marked cell, and what is said at it; "" where the colour says enough."""

    fill: str
    ink: str
    words: str


def marks(found: Iterable[Located]) -> dict[CellRef, Mark]:
    """Give the marks of errors and warnings that nobody ignores; the gravest gives a cell its colour."""
    at: dict[CellRef, list[Located]] = defaultdict(list)
    for one in found:
        if one.finding.severity in _LOOKS and not one.ignored and one.sheet:
            for cell in one.cells:
                at[CellRef(one.sheet, cell)].append(one)
    return {ref: _mark(some) for ref, some in at.items()}


def ours(words: str) -> bool:
    """Tell the formula or the note of a mark."""
    return bare(words) == bare(TAG) or words.startswith(NOTE)


def _mark(found: list[Located]) -> Mark:
    gravest = sorted(found, key=lambda one: one.finding.severity is not Severity.ERROR)
    look = _LOOKS[gravest[0].finding.severity]
    if gravest[0].finding.severity is not Severity.ERROR:
        return Mark(*look, "")
    lines = [f"{one.finding.severity.chinese} {one.finding.rule}：{one.finding.message}" for one in gravest[:_MOST]]
    more = [f"……共 {len(found)} 条，见“{names.FINDINGS}”"] if len(found) > _MOST else []
    return Mark(*look, "\n".join([NOTE, *lines, *more]))
