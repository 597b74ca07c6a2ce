"""A book that was drawn and never written: what a reader would see of a Plan."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from perfxl.page import Content, Formula, Link, Page, Plan
from perfxl.sheet import Grid, Value


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
        return Grid(_rows(self._pages[sheet]))


def _rows(page: Page) -> list[list[Value]]:
    bottom = max((row for row, _ in page.cells), default=-1) + 1
    right = max((column for _, column in page.cells), default=-1) + 1
    rows: list[list[Value]] = [[None] * right for _ in range(bottom)]
    for (row, column), (content, _) in page.cells.items():
        rows[row][column] = seen(content)
    return rows


def seen(content: Content) -> Value:
    """Give what a reader sees of a cell's content."""
    if isinstance(content, Formula):
        content = content.value
    if isinstance(content, Link):
        return content.text
    return float(content) if isinstance(content, Decimal | int) else content
