"""The published document of 2025, read to the last word."""

from __future__ import annotations

from importlib.resources import files

import pytest

from perfxl.documents.text import read_text
from perfxl.model.project import INDICATOR_FIELDS
from tests.documents.printer import print_department
from tests.documents.witness import assert_nothing_lost

SEED = files("perfxl.samples").joinpath("kaiping-2025.txt").read_text(encoding="utf-8")
READ = read_text(SEED)
DEPARTMENT = READ.department
YEARS = "设备购置类项目持续使用时间（年）"


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
    boxes = [text for field, text in first.texts() if not field.startswith("indicators")]
    assert boxes == [
        *("1.本级公务用车购置绩效目标表", "430001唐山市开平区机关事务中心本级", "单位：万元"),
        *("13020525P00911110004E", "本级公务用车购置", "100.00", "100.00", " ", "用于本级公务用车购置"),
        *("30%", "50%", "80%", "100%", "1.用于本级公务用车购置"),
    ]
    assert (last.code, last.text("budget"), last.goals) == ("13020525P00911210002W", "15.00", "1.本级车辆定位服务费用")


def test_labels_that_differ_are_kept() -> None:
    assert {tuple(project.labels.items()) for project in DEPARTMENT.projects} == {(("fiscal", "其中：财政    资金"),)}


@pytest.mark.parametrize(
    ("position", "row", "words"),
    [
        (1, 1, ("产出指标", "数量指标", "公务用车", "年生产量", "≥96%", "公务用车")),
        (1, 2, ("产出指标", "质量指标", *["车辆购置费专款专用率\n"] * 2, "≥95%", "车辆购置费专款专用率\n")),
        (1, 8, ("效益指标", "可持续影响指标", YEARS.removesuffix("）"), YEARS, "15年", YEARS)),
        (1, 9, ("满意度指标", "服务对象满意度指标", "满意度", "满意度", "≥95%", "满意度")),
        (4, 9, ("满意度指标", "服务对象满意度指标", *["群众满意度\n"] * 2, "≥98%", "群众满意度\n")),
        (6, 1, ("产出指标", "数量指标", "各项工作完成率", "各项工作完成率", "≥95%", "各项工作完成率")),
        (6, 9, ("满意度指标", "服务对象满意度指标", *["群众满意度\n"] * 2, "≥98%", "群众满意度\n")),
    ],
)
def test_indicators_are_as_printed(position: int, row: int, words: tuple[str, ...]) -> None:
    indicator = DEPARTMENT.projects[position - 1].indicators[row - 1]
    assert tuple(getattr(indicator, field) for field in INDICATOR_FIELDS) == words
    assert indicator.number == row


def test_tidying_is_noted_and_nothing_is_left_over() -> None:
    residue = "清除了 9 处导出残留标记（[bookmark: …]）：第4、16、27、45、158、268、378、491、601行。"
    assert READ.notes == (residue,)
    assert READ.unplaced == ()


def test_printed_again_it_reads_the_same() -> None:
    assert read_text(print_department(DEPARTMENT)).department == DEPARTMENT


def test_every_line_is_somewhere() -> None:
    assert_nothing_lost(SEED)
