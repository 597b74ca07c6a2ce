"""The formulas of the README, typed into Excel as they stand there, give what the README says."""

from __future__ import annotations

import re

from perfxl import udf
from perfxl.sheet import plain
from tests.house._tree import ROOT
from tests.udf._windows import MISSING
from tests.udf.conftest import Excel

EXAMPLE = re.compile(r"^\| `(PX_\w+)\(.*\| `=\1\((.*)\)` → (.*) \|$", re.MULTILINE)
LITERAL = re.compile(r'"[^"]*"|[^",;{}]+|[,;{}]')


def arguments_of(text: str) -> list[object]:
    """Read literals as Excel does: numbers, texts, and arrays with commas between columns, semicolons between rows."""
    arguments: list[object] = []
    rows: list[list[object]] | None = None
    for piece in LITERAL.findall(text):
        if piece == "{":
            rows = [[]]
        elif piece == "}":
            arguments.append(tuple(map(tuple, rows or [])))
            rows = None
        elif piece == ";" and rows is not None:
            rows.append([])
        elif piece != ",":
            value = piece.strip('"') if piece.startswith('"') else float(piece)
            (arguments if rows is None else rows[-1]).append(value)
    return arguments


def test_literals_are_read() -> None:
    assert arguments_of('{"a,b",2;"c",-1.5},"x",3') == [(("a,b", 2.0), ("c", -1.5)), "x", 3.0]


def test_every_example_is_true(excel: Excel) -> None:
    examples = EXAMPLE.findall((ROOT / "README.md").read_text("utf-8"))
    assert sorted(name for name, _, _ in examples) == sorted(udf.__all__)
    noted = excel.ask("described")
    for name, literals, said in examples:
        given = arguments_of(literals)
        given += [MISSING] * (len(noted[name]["args"]) - len(given))
        answers = [plain(one) for row in excel.call(name, *given) for one in row]
        for answer, expected in zip(answers, re.findall(r"`([^`]*)`", said), strict=True):
            whole = not expected.endswith("…")
            assert answer == expected if whole else answer.startswith(expected[:-1]), name
