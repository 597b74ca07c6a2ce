"""What other programs read: the keys are a promise."""

from __future__ import annotations

import json

from perfxl.app.check import check
from perfxl.documents.text import Unplaced
from perfxl.model.findings import Edit, Place, Severity
from perfxl.render.json import check_json, import_json, rollup_json
from tests.builders import a_project
from tests.render.samples import a_book, a_check, located, summed, taken_in


def test_check_gives_every_finding_with_stable_keys() -> None:
    edit = Edit(Place(1, "other"), "0.00", safe=True)
    report = json.loads(check_json(a_check(located(edits=(edit,)))))
    assert report == {
        "format": 1,
        "workbook": "总表.xlsx",
        "projects": 2,
        "rules": 20,
        "counts": {"error": 1, "warning": 0, "info": 0},
        "ignored": 0,
        "findings": [
            {
                "rule": "FUND-02",
                "severity": "error",
                "blocking": True,
                "project": "CODE1",
                "project_name": "公路养护",
                "field": "budget",
                "sheet": "1.公路养护",
                "cell": "C4",
                "cells": ["C4"],
                "value": "100.00",
                "message": "预算数对不上。",
                "fix": "核对三个金额。",
                "basis": "财预〔2015〕88号",
                "edit": {"field": "other", "before": "0.00", "after": "0.00", "safe": True},
                "ignored": None,
            }
        ],
    }


def test_a_finding_of_the_department_has_no_project_and_no_cell() -> None:
    (finding,) = json.loads(check_json(a_check(located(severity=Severity.INFO, project=None))))["findings"]
    assert (finding["project"], finding["sheet"], finding["cell"], finding["cells"]) == (None, None, None, [])
    assert finding["edit"] is None


def test_check_of_a_real_book_can_be_written() -> None:
    book = a_book(a_project(budget="100.00", fiscal="90.00", other=""))
    findings = json.loads(check_json(check(book)))["findings"]
    assert {"FUND-02", "FUND-04"} <= {one["rule"] for one in findings}


def test_rollup_gives_exact_text_amounts() -> None:
    book = a_book(a_project(1), a_project(2, name="桥梁维修", budget="33.30", fiscal="33.30", plan_march=""))
    report = json.loads(rollup_json(summed(book)))
    assert list(report) == ["format", "unit", "projects", "total", "indicators", "departments"]
    assert report["projects"][1] == {
        "code": "13020525P00008610015X",
        "name": "桥梁维修",
        "budget": "33.30",
        "fiscal": "33.30",
        "other": "0.00",
        "share": "24.98",
        "plan": [None, "50", "80", "100"],
        "due": ["0.00", "16.65", "26.64", "33.30"],
    }
    due = ["25.00", "66.65", "106.64", "133.30"]
    assert report["total"] == {"budget": "133.30", "fiscal": "133.30", "other": "0.00", "due": due}
    assert report["indicators"][0] == {"level1": "产出指标", "level2": "数量指标", "count": 2}


def test_rollup_gives_one_entry_a_workbook() -> None:
    report = json.loads(rollup_json(summed(a_book(name="甲.xlsx"), a_book(name="乙.xlsx"))))
    assert report["departments"][1] == {
        "workbook": "乙.xlsx",
        "unit_code": "430001",
        "unit_name": "开平区交通运输局",
        "projects": 1,
        "budget": "100.00",
        "reconciled": True,
        "message": "✔ 与工作簿“汇总”表一致。",
    }
    assert report["total"]["budget"] == "200.00"
    assert report["indicators"][0]["count"] == 2


def test_import_gives_projects_indicators_and_what_was_left_over() -> None:
    taken = json.loads(import_json(taken_in(Unplaced(7, "没有去处"), notes=("清除了 1 处残留。",))))
    assert {key: taken[key] for key in ("format", "layout", "projects", "indicators", "unplaced", "notes")} == {
        "format": 1,
        "layout": "河北2025",
        "projects": 2,
        "indicators": 12,
        "unplaced": [{"line": 7, "text": "没有去处"}],
        "notes": ["清除了 1 处残留。"],
    }
    assert taken["project_list"] == [
        {"code": "13020525P00911110004E", "name": "县乡公路日常养护", "budget": "100.00"},
        {"code": "13020525P00008610015X", "name": "桥梁维修", "budget": "约三十万"},
    ]
    assert taken["indicator_list"][0] == {
        "project": "13020525P00911110004E",
        "level1": "产出指标",
        "level2": "数量指标",
        "name": "道路养护里程",
        "target": "≥120公里",
    }
