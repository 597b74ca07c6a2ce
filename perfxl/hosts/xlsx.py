"""The one writer: a Plan becomes an .xlsx file, by XlsxWriter, which can put a formula and its value side by side."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from perfxl.hosts.place import moved_into_place
from perfxl.page import Area, Chart, Content, Formula, Link, Page, Plan, Style
from perfxl.sheet import address, quoted

_CREATED = dt.datetime(2025, 1, 1)  # noqa: DTZ001  # a fixed date: the same plan gives the same file
_A4 = 9
_ALLOWED = (
    "format_cells",
    "format_columns",
    "format_rows",
    "insert_rows",
    "delete_rows",
    "insert_hyperlinks",
    "objects",
)
_A_PROPERTY = {"border": 1}


def write_plan(plan: Plan, out: Path, *, overwrite: bool = False) -> None:
    """Write a workbook, whole or not at all. PerfxlError where the file cannot be put in its place."""
    with moved_into_place(out, overwrite=overwrite) as temporary:
        book = xlsxwriter.Workbook(str(temporary))
        book.set_properties({"title": plan.title, "author": "perfxl", "created": _CREATED})
        formats: dict[Style, Format] = {}
        for page in plan.pages:
            _write_page(book, book.add_worksheet(page.name), page, formats)
        for name, (sheet, area) in plan.names.items():
            book.define_name(name, f"={reference(sheet, area)}")
        book.close()


def _write_page(book: Workbook, sheet: Worksheet, page: Page, formats: dict[Style, Format]) -> None:
    for merge in page.merges:
        style = page.cells[merge.top, merge.left][1]
        sheet.merge_range(merge.top, merge.left, merge.bottom, merge.right, "", _format(book, style, formats))
    for (row, column), (content, style) in page.cells.items():
        _write(sheet, row, column, content, _format(book, style, formats))
    for column, width in enumerate(page.widths):
        sheet.set_column(column, column, width)
    for row, height in page.heights.items():
        sheet.set_row(row, height)
    for validation in page.validations:
        sheet.data_validation(*_corners(validation.area), dict(validation.options))
    for flag in page.flags:
        look = book.add_format({"bg_color": flag.fill, "font_color": flag.color})
        sheet.conditional_format(*_corners(flag.area), {"type": "formula", "criteria": flag.formula, "format": look})
    for name, area in page.names.items():
        book.define_name(f"{quoted(page.name)}!{name}", f"={reference(page.name, area)}")
    _write_tables(book, sheet, page, formats)
    for chart in page.charts:
        _write_chart(book, sheet, page, chart)
    _set_up(sheet, page)


def _write_tables(book: Workbook, sheet: Worksheet, page: Page, formats: dict[Style, Format]) -> None:
    for table in page.tables:
        columns = [{"header": page.cells[table.area.top, c][0]} for c in range(table.area.left, table.area.right + 1)]
        sheet.add_table(*_corners(table.area), {"name": table.name, "columns": columns, "style": "Table Style Light 1"})
        for column in range(table.area.left, table.area.right + 1):
            content, style = page.cells[table.area.top, column]
            _write(sheet, table.area.top, column, content, _format(book, style, formats))


def _write(sheet: Worksheet, row: int, column: int, content: Content, look: Format) -> None:
    match content:
        case Formula(text, value):
            sheet.write_formula(row, column, text, look, value if isinstance(value, str) else float(value))
        case Link(target, text, tip):
            sheet.write_url(row, column, f"internal:{target}", look, text, tip or None)
        case None | "":
            sheet.write_blank(row, column, None, look)
        case str():
            sheet.write_string(row, column, content, look)
        case _:
            sheet.write_number(row, column, float(content), look)


def _format(book: Workbook, style: Style, formats: dict[Style, Format]) -> Format:
    if style not in formats:
        properties: dict[str, object] = {
            "font_name": style.font,
            "font_size": style.size,
            "bold": style.bold,
            "align": style.align,
            "valign": style.valign if style.valign != "center" else "vcenter",
            "text_wrap": style.wrap and not style.shrink,
            "shrink": style.shrink,
            "num_format": style.number,
            "locked": style.locked,
        }
        properties |= _A_PROPERTY if style.border else {}
        properties |= {"bg_color": style.fill} if style.fill else {}
        properties |= {"font_color": style.color} if style.color else {}
        formats[style] = book.add_format(properties)
    return formats[style]


def _write_chart(book: Workbook, sheet: Worksheet, page: Page, chart: Chart) -> None:
    drawn = book.add_chart({"type": "bar"})
    words, figures = (reference(page.name, area) for area in (chart.words, chart.figures))
    labels = {"value": True, "num_format": chart.number}
    drawn.add_series({"categories": f"={words}", "values": f"={figures}", "data_labels": labels, "gap": 60})
    drawn.set_title({"name": chart.title, "name_font": {"size": 12}})
    drawn.set_legend({"none": True})
    drawn.set_y_axis({"reverse": True})
    drawn.set_x_axis({"num_format": chart.number, "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}})
    drawn.set_size({"width": chart.size[0], "height": chart.size[1]})
    sheet.insert_chart(*chart.at, drawn)


def _set_up(sheet: Worksheet, page: Page) -> None:
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.7)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 1 if page.one_page else 0)
    if page.printed:
        sheet.print_area(0, 0, max(row for row, _ in page.cells), page.printed - 1)
    if page.landscape:
        sheet.set_landscape()
    if page.freeze:
        sheet.freeze_panes(*page.freeze)
    if page.repeat:
        sheet.repeat_rows(*page.repeat)
    if not page.one_page:
        sheet.set_footer("&C第 &P 页，共 &N 页")
    if page.protect:
        sheet.protect("", dict.fromkeys(_ALLOWED, True))
    if page.hidden:
        sheet.hide()


def _corners(area: Area) -> tuple[int, int, int, int]:
    return area.top, area.left, area.bottom, area.right


def reference(sheet: str, area: Area) -> str:
    """Spell an area as a formula needs it, fixed to its place."""

    def fixed(row: int, column: int) -> str:
        spelt = address(row, column)
        letters = spelt.rstrip("0123456789")
        return f"${letters}${spelt[len(letters) :]}"

    first, last = fixed(area.top, area.left), fixed(area.bottom, area.right)
    return f"{quoted(sheet)}!{first}" + ("" if first == last else f":{last}")
