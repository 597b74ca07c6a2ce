"""通用2021: the second form is drawn, told from the first, and read back with its weights."""

from __future__ import annotations

from dataclasses import replace

from perfxl.app.check import check
from perfxl.forms.master import master_plan, read_master
from perfxl.forms.project_forms import FORMS
from perfxl.hosts.memory import MemoryBook
from perfxl.model.department import Department
from perfxl.model.profile import GENERAL_2021, PROFILES
from tests.builders import FULL_SET, a_department, a_project


def general(*weights: str) -> Department:
    """A department on the form of 2021: cost as a 一级指标, a weight for each row."""
    rows = []
    for one, weight in zip(FULL_SET, weights, strict=True):
        cost = one.level2 == "成本指标"
        levels = ("成本指标", "经济成本指标") if cost else (one.level1, one.level2)
        rows.append(replace(one, level1=levels[0], level2=levels[1], weight=weight))
    return a_department(a_project(rows=tuple(rows)), profile=GENERAL_2021)


def test_what_is_written_is_read_back_with_weights_and_profile() -> None:
    department = general("20", "10", "10", "20", "20", "10")
    read = read_master(MemoryBook(master_plan(department))).department
    assert read.profile.name == GENERAL_2021.name
    assert [one.weight for one in read.projects[0].indicators] == ["20", "10", "10", "20", "20", "10"]
    assert list(read.projects[0].texts()) == list(department.projects[0].texts())
    assert read.projects[0].labels == {}


def test_weights_are_judged_on_this_form() -> None:
    def rules(*weights: str) -> set[str]:
        found = check(MemoryBook(master_plan(general(*weights)))).found
        return {one.finding.rule for one in found if one.finding.rule.startswith("WGT")}

    assert rules("20", "10", "10", "20", "20", "10") == set()
    assert "WGT-01" in rules("20", "10", "10", "20", "20", "30")
    assert "WGT-03" in rules("20", "10", "", "20", "20", "10")


def test_every_profile_has_its_form() -> None:
    assert PROFILES.keys() == FORMS.keys()
