"""Cutting one sheet out of a master: it stays what it was, and nothing of the others goes along."""

from __future__ import annotations

import re
import struct
import time
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from openxml_audit import FileFormat, OpenXmlValidator
from python_calamine import CalamineWorkbook

from perfxl.errors import PerfxlError
from perfxl.hosts.splice import Splicer

OURS, THEIRS = "1.公务 用车", "2.道路养护"
PRIVATE = "别家的机密"


def a_png(shade: int) -> BytesIO:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">2I5B", 1, 1, 8, 0, 0, 0, 0)
    chunks = (b"IHDR", head), (b"IDAT", zlib.compress(bytes([0, shade]))), (b"IEND", b"")
    return BytesIO(b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*one) for one in chunks))


def xlsxwriter_master(folder: Path) -> Path:
    path = folder / "总表.xlsx"
    book = xlsxwriter.Workbook(str(path), {"date_1904": True})
    ours, theirs, library = (book.add_worksheet(name) for name in (OURS, THEIRS, "指标库"))
    quoted = f"'{OURS}'"
    library.write_column("A2", ["产出指标", "效益指标", "满意度指标", 3])
    library.write_column("B2", ["数量,指标", "质量指标"])
    library.write_column("C2", [f"很长的指标名称之{number}" for number in range(40)])
    book.define_name("一级指标清单", "=指标库!$A$2:$A$5")
    book.define_name("二级指标清单", "=指标库!$B$2:$B$3")
    book.define_name("三级指标清单", "=指标库!$C$2:$C$41")
    book.define_name("计算符号清单", f"={quoted}!$H$1:$H$2")
    book.define_name(f"{quoted}!绩效指标", f"={quoted}!$A$10:$F$12")
    book.define_name(f"{quoted}!外面", "=指标库!$A$2")
    book.define_name(f"'{THEIRS}'!绩效指标", f"='{THEIRS}'!$A$10:$F$12")
    _fill_ours(book, ours)
    theirs.activate()
    theirs.write("A1", PRIVATE)
    theirs.write("A2", "=1+1", None, f"{PRIVATE}结果")
    theirs.write("A3", "共用的文字")
    theirs.insert_image("C3", "别家.png", {"image_data": a_png(9)})
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"values": f"='{THEIRS}'!$A$1:$A$3"})
    theirs.insert_chart("E5", chart)
    book.close()
    return path


def _fill_ours(book: xlsxwriter.Workbook, ours: xlsxwriter.worksheet.Worksheet) -> None:
    border = book.add_format({"border": 1, "bold": True, "text_wrap": True, "bg_color": "#DDEEFF"})
    money = book.add_format({"border": 1, "num_format": "0.00", "locked": False})
    ours.merge_range("A1:F1", "绩效目标表", border)
    ours.write("A2", "共用的文字", border)
    ours.write_rich_string("B2", "一半", border, "粗", "一半细 ", border)
    ours.write("A3", 100.5, money)
    ours.write("B3", "=A3*2", money, 201)
    ours.write("C3", "='2.道路养护'!A2", border, " 带空格的结果")
    ours.write_formula("D3", "=A3>1", border, value=True)
    ours.write("E3", "=NA()", border, "#N/A")
    ours.write("F3", '=""', border, "")
    ours.write_dynamic_array_formula("G3:G3", "=SORT(A3)", money, 100.5)
    ours.write("H1", "≥")
    ours.write("H2", "≤")
    _guard_ours(book, ours)
    _draw_on_ours(book, ours)
    _set_up_ours(ours)
    ours.set_column("B:F", 11, border)


def _guard_ours(book: xlsxwriter.Workbook, ours: xlsxwriter.worksheet.Worksheet) -> None:
    stop = {"validate": "decimal", "criteria": ">=", "value": 0, "error_title": "金额", "error_message": "请填数字。"}
    ours.data_validation("A3:B3", stop)
    for row, source in enumerate(("一级指标清单", "二级指标清单", "三级指标清单", "计算符号清单"), start=10):
        ours.data_validation(f"A{row}", {"validate": "list", "source": f"={source}"})
    ours.data_validation("B10", {"validate": "list", "source": ["一", "二"]})
    ours.data_validation("B11", {"validate": "list", "source": "=$H$1:$H$2"})
    ours.data_validation("B12", {"validate": "list", "source": "=指标库!$A$2:$A$4"})
    ours.data_validation("B13", {"validate": "list", "source": "=INDIRECT($A$10)"})
    ours.data_validation("C10", {"validate": "custom", "value": "=COUNTIF(一级指标清单,C10)>0"})
    red = book.add_format({"bg_color": "#FF0000"})
    ours.conditional_format("A3", {"type": "formula", "criteria": "=$A$3<>100", "format": red})
    ours.conditional_format("B3", {"type": "formula", "criteria": '=A3="指标库!A1"', "format": red})
    ours.conditional_format("C3", {"type": "formula", "criteria": "=指标库!$A$2=1", "format": red})
    ours.conditional_format("D3:D9", {"type": "data_bar", "max_type": "formula", "max_value": "=指标库!$A$5"})
    ours.conditional_format("E3:E9", {"type": "data_bar", "bar_negative_color": "#00FF00"})
    ours.conditional_format("F3:F9", {"type": "icon_set", "icon_style": "3_arrows"})


def _draw_on_ours(book: xlsxwriter.Workbook, ours: xlsxwriter.worksheet.Worksheet) -> None:
    ours.add_sparkline("G5", {"range": f"'{OURS}'!A3:B3"})
    ours.add_sparkline("G6", {"range": f"'{THEIRS}'!A3:B3"})
    ours.write_url("A20", "https://example.cn/机密", None, "外部")
    ours.write_url("A21", "internal:指标库!A1", None, "返回")
    ours.write_url("A22", "internal:'1.公务 用车'!A1", None, "表头")
    ours.add_table("J1:K3", {"columns": [{"header": "甲"}, {"header": "乙"}]})
    ours.write_comment("A2", "批注里的话")
    ours.insert_image("D14", "印章.png", {"image_data": a_png(200), "url": "https://example.cn/secret"})
    ours.insert_textbox("D20", "一段说明", {"textlink": f"='{THEIRS}'!$A$1"})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": f"='{THEIRS}'!$A$1:$A$3"})
    ours.insert_chart("J8", chart)
    ours.insert_button("J20", {"macro": "做事"})


def _set_up_ours(ours: xlsxwriter.worksheet.Worksheet) -> None:
    ours.set_column("A:A", 22.5)
    ours.set_row(0, 33)
    ours.set_row(6, None, None, {"hidden": True})
    ours.set_landscape()
    ours.set_paper(9)
    ours.set_margins(0.5, 0.6, 0.7, 0.8)
    ours.fit_to_pages(1, 0)
    ours.repeat_rows(0, 1)
    ours.print_area("A1:F12")
    ours.set_header("&L甲&C乙")
    ours.set_footer("&C第 &P 页")
    ours.freeze_panes(2, 1)
    ours.set_h_pagebreaks([8])
    ours.autofilter("A10:F12")
    ours.protect("密码", {"format_cells": True})
    ours.hide()


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as book:
        assert book.testzip() is None
        return {name: book.read(name) for name in book.namelist()}


def rewritten(path: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """Write the file anew with every part changed, or left out."""
    with zipfile.ZipFile(path) as old:
        entries = {name: change(name, old.read(name)) for name in old.namelist()}
    with zipfile.ZipFile(path, "w") as new:
        for name, data in entries.items():
            if data is not None:
                new.writestr(name, data)
    return path


def saved(data: bytes, folder: Path) -> Path:
    path = folder / "一份.xlsx"
    path.write_bytes(data)
    return path


def errors(path: Path) -> list[str]:
    formats = (FileFormat.OFFICE_2016, FileFormat.MICROSOFT_365)
    return [str(error) for one in formats for error in OpenXmlValidator(file_format=one).validate(str(path)).errors]


def values(path: Path, sheet: str) -> list[list[object]]:
    return [list(row) for row in CalamineWorkbook.from_path(str(path)).get_sheet_by_name(sheet).to_python()]


def opened(path: Path, sheet: str) -> Worksheet:
    return openpyxl.load_workbook(path, rich_text=True)[sheet]


def set_up(sheet: Worksheet) -> dict[str, object]:
    """Gather what a sheet is besides its values."""
    dimensions = {key: (one.width, one.hidden) for key, one in sheet.column_dimensions.items()}
    heights = {key: (one.height, one.hidden) for key, one in sheet.row_dimensions.items()}
    return {
        "merges": {str(one) for one in sheet.merged_cells.ranges},
        "widths": dimensions,
        "heights": heights,
        "looks": {cell.coordinate: cell.style_id for row in sheet.iter_rows() for cell in row},
        "freeze": sheet.freeze_panes,
        "protection": dict(sheet.protection),
        "page": [dict(sheet.page_setup), dict(sheet.page_margins), sheet.page_setup.fitToHeight],
        "header": [sheet.oddHeader.left.text, sheet.oddHeader.center.text, sheet.oddFooter.center.text],
        "breaks": [one.id for one in sheet.row_breaks.brk],
        "print": [sheet.print_title_rows, sheet.print_area],
        "filter": sheet.auto_filter.ref,
    }


def validations(path: Path, sheet: str) -> dict[str, str]:
    return {str(one.sqref): one.formula1 for one in opened(path, sheet).data_validations.dataValidation}


@pytest.fixture
def master(tmp_path: Path) -> Path:
    return xlsxwriter_master(tmp_path)


@pytest.fixture
def part(master: Path, tmp_path: Path) -> Path:
    return saved(Splicer(master).cut(OURS), tmp_path)


def test_the_sheet_stays_what_it_was(master: Path, part: Path) -> None:
    assert openpyxl.load_workbook(part).sheetnames == [OURS]
    assert values(part, OURS) == values(master, OURS)
    assert set_up(opened(part, OURS)) == set_up(opened(master, OURS))
    assert openpyxl.load_workbook(part).epoch == openpyxl.load_workbook(master).epoch
    assert openpyxl.load_workbook(part)[OURS].sheet_state == "visible"


@pytest.mark.parametrize("sheet", [OURS, THEIRS, "指标库"])
def test_the_file_is_valid(master: Path, tmp_path: Path, sheet: str) -> None:
    assert errors(saved(Splicer(master).cut(sheet), tmp_path)) == []


def test_formulas_become_values(part: Path) -> None:
    sheet = opened(part, OURS)
    row = [sheet.cell(3, column).value for column in range(1, 8)]
    assert row == [100.5, 201, " 带空格的结果", True, "#N/A", None, 100.5]
    assert b"<f>" not in parts(part.read_bytes())["xl/worksheets/sheet1.xml"]
    assert "粗" in str(sheet["B2"].value)
    assert b"<r>" in parts(part.read_bytes())["xl/sharedStrings.xml"]


def test_nothing_of_the_others_goes_along(part: Path) -> None:
    for name, data in parts(part.read_bytes()).items():
        text = data.decode("utf-8", "replace")
        for word in (PRIVATE, THEIRS, "example.cn", "很长的指标", "指标库!$", "质量指标", "批注里的话", "做事"):
            assert word not in text, (name, word)


def test_only_the_parts_it_needs(part: Path) -> None:
    assert set(parts(part.read_bytes())) == {
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "docProps/app.xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/theme/theme1.xml",
        "xl/sharedStrings.xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/_rels/sheet1.xml.rels",
        "xl/drawings/drawing1.xml",
        "xl/drawings/_rels/drawing1.xml.rels",
        "xl/media/image1.png",
    }


def test_shared_parts_are_byte_for_byte(master: Path, part: Path) -> None:
    old, new = parts(master.read_bytes()), parts(part.read_bytes())
    assert old["xl/styles.xml"] == new["xl/styles.xml"]
    assert old["xl/theme/theme1.xml"] == new["xl/theme/theme1.xml"]
    assert new["xl/media/image1.png"] == a_png(200).getvalue()
    assert "一段说明".encode() in new["xl/drawings/drawing1.xml"]


def test_drop_downs_carry_their_lists(part: Path) -> None:
    found = validations(part, OURS)
    assert found["A10"] == '"产出指标,效益指标,满意度指标,3"'
    assert found["A13"] == "'1.公务 用车'!$H$1:$H$2"
    assert found["B10"] == '"一,二"'
    assert found["B11"] == "$H$1:$H$2"
    assert found["B12"] == '"产出指标,效益指标,满意度指标"'
    assert found["A3:B3"] == "0"
    assert set(found) == {"A3:B3", "A10", "A13", "B10", "B11", "B12"}  # a comma, too long, INDIRECT, a name left behind


def test_colours_that_ask_another_sheet_are_dropped(part: Path) -> None:
    rules = {str(one.sqref): [rule.type for rule in one.rules] for one in opened(part, OURS).conditional_formatting}
    assert rules == {"A3": ["expression"], "B3": ["expression"], "E3:E9": ["dataBar"], "F3:F9": ["iconSet"]}
    xml = parts(part.read_bytes())["xl/worksheets/sheet1.xml"].decode()
    assert xml.count("<x14:cfRule") == 1
    assert re.findall(r"<xm:sqref>(.*?)</xm:sqref>", xml) == ["E3:E9", "G5"]


def test_names_links_and_view(part: Path) -> None:
    book = openpyxl.load_workbook(part)
    assert not book.defined_names
    assert set(book[OURS].defined_names) == {"绩效指标"}
    xml = parts(part.read_bytes())
    assert set(re.findall(rb'localSheetId="(\d+)"', xml["xl/workbook.xml"])) == {b"0"}
    assert re.findall(rb'<hyperlink ref="(\w+)"', xml["xl/worksheets/sheet1.xml"]) == [b"A22"]
    assert b'tabSelected="1"' in xml["xl/worksheets/sheet1.xml"]
    assert b"activeTab" not in xml["xl/workbook.xml"]


def test_the_same_master_gives_the_same_bytes(master: Path) -> None:
    splicer = Splicer(master)
    first = splicer.cut(OURS)
    splicer.cut(THEIRS)
    assert first == splicer.cut(OURS) == Splicer(master).cut(OURS)
    with zipfile.ZipFile(BytesIO(first)) as book:
        assert {one.date_time for one in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_sheet_whose_drawing_is_all_charts_has_none(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "图.xlsx"))
    sheet = book.add_worksheet("图")
    chart = book.add_chart({"type": "pie"})
    chart.add_series({"values": "=图!$A$1"})
    sheet.insert_chart("A1", chart)
    book.close()
    path = saved(Splicer(tmp_path / "图.xlsx").cut("图"), tmp_path)
    assert not [name for name in parts(path.read_bytes()) if "drawing" in name or "sharedStrings" in name]
    assert errors(path) == []


def test_a_master_by_openpyxl(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    first.title = "别的"
    first.append([PRIVATE])
    sheet = book.create_sheet("项目")
    sheet.append(["名称", 12.5, None, "=B1*2", "https://example.cn"])
    sheet["E1"].hyperlink = "https://example.cn/path"
    sheet.merge_cells("A3:C3")
    sheet.column_dimensions["A"].width = 31
    sheet.print_title_rows = "1:1"
    sheet.freeze_panes = "A2"
    book.save(tmp_path / "总表.xlsx")
    splicer = Splicer(tmp_path / "总表.xlsx")
    path = saved(splicer.cut("项目"), tmp_path)
    assert set_up(opened(path, "项目")) == set_up(opened(tmp_path / "总表.xlsx", "项目"))
    assert values(path, "项目") == values(tmp_path / "总表.xlsx", "项目")
    assert PRIVATE.encode() not in b"".join(parts(path.read_bytes()).values())
    assert [error for error in errors(path) if "styles.xml" not in error] == []  # its fonts are in its own order


def test_an_apostrophe_in_the_name_of_the_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("他's").append(["甲", "乙"])
    sheet = book.create_sheet("我's")
    sheet.append(["甲", 1])
    for cell, source in {"A2": "'我''s'!$A$1:$B$1", "A3": "'他''s'!$A$1:$B$1", "A4": "其一", "A5": "其二"}.items():
        one = DataValidation(type="list", formula1=source)
        one.add(cell)
        sheet.add_data_validation(one)
    book.defined_names["其一"] = DefinedName("其一", attr_text="'他''s'!$A$1:$B$1")
    book.defined_names["其二"] = DefinedName("其二", attr_text="OFFSET('他''s'!$A$1,0,0,2)")
    sheet.print_area = "A1:B5"
    book.save(tmp_path / "总表.xlsx")
    path = saved(Splicer(tmp_path / "总表.xlsx").cut("我's"), tmp_path)
    assert validations(path, "我's") == {"A2": "'我''s'!$A$1:$B$1", "A3": '"甲,乙"', "A4": '"甲,乙"'}
    assert opened(path, "我's").print_area == "'我''s'!$A$1:$B$5"


def test_prefixes_absolute_targets_and_missing_parts(tmp_path: Path) -> None:
    def change(name: str, data: bytes) -> bytes | None:
        if name in {"xl/theme/theme1.xml", "xl/sharedStrings.xml", "docProps/core.xml"}:
            return None
        if name == "xl/_rels/workbook.xml.rels":
            data = re.sub(rb"<Relationship [^>]*theme[^>]*/>", b"", data)
            return data.replace(b'Target="worksheets', b'Target="/xl/worksheets')
        if name == "xl/worksheets/sheet1.xml":
            data = re.sub(rb"<(/?)(\w)", rb"<\1x:\2", data).replace(b"xmlns=", b"xmlns:x=")
            spaces = b' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:n="urn:n"'
            return data.replace(b"<x:worksheet", b"<x:worksheet" + spaces + b' mc:Ignorable="n" n:mark="1"')
        return data

    book = xlsxwriter.Workbook(str(tmp_path / "总表.xlsx"))
    sheet = book.add_worksheet("项目")
    sheet.write("A1", "=1", None, "结果")
    sheet.write("B1", 2)
    book.close()
    path = saved(Splicer(rewritten(tmp_path / "总表.xlsx", change)).cut("项目"), tmp_path)
    assert values(path, "项目") == [["结果", 2.0]]
    assert [error for error in errors(path) if "theme" not in error] == []


def test_a_missing_sheet_is_one_sentence(master: Path) -> None:
    with pytest.raises(PerfxlError, match=r"里没有工作表“9\.没有”"):
        Splicer(master).cut("9.没有")


@pytest.mark.parametrize(
    ("part", "data"),
    [
        ("xl/worksheets/sheet1.xml", b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'),
        ("xl/worksheets/sheet1.xml", b"<worksheet"),
        ("xl/worksheets/sheet1.xml", None),
        ("xl/workbook.xml", b"<workbook/>"),
        ("xl/sharedStrings.xml", b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'),
    ],
)
def test_a_damaged_file_is_one_sentence(master: Path, part: str, data: bytes | None) -> None:
    path = rewritten(master, lambda name, old: data if name == part else old)
    with pytest.raises(PerfxlError, match="已损坏"):
        Splicer(path).cut(OURS)


def test_no_zip_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(PerfxlError, match="已损坏"):
        Splicer(saved(b"PK nothing", tmp_path))
    with pytest.raises(PerfxlError, match="打不开"):
        Splicer(tmp_path / "没有.xlsx")


def test_two_hundred_sheets_take_well_under_a_second(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "总表.xlsx"))
    border = book.add_format({"border": 1})
    for number in range(200):
        sheet = book.add_worksheet(f"{number}.项目")
        for row in range(30):
            sheet.write_row(row, 0, [f"第{number}个项目第{row}行{column}列" for column in range(6)], border)
    book.close()
    start = time.process_time()
    splicer = Splicer(tmp_path / "总表.xlsx")
    for number in range(200):
        splicer.cut(f"{number}.项目")
    assert time.process_time() - start < 2  # about 0.3 s on an idle machine
