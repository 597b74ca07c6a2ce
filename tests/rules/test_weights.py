"""分值权重: on the form of 2021, which has the column."""

from __future__ import annotations

from dataclasses import replace

import pytest

from perfxl.model.findings import Finding, Place, Severity
from perfxl.model.profile import GENERAL_2021
from perfxl.model.project import Project
from tests.builders import a_project, an_indicator, found, indicators

COST, OUTPUT, BENEFIT, SATISFACTION = "成本指标", "产出指标", "效益指标", "满意度指标"
USUAL = ((COST, "20"), (OUTPUT, "20"), (OUTPUT, "20"), (BENEFIT, "20"), (SATISFACTION, "10"))
SUMS = ["WGT-01", "WGT-02", "WGT-04"]


def weighted(*rows: tuple[str, str]) -> Project:
    """A project with indicators of these 一级指标 and weights."""
    some = (replace(an_indicator(level1=level), weight=weight) for level, weight in rows)
    return a_project(rows=indicators(*some))


def said(code: str, *rows: tuple[str, str]) -> list[Finding]:
    """What a rule says of these weights on the form that has them."""
    return found(code, weighted(*rows), profile=GENERAL_2021)


def test_wgt_01_fires_when_weights_add_up_to_something_else() -> None:
    (finding,) = said("WGT-01", *USUAL[:-1], (SATISFACTION, "15"))
    assert finding.message == "指标权重合计应为 90（预算执行率另占 10）或 100，当前 95。"
    assert finding.severity is Severity.ERROR


@pytest.mark.parametrize("last", ["10", "10%", "１０", "20", "9.98"])
def test_wgt_01_is_quiet_when_they_add_up_to_90_or_100(last: str) -> None:
    assert not said("WGT-01", *USUAL[:-1], (SATISFACTION, last))


@pytest.mark.parametrize("code", SUMS)
def test_wgt_01_is_quiet_when_one_weight_is_unreadable(code: str) -> None:
    assert not said(code, (OUTPUT, "较高"), (OUTPUT, "60"), (BENEFIT, "5"))


def test_wgt_02_fires_when_a_level_departs_from_the_usual() -> None:
    rows = ((COST, "20"), (OUTPUT, "55"), (BENEFIT, "5"), (SATISFACTION, "10"))
    (finding,) = said("WGT-02", *rows)
    assert "产出指标 55（通常 40），效益指标 5（通常 20）" in finding.message


def test_wgt_02_fires_when_there_is_no_cost_and_output_has_too_little() -> None:
    (finding,) = said("WGT-02", (OUTPUT, "40"), (BENEFIT, "40"), (SATISFACTION, "10"))
    assert "产出指标 40（通常 50）" in finding.message


@pytest.mark.parametrize(
    "rows",
    [
        USUAL,
        ((COST, "22"), (OUTPUT, "44"), (BENEFIT, "22"), (SATISFACTION, "12")),  # the whole hundred
        ((OUTPUT, "50"), (BENEFIT, "30"), (SATISFACTION, "10")),
        ((OUTPUT, "45"), (BENEFIT, "35"), (SATISFACTION, "10")),
        ((COST, "20"), (OUTPUT, "40"), (BENEFIT, "30")),
        ((OUTPUT, "50"), (BENEFIT, "40")),
        ((COST, "20"), (OUTPUT, "60"), (BENEFIT, "5"), (SATISFACTION, "10")),  # 95: WGT-01
    ],
)
def test_wgt_02_is_quiet_when_levels_are_as_usual(rows: tuple[tuple[str, str], ...]) -> None:
    assert not said("WGT-02", *rows)


@pytest.mark.parametrize("typed", ["0", "-5", "较高", "10分", " "])
def test_wgt_03_fires_when_a_weight_is_no_number_above_nothing(typed: str) -> None:
    (finding,) = said("WGT-03", *USUAL, (SATISFACTION, typed))
    assert finding.places == (Place(1, "indicators.6.weight"),)


def test_wgt_03_fires_once_when_no_weight_is_typed() -> None:
    (finding,) = said("WGT-03", *((level, "") for level, _ in USUAL))
    assert finding.message.startswith("5/5 条指标的权重没有填好")


def test_wgt_03_is_quiet_when_all_are_numbers() -> None:
    assert not said("WGT-03", *USUAL, (SATISFACTION, "0.5"))


def test_wgt_04_fires_when_one_indicator_weighs_more_than_30() -> None:
    (finding,) = said("WGT-04", (OUTPUT, "60"), (BENEFIT, "30"))
    assert (finding.severity, finding.places) == (Severity.INFO, (Place(1, "indicators.1.weight"),))


def test_wgt_04_is_quiet_when_none_does() -> None:
    assert not said("WGT-04", (OUTPUT, "30"), (OUTPUT, "30"), (BENEFIT, "30"))


def test_wgt_05_fires_once_when_the_form_has_no_weights() -> None:
    (finding,) = found("WGT-05", a_project(1), a_project(2))
    assert (finding.project, finding.severity) == (None, Severity.INFO)


def test_wgt_05_is_quiet_when_the_form_has_them() -> None:
    assert not said("WGT-05", *USUAL)


@pytest.mark.parametrize("code", [*SUMS, "WGT-03"])
def test_nothing_is_said_of_weights_on_a_form_without_them(code: str) -> None:
    assert not found(code, weighted((OUTPUT, "95"), (BENEFIT, "")))
