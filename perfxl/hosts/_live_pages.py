"""Our own sheets in the workbook that is open: drawn as files are, copied in, and changed in place where others point.

A sheet that other sheets may point to by their own formulas (校验结果, with its table) keeps its place and gets new
rows; any other one is put in the place of the old, its formulas written when the sheets that they speak of are there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import xlwings as xw

from perfxl.errors import PerfxlError
from perfxl.hosts._blocks import blocks
from perfxl.hosts._live_cells import contents, typed, write
from perfxl.hosts.xlsx import reference, write_plan
from perfxl.page import Area, Changes, Content, Formula, Page, Plan, Style, seen
from perfxl.sheet import quoted

ADDIN = "perfxl.xlam"
_OLD = "~"  # ends the name of a sheet that is about to go


class LivePages:
    """The sheets of one change; `back` takes back what was done if a later step fails."""

    def __init__(self, book: xw.Book, back: ExitStack) -> None:
        """Begin."""
        self._book, self._back = book, back
        self._gone: list[xw.Sheet] = []

    def draw(self, changes: Changes) -> None:
        """Add or renew the pages of a change."""
        if not changes.pages:
            return
        present = {sheet.name for sheet in self._book.sheets}
        with self._drawn(changes.pages) as drawn:
            for page in changes.pages:
                if page.name not in present:
                    self._add(page, drawn, changes.after)
                elif page.tables:
                    self._refill(page, drawn)
                else:
                    self._swap(page, drawn)
        for page in changes.pages:
            self._write_formulas(page)
        self._follow()
        for name, (sheet, area) in changes.names.items():
            self._name(name, f"={reference(sheet, area)}")

    def finish(self) -> None:
        """Take away the sheets whose places others have taken; when one is gone, nothing is taken back any more."""
        left = []
        for number, sheet in enumerate(self._gone):
            try:
                sheet.delete()
            except Exception:  # what Excel refuses; its exceptions are pywin32's
                if not number:
                    raise
                left.append(sheet.name)
            self._back.pop_all()
        self._back.pop_all()
        if left:
            raise PerfxlError(f"已经改好，但多出来的“{'”“'.join(left)}”删不掉。", "请右键点它的标签，自己删除。")

    @contextmanager
    def open(self, sheet: str) -> Iterator[None]:
        """Take a sheet's protection off for a while; a password stops it.

        It is put back at the end, and once more where something is taken back, since putting it back may be what fails.
        """
        answer = str(self._run("PerfxlUnlock", self._book.name, sheet))  # what VBA of the add-in says
        if answer == "refused":
            raise PerfxlError(
                f"“{sheet}”的保护撤不掉（可能加了密码），工作簿没有改动。", "请在“审阅”里撤销这张表的保护后再点一次。"
            )
        if answer == "open":
            yield
            return
        self._back.callback(self._lock, sheet, answer)
        try:
            yield
        finally:
            self._lock(sheet, answer)

    def _lock(self, sheet: str, allowed: str) -> None:
        self._run("PerfxlLock", self._book.name, sheet, allowed)

    def restore(self, cells: xw.Range, rows: list[list[Any]], formats: Sequence[tuple[xw.Range, str]] = ()) -> None:
        """Make cells what they were, as `contents` gave it, and their number formats."""
        with self.open(cells.sheet.name):
            for some, before in formats:
                some.number_format = before
            write(cells, rows)

    def _run(self, macro: str, *words: str) -> object:
        return self._book.app.macro(f"{ADDIN}!{macro}")(*words)

    @contextmanager
    def _drawn(self, pages: tuple[Page, ...]) -> Iterator[xw.Book]:
        """Open a workbook in which the pages are drawn, without formulas and tables, which belong where they go."""
        lists, names = self._lists(pages)
        flat = tuple(_flat(page) for page in pages)
        with TemporaryDirectory(prefix="perfxl-", ignore_cleanup_errors=True) as folder:
            path = Path(folder, f"{Path(folder).name}.xlsx")  # Excel opens no two books of one name
            write_plan(Plan((*flat, *lists), names), path)
            drawn = self._book.app.books.open(str(path))
            try:
                yield drawn
            finally:
                drawn.close()
                self._book.activate()

    def _lists(self, pages: tuple[Page, ...]) -> tuple[tuple[Page, ...], Mapping[str, tuple[str, Area]]]:
        """Give the lists of choices that the pages speak of the places that they have in the book."""
        spoken = {str(one.options.get("source", "")) for page in pages for one in page.validations}
        names: dict[str, tuple[str, Area]] = {}
        for name in (word[1:] for word in spoken if word.startswith("=")):
            with suppress(Exception):  # no such name, or none that is a block of cells
                block = self._book.names[name].refers_to_range
                last = block.last_cell
                names[name] = (
                    block.sheet.name,
                    Area(block.row - 1, block.column - 1, last.row - 1, last.column - 1),
                )
        drawn = {page.name for page in pages}
        sheets = dict.fromkeys(sheet for sheet, _ in names.values() if sheet not in drawn)
        return tuple(Page(name=sheet) for sheet in sheets), names

    def _add(self, page: Page, drawn: xw.Book, after: str | None) -> xw.Sheet:
        behind = self._book.sheets[after] if after else self._book.sheets[-1]
        sheet = drawn.sheets[page.name].copy(after=behind)
        self._back.callback(sheet.delete)
        if sheet.name != page.name:
            sheet.name = page.name
        return sheet

    def _swap(self, page: Page, drawn: xw.Book) -> None:
        old = self._book.sheets[page.name]
        old.name = page.name + _OLD
        self._back.callback(setattr, old, "name", page.name)
        self._add(page, drawn, old.name)
        self._gone.append(old)

    def _follow(self) -> None:
        """Point the names of the book, the user's own too, to the sheets that have taken the places of others."""
        going = [sheet.name for sheet in self._gone if sheet.name.endswith(_OLD)]
        for name in self._book.names if going else ():
            before = after = name.refers_to or ""
            for sheet in going:
                after = after.replace(f"{quoted(sheet)}!", f"{quoted(sheet.removesuffix(_OLD))}!")
            if after != before and not name.name.startswith(tuple(f"{quoted(sheet)}!" for sheet in going)):
                self._back.callback(setattr, name, "refers_to", before)
                name.refers_to = after

    def _refill(self, page: Page, drawn: xw.Book) -> None:
        """Give a table of ours new rows: words, looks, jumps and what may be typed; its titles and the rest stay."""
        sheet, (ours,) = self._book.sheets[page.name], page.tables
        copy = drawn.sheets[page.name].copy(after=sheet)
        self._back.callback(copy.delete)
        first, last = ours.area.top + 2, ours.area.bottom + 1  # rows as Excel counts them
        bottom = max(sheet.used_range.last_cell.row, last)
        with self.open(page.name):
            for table in sheet.tables:  # none where staff have made plain cells of it
                if table.name == ours.name:
                    self._resize(table, sheet.range((first - 1, 1), (last, ours.area.right + 1)))
            rows, spare = sheet.range(f"{first}:{bottom}"), copy.range(f"{bottom + 1}:{2 * bottom - first + 1}")
            rows.copy(spare[0, 0])  # as they were, below the new ones
            self._back.callback(self._put_back, spare, rows)
            rows.clear()
            copy.range(f"{first}:{last}").copy(rows[0, 0])
            self._heading(sheet, page, ours.area)
            if page.printed:
                self._print(sheet, sheet.range((1, 1), (last, page.printed)).address)
        self._gone.append(copy)

    def _print(self, sheet: xw.Sheet, area: str) -> None:
        """Say what of a sheet is printed, where there is a printer to ask."""
        with suppress(Exception):
            before = sheet.page_setup.print_area
            sheet.page_setup.print_area = area
            self._back.callback(setattr, sheet.page_setup, "print_area", before or "")

    def _resize(self, table: xw.main.Table, cells: xw.Range) -> None:
        """Make a table as long as its rows; all are shown, since Excel copies none that a filter hides."""
        sheet, before = table.parent, table.range.address
        self._back.callback(lambda: table.resize(sheet.range(before)))
        if table.show_autofilter:
            self._back.callback(setattr, table, "show_autofilter", True)  # noqa: FBT003  # setattr knows no keywords
            table.show_autofilter = False
            table.show_autofilter = True
        table.resize(cells)

    def _put_back(self, kept: xw.Range, rows: xw.Range) -> None:
        with self.open(rows.sheet.name):
            rows.clear()
            kept.copy(rows[0, 0])

    def _heading(self, sheet: xw.Sheet, page: Page, area: Area) -> None:
        """Write what stands above the titles."""
        for (row, column), (content, _) in page.cells.items():
            if row < area.top and content is not None:
                cell = sheet.range((row + 1, column + 1))
                self._back.callback(self.restore, cell, contents(cell))
                write(cell, [[typed(seen(content))]])

    def _write_formulas(self, page: Page) -> None:
        texts = {at: content.text for at, (content, _) in page.cells.items() if isinstance(content, Formula)}
        sheet = self._book.sheets[page.name]
        if texts:
            with self.open(page.name):
                for block in blocks(texts):
                    (top, left), (bottom, right) = block.corners
                    sheet.range((top + 1, left + 1), (bottom + 1, right + 1)).formula = block.rows

    def _name(self, name: str, refers_to: str) -> None:
        names = self._book.names
        before = names[name].refers_to if name in names else None
        names.add(name, refers_to)
        self._back.callback(names[name].delete if before is None else lambda: names.add(name, before))


def _flat(page: Page) -> Page:
    cells: dict[tuple[int, int], tuple[Content, Style]] = {
        at: (content.value if isinstance(content, Formula) else content, style)
        for at, (content, style) in page.cells.items()
    }
    return replace(page, cells=cells, tables=[])
