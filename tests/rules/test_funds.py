"""FUND: amounts, what they are said to buy, and what things cost."""

from decimal import Decimal

import pytest

from perfxl.model.department import ListedProject, Listing
from perfxl.model.findings import Edit, Place
from perfxl.model.project import Project
from tests.builders import a_project, an_indicator, found, indicators

TOTAL_COST = an_indicator(level2="成本指标", name="养护总成本", target="≤100.00万元")


def with_costs(*words: dict[str, str], budget: str = "100.00") -> Project:
    """A project with 120 km of road and these cost indicators."""
    costs = (an_indicator(level2="成本指标", **one) for one in words)
    return a_project(rows=indicators(an_indicator(), *costs), budget=budget, fiscal=budget)


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


def test_fund_09_fires_when_price_times_quantity_misses_the_budget() -> None:
    (finding,) = found("FUND-09", with_costs({"name": "单位里程养护成本", "target": "≤2万元/公里"}))
    assert "240.00" in finding.message


def test_fund_09_fires_when_a_unit_price_has_no_quantity() -> None:
    (finding,) = found("FUND-09", with_costs({"name": "课桌椅单价", "target": "≤300元/套"}))
    assert "缺少与单价相配的数量指标" in finding.message


def test_fund_09_is_quiet_when_a_monthly_price_makes_the_budget_in_a_year() -> None:
    quantity = an_indicator(name="公益岗位人数", target="=30名")
    price = an_indicator(level2="成本指标", name="岗位补贴标准", target="=2000元/人·月")
    assert not found("FUND-09", a_project(rows=indicators(quantity, price), budget="72.00"))


def test_fund_09_is_quiet_when_two_pairs_add_up() -> None:
    rows = indicators(
        an_indicator(name="新购救护车数量", target="=2辆"),
        an_indicator(name="配套急救包数量", target="≥100套"),
        an_indicator(level2="成本指标", name="救护车单价", target="≤45万元/辆"),
        an_indicator(level2="成本指标", name="急救包单价", target="≤1000元/套"),
    )
    assert not found("FUND-09", a_project(rows=rows))


@pytest.mark.parametrize(
    ("name", "quantity", "price", "budget"),
    [
        ("高标准农田面积", "≥8万亩", "≤1500元/亩", "12000.00"),
        ("日均污水处理量", "≥1万吨", "≤1元/吨", "365.00"),
        ("校舍维修面积", "≥9200平方米", "≤500元/㎡", "460.00"),
    ],
)
def test_fund_09_is_quiet_when_units_differ_only_in_scale_or_spelling(
    name: str, quantity: str, price: str, budget: str
) -> None:
    rows = indicators(
        an_indicator(name=name, target=quantity), an_indicator(level2="成本指标", name="单位成本", target=price)
    )
    assert not found("FUND-09", a_project(rows=rows, budget=budget))


def test_fund_09_is_quiet_when_two_prices_share_a_unit() -> None:
    rows = indicators(
        an_indicator(name="小学受助学生人数", target="=420人"),
        an_indicator(name="初中受助学生人数", target="=240人"),
        an_indicator(level2="成本指标", name="小学生均补助标准", target="=1000元/人·年"),
        an_indicator(level2="成本指标", name="初中生均补助标准", target="=1250元/人·年"),
    )
    assert not found("FUND-09", a_project(rows=rows, budget="72.00"))


def test_fund_09_is_quiet_when_the_cost_is_given_as_a_total() -> None:
    assert not found("FUND-09", a_project(rows=indicators(an_indicator(), TOTAL_COST)))


@pytest.mark.parametrize("target", ["≤90%", "≤90", "较低"])
def test_fund_10_fires_when_a_cost_is_no_amount(target: str) -> None:
    (finding,) = found("FUND-10", with_costs({"name": "项目总成本", "target": target}))
    assert finding.places == (Place(1, "indicators.2.target"),)
    assert not finding.blocking


@pytest.mark.parametrize("target", ["≤15.00万元", "≤600元/台", "≤预算支出标准", "≤２０００元／人·年"])
def test_fund_10_is_quiet_when_a_cost_is_an_amount_or_bound_to_one(target: str) -> None:
    assert not found("FUND-10", with_costs({"name": "项目总成本", "target": target}))


def test_fund_10_is_quiet_on_a_saving_rate_beside_an_amount() -> None:
    costs = ({"name": "养护总成本", "target": "≤100万元"}, {"name": "养护成本节约率", "target": "≥2%"})
    assert not found("FUND-10", with_costs(*costs))


def test_fund_11_fires_when_the_cost_exceeds_the_budget() -> None:
    (finding,) = found("FUND-11", with_costs({"name": "项目总成本", "target": "≤1800000元"}))
    assert "180.00 万元大于预算数 100.00" in finding.message


def test_fund_11_is_quiet_on_a_unit_price_and_on_a_cost_within_the_budget() -> None:
    costs = ({"name": "车辆购置单价", "target": "≤180万元"}, {"name": "项目总成本", "target": "≤100万元"})
    assert not found("FUND-11", with_costs(*costs))
