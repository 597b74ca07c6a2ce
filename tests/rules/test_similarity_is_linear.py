"""Looking for copies among projects takes steps in proportion to their number, however alike they are."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from types import FrameType
from typing import TYPE_CHECKING

import pytest

from perfxl.model.department import Department
from perfxl.model.project import Project
from perfxl.rules import CATALOGUE
from tests.builders import FULL_SET, a_department, a_project

if TYPE_CHECKING:
    from _typeshed import TraceFunction

FEW = 60


def all_alike(position: int) -> Project:
    return a_project(position, name=f"{chr(0x4E00 + position)}设备购置")


def one_row_apart(position: int) -> Project:
    last = replace(FULL_SET[-1], name=f"{chr(0x4E00 + position)}方满意度", target=f"≥{position % 9 + 90}%")
    return a_project(position, (*FULL_SET[:-1], last), name=f"{chr(0x4E00 + position)}设备购置")


def of_one_kind(position: int) -> Project:
    return a_project(position, name=f"{chr(0x4E00 + position)}镇小学校舍维修")


def steps(code: str, department: Department) -> int:
    """Count the lines of Python that a rule goes through."""
    count = 0

    def trace(_frame: FrameType, event: str, _of: object) -> TraceFunction:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        CATALOGUE.run(department, only=[code])
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("code", ["IND-06", "IND-07", "IND-08", "IND-10"])
@pytest.mark.parametrize("make", [all_alike, one_row_apart, of_one_kind])
def test_four_times_the_projects_take_about_four_times_the_steps(code: str, make: Callable[[int], Project]) -> None:
    many = a_department(*map(make, range(1, 4 * FEW + 1)))
    few = replace(many, projects=many.projects[:FEW])
    CATALOGUE.run(many, only=[code])  # what is read once and kept must not count
    assert steps(code, many) < 5 * steps(code, few)
