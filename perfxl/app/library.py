"""Check the indicator library itself: by its own columns, and by the catalogue's rules on single indicators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from perfxl.errors import PerfxlError
from perfxl.forms import _names as names
from perfxl.forms.library import LibrarySheet, read_library, read_library_sheet
from perfxl.model.department import Department
from perfxl.model.findings import Severity
from perfxl.model.library import BUDGET, Library, LibraryEntry, bundled_library
from perfxl.model.profile import HEBEI_2025, Profile
from perfxl.model.project import Indicator, Project, project_from_words
from perfxl.rules import CATALOGUE
from perfxl.rules._lexicon import mapping, phrases
from perfxl.rules._rule import Rule
from perfxl.rules.library_entries import OWN_CHECKS, filled
from perfxl.rules.structure import is_cost
from perfxl.sheet import Book

BUNDLED = "perfxl 自带指标库"
_COLUMN_MISSING = "LIB-09"
_FIRST = "indicators.1."


@dataclass(frozen=True, slots=True)
class EntryFinding:
    """One fault of one entry; `row` counts as Excel does. Both are None for a fault of the whole sheet."""

    row: int | None
    entry: LibraryEntry | None
    rule: str
    severity: Severity
    message: str
    fix: str


@dataclass(frozen=True, slots=True)
class LibraryReport:
    """What was found in a library of so many entries, in its order; of one entry the gravest first."""

    source: str
    entries: int
    found: tuple[EntryFinding, ...]

    @property
    def counts(self) -> dict[Severity, int]:
        """How many findings of each level."""
        counted = Counter(one.severity for one in self.found)
        return {severity: counted[severity] for severity in Severity}


def library_of(book: Book | None) -> tuple[str, Library]:
    """Give the library to draw on and its name: a master's own if it has entries, else the bundled one."""
    if book is not None and names.LIBRARY in book.sheets() and (own := read_library(book.grid(names.LIBRARY))):
        return f"“{book.name}”的指标库", own
    return BUNDLED, bundled_library()


def check_library(book: Book | None = None) -> LibraryReport:
    """Check a master's 指标库, or the bundled library. PerfxlError where the workbook has no such sheet."""
    if book is None:
        rows = tuple(enumerate(bundled_library(), start=2))
        return _report(BUNDLED, LibrarySheet(rows, ()))
    if names.LIBRARY not in book.sheets():
        raise PerfxlError(
            f"“{book.name}”里没有“{names.LIBRARY}”工作表。", "请选绩效目标总表；不写总表就校验自带的指标库。"
        )
    return _report(f"“{book.name}”的指标库", read_library_sheet(book.grid(names.LIBRARY)))


def _report(source: str, sheet: LibrarySheet) -> LibraryReport:
    missing = (
        EntryFinding(None, None, _COLUMN_MISSING, Severity.ERROR, f"缺少“{title}”列。", "补上这一列的表头。")
        for title in sheet.missing
    )
    order = list(Severity)
    found = (*_own(sheet), *_by_catalogue(sheet))
    return LibraryReport(
        source, len(sheet.rows), (*missing, *sorted(found, key=lambda one: (one.row or 0, order.index(one.severity))))
    )


def _own(sheet: LibrarySheet) -> Iterator[EntryFinding]:
    library = tuple(entry for _, entry in sheet.rows)
    for one in OWN_CHECKS:
        for number, message in one.faults(library):
            row, entry = sheet.rows[number]
            yield EntryFinding(row, entry, one.code, one.severity, message, one.fix)


def _by_catalogue(sheet: LibrarySheet) -> Iterator[EntryFinding]:
    """Run the rules on single indicators over projects of one entry each; blanks are for the library's own checks."""
    whole = [(row, entry) for row, entry in sheet.rows if entry.name and entry.value]
    projects = [_project(position, entry, HEBEI_2025) for position, (_, entry) in enumerate(whole, start=1)]
    department = Department("", "", None, ("", ""), (), tuple(projects), library=())
    for rule in _rules():
        for finding in rule.run(department):
            if finding.project is None:  # the rule itself failed
                yield EntryFinding(None, None, finding.rule, finding.severity, finding.message, finding.fix)
            elif finding.places[0].field.startswith(_FIRST):
                row, entry = whole[finding.project - 1]
                yield EntryFinding(row, entry, finding.rule, finding.severity, finding.message, finding.fix)


def _rules() -> Sequence[Rule]:
    wanted, unwanted = phrases("library.rules"), phrases("library.not_rules")
    return [
        rule
        for code, rule in CATALOGUE.rules.items()
        if rule.check_project is not None and code.startswith(wanted) and code not in unwanted
    ]


def _project(position: int, entry: LibraryEntry, profile: Profile) -> Project:
    """Make a project of one entry, of which the category is the name; a cost in per cent stands beside a total."""
    row = entry.indicator(profile)
    row = replace(row, target=filled(row.target), basis=filled(row.basis), description=filled(row.description))
    budget = mapping("library.blanks")[BUDGET]
    total = Indicator(2, row.level1, row.level2, "项目总成本", "全年支出总额", f"≤{budget}万元", "年度预算")
    rows = (row, total) if is_cost(row) and row.measure.percent else (row,)
    words = {"name": entry.category, "purpose": entry.category, "goals": entry.category, "budget": budget}
    return project_from_words(position, words, rows)
