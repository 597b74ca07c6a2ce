"""指标值确定依据 and 绩效指标描述: whether they say anything that the name does not (BAS)."""

from __future__ import annotations

import re
from functools import lru_cache

from perfxl.model.amounts import blank, folded
from perfxl.model.department import Department
from perfxl.model.findings import Severity
from perfxl.model.project import Indicator, Project
from perfxl.rules._lexicon import patterns, words
from perfxl.rules._rule import Hit, Hits, project_rule

FEASIBLE = "财预〔2015〕88号（合理可行）"
EXPLAINED = "财预〔2021〕101号（指标解释与取值依据）"

_NO_LETTER = re.compile(r"[\W_]+")
_HOLLOW = re.compile(rf"(?:{patterns('basis.hollow').pattern})+")


def letters(text: str) -> str:
    """Reduce a text to its letters and digits, for telling whether two say the same."""
    return _NO_LETTER.sub("", folded(text))


def _repeats_name(indicator: Indicator, text: str) -> bool:
    return bool(letters(text)) and letters(text) == letters(indicator.name)


def _copied(indicator: Indicator) -> bool:
    """Tell whether the basis is the name over again, or the description unless that cites a document."""
    copied = bool(letters(indicator.basis)) and letters(indicator.basis) == letters(indicator.description)
    cites = patterns("basis.documents").search(indicator.basis)
    return _repeats_name(indicator, indicator.basis) or (copied and not cites)


def _says_nothing(text: str) -> bool:
    return not letters(text) or letters(text) in words("basis.empty")


@project_rule(
    "BAS-01",
    Severity.ERROR,
    fix="写明取值来自哪份计划、标准、合同、文件（带文号）或历史数据。",
    basis=FEASIBLE,
    repeats="{n}/{of} 条指标值确定依据等于没写。",
)
def basis_says_nothing(project: Project, department: Department) -> Hits:
    """指标值确定依据等于没有写。

    为何：只有一个“/”或“无”，和空着一样，目标值无从核对。（空格由 STR-02 报。）
    错例：确定依据“/”；“同上”。
    正例：确定依据“2024年养护台账”。
    """
    for indicator in project.indicators:
        if not blank(indicator.basis) and _says_nothing(indicator.basis):
            message = f"“{indicator.name.strip()}”的确定依据“{indicator.basis.strip()}”等于没写。"
            yield Hit(project.at("basis", indicator), message)


@project_rule(
    "BAS-02",
    Severity.ERROR,
    fix="写明取值来自哪份计划、标准、合同、文件（带文号）或历史数据。",
    basis=FEASIBLE,
    repeats="{n}/{of} 条指标值确定依据照抄指标名称。",
)
def basis_repeats_name(project: Project, department: Department) -> Hits:
    """指标值确定依据照抄指标名称。

    为何：照抄名称没有说明这个值是怎么定出来的。
    错例：指标“道路养护里程”，确定依据“道路养护里程”。
    正例：指标“道路养护里程”，确定依据“2025年县乡公路养护计划”。
    """
    for indicator in project.indicators:
        if _repeats_name(indicator, indicator.basis):
            message = f"“{indicator.name.strip()}”的指标值确定依据照抄指标名称。"
            yield Hit(project.at("basis", indicator), message)


@project_rule(
    "BAS-03",
    Severity.WARNING,
    fix="写明取值来自哪份计划、标准、合同、文件（带文号）或历史数据。",
    basis=EXPLAINED,
    repeats="{n}/{of} 条依据未说明标准来源。",
)
def basis_names_no_source(project: Project, department: Department) -> Hits:
    """指标值确定依据没有说明标准来源。

    为何：没有来源的目标值无法判断是高是低，评审时会要求补充。
    错例：确定依据“根据实际情况”；把绩效指标描述又抄一遍。
    正例：确定依据“前三年平均完成量”；“《农村公路养护管理办法》”。
    """
    for indicator in project.indicators:
        if blank(indicator.basis) or _says_nothing(indicator.basis):
            continue
        if _copied(indicator) or not _sourced(indicator.basis):
            message = f"“{indicator.name.strip()}”的依据“{indicator.basis.strip()}”未说明标准来源。"
            yield Hit(project.at("basis", indicator), message)


@lru_cache(maxsize=4096)
def _sourced(basis: str) -> bool:
    """Tell whether a basis names a source or reckons; one strung together from empty words does neither."""
    if _HOLLOW.fullmatch(folded(basis)):
        return False
    return any(patterns(f"basis.{kind}").search(basis) for kind in ("sources", "documents", "reckoned"))


@project_rule(
    "BAS-04",
    Severity.WARNING,
    fix="写明统计什么、怎么算、数据从哪里取。",
    basis=EXPLAINED,
    repeats="{n}/{of} 条绩效指标描述照抄指标名称。",
)
def description_repeats_name(project: Project, department: Department) -> Hits:
    """绩效指标描述照抄指标名称。

    为何：照抄名称看不出统计什么、怎么算，到年底各算各的。
    错例：指标“验收合格率”，描述“验收合格率”。
    正例：指标“验收合格率”，描述“验收合格里程÷养护总里程×100%”。
    """
    for indicator in project.indicators:
        if _repeats_name(indicator, indicator.description):
            message = f"“{indicator.name.strip()}”的绩效指标描述照抄指标名称。"
            yield Hit(project.at("description", indicator), message)


@project_rule(
    "BAS-05",
    Severity.WARNING,
    fix="名称写考核什么，描述写怎么算，依据写值从哪来。",
    basis=EXPLAINED,
    repeats="{n}/{of} 条指标的三级指标、描述、依据三列完全相同。",
)
def three_columns_alike(project: Project, department: Department) -> Hits:
    """三级指标、绩效指标描述、指标值确定依据三列完全相同。

    为何：一句话抄三遍，说明这条指标没有真正设计过。
    错例：三列都是“验收合格率”。
    正例：验收合格率 | 验收合格里程÷养护总里程×100% | 2025年养护计划。
    """
    for indicator in project.indicators:
        if all(_repeats_name(indicator, text) for text in (indicator.description, indicator.basis)):
            yield Hit(project.at("name", indicator), f"“{indicator.name.strip()}”三列完全相同。")
