"""What stands before the first table: the titles of the two parts, the sections of part one, a table of contents."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from perfxl.documents._cells import SUFFIXES, Line, Unplaced, is_title, report
from perfxl.model.amounts import blank, folded
from perfxl.model.department import Section

_PART = re.compile(r"\s*第([一二1２2１])部分[\s:：、]*(.*?)\s*")
_LEADER = re.compile(r"\S.*?(?:\t|[.．·•…․‥_—-]{2,}|\s{3,})[\s.．·•…]*\d+\s*")
_NUMBER = re.compile(r"\(?[一二三四五六七八九十\d]+[)、.,]*")
_LONGEST_TITLE = 40
_COVERS = (re.compile(r".*(?:部门|单位|整体).*绩效目标"), re.compile(r".*项目.*绩效目标"))
_KINDS = {
    "overall": re.compile(r"(?:部门|单位|年度|\d{4}年度?)*总体(?:绩效)?目标(?::.*)?"),
    "parts": re.compile(r"(?:部门|单位|年度|\d{4}年度?)*分项(?:绩效)?目标(?::.*)?"),
    "measures": re.compile(r"(?:工作)?保障措施(?::.*)?"),
}


@dataclass
class Front:
    """What was read so far; `contents` are the numbers of the lines that only list what follows."""

    covers: list[str] = field(default_factory=lambda: ["", ""])
    sections: list[Section] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    contents: list[int] = field(default_factory=list)


def read_front(lines: Sequence[Line], project_names: Collection[str]) -> Front:
    """Read the lines before the first table. A line is in a section, a title, a line of contents, or unplaced."""
    front = Front()
    printed = [line for line in lines if not blank(line.text)]
    listed = _contents(printed, {folded(name) for name in project_names})
    front.contents = [line.number for line in printed if line.number in listed]
    part, awaited = 0, False
    for line in (line for line in printed if line.number not in listed):
        if opened := _part(line.text):
            part, title = opened
            front.covers[part - 1] = title
            awaited = not title
        elif awaited and _section_kind(line.text) is None:
            front.covers[part - 1] = line.text.strip()
            awaited = False
        else:
            awaited = False
            part = _read_line(front, line, part)
    return front


def _read_line(front: Front, line: Line, part: int) -> int:
    """Place one line that is no part's title by the order of things; give the part that it is in."""
    kind = _section_kind(line.text)
    if part < 2:  # noqa: PLR2004 - there are two parts
        if kind and kind not in {section.kind for section in front.sections}:
            front.sections.append(Section(kind, line.text, ()))
            return 1
        if not part:
            return _unmarked_cover(front, line)
    return part
