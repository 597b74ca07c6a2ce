"""Reports as JSON for other programs: English keys, stable; amounts are text, so that nothing is rounded."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from perfxl.model.amounts import money_text, share_text
from perfxl.model.project import Project
from perfxl.model.rollup import Amounts, DepartmentSum, ProjectSum
from perfxl.rules.opinion import ITEMS

if TYPE_CHECKING:  # operations bring the readers and the writer of workbooks along; see words
    from perfxl.app.check import CheckReport
    from perfxl.app.review import ReviewReport
    from perfxl.app.rollup import DepartmentRollup, RollupReport
    from perfxl.app.take_in import TakenIn
    from perfxl.forms.findings import Located
    from perfxl.forms.review import Reviewed
    from perfxl.model.department import Department

FORMAT = 1
Record = dict[str, object]


def check_json(report: CheckReport) -> str:
    """Give every finding of a check."""
    return _dump(
        {
            "format": FORMAT,
            "workbook": report.workbook,
            "projects": len(report.department.projects),
            "rules": report.rules,
            "counts": {severity.value: count for severity, count in report.counts.items()},
            "ignored": len(report.found) - len(report.standing),
            "findings": [_finding(one, report.department) for one in report.found],
        }
    )


def import_json(taken: TakenIn) -> str:
    """Give what came out of a document and what was left over."""
    imported = taken.imported
    projects = imported.department.projects
    indicators = [
        {"project": p.code, "level1": one.level1, "level2": one.level2, "name": one.name, "target": one.target}
        for p in projects
        for one in p.indicators
    ]
    return _dump(
        {
            "format": FORMAT,
            "layout": imported.layout,
            "projects": len(projects),
            "indicators": len(indicators),
            "project_list": [{"code": p.code, "name": p.name, "budget": _budget(p)} for p in projects],
            "indicator_list": indicators,
            "unplaced": [{"line": left.line, "text": left.text} for left in imported.unplaced],
            "notes": list(imported.notes),
        }
    )


def rollup_json(report: RollupReport) -> str:
    """Give the sums of some masters: every project, the whole, indicators by level, one entry a workbook."""
    sums = [one.summed for one in report.departments]
    counted = sum((one.indicators for one in sums), Counter[tuple[str, str]]())
    return _dump(
        {
            "format": FORMAT,
            "unit": "万元",
            "projects": [_project(project, one) for one in sums for project in one.projects],
            "total": _amounts(report.total),
            "indicators": [{"level1": one, "level2": two, "count": n} for (one, two), n in counted.items()],
            "departments": [_department(one) for one in report.departments],
        }
    )


def reviews_json(reports: Sequence[ReviewReport]) -> str:
    """Give the scores by item, the verdicts, and what each finding cost, one entry a workbook."""
    reviews = [
        {
            "workbook": report.checked.workbook,
            "department": _reviewed(report.whole),
            "projects": [_reviewed(one) for one in report.projects],
        }
        for report in reports
    ]
    return _dump({"format": FORMAT, "reviews": reviews})


def _reviewed(one: Reviewed) -> Record:
    opinion = one.opinion
    scores = [
        {"head": item.head, "item": item.name, "points": str(item.points), "score": str(got)}
        for item, got in zip(ITEMS, opinion.got, strict=True)
    ]
    lost = [
        {"rule": loss.finding.rule, "item": loss.item.name, "points": str(loss.points), "cells": list(found.cells)}
        for loss, found in one.lost
    ]
    named = {"code": one.project.code, "name": one.project.name} if one.project else {}
    said = {"score": str(opinion.total), "grade": opinion.grade, "verdict": opinion.verdict.value}
    return {**named, **said, "items": scores, "lost": lost, "reckoning": one.reckoned or None}


def _finding(one: Located, department: Department) -> Record:
    finding = one.finding
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "blocking": finding.blocking,
        "project": one.project_code,
        "project_name": one.project_name,
        "field": finding.places[0].field,
        "sheet": one.sheet,
        "cell": one.cells[0] if one.cells else None,
        "cells": list(one.cells),
        "value": one.value,
        "message": finding.message,
        "fix": finding.fix,
        "basis": finding.basis,
        "edit": _edit(one, department),
        "ignored": one.ignored and {field: getattr(one.ignored, field) for field in ("reason", "person", "date")},
    }


def _edit(one: Located, department: Department) -> Record | None:
    if not one.finding.edits:
        return None
    edit = one.finding.edits[0]
    before = department.text(edit.place)
    return {"field": edit.place.field, "before": before, "after": edit.text, "safe": edit.safe}


def _budget(project: Project) -> str:
    """Two decimals where it can be read; else as it was typed, "" where blank."""
    budget = project.funds.budget
    return project.text("budget") if budget is None else money_text(budget)


def _project(project: ProjectSum, department: DepartmentSum) -> Record:
    plan = [None if share is None else share_text(share) for share in project.plan]
    amounts = _amounts(project.amounts)
    due = amounts.pop("due")
    share = str(department.share(project))
    if not project.readable:
        amounts["budget"] = None
    return {"code": project.code, "name": project.name, **amounts, "share": share, "plan": plan, "due": due}


def _amounts(amounts: Amounts) -> Record:
    return {
        "budget": money_text(amounts.budget),
        "fiscal": money_text(amounts.fiscal),
        "other": money_text(amounts.other),
        "due": [money_text(amount) for amount in amounts.due],
    }


def _department(one: DepartmentRollup) -> Record:
    return {
        "workbook": one.workbook,
        "unit_code": one.summed.unit_code,
        "unit_name": one.summed.unit_name,
        "projects": len(one.summed.projects),
        "budget": money_text(one.summed.total.budget),
        "reconciled": one.agrees,
        "message": one.reconciled,
    }


def _dump(record: Record) -> str:
    return json.dumps(record, ensure_ascii=False, indent=2)
