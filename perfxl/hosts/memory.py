"""A book that was drawn and never written: what a reader would see of a Plan."""

from __future__ import annotations

from collections.abc import Sequence

from perfxl.page import Plan
from perfxl.sheet import Grid


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
