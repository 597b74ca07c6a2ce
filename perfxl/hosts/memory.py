"""Books that stand in no file: what a reader would see of a Plan, or of a book with some cells changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from perfxl.page import Content, Page, Plan, seen
from perfxl.sheet import Book, CellRef, Grid, Value, position


class MemoryBook:
    """The book of a plan."""

    def __init__(self, plan: Plan, name: str = "总表") -> None:
        """Hold the plan under a name that a person knows."""
        self.name = name
        self._pages = {page.name: page for page in plan.pages}

    def sheets(self) -> Sequence[str]:
        """Name the sheets in their order."""
        return tuple(self._pages)

    def grid(self, sheet: str) -> Grid:
        """Show one page's values."""
        return self._pages[sheet].grid()


class EditedBook:
    """Another book as it would be with some cells changed and some sheets drawn; every sheet of it is read once."""

    def __init__(self, book: Book) -> None:
        """Begin with the book as it is."""
        self.name = book.name
        self._book = book
        self._grids: dict[str, Grid] = {}
        self._sheets = list(book.sheets())

    def sheets(self) -> Sequence[str]:
        """Name the sheets in their order."""
        return tuple(self._sheets)

    def grid(self, sheet: str) -> Grid:
        """Show one sheet as it is by now."""
        if sheet not in self._grids:
            self._grids[sheet] = self._book.grid(sheet)
        return self._grids[sheet]

    def add(self, page: Page, after: str) -> None:
        """Put a new sheet behind another one."""
        self._sheets.insert(self._sheets.index(after) + 1, page.name)
        self.replace(page)

    def replace(self, page: Page) -> None:
        """Draw a sheet anew."""
        self._grids[page.name] = page.grid()

    def put(self, cells: Mapping[CellRef, Content]) -> None:
        """Change some cells."""
        changes: dict[str, dict[tuple[int, int], Value]] = defaultdict(dict)
        for ref, content in cells.items():
            changes[ref.sheet][position(ref.cell)] = seen(content)
        for sheet, values in changes.items():
            self._grids[sheet] = _with_values(self.grid(sheet), values)


def _with_values(grid: Grid, values: Mapping[tuple[int, int], Value]) -> Grid:
    rows = [list(row) for row in grid.rows]
    for (row, column), value in values.items():
        rows += [[] for _ in range(row + 1 - len(rows))]
        rows[row] += [None] * (column + 1 - len(rows[row]))
        rows[row][column] = value
    return Grid(rows)
