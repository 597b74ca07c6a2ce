"""One project's table: its cells to the words of a project, by printed labels and by the shape of the form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from perfxl.documents._cells import KNOWN, Cell, Line, Unplaced, is_money_unit, is_title, is_unit, report, split_cells
from perfxl.documents._rows import first_row, header_at, read_rows
from perfxl.model.amounts import folded
from perfxl.model.labels import LABELS
from perfxl.model.project import PLAN_NODES, Project, project_from_words

_ENOUGH = 2
_UNIT_AND_MONEY_UNIT = re.compile(r"(\s*\d{6}.*?)\s+(\S*单位.*)")


class Slot(NamedTuple):
    """One cell of the form above the indicators: its printed label, its value, or a merged cell (neither)."""

    label: str = ""
    field: str = ""
    last: bool = False

    def words(self, cell: Cell) -> str:
        """The cell's words; a row's last cell goes without the divider, the goals without the page space below."""
        if self.field == "goals":
            return cell.trimmed
        return cell.undivided if self.last else cell.text


class Anchor(NamedTuple):
    """A printed label found: its number among the slots, and among the cells."""

    slot: int
    cell: int


MERGED = Slot()
SLOTS = (
    *(Slot("code"), Slot(field="code"), Slot("name"), Slot(field="name", last=True)),
    *(Slot("purpose_and_budget"), Slot("budget"), Slot(field="budget"), Slot("fiscal"), Slot(field="fiscal")),
    *(Slot("other"), Slot(field="other", last=True), MERGED, Slot(field="purpose", last=True)),
    *(Slot("plan"), *(Slot(node, last=node == "plan.december") for node in PLAN_NODES)),
    *(MERGED, *(Slot(field=node, last=node == "plan.december") for node in PLAN_NODES)),
    *(Slot("goals"), Slot(field="goals", last=True)),
)
_GOALS = SLOTS.index(Slot("goals"))


@dataclass(frozen=True, slots=True)
class Table:
    """One table as read: its project, and the lines of it that have no place."""

    project: Project
    unplaced: tuple[Unplaced, ...]


def read_table(lines: Sequence[Line], position: int, *, leading: bool) -> Table | None:
    """Read the lines from one table's title to the next table's; None where they hold no performance table."""
    first = next((at for at, line in enumerate(lines) if line.tabbed), len(lines))
    cells = split_cells(lines[first:], leading=leading)
    anchors = _anchors(cells)
    if len(anchors) < _ENOUGH:
        return None
    below = _first_below(cells, anchors)
    heading = [Cell(line.number, line.text) for line in lines[:first]]
    words, unplaced, above = _heading([*heading, *cells[: anchors[0].cell]], is_cell=len(heading))
    labels = dict.fromkeys((slot.label for slot in SLOTS if slot.label), "")
    labels |= {SLOTS[anchor.slot].label: SLOTS[anchor.slot].words(cells[anchor.cell]) for anchor in anchors}
    for slots, run in _stretches(cells[:below], anchors, above):
        for slot, cell in _fill(slots, run):
            if slot is None:
                unplaced += cell.unplaced()
            elif slot.label:
                labels[slot.label] = slot.words(cell)
            elif slot.field:
                words[slot.field] = slot.words(cell)
    rows = read_rows(cells[below:])
    differing = {key: text for key, text in (labels | rows.labels).items() if text != LABELS[key]}
    project = project_from_words(position, words, rows.indicators, differing)
    return Table(project, (*unplaced, *rows.unplaced))


def _anchors(cells: Sequence[Cell]) -> list[Anchor]:
    """Find the form's labels, each after the one before it."""
    folds = [folded(cell.text) for cell in cells]
    anchors: list[Anchor] = []
    start = 0
    for number, slot in enumerate(SLOTS):
        wanted = folded(LABELS[slot.label]) if slot.label else None
        if wanted in folds[start:]:
            at = folds.index(wanted, start)
            anchors.append(Anchor(number, at))
            start = at + 1
    return anchors


def _first_below(cells: Sequence[Cell], anchors: Sequence[Anchor]) -> int:
    """Find the cell with which the part below the goals begins: its headings or, without any, its first row."""
    after = anchors[-1].cell + 1
    header = header_at(cells, after)
    if header is not None:
        return header
    first = first_row(cells, after)
    return min(first, after + 1) if anchors[-1].slot == _GOALS else first


def _stretches(
    cells: Sequence[Cell], anchors: Sequence[Anchor], above: Sequence[Cell]
) -> Iterator[tuple[Sequence[Slot], Sequence[Cell]]]:
    """Give the slots and the cells between one label found and the next, above the first and below the last."""
    yield SLOTS[: anchors[0].slot], above
    ends = (*anchors[1:], Anchor(len(SLOTS), len(cells)))
    for here, following in zip(anchors, ends, strict=True):
        yield SLOTS[here.slot + 1 : following.slot], cells[here.cell + 1 : following.cell]


def _fill(slots: Sequence[Slot], cells: Sequence[Cell]) -> list[tuple[Slot | None, Cell]]:
    """Give each cell its slot by position: all of the slots, all but merged ones, or all but labels that are missing.

    Where there are more cells, the rows between them show which are the form's; where there are fewer, none is sure.
    """
    bare = [slot for slot in slots if slot is not MERGED]
    unlabelled = [slot for slot in bare if not slot.label]
    for some in (slots, bare, unlabelled):
        if len(some) == len(cells) and _merged_are_free(some, cells):
            return list(zip(some, cells, strict=True))
    found: list[Slot | None] = [None] * len(cells)
    if len(cells) > len(unlabelled):
        _fill_by_rows(slots, cells, found)
    return list(zip(found, cells, strict=True))


def _fill_by_rows(slots: Sequence[Slot], cells: Sequence[Cell], found: list[Slot | None]) -> None:
    """Find each row of slots among the rows of cells, in order; a row whose label is missing ends the search."""
    undivided = not any(cell.ends_row for cell in cells)
    cursor = 0
    for row in _rows_of(slots):
        if any(slot.label for slot in row):
            return
        for at in range(cursor, len(cells) - len(row) + 1):
            begins = undivided or at == 0 or cells[at - 1].ends_row
            if begins and _merged_are_free(row, cells[at:]):
                cursor = at + len(row)
                found[at:cursor] = row
                break


def _rows_of(slots: Sequence[Slot]) -> Iterator[Sequence[Slot]]:
    start = 0
    for end, slot in enumerate(slots, start=1):
        if slot.last or end == len(slots):
            yield slots[start:end]
            start = end


def _merged_are_free(slots: Sequence[Slot], cells: Sequence[Cell]) -> bool:
    """Tell whether the merged cells are blank, or repeat a printed label."""
    merged = (folded(cell.text) for slot, cell in zip(slots, cells, strict=False) if slot is MERGED)
    return all(not words or words in KNOWN for words in merged)


def _heading(cells: Sequence[Cell], *, is_cell: int) -> tuple[dict[str, str], list[Unplaced], list[Cell]]:
    """Take title, unit and money unit from what stands above the first label; give them and what is left over.

    The first `is_cell` of the cells are plain lines: what is left of them has no place. The other may yet have one.
    """
    words: dict[str, str] = {}
    left: list[Cell] = []
    unplaced: list[Unplaced] = []
    for number, cell in enumerate(cells):
        found = _heading_words(cell, is_line=number < is_cell)
        if found and not found.keys() & words.keys():
            words |= found
        elif number < is_cell:
            unplaced += report([Line(cell.line, cell.text)])
        else:
            left.append(cell)
    return words, unplaced, left


def _heading_words(cell: Cell, *, is_line: bool) -> dict[str, str]:
    if is_line and is_title(cell.text):
        return {"title": cell.text}
    if is_money_unit(cell.text):
        return {"money_unit": cell.undivided}
    if (both := _UNIT_AND_MONEY_UNIT.fullmatch(cell.undivided)) and is_money_unit(both[2]):
        return {"unit": both[1], "money_unit": both[2]}
    return {"unit": cell.text} if is_unit(cell.text) else {}
