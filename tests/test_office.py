"""The judges themselves: each must find a fault that is there and pass a workbook without one."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from tests import _office
from tests.conftest import missing

Judge = Callable[[Path], list[str]]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """One figure and a formula whose computed value is written wrong on purpose."""
    path = tmp_path / "表.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("表")
        sheet.write(0, 0, 1.5)
        sheet.write_formula(1, 0, "=A1*2", None, 99)
    return path


@pytest.fixture
def out_of_order(book: Path) -> Path:
    """Build the same workbook with an element that the schema does not allow there."""
    path = book.with_name("错.xlsx")
    with zipfile.ZipFile(book) as good, zipfile.ZipFile(path, "w") as bad:
        for part in good.namelist():
            bad.writestr(part, good.read(part).replace(b"</sheetData>", b"</sheetData><sheetPr/>"))
    return path


@pytest.mark.libreoffice
def test_libreoffice_computes_instead_of_believing(libreoffice: _office.LibreOffice, book: Path) -> None:
    again = libreoffice.convert(libreoffice.recalculated(book), "csv")
    assert list(csv.reader(again.read_text("utf-8").splitlines())) == [["1.5"], ["3"]]


@pytest.mark.libreoffice
def test_libreoffice_prints(libreoffice: _office.LibreOffice, book: Path) -> None:
    assert libreoffice.convert(book, "pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.libreoffice
def test_libreoffice_without_a_file_is_an_error(libreoffice: _office.LibreOffice, tmp_path: Path) -> None:
    with pytest.raises(_office.OfficeError):
        libreoffice.convert(tmp_path / "没有.xlsx", "pdf")


@pytest.mark.sdk
def test_sdk_passes_a_good_file(sdk_errors: Judge, book: Path) -> None:
    assert sdk_errors(book) == []


@pytest.mark.sdk
def test_sdk_finds_a_fault_for_both_versions(sdk_errors: Judge, out_of_order: Path) -> None:
    assert [line.split()[0] for line in sdk_errors(out_of_order)] == list(_office.VERSIONS)


@pytest.mark.sdk
def test_sdk_does_not_pass_what_it_cannot_read(sdk_errors: Judge, tmp_path: Path) -> None:
    junk = tmp_path / "junk.xlsx"
    junk.write_text("no workbook")
    with pytest.raises(_office.OfficeError):
        sdk_errors(junk)


def test_audit_passes_a_good_file(audit_errors: Judge, book: Path) -> None:
    assert audit_errors(book) == []


def test_audit_finds_a_fault(audit_errors: Judge, out_of_order: Path) -> None:
    assert audit_errors(out_of_order)


def test_a_missing_program_skips_on_a_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception):
        missing("某程序")


def test_a_missing_program_fails_on_a_build_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception):
        missing("某程序")
