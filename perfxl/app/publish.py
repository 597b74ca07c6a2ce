"""Publish a check: a copy of the master whose 校验结果 says what is found now, and keeps the reasons for ignoring."""

from __future__ import annotations

from pathlib import Path

from perfxl.app.check import CheckReport, heading
from perfxl.errors import PerfxlError
from perfxl.forms import _names as names
from perfxl.forms.findings import count, draw_findings
from perfxl.forms.master import read_master
from perfxl.forms.refresh import findings_page, renewed
from perfxl.hosts.file import open_book
from perfxl.hosts.memory import EditedBook
from perfxl.hosts.revise import save_changed
from perfxl.page import Changes
from perfxl.sheet import OpenBook

_ELSEWHERE = "可以用 --xlsx 把校验结果另存成一个文件。"


def publish(master: Path, report: CheckReport, out: Path, *, overwrite: bool = False) -> None:
    """Write the copy. PerfxlError where the master has no 校验结果 of perfxl's own to renew."""
    book = open_book(master)
    changes = published(book, report)
    if changes is None and names.FINDINGS not in book.sheets():
        raise PerfxlError(f"“{book.name}”里没有“校验结果”表，没有生成新总表。", _ELSEWHERE)
    if changes is None:
        raise PerfxlError(f"“{book.name}”的“校验结果”表里有自己加的列，没有生成新总表。", _ELSEWHERE)
    save_changed(master, out, changes, overwrite=overwrite)


def listed_anew(book: OpenBook, report: CheckReport) -> Changes:
    """Give the changes that bring a 校验结果 back that was deleted."""
    after = names.ROLLUP if names.ROLLUP in book.sheets() else None
    return Changes(pages=(draw_findings(report.found, heading(report)),), after=after)


def published(book: OpenBook, report: CheckReport) -> Changes | None:
    """Give the changes that make a workbook say what was found; None where it has no 校验结果 of perfxl's own."""
    page = findings_page(book, report.found, heading(report))
    if page is None:
        return None
    shown = EditedBook(book)
    return Changes(pages=(page,), values=renewed(book, shown, read_master(shown), count(report.found)))
