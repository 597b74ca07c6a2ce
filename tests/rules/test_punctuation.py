"""Punctuation, brackets, widths and blanks."""

from __future__ import annotations

import pytest

from perfxl.model.department import Section
from perfxl.model.findings import Finding
from perfxl.model.project import Project
from tests.builders import a_project, an_indicator, found, indicators


def one(**words: str) -> Project:
    """One project with one indicator."""
    return a_project(rows=indicators(an_indicator(**words)))


def said(code: str, *paragraphs: str) -> list[Finding]:
    """Run one rule over a part one of these paragraphs."""
    return found(code, sections=(Section("overall", "一、总体绩效目标", paragraphs),))


def test_txt_01_fires_when_a_phrase_ends_in_a_mark() -> None:
    finding = found("TXT-01", one(name="服务保障率。", description="服务保障率。", target="≥95%；", basis="合同；\n"))[
        0
    ]
    assert [edit.text for edit in finding.edits] == ["服务保障率", "服务保障率", "≥95%", "合同\n"]
    assert all(edit.safe for edit in finding.edits)


def test_txt_01_is_quiet_when_a_sentence_ends() -> None:
    project = a_project(
        purpose="支付养护费。", goals="1.完成养护；", rows=indicators(an_indicator(description="按台账统计，含支线。"))
    )
    assert not found("TXT-01", project)


@pytest.mark.parametrize(
    "text", ["使用时间（年", "使用时间年）", "《管理办法", "“两办用车", "（见【附表）】", "（合格线：60", "合格线60）"]
)
def test_txt_02_fires_when_a_half_is_missing(text: str) -> None:
    assert found("TXT-02", one(name=text))


@pytest.mark.parametrize(
    "text",
    [
        "使用时间（年)",
        "1）完成养护；2）通过验收",
        "（1）“两办”《办法》〔2024〕12号",
        "(a[b]c)",
        "（合格线：60）",
        "（A级：90分以上；B：80）",
        "（合同编号：XX）",
        "（包括：1）养护；2）检测）",
        "",
    ],
)
def test_txt_02_is_quiet_when_all_are_paired(text: str) -> None:
    assert not found("TXT-02", one(description=text))


@pytest.mark.parametrize("text", ["合格率（抽检)", "一：甲；二:乙", "95%到98％"])
def test_txt_03_fires_when_widths_are_mixed(text: str) -> None:
    assert found("TXT-03", one(description=text))


@pytest.mark.parametrize("text", ["合格率（抽检）：合格数÷抽检数×100%", "时间：8:30-17:30", "比例(1:2)"])
def test_txt_03_is_quiet_when_one_width_is_used(text: str) -> None:
    assert not found("TXT-03", one(description=text))


def test_txt_04_fires_when_a_cell_breaks_its_line() -> None:
    finding = found("TXT-04", one(name="群众\n满意度\n", basis="合同\n"))[0]
    assert [(edit.text, edit.safe) for edit in finding.edits] == [("群众满意度", True), ("合同", True)]


def test_txt_04_fires_when_goals_hold_an_empty_line() -> None:
    assert (
        found("TXT-04", a_project(goals="1.完成养护。\n\n2.投诉下降。\n"))[0].edits[0].text
        == "1.完成养护。\n2.投诉下降。"
    )


def test_txt_04_is_not_sure_when_the_lines_are_numbered() -> None:
    assert not found("TXT-04", one(basis="1.合同\n2.批复"))[0].edits[0].safe


def test_txt_04_is_quiet_when_goals_have_several_lines() -> None:
    assert not found("TXT-04", a_project(goals="1.完成养护。\n2.投诉下降。"))


def test_txt_05_fires_when_blanks_stand_at_the_ends() -> None:
    finding = found("TXT-05", a_project(name="\u3000道路养护 ", purpose="支付\u200b养护费", budget="100.00 "))[0]
    assert {edit.text for edit in finding.edits} >= {"道路养护", "支付养护费", "100.00"}


def test_txt_05_fires_when_other_funds_are_one_blank() -> None:
    finding = found("TXT-05", a_project(other=" "))[0]
    assert (finding.places[0].field, finding.edits) == ("other", ())


def test_txt_05_is_quiet_when_another_rule_speaks_or_nothing_is_there() -> None:
    quiet = a_project(
        other="", purpose=" ", code=" 13020525P00911110004E", rows=indicators(an_indicator(name="满意度 \n"))
    )
    assert not found("TXT-05", quiet) + said("TXT-05", "\u3000\u30002025年完成养护。")


@pytest.mark.parametrize("text", ["完成养护。。", "完成养护，，通过验收", "完成养护,通过验收", "完成养护。；"])
def test_txt_10_fires_when_marks_are_doubled_or_narrow(text: str) -> None:
    assert said("TXT-10", text)


@pytest.mark.parametrize("text", ["完成养护……通过验收。", "投入1,200.50元；占比3:2。", "“完成”。"])
def test_txt_10_is_quiet_when_they_are_not(text: str) -> None:
    assert not said("TXT-10", text)


def test_txt_11_fires_when_a_sentence_has_no_end() -> None:
    finding = said(
        "TXT-11", "1、推进办公用房修缮改造项目，做好线路整理工作", "努力做好各种大型会议的服务保障及公务接待工作"
    )
    assert len(finding[0].places) == 2


@pytest.mark.parametrize(
    "text",
    [
        "一、高标准提升后勤服务品质和能力水平建设",
        "（二）分项绩效目标",
        "完成养护。",
        "主要任务：",
        "科学安排",
        "",
        "（完成。）",
    ],
)
def test_txt_11_is_quiet_when_it_is_a_title_or_ends(text: str) -> None:
    assert not said("TXT-11", text)
