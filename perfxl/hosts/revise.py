"""A new file that is the user's own one with some cells' words changed and some of our sheets drawn anew.

No writer stands between: every part that is not spoken of goes into the new file as it lies in the old one, byte for
byte. What formulas elsewhere computed from the changed cells stays as it was until a spreadsheet opens the file, which
is asked to compute everything; only the values that the caller knows are renewed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from tempfile import TemporaryDirectory

from perfxl.errors import PerfxlError
from perfxl.hosts._cells import put_words, renew_values
from perfxl.hosts._fixed import by_sheet, fixed_in
from perfxl.hosts._formats import NumberFormats
from perfxl.hosts._graft import Graft
from perfxl.hosts._opc import Parts
from perfxl.hosts._revision import Revision
from perfxl.hosts._workbook import Workbook
from perfxl.hosts.file import open_book
from perfxl.hosts.place import moved_into_place
from perfxl.hosts.xlsx import write_plan
from perfxl.page import Area, Changes, Formula, Page, Plan
from perfxl.sheet import CellRef, Word, position

_ADDRESS = re.compile(r"[A-Z]{1,3}[1-9]\d{0,6}")
_ROWS, _COLUMNS = 1_048_576, 16_384
_LONGEST = 32_767


@dataclass(frozen=True, slots=True)
class Revised:
    """What became of it.

    `kept` are the cells that stay as they were: a formula computes them, a table takes a title from them, or a merged
    block hides them.
    """

    out: Path
    changed: tuple[CellRef, ...]
    kept: tuple[CellRef, ...]
    replaced: tuple[str, ...]
    added: tuple[str, ...]


def revise(
    source: Path,
    out: Path,
    cells: Mapping[CellRef, Word],
    pages: Sequence[Page] = (),
    *,
    names: Mapping[str, tuple[str, Area]] | None = None,
    values: Mapping[CellRef, Formula] | None = None,
    after: str | None = None,
    overwrite: bool = False,
) -> Revised:
    """Write the revised file, whole or not at all; the source is only read.

    Args:
        source: The user's workbook.
        out: The new file, of the same kind (.xlsx, .xlsm) as the source.
        cells: Words and numbers; a cell keeps its look, and of a merged block the first cell counts. A Decimal is shown
            with its decimals: a cell whose number format hides them gets one that does not.
        pages: Sheets of ours. One whose name the file has replaces that sheet, another one is added.
        names: Workbook-wide names of ranges on these pages, as in a `Plan`; those of the file are set anew.
        values: What formulas of ours come to by now; one that is not found as it was drawn stays as it is.
        after: The sheet behind which pages are added; the last one if None.
        overwrite: Whether `out` may be there already.
    """
    open_book(source)  # says in one sentence why something is no workbook
    if out.exists() and out.samefile(source):
        raise PerfxlError(f"输出文件就是来源文件“{source}”，没有改动它。", "请给改好的文件另起一个名字。")
    book = Revision(source)
    try:
        revised = _revise(book, out, cells, Plan(tuple(pages), names or {}), after)
        _renew(book, values or {})
        data = book.bytes()
    except (ValueError, IndexError) as error:  # a number or an address that is none
        raise book.damaged() from error
    with moved_into_place(out, overwrite=overwrite, suffix=source.suffix.lower()) as temporary:
        temporary.write_bytes(data)
    return revised


def save_changed(source: Path, out: Path, changes: Changes, *, overwrite: bool = False) -> Revised:
    """Write a file with some changes made; see `revise`."""
    return revise(
        *(source, out, changes.cells, changes.pages),
        names=changes.names,
        values=changes.values,
        after=changes.after,
        overwrite=overwrite,
    )


def _revise(book: Revision, out: Path, cells: Mapping[CellRef, Word], plan: Plan, after: str | None) -> Revised:
    for ref, word in cells.items():
        _look(ref, word)
    workbook = Workbook(book)
    replaced = tuple(page.name for page in plan.pages if workbook.sheet(page.name))
    if plan.pages:
        with TemporaryDirectory(prefix="perfxl-") as folder:
            drawn = Path(folder) / "drawn.xlsx"
            write_plan(plan, drawn)
            Graft(book, workbook, Parts(drawn)).graft(plan.pages, after)
    kept = _put(book, workbook, cells)
    changed = tuple(ref for ref in cells if ref not in kept)
    if changed or plan.pages:
        workbook.calculate_on_load()
    added = tuple(page.name for page in plan.pages if page.name not in replaced)
    return Revised(out, changed, tuple(ref for ref in cells if ref in kept), replaced, added)


def _renew(book: Revision, values: Mapping[CellRef, Formula]) -> None:
    gathered = by_sheet(values)
    for name, sheet in Workbook(book).all(gathered).items():
        renew_values(book.edit(sheet.part), {position(ref.cell): values[ref] for ref in gathered[name]})


def _put(book: Revision, workbook: Workbook, cells: Mapping[CellRef, Word]) -> set[CellRef]:
    """Put the words where they belong, sheet by sheet; gives the cells that stay as they were."""
    kept = fixed_in(book, workbook, cells)
    formats = NumberFormats(book, workbook.part)
    gathered = by_sheet(ref for ref in cells if ref not in kept)
    for name, sheet in workbook.all(gathered).items():
        words = {position(ref.cell): cells[ref] for ref in gathered[name]}
        put_words(book.edit(sheet.part), words, formats.showing)
    return kept


def _look(ref: CellRef, word: Word) -> None:
    """Refuse an address that no sheet has, and what no cell can hold."""
    row, column = position(ref.cell) if _ADDRESS.fullmatch(ref.cell) else (_ROWS, _COLUMNS)
    if row >= _ROWS or column >= _COLUMNS:
        raise PerfxlError(f"“{ref.sheet}”里没有单元格“{ref.cell}”。", "请核对单元格的地址，例如 C8。")
    if isinstance(word, str) and len(word.encode("utf-16-le", "surrogatepass")) // 2 > _LONGEST:
        raise PerfxlError(
            f"要写进“{ref.sheet}”{ref.cell} 的文字有 {len(word)} 个字，超过一个单元格的上限 {_LONGEST}。",
            "请缩短文字后再试。",
        )
    if word is not None and not isinstance(word, str) and not isfinite(word):
        raise PerfxlError(f"要写进“{ref.sheet}”{ref.cell} 的“{word}”不是单元格能放的数。", "请核对这个数。")
