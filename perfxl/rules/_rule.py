"""How a rule is declared, catalogued and run; no rule stands here."""

from __future__ import annotations

import inspect
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Self

from perfxl.errors import PerfxlError
from perfxl.model.department import Department
from perfxl.model.findings import Edit, Finding, Place, Severity
from perfxl.model.project import Project


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule yields: where, what is wrong, the edit that mends it, and advice for this very place, if any."""

    place: Place
    message: str
    edit: Edit | None = None
    advice: str = ""


_LINE_END = re.compile(r"\s*[\r\n]\s*")

Hits = Iterator[Hit]
Check = Callable[[Department], Hits]
ProjectCheck = Callable[[Project, Department], Hits]
_ADVICES = 3


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as declared: `blocking` findings make a table unusable and stop a split; such a rule keeps its level.

    A rule has one of two checks: over the whole department, or over one project at a time.
    """

    code: str
    severity: Severity
    fix: str
    basis: str
    blocking: bool
    repeats: str | None
    page: str
    check: Check | None = None
    check_project: ProjectCheck | None = None

    @property
    def title(self) -> str:
        """The fault in one Chinese sentence."""
        return self.page.partition("\n")[0]

    def level(self, department: Department) -> Severity | None:
        """Give the level that the unit has set; None where it has switched the rule off."""
        return self.severity if self.blocking else department.profile.severities.get(self.code, self.severity)

    def run(self, department: Department, positions: Collection[int] | None = None) -> Iterator[Finding]:
        """Run and sign, perhaps on some projects alone; a crash becomes a finding, so that the others go on."""
        severity = self.level(department)
        if severity is None:
            return
        try:
            hits = list(self._hits(department, positions))
        except Exception as error:  # noqa: BLE001  # one broken rule must not take the check down
            message = f"规则 {self.code} 自身出错（{type(error).__name__}：{error}），本条未校验，其余规则照常。"
            advice = "请把这句话和总表发给 perfxl 的维护人。"
            place = Place(None, "unit_name")
            yield Finding(self.code, Severity.WARNING, False, (place,), message, advice, self.basis)  # noqa: FBT003
            return
        for group, message in self._grouped(hits, department):
            places = tuple(dict.fromkeys(hit.place for hit in group))
            edits = tuple(hit.edit for hit in group if hit.edit)
            advice = "；".join([*dict.fromkeys(hit.advice.rstrip("。；") for hit in group if hit.advice)][:_ADVICES])
            said = _LINE_END.sub("", message)  # what was typed may run over several lines
            fix = f"{advice}。" if advice else self.fix
            yield Finding(self.code, severity, self.blocking, places, said, fix, self.basis, edits)

    def _hits(self, department: Department, positions: Collection[int] | None) -> Hits:
        if self.check is not None:
            yield from self.check(department)
        elif self.check_project is not None:
            for project in department.projects:
                if positions is None or project.position in positions:
                    yield from self.check_project(project, department)

    def _grouped(self, hits: list[Hit], department: Department) -> Iterator[tuple[list[Hit], str]]:
        """Join the hits of one project where the rule declares how repeats read."""
        if self.repeats is None:
            yield from (([hit], hit.message) for hit in hits)
            return
        by_project: dict[int | None, list[Hit]] = defaultdict(list)
        for hit in hits:
            by_project[hit.place.project].append(hit)
        for position, group in by_project.items():
            rows = sum(len(one.indicators) for one in department.projects if one.position == position)
            many = self.repeats.format(n=len(group), first=group[0].message, of=rows)
            yield group, many if len(group) > 1 else group[0].message


def department_rule(  # the fields of a declaration, each written once
    code: str,
    severity: Severity,
    *,
    fix: str,
    basis: str,
    blocking: bool = False,
    repeats: str | None = None,
) -> Callable[[Check], Rule]:
    """Declare a rule over the whole department.

    `repeats` is how two and more hits in one project read as one finding; it may use {n}, {first} and
    {of}, the number of the project's indicators.
    """

    def declare(check: Check) -> Rule:
        return Rule(code, severity, fix, basis, blocking, repeats, inspect.getdoc(check) or "", check=check)

    return declare


def project_rule(  # as department_rule
    code: str,
    severity: Severity,
    *,
    fix: str,
    basis: str,
    blocking: bool = False,
    repeats: str | None = None,
) -> Callable[[ProjectCheck], Rule]:
    """Declare a rule over one project at a time.

    The department is there to look up the year, the profile, the library and the listing; a rule that looks at other
    projects is a department's, or a re-check of one project would miss it.
    """

    def declare(check: ProjectCheck) -> Rule:
        return Rule(code, severity, fix, basis, blocking, repeats, inspect.getdoc(check) or "", check_project=check)

    return declare


def _applicable(department: Department) -> Department:
    """Leave out the rows that are marked 不适用; no rule has anything to say of them."""
    return replace(department, projects=tuple(one.applicable() for one in department.projects))


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All rules by code, in the order of their families."""

    rules: dict[str, Rule]

    @classmethod
    def of(cls, *families: ModuleType) -> Self:
        """Collect the rules that the family modules declare; a code declared twice is a programming error."""
        declared = [rule for family in families for rule in vars(family).values() if isinstance(rule, Rule)]
        rules = {rule.code: rule for rule in declared}
        if len(rules) != len(declared):
            message = "a rule code is declared twice"
            raise ValueError(message)
        return cls(rules)

    def __len__(self) -> int:
        """Count the rules."""
        return len(self.rules)

    def rule(self, code: str) -> Rule:
        """Find one rule by its code, in whatever case it was typed."""
        try:
            return self.rules[code.strip().upper()]
        except KeyError:
            raise PerfxlError(f"没有编号为 {code} 的规则。", "运行 perfxl rule 查看全部规则。") from None

    def run(self, department: Department, only: Iterable[str] | None = None) -> list[Finding]:
        """Run the rules (or only some codes): project by project, then the department; gravest first in each."""
        codes = self.rules if only is None else [code for code in self.rules if code in set(only)]
        department = _applicable(department)
        return self._sorted(finding for code in codes for finding in self.rules[code].run(department))

    def rerun(self, department: Department, before: Iterable[Finding], positions: Collection[int]) -> list[Finding]:
        """Check again after some projects have changed: the others' own findings stay as they were before."""
        alone = {code for code, rule in self.rules.items() if rule.check_project is not None}
        anew = {None, *positions}
        department = _applicable(department)
        kept = (one for one in before if one.rule in alone and one.project not in anew)
        again = (finding for rule in self.rules.values() for finding in rule.run(department, positions))
        return self._sorted((*kept, *again))

    def _sorted(self, found: Iterable[Finding]) -> list[Finding]:
        """Put findings in the order of a report: by project, the gravest first, then in the order of the catalogue."""
        levels = {severity: at for at, severity in enumerate(Severity)}
        order = {code: at for at, code in enumerate(self.rules)}
        return sorted(found, key=lambda f: (f.project is None, f.project or 0, levels[f.severity], order[f.rule]))
