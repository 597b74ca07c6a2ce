"""Every rule is explained, rests on something, and is tested both ways."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest

from perfxl.rules import CATALOGUE
from perfxl.rules._rule import Rule
from tests.house._tree import ROOT

RULES = list(CATALOGUE.rules.values())
every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


@cache
def names_of_tests() -> frozenset[str]:
    """Collect the names of the test functions under tests/rules."""
    trees = (ast.parse(path.read_text("utf-8")) for path in (ROOT / "tests" / "rules").rglob("test_*.py"))
    return frozenset(node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_there_are_rules() -> None:
    assert RULES


@pytest.mark.parametrize("code", CATALOGUE.rules)
def test_code_is_family_and_number(code: str) -> None:
    assert re.fullmatch(r"[A-Z]{2,4}-\d{2}", code)


@every_rule
def test_page_says_why_and_shows_wrong_and_right(rule: Rule) -> None:
    lines = [line.strip() for line in rule.page.splitlines()]
    assert rule.title.endswith("。")
    for label in ("为何：", "错例：", "正例："):
        assert any(label in line and line.split(label)[1].strip() for line in lines), label


@every_rule
def test_advice_and_basis_are_there(rule: Rule) -> None:
    assert rule.fix.strip()
    assert rule.basis.strip()


@every_rule
@pytest.mark.parametrize("way", ["fires", "is_quiet"])
def test_rule_is_tested(rule: Rule, way: str) -> None:
    start = f"test_{rule.code.lower().replace('-', '_')}_{way}"
    assert any(name.startswith(start) for name in names_of_tests()), f"{start}_… is missing under tests/rules"
