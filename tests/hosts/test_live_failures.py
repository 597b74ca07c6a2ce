"""Whatever step Excel refuses: the workbook is afterwards as it was before, and the user is told in one sentence."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from pathlib import Path

import pytest
import xlwings as xw

from perfxl.app.add_project import added
from perfxl.app.check import check_reading
from perfxl.app.mend import mended
from perfxl.app.publish import published
from perfxl.app.steps import with_step
from perfxl.errors import PerfxlError
from perfxl.forms.master import read_master
from perfxl.hosts.live import LiveBook
from perfxl.page import Changes
from tests.builders import CODES
from tests.hosts._open import FIRST, Seen, a_master, opened, seen, xl

pytestmark = pytest.mark.libreoffice  # whose engine can be told what to refuse
NEW = {"code": CODES[2], "name": "新的项目", "budget": "10.00", "fiscal": "10.00", "other": "0.00"}


def looks(book: LiveBook) -> dict[str, object]:
    """Gather what `seen` does not: how cells look, what may be typed, where links lead, what is protected."""
    found: dict[str, object] = {}
    for sheet in xl(book).sheets:
        page = sheet.api
        found[sheet.name] = (
            page.isProtected(),
            page.Charts.Count,
            [page.Rows.getByIndex(row).Height for row in (3, 9)],
        )
    findings = xl(book).sheets["校验结果"].api
    for row in (2, 5, 9):
        link, reason = (findings.getCellByPosition(column, row) for column in (4, 9))
        found[f"line {row}"] = (
            [field.URL for field in link.getTextFields()],
            (link.CharColor, findings.getCellByPosition(0, row).CellBackColor),
            (reason.Validation.Type.value, reason.CellProtection.IsLocked),
        )
    return found


def as_it_was(app: xw.App, book: LiveBook, changes: Changes, which: Iterable[int]) -> str:
    """Refuse one change after the other; gives what is said at the first after which the book is another one."""
    engine, before, looked = app.impl.engine, seen(book), looks(book)
    for at in which:
        engine.refuse(at)
        try:
            book.apply(changes)
        except PerfxlError as error:
            said = str(error)
        else:
            if engine.refusing:  # there were no more
                engine.refuse(None)
                return ""
            before, looked = seen(book), looks(book)  # it did without, as where no printer is
            continue
        if "没有改动" not in said:
            return said
        same(before, seen(book), at)
        assert looks(book) == looked, at
        assert len(app.books) == 1
    raise AssertionError("there are more changes than these")


def same(before: Seen, after: Seen, at: int) -> None:
    for field in ("sheets", "names", "tables", "rules", "active", "selected"):
        assert getattr(after, field) == getattr(before, field), (at, field)
    for sheet, cells in before.cells.items():
        assert after.cells[sheet] == cells, (at, sheet)


def test_a_mend_is_made_whole_or_not_at_all(office_app: xw.App, tmp_path: Path) -> None:
    book = opened(office_app, a_master(), tmp_path)
    xl(book).sheets[FIRST]["C4"].api.NumberFormat = 0  # General, which hides cents
    changes = mended(book)[1]
    assert changes.cells
    assert as_it_was(office_app, book, with_step(book, "一键修复", Changes(changes.cells)), count(1)) == ""


def test_findings_are_listed_whole_or_not_at_all(office_app: xw.App, tmp_path: Path) -> None:
    book = opened(office_app, a_master(), tmp_path)
    xl(book).sheets["校验结果"].activate()
    xl(book).sheets["校验结果"]["B4:C5"].select()
    changes = published(book, check_reading(read_master(book), book.name))
    assert changes
    assert as_it_was(office_app, book, changes, [2, 6, *range(8, 20)]) == ""


def test_a_project_is_added_whole_or_not_at_all(office_app: xw.App, tmp_path: Path) -> None:
    book = opened(office_app, a_master(), tmp_path)
    xl(book).names.add("我的合计", "=汇总!$D$6")
    changes = added(book, NEW)[1]
    said = as_it_was(office_app, book, changes, [12, 30, *range(40, 60)])
    assert said == "已经改好，但多出来的“目录~”删不掉。"  # once a sheet is gone, the others go or are named
    assert xl(book).names["我的合计"].refers_to == "=汇总!$D$6"
    assert "3.新的项目" in book.sheets()
