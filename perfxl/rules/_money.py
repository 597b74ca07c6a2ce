"""Amounts of money as the rules read them: those typed in their boxes, those said in words; no rule stands here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from perfxl.model.amounts import blank, folded
from perfxl.model.project import MONEY_FIELDS, Project
from perfxl.rules._lexicon import any_of, mapping, patterns

HALF_CENT = Decimal("0.005")
WAN = {unit: Decimal(times) for unit, times in mapping("funds.wan").items()}

_PLAIN = re.compile(r"[0-9]+(\.[0-9]{1,2})?")
_NEAR = 10
_CLAUSE = re.compile(r"[，。；;\n]|,(?!\d{3})")
_FIRST_ITEM = re.compile(r"[。；;\n]")
_AMOUNT = re.compile(r"(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>亿元|万元|千元|元)(?!/|每)")
_YEAR = re.compile(r"(20\d\d)年")
_OTHER_SCOPE = any_of("funds.other_scope")
_TOTAL = re.compile(rf"(?:{any_of('funds.total').pattern})(?!.*(?:{any_of('funds.spent_on').pattern}))")
_ALONE, _ABOVE, _ROUGH = (
    re.compile(rf"(?:{patterns(f'funds.{which}').pattern})$") for which in ("total_if_alone", "total_if_above", "rough")
)


class Says(StrEnum):
    """What the words before an amount make it: the project's total, perhaps so, a part of it, no part of the budget."""

    TOTAL = "total"
    TOTAL_IF_ALONE = "total if alone"
    TOTAL_IF_ABOVE = "total if above the budget"
    PART = "part"
    OTHER_SCOPE = "other scope"


@dataclass(frozen=True, slots=True)
class Said:
    """An amount said in words, in 万元; `first` where it stands in the first item of its text."""

    wan: Decimal
    says: Says
    first: bool


def said(text: str, year: int | None = None) -> Iterator[Said]:
    """Give the amounts in a text; those of another year than the budget's, where that is known, are of other scope."""
    head, *rest = _FIRST_ITEM.split(text.strip(), maxsplit=1)
    yield from _said(head, year, first=True)
    yield from _said("".join(rest), year, first=False)


def _said(text: str, year: int | None, *, first: bool) -> Iterator[Said]:
    for clause in map(folded, _CLAUSE.split(text)):
        end = 0
        elsewhere = _OTHER_SCOPE.search(clause) or (year and {*_YEAR.findall(clause)} - {str(year)})
        for match in _AMOUNT.finditer(clause):
            before = clause[max(end, match.start() - _NEAR) : match.start()]
            end = match.end()
            says = Says.OTHER_SCOPE if elsewhere else _says(before)
            yield Said(Decimal(match["number"].replace(",", "")) * WAN[match["unit"]], says, first)


def _says(before: str) -> Says:
    if _ROUGH.search(before):
        return Says.PART
    kinds = {Says.TOTAL: _TOTAL, Says.TOTAL_IF_ALONE: _ALONE, Says.TOTAL_IF_ABOVE: _ABOVE}
    return next((says for says, words in kinds.items() if words.search(before)), Says.PART)


def is_plain(typed: str) -> bool:
    """Tell whether an amount is typed as the form wants it: digits, at most two decimals."""
    return bool(_PLAIN.fullmatch(typed.strip()))


def in_order(project: Project) -> bool:
    """Tell whether the project's own amounts are there, are typed as numbers and add up; else other rules speak."""
    typed = {field: project.text(field) for field in MONEY_FIELDS}
    written = all(is_plain(text) for field, text in typed.items() if field != "other" or not blank(text))
    written = written and project.stored_as_text.isdisjoint(MONEY_FIELDS)
    return written and bool(project.funds.budget) and abs(project.funds.gap) <= HALF_CENT
