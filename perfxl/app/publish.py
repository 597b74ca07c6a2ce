"""Publish a check: a copy of the master whose 校验结果 says what is found now, and keeps the reasons for ignoring."""

from __future__ import annotations

from pathlib import Path

from perfxl.app.check import CheckReport, heading
from perfxl.errors import PerfxlError
from perfxl.forms.master import read_master
from perfxl.forms.refresh import findings_page, renewed
from perfxl.hosts.file import open_book
from perfxl.hosts.revise import revise


def publish(master: Path, report: CheckReport, out: Path, *, overwrite: bool = False) -> None:
    """Write the copy. PerfxlError where the master has no 校验结果 of perfxl's own to renew."""
    book = open_book(master)
    page = findings_page(book, report.found, heading(report))
    if page is None:
        raise PerfxlError(
            f"“{book.name}”没有“校验结果”表，或者表里有自己加的列，没有改动它。", "可以用 --xlsx 把结果另存成一个文件。"
        )
    revise(master, out, {}, [page], values=renewed(book, read_master(book), report.found), overwrite=overwrite)
