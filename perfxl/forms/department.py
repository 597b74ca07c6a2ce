"""部门绩效目标: part one of the document, one row per printed line."""

from __future__ import annotations

from perfxl.forms import _looks as looks
from perfxl.forms import _names as names
from perfxl.model.amounts import blank, folded
from perfxl.model.department import SECTIONS, Department, Section
from perfxl.model.findings import Place
from perfxl.page import Page
from perfxl.sheet import Grid

_COVERS = ("第一部分标题", "第二部分标题")
_TOP = 2


def draw_department(department: Department) -> Page:
    """Draw part one: the kind of each line on the left, the line as printed on the right."""
    page = Page(name=names.DEPARTMENT, widths=(18, 92), freeze=(_TOP, 0), repeat=(_TOP - 1, _TOP - 1))
    page.put(0, 0, "部门整体绩效目标", looks.TITLE, (0, 1))
    page.heights[0] = 34
    page.put(1, 0, "部分", looks.LABEL)
    page.put(1, 1, "内容（每段一行，第一行是标题）", looks.LABEL)
    lines = [(word, cover, True) for word, cover in zip(_COVERS, department.covers, strict=True)]
    for kind, word in SECTIONS.items():
        section = department.section(kind) or Section(kind, "", ())
        lines += [(word, text, number == 0) for number, text in enumerate((section.heading, *section.paragraphs))]
    for row, (word, text, heading) in enumerate(lines, start=_TOP):
        page.put(row, 0, word, looks.LABEL)
        page.put(row, 1, text, looks.TEXT.but(bold=heading))
        page.heights[row] = looks.height([(text, page.widths[1])])
    return page


def read_department(grid: Grid) -> tuple[tuple[str, str], tuple[Section, ...], dict[Place, tuple[int, int]]]:
    """Read the covers and the sections, and where each line stands; a blank word on the left carries on."""
    covers = dict.fromkeys(_COVERS, "")
    lines: dict[str, list[tuple[str, int]]] = {}
    kinds = {word: kind for kind, word in SECTIONS.items()}
    word = ""
    for row in range(_TOP, len(grid.rows)):
        word = folded(grid.text(row, 0)) or word
        text = grid.text(row, 1)
        if word in covers:
            covers[word] = text
        elif word in kinds:
            lines.setdefault(kinds[word], []).append((text, row))
    sections: list[Section] = []
    cells = {Place(None, "covers"): (_TOP, 1)}
    for kind, texts in lines.items():
        if all(blank(text) for text, _ in texts):
            continue
        kept = [texts[0], *(line for line in texts[1:] if not blank(line[0]))]
        sections.append(Section(kind, kept[0][0], tuple(text for text, _ in kept[1:])))
        cells |= {Place(None, f"{kind}.{number}"): (row, 1) for number, (_, row) in enumerate(kept)}
    return (covers[_COVERS[0]], covers[_COVERS[1]]), tuple(sections), cells
