"""Whether the department's tasks and its projects answer each other (AGG-03, AGG-04, AGG-11)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from perfxl.model.amounts import blank, folded, money_text
from perfxl.model.department import SECTIONS, Department
from perfxl.model.findings import Place, Severity
from perfxl.model.project import Project
from perfxl.rules._keywords import core
from perfxl.rules._lexicon import patterns
from perfxl.rules._rule import Hit, Hits, department_rule
from perfxl.rules._texts import short

CHAIN = "财预〔2015〕88号（相关性：职责、活动与项目对应）"
TOTALS = "预算汇总勾稽关系"

_FEW = 3  # so many projects are told of one by one
_RICH = 12  # tokens of a project that says more than its name
_OF_TEXT, _OF_RICH, _OF_NAME, _OF_HEADING = 0.3, 0.55, 0.2, 0.34  # shares of tokens that are more than chance
_SOME, _SEVERAL = 2, 3
_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)(亿元|万元|元)")
_IN_WAN = {"亿元": Decimal(10_000), "万元": Decimal(1), "元": Decimal("0.0001")}
_NEAR = 20  # letters between a word for a total and its amount
_ROUNDED = Decimal("0.005")
_MOST = 0.8
_HEADINGS = frozenset(SECTIONS.values())
_FIGURES = re.compile(r"[一二三四五六七八九十]+|\d+")
_NUMBERING = re.compile(rf"\s*(?:{patterns('structure.numbering').pattern})")


@dataclass(frozen=True, slots=True)
class _Duty:
    """One 分项, or one task of the overall goals: the tokens of its heading and of all its lines.

    `bare` is a heading without 绩效目标 below; `task` says that it is a duty, and no sentence of prose.
    """

    place: Place
    heading: str
    head: frozenset[str]
    text: frozenset[str]
    bare: bool
    task: bool


@dataclass(frozen=True, slots=True)
class _Work:
    """One project: the tokens of its name and of all that it says of itself, those that tell it apart and all."""

    project: Project
    name: frozenset[str]
    text: frozenset[str]
    all: frozenset[str]


def _answer(duty: _Duty, work: _Work) -> bool:
    """Tell whether a duty and a project speak of the same thing; the terser they are, the less has to agree."""
    if duty.bare:
        return not duty.text.isdisjoint(work.all)
    of_name, of_text, of_head = _share(work.name, duty.text), _share(duty.text, work.text), _share(duty.head, work.text)
    name, head = (_OF_RICH, _OF_RICH) if len(work.text) >= _RICH else (_OF_NAME, _OF_HEADING)
    return of_text > _OF_TEXT or of_name > name or of_head > head


def _covers(duty: _Duty, work: _Work) -> bool:
    """Tell whether a duty covers a project; of one that says no more than its name, any word will do."""
    return _answer(duty, work) or (len(work.all) < _RICH and not duty.text.isdisjoint(work.all))


def _share(some: frozenset[str], others: frozenset[str]) -> float:
    return len(some & others) / len(some) if some else 0.0


@department_rule(
    "AGG-03", Severity.WARNING, fix="在分项绩效目标里补写这个项目对应的任务，或并入相近的分项。", basis=CHAIN
)
def project_without_duty(department: Department) -> Hits:
    """项目在部门分项绩效目标里找不到对应的任务。

    为何：项目为部门的任务服务，分项目标里没有它，说不清为什么要花这笔钱。
    错例：有项目“流浪犬收容”，分项目标只写了道路养护和路灯维修。
    正例：有项目“流浪犬收容”，分项目标写有“规范城市养犬管理”。
    """
    parts = list(_parts(department))
    works = _works(department)
    left = [one.project for one in works if parts and one.name and not any(_covers(part, one) for part in parts)]
    if len(left) <= _FEW:
        yield from (Hit(one.at("name"), f"项目“{short(one.name)}”没有对应的部门分项绩效目标。") for one in left)
        return
    named = "、".join(f"“{short(one.name)}”" for one in left[:_FEW])
    yield Hit(Place(None, "parts.0"), f"{len(left)} 个项目没有对应的部门分项绩效目标，如{named}。")


@department_rule(
    "AGG-04",
    Severity.WARNING,
    fix="补报相应的项目；由基本支出保障的，在任务后注明；今年不做的，删去。",
    basis=CHAIN,
    repeats="部门目标中有 {n} 项任务没有对应的预算项目，如：{first}",
)
def duty_without_project(department: Department) -> Hits:
    """部门目标里的任务没有对应的预算项目。

    为何：写进目标就要考核，没有项目支撑的任务无从落实。
    错例：分项“推进厕所改造”，预算项目里没有一个与厕所有关。
    正例：分项“推进厕所改造”，项目“农村户厕改造补助”。
    """
    works = _works(department)
    for duty in (*_tasks(department), *_parts(department)) if works else ():
        if duty.task and not any(_answer(duty, one) for one in works):
            yield Hit(duty.place, f"任务“{short(duty.heading)}”没有对应的预算项目。")


@department_rule("AGG-11", Severity.WARNING, fix="在总体绩效目标里写明项目个数和预算合计。", basis=TOTALS)
def no_total_anywhere(department: Department) -> Hits:
    """全文没有部门合计，也没有项目汇总表。

    为何：没有合计，各项目的金额就没有可核对的数。有“汇总”表，或第一部分写有合计的，不在此列。
    错例：六个项目分列六张表，第一部分一个金额也没有。
    正例：“2025年安排项目6个，预算合计1273.31万元。”
    """
    listing = department.listing
    listed = listing is not None and (listing.projects or listing.budget is not None)
    overall = "".join(line for _, line in _section(department, "overall"))
    if len(department.projects) < _SOME or listed or (department.sections and not overall):
        return  # one table needs no total; without overall goals, STR-14 has spoken
    if not _total_in_words(department):
        total = sum((one.funds.budget or Decimal(0) for one in department.projects), Decimal(0))
        added = f"{len(department.projects)} 个项目之和 {money_text(total)} 万元"
        yield Hit(Place(None, "listing"), f"全文没有部门合计，也没有项目汇总表，{added}无从核对。")


def _total_in_words(department: Department) -> bool:
    """Tell whether part one gives a total, or lists most projects by name."""
    lines = [folded(line).replace(",", "") for _, line in department.paragraphs()]
    total = sum((one.funds.budget or Decimal(0) for one in department.projects), Decimal(0))
    amounts = (Decimal(number) * _IN_WAN[unit] for line in lines for number, unit in _AMOUNT.findall(line))
    if any(abs(amount - total) <= total * _ROUNDED for amount in amounts) or any(map(_total().search, lines)):
        return True
    text = "\n".join(lines)
    named = sum(not blank(one.name) and folded(one.name) in text for one in department.projects)
    return named >= _MOST * len(department.projects)


@cache
def _total() -> re.Pattern[str]:
    return re.compile(rf"(?:{patterns('duties.total').pattern})[^。]{{0,{_NEAR}}}?{_AMOUNT.pattern}")


def _works(department: Department) -> list[_Work]:
    """Read the projects; what most of them say, or the unit's own name, does not tell them apart."""
    read = [(one, core(one.name), _own(one)) for one in department.projects]
    shared = _shared([text for _, _, text in read]) | core(department.unit_name)
    return [_Work(one, name - shared or name, text - shared or text, text) for one, name, text in read]


def _own(project: Project) -> frozenset[str]:
    return core(project.name) | core(project.purpose) | core(project.goals)


def _shared(texts: list[frozenset[str]]) -> frozenset[str]:
    """Give the tokens that half of several texts have."""
    counts = Counter(token for text in texts for token in text)
    return frozenset(token for token, count in counts.items() if count >= max(len(texts) / 2, _SEVERAL))


def _parts(department: Department) -> Iterator[_Duty]:
    """Read the 分项: headings are numbered as the first line is, or are whatever is no 绩效目标 nor 绩效指标."""
    lines: list[tuple[Place, str]] = []
    style = ""
    for place, line in _section(department, "parts"):
        style = style if lines else _style(line)
        opens = _style(line) == style if style else not _tells(line)
        if lines and opens:
            yield _duty(lines)
            lines = []
        lines.append((place, line))
    if lines:
        yield _duty(lines)


def _style(line: str) -> str:
    """Give the way in which a line is numbered: N、 for 一、 and （N） for （一）; "" for a line without number."""
    match = _NUMBERING.match(line)
    return _FIGURES.sub(lambda one: "1" if one[0].isdigit() else "一", match[0]) if match else ""


def _tasks(department: Department) -> Iterator[_Duty]:
    """Read the numbered tasks of the overall goals that need a project's money; other lines are too vague to judge."""
    for place, line in _section(department, "overall"):
        if _NUMBERING.match(line) and patterns("duties.works").search(line):
            yield _duty([(place, line)])


def _section(department: Department, kind: str) -> Iterator[tuple[Place, str]]:
    """Give the lines of a section that say something, without its heading however often repeated."""
    section = department.section(kind)
    for number, line in enumerate(section.paragraphs if section else (), start=1):
        if not blank(line) and folded(_bare(line)) not in _HEADINGS:
            yield Place(None, f"{kind}.{number}"), line.strip()


def _bare(line: str) -> str:
    return _NUMBERING.sub("", line, count=1)


def _duty(lines: list[tuple[Place, str]]) -> _Duty:
    place, first = lines[0]
    heading = _bare(first)
    head = core(heading)
    text = head.union(*(core(line) for _, line in lines))
    told = any(_tells(line) for _, line in lines[1:])
    return _Duty(place, heading, head, text, bare=not told, task=bool(head) and (told or heading != first))


def _tells(line: str) -> bool:
    """Tell whether a line below a heading says what is to be done: 绩效目标：…, 2.绩效指标：…."""
    return patterns("duties.inside").match(_bare(line)) is not None
