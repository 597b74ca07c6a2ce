"""The tests' own Excel (xlwings on LibreOffice) answers as xlwings does in Excel on Windows."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import xlwings as xw

from perfxl.app.demo import sample
from perfxl.hosts.file import open_book
from tests.engine import ExcelError
from tests.engine._entries import entry
from tests.engine._formulas import shifted, to_excel, to_office

MACROS = """Option VBASupport 1
Function Active() As String
  Active = ActiveWorkbook.Name & "|" & ActiveSheet.Name
End Function
Sub Unlock(book, sheet)
  Workbooks(book).Worksheets(sheet).Unprotect
End Sub
Sub Mark(sheet, words)
  ActiveWorkbook.Worksheets(sheet).Range("A1").Value = words
End Sub
Function Add(a, b)
  Add = a + b
End Function
Sub Fail()
  Err.Raise 1004, , "boom"
End Sub
"""


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample(tmp_path_factory.mktemp("engine"))


@pytest.fixture
def book(excel_app: xw.App, master: Path) -> xw.Book:
    return excel_app.books.open(master)


@pytest.mark.parametrize(
    ("office", "excel"),
    [
        ("=SUM($'1.表 a'.C4;{1;2|3;4})", "=SUM('1.表 a'!C4,{1,2;3,4})"),
        (
            '=IF(LEFT($校验结果.$A$1;4)="尚;未";px_total(A1);#REF!)',
            '=IF(LEFT(校验结果!$A$1,4)="尚;未",PX_TOTAL(A1),#REF!)',
        ),
        ("=COUNTIFS($校验结果.$A:$A;TRUE())", "=COUNTIFS(校验结果!$A:$A,TRUE)"),
        ("=ROWS(指标库表[[#all];[单位]])+STDEV.S(A1;1.5)", "=ROWS(指标库表[[#All],[单位]])+STDEV.S(A1,1.5)"),
        ("='file:///a%20b/x%20y.xlsx'#$汇总.$B$3", "='[x y.xlsx]汇总'!$B$3"),
        ("=$#REF!.A1+EFFECTIVE(1;2)", "=#REF!A1+EFFECT(1,2)"),
    ],
)
def test_formulas_change_their_spelling_both_ways(office: str, excel: str) -> None:
    assert to_excel(office) == excel
    if "[x y" not in excel:
        assert to_excel(to_office(excel)) == excel


def test_filled_formulas_move_only_what_is_relative() -> None:
    assert shifted("=A1+$B$2+B$1+'A1'!C3&\"A1\"+LOG10(D4)", 2, 1) == "=B3+$B$2+C$1+'A1'!D5&\"A1\"+LOG10(E6)"


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ("1,273.31", 1273.31),
        ("0001", 1.0),
        ("12%", 0.12),
        ("(5)", -5.0),
        ("１２", 12.0),
        ("true", True),
        ("2025-1-2", 45659.0),
        ("2025年3月", 45717.0),
        ("130205199001011234", 130205199001011e3),
        ("'007", "007"),
        ("≥90", "≥90"),
        ("100万元", "100万元"),
        ("2025-13-1", "2025-13-1"),
    ],
)
def test_text_is_read_as_if_typed(typed: str, stands: str | float) -> None:
    assert entry(typed, text_format=False).value == stands
    assert entry(typed, text_format=True).value == typed.removeprefix("'")


@pytest.mark.libreoffice
def test_values_go_both_ways(excel_app: xw.App) -> None:
    sheet = excel_app.books.add().sheets[0]
    sheet["A1"].value = [[1.5, "文字", None, True], [dt.datetime(2025, 3, 1), "=A1*2", "=1/0", "=NA()"]]  # noqa: DTZ001
    rows = sheet["A1:D2"].options(ndim=2, err_to_str=True).value
    assert rows == [[1.5, "文字", None, True], [dt.datetime(2025, 3, 1), 3.0, "#DIV/0!", "#N/A"]]  # noqa: DTZ001
    assert sheet["C2:D2"].value == [None, None]
    sheet["F1:F2"].number_format = "@"
    sheet["F1:F2"].value = [["=A1"], [7]]
    assert sheet["F1:F2"].value == ["=A1", "7"]
    assert sheet["A2"].number_format == "yyyy/m/d"
    assert sheet["A1:A2"].number_format is None


@pytest.mark.libreoffice
def test_a_block_is_one_call_and_fast(excel_app: xw.App) -> None:
    engine, sheet = excel_app.impl.engine, excel_app.books.add().sheets[0]
    block = [[f"指标{row}", float(row), None, "甲"] for row in range(5000)]
    engine.reset()
    sheet["A1"].value = block
    assert sheet["A1:D5000"].value == block
    assert (engine.calls["Range.raw_value="], engine.calls["Range.raw_value"]) == (1, 1)
    assert engine.trips < 40  # the rest is xlwings asking who is who, however large the block


@pytest.mark.libreoffice
def test_a_master_is_read_as_our_own_reader_reads_it(book: xw.Book, master: Path) -> None:
    mine = open_book(master)
    assert tuple(sheet.name for sheet in book.sheets) == tuple(mine.sheets())
    for name in ("汇总", "目录", "1.本级公务用车购置"):
        used = book.sheets[name].used_range
        spelled = {
            (row, column): formula[1:].replace("'", "")
            for row, line in enumerate(used.formula, used.row - 1)
            for column, formula in enumerate(line, used.column - 1)
            if formula.startswith("=")
        }
        assert spelled == {at: formula.replace("'", "") for at, formula in mine.formulas(name).items()}
    assert book.names["预算合计"].refers_to_range.value == pytest.approx(1273.31)
    with pytest.raises(ExcelError):
        book.sheets["没有"]


@pytest.mark.libreoffice
def test_formulas_are_written_in_excels_spelling(excel_app: xw.App) -> None:
    book = excel_app.books.add()
    book.sheets[0].name = "1.车 辆"
    book.sheets[0]["C4"].value = 100
    sheet = book.sheets.add("汇总")
    formula = "=N('1.车 辆'!C4)+COUNTIF(汇总!$A:$A,\"a;b\")"
    sheet["X1"].formula = formula
    assert (sheet["X1"].formula, sheet["X1"].value) == (formula, 100.0)
    sheet["Y1:Y3"].formula = "=X$1*2"
    sheet["Z1:Z2"].formula = "=Y1"
    assert sheet["Z2"].formula == "=Y2"
    assert sheet["Y1:Y3"].value == [200.0] * 3


@pytest.mark.libreoffice
def test_a_protected_sheet_refuses_as_in_excel(book: xw.Book) -> None:
    sheet = book.sheets["汇总"]
    allowed = book.impl.permissions
    for write in ("x", [["x"]], "=1"):
        with pytest.raises(ExcelError, match="locked"):
            sheet["A1"].value = write
    with pytest.raises(ExcelError, match="locked"):
        sheet["A4"].clear_contents()
    with pytest.raises(ExcelError, match="deleteRows"):
        sheet["4:4"].delete()
    with pytest.raises(ExcelError, match="no insert"):
        sheet["A4:B4"].insert("down")
    with pytest.raises(ExcelError, match="no merge"):
        sheet["A4:B4"].merge()
    sheet["A4"].color = "#ff0000"  # the masters allow formats
    sheet["4:4"].row_height = 30
    assert (sheet["A4"].color, sheet["A4"].row_height) == ((255, 0, 0), 30)
    sheet["5:5"].insert("down")  # and new rows
    assert (sheet["A5"].value, sheet.api.isProtected()) == (None, True)
    book.sheets["1.本级公务用车购置"]["E3"].value = "本级公务用车"  # an open cell
    allowed.clear()
    with pytest.raises(ExcelError, match="formatCells"):
        sheet["A4"].color = None
    with pytest.raises(ExcelError, match="objects"):
        sheet["A4"].add_note("注")


@pytest.mark.libreoffice
def test_notes_colours_links_and_merges(excel_app: xw.App) -> None:
    sheet = excel_app.books.add().sheets[0]
    sheet["B2"].add_note("原来的")
    note = sheet["B2"].note
    assert note
    note.text = "新的"
    assert [(note.text, note.location.address) for note in sheet.notes] == [("新的", "$B$2")]
    note.delete()
    assert sheet["B2"].note is None
    sheet["A1:B1"].set_colors([[(1, 2, 3), None]])
    assert [sheet["A1"].color, sheet["B1"].color, sheet["A1:B1"].color] == [(1, 2, 3), None, (0, 0, 0)]
    sheet["A1"].copy()
    sheet["D4"].paste("formats")
    assert (sheet["D4"].color, sheet["D4"].value) == ((1, 2, 3), None)
    sheet["C1"].add_hyperlink("https://example.org/", "网址")
    assert (sheet["C1"].hyperlink, sheet["C1"].value) == ("https://example.org/", "网址")
    sheet["A5:B6"].merge()
    sheet["A5:B6"].value = [[1, 2], [3, 4]]
    assert (sheet["B6"].merge_area.address, sheet["A5:B6"].value) == ("$A$5:$B$6", [[1.0, None], [None, None]])


@pytest.mark.libreoffice
def test_inserted_rows_move_formulas_and_names(excel_app: xw.App) -> None:
    book = excel_app.books.add()
    sheet = book.sheets[0]
    sheet["A1"].value = [[1, "=SUM(A1:A3)"], [2, None], [3, None]]
    book.names.add("合计", f"={sheet.name}!$B$1")
    sheet["A3"].color = (9, 9, 9)
    sheet["1:1"].insert("down")
    sheet["3:3"].delete()
    assert (sheet["B2"].formula, sheet["B2"].value, book.names["合计"].refers_to) == (
        "=SUM(A2:A3)",
        4.0,
        f"={sheet.name}!$B$2",
    )
    assert (sheet["A2"].end("down").row, sheet["A2"].current_region.address) == (3, "$A$2:$B$3")
    with pytest.raises(NotImplementedError, match=r"Sheet\.shapes"):
        _ = sheet.shapes


@pytest.mark.libreoffice
def test_tables_grow_and_are_saved(excel_app: xw.App, tmp_path: Path) -> None:
    book = excel_app.books.add()
    sheet = book.sheets[0]
    sheet["B2"].value = [["编号", "单位"], ["A1", "辆"], ["A2", "个"]]
    sheet.tables.add(sheet["B2:C4"], name="指标表")
    book.save(tmp_path / "表.xlsx")
    book.close()
    sheet = excel_app.books.open(tmp_path / "表.xlsx").sheets[0]
    (table,) = sheet.tables
    assert (table.name, sheet["指标表[单位]"].value, sheet["C3"].table) == ("指标表", ["辆", "个"], table)
    table.resize(sheet["B2:C9"])
    assert table.range.address == "$B$2:$C$9"
    assert table.data_body_range == sheet["B3:C9"]
    with pytest.raises(ExcelError):
        table.resize(sheet["B3:C9"])


@pytest.mark.libreoffice
def test_a_copied_sheet_is_whole(excel_app: xw.App, book: xw.Book, tmp_path: Path) -> None:
    other = excel_app.books.add()
    project = book.sheets["1.本级公务用车购置"].copy(after=other.sheets[-1])
    book.sheets["校验结果"].copy(after=other.sheets[-1])
    contents = book.sheets["目录"].copy(after=other.sheets[-1], name="抄来的目录")
    old = book.sheets["1.本级公务用车购置"]
    assert project["B3"].merge_area.address == "$B$3:$C$3"
    for sheet in (old, project):
        assert sheet.api.getCellRangeByName("C4").Validation.Type.value == "DECIMAL"
        assert sheet.api.ConditionalFormats.getConditionalFormats()
        assert _paper(sheet) == _paper(old)
    with pytest.raises(ExcelError, match="locked"):
        project.used_range.value = "x"
    assert contents["B5"].api.getCellByPosition(0, 0).getTextFields().getByIndex(0).URL == "#'1.本级公务用车购置'.A1"
    formulas = [formula for row in contents.used_range.formula for formula in row if "校验结果" in formula]
    assert formulas
    assert not any("[" in formula for formula in formulas)
    excel_app.impl.engine.copies_link = True  # as Excel itself does
    linked = book.sheets["目录"].copy(after=other.sheets[-1])
    assert any(f"'[{book.name}]校验结果'!" in formula for row in linked.used_range.formula for formula in row)
    other.save(tmp_path / "抄本.xlsx")
    assert open_book(tmp_path / "抄本.xlsx").grid(project.name).rows[2][4] == old["E3"].value


def _paper(sheet: xw.Sheet) -> tuple[object, ...]:
    styles = sheet.book.api.StyleFamilies.getByName("PageStyles")
    style = styles.getByName(sheet.api.PageStyle)
    footer = style.RightPageFooterContent  # its texts are gone with it
    return style.Width, style.TopMargin, style.ScaleToPagesX, footer.CenterText.getString()


@pytest.mark.libreoffice
def test_macros_act_on_the_active_book(excel_app: xw.App, book: xw.Book) -> None:
    add_in = excel_app.books.add()
    add_in.impl.source("Tools", MACROS)
    book.activate()
    book.sheets["设置"].activate()
    assert excel_app.macro(f"'{add_in.name}'!Tools.Active")() == f"{book.name}|设置"
    assert add_in.macro("Add")(1, 2) == 3
    add_in.macro("Unlock")(book.name, "汇总")
    add_in.macro("Mark")("汇总", "改了")
    assert book.sheets["汇总"]["A1"].value == "改了"
    with pytest.raises(ExcelError, match="boom"):
        add_in.macro("Fail")()
    with pytest.raises(ExcelError, match="Nothing"):
        add_in.macro("Nothing")()


@pytest.mark.libreoffice
def test_what_the_app_shows_can_be_read(excel_app: xw.App) -> None:
    book = excel_app.books.add()
    sheet = book.sheets[0]
    sheet["X1"].value = [[1, "=X1+1"]]
    with excel_app.properties(screen_updating=False, calculation="manual", status_bar="正在校验…"):
        sheet["X1"].value = 5
        assert sheet["Y1"].value == 2
    assert (sheet["Y1"].value, excel_app.calculation) == (6, "automatic")
    assert excel_app.impl.status_history == ["正在校验…", False]
    excel_app.impl.answers.append("no")
    answers = [excel_app.alert("可以吗？", "perfxl", "yes_no"), excel_app.alert("完成")]
    assert (answers, [one.prompt for one in excel_app.impl.alerts]) == (["no", "ok"], ["可以吗？", "完成"])
    book.set_mock_caller()
    sheet["B2:C3"].select()
    selection = xw.Book.caller().selection
    assert selection == sheet["B2:C3"]


@pytest.mark.libreoffice
def test_what_is_saved_can_be_read_again(excel_app: xw.App, tmp_path: Path) -> None:
    book = excel_app.books.add()
    book.sheets[0]["B3"].value = "单位"
    book.sheets.add("新的", after=book.sheets[0])
    book.sheets.add("前面", before=book.sheets[0])
    book.sheets["新的"].delete()
    book.save(tmp_path / "存.xlsx")
    assert book.name == "存.xlsx"
    again = open_book(tmp_path / "存.xlsx")
    assert list(again.sheets()) == ["前面", "Sheet1"]
    assert again.grid("Sheet1").rows[2][1] == "单位"
    book.sheets[0].delete()
    with pytest.raises(ExcelError, match="visible"):
        book.sheets[0].delete()
