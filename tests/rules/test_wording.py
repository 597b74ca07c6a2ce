"""Numbering, wrong characters, placeholders, one thing named in two ways."""

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


@pytest.mark.parametrize("text", ["绩效指标：1、养护管理2、检测次数", "1.完成养护2.通过验收", "1、甲；2、乙3、丙"])
def test_txt_06_fires_when_items_run_on(text: str) -> None:
    assert said("TXT-06", text)


@pytest.mark.parametrize(
    "text",
    [
        "绩效指标：1、养护；2、检测",
        "12、做好检查",
        "在第1、2季度完成12、13号路",
        "1.养护。\n2.检测。",
        "投入1.2万元2.5公里",
    ],
)
def test_txt_06_is_quiet_when_items_stand_apart(text: str) -> None:
    assert not said("TXT-06", text)


@pytest.mark.parametrize(
    "lines",
    [("（一）养护", "一、检查"), ("一、养护", "1、检查"), ("1、养护", "2.检查"), ("1.养护", "（一）检查")],
)
def test_txt_07_fires_once_when_numbering_is_mixed(lines: tuple[str, ...]) -> None:
    assert len(said("TXT-07", *lines, *lines)) == 1


@pytest.mark.parametrize(
    "lines",
    [("一、养护", "（一）路面", "1.保洁", "二、检查", "（一）桥梁"), ("1、养护", "2、检查"), ("养护", "1.5公里道路")],
)
def test_txt_07_is_quiet_when_levels_go_down_in_order(lines: tuple[str, ...]) -> None:
    assert not said("TXT-07", *lines)


def test_txt_08_fires_when_a_word_is_wrong() -> None:
    finding = found("TXT-08", one(name="国有资产保障增值率", description="国有资产保障增值率", basis="台帐"))[0]
    assert (len(finding.places), finding.message) == (3, "疑似错别字：“保障增值率”应为“保值增值率”，“台帐”应为“台账”。")


@pytest.mark.parametrize(
    ("text", "right"),
    [("经费拔付及时", "经费拨付及时"), ("拔款与划拔", "拨款与划拨"), ("统酬安排贫因户", "统筹安排贫困户")],
)
def test_txt_08_fires_with_the_right_word(text: str, right: str) -> None:
    (edit,) = found("TXT-08", one(name=text))[0].edits
    assert (edit.text, edit.safe) == (right, False)


@pytest.mark.parametrize(
    "text",
    [
        "高海拔款项",
        "计划拔除枯树",
        "因贫因病致贫",
        "系统酬金",
        "投拆迁款",
        "国有资产保值增值率",
        "台账",
        "按排名发放",
        "采购制度健全",
        "讲座落实",
        "投资全部到位",
        "选拔付出型人才",
        "帮扶平台",
    ],
)
def test_txt_08_is_quiet_when_the_words_are_right(text: str) -> None:
    assert not found("TXT-08", one(name=text))


@pytest.mark.parametrize(
    "text",
    [
        "≥XX%",
        "××管理办法",
        "=N人",
        "待定",
        "（示例）",
        "…",
        "___",
        "某单位",
        "批复〔文号〕",
        "金额待补充",
        "≤{预算数}万元",
        "开交发〔2024〕  号",
        "〔2024〕号",
        "20XX年",
        "GB/T XXXX-2020",
        "XX型",
    ],
)
def test_txt_09_fires_when_a_placeholder_is_left(text: str) -> None:
    assert found("TXT-09", one(target=text))


@pytest.mark.parametrize(
    "text",
    [
        "合格数÷总数×100%",
        "期待定期开展",
        "10N力",
        "有待完善",
        "某些地区",
        "示例课程",
        "完成……等",
        "XXS-200型",
        "XX-3型泵",
        "MAXX",
        "〔2024〕12号",
        "(2024)号召",
    ],
)
def test_txt_09_is_quiet_when_the_words_are_real(text: str) -> None:
    assert not found("TXT-09", one(description=text))


def test_txt_12_fires_when_one_thing_has_two_names() -> None:
    finding = found(
        "TXT-12",
        a_project(name="公建热力费", purpose="公建热力费用", rows=indicators(an_indicator(name="取暖费用节约率"))),
    )[0]
    assert (len(finding.places), finding.message) == (2, "称谓不一致：“热力费”、“热力费用”、“取暖费用”。同类共 2 处。")


def test_txt_12_fires_when_a_fee_is_now_long_now_short() -> None:
    assert found("TXT-12", a_project(name="车辆定位服务费", purpose="车辆定位服务费用"))


def test_txt_12_is_quiet_when_each_has_one_name() -> None:
    assert not found(
        "TXT-12", a_project(name="公建热力费", purpose="支付公建热力费", goals="1.热力费按期支付，维修费用下降。")
    )


def test_txt_12_advises_the_first_form() -> None:
    (finding,) = found("TXT-12", a_project(name="机关热力费", goals="1.缴纳热力费用，供热面积2万平方米。"))
    assert "统一写“热力费”" in finding.fix
