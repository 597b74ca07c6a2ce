"""Changing cells of a file that we did not make: the cells say the new words, and nothing else is another byte."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from perfxl.errors import PerfxlError
from perfxl.hosts.file import open_book
from perfxl.hosts.revise import Revised, revise
from perfxl.page import Area, Page, Style, Table
from perfxl.sheet import CellRef, address
from tests._office import LibreOffice
from tests._workbook_rules import workbook_faults
from tests.hosts.test_splice import a_png, rewritten

Errors = Callable[[Path], list[str]]
OURS, OTHER, HIDDEN, CHART = "申报 表", "他人的表", "底稿", "图"
TABLES = {OTHER: "台账", "新表": "明细"}
MACROS = b"what Excel keeps its macros in"
CELLS: dict[CellRef, str | Decimal] = {
    CellRef(OURS, "A1"): "新的标题",
    CellRef(OURS, "C4"): Decimal("12.50"),
    CellRef(OTHER, "B9"): "新增一格",
}


def a_strange_workbook(path: Path) -> Path:
    """Make a workbook with what our own writer does not draw; as .xlsm it has macros too."""
    book = xlsxwriter.Workbook(str(path))
    ours, other, hidden = (book.add_worksheet(name) for name in (OURS, OTHER, HIDDEN))
    _fill_ours(book, ours)
    other.write("A1", "别人写的")
    other.write_row("B3", [3, 1, 2])
    other.insert_image("D3", "公章.png", {"image_data": a_png(200)})
    other.insert_textbox("D10", "红头")
    other.add_table("J1:K3", {"name": "台账", "columns": [{"header": "甲"}, {"header": "乙"}]})
    other.insert_button("M1", {"macro": "做事", "caption": "按"})
    hidden.hide()
    hidden.write("A1", "=COUNTA('申报 表'!A1:A9)", None, 3)
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": f"={OTHER}!$B$3:$D$3"})
    book.add_chartsheet(CHART).set_chart(chart)
    book.define_name("合计", f"='{OURS}'!$C$6")
    book.define_name(f"'{OURS}'!小计", f"='{OURS}'!$C$4:$C$5")
    book.define_name(f"{OTHER}!范围", f"={OTHER}!$B$3:$D$3")
    book.set_custom_property("文号", "开财〔2025〕1号")
    if path.suffix == ".xlsm":
        book.add_vba_project(BytesIO(MACROS), is_stream=True)
    other.activate()
    book.close()
    return path


def _fill_ours(book: xlsxwriter.Workbook, ours: xlsxwriter.worksheet.Worksheet) -> None:
    bold = book.add_format({"bold": True, "border": 1, "bg_color": "#DDEEFF"})
    money = book.add_format({"num_format": "0.00", "border": 1})
    ours.merge_range("A1:F1", "旧标题", bold)
    ours.write_rich_string("A3", "一半", bold, "粗", "一半细")
    ours.write("C4", 10, money)
    ours.write("C5", "文字", money)
    ours.write("C6", "=SUM(C4:C5)", money, 10)
    ours.write_array_formula("E4:E6", "{=C4:C6*2}", money, 20)
    ours.write_comment("A1", "批注")
    ours.write_url("A8", "https://example.cn/", None, "外链")
    ours.add_sparkline("G4", {"range": f"'{OURS}'!C4:C6"})
    ours.conditional_format("C4:C6", {"type": "data_bar", "bar_negative_color": "#00FF00"})
    ours.data_validation("C4", {"validate": "decimal", "criteria": ">=", "value": 0})
    ours.add_table("I1:J3", {"name": "明细", "columns": [{"header": "序号"}, {"header": "金额"}], "total_row": True})
    ours.set_column("L:L", 9, bold)
    ours.set_row(19, 20, money)
    ours.protect("密码")


@pytest.fixture
def strange(tmp_path: Path) -> Path:
    return a_strange_workbook(tmp_path / "奇怪的表.xlsx")


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as book:
        assert book.testzip() is None
        return {name: book.read(name) for name in book.namelist()}


def differing(one: Path, other: Path) -> set[str]:
    before, after = parts(one), parts(other)
    return {name for name in before | after if before.get(name) != after.get(name)}


def lying(path: Path) -> dict[str, bytes]:
    """Give every part as it lies in the archive, deflated."""
    data = path.read_bytes()
    with zipfile.ZipFile(path) as book:
        starts = {
            one.filename: one.header_offset + 30 + len(one.filename.encode()) + len(one.extra)
            for one in book.infolist()
        }
        return {one.filename: data[starts[one.filename] :][: one.compress_size] for one in book.infolist()}


def told(source: Path, out: Path, cells: Mapping[CellRef, str | float | Decimal], *, overwrite: bool = False) -> str:
    with pytest.raises(PerfxlError) as caught:
        revise(source, out, cells, overwrite=overwrite)
    assert caught.value.try_this
    assert not out.exists() or out == source
    return str(caught.value)


def seen(path: Path, ref: CellRef) -> object:
    """Ask both readers, which must agree."""
    cell = openpyxl.load_workbook(path)[ref.sheet][ref.cell]
    value = open_book(path).grid(ref.sheet).value(cell.row - 1, cell.column - 1)
    assert cell.value == value
    return value


def test_the_cells_say_the_new_words(strange: Path, tmp_path: Path) -> None:
    out = tmp_path / "改.xlsx"
    assert revise(strange, out, CELLS) == Revised(out, tuple(CELLS), (), (), ())
    assert {ref: seen(out, ref) for ref in CELLS} == CELLS
    assert isinstance(seen(out, CellRef(OURS, "C4")), float)


@pytest.mark.parametrize("suffix", [".xlsx", ".xlsm"])
def test_all_else_is_byte_for_byte(tmp_path: Path, suffix: str) -> None:
    source = a_strange_workbook(tmp_path / f"原{suffix}")
    out = tmp_path / f"改{suffix}"
    revise(source, out, CELLS)
    spoken_of = {"xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"}
    assert differing(source, out) == spoken_of
    before, after = lying(source), lying(out)
    assert list(before) == list(after)
    assert {name: data for name, data in before.items() if name not in spoken_of}.items() <= after.items()
    assert suffix == ".xlsx" or parts(out)["xl/vbaProject.bin"] == MACROS


def test_the_rest_of_a_changed_sheet_stays(strange: Path, tmp_path: Path) -> None:
    out = tmp_path / "改.xlsx"
    revise(strange, out, CELLS)
    old, new = (
        re.sub(rb"<sheetData>.*</sheetData>", b"", parts(path)["xl/worksheets/sheet1.xml"]) for path in (strange, out)
    )
    assert new.partition(b"?>")[2].strip() == old.partition(b"?>")[2].strip()
    before, after = (openpyxl.load_workbook(path)[OURS] for path in (strange, out))
    assert {cell.coordinate: cell.style_id for row in before for cell in row} == {
        cell.coordinate: cell.style_id for row in after for cell in row
    }


def test_every_formula_is_computed_when_the_file_opens(strange: Path, tmp_path: Path) -> None:
    rewritten(
        strange, lambda name, data: data.replace(b' fullCalcOnLoad="1"', b"") if name == "xl/workbook.xml" else data
    )
    revise(strange, tmp_path / "改.xlsx", CELLS)
    assert b'fullCalcOnLoad="1"' in parts(tmp_path / "改.xlsx")["xl/workbook.xml"]


def test_nothing_asked_nothing_changed(strange: Path, tmp_path: Path) -> None:
    out = tmp_path / "改.xlsx"
    as_excel_spells_it = rewritten(strange, lambda _, data: data.replace(b"?>\n", b"?>\r\n"))
    revise(as_excel_spells_it, out, {})
    assert lying(out) == lying(strange)


@pytest.mark.parametrize("cell", ["C6", "E4", "E5", "I1", "J1", "J3", "B1"])
def test_what_is_computed_or_names_a_column_or_is_hidden_stays(strange: Path, tmp_path: Path, cell: str) -> None:
    out = tmp_path / "改.xlsx"
    revised = revise(strange, out, {CellRef(OURS, cell): "硬改", CellRef(OURS, "A9"): "可改"})
    assert (revised.kept, revised.changed) == ((CellRef(OURS, cell),), (CellRef(OURS, "A9"),))
    assert openpyxl.load_workbook(out)[OURS][cell].value != "硬改"


def test_a_blank_word_clears_the_cell(strange: Path, tmp_path: Path) -> None:
    out = tmp_path / "改.xlsx"
    revise(strange, out, {CellRef(OURS, "A1"): "", CellRef(OURS, "C5"): None})
    assert (seen(out, CellRef(OURS, "A1")), seen(out, CellRef(OURS, "C5"))) == (None, None)
    assert openpyxl.load_workbook(out)[OURS]["A1"].font.bold


def test_new_cells_stand_in_order_and_take_the_look_of_their_row_or_column(strange: Path, tmp_path: Path) -> None:
    out = tmp_path / "改.xlsx"
    places = ("B2", "B4", "A4", "L4", "Z20", "C20", "XFD1048576", "A30", "AA4")
    revise(strange, out, {CellRef(OURS, cell): cell for cell in places})
    text = parts(out)["xl/worksheets/sheet1.xml"].decode()
    rows = [int(number) for number in re.findall(r'<row r="(\d+)"', text)]
    assert rows == sorted(set(rows))
    sheet = openpyxl.load_workbook(out)[OURS]
    for row in re.findall(r"<row .*?</row>", text):
        columns = [
            openpyxl.utils.cell.coordinate_from_string(cell)[0] for cell in re.findall(r'<c r="([A-Z]+\d+)"', row)
        ]
        assert columns == sorted(set(columns), key=openpyxl.utils.column_index_from_string)
    assert [sheet[cell].value for cell in places] == list(places)
    assert (sheet["L4"].font.bold, sheet["Z20"].number_format, sheet["A30"].has_style) == (True, "0.00", False)
    assert '<dimension ref="A1:XFD1048576"/>' in text


def test_cells_without_an_address_do_not_move(strange: Path, tmp_path: Path) -> None:
    def bare(name: str, data: bytes) -> bytes:
        return re.sub(rb'(<(?:c|row)) r="\w+"', rb"\1", data) if name == "xl/worksheets/sheet2.xml" else data

    out = tmp_path / "改.xlsx"
    before = open_book(rewritten(strange, bare)).grid(OTHER)
    revise(strange, out, {CellRef(OTHER, "Z1"): "新", CellRef(OTHER, "A2"): "插"})
    after = open_book(out).grid(OTHER)
    assert (after.value(0, 25), after.value(1, 0)) == ("新", "插")
    assert [cell for row in before.rows for cell in row if cell]
    places = {(row, column) for row in range(9) for column in range(12)} - {(1, 0)}
    assert {at: after.value(*at) for at in places} == {at: before.value(*at) for at in places}


def test_what_looks_like_a_formula_is_words(strange: Path, tmp_path: Path) -> None:
    out = tmp_path / "改.xlsx"
    revise(strange, out, {CellRef(OURS, "A9"): "=1+1", CellRef(OURS, "B9"): "+SUM(A1)"})
    assert (seen(out, CellRef(OURS, "A9")), seen(out, CellRef(OURS, "B9"))) == ("=1+1", "+SUM(A1)")
    assert (
        openpyxl.load_workbook(out)[OURS]["A9"].data_type != "f"
        or b"<f>1+1" not in parts(out)["xl/worksheets/sheet1.xml"]
    )


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.text(
    "_x00415F\r\n\t Dd\x0b\x1f", max_size=20
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.tuples(st.integers(8, 40), st.integers(0, 7)), WORDS, max_size=8))
def test_any_words_come_back(strange: Path, tmp_path: Path, words: dict[tuple[int, int], str]) -> None:
    out = tmp_path / "任意.xlsx"
    revise(strange, out, {CellRef(OTHER, address(*at)): word for at, word in words.items()}, overwrite=True)
    grid = open_book(out).grid(OTHER)
    assert {at: grid.value(*at) or "" for at in words} == words


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12))
def test_any_number_comes_back(strange: Path, tmp_path: Path, number: Decimal) -> None:
    out = tmp_path / "任意.xlsx"
    revise(strange, out, {CellRef(OTHER, "A9"): number}, overwrite=True)
    assert open_book(out).grid(OTHER).value(8, 0) == float(number)


def test_revising_again_changes_nothing(strange: Path, tmp_path: Path) -> None:
    once, twice = tmp_path / "一.xlsx", tmp_path / "二.xlsx"
    revise(strange, once, CELLS)
    revise(once, twice, CELLS)
    assert twice.read_bytes() == once.read_bytes()


@pytest.mark.sdk
def test_microsofts_validator_finds_nothing(strange: Path, tmp_path: Path, sdk_errors: Errors) -> None:
    out = tmp_path / "改.xlsx"
    revise(strange, out, CELLS, [a_page(OTHER), a_page("新表")], after=OURS)
    assert sdk_errors(out) == []


def test_other_validators_find_nothing(strange: Path, tmp_path: Path, audit_errors: Errors) -> None:
    out = tmp_path / "改.xlsx"
    revise(strange, out, CELLS, [a_page(OTHER), a_page("新表")], after=OURS)
    assert audit_errors(out) == []
    assert [fault for fault in workbook_faults(out) if fault not in workbook_faults(strange)] == []


@pytest.mark.libreoffice
def test_libreoffice_opens_it_and_computes(strange: Path, tmp_path: Path, libreoffice: LibreOffice) -> None:
    out = tmp_path / "改.xlsx"
    revise(strange, out, CELLS, [a_page("新表")], after=OURS)
    theirs = open_book(libreoffice.recalculated(out))
    assert theirs.grid(OURS).value(0, 0) == "新的标题"
    assert theirs.grid(OURS).value(5, 2) == 12.5
    assert theirs.grid(OTHER).value(8, 1) == "新增一格"


# --- sheets of ours among theirs


def a_page(name: str) -> Page:
    page = Page(name, widths=(12, 30))
    page.put(0, 0, "甲", Style(bold=True, fill="#FFEEAA"))
    page.put(0, 1, "乙", Style(bold=True, fill="#FFEEAA"))
    page.put(1, 0, "正文", Style(number="@"))
    page.put(1, 1, Decimal("1.25"), Style(number='0.00"万元"'))
    if name in TABLES:
        page.tables.append(Table(TABLES[name], Area(0, 0, 1, 1)))
    page.names["要点"] = Area(1, 0, 1, 0)
    return page


def test_an_added_page_moves_what_counts_sheets(strange: Path, tmp_path: Path) -> None:
    out = tmp_path / "改.xlsx"
    revised = revise(strange, out, {}, [a_page("新表"), a_page("新表二")], after=OURS)
    assert (revised.added, revised.replaced) == (("新表", "新表二"), ())
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == [OURS, "新表", "新表二", OTHER, HIDDEN, CHART]
    assert book.active.title == OTHER
    assert [sheet.title for sheet in book.worksheets if sheet.sheet_view.tabSelected] == [OTHER]
    assert {sheet.title: set(sheet.defined_names) for sheet in book.worksheets} == {
        OURS: {"小计"},
        "新表": {"要点"},
        "新表二": {"要点"},
        OTHER: {"范围"},
        HIDDEN: set(),
    }
    changed = differing(strange, out)
    assert {name for name in changed if name in parts(strange)} == {
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
    }


def test_without_a_place_a_page_comes_last(strange: Path, tmp_path: Path) -> None:
    revise(strange, tmp_path / "改.xlsx", {}, [a_page("新表")])
    assert openpyxl.load_workbook(tmp_path / "改.xlsx").sheetnames[-1] == "新表"


def test_a_tables_name_is_not_given_twice(strange: Path, tmp_path: Path) -> None:
    out = tmp_path / "改.xlsx"
    revise(strange, out, {}, [a_page("新表")])
    tables = [table for sheet in openpyxl.load_workbook(out).worksheets for table in sheet.tables.values()]
    assert sorted(table.displayName for table in tables) == ["台账", "明细", "明细_2"]
    assert len({table.id for table in tables}) == 3


def test_a_replaced_sheet_takes_its_own_parts_along_and_no_others(strange: Path, tmp_path: Path) -> None:
    out = tmp_path / "改.xlsx"
    revised = revise(strange, out, {}, [a_page(OTHER)])
    assert (revised.added, revised.replaced) == ((), (OTHER,))
    gone = parts(strange).keys() - parts(out).keys()
    assert {re.sub(r"\d+", "", name.rpartition("/")[2]) for name in gone} == {
        *("drawing.xml", "drawing.xml.rels", "image.png", "vmlDrawing.vml"),
    }
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == [OURS, OTHER, HIDDEN, CHART]
    assert book[OTHER]["A2"].value == "正文"
    assert book[OURS].tables.keys() == {"明细"}
    assert [sheet.title for sheet in book.worksheets if sheet.sheet_view.tabSelected] == [OTHER]


def test_looks_are_those_of_the_page_and_of_the_file(strange: Path, tmp_path: Path) -> None:
    out = tmp_path / "改.xlsx"
    revise(strange, out, {}, [a_page(OTHER)])
    before, after = openpyxl.load_workbook(strange), openpyxl.load_workbook(out)
    title, number = after[OTHER]["A1"], after[OTHER]["B2"]
    assert (title.font.name, title.font.bold, title.fill.fgColor.rgb) == ("宋体", True, "FFFFEEAA")
    assert (number.number_format, number.border.left.style) == ('0.00"万元"', "thin")
    for old, new in zip(before[OURS].iter_rows(), after[OURS].iter_rows(), strict=True):
        assert [repr((c.font, c.fill, c.border, c.number_format)) for c in old] == [
            repr((c.font, c.fill, c.border, c.number_format)) for c in new
        ]


def test_a_name_that_is_spoken_of_elsewhere_outlives_its_sheet(strange: Path, tmp_path: Path) -> None:
    def spoken_of(name: str, data: bytes) -> bytes:
        return (
            data.replace("COUNTA('申报 表'!A1:A9)".encode(), f"SUM({OTHER}!范围)".encode())
            if "sheet3" in name
            else data
        )

    out = tmp_path / "改.xlsx"
    revise(strange, out, {}, [a_page(OTHER)])
    assert openpyxl.load_workbook(out)[OTHER].defined_names.keys() == {"要点"}
    revise(rewritten(strange, spoken_of), out, {}, [a_page(OTHER)], overwrite=True)
    assert openpyxl.load_workbook(out)[OTHER].defined_names.keys() == {"要点", "范围"}


def test_macros_still_know_the_sheet(tmp_path: Path) -> None:
    source, out = a_strange_workbook(tmp_path / "原.xlsm"), tmp_path / "改.xlsm"
    revise(source, out, {}, [a_page(OTHER)])
    assert b'codeName="Sheet2"' in parts(source)["xl/worksheets/sheet2.xml"]
    assert openpyxl.load_workbook(out)[OTHER].sheet_properties.codeName == "Sheet2"
    assert parts(out)["xl/vbaProject.bin"] == MACROS


def test_the_order_of_computing_is_forgotten_with_the_sheet(strange: Path, tmp_path: Path) -> None:
    chain = (
        b'<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="C6" i="1"/></calcChain>'
    )

    def linked(name: str, data: bytes) -> bytes:
        if name == "xl/_rels/workbook.xml.rels":
            kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
            return data.replace(b"</R", b'<Relationship Id="rId99" Type="' + kind + b'" Target="calcChain.xml"/></R')
        return data

    rewritten(strange, linked)
    with zipfile.ZipFile(strange, "a") as book:
        book.writestr("xl/calcChain.xml", chain)
    revise(strange, tmp_path / "格.xlsx", CELLS)
    assert parts(tmp_path / "格.xlsx")["xl/calcChain.xml"] == chain
    revise(strange, tmp_path / "表.xlsx", {}, [a_page(OTHER)])
    assert "xl/calcChain.xml" not in parts(tmp_path / "表.xlsx")
    assert b"calcChain" not in parts(tmp_path / "表.xlsx")["xl/_rels/workbook.xml.rels"]


def test_a_file_without_styles_gets_those_of_the_page(strange: Path, tmp_path: Path) -> None:
    def unstyled(name: str, data: bytes) -> bytes | None:
        if name == "xl/_rels/workbook.xml.rels":
            return re.sub(rb"<Relationship [^>]*styles.xml\"/>", b"", data)
        return None if name == "xl/styles.xml" else re.sub(rb' s="\d+"| style="\d+"', b"", data)

    out = tmp_path / "改.xlsx"
    revise(rewritten(strange, unstyled), out, {}, [a_page("新表")])
    assert openpyxl.load_workbook(out)["新表"]["A1"].font.name == "宋体"


def test_another_writers_file(strange: Path, tmp_path: Path, audit_errors: Errors) -> None:
    theirs, out = tmp_path / "别处.xlsx", tmp_path / "改.xlsx"
    openpyxl.load_workbook(strange).save(theirs)
    assert b'"/xl/worksheets/sheet1.xml"' in parts(theirs)["xl/_rels/workbook.xml.rels"]
    revise(theirs, out, CELLS, [a_page(OTHER), a_page("新表")])
    assert {ref: seen(out, ref) for ref in CELLS} == CELLS
    assert set(audit_errors(out)) <= set(audit_errors(theirs))
    assert openpyxl.load_workbook(out)["新表"]["A2"].value == "正文"


# --- what cannot be done is told


def test_the_source_is_never_the_output(strange: Path) -> None:
    before = strange.read_bytes()
    assert "没有改动" in told(strange, strange, {}, overwrite=True)
    assert strange.read_bytes() == before


@pytest.mark.parametrize(
    "ref", [CellRef("没有这张", "A1"), CellRef(OURS, "A0"), CellRef(OURS, "XFE1"), CellRef(OURS, "一")]
)
def test_a_cell_that_no_sheet_has(strange: Path, tmp_path: Path, ref: CellRef) -> None:
    assert "里没有" in told(strange, tmp_path / "改.xlsx", {ref: "字"})


def test_what_no_cell_can_hold(strange: Path, tmp_path: Path) -> None:
    assert "32767" in told(strange, tmp_path / "改.xlsx", {CellRef(OURS, "A9"): "长" * 32768})
    assert "不是单元格能放的数" in told(strange, tmp_path / "改.xlsx", {CellRef(OURS, "A9"): float("nan")})


def test_a_chart_has_no_cells(strange: Path, tmp_path: Path) -> None:
    assert "没有单元格" in told(strange, tmp_path / "改.xlsx", {CellRef(CHART, "A1"): "字"})


def test_the_place_for_new_pages_must_exist(strange: Path, tmp_path: Path) -> None:
    with pytest.raises(PerfxlError, match="里没有工作表"):
        revise(strange, tmp_path / "改.xlsx", {}, [a_page("新表")], after="没有这张")


def test_a_pivot_table_is_not_torn_out(strange: Path, tmp_path: Path) -> None:
    def pivoted(name: str, data: bytes) -> bytes:
        kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/pivotTable"
        more = b'<Relationship Id="rId99" Type="' + kind + b'" Target="../pivotTables/pivotTable1.xml"/></R'
        return data.replace(b"</R", more) if name == "xl/worksheets/_rels/sheet2.xml.rels" else data

    with pytest.raises(PerfxlError, match="数据透视表"):
        revise(rewritten(strange, pivoted), tmp_path / "改.xlsx", {}, [a_page(OTHER)])
    with pytest.raises(PerfxlError, match="图表"):
        revise(strange, tmp_path / "改.xlsx", {}, [a_page(CHART)])


def test_a_signature_is_not_broken_silently(strange: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(strange, "a") as book:
        book.writestr("_xmlsignatures/origin.sigs", b"")
    assert "数字签名" in told(strange, tmp_path / "改.xlsx", CELLS)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda _: b"", "空文件"),
        (lambda _: b"<html></html>", "不是 Excel 工作簿"),
        (lambda data: data[: len(data) // 2], "已损坏"),
        (lambda _: bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "已加密"),
    ],
)
def test_bad_input_is_told(strange: Path, tmp_path: Path, spoil: Callable[[bytes], bytes], words: str) -> None:
    strange.write_bytes(spoil(strange.read_bytes()))
    assert words in told(strange, tmp_path / "改.xlsx", {CellRef(OURS, "A1"): "字"})


def test_a_strict_workbook_is_told(strange: Path, tmp_path: Path) -> None:
    main, strict = (
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    )
    rewritten(strange, lambda _, data: data.replace(main, strict))
    assert "Strict" in told(strange, tmp_path / "改.xlsx", {CellRef(OURS, "A1"): "字"})


def test_a_sheet_without_cells_is_told(strange: Path, tmp_path: Path) -> None:
    rewritten(strange, lambda _, data: re.sub(rb"<sheetData>.*</sheetData>", b"", data))
    assert "已损坏" in told(strange, tmp_path / "改.xlsx", {CellRef(OURS, "A1"): "字"})


def test_a_part_that_is_not_whole_is_told(strange: Path, tmp_path: Path) -> None:
    data = bytearray(strange.read_bytes())
    with zipfile.ZipFile(strange) as book:
        picture = book.getinfo("xl/theme/theme1.xml")
    data[picture.header_offset + 200] ^= 0xFF
    strange.write_bytes(bytes(data))
    assert "已损坏" in told(strange, tmp_path / "改.xlsx", {CellRef(OURS, "A1"): "字"})


def test_the_output_is_of_the_sources_kind(strange: Path, tmp_path: Path) -> None:
    macros = a_strange_workbook(tmp_path / "宏.xlsm")
    assert ".xlsm" in told(macros, tmp_path / "改.xlsx", {})
    assert ".xlsx" in told(strange, tmp_path / "改.xlsm", {})


def test_another_file_is_not_overwritten_unasked(strange: Path, tmp_path: Path) -> None:
    out = tmp_path / "改.xlsx"
    out.write_bytes(b"theirs")
    with pytest.raises(PerfxlError, match="已经存在"):
        revise(strange, out, CELLS)
    assert out.read_bytes() == b"theirs"
