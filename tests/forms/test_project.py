"""A project's sheet is read by its printed labels, whatever staff did to it."""

from __future__ import annotations

import pytest

from perfxl.forms.master import master_plan
from perfxl.forms.project import read_project
from perfxl.forms.project_forms import form_of
from perfxl.forms.project_hebei import HEBEI_2025
from perfxl.hosts.memory import MemoryBook
from perfxl.model.project import Project
from perfxl.sheet import Grid, Value
from tests.builders import a_department, a_project

TAB = "1.县乡公路日常养护"


def rows_of(project: Project) -> list[list[Value]]:
    grid = MemoryBook(master_plan(a_department(project), ())).grid(TAB)
    return [list(row) for row in grid.rows]


def read(rows: list[list[Value]]) -> Project:
    return read_project(Grid(rows), HEBEI_2025, 1, TAB).project


def words(project: Project) -> list[tuple[str, str]]:
    return list(project.texts())


def test_what_is_drawn_is_what_is_read() -> None:
    project = a_project()
    assert read(rows_of(project)) == project


@pytest.mark.parametrize("row", [0, 2, 5, 7, 9])
def test_an_inserted_row_shifts_nothing_and_is_told(row: int) -> None:
    rows = rows_of(a_project())
    rows.insert(row, [None] * 7)
    found = read(rows)
    assert words(found) == words(a_project())
    assert "插入或删除过行" in found.labels["rows"]
    assert set(found.labels) == {"rows"}


def test_a_deleted_spacer_row_shifts_nothing_and_is_told() -> None:
    rows = rows_of(a_project())
    del rows[8]
    assert words(read(rows)) == words(a_project())
    assert set(read(rows).labels) == {"rows"}


@pytest.mark.parametrize("column", range(1, 6))
def test_an_inserted_column_shifts_nothing_and_is_told(column: int) -> None:
    rows = [[*row[:column], None, *row[column:]] for row in rows_of(a_project())]
    found = read(rows)
    assert words(found) == words(a_project())
    assert "插入或删除过列" in found.labels["rows"]


def test_a_table_that_begins_further_right_is_read() -> None:
    rows: list[list[Value]] = [[None, *row] for row in rows_of(a_project())]
    assert words(read(rows)) == words(a_project())


def test_a_renamed_label_is_kept_as_found() -> None:
    rows = rows_of(a_project())
    rows[3][1] = "预算金额"
    assert read(rows).labels == {"budget": "预算金额"}
    assert words(read(rows)) == words(a_project())


def test_a_renamed_first_column_label_shifts_nothing() -> None:
    rows = rows_of(a_project())
    rows[7][0] = "年度目标"
    assert read(rows).labels == {"goals": "年度目标"}
    assert words(read(rows)) == words(a_project())


def test_indicator_rows_may_be_added_and_left_blank() -> None:
    rows = rows_of(a_project())
    rows.insert(11, [None, None, "坑槽修补面积", "全年修补面积", "≥500平方米", "养护计划", None])
    rows.insert(12, [None] * 7)
    found = read(rows).indicators
    assert len(found) == len(a_project().indicators) + 1
    assert (found[1].level1, found[1].level2, found[1].name) == ("产出指标", "数量指标", "坑槽修补面积")


def test_a_line_below_the_table_is_no_indicator() -> None:
    rows = rows_of(a_project())
    rows.append(["填表人：　　　　审核人：", None, None, None, None, None, None])
    assert read(rows).indicators == a_project().indicators


@pytest.mark.parametrize(
    ("value", "printed"),
    [(0.3, "30%"), (1.0, "100%"), (30.0, "30"), (0.333, "33.3%"), (0.0, "0"), ("三成", "三成"), (None, "")],
)
def test_shares_read_as_a_person_sees_them(value: Value, printed: str) -> None:
    rows = rows_of(a_project())
    rows[6][1] = value
    assert read(rows).text("plan.march") == printed


@pytest.mark.parametrize(
    ("value", "printed"),
    [(100.0, "100.00"), (0.1 + 0.2, "0.30"), (1.2345, "1.2345"), ("1,234.00", "1,234.00"), (" ", " "), (None, "")],
)
def test_amounts_read_as_a_person_sees_them(value: Value, printed: str) -> None:
    rows = rows_of(a_project())
    rows[3][2] = value
    assert read(rows).text("budget") == printed


def test_sheets_of_other_kinds_are_none_of_ours() -> None:
    assert form_of(Grid(rows_of(a_project()))) is HEBEI_2025
    assert form_of(Grid([["备忘", None], ["预算数", 3.0]])) is None
    assert form_of(Grid([])) is None
