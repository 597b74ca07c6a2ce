"""Suggestions come from the master's own library where it has one; the reports say where from."""

from __future__ import annotations

import json

import pytest

from perfxl.app.suggest import suggest
from perfxl.errors import PerfxlError
from perfxl.forms.master import master_plan
from perfxl.hosts.memory import MemoryBook
from perfxl.model.library import LibraryEntry, bundled_library
from perfxl.render.library_words import suggest_json, suggest_words
from tests.builders import a_department

OWN = LibraryEntry(
    code="A1",
    category="烟花爆竹回收",
    level1="产出指标",
    level2="数量指标",
    name="烟花回收箱数",
    description="全年回收的箱数",
    operator="≥",
    value="5",
    unit="箱",
)


def a_book(*entries: LibraryEntry) -> MemoryBook:
    return MemoryBook(master_plan(a_department(library=entries)), "总表.xlsx")


def test_a_masters_own_library_comes_first() -> None:
    report = suggest("烟花回收", a_book(OWN))
    assert (report.source, report.entries) == ("“总表.xlsx”的指标库", 1)
    assert [one.entry.code for one in report.found] == ["A1"]
    assert suggest("烟花回收").found == ()


def test_rows_half_filled_do_no_harm() -> None:
    half = LibraryEntry(name="烟花回收点个数")
    nameless = LibraryEntry(code="A9", category="烟花爆竹回收")
    report = suggest("烟花回收", a_book(OWN, half, nameless))
    assert report.entries == 2
    assert {one.entry.name for one in report.found} == {"烟花回收箱数", "烟花回收点个数"}
    assert "烟花回收点个数" in suggest_words(report)


def test_an_empty_sheet_leaves_the_bundled_library() -> None:
    report = suggest("公务用车", a_book())
    assert report.entries == len(bundled_library())
    assert report.found


def test_only_so_many_of_one_level() -> None:
    report = suggest("公务用车", level2="成本", most=1)
    assert [one.entry.level2 for one in report.found] == ["经济成本指标"]


@pytest.mark.parametrize("query", ["", " ", "\u3000\n"])
def test_a_blank_query_is_refused(query: str) -> None:
    with pytest.raises(PerfxlError, match="没有写要找什么"):
        suggest(query)


def test_an_unknown_level_is_refused_with_the_known_ones() -> None:
    with pytest.raises(PerfxlError, match="没有“品质”") as refused:
        suggest("公务用车", level2="品质")
    assert "数量、质量、时效、成本" in refused.value.try_this


def test_words_show_what_to_fit() -> None:
    said = suggest_words(suggest("公务用车", level2="数量", most=1))
    assert "与“公务用车”的数量指标最相近的 1 条" in said
    assert "100  JG001 数量 公务用车购置数量 =5辆（公务用车购置）" in said
    assert "依据：计划标准，" in said
    assert "备注：N按批复改" in said


def test_words_say_when_nothing_fits() -> None:
    assert "没有与“烟花爆竹”相近的指标" in suggest_words(suggest("烟花爆竹"))


def test_words_stay_on_their_lines() -> None:
    said = suggest_words(suggest("烟花\x1b[31m回收\n箱数", a_book(OWN)))
    assert "\x1b" not in said
    assert "“烟花 [31m回收 箱数”" in said


def test_json_keeps_its_keys() -> None:
    report = json.loads(suggest_json(suggest("烟花", a_book(OWN))))
    assert report == {
        "format": 1,
        "query": "烟花",
        "level2": None,
        "source": "“总表.xlsx”的指标库",
        "entries": 1,
        "suggestions": [
            {
                "score": report["suggestions"][0]["score"],
                "code": "A1",
                "category": "烟花爆竹回收",
                "level1": "产出指标",
                "level2": "数量指标",
                "name": "烟花回收箱数",
                "description": "全年回收的箱数",
                "kind": "",
                "target": "≥5箱",
                "direction": "",
                "basis_kind": "",
                "basis": "",
                "evidence": "",
                "remark": "",
            }
        ],
    }
