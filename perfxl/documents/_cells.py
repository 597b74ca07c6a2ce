"""Lines of a printed document to table cells: a cell is what stands after a tab, up to the next tab."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from perfxl.model.amounts import blank, folded
from perfxl.model.labels import LABELS

SUFFIXES = "绩效目标表", "绩效目标申报表"
KNOWN = frozenset(folded(words) for words in LABELS.values())
HEADER = tuple(folded(LABELS[key]) for key in ("level1", "level2", "indicator", "description", "target", "basis"))
_CODE = folded(LABELS["code"])
_UNIT = re.compile(r"\d{6}[\u3400-\u9fff]{2,}.*")
_MONEY_UNIT = re.compile(r"\(?(?:金额|计量)?单位:?[^0-9]{0,4}元\)?")
_LEVEL = re.compile(r"\D{1,16}指标")


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A line of the document that has no place in the model: its number from 1 and its words."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the document: its number from 1, and its text with export residue taken out."""

    number: int
    text: str

    @property
    def tabbed(self) -> bool:
        """Tell whether a cell begins on this line, be it an empty one."""
        return "\t" in self.text

    @property
    def empty(self) -> bool:
        """Tell whether nothing stands here, not even an empty cell."""
        return not self.tabbed and blank(self.text)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: the line it begins on and its words over one or more lines, with all blank lines that follow it.

    `closing` marks the last of several cells printed on one line.
    """

    line: int
    text: str
    closing: bool = False

    @property
    def ends_row(self) -> bool:
        """Tell whether the page shows a row's end behind this cell: a blank line, or the end of a line of cells."""
        _, wrapped, last = self.text.rpartition("\n")
        return self.closing or (bool(wrapped) and blank(last))

    @property
    def undivided(self) -> str:
        """The words without the one blank line that divides table rows."""
        rest, wrapped, last = self.text.rpartition("\n")
        return rest if wrapped and blank(last) else self.text

    @property
    def trimmed(self) -> str:
        """The words without any blank lines that follow them."""
        lines = self.text.split("\n")
        while len(lines) > 1 and blank(lines[-1]):
            lines.pop()
        return "\n".join(lines)

    def unplaced(self) -> Iterator[Unplaced]:
        """Report the words line by line; printed labels of the form are no loss."""
        if folded(self.text) not in KNOWN:
            yield from report(Line(number, text) for number, text in enumerate(self.text.split("\n"), self.line))


def report(lines: Iterable[Line]) -> Iterator[Unplaced]:
    """Report lines that have no place; blank ones are no loss."""
    yield from (Unplaced(line.number, line.text.strip()) for line in lines if not blank(line.text))


def is_title(text: str) -> bool:
    """Tell the title line of a project's table: 1.本级公务用车购置绩效目标表."""
    return "\t" not in text and folded(text).endswith(SUFFIXES)


def is_numbered(text: str) -> bool:
    """Tell a line that begins with a number: 1. １． 1、 （1）."""
    return re.match(r"\(?\d+[.、,)]", folded(text)) is not None


def is_unit(text: str) -> bool:
    """Tell the line of the unit: 430001唐山市开平区机关事务中心本级."""
    return _UNIT.fullmatch(folded(text)) is not None


def is_money_unit(text: str) -> bool:
    """Tell 单位：万元."""
    return _MONEY_UNIT.fullmatch(folded(text)) is not None


def is_level(text: str) -> bool:
    """Tell the name of a 一级 or 二级指标, also one whose 指标 was left off."""
    words = folded(text)
    return words not in KNOWN and (_LEVEL.fullmatch(words) is not None or words in _SHORT_LEVELS)


_SHORT_LEVELS = frozenset(
    [
        "产出",
        "效益",
        "满意度",
        "成本",
        "数量",
        "质量",
        "时效",
        "经济效益",
        "社会效益",
        "生态效益",
        "可持续影响",
        "服务对象满意度",
        "经济成本",
        "社会成本",
        "生态环境成本",
    ]
)


def opens_code_row(line: Line) -> bool:
    """Tell the line on which a table's first label, 项目编码, stands first."""
    first, *_ = line.text.lstrip("\t").split("\t")
    return folded(first) == _CODE


def has_leading_tabs(lines: Sequence[Line]) -> bool:
    """Tell whether each cell has a tab before it (or else tabs stand between the cells of a row)."""
    firsts = [line.text.startswith("\t") or not line.tabbed for line in lines if opens_code_row(line)]
    return any(firsts) or not firsts


def split_cells(lines: Sequence[Line], *, leading: bool) -> list[Cell]:
    """Cut lines into cells; lines without a tab go on with the cell before them. The first line must have a tab."""
    cells: list[tuple[int, list[str], bool]] = []
    for line in lines:
        first, *rest = line.text.split("\t")
        if not rest:
            cells[-1][1].append(first)
            continue
        if _begins_cell(first, leading=leading) or (first and not cells):
            rest.insert(0, first)
        elif first:
            cells[-1][1].append(first)
        several = len(rest) > 1
        cells += [(line.number, [text], several and at == len(rest)) for at, text in enumerate(rest, start=1)]
    return [Cell(number, "\n".join(texts), closing) for number, texts, closing in cells]


def _begins_cell(first: str, *, leading: bool) -> bool:
    """Tell whether the words before a line's first tab are a cell of their own, not the end of a wrapped one."""
    if not first:
        return not leading
    return folded(first) in KNOWN or is_level(first) or is_unit(first)
