"""PLAN: four cumulative shares through the year."""

from dataclasses import replace

import pytest

from perfxl.model.findings import Place
from perfxl.model.profile import HEBEI_2025
from perfxl.model.project import Project
from tests.builders import a_project, found

NODES = ("plan.march", "plan.june", "plan.october", "plan.december")


def planned(shares: str, position: int = 1, name: str = "县乡公路日常养护") -> Project:
    """A project with these four shares, written 25 50 80 100; _ for a blank."""
    typed = [share.replace("_", "") for share in shares.split()]
    return a_project(position, None, None, None, name=name, **dict(zip(NODES, typed, strict=True)))


def test_plan_01_fires_once_when_nodes_are_blank_or_unreadable() -> None:
    (finding,) = found("PLAN-01", planned("25 _ 八成 100"))
    assert finding.places == (Place(1, "plan.june"), Place(1, "plan.october"))
    assert finding.blocking


def test_plan_01_is_quiet_when_nothing_is_due_before_june() -> None:
    assert not found("PLAN-01", planned("0 50 80 100"))


def test_plan_02_fires_when_a_share_is_beyond_100() -> None:
    (finding,) = found("PLAN-02", planned("25 50 180 100"))
    assert finding.places == (Place(1, "plan.october"),)


def test_plan_02_fires_once_when_shares_are_typed_as_fractions() -> None:
    (finding,) = found("PLAN-02", planned("0.3 0.5 0.8 1"))
    assert not any(found(code, planned("0.3 0.5 0.8 1")) for code in ("PLAN-03", "PLAN-04", "PLAN-05", "PLAN-08"))
    assert "0.3" in finding.message


def test_plan_02_is_quiet_when_everything_is_paid_at_the_end() -> None:
    assert not found("PLAN-02", planned("0 0 0 100"))


def test_plan_03_fires_when_shares_are_typed_per_period() -> None:
    (finding,) = found("PLAN-03", planned("25 30 30 15"))
    assert finding.places == (Place(1, "plan.december"),)


def test_plan_03_is_quiet_when_a_share_stays() -> None:
    assert not found("PLAN-03", planned("30 30 80 100"))


def test_plan_04_fires_when_the_year_ends_below_100() -> None:
    (finding,) = found("PLAN-04", planned("25 50 80 95%"))
    assert "95%" in finding.message


def test_plan_04_is_quiet_when_december_is_blank_because_another_rule_says_so() -> None:
    assert not found("PLAN-04", planned("25 50 80 _"))


def test_plan_05_fires_once_when_several_nodes_are_late() -> None:
    (finding,) = found("PLAN-05", planned("10 20 60 100"))
    assert len(finding.places) == 3


def test_plan_05_is_quiet_in_march_for_purchases() -> None:
    assert not found("PLAN-05", planned("0 50 80 100", name="应急抢险设备购置"))


def test_plan_05_is_quiet_when_the_unit_has_set_it_off() -> None:
    profile = replace(HEBEI_2025, severities={"PLAN-05": None})
    assert not found("PLAN-05", planned("10 20 60 100"), profile=profile)


def test_plan_06_fires_on_each_of_three_equal_plans() -> None:
    findings = found("PLAN-06", planned("30 50 80 100"), planned("30% 50% 80% 100%", 2), planned("30 50 80 100", 3))
    assert [finding.project for finding in findings] == [1, 2, 3]


def test_plan_06_is_quiet_when_only_two_are_equal() -> None:
    assert not found("PLAN-06", planned("30 50 80 100"), planned("30 50 80 100", 2), planned("0 60 90 100", 3))


@pytest.mark.parametrize("name", ["本级公务用车购置", "校园采暖费", "退役士兵一次性经济补助"])
def test_plan_07_fires_when_the_pace_does_not_fit(name: str) -> None:
    (finding,) = found("PLAN-07", planned("30 50 80 100", name=name))
    assert finding.project == 1


@pytest.mark.parametrize(
    ("name", "shares"),
    [
        ("医疗设备购置", "0 60 90 100"),
        ("政府购买居家养老服务", "25 50 80 100"),
        ("校园采暖费", "45 50 60 100"),
        ("退役士兵一次性经济补助", "0 0 100 100"),
        ("县乡公路日常养护", "30 50 80 100"),
    ],
)
def test_plan_07_is_quiet_when_the_pace_fits(name: str, shares: str) -> None:
    assert not found("PLAN-07", planned(shares, name=name))


def test_plan_08_fires_when_a_share_has_decimals() -> None:
    (finding,) = found("PLAN-08", planned("25 33.333 80 100"))
    assert "33.333%" in finding.message


def test_plan_08_is_quiet_on_whole_numbers_however_written() -> None:
    assert not found("PLAN-08", planned("25.00 50% 80 100"))


def test_plan_09_fires_once_with_an_edit_for_each_sign() -> None:
    (finding,) = found("PLAN-09", planned("25% ５０％ 80 100%"))
    assert [(edit.place.field, edit.text, edit.safe) for edit in finding.edits] == [
        ("plan.march", "25", False),
        ("plan.june", "50", False),
        ("plan.december", "100", False),
    ]


def test_plan_09_is_quiet_on_bare_numbers() -> None:
    assert not found("PLAN-09", planned("25 50 80 100"))


@pytest.mark.parametrize(
    "name", ["农村公路改造工程", "校舍加固", "高企认定奖励兑现", "热力管网建设", "应急抢险设备购置"]
)
def test_plan_05_is_quiet_when_it_is_paid_after_it_is_done(name: str) -> None:
    assert not found("PLAN-05", planned("0 20 60 100", name=name))
    assert found("PLAN-05", planned("0 0 10 100", name=name))


def test_plan_05_fires_when_works_go_on_all_year() -> None:
    assert found("PLAN-05", planned("25 50 62 100", name="农村供水工程维修养护"))


def test_plan_06_is_quiet_when_all_keep_to_the_least_pace() -> None:
    assert not found("PLAN-06", *(planned("25 50 80 100", position) for position in (1, 2, 3)))


@pytest.mark.parametrize("shares", ["15 50 85 100", "20 60 90 100", "25 50 75 100"])
def test_plan_05_is_quiet_when_a_late_start_is_made_up_or_quarters_are_paid(shares: str) -> None:
    assert not found("PLAN-05", planned(shares, name="残疾人技能培训"))


@pytest.mark.parametrize("shares", ["15 45 85 100", "10 50 85 100", "25 50 70 100", "0 30 75 100"])
def test_plan_05_fires_when_june_or_three_quarters_are_missed(shares: str) -> None:
    assert found("PLAN-05", planned(shares, name="残疾人技能培训"))
