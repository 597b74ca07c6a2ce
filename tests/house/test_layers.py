"""No cell address outside the forms; who may import whom is lint-imports' business."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.house._tree import PACKAGE

_CORNER = r"\$?[A-Z]{1,2}\$?[1-9]\d{0,3}"
ADDRESS = re.compile(rf"(?:[^!]+!)?{_CORNER}(?::{_CORNER})?")


def addresses(source: str) -> Iterator[str]:
    """Find the string constants that are a cell or a range; a docstring is never one, it is a sentence."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and ADDRESS.fullmatch(node.value):
            yield f"{node.lineno}: {node.value}"


def test_an_address_is_recognised() -> None:
    assert list(addresses('"""Not A1."""\nx = ["A1", "$B$3:$H$99", "汇总!C4", "FUND-02", "A0", "ABC1"]')) == [
        "2: A1",
        "2: $B$3:$H$99",
        "2: 汇总!C4",
    ]


def test_no_cell_address_outside_forms() -> None:
    found = [
        f"{path.relative_to(PACKAGE)}:{address}"
        for path in PACKAGE.rglob("*.py")
        if PACKAGE / "forms" not in path.parents
        for address in addresses(path.read_text("utf-8"))
    ]
    assert found == []
