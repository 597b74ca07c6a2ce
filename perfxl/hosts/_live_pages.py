"""Our own sheets in the workbook that is open: drawn as files are, copied in, and changed in place where others point.

A sheet that other sheets may point to by their own formulas (校验结果, with its table) keeps its place and gets new
rows; any other one is put in the place of the old, its formulas written when the sheets that they speak of are there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import xlwings as xw

from perfxl.hosts._blocks import blocks
from perfxl.hosts._live_cells import contents, write
from perfxl.hosts.xlsx import reference, write_plan
from perfxl.page import Area, Changes, Content, Formula, Page, Plan, Style, seen

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
        for name, (sheet, area) in changes.names.items():
            self._name(name, f"={reference(sheet, area)}")

    def finish(self) -> None:
        """Take away the sheets whose places others have taken."""
        for sheet in self._gone:
            sheet.delete()

    @contextmanager
    def open(self, sheet: str) -> Iterator[None]:
        """Take a sheet's protection off for a while; a password stops it."""
        locked = self._run("PerfxlUnlock", self._book.name, sheet)
        try:
            yield
        finally:
            if locked:
                self._run("PerfxlLock", self._book.name, sheet)

    def restore(self, cells: xw.Range, rows: list[list[Any]]) -> None:
        """Make cells what they were, as `contents` gave it."""
        with self.open(cells.sheet.name):
            write(cells, rows)

    def _run(self, macro: str, *words: str) -> object:
        return self._book.app.macro(f"{ADDIN}!{macro}")(*words)

    @contextmanager
    def _drawn(self, pages: tuple[Page, ...]) -> Iterator[xw.Book]:
        """Open a workbook in which the pages are drawn, without formulas and tables, which belong where they go."""
        lists, names = self._lists(pages)
        flat = tuple(_flat(page) for page in pages)
        with TemporaryDirectory(prefix="perfxl-") as folder:
            path = Path(folder) / "perfxl.xlsx"
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
            with suppress(KeyError):
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

    def _refill(self, page: Page, drawn: xw.Book) -> None:
        """Give a table of ours new rows: words, looks, jumps and what may be typed; its titles and the rest stay."""
        sheet, (ours,) = self._book.sheets[page.name], page.tables
        area = ours.area
        copy = drawn.sheets[page.name].copy(after=sheet)
        self._back.callback(copy.delete)
        first, last = area.top + 2, area.bottom + 1  # rows as Excel counts them
        old = sheet.range((first, 1), (max(sheet.used_range.last_cell.row, last), area.right + 1))
        with self.open(page.name):
            self._back.callback(self.restore, old, contents(old))
            sheet.range(f"{first}:{old.last_cell.row}").clear()
            for table in sheet.tables:  # none where staff have made plain cells of it
                if table.name == ours.name:
                    self._back.callback(table.resize, sheet.range(table.range.address))
                    table.resize(sheet.range((area.top + 1, area.left + 1), (last, area.right + 1)))
            copy.range(f"{first}:{last}").copy(sheet.range((first, 1)))
            self._heading(sheet, page, area)
            if page.printed:
                sheet.page_setup.print_area = sheet.range((1, 1), (last, page.printed)).address
        self._gone.append(copy)

    def _heading(self, sheet: xw.Sheet, page: Page, area: Area) -> None:
        """Write what stands above the titles."""
        for (row, column), (content, _) in page.cells.items():
            if row < area.top and content is not None:
                cell = sheet.range((row + 1, column + 1))
                self._back.callback(self.restore, cell, contents(cell))
                cell.value = seen(content)

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
