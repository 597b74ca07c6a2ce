"""The worst places of a check: the rows and boxes on which most grave findings meet, as a reviewer would name them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from perfxl.app.check import CheckReport
from perfxl.forms.findings import Located
from perfxl.model.department import Department
from perfxl.model.findings import Place, Severity

_WEIGHTS = {Severity.ERROR: 3, Severity.WARNING: 1}
_BLOCKING = 100
_COMMON = 3  # a finding of more places than these says nothing of one of them


@dataclass(frozen=True, slots=True)
class Spot:
    """One row or box: its project, its cell, the words in it, and the findings that meet there, gravest first.

    `project` is None for the department's own part; `alike` counts the places of the same words and the same faults.
    """

    project: int | None
    project_name: str
    cell: str
    words: str
    found: tuple[Located, ...]
    alike: int = 1

    @property
    def weight(self) -> int:
        """How much weighs on it; what makes a table unusable outweighs all else."""
        return sum(_BLOCKING if one.finding.blocking else _WEIGHTS[one.finding.severity] for one in self.found)


def worst(report: CheckReport, most: int) -> tuple[Spot, ...]:
    """Give so many places, the worst first; of those alike only the first."""
    meeting: dict[Place, dict[int, tuple[Located, str]]] = defaultdict(dict)
    for number, one in enumerate(report.standing):
        places, cells = one.finding.places, one.cells
        if one.finding.blocking:
            places, cells = places[:1], cells[:1]
        if one.finding.severity is Severity.INFO or len(places) > _COMMON or len(places) != len(cells):
            continue
        for place, cell in zip(places, cells, strict=True):
            meeting[_whole(place)].setdefault(number, (one, cell))
    spots: dict[tuple[str, tuple[str, ...]], Spot] = {}
    for place, met in meeting.items():
        spot = _spot(report.department, place, list(met.values()))
        same = (spot.words, tuple(one.finding.rule for one in spot.found))
        spots[same] = replace(spots[same], alike=spots[same].alike + 1) if same in spots else spot
    return tuple(sorted(spots.values(), key=lambda spot: -spot.weight)[:most])


def _whole(place: Place) -> Place:
    """Give the row that a column of an indicator is part of, else the box itself."""
    parts = place.field.split(".")
    return Place(place.project, ".".join(parts[:2])) if parts[0] == "indicators" else place


def _spot(department: Department, place: Place, met: list[tuple[Located, str]]) -> Spot:
    first, cell = met[0]
    words = first.value
    if place.project is not None and place.field.startswith("indicators."):
        indicator = department.projects[place.project - 1].indicators[int(place.field.partition(".")[2]) - 1]
        words = f"{indicator.name} {indicator.target}"
    return Spot(place.project, first.project_name, cell, words.strip(), tuple(one for one, _ in met))
