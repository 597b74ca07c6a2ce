"""Money and shares as people type them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfxl.errors import UnreadableError
from perfxl.model.amounts import blank, money, money_text, share, share_text

amounts = st.decimals(min_value=-(10**9), max_value=10**9, places=4, allow_nan=False)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("100.00", "100"),
        ("１００．００", "100"),
        (" 100 万元", "100"),
        ("1,234.56", "1234.56"),
        ("1000000元", "100"),
        ("-5", "-5"),
        ("0.005", "0.005"),
    ],
)
def test_money_is_read_as_typed(typed: str, value: str) -> None:
    assert money(typed) == Decimal(value)


@pytest.mark.parametrize("typed", ["1,234", "约100", "100美元", "1e5", "12.3.4", "NaN", "一百万", "1,23.00"])
def test_what_could_mean_two_things_is_refused(typed: str) -> None:
    with pytest.raises(UnreadableError):
        money(typed)


@pytest.mark.parametrize("typed", ["", " ", "\u3000", "\t\n", "\u200b"])
def test_blanks_of_any_width_are_nothing(typed: str) -> None:
    assert blank(typed)
    assert money(typed) is None
    assert share(typed) is None


@pytest.mark.parametrize(("typed", "value"), [("30%", "30"), ("30", "30"), ("３３．３％", "33.3"), ("120%", "120")])
def test_shares_are_percentages(typed: str, value: str) -> None:
    assert share(typed) == Decimal(value)


@pytest.mark.parametrize("typed", ["三成", "30%%", "30‰", "3月", "30-50"])
def test_other_words_are_no_share(typed: str) -> None:
    with pytest.raises(UnreadableError):
        share(typed)


@given(amounts)
def test_money_printed_reads_back(amount: Decimal) -> None:
    assert money(money_text(amount)) == amount


@given(st.decimals(min_value=0, max_value=100, places=3))
def test_shares_printed_read_back(percent: Decimal) -> None:
    assert share(share_text(percent)) == percent


@given(st.text())
def test_reading_never_fails_in_another_way(typed: str) -> None:
    for read in (money, share):
        try:
            read(typed)
        except UnreadableError as error:
            assert error.typed == typed  # noqa: PT017  # total: a value, None or this error with the words
