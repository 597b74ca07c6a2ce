"""Marks in the open workbook: they come and go, and what the user has put there stays as it was."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
import xlwings as xw

from perfxl.app.split import split
from perfxl.errors import PerfxlError
from perfxl.forms.marks import TAG, Mark
from perfxl.hosts.live import LiveBook
from perfxl.sheet import CellRef
from tests.hosts._open import FIRST, SECOND, a_master, opened, reopened, seen, xl

RED, AMBER = Mark("#FFC7CE", "#9C0006", "perfxl 校验\n错误 FUND-02：不等"), Mark("#FFEB9C", "#9C5700", "")
MARKS = {
    CellRef(FIRST, "E3"): RED,
    CellRef(FIRST, "E11"): RED,
    CellRef(FIRST, "E12"): AMBER,
    CellRef(FIRST, "C4"): AMBER,
    CellRef(SECOND, "C4"): RED,
}


@pytest.fixture
def book(live_app: xw.App, tmp_path: Path) -> LiveBook:
    """A master in which the user has coloured, annotated and formatted cells that get marks."""
    book = opened(live_app, a_master(), tmp_path)
    sheet = xl(book).sheets[FIRST]
    sheet["E3"].color = (255, 0, 0)
    sheet["E12"].color = (0, 255, 0)
    sheet["E3"].add_note("我自己的批注")
    sheet["C4"].add_note("perfx 不是我们的")
    sheet["E11:E12"].conditional_formats.add_custom('=LEFT($E11,1)="≥"', fill_color="#FFC7CE", font_color="#9C0006")
    return book


def looked(book: LiveBook, shift: int = 0) -> dict[str, object]:
    """Look at the cells that get marks; those below row 10 may have moved down."""
    found: dict[str, object] = {}
    for ref in MARKS:
        letter, row = ref.cell[0], int(ref.cell[1:])
        cell = xl(book).sheets[ref.sheet][f"{letter}{row + shift if row > 10 else row}"]
        found[f"{ref.sheet}{ref.cell}"] = (
            cell.color,
            cell.font.color,
            cell.note.text if cell.note else None,
            cell.value,
        )
    rules = [(rule.type, rule.formula) for sheet in xl(book).sheets for rule in sheet.cells.conditional_formats]
    found["rules"] = sorted(str(rule) for rule in rules if "$E" not in str(rule[1]))
    found["own"] = sum('"≥"' in str(rule[1]) for rule in rules)
    return found


def marked(book: LiveBook) -> tuple[int, int]:
    """Count our rules and our notes."""
    rules = [rule.formula for sheet in xl(book).sheets for rule in sheet.cells.conditional_formats]
    notes = [note.text for sheet in xl(book).sheets for note in sheet.notes]
    return sum("_perfxl" in str(one) for one in rules), sum(one.startswith("perfxl 校验") for one in notes)


def test_what_was_there_is_there_when_the_marks_are_gone(book: LiveBook) -> None:
    before, whole = looked(book), seen(book)
    book.mark(MARKS)
    assert marked(book) == (3, 2)  # two looks on the first sheet, one on the second; where a note stood, none is put
    note = xl(book).sheets[FIRST]["E3"].note
    assert note
    assert note.text == "我自己的批注"
    assert looked(book)[f"{FIRST}E3"] == before[f"{FIRST}E3"]  # a mark lies above, it replaces nothing
    book.unmark()
    assert (looked(book), marked(book)) == (before, (0, 0))
    assert seen(book) == whole
    book.mark({})
    book.unmark()
    assert seen(book) == whole


def test_marked_twice_and_cleared_once(book: LiveBook) -> None:
    before = looked(book)
    book.mark(MARKS)
    book.mark(MARKS)
    book.unmark()
    assert (looked(book), marked(book)) == (before, (0, 0))


def test_a_row_put_in_above_while_marked(book: LiveBook) -> None:
    before = looked(book)
    book.mark(MARKS)
    xl(book).sheets[FIRST]["10:10"].insert("down")
    book.unmark()
    assert (looked(book, 1), marked(book)) == (before, (0, 0))


def test_saved_closed_and_opened_while_marked(book: LiveBook, live_app: xw.App, tmp_path: Path) -> None:
    before = looked(book)
    book.mark(MARKS)
    book.save()
    xl(book).close()
    again = reopened(live_app, tmp_path / "总表.xlsx")
    assert marked(again)[1] == 2
    again.unmark()
    assert (looked(again), marked(again)) == (before, (0, 0))


def test_no_mark_goes_into_a_submission(book: LiveBook, tmp_path: Path) -> None:
    book.mark(MARKS)
    book.save()
    made = split(tmp_path / "总表.xlsx", tmp_path / "申报表", force="测试")
    assert len(made.files) == 2
    for one in made.files:
        with zipfile.ZipFile(one.path) as parts:
            for name in parts.namelist():
                text = parts.read(name).decode("utf-8", "replace")
                assert "_perfxl" not in text, (one.path.name, name)
                assert "perfxl 校验" not in text, (one.path.name, name)
                assert TAG.removeprefix("=") not in text


@pytest.mark.libreoffice
def test_many_cells_are_marked_in_few_calls(office_app: xw.App, tmp_path: Path) -> None:
    book = opened(office_app, a_master(), tmp_path)
    engine = office_app.impl.engine
    engine.reset()
    book.mark({CellRef(FIRST, f"{column}{row}"): AMBER for row in range(3, 203) for column in "EG"})
    assert engine.calls["ConditionalFormats.add_custom"] == 1
    engine.reset()
    book.unmark()
    assert engine.calls["ConditionalFormat.delete"] == 1


@pytest.mark.libreoffice
def test_a_sheet_that_is_shut_is_told_and_the_others_are_marked(office_app: xw.App, tmp_path: Path) -> None:
    book = opened(office_app, a_master(), tmp_path)
    xl(book).impl.permissions.pop(SECOND)  # as if protected by hand, with nothing allowed
    with pytest.raises(PerfxlError, match=f"“{SECOND}”上的标记更新不了（.*）；其余的表已做好。"):
        book.mark(MARKS)
    assert marked(book)[0] == 2
    book.unmark()
    assert marked(book) == (0, 0)


@pytest.mark.libreoffice
def test_notes_beyond_a_limit_are_left_to_the_list(
    office_app: xw.App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("perfxl.hosts.live._MARKED_NOTES", 20)
    book = opened(office_app, a_master(), tmp_path)
    book.mark({CellRef("设置", f"K{row}"): RED for row in range(1, 31)})
    assert marked(book) == (1, 20)
