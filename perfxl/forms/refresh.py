"""What perfxl renews in a master that is already a user's: its own findings, and values beside its own formulas."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from perfxl.forms import _names as names
from perfxl.forms.contents import draw_contents
from perfxl.forms.findings import TITLES, Counts, Located, count_rows, draw_findings
from perfxl.forms.master import Reading
from perfxl.forms.project import title_formula
from perfxl.forms.rollup import draw_rollup
from perfxl.model.amounts import blank, folded
from perfxl.page import Formula, Link, Page, seen
from perfxl.sheet import Book, CellRef, Grid, OpenBook, address, bare, plain

Formulas = Mapping[tuple[int, int], str]
_SHEET = re.compile(r"(?:'(?:[^']|'')+'|#REF|[^\s'!(),*+=<>&/:;\"-]+)!")
_WORDS = re.compile(r'"[^"]*"')


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


def is_as_drawn(grid: Grid, formulas: Formulas, page: Page) -> bool:
    """Tell whether a sheet holds what perfxl drew and nothing else: its formulas as drawn, its words as drawn."""
    for row, values in enumerate(grid.rows):
        for column, value in enumerate(values):
            content = page.cells.get((row, column), (None, None))[0]
            formula = formulas.get((row, column))
            if isinstance(content, Formula):
                if formula is None or bare(formula) != bare(content.text):
                    return False
            elif formula is not None or folded(plain(value)) != folded(plain(seen(content))):
                return False
    return True


def listed(book: Book) -> Counts | None:
    """Count what the workbook's own 校验结果 lists; None where it has no such sheet, or nothing was checked yet."""
    return count_rows(book.grid(names.FINDINGS)) if names.FINDINGS in book.sheets() else None


def renewed(book: OpenBook, shown: Book, reading: Reading, counts: Counts | None) -> dict[CellRef, Formula]:
    """Give perfxl's own formulas that should show something else by now; each stands where perfxl drew it.

    Args:
        book: The workbook in which the formulas stand.
        shown: The workbook as it shows them: the same one, or that with some cells changed.
        reading: What is read of `shown`.
        counts: What 校验结果 will list.
    """
    stale: dict[str, list[tuple[tuple[int, int], Formula]]] = defaultdict(list)
    for sheet, at, formula in _own(book.sheets(), reading, counts):
        if plain(shown.grid(sheet).value(*at)) != plain(seen(formula)):
            stale[sheet].append((at, formula))
    given = {sheet: book.formulas(sheet) for sheet in stale}
    return {
        CellRef(sheet, address(*at)): formula
        for sheet, some in stale.items()
        for at, formula in some
        if bare(given[sheet].get(at, "")) == bare(formula.text)
    }


def listings(reading: Reading, counts: Counts | None) -> tuple[Page, Page]:
    """Draw 汇总 and 目录 for the projects that were read."""
    form, sheets = reading.projects[0].form, [one.sheet for one in reading.projects]
    return draw_rollup(reading.department, form, sheets), draw_contents(reading.department, form, sheets, counts)


def _own(
    present: Sequence[str], reading: Reading, counts: Counts | None
) -> Iterator[tuple[str, tuple[int, int], Formula]]:
    """Give the formulas that perfxl draws for a department: those of 目录 and 汇总, and titles that follow the name."""
    for page in listings(reading, counts):
        for at, (content, _) in page.cells.items() if page.name in present else ():
            if isinstance(content, Formula):
                yield page.name, at, content
    for one in reading.projects:
        if one.sheet in present:
            yield one.sheet, one.cells["title"], title_formula(one.project, one.form)


def is_ours(grid: Grid, formulas: Formulas, page: Page) -> bool:
    """Tell whether a sheet holds nothing but what perfxl draws for some projects, be they others or fewer than these.

    A formula is known by its column and its shape: without the sheets and the rows that it speaks of.
    """
    drawn = ((column, content) for (_, column), (content, _) in page.cells.items())
    shapes = {(column, _shape(content.text)) for column, content in drawn if isinstance(content, Formula)}
    words = {folded(plain(seen(content))) for content, _ in page.cells.values() if not isinstance(content, Formula)}
    for row, values in enumerate(grid.rows):
        for column, value in enumerate(values):
            formula, text = formulas.get((row, column)), folded(plain(value))
            if formula is not None and (column, _shape(formula)) not in shapes:
                return False
            if formula is None and text not in words and not text.isdigit() and not _is_jump(page, column, text):
                return False
    return True


def _is_jump(page: Page, column: int, text: str) -> bool:
    """Tell the name of a project's sheet, be that gone by now, in a column that jumps to such sheets."""
    links = (content for (_, at), (content, _) in page.cells.items() if at == column and isinstance(content, Link))
    return bool(text) and any(link.text not in names.OWN_SHEETS for link in links)


def _shape(formula: str) -> str:
    without = _SHEET.sub("!", _WORDS.sub("", formula.removeprefix("="))).replace("!PX_", "PX_")
    return re.sub(r"\d+", "#", without)
