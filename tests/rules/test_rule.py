"""How rules are declared and run: crashes are contained, repeats are joined, codes are unlike."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

import pytest

from perfxl.errors import PerfxlError
from perfxl.model.department import Department
from perfxl.model.findings import Severity
from perfxl.model.project import Project
from perfxl.rules import CATALOGUE
from perfxl.rules._rule import Catalogue, Hit, Hits, Rule, project_rule
from tests.builders import FULL_SET, a_department, a_project, an_indicator, indicators


@project_rule("TEST-01", Severity.ERROR, fix="改。", basis="测试", repeats="共 {n} 条，如：{first}")
def every_indicator(project: Project, department: Department) -> Hits:
    """每条都报。"""
    assert department.projects
    yield from (Hit(project.at("name", one), f"第{one.number}条") for one in project.indicators)


@project_rule("TEST-02", Severity.ERROR, fix="改。", basis="测试", blocking=True)
def crashes(project: Project, department: Department) -> Hits:
    """会出错。"""
    yield Hit(project.at("name"), "先报一条")
    yield Hit(project.at("name"), str(1 // (len(department.projects) - len(department.projects))))


def family(*rules: Rule) -> ModuleType:
    module = ModuleType("family")
    for number, rule in enumerate(rules):
        setattr(module, f"rule{number}", rule)
    return module


def test_repeats_of_one_project_are_one_finding_with_every_place() -> None:
    findings = Catalogue.of(family(every_indicator)).run(a_department(a_project(), a_project(2)))
    assert [finding.project for finding in findings] == [1, 2]
    assert len(findings[0].places) == len(a_project().indicators)
    assert findings[0].message == "共 6 条，如：第1条"


def test_a_crashing_rule_is_a_finding_and_the_others_go_on() -> None:
    findings = Catalogue.of(family(crashes, every_indicator)).run(a_department())
    assert {finding.rule for finding in findings} == {"TEST-01", "TEST-02"}
    (broken,) = (finding for finding in findings if finding.rule == "TEST-02")
    assert "ZeroDivisionError" in broken.message
    assert (broken.severity, broken.blocking) == (Severity.WARNING, False)


def test_a_rule_may_be_switched_off_unless_it_is_grave() -> None:
    department = a_department()
    profile = replace(department.profile, severities={"TEST-01": None, "TEST-02": None})
    assert every_indicator.level(replace(department, profile=profile)) is None
    assert crashes.level(replace(department, profile=profile)) is Severity.ERROR


def test_two_rules_of_one_code_are_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        Catalogue.of(family(crashes, replace(crashes)))


def test_a_rule_is_found_in_whatever_case_it_is_typed() -> None:
    assert CATALOGUE.rule(" fund-02 ").code == "FUND-02"
    with pytest.raises(PerfxlError, match="FUND-99"):
        CATALOGUE.rule("FUND-99")


def test_gravest_come_first_within_a_project() -> None:
    findings = CATALOGUE.run(a_department(a_project(fiscal="90.00", other="")))
    order = [(one.project is None, one.project or 0, list(Severity).index(one.severity)) for one in findings]
    assert order == sorted(order)


def test_a_message_is_one_line_whatever_was_typed() -> None:
    findings = CATALOGUE.run(a_department(a_project(name="县乡公路\n日常养护\n", budget="约\n100")))
    assert findings
    assert not [finding.message for finding in findings if "\n" in finding.message]


def test_rows_marked_as_not_applicable_are_left_alone() -> None:
    marked = an_indicator(level1="效益指标", level2="生态效益指标", name="不适用", description="", target="/", basis="")
    findings = CATALOGUE.run(a_department(a_project(rows=indicators(*FULL_SET, marked))))
    assert [one for one in findings if one.severity is not Severity.INFO] == []
    rest = CATALOGUE.run(a_department(a_project(rows=indicators(marked, *FULL_SET[:3], an_indicator(basis="/")))))
    assert {place.field for one in rest if one.rule == "BAS-01" for place in one.places} == {"indicators.5.basis"}
