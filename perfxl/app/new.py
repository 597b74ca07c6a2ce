"""An empty master for a unit and a year."""

from __future__ import annotations

import re
from pathlib import Path

from perfxl.errors import PerfxlError
from perfxl.forms.master import master_plan
from perfxl.hosts.xlsx import write_plan
from perfxl.model.department import SECTIONS, Department, Section
from perfxl.model.profile import HEBEI_2025, PROFILES, Profile
from perfxl.model.project import Indicator, Project, project_from_words
from perfxl.page import Plan

_NUMERALS = "一二三"


def new(
    out: Path,
    unit_code: str,
    unit_name: str,
    year: int,
    *,
    projects: int = 1,
    profile: str = HEBEI_2025.name,
    overwrite: bool = False,
) -> Path:
    """Write an empty master with so many project sheets to fill in.

    PerfxlError for a unit code not of 6 digits, and for a profile that perfxl does not know.
    """
    if profile not in PROFILES:
        raise PerfxlError(f"没有“{profile}”这种表样。", f"可选：{'、'.join(PROFILES)}。")
    if not re.fullmatch(r"\d{6}", unit_code):
        raise PerfxlError(f"单位代码应为 6 位数字，现在是“{unit_code}”。", "例如 --unit-code 430001。")
    if not unit_name.strip():
        raise PerfxlError("单位名称是空的。", "例如 --unit-name 某某局。")
    write_plan(empty_plan(unit_code, unit_name.strip(), year, projects, PROFILES[profile]), out, overwrite=overwrite)
    return out


def empty_plan(
    unit_code: str, unit_name: str, year: int | None, projects: int = 1, profile: Profile = HEBEI_2025
) -> Plan:
    """Draw an empty master."""
    sections = (
        Section(kind, f"{numeral}、{word}", ("",))
        for numeral, (kind, word) in zip(_NUMERALS, SECTIONS.items(), strict=True)
    )
    of_year = f"{year}年" if year else ""
    department = Department(
        unit_code=unit_code,
        unit_name=unit_name,
        year=year,
        covers=(f"{of_year}部门整体绩效目标", f"{of_year}预算项目绩效目标"),
        sections=tuple(sections),
        projects=tuple(empty_project(number, unit_code + unit_name, profile) for number in range(1, projects + 1)),
        profile=profile,
    )
    return master_plan(department)


def empty_project(number: int, unit: str, profile: Profile) -> Project:
    """Make a project with a row for every 二级指标 and nothing filled in."""
    levels = [(one, two) for one, under in profile.levels.items() for two in under]
    rows = tuple(Indicator(row, one, two, "", "", "", "") for row, (one, two) in enumerate(levels, start=1))
    words = {"title": f"{number}.绩效目标表", "unit": unit, "money_unit": "单位：万元", "plan.december": "100"}
    return project_from_words(number, words, rows)
