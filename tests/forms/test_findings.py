"""校验结果: a finding finds its reason again, or it lapses."""

from __future__ import annotations

import pytest

from perfxl.forms.findings import (
    Ignored,
    Located,
    cells_of,
    count,
    count_rows,
    draw_findings,
    ranges,
    read_ignored,
    with_reasons,
)
from perfxl.model.findings import Finding, Place, Severity
from perfxl.sheet import Grid

MESSAGE = "缺少 1 个计算符号。"


def a_finding(
    cell: str = "E12", value: str = "15年", message: str = MESSAGE, *, blocking: bool = False, sheet: str = "1.公路养护"
) -> Located:
    finding = Finding("VAL-02", Severity.WARNING, blocking, (Place(1, "budget"),), message, "补上。", "依据")
    return Located(finding, "code", "公路养护", sheet, cells_of(cell), value)


def a_row(cell: str = "E12", value: str = "15年", message: str = MESSAGE, **words: str) -> Ignored:
    said = {"rule": "VAL-02", "sheet": "1.公路养护", "reason": "有依据"} | words
    return Ignored(
        said["rule"], "公路养护", said["sheet"], cells_of(cell), value, message, said["reason"], "张三", "2025-03-01"
    )


def reasons(found: list[Located], *rows: Ignored) -> list[str]:
    return [one.ignored.reason if one.ignored else "" for one in with_reasons(found, rows)]


def test_what_was_drawn_is_read_back() -> None:
    (one,) = with_reasons([a_finding("C12:C14、E3")], [a_row("C12:C14、E3")])
    page = draw_findings([a_finding("G4", "1\n2"), one], "总表")
    (row,) = read_ignored(page.grid())
    assert row == one.ignored
    assert row.cells == ("C12", "C13", "C14", "E3")
    assert page.grid().text(3, 9) == "有依据"  # behind the one that stands


@pytest.mark.parametrize(
    ("row", "held"),
    [
        (a_row(), True),
        (a_row("E15"), True),  # rows were inserted above it
        (a_row(message="指标值没有符号，缺 1 个。"), True),  # worded anew
        (a_row(value=" 15 年"), True),
        (a_row("E15", message="指标值没有符号，缺 1 个。"), False),
        (a_row(value="16年"), False),
        (a_row(message="缺少 2 个计算符号。"), False),
        (a_row(rule="VAL-03"), False),
        (a_row(sheet="2.桥梁检测"), False),
    ],
)
def test_a_reason_holds_while_the_finding_is_the_same(row: Ignored, held: bool) -> None:
    assert reasons([a_finding()], row) == ["有依据" if held else ""]


def test_what_blocks_is_never_ignored() -> None:
    assert reasons([a_finding(blocking=True)], a_row()) == [""]


def test_a_row_serves_one_finding_that_in_its_own_cells_first() -> None:
    found = [a_finding("E11"), a_finding("E12"), a_finding("E13")]
    assert reasons(found, a_row("E12")) == ["", "有依据", ""]
    assert reasons(found, a_row("E9", reason="甲"), a_row("E13", reason="乙")) == ["甲", "", "乙"]


def test_a_long_value_is_known_by_what_the_row_shows() -> None:
    page = draw_findings(with_reasons([a_finding(value="长" * 90)], [a_row(value="长" * 59 + "…")]), "总表")
    assert reasons([a_finding(value="长" * 90)], *read_ignored(page.grid())) == ["有依据"]


def test_rows_are_counted_as_findings_are() -> None:
    found = with_reasons([a_finding("E11"), a_finding("E12"), a_finding(sheet="2.桥")], [a_row("E12")])
    counted = {("1.公路养护", Severity.WARNING): 1, ("2.桥", Severity.WARNING): 1}
    assert count(found) == count_rows(draw_findings(found, "总表").grid()) == counted
    assert count_rows(draw_findings((), "尚未校验：填好后").grid()) is None


def test_a_sheet_without_such_a_table_says_nothing() -> None:
    assert read_ignored(Grid([["随便", 1.0], [], ["写"]])) == ()


@pytest.mark.parametrize("words", ["F11:F19、G4", "A1", "AA10:AA12、B2"])
def test_cells_are_spelt_and_read(words: str) -> None:
    assert ranges(cells_of(words)) == words
