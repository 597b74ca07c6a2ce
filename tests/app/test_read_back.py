"""Reading the submissions gives the master's projects, cell for cell, whatever stands in them."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings

from perfxl.app.split import split
from perfxl.forms.master import master_plan, read_projects
from perfxl.hosts.file import open_book
from perfxl.hosts.xlsx import write_plan
from perfxl.model.amounts import blank
from perfxl.model.department import Department
from tests.departments import departments


@given(department=departments())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_department_comes_back_from_its_submissions(department: Department) -> None:
    with TemporaryDirectory() as name:
        master, out = Path(name) / "总表.xlsx", Path(name) / "申报表"
        write_plan(master_plan(department, ()), master)
        parts = split(master, out, force="试验")
        read = [read_projects(open_book(part.path))[0].project for part in parts.files]
    assert [list(one.texts()) for one in read] == [list(one.texts()) for one in department.projects]
    assert parts.total == sum(one.funds.budget or 0 for one in department.projects)
    assert len({part.path.name.casefold() for part in parts.files}) == len(department.projects)
    assert not any(blank(part.path.stem) for part in parts.files)
