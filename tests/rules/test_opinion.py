"""Findings become points lost; every rule belongs to one thing that is reviewed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from perfxl.model.findings import Finding, Place, Severity
from perfxl.rules import CATALOGUE
from perfxl.rules.opinion import ITEMS, Verdict, item_of, opinion_on, opinion_on_department, weighted_mean
from tests.builders import a_department, a_project


def finding(rule: str, severity: Severity, *fields: str, blocking: bool = False) -> Finding:
    places = tuple(Place(1, field) for field in fields or ("goals",))
    return Finding(rule, severity, blocking, places, "问题。", "改法。", "依据")


@pytest.mark.parametrize("code", CATALOGUE.rules)
def test_every_rule_belongs_to_an_item(code: str) -> None:
    assert item_of(code) in ITEMS


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("STR-01", "规范完整"),
        ("GOAL-06", "明确清晰"),
        ("GOAL-13", "目标相关"),
        ("SEM-15", "指标科学"),
        ("SEM-08", "指标科学"),
        ("VAL-07", "绩效合理"),
        ("FUND-09", "资金匹配"),
        ("SEM-26", "资金匹配"),
        ("PLAN-05", "实现可能"),
        ("SEM-29", "实现可能"),
        ("BAS-02", "条件充分"),
    ],
)
def test_rules_fall_under_the_items_of_the_circular(code: str, name: str) -> None:
    assert item_of(code).name == name


def test_points_are_a_hundred_and_a_clean_project_keeps_them() -> None:
    clean = opinion_on(a_project(), [])
    assert (clean.total, clean.grade, clean.verdict) == (Decimal(100), "优", Verdict.PASS)


def test_an_error_costs_more_than_a_warning_and_a_hint_nothing() -> None:
    levels = (Severity.ERROR, Severity.WARNING, Severity.INFO)
    totals = [opinion_on(a_project(), [finding("VAL-01", level)]).total for level in levels]
    assert totals == [Decimal("95.5"), Decimal("98.5"), Decimal(100)]


def test_what_touches_half_the_indicators_costs_twice() -> None:
    rows = [f"indicators.{number}.basis" for number in (1, 2, 3)]
    assert opinion_on(a_project(), [finding("BAS-03", Severity.WARNING, *rows)]).total == Decimal(98)
    assert opinion_on(a_project(), [finding("BAS-03", Severity.WARNING, *rows[:2])]).total == Decimal(99)


def test_an_item_cannot_lose_more_than_it_has() -> None:
    assert opinion_on(a_project(), [finding("BAS-01", Severity.ERROR)] * 9).total == Decimal(90)


def test_one_error_forbids_a_plain_pass_and_a_blocking_one_any() -> None:
    assert opinion_on(a_project(), [finding("BAS-01", Severity.ERROR)]).verdict is Verdict.MEND
    assert opinion_on(a_project(), [finding("STR-01", Severity.ERROR, blocking=True)]).verdict is Verdict.FAIL


def test_a_department_is_the_mean_of_its_projects_by_budget_less_its_own() -> None:
    large, small = a_project(1, budget="300.00"), a_project(2, budget="100.00")
    opinions = {1: opinion_on(large, []), 2: opinion_on(small, [finding("BAS-01", Severity.ERROR)] * 9)}
    department = a_department(large, small)
    assert opinion_on_department(department, opinions, []).total == Decimal("97.5")
    own = opinion_on_department(department, opinions, [finding("TXT-06", Severity.WARNING)])
    assert own.total == Decimal("96.5")


def test_projects_without_budgets_count_alike() -> None:
    assert weighted_mean([Decimal(10), Decimal(5)], [Decimal(0), Decimal(0)]) == Decimal("7.5")
