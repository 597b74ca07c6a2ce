"""The reviewer's opinion: findings become points lost under 完整性, 相关性, 适当性 and 可行性; no rule stands here.

The four heads and their points are those of the 绩效目标审核表 of 财预〔2015〕88号; how much a finding costs is ours.
It stands in lexicon/review.toml and on every sheet that shows a score.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from perfxl.model.department import Department
from perfxl.model.findings import Finding, Severity
from perfxl.model.project import Project
from perfxl.rules._lexicon import groups, mapping, phrases

_LOST = {severity: Decimal(mapping("review.lost")[severity.value]) / 100 for severity in Severity}
_WIDESPREAD = Decimal(phrases("review.widespread")[0]) / 100
_GRADES = tuple((Decimal(least), word) for least, word in groups("review.grades"))
_TENTH = Decimal("0.1")
PASSING = _GRADES[0][0]
FAILING = _GRADES[-2][0]
BLOCKED, FAILED = "（有会让表格用不了的错误）", "（有不通过的项目）"
HOW = (
    f"每个要点从满分扣起，扣完为止：每条错误扣该要点分值的 {_LOST[Severity.ERROR]:.0%}，每条警告扣 "
    f"{_LOST[Severity.WARNING]:.0%}，提示不扣；涉及 {_WIDESPREAD:.0%} 以上指标的加倍。已写明理由忽略的不扣。"
)
VERDICTS = (
    f"得分 {PASSING:.0f} 以上且没有错误的，通过；低于 {FAILING:.0f} 分，或有会让表格用不了的错误的，不通过；"
    "其余修改后通过。部门的结论同样判定，并且不高于最差的项目。"
)


class Verdict(StrEnum):
    """What the review comes to."""

    PASS = "通过"  # noqa: S105  # a verdict, no password
    MEND = "修改后通过"
    FAIL = "不通过"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is reviewed: the head it stands under, its name, its points, and the rules that belong to it."""

    head: str
    name: str
    points: Decimal
    rules: re.Pattern[str]


ITEMS = tuple(
    Item(head, name, Decimal(points), re.compile(rules)) for head, name, points, rules in groups("review.items")
)


def item_of(code: str) -> Item:
    """Find the item that a rule belongs to."""
    return next(item for item in ITEMS if item.rules.match(code))


@dataclass(frozen=True, slots=True)
class Loss:
    """The points that one finding costs, before an item runs out of them."""

    finding: Finding
    item: Item
    points: Decimal


@dataclass(frozen=True, slots=True)
class Opinion:
    """A score by item and what took points away. `got` is in the order of ITEMS.

    `blocked` means that a table cannot be used as it is, `failed` that a department has a project that does not pass.
    """

    got: tuple[Decimal, ...]
    losses: tuple[Loss, ...]
    errors: int
    blocked: bool
    failed: bool = False

    @property
    def total(self) -> Decimal:
        """The whole score, of 100."""
        return sum(self.got, Decimal(0))

    @property
    def grade(self) -> str:
        """优, 良, 中 or 差."""
        return next(word for least, word in _GRADES if self.total >= least)

    @property
    def verdict(self) -> Verdict:
        """Whether the tables may go on."""
        if self.blocked or self.failed or self.total < FAILING:
            return Verdict.FAIL
        return Verdict.PASS if self.total >= PASSING and not self.errors else Verdict.MEND

    @property
    def reason(self) -> str:
        """Why a good score does not pass; "" where the score itself tells."""
        if self.total < FAILING:
            return ""
        return BLOCKED if self.blocked else FAILED if self.failed else ""


def opinion_on(project: Project, findings: Iterable[Finding]) -> Opinion:
    """Judge one project by its standing findings."""
    return _opinion(tuple(item.points for item in ITEMS), findings, len(project.indicators))


def opinion_on_department(
    department: Department, projects: Mapping[int, Opinion], findings: Iterable[Finding]
) -> Opinion:
    """Judge the department: its projects' scores, weighted by budget, less what its own part loses.

    Its verdict is no better than that of its worst project.
    """
    opinions = [projects[one.position] for one in department.projects]
    weights = [one.funds.budget or Decimal(0) for one in department.projects]
    means = tuple(weighted_mean([one.got[at] for one in opinions], weights) for at in range(len(ITEMS)))
    own = _opinion(means, findings, 0)
    unfit = sum(one.verdict is not Verdict.PASS for one in opinions)
    failed = any(one.verdict is Verdict.FAIL for one in opinions)
    return replace(own, errors=own.errors + unfit, failed=failed)


def weighted_mean(scores: Sequence[Decimal], weights: Sequence[Decimal]) -> Decimal:
    """Give the mean to one decimal, as ROUND does; without weights all count alike."""
    weights = weights if sum(weights) else [Decimal(1)] * len(scores)
    whole = sum((weight * score for weight, score in zip(weights, scores, strict=True)), Decimal(0))
    return (whole / sum(weights)).quantize(_TENTH, ROUND_HALF_UP)


def _opinion(full: Sequence[Decimal], findings: Iterable[Finding], indicators: int) -> Opinion:
    found = list(findings)
    losses = tuple(loss for one in found if (loss := _loss(one, indicators)).points)
    lost = [sum((one.points for one in losses if one.item is item), Decimal(0)) for item in ITEMS]
    got = (max(Decimal(0), points - gone).quantize(_TENTH) for points, gone in zip(full, lost, strict=True))
    errors = sum(one.severity is Severity.ERROR for one in found)
    return Opinion(tuple(got), losses, errors, any(one.blocking for one in found))


def _loss(finding: Finding, indicators: int) -> Loss:
    item = item_of(finding.rule)
    rows = {place.field.split(".")[1] for place in finding.places if place.field.startswith("indicators.")}
    times = 2 if len(rows) > 1 and len(rows) >= _WIDESPREAD * indicators else 1
    return Loss(finding, item, item.points * _LOST[finding.severity] * times)
