"""FUND-09 to FUND-11: what things cost."""

import pytest

from perfxl.model.findings import Place
from perfxl.model.project import Project
from tests.builders import a_project, an_indicator, found, indicators

TOTAL_COST = an_indicator(level2="成本指标", name="养护总成本", target="≤100.00万元")


def with_costs(*words: dict[str, str], budget: str = "100.00") -> Project:
    """A project with 120 km of road and these cost indicators."""
    costs = (an_indicator(level2="成本指标", **one) for one in words)
    return a_project(rows=indicators(an_indicator(), *costs), budget=budget, fiscal=budget)


def quantity_and_price(*pairs: tuple[str, str], purpose: str = "", budget: str = "100.00") -> Project:
    """A project with these quantities and unit prices, the budget and what its purpose says."""
    rows = [an_indicator(name=f"购置数量{at}", target=quantity) for at, (quantity, _) in enumerate(pairs)]
    rows += [an_indicator(level2="成本指标", name=f"购置单价{at}", target=price) for at, (_, price) in enumerate(pairs)]
    return a_project(rows=indicators(*rows), purpose=purpose or "购置", budget=budget, fiscal=budget)


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


def test_fund_09_is_quiet_when_some_of_the_pairs_make_the_budget() -> None:
    assert not found("FUND-09", quantity_and_price(("=2辆", "≤50万元/辆"), ("=90套", "≤1万元/套")))


def test_fund_09_is_quiet_when_a_cost_given_as_a_total_makes_up_the_rest() -> None:
    rows = indicators(
        an_indicator(name="新购救护车数量", target="=2辆"),
        an_indicator(level2="成本指标", name="救护车单价", target="≤45万元/辆"),
        an_indicator(level2="成本指标", name="司机培训总成本", target="≤30万元"),
    )
    assert not found("FUND-09", a_project(rows=rows, budget="120.00"))


def test_fund_09_fires_when_only_the_total_cost_is_the_budget() -> None:
    costs = ({"name": "单位里程养护成本", "target": "≤2万元/公里"}, {"name": "养护总成本", "target": "≤100万元"})
    assert found("FUND-09", with_costs(*costs))


def test_fund_09_is_quiet_when_each_product_is_an_item_of_the_purpose() -> None:
    purpose = "购置救护车2辆60万元，急救包25万元，司机培训15万元"
    assert not found("FUND-09", quantity_and_price(("=2辆", "≤30万元/辆"), purpose=purpose))


@pytest.mark.parametrize("purpose", ["购置救护车80万元，培训20万元", "购置救护车60万元，培训15万元"])
def test_fund_09_fires_when_the_items_are_others_or_do_not_make_the_budget(purpose: str) -> None:
    assert found("FUND-09", quantity_and_price(("=2辆", "≤30万元/辆"), purpose=purpose))


def test_fund_09_is_quiet_when_people_are_counted_by_turns() -> None:
    assert not found("FUND-09", quantity_and_price(("≥5000人次", "≤200元/人")))


def test_fund_09_fires_on_one_line_when_a_name_runs_over_two() -> None:
    (finding,) = found("FUND-09", with_costs({"name": "单位里程\n养护成本\n", "target": "≤2万元/公里"}))
    assert "× 单位里程养护成本≤2万元/公里 =" in finding.message


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


MEALS = indicators(
    an_indicator(name="享受营养餐学生数", target="=12500人"),
    an_indicator(level2="成本指标", name="生均每日餐费", target="=5元/生·天"),
)


def test_fund_09_is_quiet_when_the_purpose_gives_the_days_that_the_price_is_paid_for() -> None:
    assert not found("FUND-09", a_project(rows=MEALS, purpose="全年供餐200天，每生每天5元。", budget="1250.00"))


def test_fund_09_fires_when_the_days_do_not_give_the_budget() -> None:
    assert found("FUND-09", a_project(rows=MEALS, purpose="全年供餐120天，每生每天5元。", budget="1250.00"))
