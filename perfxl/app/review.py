"""The review opinion on a master: scores, findings, advice and a verdict, for each project and for the department."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from perfxl.app.check import CheckReport, check
from perfxl.forms.findings import Located
from perfxl.forms.review import Reviewed
from perfxl.model.findings import Finding
from perfxl.model.project import Project
from perfxl.rules import CATALOGUE
from perfxl.rules.costs import reckoning
from perfxl.rules.opinion import ITEMS, Item, Opinion, opinion_on, opinion_on_department
from perfxl.sheet import Book

_MAIN = 2  # problems named beside an item
_NOTHING = "未发现问题。"


@dataclass(frozen=True, slots=True)
class ReviewReport:
    """A check and what it comes to: `whole` is the department's opinion, `projects` each project's, in order."""

    checked: CheckReport
    whole: Reviewed
    projects: tuple[Reviewed, ...]


def review(book: Book) -> ReviewReport:
    """Review a workbook. PerfxlError where it holds no project."""
    return review_check(check(book))


def review_check(checked: CheckReport) -> ReviewReport:
    """Review what a check has found; ignored findings cost nothing."""
    department = checked.department
    found: dict[int | None, list[Located]] = defaultdict(list)
    for one in checked.standing:
        found[one.finding.project].append(one)
    opinions = {one.position: opinion_on(one, _findings(found[one.position])) for one in department.projects}
    projects = tuple(
        _reviewed(one, opinions[one.position], found[one.position], reckoning(one).words) for one in department.projects
    )
    whole = _reviewed(None, opinion_on_department(department, opinions, _findings(found[None])), found[None])
    problems = tuple(_join(own, _common(projects, item)) for own, item in zip(whole.problems, ITEMS, strict=True))
    return ReviewReport(checked, replace(whole, problems=problems), projects)


def _findings(found: Sequence[Located]) -> list[Finding]:
    return [one.finding for one in found]


def _reviewed(project: Project | None, opinion: Opinion, found: Sequence[Located], reckoned: str = "") -> Reviewed:
    """Join an opinion with the cells of the findings that cost points, the dearest first."""
    located = {id(one.finding): one for one in found}
    lost = sorted(opinion.losses, key=lambda loss: -loss.points)
    problems = tuple(_listed([loss.finding.message for loss in lost if loss.item is item]) for item in ITEMS)
    return Reviewed(project, opinion, tuple((loss, located[id(loss.finding)]) for loss in lost), problems, reckoned)


def _listed(messages: Sequence[str]) -> str:
    more = f"（等 {len(messages)} 条）" if len(messages) > _MAIN else ""
    return " ".join(messages[:_MAIN]) + more if messages else _NOTHING


def _common(projects: Sequence[Reviewed], item: Item) -> str:
    """Name what costs the projects most points in one item, and how many of them it concerns."""
    points: Counter[str] = Counter()
    concerned: Counter[str] = Counter()
    for one in projects:
        own = [loss for loss, _ in one.lost if loss.item is item]
        concerned.update({loss.finding.rule for loss in own})
        for loss in own:
            points[loss.finding.rule] += int(loss.points * 10)
    worst = [code for code, _ in points.most_common(_MAIN)]
    return " ".join(f"{concerned[code]} 个项目：{CATALOGUE.rules[code].title}" for code in worst)


def _join(own: str, common: str) -> str:
    return " ".join(filter(None, ("" if own == _NOTHING and common else own, common)))
