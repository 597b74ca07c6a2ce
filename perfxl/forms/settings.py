"""设置: who the unit is, the year, thresholds, the level of each rule, and the lists that feed the drop-downs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from perfxl.errors import UnreadableError
from perfxl.forms import _looks as looks
from perfxl.forms import _names as names
from perfxl.model.amounts import folded, share, share_text
from perfxl.model.department import Department
from perfxl.model.findings import Severity
from perfxl.model.profile import Profile
from perfxl.page import Area, Page, Validation
from perfxl.rules import CATALOGUE
from perfxl.sheet import Grid

OPERATORS = ("≥", "≤", "=", "＞", "＜")
OFF = "关闭"
_FIGURES: dict[str, tuple[str, int | None]] = {  # label: field of the profile, and which of its figures
    "3月底最低进度（%）": ("plan_floor", 0),
    "6月底最低进度（%）": ("plan_floor", 1),
    "10月底最低进度（%）": ("plan_floor", 2),
    "三级指标最少（条）": ("fewest", None),
    "三级指标最多（条）": ("most", None),
    "满意度最低（%）": ("satisfaction", 0),
    "满意度最高（%）": ("satisfaction", 1),
    "涨幅最高（%）": ("most_rise", None),
    "节约率最高（%）": ("most_saving", None),
    "占部门预算多大算大项目（%）": ("large_share", None),
    "供暖室温标准（℃）": ("heating", None),
    "依据文件多久算旧（年）": ("basis_age", None),
}
_LEVEL_WORDS = {**{severity.chinese: severity for severity in Severity}, OFF: None}
_RULES_TOP = 21
_FIRST_LIST = 7


@dataclass(frozen=True, slots=True)
class Settings:
    """What the sheet says; "" and None where it says nothing."""

    unit_code: str
    unit_name: str
    year: int | None
    region: str
    profile: Profile


def draw_settings(department: Department) -> Page:
    """Draw the sheet from a department."""
    page = Page(name=names.SETTINGS, widths=(22, 46, 12, 12, 14, 3, 3, 20, 24, 14, 10), freeze=(1, 0), printed=5)
    page.put(0, 0, "设置", looks.TITLE.but(align="left"), (0, 4))
    facts = {
        "单位代码": (department.unit_code, looks.TEXT.but(number="@")),
        "单位名称": (department.unit_name, looks.TEXT),
        "预算年度": (department.year, looks.TEXT),
        "区划代码": (department.region, looks.TEXT.but(number="@")),
        "表样版本": (department.profile.name, looks.TEXT.but(locked=True)),
        **{word: (_figure(department.profile, word), looks.TEXT.but(number="General")) for word in _FIGURES},
    }
    for row, (word, (content, style)) in enumerate(facts.items(), start=1):
        page.put(row, 0, word, looks.LABEL.but(align="left"))
        page.put(row, 1, content if not isinstance(content, Decimal) else share_text(content), style)
        if word not in _FIGURES:
            page.names[word] = Area(row, 1, row, 1)
    page.heights |= {0: 30.0} | dict.fromkeys(range(1, len(facts) + 1), 20.0)
    _validate(page)
    _draw_rules(page, department)
    return page


def lists(profile: Profile) -> dict[str, tuple[str, Area, tuple[str, ...]]]:
    """Give the drop-down lists: defined name -> (sheet, area, words)."""
    every: dict[str, tuple[str, ...]] = {
        names.LEVEL1_LIST: tuple(profile.levels),
        names.LEVEL2_LIST: tuple(two for under in profile.levels.values() for two in under),
        names.OPERATOR_LIST: OPERATORS,
        names.SEVERITY_LIST: tuple(_LEVEL_WORDS),
    }
    return {
        name: (names.SETTINGS, Area(2, column, 1 + len(words), column), words)
        for column, (name, words) in enumerate(every.items(), start=_FIRST_LIST)
    }


def _validate(page: Page) -> None:
    year = {"validate": "integer", "criteria": "between", "minimum": 2015, "maximum": 2099}
    year |= {"error_title": "预算年度", "error_message": "请填四位年份，例如 2025。"}
    length = {"validate": "length", "criteria": "=", "value": 6, "error_type": "warning"}
    length |= {"error_title": "代码", "error_message": "应为 6 位数字。"}
    page.validations.append(Validation(Area(3, 1, 3, 1), year))
    page.validations += [Validation(Area(row, 1, row, 1), length) for row in (1, 4)]


def _draw_rules(page: Page, department: Department) -> None:
    page.put(
        _RULES_TOP - 1,
        0,
        "规则级别：在“本单位级别”一列选择；影响表格使用的规则不能改。",
        looks.NOTE,
        (_RULES_TOP - 1, 4),
    )
    for column, word in enumerate(("规则", "问题", "默认级别", "拦截导出", "本单位级别")):
        page.put(_RULES_TOP, column, word, looks.LABEL)
    row = _RULES_TOP
    for row, rule in enumerate(CATALOGUE.rules.values(), start=_RULES_TOP + 1):  # the last row is used
        chosen = department.profile.severities.get(rule.code, rule.severity)
        cells = (rule.code, rule.title, rule.severity.chinese, "是" if rule.blocking else "")
        for column, word in enumerate(cells):
            page.put(row, column, word, looks.TEXT.but(locked=True))
        page.put(row, 4, "" if chosen == rule.severity else chosen.chinese if chosen else OFF, looks.CENTRED)
        page.heights[row] = looks.height([(rule.title, page.widths[1])], least=18)
    options = {"validate": "list", "source": f"={names.SEVERITY_LIST}", "error_type": "stop"}
    page.validations.append(Validation(Area(_RULES_TOP + 1, 4, row, 4), options))
    for name, (_, area, words) in lists(department.profile).items():
        page.put(area.top - 1, area.left, name, looks.LABEL)
        for offset, word in enumerate(words):
            page.put(area.top + offset, area.left, word, looks.TEXT)


def read_settings(grid: Grid, profile: Profile) -> Settings:
    """Read the sheet by its words, wherever the rows have moved; the profile is that of the projects' form."""
    said = {folded(grid.text(row, 0)): grid.text(row, 1) for row in range(len(grid.rows))}
    year = said.get("预算年度", "")
    return Settings(
        unit_code=said.get("单位代码", "").strip(),
        unit_name=said.get("单位名称", "").strip(),
        year=int(folded(year)) if folded(year).isdecimal() else None,
        region=said.get("区划代码", "").strip(),
        profile=replace(_with_figures(profile, said), severities=_severities(grid)),
    )


def _figure(profile: Profile, word: str) -> Decimal:
    field, which = _FIGURES[word]
    value = getattr(profile, field)
    return Decimal(value if which is None else value[which])


def _with_figures(profile: Profile, said: Mapping[str, str]) -> Profile:
    """Put in the figures that can be read; the others stay as the profile has them."""
    changes: dict[str, Any] = {}
    for word, (field, which) in _FIGURES.items():
        figure = _read_figure(said.get(folded(word), ""))
        if figure is None:
            continue
        before = getattr(profile, field)
        after = type(before)(figure) if which is None else (*before[:which], figure, *before[which + 1 :])
        changes[field] = after
        profile = replace(profile, **changes)
    return profile


def _read_figure(text: str) -> Decimal | None:
    try:
        return share(text)
    except UnreadableError:
        return None


def _severities(grid: Grid) -> dict[str, Severity | None]:
    chosen = {}
    for row in range(len(grid.rows)):
        code, word = grid.text(row, 0).strip(), grid.text(row, 4).strip()
        if code in CATALOGUE.rules and word in _LEVEL_WORDS:
            chosen[code] = _LEVEL_WORDS[word]
    return chosen
