"""Adding up a department exactly: totals, shares, and what falls due at each node of the payment plans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from perfxl.model.amounts import CENT
from perfxl.model.department import Department
from perfxl.model.project import Project

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Amounts:
    """Budget, its two sources and the amounts due cumulatively by the end of March, June, October, December; 万元.

    A blank or unreadable amount counts as nothing here: the check reports it.
    """

    budget: Decimal
    fiscal: Decimal
    other: Decimal
    due: tuple[Decimal, Decimal, Decimal, Decimal]

    def __add__(self, more: Amounts) -> Amounts:
        """Add two sets of amounts."""
        march, june, october, december = (a + b for a, b in zip(self.due, more.due, strict=True))
        return Amounts(
            self.budget + more.budget,
            self.fiscal + more.fiscal,
            self.other + more.other,
            (march, june, october, december),
        )


@dataclass(frozen=True, slots=True)
class ProjectSum:
    """One project's amounts; `plan` in percent, None where blank; `readable` False where it has no readable budget."""

    position: int
    code: str
    name: str
    amounts: Amounts
    plan: tuple[Decimal | None, ...]
    readable: bool


@dataclass(frozen=True, slots=True)
class DepartmentSum:
    """A department's projects added up; `indicators` counts by (一级, 二级)."""

    unit_code: str
    unit_name: str
    projects: tuple[ProjectSum, ...]
    total: Amounts
    indicators: Counter[tuple[str, str]]

    def share(self, project: ProjectSum) -> Decimal:
        """Give a project's share of the department's budget in percent, two decimals."""
        return percentage(project.amounts.budget, self.total.budget)


NOTHING = Amounts(ZERO, ZERO, ZERO, (ZERO, ZERO, ZERO, ZERO))


def percentage(part: Decimal, whole: Decimal) -> Decimal:
    """Give part of whole in percent, two decimals; nothing of nothing is 0."""
    return (part / whole * 100 if whole else ZERO).quantize(CENT, ROUND_HALF_UP)


def add_up(amounts: Iterable[Amounts]) -> Amounts:
    """Add many."""
    return sum(amounts, start=NOTHING)


def amounts_of(project: Project) -> Amounts:
    """Give one project's amounts; due amounts rounded to 0.01万元."""
    budget, fiscal, other = (
        value or ZERO for value in (project.funds.budget, project.funds.fiscal, project.funds.other)
    )
    march, june, october, december = (
        (budget * (value or ZERO) / 100).quantize(CENT, ROUND_HALF_UP) for _, _, value in project.plan.nodes()
    )
    return Amounts(budget, fiscal, other, (march, june, october, december))


def roll_up(department: Department) -> DepartmentSum:
    """Add up a department."""
    projects = tuple(
        ProjectSum(
            position=p.position,
            code=p.code,
            name=p.name,
            amounts=amounts_of(p),
            plan=tuple(value for _, _, value in p.plan.nodes()),
            readable=p.funds.budget is not None,
        )
        for p in department.projects
    )
    counted = Counter((one.level1, one.level2) for p in department.projects for one in p.indicators if one.name.strip())
    return DepartmentSum(
        department.unit_code, department.unit_name, projects, add_up(p.amounts for p in projects), counted
    )
