"""The worst places of a check: the rows and boxes on which most grave findings meet, as a reviewer would name them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from perfxl.app.check import CheckReport
from perfxl.forms.findings import Located
from perfxl.model.amounts import blank
from perfxl.model.department import Department
from perfxl.model.findings import Place, Severity

_WEIGHTS = {Severity.ERROR: 3, Severity.WARNING: 1, Severity.INFO: 0}
_COMMON = 3  # a finding of more places than these says nothing of one of them


@dataclass(frozen=True, slots=True)
class Spot:
    """One row or box: its project, its cell, the words in it, and the findings that meet there, gravest first."""

    project: int
    project_name: str
    cell: str
    words: str
    found: tuple[Located, ...]

    @property
    def weight(self) -> int:
        """How much weighs on it."""
        return sum(_WEIGHTS[one.finding.severity] for one in self.found)


def worst(report: CheckReport, most: int) -> tuple[Spot, ...]:
    """Give so many rows and boxes of projects, the worst first."""
    meeting: dict[Place, dict[int, tuple[Located, str]]] = defaultdict(dict)
    for number, one in enumerate(report.standing):
        places = one.finding.places
        light = one.finding.severity is Severity.INFO
        if light or one.finding.project is None or len(places) > _COMMON or len(places) != len(one.cells):
            continue
        for place, cell in zip(places, one.cells, strict=True):
            meeting[_whole(place)].setdefault(number, (one, cell))
    spots = [_spot(report.department, place, list(met.values())) for place, met in meeting.items()]
    filled = (spot for spot in spots if not blank(spot.words))  # what is empty has nothing to show but a name
    return tuple(sorted(filled, key=lambda spot: -spot.weight)[:most])


def _whole(place: Place) -> Place:
    """Give the row that a column of an indicator is part of, else the box itself."""
    parts = place.field.split(".")
    return Place(place.project, ".".join(parts[:2])) if parts[0] == "indicators" else place


def _spot(department: Department, place: Place, met: list[tuple[Located, str]]) -> Spot:
    first, cell = met[0]
    position = place.project or 0
    project = department.projects[position - 1]
    if place.field.startswith("indicators."):
        indicator = project.indicators[int(place.field.partition(".")[2]) - 1]
        words = f"{indicator.name} {indicator.target}"
    else:
        words = first.value
    return Spot(position, project.name, cell, words, tuple(one for one, _ in met))
