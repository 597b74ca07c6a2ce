"""What xlwings makes of the functions: names, descriptions, converters, VBA."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Literal, get_origin, get_type_hints

import pytest
import xlwings as xw
from xlwings.conversion import accessors

from perfxl import udf
from tests.udf.conftest import Excel

FUNCTIONS = [getattr(udf, name) for name in udf.__all__]
every_function = pytest.mark.parametrize("function", FUNCTIONS, ids=lambda one: one.__name__)
CHINESE = re.compile(r"[\u4e00-\u9fff]")
LONGEST_NAME, LONGEST_WORDS = 31, 255
A_CELL = re.compile(r"[A-Za-z]{1,3}\d+|[Rr]\d*[Cc]\d*")
RESERVED_IN_VBA = frozenset(
    re.findall(
        r"\w+",
        """and as boolean byref byte byval call caller case class const
        date declare dim do double each else end enum eqv
    erase error event exit false for friend function get global gosub goto if imp implements in input integer is let
    lib like line lock long loop lset me mid mod new next not nothing null object on open option optional or paramarray
    preserve print private property public put raiseevent redim rem resume return rset seek select set single static
    step stop string sub then to true type until variant wend while with withevents write xor""",
    )
)
Function = Callable[..., Any]


def unfit(function: Function) -> list[str]:
    """Say what xlwings would stumble over: annotations without a converter, arguments that a cell cannot name."""
    parameters = inspect.signature(function).parameters.values()
    hints = get_type_hints(function)
    faults = [f"{name}: {hint}" for name, hint in hints.items() if (get_origin(hint) or hint) not in accessors]
    faults += [f"{one.name}: {one.kind}" for one in parameters if one.kind is not one.POSITIONAL_OR_KEYWORD]
    return faults


def of_optional(cell: str | None) -> str:
    return str(cell)


def of_literal(cell: Literal["元", "万元"]) -> str:
    return cell


def of_decimal(cell: float) -> Decimal:
    return Decimal(cell)


def of_object(cell: object) -> str:
    return str(cell)


def of_nothing(cell: str) -> None:
    del cell


def by_keyword(*, cell: str) -> str:
    return cell


def of_many(*cells: str) -> str:
    return "".join(cells)


def fit(cells: list[list[float]], unit: str = "万元") -> str:
    return f"{cells}{unit}"


@pytest.mark.parametrize(
    "function",
    [of_optional, of_literal, of_decimal, of_object, of_nothing, by_keyword, of_many],
    ids=lambda f: f.__name__,
)
def test_typing_traps_are_caught(function: Function) -> None:
    assert unfit(function)


@every_function
def test_no_function_walks_into_a_trap(function: Function) -> None:
    assert unfit(function) == []


def test_a_function_with_plain_annotations_is_fit() -> None:
    assert unfit(fit) == []


@every_function
def test_names_are_for_a_formula(function: Function) -> None:
    name = function.__name__
    assert name.isascii()
    assert name.startswith("PX_")
    assert len(name) <= LONGEST_NAME
    assert not A_CELL.fullmatch(name)
    assert not RESERVED_IN_VBA & {one.lower() for one in inspect.signature(function).parameters}


def test_every_function_is_marked_and_described(excel: Excel) -> None:
    noted = excel.ask("described")
    assert sorted(noted) == udf.__all__
    for name, one in noted.items():
        assert one["category"] == "绩效目标", name
        assert one["call_in_wizard"]
        assert not one["volatile"]
        assert "expand" not in one["ret"]["options"]
        for words in (one["ret"]["doc"], *(argument["doc"] for argument in one["args"])):
            assert CHINESE.search(words), name
            assert len(words) <= LONGEST_WORDS, name
            assert "\n" not in words, name
        for argument in one["args"]:
            assert argument["options"] == {"ndim": 2, "err_to_str": True}
            assert "：" in argument["doc"]


def test_the_wrapper_has_every_function(excel: Excel) -> None:
    written = excel.ask("wrapper")
    assert re.findall(r"^Function (PX_\w+)\(", written, re.MULTILINE) == udf.__all__
    assert written.isascii()


def test_nothing_of_windows_leaks_into_this_process(excel: Excel) -> None:
    assert excel.ask("described")
    assert "pythoncom" not in sys.modules
    assert not any(hasattr(one, "__xlfunc__") for one in FUNCTIONS)
    assert xw.func.__module__ == "xlwings"


def test_importing_the_functions_brings_no_rules_along() -> None:
    """Excel waits for this import once a session; the rules come with the first function that needs them."""
    probe = "import sys; import perfxl.udf; print(*(name for name in sys.modules if name.startswith('perfxl')))"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert "perfxl.udf" in loaded
    assert not [
        one for one in loaded if one.startswith(("perfxl.rules", "perfxl.forms", "perfxl.render", "perfxl.hosts"))
    ]
