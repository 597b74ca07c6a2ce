"""What stands before the first table: the titles of the two parts, the sections of part one, a table of contents."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from perfxl.documents._cells import SUFFIXES, Line, Unplaced, is_numbered, is_title, report
from perfxl.model.amounts import blank, folded
from perfxl.model.department import SECTIONS, Section

_PART = re.compile(r"\s*第([一二12１２])部分[\s:：、]*(.{0,40}?)\s*")
_LEADER = re.compile(r"\s*(\S.*?)(?:\t|[.．·•․‥…]{2,}|[_—-]{4,}|\s{3,})[\s.．·•․‥…]*\d+\s*")
_NUMBER = re.compile(r"\(?\d+[)、.,]+")
_CHINESE_NUMBER = re.compile(r"\(?[一二三四五六七八九十]+[)、.,]+")
_COVERS = (re.compile(r"[^。;]{0,30}整体(?:支出)?绩效目标"), re.compile(r"[^。;]{0,30}项目(?:支出)?绩效目标"))
_NUMBERED_HEADINGS = {
    "overall": re.compile(r"(?:部门|单位|年度|\d{4}年度?)*总体(?:绩效)?目标(?::.*)?"),
    "parts": re.compile(r"(?:部门|单位|年度|\d{4}年度?)*分项(?:绩效)?目标(?::.*)?"),
    "measures": re.compile(r"(?:工作)?保障措施(?::.*)?"),
}


@dataclass
class Front:
    """What is read so far; `contents` are the lines that only list what follows, `part` the part that one is in."""

    covers: list[str] = field(default_factory=lambda: ["", ""])
    sections: list[Section] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    contents: list[int] = field(default_factory=list)
    part: int = 0
    awaits_title: bool = False


def read_front(lines: Sequence[Line], project_names: Collection[str]) -> Front:
    """Read the lines before the first table. Each is in a section, a title, a line of contents, or unplaced."""
    names = {folded(name) for name in project_names}
    front = Front()
    printed = [line for line in lines if not blank(line.text)]
    for line, following in zip_longest(printed, printed[1:]):
        if _has_page_number(front, line) or _lists_what_follows(line, following, printed):
            front.contents.append(line.number)
        elif not (_opens_part(front, line) or _opens_section(front, line) or _continues(front, line)):
            _stands_alone(front, line, names)
    return front


def section_kind(text: str) -> str | None:
    """Tell which section a heading opens: overall, parts, measures; None for any other line."""
    words = folded(text)
    bare = _CHINESE_NUMBER.sub("", words, count=1)
    if bare == words:
        return next((kind for kind, heading in SECTIONS.items() if words.removesuffix(":") == heading), None)
    return next((kind for kind, heading in _NUMBERED_HEADINGS.items() if heading.fullmatch(bare)), None)


def _has_page_number(front: Front, line: Line) -> bool:
    """Tell a line of the table of contents by its page number; within a section only if it is a heading, too."""
    entry = _LEADER.fullmatch(line.text)
    return entry is not None and (front.part > 1 or not front.sections or _is_heading(entry[1]))


def _lists_what_follows(line: Line, following: Line | None, printed: Sequence[Line]) -> bool:
    """Tell a line of the table of contents without page numbers: the name of something that comes only later."""
    words = folded(line.text)
    if words == "目录" or is_title(line.text):
        return True
    if not _is_heading(line.text) or following is None or not _is_heading(following.text):
        return False
    return any(later.number > line.number and folded(later.text) == words for later in printed)


def _is_heading(text: str) -> bool:
    if section_kind(text) or _PART.fullmatch(text) or _LEADER.fullmatch(text) or is_title(text):
        return True
    return any(pattern.fullmatch(folded(text)) for pattern in _COVERS)


def _opens_part(front: Front, line: Line) -> bool:
    """Take “第一部分” with the title beside or below it, or a title that stands without those words."""
    if opened := _PART.fullmatch(line.text):
        front.part = 2 if opened[1] in "二2２" else 1
        front.covers[front.part - 1] = opened[2]
        front.awaits_title = not opened[2]
        return True
    if front.awaits_title:
        front.awaits_title = False
        if section_kind(line.text) is None:
            front.covers[front.part - 1] = line.text.strip()
            return True
    for part, pattern in enumerate(_COVERS, start=1):
        if pattern.fullmatch(folded(line.text)) and not front.covers[part - 1] and front.part < part:
            front.part = part
            front.covers[part - 1] = line.text.strip()
            return True
    return False


def _opens_section(front: Front, line: Line) -> bool:
    kind = section_kind(line.text)
    if front.part > 1 or kind is None or kind in {section.kind for section in front.sections}:
        return False
    front.part = 1
    front.sections.append(Section(kind, line.text, ()))
    return True


def _continues(front: Front, line: Line) -> bool:
    if front.part > 1 or not front.sections:
        return False
    last = front.sections[-1]
    front.sections[-1] = replace(last, paragraphs=(*last.paragraphs, line.text))
    return True


def _stands_alone(front: Front, line: Line, names: Collection[str]) -> None:
    """Take a numbered project's name for contents; any other line has no place."""
    name = _NUMBER.sub("", folded(line.text), count=1)
    for suffix in SUFFIXES:
        name = name.removesuffix(suffix)
    if is_numbered(line.text) and name in names:
        front.contents.append(line.number)
    else:
        front.unplaced += report([line])
