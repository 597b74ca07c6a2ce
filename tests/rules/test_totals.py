"""AGG and FUND-12: the summary sheet against the tables. And what holds for all these families together."""

from decimal import Decimal

import pytest
from hypothesis import given

from perfxl.model.department import Department, ListedProject, Listing
from perfxl.model.findings import Severity
from perfxl.model.project import Project
from perfxl.rules import CATALOGUE
from tests.builders import CODES, a_department, a_project, found
from tests.departments import departments

FAMILIES = ("STR", "FUND", "PLAN", "CODE", "AGG")
INHERENT = {"STR-04", "STR-08"}
HUNDRED, NIL = Decimal(100), Decimal(0)
ROW = ListedProject(CODES[0], "县乡公路日常养护", HUNDRED, HUNDRED, NIL)


def listing(*rows: ListedProject, budget: str = "100", fiscal: str = "100", other: str = "0") -> Listing:
    """A summary sheet with these rows and totals."""
    return Listing(rows or (ROW,), Decimal(budget), Decimal(fiscal), Decimal(other))


def test_agg_01_fires_when_the_total_is_not_the_sum() -> None:
    (finding,) = found("AGG-01", listing=listing(budget="99.90"))
    assert "差 0.10 万元" in finding.message
    assert finding.blocking


def test_agg_01_is_quiet_when_rounding_makes_a_hundredth() -> None:
    assert not found("AGG-01", listing=listing(budget="100.01"))


def test_agg_01_is_quiet_when_totals_are_not_calculated_or_there_is_no_sheet() -> None:
    assert not found("AGG-01", listing=Listing((ROW,), None, None, None))
    assert not found("AGG-01")


def test_agg_01_fires_once_and_names_the_rows_that_were_typed_over() -> None:
    rows = (ROW, ListedProject(CODES[1], "桥梁检测", Decimal(60), Decimal(60), NIL))
    (finding,) = found(
        "AGG-01",
        *(a_project(), a_project(2, name="桥梁检测", budget="50.00", fiscal="50.00")),
        listing=listing(*rows, budget="160", fiscal="160"),
    )
    assert "第 2 项“桥梁检测”预算数 60.00，项目表是 50.00" in finding.message
    assert "第 1 项" not in finding.message


def test_agg_01_fires_when_rows_typed_over_make_up_for_each_other() -> None:
    rows = (
        ListedProject(CODES[0], "县乡公路日常养护", Decimal(90), HUNDRED, NIL),
        ListedProject(CODES[1], "桥梁检测", Decimal(110), HUNDRED, NIL),
    )
    projects = (a_project(), a_project(2, name="桥梁检测"))
    (finding,) = found("AGG-01", *projects, listing=listing(*rows, budget="200", fiscal="200"))
    assert "第 1 项" in finding.message
    assert "第 2 项" in finding.message


FAULTY = [a_project(budget=typed) for typed in ("约100", "1,234.50", "100万元", "")]


@pytest.mark.parametrize("project", [*FAULTY, a_project(fiscal="90.00")])
@pytest.mark.parametrize("code", ["AGG-01", "FUND-12"])
def test_totals_are_left_alone_while_a_projects_own_amounts_are_at_fault(code: str, project: Project) -> None:
    row = ListedProject(CODES[0], "县乡公路日常养护", NIL, HUNDRED, NIL)
    assert not found(code, project, listing=listing(row, budget="0"))


def test_agg_01_is_quiet_on_rows_not_calculated_or_of_no_one_project() -> None:
    empty = ListedProject(CODES[0], "县乡公路日常养护", None, None, None)
    assert not found("AGG-01", listing=listing(empty))
    twice = (a_project(), a_project(2, code=CODES[0], budget="50.00", fiscal="50.00"))
    assert not found("AGG-01", *twice, listing=listing(budget="150", fiscal="150"))


def test_agg_02_fires_when_a_project_is_not_listed() -> None:
    (finding,) = found("AGG-02", a_project(), a_project(2, name="桥梁检测"), listing=listing())
    assert "缺：桥梁检测" in finding.message


def test_agg_02_fires_when_a_row_has_no_table() -> None:
    (finding,) = found("AGG-02", listing=listing(ROW, ListedProject(CODES[1], "桥梁检测", NIL, NIL, NIL)))
    assert "多：桥梁检测" in finding.message


def test_agg_02_is_quiet_when_all_are_listed_or_nothing_is_calculated() -> None:
    assert not found("AGG-02", listing=listing())
    assert not found("AGG-02", listing=Listing((), None, None, None))


def test_fund_12_fires_when_the_totals_do_not_add_up() -> None:
    (finding,) = found("FUND-12", listing=listing(fiscal="90"))
    assert "≠ 预算数合计 100.00" in finding.message


def test_fund_12_is_quiet_when_the_totals_add_up() -> None:
    assert not found("FUND-12", listing=listing(fiscal="90", other="10"))


def test_a_good_department_draws_no_more_than_the_inherent_hints() -> None:
    findings = CATALOGUE.run(a_department(listing=listing()), only=_own_rules())
    assert {finding.rule for finding in findings} == INHERENT
    assert {finding.severity for finding in findings} == {Severity.INFO}


@given(departments())
def test_no_rule_breaks_whatever_was_typed(department: Department) -> None:
    findings = CATALOGUE.run(department, only=_own_rules())
    assert not [finding.message for finding in findings if "自身出错" in finding.message]


@given(departments())
def test_a_table_that_blocks_is_always_an_error(department: Department) -> None:
    findings = CATALOGUE.run(department, only=_own_rules())
    assert all(finding.severity is Severity.ERROR for finding in findings if finding.blocking)


def _own_rules() -> list[str]:
    return [code for code in CATALOGUE.rules if code.startswith(FAMILIES)]
