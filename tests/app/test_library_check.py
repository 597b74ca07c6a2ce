"""The library is held to the rules that it helps to keep."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from perfxl.app.library import LibraryReport, check_library
from perfxl.errors import PerfxlError
from perfxl.forms.master import master_plan
from perfxl.hosts.memory import MemoryBook
from perfxl.model.findings import Severity
from perfxl.model.library import LibraryEntry, bundled_library
from perfxl.page import Page, Plan
from perfxl.render.library_words import library_json, library_passes, library_words
from tests.builders import a_department

GOOD = LibraryEntry(
    code="A1",
    category="县乡公路养护",
    level1="产出指标",
    level2="数量指标",
    name="县乡公路养护里程",
    description="全年实施日常养护的县乡公路里程之和，按养护台账统计",
    kind="定量",
    operator="=",
    value="120",
    unit="公里",
    direction="适度",
    basis_kind="计划标准",
    basis="县乡公路年度养护计划",
    evidence="养护台账",
)


def checked(*entries: LibraryEntry) -> LibraryReport:
    return check_library(MemoryBook(master_plan(a_department(library=entries)), "总表.xlsx"))


def codes(**words: str) -> set[str]:
    return {one.rule for one in checked(replace(GOOD, **words)).found}


def test_the_bundled_library_passes() -> None:
    report = check_library()
    assert report.entries == len(bundled_library())
    grave = [one for one in report.found if one.severity is not Severity.INFO]
    assert [(one.entry and one.entry.code, one.rule, one.message) for one in grave] == []


def test_a_good_entry_passes_in_either_form() -> None:
    cost = {"level1": "成本指标", "level2": "经济成本指标", "name": "公路每公里养护成本", "unit": "万元/公里"}
    assert codes() == set()
    assert codes(**cost, operator="≤", value="0.80", direction="反向") == set()
    cost |= {"level1": "产出指标", "level2": "成本指标"}
    assert codes(**cost, operator="≤", value="0.80", direction="反向") == set()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"basis": ""}, "LIB-01"),
        ({"unit": " "}, "LIB-01"),
        ({"name": ""}, "LIB-01"),
        ({"level2": "数量"}, "LIB-04"),
        ({"level1": "效益指标"}, "LIB-04"),
        ({"operator": ">="}, "LIB-05"),
        ({"operator": "", "value": "", "unit": "=120公里"}, "LIB-05"),
        ({"kind": "定性"}, "LIB-06"),
        ({"kind": "数量"}, "LIB-06"),
        ({"operator": "≥", "direction": "反向"}, "LIB-07"),
        ({"direction": "向上"}, "LIB-07"),
        ({"name": "县乡公路养护投诉次数", "operator": "=", "direction": "正向", "unit": "次"}, "LIB-07"),
        ({"basis_kind": "自定"}, "LIB-08"),
        ({"value": "5条左右"}, "VAL-01"),
        ({"description": "县乡公路养护里程"}, "BAS-04"),
        ({"basis": "县乡公路养护里程"}, "BAS-02"),
    ],
)
def test_a_fault_is_found(words: dict[str, str], code: str) -> None:
    assert code in codes(**words)


def test_a_unitless_measure_needs_no_unit() -> None:
    assert "LIB-01" not in codes(name="农田灌溉水有效利用系数", operator="≥", value="0.68", unit="", direction="正向")


def test_a_basis_is_judged_by_its_style() -> None:
    assert codes(basis="公务用车主管部门购置批复〔文号〕") == set()


def test_codes_and_names_are_told_apart() -> None:
    report = checked(GOOD, replace(GOOD, value="130"), replace(GOOD, code="A3", category="桥梁养护"))
    assert [(one.row, one.rule) for one in report.found] == [(3, "LIB-02"), (3, "LIB-03")]
    assert "县乡公路养护里程" in report.found[0].message


def test_a_fault_names_its_row() -> None:
    report = checked(GOOD, LibraryEntry(category="县乡公路养护"), replace(GOOD, code="A3", name="养护数", basis=""))
    assert [one.row for one in report.found if one.rule == "LIB-01"] == [3, 4]


def test_a_missing_column_is_one_fault() -> None:
    page = Page(name="指标库")
    for column, word in enumerate(("编号", "三级指标")):
        page.cells[0, column] = (word, next(iter(master_plan(a_department()).pages[0].cells.values()))[1])
    report = check_library(MemoryBook(Plan((page,)), "总表.xlsx"))
    assert report.entries == 0
    assert [one.message for one in report.found][:2] == ["缺少“类别”列。", "缺少“一级指标”列。"]
    assert not library_passes(report)


def test_a_workbook_without_the_sheet_is_refused() -> None:
    with pytest.raises(PerfxlError, match="没有“指标库”工作表"):
        check_library(MemoryBook(Plan((Page(name="别的"),)), "总表.xlsx"))


def test_words_list_the_faults_and_the_verdict() -> None:
    said = library_words(checked(replace(GOOD, basis="")))
    assert said.startswith("“总表.xlsx”的指标库：1 条指标，错误 1 条")
    assert "✘ 错误 LIB-01 第 2 行 A1 县乡公路养护里程  没有填“依据示例”。" in said
    assert said.endswith("✘ 指标库有错误 1 条，请改好后再用。")
    assert library_words(checked(GOOD)).endswith("✔ 指标库通过自检，没有错误。")


def test_json_keeps_its_keys() -> None:
    report = json.loads(library_json(checked(replace(GOOD, basis=""))))
    (finding,) = report.pop("findings")
    assert report == {
        "format": 1,
        "source": "“总表.xlsx”的指标库",
        "entries": 1,
        "counts": {"error": 1, "warning": 0, "info": 0},
    }
    assert finding == {
        "rule": "LIB-01",
        "severity": "error",
        "row": 2,
        "code": "A1",
        "name": "县乡公路养护里程",
        "message": "没有填“依据示例”。",
        "fix": "补齐这一行，或删去整行。",
    }
