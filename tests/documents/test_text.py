"""The published document of 2025, read to the last word."""

from __future__ import annotations

from importlib.resources import files

import pytest

from perfxl.documents.text import Unplaced, read_text
from perfxl.model.amounts import blank
from perfxl.model.labels import LABELS
from perfxl.model.project import INDICATOR_FIELDS
from tests.documents.printer import print_department

SEED = files("perfxl.samples").joinpath("kaiping-2025.txt").read_text(encoding="utf-8")
READ = read_text(SEED)
DEPARTMENT = READ.department


def test_department_is_told() -> None:
    assert (DEPARTMENT.unit_code, DEPARTMENT.unit_name) == ("430001", "唐山市开平区机关事务中心本级")
    assert (DEPARTMENT.year, DEPARTMENT.region, READ.layout) == (2025, "130205", "河北2025")
    assert DEPARTMENT.covers == ("部门整体绩效目标", "预算项目绩效目标")


def test_sections_are_whole() -> None:
    headings = [(section.kind, section.heading, len(section.paragraphs)) for section in DEPARTMENT.sections]
    assert headings == [
        ("overall", "一、总体绩效目标", 10),
        ("parts", "二、分项绩效目标", 10),
        ("measures", "三、工作保障措施", 8),
    ]
    overall, parts, measures = DEPARTMENT.sections
    assert overall.paragraphs[0] == "（一）总体绩效目标"
    assert parts.paragraphs[-1].startswith("绩效指标：1、国有资产管理及设备维修")
    assert measures.paragraphs[-1].endswith("全心做好服务保障工作。")


def test_all_projects_and_their_total() -> None:
    assert [project.name for project in DEPARTMENT.projects] == [
        "本级公务用车购置",
        "本级独生子女父母退休一次性奖励",
        "本级公建热力费",
        "本级后勤综合保障经费",
        "本级其他人员日常工作经费",
        "车辆定位服务费",
    ]
    assert sum(len(project.indicators) for project in DEPARTMENT.projects) == 54
    assert f"{sum(project.funds.budget or 0 for project in DEPARTMENT.projects)}" == "1273.31"
    assert [project.title for project in DEPARTMENT.projects] == [
        f"{project.position}.{project.name}绩效目标表" for project in DEPARTMENT.projects
    ]


def test_boxes_are_as_printed() -> None:
    first, *_, last = DEPARTMENT.projects
    assert dict(first.texts()) | {"code": ""} == dict(first.texts()) | {"code": ""}
    boxes = [text for field, text in first.texts() if not field.startswith("indicators")]
    assert boxes == [
        *("1.本级公务用车购置绩效目标表", "430001唐山市开平区机关事务中心本级", "单位：万元"),
        *("13020525P00911110004E", "本级公务用车购置", "100.00", "100.00", " ", "用于本级公务用车购置"),
        *("30%", "50%", "80%", "100%", "1.用于本级公务用车购置"),
    ]
    assert (last.code, last.text("budget"), last.goals) == ("13020525P00911210002W", "15.00", "1.本级车辆定位服务费用")


@pytest.mark.parametrize("project", DEPARTMENT.projects, ids=lambda project: project.name)
def test_labels_that_differ(project) -> None:  # type: ignore[no-untyped-def]
    assert project.labels == {"fiscal": "其中：财政    资金"}
