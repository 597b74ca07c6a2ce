"""What perfxl renews in a master that is already a user's: its own findings, and values beside its own formulas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from perfxl.forms import _names as names
from perfxl.forms.contents import draw_contents
from perfxl.forms.findings import TITLES, Located, draw_findings
from perfxl.forms.master import Reading
from perfxl.forms.project import ReadProject, title_formula
from perfxl.forms.rollup import draw_rollup
from perfxl.model.amounts import blank, folded
from perfxl.page import Formula, Page, seen
from perfxl.sheet import Book, CellRef, Grid, address, plain


def findings_page(book: Book, found: Sequence[Located], heading: str) -> Page | None:
    """Draw 校验结果 anew; None where the workbook has none, or staff have put things of their own into it."""
    if names.FINDINGS not in book.sheets() or not _is_ours(book.grid(names.FINDINGS)):
        return None
    return draw_findings(found, heading)


def _is_ours(grid: Grid) -> bool:
    titles = [folded(grid.text(1, column)) for column in range(len(TITLES))]
    beyond = any(not blank(grid.text(row, column)) for row in range(len(grid.rows))
                 for column in range(len(TITLES), len(grid.rows[row])))  # fmt: skip
    return titles == list(TITLES) and not beyond


def is_as_drawn(grid: Grid, formulas: Mapping[tuple[int, int], str], page: Page) -> bool:
    """Tell whether a sheet holds what perfxl drew and nothing else: its formulas as drawn, its words as drawn."""
    for row, values in enumerate(grid.rows):
        for column, value in enumerate(values):
            content = page.cells.get((row, column), (None, None))[0]
            formula = formulas.get((row, column))
            if isinstance(content, Formula):
                if formula != content.text.removeprefix("="):
                    return False
            elif formula is not None or folded(plain(value)) != folded(plain(seen(content))):
                return False
    return True


def renewed(book: Book, reading: Reading, found: Sequence[Located]) -> dict[CellRef, Formula]:
    """Give the formulas of 目录 and 汇总 with their values as they are now; each stands where perfxl drew it."""
    form = reading.projects[0].form
    sheets = [one.sheet for one in reading.projects]
    pages = (draw_contents(reading.department, form, sheets, found), draw_rollup(reading.department, form, sheets))
    own = {
        CellRef(page.name, address(*at)): content
        for page in pages
        if page.name in book.sheets()
        for at, (content, _) in page.cells.items()
        if isinstance(content, Formula)
    }
    return own | dict(map(_title, reading.projects))


def _title(one: ReadProject) -> tuple[CellRef, Formula]:
    """Give a title's formula, which follows the project's name."""
    return CellRef(one.sheet, address(*one.cells["title"])), title_formula(one.project, one.form)
