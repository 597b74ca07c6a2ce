"""A project's sheet: drawn from a form and a project, and read back by the form's printed labels.

Inserted rows and columns do not shift the reading: `_frame` finds the labels first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from perfxl.forms import _looks as looks
from perfxl.forms import _names as names
from perfxl.forms._frame import find_frame
from perfxl.forms._layout import Box, Column, ProjectForm
from perfxl.model.amounts import blank, folded
from perfxl.model.findings import Place
from perfxl.model.project import (
    INDICATOR_FIELDS,
    MONEY_FIELDS,
    PLAN_NODES,
    Indicator,
    Project,
    project_from_words,
)
from perfxl.page import Area, Content, Flag, Formula, Page, Validation
from perfxl.sheet import CellRef, Grid, Word, address

SUFFIX = "绩效目标表"
_NAMED = {
    "code": "项目编码",
    "name": "项目名称",
    "budget": "预算数",
    "fiscal": "财政资金",
    "other": "其他资金",
    "purpose": "资金用途",
    "goals": "绩效目标",
}


@dataclass(frozen=True, slots=True)
class ReadProject:
    """A project and where its sheet keeps it: `cells` by field, positions counted from 0."""

    project: Project
    sheet: str
    form: ProjectForm
    cells: dict[str, tuple[int, int]]

    def ref(self, place: Place) -> CellRef | None:
        """Give the cell of a place; None for a field that has no cell."""
        at = self.cells.get(place.field)
        return CellRef(self.sheet, address(*at)) if at else None

    def content(self, field: str, text: str) -> Word:
        """Give what the cell of a field holds when these words are in it."""
        kinds = {one.field: one.kind for one in self.form.boxes}
        kinds |= {one.field: one.kind for one in self.form.columns}
        kind = kinds.get(field.rpartition(".")[2] if field.startswith("indicators.") else field)
        return kind.write(text)[0] if kind else text


# --- reading -------------------------------------------------------------------------------------------------------


def read_project(grid: Grid, form: ProjectForm, number: int, tab: str) -> ReadProject:
    """Read one project's sheet, whatever state it is in; what is odd about its labels stays in `project.labels`."""
    frame = find_frame(grid, form)
    cells = {f"labels.{field}": at for field, at in frame.at.items()}
    words: dict[str, str] = {}
    for box in form.boxes:
        cells[box.field] = frame.box(box)
        words[box.field] = box.kind.read(grid.value(*cells[box.field]))
    columns = {column: frame.column(column) for column in form.columns}
    indicators = []
    for indicator, row in _read_rows(grid, columns, form.header + frame.rows[form.header] + 1):
        indicators.append(indicator)
        cells |= {indicator.field(column.field): (row, at) for column, at in columns.items()}
    project = project_from_words(number, words, tuple(indicators), frame.printed, tab)
    project = replace(project, stored_as_text=frozenset(_stored_as_text(grid, form, cells)))
    return ReadProject(project, tab, form, cells)


def _stored_as_text(grid: Grid, form: ProjectForm, cells: Mapping[str, tuple[int, int]]) -> Iterator[str]:
    """Name the boxes for numbers in which a number stands as text."""
    for box in form.boxes:
        value = grid.value(*cells[box.field])
        numeric = box.field in {*MONEY_FIELDS, *PLAN_NODES}
        if numeric and isinstance(value, str) and isinstance(box.kind.write(value.strip())[0], Decimal):
            yield box.field


def _read_rows(grid: Grid, columns: Mapping[Column, int], first: int) -> Iterator[tuple[Indicator, int]]:
    level1 = level2 = ""
    number = 0
    for row in range(first, len(grid.rows)):
        words = {column.field: column.kind.read(grid.value(row, at)) for column, at in columns.items()}
        if all(blank(text) for text in words.values()) or _is_footnote(words):
            continue
        if not blank(words["level1"]):
            level1, level2 = words["level1"], ""
        if not blank(words["level2"]):
            level2 = words["level2"]
        number += 1
        yield Indicator(number, **(words | {"level1": level1, "level2": level2})), row


def _is_footnote(words: dict[str, str]) -> bool:
    """Tell a line below the table (填表人：…) from an indicator: words in the first column alone, and no level."""
    rest = [words[field] for field in INDICATOR_FIELDS[1:]]
    return all(blank(text) for text in rest) and not folded(words["level1"]).endswith("指标")


# --- drawing -------------------------------------------------------------------------------------------------------


def draw_project(project: Project, form: ProjectForm, name: str) -> Page:
    """Draw one project's sheet exactly as the form is printed."""
    rows_top = form.header + 1
    page = Page(
        name=name,
        widths=form.widths,
        repeat=(form.header, form.header),
        freeze=(2, 0),
        protect=True,
        one_page=True,
    )
    for label in form.labels:
        corner = label.area
        words = project.labels.get(label.field) or label.words
        page.put(corner.top, corner.left, words, looks.LABEL, (corner.bottom, corner.right))
    for box in form.boxes:
        _put(page, box, project, form)
    _draw_rows(page, project, form, rows_top)
    _set_heights(page, project, form)
    _guard(page, project, form, rows_top)
    return page


def as_native(project: Project, form: ProjectForm) -> Project:
    """Give the project as native formulas see its sheet: an amount or a share that stands there as text is nothing."""
    numbers = {
        field: project.text(field)
        for field in (*MONEY_FIELDS, *PLAN_NODES)
        if isinstance(form.box(field).kind.write(project.text(field))[0], Decimal)
    }
    return project_from_words(
        project.position, {"code": project.code, "name": project.name} | numbers, project.indicators
    )


def derived_title(project: Project) -> str:
    """Give the title that the form prints for a project: 1.本级公务用车购置绩效目标表."""
    return f"{project.position}.{project.name}{SUFFIX}"


def title_formula(project: Project, form: ProjectForm) -> Formula:
    """Give the title as a formula that follows the name."""
    return Formula(f'="{project.position}."&{form.cell("name")}&"{SUFFIX}"', derived_title(project))


def _put(page: Page, box: Box, project: Project, form: ProjectForm) -> None:
    corner = box.area
    content: Content
    content, style = box.kind.write(project.text(box.field))
    if box.field == "title" and content == derived_title(project):
        content = title_formula(project, form)
    page.put(corner.top, corner.left, content, style, (corner.bottom, corner.right))
    if box.field in _NAMED:
        page.names[_NAMED[box.field]] = Area(corner.top, corner.left, corner.top, corner.left)


def _draw_rows(page: Page, project: Project, form: ProjectForm, top: int) -> None:
    level1, level2, *rest = form.columns
    for row, indicator in enumerate(project.indicators, start=top):
        for column in rest:
            first, last = column.span
            content, style = column.kind.write(getattr(indicator, column.field))
            page.put(row, first, content, style, (row, last))
    row = top
    for (_, words2), group in groupby(project.indicators, key=lambda one: (one.level1, one.level2)):
        count = len(list(group))
        page.put(row, level2.span[0], words2, level2.kind.write(words2)[1], (row + count - 1, level2.span[1]))
        row += count
    row = top
    for words1, group1 in groupby(project.indicators, key=lambda one: one.level1):
        count = len(list(group1))
        page.put(row, level1.span[0], words1, level1.kind.write(words1)[1], (row + count - 1, level1.span[1]))
        row += count


def _set_heights(page: Page, project: Project, form: ProjectForm) -> None:
    page.heights[0], page.heights[1], page.heights[form.header - 1] = 34.0, 20.0, 6.0
    by_row: dict[int, list[tuple[str, float]]] = {}
    for field in ("name", "purpose", "goals"):
        corner = form.box(field).area
        by_row.setdefault(corner.top, []).append((project.text(field), form.room(corner.left, corner.right)))
    for row, indicator in enumerate(project.indicators, start=form.header + 1):
        by_row[row] = [(getattr(indicator, c.field), form.room(*c.span)) for c in form.columns[2:]]
        by_row[row] += [(getattr(indicator, c.field), form.room(*c.span)) for c in form.columns[:1]]
    for row in range(2, form.header + 1 + len(project.indicators)):
        if row != form.header - 1:
            page.heights[row] = looks.height(by_row.get(row, []))
    page.heights[form.box("goals").area.top] = max(48.0, page.heights[form.box("goals").area.top])


def _guard(page: Page, project: Project, form: ProjectForm, top: int) -> None:
    """Lay the native safeguards over the form: what may be typed, and colours where a hard figure is wrong."""
    bottom = top + max(len(project.indicators), 1) - 1
    page.names["绩效指标"] = Area(form.header, 0, bottom, form.columns[-1].span[1])
    amounts = {"validate": "decimal", "criteria": ">=", "value": 0, "error_type": "stop"}
    amounts |= {"error_title": "金额", "error_message": "请填数字，单位万元，保留两位小数，例如 100.00。"}
    shares = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100, "error_type": "stop"}
    shares |= {"error_title": "资金支出计划", "error_message": "请填 0 到 100 的累计百分比，12月底应为 100。"}
    code = {"validate": "length", "criteria": "=", "value": 21, "error_type": "warning"}
    code |= {"error_title": "项目编码", "error_message": "项目编码应为 21 位，请核对。"}
    for field, options in {"budget": amounts, "fiscal": amounts, "other": amounts, "code": code}.items():
        page.validations.append(Validation(form.box(field).area, options))
    page.validations += [Validation(box.area, shares) for box in form.boxes if box.field.startswith("plan.")]
    for column, source in ((form.columns[0], names.LEVEL1_LIST), (form.columns[1], names.LEVEL2_LIST)):
        options = {"validate": "list", "source": f"={source}", "error_type": "warning", "error_title": "指标级别"}
        options["error_message"] = "清单里没有这个级别，请从下拉清单中选。"
        page.validations.append(Validation(Area(top, column.span[0], bottom, column.span[1]), options))
    hint = {
        "validate": "any",
        "input_title": "指标值",
        "input_message": "符号+数字+单位，如 ≥95%、=12辆、≤100.00万元。",
    }
    page.validations.append(Validation(Area(top, form.columns[4].span[0], bottom, form.columns[4].span[1]), hint))
    _colour(page, form)


def _colour(page: Page, form: ProjectForm) -> None:
    budget, fiscal, other, code = (form.cell(field) for field in ("budget", "fiscal", "other", "code"))
    march, june, october, december = (form.cell(box.field) for box in form.boxes if box.field.startswith("plan."))
    wrong = {
        "budget": f"=ROUND(N({budget})-SUM({fiscal},{other}),2)<>0",
        "code": f'=AND({code}<>"",LEN({code})<>21)',
        "plan.december": f'=AND({december}<>"",{december}<>1,{december}<>100)',
        "plan.june": f'=AND({march}<>"",{june}<>"",{june}<{march})',
        "plan.october": f'=AND({june}<>"",{october}<>"",{october}<{june})',
    }
    page.flags += [Flag(form.box(f).area, formula, looks.RED, looks.RED_INK) for f, formula in wrong.items()]
    for field in ("code", "name", "budget", "fiscal", "purpose", "goals"):
        page.flags.append(Flag(form.box(field).area, f'=TRIM({form.cell(field)})=""', looks.YELLOW, looks.AMBER_INK))
