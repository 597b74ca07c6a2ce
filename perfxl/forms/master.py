"""The master workbook: assembled from the sheets' own forms, and read back into the model."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from perfxl.errors import PerfxlError
from perfxl.forms import _looks as looks
from perfxl.forms import _names as names
from perfxl.forms._layout import ProjectForm
from perfxl.forms.contents import draw_contents
from perfxl.forms.department import draw_department, read_department
from perfxl.forms.findings import NOT_CHECKED, Ignored, Located, count, draw_findings, read_ignored, with_reasons
from perfxl.forms.library import draw_library, read_library
from perfxl.forms.project import ReadProject, draw_project, read_project
from perfxl.forms.project_forms import FORMS, form_of
from perfxl.forms.rollup import draw_rollup, read_listing, total_cell
from perfxl.forms.settings import Settings, draw_settings, lists, read_settings
from perfxl.model.amounts import folded
from perfxl.model.department import Department, Listing, Section
from perfxl.model.findings import Finding, Place
from perfxl.model.library import bundled_library
from perfxl.model.profile import PROFILES
from perfxl.page import Area, Content, Page, Plan
from perfxl.sheet import Book, CellRef, Word, address

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Reading:
    """A workbook's department and where each of its places stands."""

    department: Department
    projects: tuple[ReadProject, ...]
    own: dict[Place, CellRef]
    ignored: tuple[Ignored, ...] = ()

    def located(self, findings: Iterable[Finding]) -> tuple[Located, ...]:
        """Join findings with their cells and with the reasons for ignoring them."""
        return with_reasons([self._joined(finding) for finding in findings], self.ignored)

    def _joined(self, finding: Finding) -> Located:
        first = finding.places[0]
        project = None if first.project is None else self.projects[first.project - 1]
        refs = [ref for place in finding.places if (ref := self.ref(place))]
        return Located(
            finding=finding,
            project_code=project.project.code if project else None,
            project_name=project.project.name if project else "部门",
            sheet=project.sheet if project else refs[0].sheet if refs else None,
            cells=tuple(ref.cell for ref in refs),
            value=self._value(first),
        )

    def ref(self, place: Place) -> CellRef | None:
        """Give the cell of a place; None for a place that has no cell."""
        return self.own.get(place) if place.project is None else self.projects[place.project - 1].ref(place)

    def content(self, place: Place, text: str) -> Word:
        """Give what a cell holds when these words are in it: a number where the form keeps one."""
        return text if place.project is None else self.projects[place.project - 1].content(place.field, text)

    def _value(self, place: Place) -> str:
        try:
            return self.department.text(place)
        except (AttributeError, KeyError, IndexError):
            return ""  # a place that is no cell of its own (the whole plan, all indicators)


def master_plan(
    department: Department,
    findings: Sequence[Finding] | None = None,
) -> Plan:
    """Draw the whole master on the form of the department's profile; `findings` None where nothing was checked yet."""
    form = FORMS[department.profile.name]
    taken = {name.lower() for name in names.OWN_SHEETS}
    sheets = [
        names.sheet_name(f"{p.position}.{p.name}" if p.name else f"项目{p.position}", taken)
        for p in department.projects
    ]
    drawn = [draw_project(p, form, sheet) for p, sheet in zip(department.projects, sheets, strict=True)]
    part_one = draw_department(department)
    reading = _reading_of_drawn(department, part_one, drawn, form)
    found = None if findings is None else reading.located(findings)
    heading = NOT_CHECKED if found is None else f"生成总表时校验：共 {len(found)} 条。修改后请重新校验。"
    pages = (
        draw_contents(department, form, sheets, None if found is None else count(found)),
        part_one,
        *drawn,
        draw_library(department.library),
        draw_rollup(department, form, sheets),
        draw_findings(found or (), heading),
        draw_settings(department),
        _meta(form),
    )
    wide = {name: (sheet, area) for name, (sheet, area, _) in lists(department.profile).items()}
    return Plan(pages=pages, names=wide | lifted_names(pages), title="预算绩效目标总表")


def lifted_names(pages: Sequence[Page]) -> dict[str, tuple[str, Area]]:
    """Take from 设置 and 汇总 the names that belong to the whole workbook."""
    wide: dict[str, tuple[str, Area]] = {}
    for page in pages:
        if page.name in (names.SETTINGS, names.ROLLUP):
            wide |= {name: (page.name, area) for name, area in page.names.items()}
            page.names = {}
    return wide


def _reading_of_drawn(department: Department, part_one: Page, drawn: Sequence[Page], form: ProjectForm) -> Reading:
    """Find every place of a workbook that is being drawn, by reading what was drawn."""
    projects = tuple(
        replace(read_project(page.grid(), form, p.position, page.name), project=p)
        for p, page in zip(department.projects, drawn, strict=True)
    )
    return Reading(department, projects, _own_cells(read_department(part_one.grid())[2]))


def _own_cells(part_one: dict[Place, tuple[int, int]], listing: Listing | None = None) -> dict[Place, CellRef]:
    own = {place: CellRef(names.DEPARTMENT, address(*at)) for place, at in part_one.items()}
    if listing:
        own[Place(None, "listing")] = CellRef(names.ROLLUP, total_cell(len(listing.projects)))
    return own


def _meta(form: ProjectForm) -> Page:
    page = Page(name=names.META, hidden=True, widths=(16, 16))
    facts: dict[str, Content] = {"格式": FORMAT, "表样": form.version}
    for row, (word, value) in enumerate(facts.items()):
        page.put(row, 0, word, looks.NOTE)
        page.put(row, 1, value, looks.NOTE)
    return page


def read_projects(book: Book) -> tuple[ReadProject, ...]:
    """Read every project sheet of a workbook, in sheet order; sheets of other kinds are passed over."""
    found: list[ReadProject] = []
    for sheet in book.sheets():
        if sheet not in names.OWN_SHEETS:
            grid = book.grid(sheet)
            if form := form_of(grid):
                found.append(read_project(grid, form, len(found) + 1, sheet))
    return tuple(found)


def read_master(book: Book) -> Reading:
    """Read a master, or any workbook of project sheets. PerfxlError where it holds none."""
    projects = read_projects(book)
    if not projects:
        raise PerfxlError(
            f"“{book.name}”里没有项目绩效目标表。",
            "请选绩效目标总表；项目表要有“项目编码”“预算数”“资金支出计划（%）”等表头文字。",
        )
    present = set(book.sheets())
    covers: tuple[str, str] = ("", "")
    sections: tuple[Section, ...] = ()
    part_one: dict[Place, tuple[int, int]] = {}
    if names.DEPARTMENT in present:
        covers, sections, part_one = read_department(book.grid(names.DEPARTMENT))
    profile = PROFILES[projects[0].form.version]
    said = book.grid(names.SETTINGS) if names.SETTINGS in present else None
    settings = read_settings(said, profile) if said else Settings("", "", None, "", profile)
    library = read_library(book.grid(names.LIBRARY)) if names.LIBRARY in present else ()
    department = Department(
        unit_code=settings.unit_code,
        unit_name=settings.unit_name,
        year=settings.year,
        covers=covers,
        sections=sections,
        projects=tuple(read.project for read in projects),
        region=settings.region,
        profile=settings.profile,
        listing=read_listing(book.grid(names.ROLLUP)) if names.ROLLUP in present else None,
        library=library or bundled_library(),
    )
    ignored = read_ignored(book.grid(names.FINDINGS)) if names.FINDINGS in present else ()
    ignored = tuple(row if row.sheet in present else _resettled(row, projects) for row in ignored)
    return Reading(department, projects, _own_cells(part_one, department.listing), ignored)


def _resettled(row: Ignored, projects: Sequence[ReadProject]) -> Ignored:
    """Follow a project whose sheet bears another name by now; the project's own name tells, if one alone has it."""
    same = [one.sheet for one in projects if folded(one.project.name) == folded(row.project_name)]
    return replace(row, sheet=same[0]) if row.sheet and len(same) == 1 else row
