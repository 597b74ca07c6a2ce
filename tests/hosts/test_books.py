"""One contract for every kind of book: what was drawn is what is read."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings

from perfxl.forms.master import master_plan, read_master
from perfxl.hosts.file import open_book
from perfxl.hosts.memory import MemoryBook
from perfxl.hosts.xlsx import write_plan
from perfxl.model.department import Department
from perfxl.page import Plan
from perfxl.sheet import Book
from tests.builders import a_department, a_project
from tests.departments import departments


def memory(plan: Plan, _: Path) -> Book:
    return MemoryBook(plan)


def file(plan: Plan, folder: Path) -> Book:
    write_plan(plan, folder / "总表.xlsx", overwrite=True)
    return open_book(folder / "总表.xlsx")


HOSTS = pytest.mark.parametrize("host", [memory, file])
Host = Callable[[Plan, Path], Book]


@HOSTS
def test_sheets_come_in_their_order(host: Host, tmp_path: Path) -> None:
    book = host(master_plan(a_department(), ()), tmp_path)
    wanted = ["目录", "部门绩效目标", "1.县乡公路日常养护", "指标库", "汇总", "校验结果", "设置", "_perfxl"]
    assert list(book.sheets()) == wanted


@HOSTS
def test_a_cell_keeps_its_place_below_blank_rows(host: Host, tmp_path: Path) -> None:
    grid = host(master_plan(a_department(), ()), tmp_path).grid("1.县乡公路日常养护")
    assert grid.text(2, 0) == "项目编码"
    assert grid.value(3, 2) == 100.0
    assert grid.value(999, 999) is None


@HOSTS
@given(department=departments())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_department_is_read_back_word_for_word(host: Host, department: Department) -> None:
    with TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("error")  # the writer warns where it leaves something out
        read = read_master(host(master_plan(department, ()), Path(folder))).department
    assert [list(p.texts()) for p in read.projects] == [list(p.texts()) for p in department.projects]
    assert [p.funds for p in read.projects] == [p.funds for p in department.projects]
    assert [p.plan for p in read.projects] == [p.plan for p in department.projects]
    assert (read.covers, read.sections) == (department.covers, department.sections)
    assert (read.unit_name, read.year, read.region) == (department.unit_name, department.year, department.region)


def test_memory_and_file_show_the_same_cells(tmp_path: Path) -> None:
    plan = master_plan(a_department(a_project(), a_project(2, name="农村危房改造")))
    drawn, written = memory(plan, tmp_path), file(plan, tmp_path)
    for sheet in drawn.sheets():
        rows = [[value for value in row if value not in (None, "")] for row in drawn.grid(sheet).rows]
        assert rows == [[value for value in row if value not in (None, "")] for row in written.grid(sheet).rows]
