"""Reads the corpus's own plain-text notation: departments as `.txt`, changes to them as `faults.txt`, `harmless.txt`.

A department: `= code name`, `# 总体|分项|措施` above lines of part one, `## name` above a project's 资金, 计划, 用途,
目标 lines and its indicators, one a line: `level | name | description | target | basis`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from perfxl.model.department import Department, Section
from perfxl.model.profile import HEBEI_2025
from perfxl.model.project import MONEY_FIELDS, PLAN_NODES, Indicator, Project, project_from_words

YEAR = 2025
REGIONS = {"dev": "130686", "holdout": "130288", "final": "130394", "fresh": "130596"}
LEVELS = {
    "数量": ("产出指标", "数量指标"),
    "质量": ("产出指标", "质量指标"),
    "时效": ("产出指标", "时效指标"),
    "成本": ("产出指标", "成本指标"),
    "经济": ("效益指标", "经济效益指标"),
    "社会": ("效益指标", "社会效益指标"),
    "生态": ("效益指标", "生态效益指标"),
    "可持续": ("效益指标", "可持续影响指标"),
    "满意度": ("满意度指标", "服务对象满意度指标"),
}
SECTIONS = {
    "总体": ("overall", "一、总体绩效目标"),
    "分项": ("parts", "二、分项绩效目标"),
    "措施": ("measures", "三、工作保障措施"),
}
_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@dataclass(slots=True)
class _Sheet:
    """One project as its lines come in."""

    name: str
    words: dict[str, str] = field(default_factory=dict)
    goals: list[str] = field(default_factory=list)
    rows: list[Indicator] = field(default_factory=list)


def read_department(path: Path) -> Department:
    """Read one department's file; the half of the corpus that it lies in gives its region."""
    return department_of(lines_of(path), REGIONS[path.parent.name])


def department_of(written: Iterable[str], region: str) -> Department:
    """Make a department of its lines."""
    code = unit = ""
    lines: dict[str, list[str]] = {kind: [] for kind in SECTIONS}
    sheets: list[_Sheet] = []
    section = ""
    for line in written:
        if line.startswith("= "):
            code, unit = line[2:].split(" ", 1)
        elif line.startswith("## "):
            sheets.append(_Sheet(line[3:]))
        elif line.startswith("# "):
            section = line[2:]
        elif sheets:
            _take_line(sheets[-1], line)
        else:
            lines[section].append(line)
    return Department(
        unit_code=code,
        unit_name=unit,
        year=YEAR,
        covers=(f"{unit}{YEAR}年部门整体绩效目标", f"{unit}{YEAR}年预算项目绩效目标"),
        sections=tuple(Section(*SECTIONS[kind], tuple(texts)) for kind, texts in lines.items()),
        projects=tuple(_project(n, sheet, f"{code}{unit}", region) for n, sheet in enumerate(sheets, start=1)),
        region=region,
        profile=HEBEI_2025,
    )


def lines_of(path: Path) -> list[str]:
    """Give a corpus file's lines, blank ones and remarks (`//`) left out."""
    if not path.exists():
        return []
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and line[:2] != "//"]


def indicator_row(line: str, number: int, separator: str = "|") -> Indicator:
    """Read one indicator's line."""
    level, *words = (part.strip() for part in line.split(separator))
    name, description, target, basis = words
    return Indicator(number, *LEVELS[level], name, description, target, basis)


def project_code(region: str, unit: str, position: int) -> str:
    """Make a project's code with its check character."""
    body = f"{region}{YEAR % 100}P00{unit[:3]}{position}1{position:04}"
    total = sum(_DIGITS.index(character) * pow(3, place, 31) for place, character in enumerate(body))
    return body + _DIGITS[(30 - total) % 31]


def _take_line(sheet: _Sheet, line: str) -> None:
    kind, _, rest = line.partition(" ")
    if kind == "资金":
        sheet.words |= dict(zip(MONEY_FIELDS, [*rest.split(), ""], strict=False))  # 其他资金 may be blank
    elif kind == "计划":
        sheet.words |= dict(zip(PLAN_NODES, rest.split(), strict=True))
    elif kind == "用途":
        sheet.words["purpose"] = rest
    elif kind == "目标":
        sheet.goals.append(rest)
    else:
        sheet.rows.append(indicator_row(line, len(sheet.rows) + 1))


def _project(position: int, sheet: _Sheet, unit: str, region: str) -> Project:
    words = sheet.words | {
        "title": f"{position}.{sheet.name}绩效目标表",
        "unit": unit,
        "money_unit": "单位：万元",
        "code": project_code(region, unit, position),
        "name": sheet.name,
        "goals": "\n".join(sheet.goals),
    }
    return project_from_words(position, words, numbered(sheet.rows), tab=f"{position}.{sheet.name}")


def numbered(rows: Iterable[Indicator]) -> tuple[Indicator, ...]:
    """Put rows into the form's order of levels and number them again."""
    order = list(LEVELS.values())
    kept = sorted(rows, key=lambda row: order.index((row.level1, row.level2)))
    return tuple(replace(row, number=number) for number, row in enumerate(kept, start=1))
