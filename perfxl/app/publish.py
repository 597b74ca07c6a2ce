"""Publish a check: a copy of the master whose 校验结果 says what is found now, and keeps the reasons for ignoring."""

from __future__ import annotations

from pathlib import Path

from perfxl.app.check import CheckReport, heading
from perfxl.errors import PerfxlError
from perfxl.forms import _names as names
from perfxl.forms.findings import count
from perfxl.forms.master import read_master
from perfxl.forms.refresh import findings_page, renewed
from perfxl.hosts.file import open_book
from perfxl.hosts.memory import EditedBook
from perfxl.hosts.revise import revise

_ELSEWHERE = "可以用 --xlsx 把校验结果另存成一个文件。"


def publish(master: Path, report: CheckReport, out: Path, *, overwrite: bool = False) -> None:
    """Write the copy. PerfxlError where the master has no 校验结果 of perfxl's own to renew."""
    book = open_book(master)
    page = findings_page(book, report.found, heading(report))
    if page is None and names.FINDINGS not in book.sheets():
        raise PerfxlError(f"“{book.name}”里没有“校验结果”表，没有生成新总表。", _ELSEWHERE)
    if page is None:
        raise PerfxlError(f"“{book.name}”的“校验结果”表里有自己加的列，没有生成新总表。", _ELSEWHERE)
    shown = EditedBook(book)
    values = renewed(book, shown, read_master(shown), count(report.found))
    revise(master, out, {}, [page], values=values, overwrite=overwrite)
