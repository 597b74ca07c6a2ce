"""One project's table as its unit filled it in: typed values beside the words that stood in the cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from perfxl.errors import UnreadableError
from perfxl.model.amounts import folded, money, share
from perfxl.model.findings import Place
from perfxl.model.targets import Target, parse_target

PLAN_NODES = {"plan.march": "3月底", "plan.june": "6月底", "plan.october": "10月底", "plan.december": "12月底"}
_NOT_APPLICABLE = "不适用"
INDICATOR_FIELDS = ("level1", "level2", "name", "description", "target", "basis")


@dataclass(frozen=True, slots=True)
class Funds:
    """Budget and its sources in 万元; None where blank or unreadable."""

    budget: Decimal | None
    fiscal: Decimal | None
    other: Decimal | None

    @property
    def gap(self) -> Decimal:
        """Budget less its sources; a blank source counts as nothing."""
        zero = Decimal(0)
        return (self.budget or zero) - (self.fiscal or zero) - (self.other or zero)


@dataclass(frozen=True, slots=True)
class PaymentPlan:
    """Cumulative share of the budget paid by the end of March, June, October, December; percent, None where blank."""

    march: Decimal | None
    june: Decimal | None
    october: Decimal | None
    december: Decimal | None

    def nodes(self) -> Iterator[tuple[str, str, Decimal | None]]:
        """Give (field, printed month, share) in the year's order."""
        shares = (self.march, self.june, self.october, self.december)
        yield from ((field, label, value) for (field, label), value in zip(PLAN_NODES.items(), shares, strict=True))


@dataclass(frozen=True, slots=True)
class Indicator:
    """One 三级指标: `number` counts from 1 in its project; all words as typed, levels carried down merged cells.

    `weight` is its 分值权重, on forms that have the column.
    """

    number: int
    level1: str
    level2: str
    name: str
    description: str
    target: str
    basis: str
    weight: str = ""

    @property
    def measure(self) -> Target:
        """What the target's words mean; an unreadable target says why in `fault`."""
        return parse_target(self.target)

    @property
    def applies(self) -> bool:
        """Whether the row says anything: a 二级指标 that a project has no use for may be marked 不适用."""
        return _NOT_APPLICABLE not in {folded(self.name), folded(self.target)}

    def field(self, column: str) -> str:
        """Name one of this indicator's fields, as a Place does: indicators.3.target."""
        return f"indicators.{self.number}.{column}"


@dataclass(frozen=True, slots=True)
class Project:
    """One project's table.

    `position` counts the tables from 1; `printed` keeps what was typed for money and shares, by field; `labels` holds
    the printed labels that differ from the form's; `tab` is the sheet's name. `stored_as_text` names the amounts and
    shares that look like numbers and stand in their cells as text, so that no formula counts them.
    """

    position: int
    title: str
    unit: str
    money_unit: str
    code: str
    name: str
    funds: Funds
    purpose: str
    plan: PaymentPlan
    goals: str
    indicators: tuple[Indicator, ...]
    printed: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    tab: str = ""
    stored_as_text: frozenset[str] = frozenset()

    def at(self, field: str, indicator: Indicator | None = None) -> Place:
        """Point at a field of this project, or at a column of one of its indicators."""
        return Place(self.position, indicator.field(field) if indicator else field)

    def text(self, field: str) -> str:
        """Give what was typed in a field."""
        if field in self.printed:
            return self.printed[field]
        if field.startswith("labels."):
            return self.labels[field.removeprefix("labels.")]
        if field.startswith("indicators."):
            _, number, column = field.split(".")
            return str(next(getattr(one, column) for one in self.indicators if one.number == int(number)))
        return str(getattr(self, field))

    def applicable(self) -> Project:
        """Give the project without the rows that are marked 不适用; the others keep their numbers."""
        left = tuple(one for one in self.indicators if one.applies)
        return self if len(left) == len(self.indicators) else replace(self, indicators=left)

    def with_words(self, words: Mapping[str, str], indicators: tuple[Indicator, ...]) -> Project:
        """Give the same project with some boxes filled in otherwise, and with other indicators."""
        own = {field: self.text(field) for field in BOX_FIELDS}
        return project_from_words(self.position, {**own, **words}, indicators, self.labels, self.tab)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Give every typed cell as (field, words): boxes in printed order, then the indicators."""
        for name in BOX_FIELDS:
            yield name, self.text(name)
        for indicator in self.indicators:
            for column in INDICATOR_FIELDS:
                yield indicator.field(column), getattr(indicator, column)


MONEY_FIELDS = ("budget", "fiscal", "other")
TEXT_FIELDS = ("title", "unit", "money_unit", "code", "name", "purpose", "goals")
BOX_FIELDS = ("title", "unit", "money_unit", "code", "name", *MONEY_FIELDS, "purpose", *PLAN_NODES, "goals")


def project_from_words(
    position: int,
    words: Mapping[str, str],
    indicators: tuple[Indicator, ...],
    labels: Mapping[str, str] | None = None,
    tab: str = "",
) -> Project:
    """Make a project of the words in its boxes (keyed by BOX_FIELDS; a missing one is blank). Never fails."""
    printed = {field: words.get(field, "") for field in (*MONEY_FIELDS, *PLAN_NODES)}
    text: dict[str, Any] = {field: words.get(field, "") for field in TEXT_FIELDS}  # each is a field of Project
    return Project(
        position=position,
        funds=Funds(*(_or_none(money, printed[field]) for field in MONEY_FIELDS)),
        plan=PaymentPlan(*(_or_none(share, printed[field]) for field in PLAN_NODES)),
        indicators=indicators,
        printed=printed,
        labels=labels or {},
        tab=tab,
        **text,
    )


def _or_none(read: Callable[[str], Decimal | None], text: str) -> Decimal | None:
    try:
        return read(text)
    except UnreadableError:
        return None
