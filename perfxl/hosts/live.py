"""The workbook that is open in Excel, through xlwings' public API: read, changed and marked where it stands.

Each sheet is read in one trip and each block of cells written in one, since every call crosses into another process.
What cannot be finished is taken back: the book is then as it was. Sheets are drawn by the same writer as files and
copied in; what only Excel can do with a protected sheet, and asking for words, the add-in's own VBA does.

Marks are conditional formats with one tell-tale formula, and notes where a cell has none: so no fill and no note of the
user's is ever overwritten, there is nothing to remember or to restore, and taking the marks away leaves what was there.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from decimal import Decimal
from itertools import islice
from pathlib import Path

import xlwings as xw

from perfxl.errors import PerfxlError
from perfxl.forms.marks import NOTE, TAG, Mark, ours
from perfxl.hosts._blocks import Block, blocks, chunks
from perfxl.hosts._live_cells import contents, formulas, is_formula, typed, unfit, values, write
from perfxl.hosts._live_pages import ADDIN, LivePages
from perfxl.page import Changes
from perfxl.sheet import CellRef, Grid, Value, Word, address, position

_MARKED_NOTES = 300  # notes cost several calls each; beyond so many 校验结果 alone says what is wrong


class LiveBook:
    """One open workbook."""

    def __init__(self, book: xw.Book) -> None:
        """Hold the book."""
        self._book = book

    @property
    def name(self) -> str:
        """The name that a person knows the book by."""
        return str(self._book.name)

    def sheets(self) -> Sequence[str]:
        """Name the worksheets in their order."""
        return tuple(sheet.name for sheet in self._book.sheets)

    @property
    def hidden(self) -> frozenset[str]:
        """The worksheets that nobody sees."""
        return frozenset(sheet.name for sheet in self._book.sheets if not sheet.visible)

    def grid(self, sheet: str) -> Grid:
        """Read all values of one sheet from A1 on, in one trip."""
        return Grid([[_value(value) for value in row] for row in values(self._all(sheet))])

    def formulas(self, sheet: str) -> dict[tuple[int, int], str]:
        """Read the formulas of one sheet, without their =; a text that begins with = is none."""
        block = self._all(sheet)
        return {
            (row, column): formula[1:]
            for row, pair in enumerate(zip(formulas(block), values(block), strict=True))
            for column, (formula, value) in enumerate(zip(*pair, strict=True))
            if is_formula(formula, value)
        }

    def fixed(self, refs: Iterable[CellRef]) -> set[CellRef]:
        """Tell which cells take no words: a formula computes them, or a merged block hides them."""
        by_sheet: dict[str, set[CellRef]] = defaultdict(set)
        for ref in refs:
            by_sheet[ref.sheet].add(ref)
        stuck: set[CellRef] = set()
        for sheet, some in by_sheet.items():
            computed, shown = self.formulas(sheet), self.grid(sheet)
            blank = {ref for ref in some if shown.value(*position(ref.cell)) is None}  # as all that hide are
            stuck |= {ref for ref in some if position(ref.cell) in computed} | set(filter(self._hidden, blank))
        return stuck

    def apply(self, changes: Changes) -> None:
        """Change the book; PerfxlError, and the book as it was, where something cannot be done.

        Words for a cell that a formula fills are such a thing. `changes.values` are left to Excel, which computes.
        """
        with _told(self.name), self._standing(), ExitStack() as back:
            pages = LivePages(self._book, back)
            pages.draw(changes)
            for sheet, words in _by_sheet(changes.cells).items():
                with pages.open(sheet):
                    for block in blocks(words):
                        self._put(sheet, block, pages, back)
            pages.finish()  # nothing is taken back any more
            self._book.app.calculate()

    def enter_again(self, sheet: str, word: str) -> None:
        """Enter the formulas with a word once more, if the sheet is there; only then Excel looks who has a function."""
        if sheet in self.sheets():
            with _told(self.name), ExitStack() as back, LivePages(self._book, back).open(sheet):
                for (row, column), formula in self.formulas(sheet).items():
                    if word in formula:
                        self._book.sheets[sheet].range((row + 1, column + 1)).formula = f"={formula}"
                back.pop_all()

    def mark(self, marks: Mapping[CellRef, Mark]) -> None:
        """Show just these cells in colour, and say at each what is wrong where no note of the user's stands.

        PerfxlError, with the other sheets marked, where a sheet is protected against it.
        """
        by_sheet: dict[str, dict[str, Mark]] = defaultdict(dict)
        for ref, mark in marks.items():
            by_sheet[ref.sheet][ref.cell] = mark
        left, shut = _MARKED_NOTES, {}
        for sheet in self._book.sheets:
            try:
                _colour(sheet, by_sheet[sheet.name])
                noted, new = _note(sheet, by_sheet[sheet.name], left)
                left -= noted
                if new:
                    with suppress(Exception):  # notes that stay small can be read all the same
                        self._book.app.macro(f"{ADDIN}!PerfxlFitNotes")(self.name, sheet.name, NOTE)
            except Exception as error:  # noqa: BLE001  # what Excel refuses, as in _told
                shut[sheet.name] = _refusal(error)
        if shut:
            raise PerfxlError(
                f"“{'”“'.join(shut)}”上的标记更新不了（{next(iter(shut.values()))}）；其余的表已做好。",
                "加了保护的表，请在“审阅”里撤销保护，再点一次。",
            )

    def unmark(self) -> None:
        """Take all marks away, and nothing else. PerfxlError as `mark`."""
        self.mark({})

    @property
    def full_name(self) -> str:
        """The book's path, or the address of one that lies on a network drive."""
        return str(getattr(self._book.api, "FullName", None) or self._book.fullname)  # xlwings seeks a copy here

    @property
    def path(self) -> Path:
        """The file of the book. PerfxlError where it has none on this computer."""
        path = Path(self.full_name)
        if "://" in self.full_name or not path.is_file():
            raise PerfxlError(
                f"“{self.name}”不在这台电脑的文件夹里。", "请先另存到本机的一个文件夹（不是网盘），再点一次。"
            )
        return path

    def save(self) -> None:
        """Have Excel save the book where it is."""
        with _told(self.name), self._book.app.properties(calculation="automatic"):  # it is saved with the book
            self._book.save()

    @property
    def in_front(self) -> bool:
        """Whether it is the workbook that the user sees."""
        return bool(self._book.app.books.active.name == self.name)

    @property
    def selected(self) -> CellRef | None:
        """The cell on which the user stands; None where no cell is selected."""
        chosen = self._chosen
        return CellRef(chosen.sheet.name, address(chosen.row - 1, chosen.column - 1)) if chosen else None

    def show(self, ref: CellRef) -> None:
        """Go to a cell of a sheet that is still there. PerfxlError where the sheet is hidden."""
        if ref.sheet not in self.sheets():
            return
        sheet = self._book.sheets[ref.sheet]
        if not sheet.visible:
            raise PerfxlError(f"“{ref.sheet}”隐藏着，去不了 {ref.cell}。", "请先取消隐藏这张工作表，再点一次。")
        sheet.activate()
        sheet.range(ref.cell).select()

    @property
    def _chosen(self) -> xw.Range | None:
        """What is selected; None of what xlwings cannot name: a chart, a picture, a whole sheet."""
        try:
            return self._book.selection
        except Exception:  # noqa: BLE001  # as in _told; a member that is missing, or a count that overflows
            return None

    @contextmanager
    def _standing(self) -> Iterator[None]:
        """Leave the user where they stood; drawing and copying sheets leads elsewhere."""
        sheet, chosen = self._book.sheets.active.name, self._chosen
        cells = chosen.address if chosen is not None and chosen.sheet.book == self._book else None
        try:
            yield
        finally:
            with suppress(Exception):  # all is done by now; an address of many areas may be cut off
                self._book.sheets[sheet].activate()
                if cells:
                    self._book.sheets[sheet].range(cells).select()

    def _all(self, sheet: str) -> xw.Range:
        page = self._book.sheets[sheet]
        last = page.used_range.last_cell
        return page.range((1, 1), (last.row, last.column))

    def _hidden(self, ref: CellRef) -> bool:
        cell = self._book.sheets[ref.sheet].range(ref.cell)
        if not cell.merge_cells:
            return False
        first = cell.merge_area
        return (first.row, first.column) != (cell.row, cell.column)

    def _put(self, sheet: str, block: Block, pages: LivePages, back: ExitStack) -> None:
        """Write one block of words; an amount is shown with its decimals where the cell would hide them."""
        page = self._book.sheets[sheet]
        cells = page.range(*((row + 1, column + 1) for row, column in block.corners))
        rows, formats = [[typed(word) for word in row] for row in block.rows], list(unfit(cells, block.rows))
        typed_before = contents(cells)
        if any(isinstance(one, str) and one.startswith("=") for row in typed_before for one in row):
            where = cells.address.replace("$", "")
            raise PerfxlError(f"“{sheet}”的 {where} 里有公式，没有改动。", "请先删掉那里的公式，再点一次。")
        back.callback(pages.restore, cells, typed_before, [(some, before) for some, before, _ in formats])
        for some, _, needed in formats:
            some.number_format = needed
        write(cells, rows)


def _colour(sheet: xw.Sheet, marks: Mapping[str, Mark]) -> None:
    """Take the colours of marks off a sheet, and put these on."""
    for rule in reversed(list(sheet.cells.conditional_formats)):
        if _is_ours(rule):
            rule.delete()
    looks: dict[tuple[str, str], list[str]] = defaultdict(list)
    for cell, mark in marks.items():
        looks[mark.fill, mark.ink].append(cell)
    for (fill, ink), cells in looks.items():
        for addresses in chunks(cells):
            sheet.range(addresses).conditional_formats.add_custom(TAG, fill_color=fill, font_color=ink)


def _note(sheet: xw.Sheet, marks: Mapping[str, Mark], most: int) -> tuple[int, int]:
    """Say what is wrong in notes, no more than so many; those that say so already stay.

    Gives how many there are, and how many are new.
    """
    there = {note.location.address.replace("$", ""): (note, note.text) for note in sheet.notes}
    free = ((cell, mark.words) for cell, mark in marks.items() if mark.words and ours(there.get(cell, (None, NOTE))[1]))
    wanted = dict(islice(free, most))
    for cell, (note, words) in there.items():
        if ours(words) and wanted.get(cell) != words:
            note.delete()
    new = {cell: words for cell, words in wanted.items() if cell not in there or there[cell][1] != words}
    for cell, words in new.items():
        with suppress(Exception):  # a cell that people talk at (threaded comments) takes no note
            sheet.range(cell).add_note(words)
    return len(wanted), len(new)


def _is_ours(rule: xw.main.ConditionalFormat) -> bool:
    with suppress(Exception):  # there are rules that Excel itself cannot tell about
        return rule.type == "custom" and ours(rule.formula or "")
    return False


def _by_sheet(cells: Mapping[CellRef, Word]) -> dict[str, dict[tuple[int, int], Word]]:
    sheets: dict[str, dict[tuple[int, int], Word]] = defaultdict(dict)
    for ref, word in cells.items():
        sheets[ref.sheet][position(ref.cell)] = word
    return sheets


def _value(value: object) -> Value:
    if value is None or isinstance(value, str | float | bool):
        return value
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ")
    return float(value) if isinstance(value, int | Decimal) else str(value)


@contextmanager
def _told(book: str) -> Iterator[None]:
    """Turn what Excel refuses into one sentence; its exceptions are pywin32's, which only Windows has."""
    try:
        yield
    except PerfxlError:
        raise
    except Exception as error:  # the class of error is not to be had on other systems
        raise PerfxlError(
            f"Excel 不让改动“{book}”：{_refusal(error)}。工作簿没有改动。",
            "请先结束单元格编辑；工作表或工作簿加了密码保护的，请撤销保护后再试。",
        ) from error


def _refusal(error: Exception) -> str:
    """Give Excel's own words, without the numbers round them."""
    about = getattr(error, "excepinfo", None)
    return str(about[2] if about and about[2] else error).strip().rstrip("。")
