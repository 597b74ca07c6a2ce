"""The indicator library that a unit starts from; in a master, its own 指标库 sheet is the source."""

from __future__ import annotations

import csv
from dataclasses import astuple, dataclass
from functools import cache
from importlib.resources import files

from perfxl.model.profile import Profile
from perfxl.model.project import Indicator

Library = tuple["LibraryEntry", ...]
BUDGET = "{预算数}"  # stands for the project's own budget in a 参考值


@dataclass(frozen=True, slots=True)
class LibraryEntry:
    """One ready-made indicator; all words as in the library's columns, "" where a column is blank."""

    code: str = ""
    category: str = ""
    level1: str = ""
    level2: str = ""
    name: str = ""
    description: str = ""
    kind: str = ""
    operator: str = ""
    value: str = ""
    unit: str = ""
    direction: str = ""
    basis_kind: str = ""
    basis: str = ""
    evidence: str = ""
    remark: str = ""

    @property
    def target(self) -> str:
        """The 指标值 as a project's table has it: ≤18万元/辆."""
        return f"{self.operator}{self.value}{self.unit}"

    def target_left_open(self, budget: str) -> str:
        """Give the 指标值 for a project of this budget; how much there is and what it costs is N, to be filled in."""
        if BUDGET in self.target:
            return self.target.replace(BUDGET, budget.strip() or BUDGET)
        own = "数量" in self.level2 or "成本" in self.level2
        return f"{self.operator}N{self.unit}" if own and self.value and self.unit != "%" else self.target

    def levels(self, profile: Profile) -> tuple[str, str]:
        """Give the levels under which a profile's form has this entry: cost stands where that form puts cost."""
        if self.level2 in profile.levels.get(self.level1, ()) or "成本" not in self.level2:
            return self.level1, self.level2
        costs = [(one, two) for one, under in profile.levels.items() for two in under if "成本" in two]
        return costs[0] if costs else (self.level1, self.level2)

    def indicator(self, profile: Profile, number: int = 1) -> Indicator:
        """Make a project's indicator of this entry, for the unit to fit to its own figures."""
        level1, level2 = self.levels(profile)
        return Indicator(number, level1, level2, self.name, self.description, self.target, self.basis)


@cache
def bundled_library() -> Library:
    """Read the library that comes with perfxl."""
    with files("perfxl.model").joinpath("library.csv").open(encoding="utf-8") as lines:
        rows = csv.reader(lines)
        next(rows)
        return tuple(LibraryEntry(*row) for row in rows)


@cache
def library_titles() -> tuple[str, ...]:
    """Give the column titles, in the order of an entry's fields."""
    with files("perfxl.model").joinpath("library.csv").open(encoding="utf-8") as lines:
        return tuple(next(csv.reader(lines)))


def library_row(entry: LibraryEntry) -> tuple[str, ...]:
    """Give an entry's words in column order."""
    return astuple(entry)
