"""A badly written department a half: poor in the ways of real documents, in other fields, nouns and synonyms."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from perfxl.model.department import Department
from tests.corpus.clean import HOME
from tests.corpus.notation import REGIONS, department_of, lines_of

# Columns that copy the name, and the rules of which any one may say so.
_COPIED_BASIS = ("BAS-02|BAS-05", "BAS-03|BAS-02|BAS-05")
_COPIED_DESCRIPTION = ("BAS-04|BAS-05", "BAS-06|BAS-04|BAS-05")


@dataclass(frozen=True, slots=True)
class Expected:
    """What a reviewer would say at a place: any one of these rules; `field` in the notation of `planted`."""

    rules: frozenset[str]
    project: int | None
    field: str


@dataclass(frozen=True, slots=True)
class Reworded:
    """The bad department and what is expected of it."""

    department: Department
    expected: tuple[Expected, ...]


@cache
def reworded(half: str) -> Reworded:
    """Read one half's bad department."""
    kept: list[str] = []
    expected: list[Expected] = []
    position = number = 0
    for line in lines_of(HOME / half / "reworded.txt"):
        if line.startswith("? "):
            _, field, *rules = line.split()
            project = None if field.startswith("-:") else position
            expected += _expected(rules, project, field)
        elif " | " in line:
            number += 1
            level, name, description, target, basis, codes = (part.strip() for part in line.split(" |", 5))
            row = f"indicators.{number}"
            expected += _expected(codes.split(), position, f"{row}.name {row}.target {row}.description")
            if basis == "=":
                expected += _expected(_COPIED_BASIS, position, f"{row}.basis {row}.name")
            if description == "=":
                expected += _expected(_COPIED_DESCRIPTION, position, f"{row}.description {row}.name")
            words = (level, name, name if description == "=" else description, target, name if basis == "=" else basis)
            kept.append(" | ".join(words))
        else:
            if line.startswith("## "):
                position, number = position + 1, 0
            kept.append(line)
    department = department_of(kept, REGIONS[half])
    covers = ("第一部分 部门整体绩效目标", "第二部分 预算项目绩效目标")
    return Reworded(replace(department, covers=covers), tuple(expected))


def _expected(codes: tuple[str, ...] | list[str], project: int | None, field: str) -> list[Expected]:
    return [Expected(frozenset(code.split("|")), project, field) for code in codes]
