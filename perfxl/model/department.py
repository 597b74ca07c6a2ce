"""A department's whole document: its own part as printed, its projects, and what its summary sheet lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from perfxl.model.findings import Place
from perfxl.model.library import LibraryEntry, bundled_library
from perfxl.model.profile import HEBEI_2025, Profile
from perfxl.model.project import Project

SECTIONS = {"overall": "总体绩效目标", "parts": "分项绩效目标", "measures": "工作保障措施"}


@dataclass(frozen=True, slots=True)
class Section:
    """One of the three sections of part one: its heading and its paragraphs, as printed."""

    kind: str
    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListedProject:
    """One row of the workbook's own 汇总 sheet; amounts in 万元, None where not calculated."""

    code: str
    name: str
    budget: Decimal | None
    fiscal: Decimal | None
    other: Decimal | None


@dataclass(frozen=True, slots=True)
class Listing:
    """What the workbook's own 汇总 sheet says: its rows and its totals, None where not calculated."""

    projects: tuple[ListedProject, ...]
    budget: Decimal | None
    fiscal: Decimal | None
    other: Decimal | None


@dataclass(frozen=True, slots=True)
class Department:
    """One unit's document. `covers` are the titles of its two parts; `year` None where unknown.

    `library` holds the indicators to draw on: those of the workbook's own 指标库, else those that come with perfxl.
    """

    unit_code: str
    unit_name: str
    year: int | None
    covers: tuple[str, str]
    sections: tuple[Section, ...]
    projects: tuple[Project, ...]
    region: str = ""
    profile: Profile = HEBEI_2025
    listing: Listing | None = None
    library: tuple[LibraryEntry, ...] = field(default_factory=bundled_library, repr=False)

    def section(self, kind: str) -> Section | None:
        """Give the section of a kind (overall, parts, measures), None where the document has none."""
        return next((section for section in self.sections if section.kind == kind), None)

    def paragraphs(self) -> Iterator[tuple[Place, str]]:
        """Give every line of part one with its place: headings are number 0 of their section."""
        for section in self.sections:
            yield from (
                (Place(None, f"{section.kind}.{number}"), text)
                for number, text in enumerate((section.heading, *section.paragraphs))
            )

    def text(self, place: Place) -> str:
        """Give what was typed at a place; "" for a place that holds no words."""
        if place.project is not None:
            return self.projects[place.project - 1].text(place.field)
        own = getattr(self, place.field, "")
        return next((text for at, text in self.paragraphs() if at == place), own if isinstance(own, str) else "")
