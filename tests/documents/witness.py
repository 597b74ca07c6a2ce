"""The witness that nothing was lost: each line of a document is in the model, a printed label, or reported."""

from __future__ import annotations

import re

from perfxl.documents.text import Imported, read_text
from perfxl.model.amounts import folded
from perfxl.model.labels import LABELS

_KNOWN = {*map(folded, LABELS.values()), "第一部分", "第二部分"}
_BETWEEN = re.compile(r"\t| {3,}(?=单位)|(?<=^第[一二]部分)：?|(?<=^ 第[一二]部分)：?")
_RESIDUE = re.compile(r"\[bookmark:[^\]\n]*\]")


def lost(text: str, read: Imported) -> list[tuple[int, str]]:
    """Give the pieces of a text that are nowhere, with their lines."""
    kept = _texts(read)
    reported = {one.line: folded(one.text) for one in read.unplaced}
    noted = {int(number) for note in read.notes if "目录" in note for number in re.findall(r"\d+(?=[、行])", note)}
    pieces = [
        (number, folded(piece))
        for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=1)
        for piece in _BETWEEN.split(_RESIDUE.sub("", line))
    ]
    return [
        (number, piece)
        for number, piece in pieces
        if piece and number not in noted and piece not in _KNOWN
        if not any(piece in one for one in kept) and piece not in reported.get(number, "")
    ]


def assert_nothing_lost(text: str) -> None:
    """Read a text and look for each of its lines."""
    assert lost(text, read_text(text)) == []


def _texts(read: Imported) -> list[str]:
    department = read.department
    projects = [text for project in department.projects for _, text in project.texts()]
    labels = [text for project in department.projects for text in project.labels.values()]
    own = [text for _, text in department.paragraphs()]
    return [folded(text) for text in (*department.covers, *own, *projects, *labels)]
