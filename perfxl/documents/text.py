"""A department's whole document as text (tabs before cells, blank lines between rows) to the model.

It goes by printed labels and structure, never by line numbers. What has no place is reported with its line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from perfxl.documents._blocks import find_blocks
from perfxl.documents._bytes import read_words
from perfxl.documents._cells import Line, Unplaced, has_leading_tabs, report
from perfxl.documents._front import Front, read_front
from perfxl.documents._table import Table, read_table
from perfxl.errors import PerfxlError
from perfxl.model.amounts import folded
from perfxl.model.department import Department
from perfxl.model.labels import LABELS
from perfxl.model.project import Project

__all__ = ["Imported", "Unplaced", "read_text", "read_text_file"]

_T = TypeVar("_T")
_RESIDUE = re.compile(r"\[bookmark:[^\]\n]*\]")
_PAGE_BREAK = "\x0c"
_UNIT = re.compile(r"\s*(\d{6})\s*(\S.*?)\s*", re.DOTALL)
_YEAR = re.compile(r"(20\d\d)年")
_CODE = re.compile(r"(?P<region>\d{6})(?P<year>\d\d)[A-Z]\d{11}[0-9A-Z]")


@dataclass(frozen=True, slots=True)
class Imported:
    """A document as read; `unplaced` are the lines that have no place, `notes` say what was tidied."""

    department: Department
    unplaced: tuple[Unplaced, ...]
    notes: tuple[str, ...]
    layout: str = "河北2025"


def read_text_file(path: Path) -> Imported:
    """Read a document from a text file. PerfxlError where it is no text, or holds no performance table."""
    return read_text(read_words(path))


def read_text(text: str) -> Imported:
    """Read a document. PerfxlError where it holds no performance table."""
    lines, tidied = _clean(text)
    before, blocks = find_blocks(lines)
    leading = has_leading_tabs(lines)
    tables: list[Table] = []
    unplaced: list[Unplaced] = []
    for block in blocks:
        table = read_table(block.lines, len(tables) + 1, leading=leading)
        tables += [table] if table else []
        unplaced += table.unplaced if table else report(block.lines)
        unplaced += report(block.tail)
    if not tables:
        raise PerfxlError(
            "文中没有找到绩效目标表（以“项目编码”一行开头的表）。",
            "请确认选对了文件；如果是从 Word 另存的纯文本，表格里的制表符（Tab）须保留。",
        )
    projects = tuple(table.project for table in tables)
    front = read_front(before, {project.name for project in projects})
    notes = [
        *_note("清除了 {} 处导出残留标记（[bookmark: …]）", tidied),
        *_note("跳过了 {} 行目录", front.contents),
        *(note for project in projects for note in _missing_labels(project)),
    ]
    order = sorted((*front.unplaced, *unplaced), key=lambda one: one.line)
    return Imported(_department(front, projects, before), tuple(order), tuple(notes))


def _clean(text: str) -> tuple[list[Line], list[int]]:
    """Cut a text into lines, without export residue and page breaks; give also the lines that had residue."""
    texts = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    lines = [Line(number, _RESIDUE.sub("", raw).replace(_PAGE_BREAK, "")) for number, raw in enumerate(texts, start=1)]
    tidied = [number for number, raw in enumerate(texts, start=1) for _ in _RESIDUE.findall(raw)]
    return lines, tidied


def _note(words: str, lines: Sequence[int]) -> Iterator[str]:
    if lines:
        yield f"{words.format(len(lines))}：第{'、'.join(str(number) for number in dict.fromkeys(lines))}行。"


def _missing_labels(project: Project) -> Iterator[str]:
    missing = [LABELS[field] for field, printed in project.labels.items() if not printed and field in LABELS]
    if missing:
        yield f"第 {project.position} 张表原文没有“{'”“'.join(missing)}”这些表头，总表里已按表样补上。"


def _department(front: Front, projects: tuple[Project, ...], before: Iterable[Line]) -> Department:
    units = [match.groups() for project in projects if (match := _UNIT.fullmatch(project.unit))]
    unit_code, unit_name = _most_frequent(units) or ("", "")
    codes = [match for project in projects if (match := _CODE.fullmatch(folded(project.code)))]
    covers = " ".join(front.covers)
    years = _most_frequent(_YEAR.findall(folded(covers))) or _most_frequent(
        year for line in before for year in _YEAR.findall(folded(line.text))
    )
    years = years or _most_frequent(f"20{match['year']}" for match in codes)
    return Department(
        unit_code=unit_code,
        unit_name=unit_name,
        year=int(years) if years else None,
        covers=(front.covers[0], front.covers[1]),
        sections=tuple(front.sections),
        projects=projects,
        region=_most_frequent(match["region"] for match in codes) or "",
    )


def _most_frequent(values: Iterable[_T]) -> _T | None:
    return next((value for value, _ in Counter(values).most_common(1)), None)
