"""Each fault that no validator sees is built into a workbook, and seen."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from tests._workbook_rules import workbook_faults

SHEET, BOOK, STRINGS = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml"


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """One of everything that could be at fault, faultless."""
    path = tmp_path / "好.xlsx"
    with xlsxwriter.Workbook(path) as book:
        first, second = book.add_worksheet("一"), book.add_worksheet("it's 二")
        first.write_string(0, 0, "字")
        first.write_formula(1, 0, "='it''s 二'!A1", None, 2)
        first.write_formula(2, 0, '=IF(A2>9,"没有!","")', None, "")
        first.merge_range(4, 0, 4, 1, "并")
        first.merge_range(5, 0, 5, 1, "排")
        first.data_validation(0, 3, 0, 3, {"validate": "list", "source": ["高", "低"]})
        second.write_number(0, 0, 2)
        book.define_name("预算", "='it''s 二'!$A$1")
        book.define_name("本表", "=一!$A$1")
    return path


Spoil = Callable[[str, str, str], Path]


@pytest.fixture
def spoil(good: Path) -> Spoil:
    """Return a function that replaces a piece of one part and insists that it was there."""

    def change(part: str, old: str, new: str) -> Path:
        path = good.with_name("坏.xlsx")
        with zipfile.ZipFile(good) as source, zipfile.ZipFile(path, "w") as bad:
            for name in source.namelist():
                content = source.read(name).decode()
                assert name != part or old in content
                bad.writestr(name, content.replace(old, new, 1) if name == part else content)
        return path

    return change


def test_a_good_workbook_has_no_fault(good: Path) -> None:
    assert workbook_faults(good) == []


VALIDATION = '<x14:dataValidation xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"/>'
FAULTS = {
    "merges overlap": (SHEET, 'ref="A6:B6"', 'ref="B5:C6"', "一: merges overlap: A5:B5 B5:C6"),
    "name twice, other case": (BOOK, "it's 二", "一", "sheet name twice: 一"),
    "name too long": (BOOK, 'sheet name="一"', f'sheet name="{"长" * 32}"', "sheet name too long"),
    "name with a slash": (BOOK, 'sheet name="一"', 'sheet name="一/二"', "sheet name not allowed"),
    "name with a backslash": (BOOK, 'sheet name="一"', 'sheet name="一\\二"', "sheet name not allowed"),
    "name with a quote in front": (BOOK, 'sheet name="一"', 'sheet name="\'一"', "sheet name not allowed"),
    "empty name": (BOOK, 'sheet name="一"', 'sheet name=""', "sheet name not allowed"),
    "reserved name": (BOOK, 'sheet name="一"', 'sheet name="History"', "sheet name reserved"),
    "defined name to no sheet": (BOOK, ">一!$A$1<", ">三!$A$1<", "defined name 本表: missing sheet 三"),
    "quoted name to no sheet": (BOOK, ">一!$A$1<", ">'没 有'!$A$1<", "defined name 本表: missing sheet 没 有"),
    "defined name lost": (BOOK, ">一!$A$1<", ">#REF!<", "defined name 本表: #REF!"),
    "defined name elsewhere": (BOOK, ">一!$A$1<", ">[1]一!$A$1<", "defined name 本表: another workbook"),
    "defined name twice": (BOOK, 'definedName name="本表"', 'definedName name="预算"', "defined name twice"),
    "formula to no sheet": (SHEET, "'it''s 二'!A1", "三!A1", "一: formula at A2: missing sheet 三"),
    "formula elsewhere": (SHEET, "'it''s 二'!A1", "'[1]一'!A1", "一: formula at A2: another workbook"),
    "formula without value": (SHEET, "<v>2</v>", "", "一: formula without its value at A2"),
    "long drop-down": (SHEET, '"高,低"', f'"{"高," * 128}"', "一: drop-down list of 256 characters at D1"),
    "x14 validation": (SHEET, "</worksheet>", f"{VALIDATION}</worksheet>", "一: x14 data validation"),
    "long text": (STRINGS, "字", "字" * 32768, "一: text of 32768 characters at A1"),
}


@pytest.mark.parametrize(("part", "old", "new", "fault"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_seen(spoil: Spoil, part: str, old: str, new: str, fault: str) -> None:
    found = workbook_faults(spoil(part, old, new))
    assert any(line.startswith(fault) for line in found), found


def test_limits_themselves_are_allowed(spoil: Spoil) -> None:
    assert workbook_faults(spoil(SHEET, '"高,低"', f'"{"高" * 255}"')) == []
    assert workbook_faults(spoil(STRINGS, "字", "字" * 32767)) == []


def test_an_external_link_is_seen(good: Path) -> None:
    with zipfile.ZipFile(good, "a") as book:
        book.writestr("xl/externalLinks/externalLink1.xml", "<externalLink/>")
    assert workbook_faults(good) == ["external link xl/externalLinks/externalLink1.xml"]
