"""Check a master: run the catalogue over it and join each finding with its cells."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from perfxl.forms.findings import Located, draw_findings
from perfxl.forms.master import Reading, read_master
from perfxl.model.department import Department
from perfxl.model.findings import Severity
from perfxl.page import Plan
from perfxl.rules import CATALOGUE
from perfxl.sheet import Book


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was found in a workbook by so many rules: the department first, then project by project, gravest first."""

    workbook: str
    department: Department
    found: tuple[Located, ...]
    rules: int

    @property
    def counts(self) -> dict[Severity, int]:
        """How many findings of each level."""
        counted = Counter(one.finding.severity for one in self.found)
        return {severity: counted[severity] for severity in Severity}

    @property
    def blocking(self) -> tuple[Located, ...]:
        """The findings that make a table unusable."""
        return tuple(one for one in self.found if one.finding.blocking)


def check(book: Book) -> CheckReport:
    """Check every project of a workbook. PerfxlError where it holds none."""
    return check_reading(read_master(book), book.name)


def check_reading(reading: Reading, workbook: str) -> CheckReport:
    """Check what was read of a workbook."""
    found = tuple(reading.located(finding) for finding in CATALOGUE.run(reading.department))
    active = sum(rule.level(reading.department) is not None for rule in CATALOGUE.rules.values())
    return CheckReport(workbook, reading.department, found, active)


def findings_plan(report: CheckReport) -> Plan:
    """Draw a workbook of the findings alone."""
    counts = "，".join(f"{severity.chinese} {count} 条" for severity, count in report.counts.items())
    heading = f"{report.workbook}：{len(report.department.projects)} 个项目，{counts}。"
    return Plan((draw_findings(report.found, heading, linked=False),), title="校验结果")
