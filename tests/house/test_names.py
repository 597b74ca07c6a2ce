"""A module is named by the thing it holds."""

from __future__ import annotations

from tests.house._tree import ROOT

REFUSED = {"util", "utils", "helper", "helpers", "manager", "common", "base", "misc"}


def test_no_module_named_by_nothing() -> None:
    modules = [path for place in ("perfxl", "workbook", "tests") for path in (ROOT / place).rglob("*.py")]
    assert modules
    assert [path for path in modules if {path.stem.strip("_"), path.parent.name} & REFUSED] == []
