"""Check a master: run the catalogue over it and join each finding with its cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from perfxl.errors import PerfxlError
from perfxl.forms.findings import Ignored, Located, draw_findings
from perfxl.forms.master import Reading, read_master
from perfxl.model.amounts import folded
from perfxl.model.department import Department
from perfxl.model.findings import Finding, Severity
from perfxl.model.project import Project
from perfxl.page import Plan
from perfxl.rules import CATALOGUE
from perfxl.sheet import Book

_SHOWN = 6  # projects named to a user who means one of them


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was found in a workbook by so many rules: project by project, the department last, gravest first.

    `lapsed` are rows of 校验结果 that give a reason for ignoring what is no longer found, or not as it was. `only` is
    the one project that a part of a report speaks of.
    """

    workbook: str
    department: Department
    found: tuple[Located, ...]
    rules: int
    lapsed: tuple[Ignored, ...] = ()
    only: Project | None = None

    @property
    def scope(self) -> str:
        """What was looked at, in words: 6 个项目, or 第 3 个项目."""
        return f"第 {self.only.position} 个项目" if self.only else f"{len(self.department.projects)} 个项目"

    @property
    def standing(self) -> tuple[Located, ...]:
        """The findings that nobody ignores."""
        return tuple(one for one in self.found if not one.ignored)

    @property
    def counts(self) -> dict[Severity, int]:
        """How many standing findings of each level."""
        counted = Counter(one.finding.severity for one in self.standing)
        return {severity: counted[severity] for severity in Severity}

    @property
    def blocking(self) -> tuple[Located, ...]:
        """The findings that make a table unusable; ignoring does not help these."""
        return tuple(one for one in self.found if one.finding.blocking)

    def of(self, project: Project) -> CheckReport:
        """Give the part that speaks of one project."""
        found = (one for one in self.found if one.finding.project == project.position)
        return replace(self, found=tuple(found), lapsed=(), only=project)


def check(book: Book) -> CheckReport:
    """Check every project of a workbook. PerfxlError where it holds none."""
    return check_reading(read_master(book), book.name)


def check_reading(reading: Reading, workbook: str) -> CheckReport:
    """Check what was read of a workbook."""
    return _report(reading, workbook, CATALOGUE.run(reading.department))


def recheck(reading: Reading, before: CheckReport, positions: Collection[int]) -> CheckReport:
    """Check a workbook again of which some projects alone have changed since."""
    findings = CATALOGUE.rerun(reading.department, [one.finding for one in before.found], positions)
    return _report(reading, before.workbook, findings)


def _report(reading: Reading, workbook: str, findings: Sequence[Finding]) -> CheckReport:
    found = reading.located(findings)
    active = sum(rule.level(reading.department) is not None for rule in CATALOGUE.rules.values())
    used = {id(one.ignored) for one in found}
    lapsed = tuple(row for row in reading.ignored if id(row) not in used)
    return CheckReport(workbook, reading.department, found, active, lapsed)


def project_called(department: Department, words: str) -> Project:
    """Find the project that a user names by number, code, or name or part of it. PerfxlError if there is none."""
    wanted = folded(words)
    every = department.projects
    exact = [one for one in every if wanted in {str(one.position), folded(one.code), folded(one.name)}]
    named = exact or [one for one in every if wanted and wanted in folded(one.name)]
    if len(named) == 1:
        return named[0]
    some = named or every
    listed = "、".join(f"{one.position}.{one.name.strip()}" for one in some[:_SHOWN])
    listed += f" 等 {len(some)} 个" if len(some) > _SHOWN else ""
    fault = f"“{words}”对得上 {len(named)} 个项目" if named else f"没有“{words}”这个项目，有的是"
    raise PerfxlError(f"{fault}：{listed}。", "请写项目的序号、编码或名称。")


def project_on(reading: Reading, sheet: str) -> Project:
    """Find the project of a sheet. PerfxlError where the sheet is none of a project's."""
    for one in reading.projects:
        if one.sheet == sheet:
            return one.project
    raise PerfxlError(f"“{sheet}”不是项目表。", "请先切换到一张项目表，再点“校验本表”。")


def findings_plan(report: CheckReport) -> Plan:
    """Draw a workbook of the findings alone."""
    return Plan((draw_findings(report.found, heading(report), linked=False),), title="校验结果")


def heading(report: CheckReport) -> str:
    """Say in one line how many projects were checked and what was found."""
    counts = "，".join(f"{severity.chinese} {count} 条" for severity, count in report.counts.items())
    ignored = len(report.found) - len(report.standing)
    also = f"；已忽略 {ignored} 条" if ignored else ""
    return f"{report.workbook}：{report.scope}，{counts}{also}。"
