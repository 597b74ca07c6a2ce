"""Any department, printed as the published text is and read back, says the same words; no damage loses a word."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from perfxl.documents._cells import KNOWN, is_level
from perfxl.documents.text import read_text
from perfxl.errors import PerfxlError
from perfxl.model.amounts import blank, folded
from perfxl.model.department import Department, Section
from perfxl.model.project import BOX_FIELDS, INDICATOR_FIELDS, Indicator, Project, project_from_words
from tests.departments import ALPHABET, LEVELS
from tests.documents.printer import print_department
from tests.documents.test_text import SEED
from tests.documents.witness import lost

cell = st.text(ALPHABET, max_size=24).filter(lambda text: folded(text) not in KNOWN)
row_word = cell.filter(lambda text: not is_level(text))
line = st.text(ALPHABET.replace("\n", ""), min_size=1, max_size=24).filter(lambda text: not blank(text))
paragraph = st.builds("{}、{}。".format, line, line)


def tidy(text: str) -> str:
    """Make a cell of one that may be the last on its page: no lines of blanks, no two blank lines in a row."""
    first, *rest = [part if not blank(part) else "" for part in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join([first, *rest])).rstrip("\n")


@st.composite
def projects(draw: st.DrawFn, position: int) -> Project:
    """Draw one project, with several indicators or none below each 二级指标, and cells of any shape."""
    boxes = {field: draw(cell) for field in BOX_FIELDS}
    boxes["title"] = f"{position}.{draw(line)}绩效目标表"
    boxes |= {"unit": "430001开平区交通运输局", "money_unit": "单位：万元", "goals": tidy(boxes["goals"])}
    rows: list[Indicator] = []
    for level in LEVELS:
        for _ in range(draw(st.integers(0, 3))):
            words = dict(zip(INDICATOR_FIELDS, (*level, *(draw(row_word) for _ in range(4))), strict=True))
            words["name"] = words["name"] if not all(map(blank, list(words.values())[2:])) else "率"
            rows.append(Indicator(len(rows) + 1, **words))
    if rows:
        rows[-1] = replace(rows[-1], basis=tidy(rows[-1].basis))
    return project_from_words(position, boxes, tuple(rows))


@st.composite
def departments(draw: st.DrawFn) -> Department:
    """Draw a department of one to five projects; part one may lack sections."""
    kinds = {"overall": "一、总体绩效目标", "parts": "二、分项绩效目标", "measures": "三、工作保障措施"}
    return Department(
        unit_code="430001",
        unit_name="开平区交通运输局",
        year=2025,
        covers=("2025年部门整体绩效目标", "2025年预算项目绩效目标"),
        sections=tuple(
            Section(kind, heading, tuple(draw(st.lists(paragraph, max_size=4))))
            for kind, heading in kinds.items()
            if draw(st.booleans())
        ),
        projects=tuple(draw(projects(position)) for position in range(1, draw(st.integers(1, 5)) + 1)),
    )


@given(departments())
def test_what_is_printed_is_read_back(department: Department) -> None:
    read = read_text(print_department(department))
    assert read.unplaced == ()
    for project, original in zip(read.department.projects, department.projects, strict=True):
        assert dict(project.texts()) == dict(original.texts())
        assert project.labels == original.labels
    assert replace(read.department, projects=()) == replace(department, projects=())


def lines_of(text: str) -> st.SearchStrategy[int]:
    """Draw the number of a line, from 0."""
    return st.integers(0, text.count("\n"))


@given(st.lists(lines_of(SEED), min_size=1, max_size=12), st.sampled_from(["", "\t", "附注", "\t附注", None]))
def test_damage_loses_no_word(numbers: list[int], words: str | None) -> None:
    """Lines of the published text are replaced or taken out: what is left is read or reported."""
    lines: list[str | None] = [*SEED.split("\n")]
    for number in numbers:
        lines[number] = words
    text = "\n".join(one for one in lines if one is not None)
    assert lost(text, read_text(text)) == []


@given(st.text("\t\n 1.项目编码绩效目标表一级指标", max_size=120))
def test_rubbish_is_read_or_refused(text: str) -> None:
    try:
        read = read_text(text)
    except PerfxlError:
        return
    assert lost(text, read) == []
    assert all(one.text.strip() for one in read.unplaced)
