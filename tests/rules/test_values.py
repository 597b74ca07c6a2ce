"""Whether an 指标值 makes sense for what is measured."""

from __future__ import annotations

import pytest

from perfxl.model.project import Project
from tests.builders import a_project, an_indicator, found, indicators


def one(name: str, target: str, **words: str) -> Project:
    """One project with one indicator."""
    return a_project(rows=indicators(an_indicator(name=name, target=target, **words)))


def aiming(*targets: str) -> Project:
    """One project whose indicators differ in their targets."""
    return a_project(rows=indicators(*(an_indicator(target=target) for target in targets)))


def test_val_06_fires_when_a_rate_is_above_all_or_below_nothing() -> None:
    assert found("VAL-06", one("验收合格率", "≥120%"))
    assert found("VAL-06", one("群众满意度", "≥-5%"))
    assert found("VAL-06", one("验收合格率", ">100%"))
    assert found("VAL-06", one("验收合格率", "90%-120%"))


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("收入增长率", "≥120%"),
        ("保值增值率", "≥105%"),
        ("验收合格率", "=100%"),
        ("成本控制率", "≤105%"),
        ("床位平均利用率", "≤105%"),
        ("床位平均利用率", "≥85%且≤105%"),
        ("任务超额完成率", "≥110%"),
        ("变压器负荷率", "=110%"),
        ("投诉次数", "≤200次"),
    ],
)
def test_val_06_is_quiet_when_the_rate_may_be_more(name: str, target: str) -> None:
    assert not found("VAL-06", one(name, target))


def test_val_07_fires_when_at_least_all_is_asked_for() -> None:
    assert found("VAL-07", one("保洁覆盖率", "≥100%"))[0].edits[0].text == "=100%"
    assert not found("VAL-07", one("供热面积", "≥100%"))[0].edits


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("保洁覆盖率", "=100%"),
        ("保值增值率", "≥100%"),
        ("成本效益比", "≥100%"),
        ("成本控制率", "≤100%"),
        ("植树数量", "≥100株"),
    ],
)
def test_val_07_is_quiet_when_all_is_asked_for_or_more_can_be(name: str, target: str) -> None:
    assert not found("VAL-07", one(name, target))


def test_val_09_fires_when_the_unit_stands_in_the_name_too() -> None:
    assert "重复" in found("VAL-09", one("设备完好率（%）", "≥95%"))[0].message
    assert "不一致" in found("VAL-09", one("使用年限（月", "≥15年"))[0].message


def test_val_09_is_quiet_when_the_brackets_hold_no_unit() -> None:
    assert not found("VAL-09", one("培训人次（含线上）", "≥300人次")) + found("VAL-09", one("设备完好率", "≥95%"))


def test_val_13_fires_when_a_grade_has_no_scale() -> None:
    assert found("VAL-13", one("群众获得感", "显著提升", description="群众的感受"))
    assert found("VAL-13", aiming("有所改善"))
    assert found("VAL-13", one("群众获得感", "明显提升", description="以群众感受为准，感受较好为有所提升"))
    assert found("VAL-13", one("制度健全性", "年内"))
    assert found("VAL-13", one("试点工作", "取得显著成效"))
    assert found("VAL-13", one("试点工作", "按要求推进"))


@pytest.mark.parametrize(
    ("target", "description"),
    [
        ("优", "制度齐全为优，基本齐全为良"),
        ("优（齐全）/良（基本齐全）", "制度"),
        ("合格", "验收结论"),
        ("≥95%", ""),
        ("明显提升", "得分提高5分以上为明显提升，提高1分以上为有所提升，其余为未提升"),
        ("明显提升", "好评多于上年两成为明显提升，多于上年为有所提升，其余为未提升"),
        ("健全", "四项齐全为健全，三项为较健全，其余为不健全"),
        ("健全", "健全：四项齐全；较健全：三项齐全"),
        ("达到国六b标准", "车辆排放"),
        ("达到Ⅲ类", "断面水质"),
        ("三级及以上", "资质"),
        ("通过验收", "工程"),
        ("按规定公开", "预算"),
        ("正常运行", "设备"),
        ("定量（其他）：建成", ""),
    ],
)
def test_val_13_is_quiet_when_there_is_a_scale_or_only_two_ways(target: str, description: str) -> None:
    assert not found("VAL-13", one("制度健全性", target, description=description))


@pytest.mark.parametrize("target", ["每学期结束前", "开学前", "每季度末前", "年内"])
def test_val_13_is_quiet_when_the_words_are_a_time(target: str) -> None:
    assert not found("VAL-13", one("补助发放", target, level2="时效指标"))
    assert not found("VAL-13", one("补助发放时间", target))


def test_val_15_fires_when_nearly_all_targets_are_percentages() -> None:
    finding = found("VAL-15", aiming(*["≥95%"] * 8, "3次"))[0]
    assert (len(finding.places), finding.message) == (8, "8/9 条指标值是百分比，缺少绝对量。")


def test_val_15_is_quiet_when_there_are_amounts_or_few_indicators() -> None:
    assert not found("VAL-15", aiming(*["≥95%"] * 7, "3次", "5人")) + found("VAL-15", aiming(*["≥95%"] * 4))


def test_val_16_fires_when_most_targets_are_the_usual_figures() -> None:
    finding = found("VAL-16", aiming("≥95%", "≥96%", "≥98%", "≥90%", "≤2次", "≥94%"))[0]
    assert (len(finding.places), finding.message[:3]) == (5, "5/6")


def test_val_16_is_quiet_when_they_differ() -> None:
    assert not found("VAL-16", aiming("≥95%", "=100%", "≥83%", "≤2小时", "≥98%", "≤95%"))


@pytest.mark.parametrize(
    ("name", "target", "description"),
    [
        ("宣传片质量", "优良", "宣传片制作质量情况"),
        ("观众满意度", "较高", "问卷中满意份数÷有效问卷份数×100%"),
        ("等级评定准确率", "较高", "复核一致的等级评定数÷评定总数×100%"),
        ("开标秩序", "井然有序", "开标现场的秩序"),
        ("工作机制", "逐步完善", "办好机制中的各项工作"),
    ],
)
def test_val_13_fires_when_the_words_of_a_scale_tell_none(name: str, target: str, description: str) -> None:
    assert found("VAL-13", one(name, target, description=description))


@pytest.mark.parametrize(
    ("target", "description"),
    [
        ("优", "检查90分以上为优，80分以上为良"),
        ("良好", "专家评定服务质量"),
        ("优/良/差", "服务质量"),
        ("具备CMA资质", "机构资质"),
    ],
)
def test_val_13_is_quiet_when_the_scale_is_told_in_any_way(target: str, description: str) -> None:
    assert not found("VAL-13", one("服务质量", target, description=description))


def test_val_07_leaves_satisfaction_to_sem_25() -> None:
    assert not found("VAL-07", one("游客满意度", "≥100%"))
    assert found("SEM-25", one("游客满意度", "≥100%"))
