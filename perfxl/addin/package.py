"""perfxl.xlam as a file: a workbook of one sheet of texts, the ribbon, and the VBA project.

XlsxWriter makes the workbook; the ribbon and the kind of file are added to its parts. Nothing is deflated, since two
builds of zlib may deflate differently: the file has to be the same bytes on every system.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO

import xlsxwriter

_CREATED = datetime(2025, 1, 1, tzinfo=UTC)
_RIBBON = "customUI/customUI14.xml"
_RIBBON_LINK = (
    '<Relationship Id="rIdRibbon" Type="http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"'
    f' Target="{_RIBBON}"/></Relationships>'
)
_EDITS = {
    "[Content_Types].xml": (
        "application/vnd.ms-excel.sheet.macroEnabled",
        "application/vnd.ms-excel.addin.macroEnabled",
    ),
    "_rels/.rels": ("</Relationships>", _RIBBON_LINK),
}


def addin_file(vba: bytes, ribbon: bytes, rows: Sequence[Sequence[str]], versions: Mapping[str, str]) -> bytes:
    """Put an add-in together; `rows` are what its VBA reads on its sheet, `versions` what programs are in it."""
    with zipfile.ZipFile(_workbook(vba, rows, versions)) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    for name, (old, new) in _EDITS.items():
        if parts[name].count(old.encode()) != 1:
            raise ValueError(f"XlsxWriter writes {name} in another way now")
        parts[name] = parts[name].replace(old.encode(), new.encode())
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        for name, data in (parts | {_RIBBON: ribbon}).items():
            head = zipfile.ZipInfo(name)
            head.create_system = 0
            book.writestr(head, data)
    return out.getvalue()


def _workbook(vba: bytes, rows: Sequence[Sequence[str]], versions: Mapping[str, str]) -> BytesIO:
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties(
        {
            "title": "perfxl",
            "subject": "预算绩效目标",
            "author": "perfxl",
            "company": "perfxl",
            "comments": "绩效目标：填报、校验、汇总、拆分。",
            "created": _CREATED,
        }
    )
    for name, version in versions.items():
        book.set_custom_property(name, version, "text")
    sheet = book.add_worksheet("perfxl")
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            sheet.write_string(row, column, text)
    book.add_vba_project(BytesIO(vba), is_stream=True)
    book.set_vba_name("ThisWorkbook")
    sheet.set_vba_name("Sheet1")
    book.close()
    return out
