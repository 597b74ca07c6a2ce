"""Whether descriptions define what is counted, and sources can be looked up (BAS-06, BAS-08 to BAS-10)."""

from __future__ import annotations

import re
from functools import lru_cache

from perfxl.model.amounts import blank, folded
from perfxl.model.department import Department
from perfxl.model.findings import Severity
from perfxl.model.project import Project
from perfxl.rules._lexicon import any_of, patterns
from perfxl.rules._rule import Hit, Hits, project_rule
from perfxl.rules._texts import short
from perfxl.rules.basis import EXPLAINED, FEASIBLE, letters

_SHORTEST, _A_STATISTIC = 10, 6  # letters of a description; of one that ends in what is counted
_NEW, _SAID = 3, 2  # letters that the name does not have; of a text that says where the figures come from

_FORMULA, _CALIBER = patterns("sources.formula"), patterns("sources.caliber")
_STATISTIC = re.compile(rf".*(?:{patterns('sources.statistic').pattern})")
_SLOGAN, _HOLLOW = patterns("sources.slogan"), any_of("sources.hollow")
_NUMBERED, _PAPER, _RULING = (patterns(f"sources.{kind}") for kind in ("numbered", "papers", "rulings"))
_TITLE = re.compile(r"[《〈][^》〉]*[》〉]")
_TITLED, _LOCAL, _CONTRACT = (patterns(f"sources.{kind}") for kind in ("titled", "local", "contract"))
_DATED, _HISTORY, _NOT_VALUE, _RECKONED = (
    patterns(f"sources.{kind}") for kind in ("dated", "history", "not_value", "reckoned")
)


@project_rule(
    "BAS-06",
    Severity.WARNING,
    fix="写明统计什么、怎么算、数据从哪里取。",
    basis=EXPLAINED,
    repeats="{n}/{of} 条绩效指标描述没有说明含义、算法或口径。",
)
def description_explains_nothing(project: Project, department: Department) -> Hits:
    """绩效指标描述没有说明含义、计算公式或数据口径。

    为何：不写口径，年底各算各的，完成值无法核对。
    错例：指标“管网漏损率”，描述“管网漏损情况”。
    正例：指标“管网漏损率”，描述“（供水量－售水量）÷供水量×100%，取自水司年报”。
    """
    for indicator in project.indicators:
        if not blank(indicator.description) and not _explains(indicator.description, indicator.name):
            said = f"“{indicator.name.strip()}”的描述“{short(indicator.description)}”"
            yield Hit(project.at("description", indicator), f"{said}没有说明含义、算法或口径。")


@lru_cache(maxsize=8192)
def _explains(description: str, name: str) -> bool:
    """Tell whether a description defines: it has a formula, or a caliber or statistic of something beyond the name."""
    text = folded(description).rstrip("。；，、;,.")
    own, named = letters(text), letters(name)
    if own == named or _FORMULA.search(text):
        return own != named
    new = sum(letter not in named for letter in _HOLLOW.sub("", own))
    if _STATISTIC.fullmatch(text):
        return (new >= _NEW and len(own) >= _A_STATISTIC) or (new >= _SAID and bool(_CALIBER.search(text)))
    if _SLOGAN.match(text):
        return False
    return (new >= _SAID and bool(_CALIBER.search(text))) or (new >= _NEW and len(own) >= _SHORTEST)


@project_rule(
    "BAS-08",
    Severity.INFO,
    fix="写全称和文号；合同写编号或签订日期。",
    basis=FEASIBLE,
    repeats="{n} 条依据引用文件没有文号，如：{first}",
)
def document_without_number(project: Project, department: Department) -> Hits:
    """指标值确定依据引用了文件，却没有文号。

    为何：没有文号找不到是哪一份，取值无从核对。法律、条例和写全名称的办法可以不写。
    错例：县政府办公室通知；采购合同。
    正例：《关于下达造林任务的通知》（平林发〔2025〕8号）；2025年1月签订的采购合同。
    """
    for indicator in project.indicators:
        text = folded(indicator.basis)
        if letters(text) != letters(indicator.name) and (paper := _unnumbered_paper(text)):
            said = f"“{indicator.name.strip()}”的依据“{short(indicator.basis)}”"
            yield Hit(project.at("basis", indicator), f"{said}引用了{paper}，没有文号或编号。")


@lru_cache(maxsize=4096)
def _unnumbered_paper(text: str) -> str:
    """Give the paper that a basis rests on and that nobody could find; "" where there is none."""
    if _NUMBERED.search(text):
        return ""
    if _CONTRACT.fullmatch(text):
        return "合同"
    untitled = _TITLE.sub("", text)
    titled = _TITLED.search(text) or _LOCAL.search(text)
    match = titled or _PAPER.search(untitled) or (untitled == text and _RULING.search(text))
    return f"“{match[0].strip('《〈》〉')}”" if match else ""


@project_rule(
    "BAS-09",
    Severity.WARNING,
    fix="到政府网站查文号：有效的照写，已废止的换成现行文件。",
    basis=FEASIBLE,
    repeats="{n} 条依据的文件年份较早，请核实是否仍有效，如：{first}",
)
def document_is_old(project: Project, department: Department) -> Hits:
    """指标值确定依据的文件年份较早，可能已经废止。

    为何：多年前的文件常已修订或废止，按它取值站不住。只看文号的年份，标准的年号不算。
    错例：2025年预算，依据“平财社〔2014〕31号”。
    正例：依据“平财社〔2023〕12号”。
    """
    for indicator in project.indicators if department.year else ():
        years = [int(year) for match in _DATED.finditer(indicator.basis) for year in match.groups() if year]
        age = (department.year or 0) - max(years, default=department.year or 0)
        if age > department.profile.basis_age:
            said = f"“{indicator.name.strip()}”的依据“{short(indicator.basis)}”发文已 {age} 年"
            yield Hit(project.at("basis", indicator), f"{said}，请核实是否仍有效。")


@project_rule(
    "BAS-10",
    Severity.INFO,
    fix="写出上年值或前三年平均值。",
    basis="预算管理一体化系统录入要求",
    repeats="{n} 条历史依据没有写出数值，如：{first}",
)
def history_without_value(project: Project, department: Department) -> Hits:
    """指标值按历史数据确定，却没有写出历史数值。

    为何：不写上年值或前三年平均值，看不出目标是高了还是低了。
    错例：上年实际完成情况；历史标准。
    正例：前三年平均就诊量4.2万人次。
    """
    for indicator in project.indicators:
        text = folded(indicator.basis)
        if letters(text) != letters(indicator.name) and _only_history(text):
            said = f"“{indicator.name.strip()}”的依据“{short(indicator.basis)}”"
            yield Hit(project.at("basis", indicator), f"{said}没有写出历史数值。")


@lru_cache(maxsize=4096)
def _only_history(text: str) -> bool:
    """Tell a basis that rests on the past without a figure of it, and without a calculation."""
    figures = re.search(r"\d", _NOT_VALUE.sub("", text))
    return bool(_HISTORY.search(text)) and not figures and not _RECKONED.search(text)
