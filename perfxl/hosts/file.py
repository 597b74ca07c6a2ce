"""A workbook in a file, read by calamine. The file itself is never written."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from python_calamine import CalamineWorkbook, SheetTypeEnum

from perfxl.errors import PerfxlError
from perfxl.hosts._fixed import fixed_cells
from perfxl.hosts._opc import Parts, S, sheet_parts
from perfxl.hosts._own import cells
from perfxl.sheet import CellRef, Grid, Value

_OLE2 = bytes.fromhex("d0cf11e0a1b11ae1")
_STRICT = b"http://purl.oclc.org/ooxml/"
_RESAVE = "请在 Excel 或 WPS 里打开它，另存为“Excel 工作簿（*.xlsx）”后再试。"


class FileBook:
    """An open file; sheets are read when asked for."""

    def __init__(self, path: Path) -> None:
        """Open the file. PerfxlError in one sentence for whatever cannot be read."""
        self.path = path
        self.name = path.name
        _look(path)
        with _told(path):
            self._workbook = CalamineWorkbook.from_path(str(path))
            kinds = {one.name: one.typ for one in self._workbook.sheets_metadata}
        self._sheets = tuple(name for name, kind in kinds.items() if kind == SheetTypeEnum.WorkSheet)
        self._parts = Parts(path)
        self._places = sheet_parts(self._parts)

    def sheets(self) -> Sequence[str]:
        """Name the worksheets in their order."""
        return self._sheets

    def grid(self, sheet: str) -> Grid:
        """Read all values of one sheet from A1 on."""
        with _told(self.path):
            page = self._workbook.get_sheet_by_name(sheet)
            # without the flag calamine drops blank leading rows and C8 would no longer be C8
            rows = page.to_python(skip_empty_area=False)
        values = [[_value(value) for value in row] for row in rows]
        for row, column, error in self._errors(sheet):
            values[row][column] = error
        return Grid(values)

    def formulas(self, sheet: str) -> dict[tuple[int, int], str]:
        """Read the formulas of one sheet, without their =; "" for a cell that shares the formula of another."""
        with _told(self.path):
            tree = self._parts.tree(self._places[sheet])
            found = {(row, column): cell.findtext(f"{S}f") for row, column, cell in cells(tree)}
        return {at: formula for at, formula in found.items() if formula is not None}

    def fixed(self, refs: Iterable[CellRef]) -> set[CellRef]:
        """Tell which cells take no words."""
        return fixed_cells(self.path, refs)

    def _errors(self, sheet: str) -> Iterator[tuple[int, int, str]]:
        """Find the error values (#REF!, #DIV/0!), which calamine shows as nothing."""
        part = self._places.get(sheet)
        if part and b't="e"' in self._parts.read(part):
            for row, column, cell in cells(self._parts.tree(part)):
                if cell.get("t") == "e":
                    yield row, column, cell.findtext(f"{S}v") or "#ERROR!"


def open_book(path: Path) -> FileBook:
    """Open a workbook file for reading."""
    return FileBook(path)


def open_books(paths: Sequence[Path]) -> list[FileBook]:
    """Open several workbooks. PerfxlError where one is named twice, which would count it twice."""
    seen: set[Path] = set()
    for path in paths:
        if path.resolve() in seen:
            raise PerfxlError(f"“{path}”写了两次，会重复计算。", "每个总表只写一次。")
        seen.add(path.resolve())
    return [open_book(path) for path in paths]


def _value(value: object) -> Value:
    if isinstance(value, str | float | bool):
        return value
    if isinstance(value, int):
        return float(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ")
    return str(value)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn whatever the reader throws into one sentence."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic in the reader's Rust is no Exception
        raise _damaged(path) from error


def _damaged(path: Path) -> PerfxlError:
    return PerfxlError(f"“{path.name}”已损坏，读不出来。", "请用没有损坏的副本，或在 Excel 里打开修复后另存再试。")


def _look(path: Path) -> None:
    """Look at the file before a reader does, and say in one sentence why it cannot be a workbook."""
    if not path.exists():
        raise PerfxlError(f"找不到文件“{path}”。", "请核对文件名和所在文件夹。")
    if path.is_dir():
        raise PerfxlError(f"“{path}”是文件夹，不是工作簿。", "请指定一个 .xlsx 文件。")
    try:
        with path.open("rb") as file:
            head = file.read(8)
    except OSError as error:
        raise PerfxlError(
            f"“{path.name}”打不开：没有读取权限或文件正被占用。", "请关闭打开着它的程序后再试。"
        ) from error
    if not head:
        raise PerfxlError(f"“{path.name}”是空文件。", "请换一个有内容的工作簿。")
    if head == _OLE2:
        _refuse_ole2(path)
    if not head.startswith(b"PK"):
        raise PerfxlError(f"“{path.name}”不是 Excel 工作簿。", _RESAVE)
    _look_inside(path)


def _refuse_ole2(path: Path) -> None:
    if "EncryptedPackage".encode("utf-16-le") in path.read_bytes():
        raise PerfxlError(f"“{path.name}”已加密，需要密码才能打开。", "请在 Excel 里打开它，去掉密码后另存再试。")
    raise PerfxlError(f"“{path.name}”是旧版 Excel 格式（.xls）。", _RESAVE)


def _look_inside(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as parts:
            names = set(parts.namelist())
            workbook = parts.read("xl/workbook.xml") if "xl/workbook.xml" in names else b""
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError) as error:
        raise _damaged(path) from error
    if "xl/workbook.bin" in names or "content.xml" in names:
        raise PerfxlError(f"“{path.name}”不是 .xlsx 格式。", _RESAVE)
    if not workbook:
        raise PerfxlError(f"“{path.name}”不是 Excel 工作簿。", _RESAVE)
    if _STRICT in workbook:
        raise PerfxlError(f"“{path.name}”是“Strict Open XML”格式，读取会丢内容。", _RESAVE)
