"""Capital numerals: examples of the rules for filling in receipts, and read back by an independent reading."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfxl.model.capitals import capitals

DIGITS = {digit: number for number, digit in enumerate("零壹贰叁肆伍陆柒捌玖")}
PLACES = {"拾": 10, "佰": 100, "仟": 1000}


def read_back(words: str) -> Decimal:
    """Read capitals from left to right, digit by digit, as a bank clerk would."""
    match = re.fullmatch(r"(负?)(?:(.+)元)?(?:整|零?(?:(.)角)?(?:(.)分)?)", words)
    assert match, words
    minus, yuan, jiao, fen = match.groups(default="")
    amount = Decimal(whole(yuan)) + Decimal(DIGITS.get(jiao, 0)) / 10 + Decimal(DIGITS.get(fen, 0)) / 100
    return -amount if minus else amount


def whole(words: str) -> int:
    for size, word in ((10**8, "亿"), (10**4, "万")):
        if word in words:
            high, _, low = words.rpartition(word)
            return whole(high) * size + whole(low)
    total = digit = 0
    for letter in words:
        if letter in PLACES:
            total += digit * PLACES[letter]
            digit = 0
        else:
            digit = DIGITS[letter]
    return total + digit


@pytest.mark.parametrize(
    ("yuan", "words"),
    [
        ("1409.50", "壹仟肆佰零玖元伍角"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
        ("107000.53", "壹拾万柒仟元伍角叁分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("100200003000", "壹仟零贰亿零叁仟元整"),
        ("100000000", "壹亿元整"),
        ("10", "壹拾元整"),
        ("101", "壹佰零壹元整"),
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("-3.20", "负叁元贰角"),
    ],
)
def test_the_rules_for_receipts(yuan: str, words: str) -> None:
    assert capitals(Decimal(yuan)) == words


@given(st.decimals(min_value=-(10**15), max_value=10**15, places=2))
def test_reads_back(yuan: Decimal) -> None:
    assert read_back(capitals(yuan)) == yuan


@pytest.mark.parametrize("yuan", ["0.001", "1e16"])
def test_what_cannot_be_spelt_is_refused(yuan: str) -> None:
    with pytest.raises(ValueError, match="1"):
        capitals(Decimal(yuan))
