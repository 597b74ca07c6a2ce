"""What a unit sets on the 设置 sheet takes effect; grave rules keep their level."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from perfxl.app.check import CheckReport, check
from perfxl.forms.master import master_plan, read_master
from perfxl.hosts.memory import MemoryBook
from perfxl.model.findings import Severity
from perfxl.model.profile import HEBEI_2025, Profile
from tests.builders import a_department, a_project


def checked(profile: Profile) -> CheckReport:
    project = a_project(fiscal="90.00", other="")
    return check(MemoryBook(master_plan(a_department(project, profile=profile), ())))


def level(report: CheckReport, code: str) -> Severity | None:
    return next((one.finding.severity for one in report.found if one.finding.rule == code), None)


def test_levels_are_read_back_and_take_effect() -> None:
    profile = replace(HEBEI_2025, severities={"FUND-04": Severity.WARNING, "STR-08": None})
    report = checked(profile)
    assert level(report, "FUND-04") is Severity.WARNING
    assert level(report, "STR-08") is None
    assert report.rules == checked(HEBEI_2025).rules - 1


def test_a_grave_rule_keeps_its_level() -> None:
    assert level(checked(replace(HEBEI_2025, severities={"FUND-02": None})), "FUND-02") is Severity.ERROR


def test_thresholds_are_read_back() -> None:
    floors = (Decimal(10), Decimal("33.3"), Decimal(70))
    department = a_department(profile=replace(HEBEI_2025, plan_floor=floors))
    assert read_master(MemoryBook(master_plan(department, ()))).department.profile.plan_floor == floors
