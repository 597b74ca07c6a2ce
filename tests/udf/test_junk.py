"""Whatever stands in the cells, a function answers in cells: text or a finite number, never an exception."""

from __future__ import annotations

import math
from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from perfxl import udf
from tests.udf._windows import MISSING
from tests.udf.conftest import Answers, Excel

ERRORS = [-2146826281, -2146826246, -2146826259, -2146826288, -2146826252, -2146826265, -2146826273, -2146826245]
ARGUMENTS = {"PX_TOTAL": 2, "PX_AMOUNT": 2, "PX_RMB": 2, "PX_CODE": 1, "PX_TARGET": 2, "PX_CHECK": 3, "PX_PLAN": 3} | {
    "PX_MET": 2, "PX_SCORE": 3, "PX_GRADE": 1, "PX_SUGGEST": 4, "PX_LIBRARY": 3, "PX_RULE": 1,
}  # fmt: skip
TYPED = [
    "≥95%",
    "0.98",
    "优",
    "≤11月底",
    "1,234",
    "１００元",
    "1e400",
    "三级指标",
    "指标值",
    "达成",
    "#REF!",
    "13020525P00911110004E",
    "-0",
    "NaN",
]
texts = st.one_of(st.sampled_from(TYPED), st.text(max_size=12), st.text("0123456789.,%≥≤~年月日元万亿-", max_size=30))
cells = st.one_of(
    st.none(),
    texts,
    st.floats(),
    st.booleans(),
    st.sampled_from(ERRORS),
    st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(9999, 12, 31)),  # noqa: DTZ001  # Excel's have none
    st.decimals(allow_nan=False, allow_infinity=False, places=4),
)
ranges = st.integers(1, 7).flatmap(
    lambda width: st.lists(st.tuples(*[cells] * width), min_size=1, max_size=5).map(tuple)
)
anything = st.one_of(cells, ranges, st.just(MISSING))
calls = st.sampled_from(udf.__all__).flatmap(
    lambda name: st.tuples(st.just(name), st.tuples(*[anything] * ARGUMENTS[name]))
)
patiently = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)


def assert_is_an_answer(answers: Answers) -> None:
    assert {len(row) for row in answers} == {len(answers[0])}
    for answer in (one for row in answers for one in row):
        assert isinstance(answer, str) or (type(answer) is float and math.isfinite(answer))
        assert "自身出错" not in str(answer), answer
        assert "Traceback" not in str(answer)


@given(calls)
@settings(patiently, max_examples=400)
def test_junk_is_answered(excel: Excel, asked: tuple[str, tuple[object, ...]]) -> None:
    name, given_arguments = asked
    assert_is_an_answer(excel.call(name, *given_arguments))


@pytest.mark.parametrize("name", udf.__all__)
@pytest.mark.parametrize("error", ERRORS)
def test_an_error_value_is_a_fault(excel: Excel, name: str, error: int) -> None:
    rest = [MISSING] * (ARGUMENTS[name] - 1)
    argument: object = (
        ((error,) * 6,) if name == "PX_CHECK" else ((25.0, error, 80.0, 100.0),) if name == "PX_PLAN" else error
    )
    answer = excel.call(name, argument, *rest)[0][0]
    assert str(answer).startswith("✘")
    assert "错误值 #" in str(answer)


@pytest.mark.parametrize("name", udf.__all__)
@pytest.mark.parametrize("blank", [None, "", "  ", "\u3000"])
def test_blank_gives_blank(excel: Excel, name: str, blank: str | None) -> None:
    argument: object = ((blank,) * 6,) if name == "PX_CHECK" else ((blank,) * 4,) if name == "PX_PLAN" else blank
    answers = excel.call(name, argument, *[MISSING] * (ARGUMENTS[name] - 1))
    assert {one for row in answers for one in row} == ({"0.00万元"} if name == "PX_TOTAL" else {""})


def test_amounts_in_cells_of_currency_arrive_as_decimal(excel: Excel) -> None:
    assert excel.cell("PX_TOTAL", ((Decimal("100.1000"),), (0.2,)), MISSING) == "100.30万元"
