"""Reports to render, over the well-written department of tests.builders."""

from __future__ import annotations

from pathlib import Path

from perfxl.app.check import CheckReport
from perfxl.app.rollup import RollupReport, rollup
from perfxl.app.take_in import TakenIn
from perfxl.documents.text import Imported, Unplaced
from perfxl.forms.findings import Located
from perfxl.forms.master import master_plan
from perfxl.hosts.memory import MemoryBook
from perfxl.model.findings import Edit, Finding, Place, Severity
from perfxl.model.project import Project
from tests.builders import a_department, a_project


def a_book(*projects: Project, name: str = "总表.xlsx") -> MemoryBook:
    """A drawn master of these projects."""
    return MemoryBook(master_plan(a_department(*projects)), name)


def summed(*books: MemoryBook) -> RollupReport:
    """Add up some drawn masters; one good one by default."""
    return rollup(books or (a_book(),))


def located(
    rule: str = "FUND-02",
    severity: Severity = Severity.ERROR,
    project: int | None = 1,
    *,
    cells: tuple[str, ...] = ("C4",),
    message: str = "预算数对不上。",
    edits: tuple[Edit, ...] = (),
) -> Located:
    """One finding joined with its cells."""
    place = Place(project, "budget" if project else "unit_name")
    blocking = severity is Severity.ERROR
    finding = Finding(rule, severity, blocking, (place,), message, "核对三个金额。", "财预〔2015〕88号", edits)
    if project is None:
        return Located(finding, None, "部门", None, (), "")
    return Located(finding, f"CODE{project}", "公路养护", f"{project}.公路养护", cells, "100.00")


def a_check(*found: Located) -> CheckReport:
    """A check of two projects that found these."""
    return CheckReport("总表.xlsx", a_department(a_project(1), a_project(2, name="桥梁维修")), found, 20)


def taken_in(*left: Unplaced, notes: tuple[str, ...] = ()) -> TakenIn:
    """An import of two projects, the second without a readable budget, with these lines left over."""
    department = a_department(a_project(1), a_project(2, name="桥梁维修", budget="约三十万"))
    imported = Imported(department, left, notes)
    return TakenIn("文档.txt", Path("总表.xlsx"), imported, a_check())
