"""FUND: amounts, and what they are said to buy."""

from dataclasses import replace
from decimal import Decimal

import pytest

from perfxl.model.department import ListedProject, Listing
from perfxl.model.findings import Edit, Place
from tests.builders import a_project, found


def test_fund_01_fires_when_the_budget_is_zero() -> None:
    (finding,) = found("FUND-01", a_project(budget="0.00"))
    assert finding.blocking


def test_fund_01_fires_when_the_budget_could_mean_two_things() -> None:
    assert found("FUND-01", a_project(budget="1,234"))


def test_fund_01_is_quiet_when_the_budget_is_blank_because_another_rule_says_so() -> None:
    assert not found("FUND-01", a_project(budget=" "))


def test_fund_02_fires_when_the_sources_do_not_add_up() -> None:
    (finding,) = found("FUND-02", a_project(fiscal="90.00"))
    assert "差 10.00 万元" in finding.message


def test_fund_02_is_quiet_when_the_gap_is_less_than_half_a_cent() -> None:
    assert not found("FUND-02", a_project(fiscal="99.996"))


def test_fund_02_is_quiet_when_a_source_cannot_be_read() -> None:
    assert not found("FUND-02", a_project(fiscal="90.00", other="约10"))


@pytest.mark.parametrize(
    "typed", ["1,234.50", "１２３４．５０", "１２３４.5", "1234.50万元", "12345000元", "1234.5000"]
)
def test_fund_03_fires_with_a_safe_edit_when_the_amount_is_certain(typed: str) -> None:
    (finding,) = found("FUND-03", a_project(fiscal=typed))
    assert finding.edits == (Edit(Place(1, "fiscal"), "1234.50", safe=True),)


@pytest.mark.parametrize("typed", ["约10", "1,234", "-5.00", "0.125"])
def test_fund_03_fires_without_an_edit_when_a_person_must_decide(typed: str) -> None:
    (finding,) = found("FUND-03", a_project(other=typed))
    assert not finding.edits


def test_fund_03_fires_when_a_number_is_stored_as_text() -> None:
    project = replace(a_project(budget="210"), stored_as_text=frozenset({"budget"}))
    (finding,) = found("FUND-03", project)
    assert "存成了文本" in finding.message
    assert [(edit.text, edit.safe) for edit in finding.edits] == [("210.00", True)]


@pytest.mark.parametrize("typed", ["100.00", "100", "100.5", " 100.00 "])
def test_fund_03_is_quiet_on_plain_numbers(typed: str) -> None:
    assert not found("FUND-03", a_project(budget=typed))


def test_fund_04_fires_when_other_funds_are_blank() -> None:
    (finding,) = found("FUND-04", a_project(other=" "))
    assert finding.edits == (Edit(Place(1, "other"), "0.00", safe=True),)


def test_fund_04_is_quiet_when_other_funds_are_nil() -> None:
    assert not found("FUND-04", a_project(other="0"))


def test_fund_05_fires_when_the_words_give_a_ten_thousandth() -> None:
    (finding,) = found("FUND-05", a_project(budget="120000.00", purpose="支付养护费，共需资金12万元"))
    assert "12.00" in finding.message


def test_fund_05_fires_when_the_listing_gives_a_ten_thousandth() -> None:
    project = a_project(budget="27000.00")
    listed = ListedProject(project.code, project.name, Decimal("2.70"), None, None)
    assert found("FUND-05", project, listing=Listing((listed,), None, None, None))


def test_fund_05_fires_when_one_budget_dwarfs_all_the_others() -> None:
    (finding,) = found("FUND-05", a_project(), a_project(2, budget="31050.00"))
    assert finding.places == (Place(2, "budget"),)


def test_fund_05_is_quiet_on_a_large_road_project() -> None:
    assert not found("FUND-05", a_project(budget="15000.00"), a_project(2, budget="400.00"))


@pytest.mark.parametrize(
    "words", ["共需资金120万元", "项目预算1,200,000.00元，用于县乡公路", "人工70万元、材料50万元，合计120万元"]
)
def test_fund_06_fires_when_the_total_in_words_differs(words: str) -> None:
    (finding,) = found("FUND-06", a_project(purpose=words))
    assert "120.00" in finding.message
    assert not finding.blocking


@pytest.mark.parametrize(
    "words",
    [
        "共需资金100万元",
        "预算资金1000000元，其中中央资金60万元",
        "人工费60万元，材料费40万元",
        "总投资300万元，本年安排预算100万元",
        "发放生活补助，每人每月1200元",
        "支付路灯电费30万元等",
        "合计：人工60万元、材料40万元",
        "单价标准5万元/公里",
    ],
)
def test_fund_06_is_quiet_when_amounts_agree_or_mean_something_else(words: str) -> None:
    assert not found("FUND-06", a_project(purpose=words))


@pytest.mark.parametrize(
    ("words", "budget"),
    [
        ("购置警车12辆，每辆42万元，共540万元", "504.00"),
        ("聘用保洁员30人，每人每月2860元，全年共102.96万元", "120.96"),
        ("1.投入资金500万元，完成校舍维修。\n2.师生满意度达到90%。", "540.00"),
        ("1.投入300万元，完成校舍维修。", "360.00"),
        ("1.完成校舍维修。\n2.投入资金500万元购置设备50万元。", "450.00"),
        ("申请财政资金48万元", "60.00"),
    ],
)
def test_fund_06_fires_when_the_total_is_said_in_passing(words: str, budget: str) -> None:
    assert found("FUND-06", a_project(purpose=words, budget=budget, fiscal=budget))


@pytest.mark.parametrize(
    "words",
    [
        "带动农民增收共计150万元",
        "票款总额达到410万元",
        "单台车总费用42万元",
        "上级资金合计56万元",
        "吸引社会资本投入500万元",
        "企业投入300万元",
        "2024年投入300万元建成一期，本年续建",
        "总成本不超过120万元",
        "所需资金约98.6万元",
        "购置设备12台，共60万元，并维修校舍",
        "1.完成校舍维修。\n2.投入资金30万元更新设备。",
        "项目资金用于购置设备60万元",
        "设备到位后投入使用120万元的软件",
        "一期共计56万元；二期共计44万元",
    ],
)
def test_fund_06_is_quiet_on_what_is_no_total_of_the_project(words: str) -> None:
    assert not found("FUND-06", a_project(purpose=words))


def test_fund_06_is_quiet_when_the_totals_named_make_the_budget() -> None:
    words = "中央资金共计56万元，用于设备；区级资金共计100万元，用于安装。合计包含：共计56万元、共计100万元"
    assert not found("FUND-06", a_project(purpose=words, budget="156.00"))


def test_fund_06_is_quiet_when_the_fiscal_part_is_named() -> None:
    assert not found("FUND-06", a_project(purpose="申请财政资金48万元", fiscal="48.00", other="52.00"))


@pytest.mark.parametrize(
    "purpose", ["用于县乡公路日常养护", "县乡公路日常养护项目。", "主要用于日常养护经费", "用于单位日常工作开支"]
)
def test_fund_07_fires_when_the_purpose_says_no_more_than_the_name(purpose: str) -> None:
    (finding,) = found("FUND-07", a_project(purpose=purpose))
    assert finding.places == (Place(1, "purpose"),)


@pytest.mark.parametrize(
    "purpose",
    [
        "用于县乡公路日常养护120公里",
        "支付保洁人员工资和坑槽修补材料费",
        "用于县乡公路日常养护人工费",
    ],
)
def test_fund_07_is_quiet_when_it_says_more(purpose: str) -> None:
    assert not found("FUND-07", a_project(purpose=purpose))


@pytest.mark.parametrize(
    ("purpose", "difference"),
    [
        ("用于县乡公路养护", "少了“日常”"),
        ("用于县乡公路日常养护费", "多了“费”"),
        ("用于县乡公路日常维护", "“养”写成“维”"),
    ],
)
def test_fund_08_fires_when_the_name_is_misquoted(purpose: str, difference: str) -> None:
    (finding,) = found("FUND-08", a_project(purpose=purpose))
    assert difference in finding.message


@pytest.mark.parametrize("purpose", ["用于县乡公路日常养护", "支付120公里县乡公路保洁费用", "购买学生课桌椅"])
def test_fund_08_is_quiet_when_the_purpose_is_a_true_copy_or_its_own_words(purpose: str) -> None:
    assert not found("FUND-08", a_project(purpose=purpose))
