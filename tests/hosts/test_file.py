"""Files that are no readable workbook: one Chinese sentence each, never a traceback."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from perfxl.errors import PerfxlError
from perfxl.forms.master import master_plan, read_master
from perfxl.hosts.file import open_book, open_books
from perfxl.hosts.xlsx import write_plan
from perfxl.page import Page, Plan, Style
from tests.builders import a_department

OLE2 = bytes.fromhex("d0cf11e0a1b11ae1")


def changed(source: Path, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """Give the file with one of its parts changed."""
    target = source.with_suffix(".tmp")
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data) if name == part else data)
    return target.read_bytes()


@pytest.fixture
def master(tmp_path: Path) -> Path:
    path = tmp_path / "总表.xlsx"
    write_plan(master_plan(a_department(), ()), path)
    return path


def sentence(path: Path) -> str:
    with pytest.raises(PerfxlError) as caught:
        read_master(open_book(path))
    assert caught.value.try_this
    return str(caught.value)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "空文件"),
        (b"plain text, renamed", "不是 Excel 工作簿"),
        (b"<html><table></table></html>", "不是 Excel 工作簿"),
        (OLE2 + b"\0" * 600, "旧版 Excel 格式"),
        (OLE2 + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "已加密"),
        (b"PK\x03\x04 cut short", "已损坏"),
    ],
)
def test_what_is_no_workbook_is_told(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "坏.xlsx"
    path.write_bytes(content)
    assert words in sentence(path)


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    assert "找不到" in sentence(tmp_path / "没有.xlsx")
    assert "是文件夹" in sentence(tmp_path)


def test_a_truncated_workbook_is_told(master: Path) -> None:
    master.write_bytes(master.read_bytes()[:-400])
    assert "已损坏" in sentence(master)


def test_a_workbook_with_a_broken_sheet_is_told(master: Path) -> None:
    master.write_bytes(changed(master, "xl/worksheets/sheet3.xml", lambda xml: xml[: len(xml) // 2]))
    assert "已损坏" in sentence(master)


def test_a_zip_that_is_no_workbook_is_told(tmp_path: Path) -> None:
    path = tmp_path / "文档.xlsx"
    with zipfile.ZipFile(path, "w") as parts:
        parts.writestr("word/document.xml", "<x/>")
    assert "不是 Excel 工作簿" in sentence(path)


def test_strict_open_xml_is_told(master: Path) -> None:
    loose, strict = (
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    )
    master.write_bytes(changed(master, "xl/workbook.xml", lambda xml: xml.replace(loose, strict)))
    assert "Strict Open XML" in sentence(master)


def test_a_workbook_without_project_sheets_is_told(tmp_path: Path) -> None:
    page = Page("随手记")
    page.put(0, 0, "预算数", Style())
    write_plan(Plan((page,)), tmp_path / "别的.xlsx")
    assert "没有项目绩效目标表" in sentence(tmp_path / "别的.xlsx")


def test_error_values_are_read_as_they_are_shown(master: Path) -> None:
    def spoil(xml: bytes) -> bytes:
        return re.sub(rb'(<c r="C4" s="\d+")><v>[^<]*</v>', rb'\1 t="e"><v>#REF!</v>', xml)

    master.write_bytes(changed(master, "xl/worksheets/sheet3.xml", spoil))
    read = read_master(open_book(master)).department.projects[0]
    assert read.text("budget") == "#REF!"
    assert read.funds.budget is None


def test_a_workbook_named_twice_is_told(master: Path) -> None:
    with pytest.raises(PerfxlError, match="写了两次"):
        open_books([master, master.parent / "." / master.name])


def test_only_xlsx_is_written(tmp_path: Path) -> None:
    with pytest.raises(PerfxlError, match=r"扩展名应为 \.xlsx"):
        write_plan(Plan((Page("表"),)), tmp_path / "总表.xls")
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten_unasked(master: Path) -> None:
    before = master.read_bytes()
    with pytest.raises(PerfxlError, match="已经存在"):
        write_plan(master_plan(a_department(), ()), master)
    assert master.read_bytes() == before


def test_a_failed_write_leaves_the_old_file_and_no_stump(master: Path) -> None:
    before = master.read_bytes()
    twice = Page("表")
    with pytest.raises(Exception, match=r"(?i)already in use"):
        write_plan(Plan((twice, twice)), master, overwrite=True)
    assert master.read_bytes() == before
    assert [path.name for path in master.parent.iterdir()] == [master.name]


def test_a_folder_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "总表.xlsx").mkdir()
    with pytest.raises(PerfxlError, match="写不进去"):
        write_plan(Plan((Page("表"),)), tmp_path / "总表.xlsx", overwrite=True)


def test_the_same_plan_gives_the_same_bytes(tmp_path: Path) -> None:
    plan = master_plan(a_department(), ())
    for name in ("一.xlsx", "二.xlsx"):
        write_plan(plan, tmp_path / name)
    assert (tmp_path / "一.xlsx").read_bytes() == (tmp_path / "二.xlsx").read_bytes()
