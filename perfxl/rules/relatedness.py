"""Whether indicators speak of what the project is about (GOAL-13, IND-11, IND-14 to IND-16, BAS-07, SEM-22)."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache

from perfxl.model.amounts import blank, folded
from perfxl.model.department import Department
from perfxl.model.findings import Severity
from perfxl.model.project import Indicator, Project
from perfxl.rules._advice import better, count_advice
from perfxl.rules._keywords import content, keywords
from perfxl.rules._kinship import (
    about,
    asks_others,
    foreign_field,
    foreign_words,
    is_stranger,
    may_be_own,
    touches,
    touches_name,
)
from perfxl.rules._lexicon import any_of, groups, patterns, phrases
from perfxl.rules._rule import Hit, Hits, project_rule
from perfxl.rules._texts import short
from perfxl.rules.measures import Measure, measure_of

RELATED = "财预〔2015〕88号（相关性：指标科学）"
POINTED = "财预〔2021〕101号（高度关联、重点突出）"

_CHANCE = 0.2  # so many of the indicators may share a word with a long purpose by chance
_SHOWN = 3


@project_rule("GOAL-13", Severity.ERROR, fix="按项目做的事重写指标，名称里写出对象。", basis=RELATED)
def core_not_covered(project: Project, department: Department) -> Hits:
    """指标没有一条涉及项目名称和绩效目标的核心内容。

    为何：指标与项目无关，完成得再好也说明不了这个项目。说法不同而意思相同（供暖、取暖）算涉及。
    错例：项目“法律援助补助”，九条指标只有“各项工作完成率”“资金支出情况”之类。
    正例：项目“法律援助补助”，指标“办理法律援助案件数”。
    """
    rows = [one for one in project.indicators if not blank(one.name)]
    telling = [one for one in rows if not _of_anything(one.name)]
    if not rows or not content(project.name) or any(touches_name(one, project) for one in telling):
        return
    near = sum(touches(one, project) or may_be_own(one, project) for one in telling)
    if near <= len(rows) * _CHANCE:
        yield Hit(project.at("goals"), f"{len(rows)} 条指标都没有涉及项目的核心内容“{_named_core(project)}”。")


def _named_core(project: Project) -> str:
    return "、".join(keywords(project.name)[:_SHOWN])


@project_rule(
    "IND-11",
    Severity.WARNING,
    fix="在名称里写出衡量的对象：对象＋做的事＋度量，名称和描述一起改。",
    basis=POINTED,
    repeats="{n} 条指标名称看不出衡量对象，如：{first}",
)
def name_too_general(project: Project, department: Department) -> Hits:
    """指标名称过于笼统，看不出衡量的对象。

    为何：放到哪个项目都能用的名称，衡量不了这个项目。以金额表示的总成本不在此列；满意度由 IND-14、IND-15 管。
    错例：“各项工作完成率”；“保障时间”；“项目支出 ≤95%”。
    正例：“图书借阅系统故障修复时间”；“项目总成本 ≤15万元”。
    """
    unit = f"{department.unit_name}{project.unit}"
    for indicator in project.indicators:
        if _too_general(indicator, project) or _asks_everybody(indicator.name, project, unit):
            message = f"“{short(indicator.name)}”过于笼统，看不出衡量对象。"
            yield Hit(project.at("name", indicator), message, advice=_named(project, indicator, department))


def _named(project: Project, indicator: Indicator, department: Department) -> str:
    """Give a better name, and say for which row it is."""
    if measure_of(indicator.name) is Measure.SATISFACTION:
        advice = _whose(project)
    else:
        advise = count_advice if "数量" in indicator.level2 else better
        advice = advise(project, indicator, department)
    return f"“{short(indicator.name)}”{advice}" if advice else ""


def _too_general(indicator: Indicator, project: Project) -> bool:
    """Tell whether a name is made of general words, unless something else says what is measured."""
    bare = folded(indicator.name).strip("。；，、;,.")
    if not bare or measure_of(bare) is Measure.SATISFACTION or _costs_money(indicator):
        return False
    if patterns("relatedness.vague_work").search(bare) and "÷" not in indicator.description:
        return content(indicator.description) <= content(bare)
    if not _general("general", "general_elsewhere").fullmatch(bare):
        vague = any_of("relatedness.vague").search(bare) and _general("general", "general_deeds").fullmatch(bare)
        deed = vague or _of_anything(bare)
        dated = measure_of(bare) is Measure.TIME
        return bool(deed) and not dated and content(indicator.description) <= content(bare)
    own = about(project)
    elsewhere = any(word in bare and word in own for word in phrases("relatedness.general_elsewhere"))
    return not elsewhere and not _whole_project_time(indicator, project)


@lru_cache(maxsize=8192)
def _of_anything(name: str) -> bool:
    """Tell whether a name speaks of whatever there is, and of nothing else: 相关发放次数."""
    bare = folded(name)
    whatever = any_of("relatedness.anything").match(bare)
    return whatever is not None and _general("general", "general_deeds").fullmatch(bare) is not None


@cache
def _general(*paths: str) -> re.Pattern[str]:
    """Match names made of the words of lists alone; `++` gives nothing back, so that no long name takes long."""
    listed = sorted((word for path in paths for word in phrases(f"relatedness.{path}")), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(map(re.escape, listed))})++")


def _asks_everybody(name: str, project: Project, unit: str) -> bool:
    """Tell whether it is the satisfaction of the public at large, of whom the project itself says nothing."""
    if not patterns("relatedness.everybody").search(folded(name).strip("。；，、")):
        return False
    return not any_of("relatedness.public_words").search(about(project)) and not asks_others(name, project, unit)


def _costs_money(indicator: Indicator) -> bool:
    """Tell whether what looks general is the cost of the whole project, in money."""
    unit = indicator.measure.unit
    return measure_of(indicator.name) is Measure.MONEY and "元" in unit


def _whole_project_time(indicator: Indicator, project: Project) -> bool:
    """Tell whether it is when the whole project is done (项目完成时间), and the description says what that is."""
    whole = any_of("relatedness.whole").match(folded(indicator.name))
    return whole is not None and measure_of(indicator.name) is Measure.TIME and touches(indicator, project)


@project_rule("IND-14", Severity.WARNING, fix="写明是谁的满意度，如“参训学员满意度”。", basis=POINTED)
def satisfaction_of_nobody(project: Project, department: Department) -> Hits:
    """满意度指标没有写明是谁的满意度。

    为何：不知道问谁，问卷就没法发，得数也没法核对。
    错例：“满意度”；“总体满意度”。
    正例：“参训学员满意度”；“用车单位满意度”。
    """
    for indicator in project.indicators:
        if measure_of(indicator.name) is Measure.SATISFACTION and _nobody(indicator.name):
            advice = _whose(project) or better(project, indicator, department)
            yield Hit(project.at("name", indicator), f"“{short(indicator.name)}”没有写明对象。", advice=advice)


@lru_cache(maxsize=4096)
def _nobody(name: str) -> bool:
    """Tell whether only words that mean no people stand before 满意度."""
    nobody, asked = any_of("relatedness.nobody").pattern, patterns("relatedness.asked").pattern
    return re.match(f"(?:{nobody})*+(?:{asked})", folded(name)) is not None


def _whose(project: Project) -> str:
    """Give a better name: whom the goals themselves speak of, or else those whom such a project serves."""
    wanted = patterns("relatedness.wanted").search(folded(project.goals))
    if wanted and not _nobody(f"{wanted[1]}满意度"):
        return f"改为“{wanted[1]}满意度”"
    served = (who for own in (project.name, about(project)) for where, who in _served() if where.search(own))
    return next((f"改为“{who}满意度”" for who in served), "")


@cache
def _served() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(where), who) for where, who in groups("relatedness.served"))


@project_rule(
    "IND-15",
    Severity.WARNING,
    fix="满意度问直接受益的人：内部保障项目问用的单位和职工，补助项目问领取的人。",
    basis=RELATED,
)
def satisfaction_of_others(project: Project, department: Department) -> Hits:
    """满意度问的人不是项目的受益对象。

    为何：没有用过这项服务的人，答不出满意不满意。
    错例：项目“公务用车运行维护”，指标“市民满意度”；项目“高龄津贴”，指标“机关职工满意度”。
    正例：项目“公务用车运行维护”，指标“用车单位满意度”。
    """
    unit = f"{department.unit_name}{project.unit}"
    for indicator in project.indicators:
        if measure_of(indicator.name) is not Measure.SATISFACTION:
            continue
        if asked := asks_others(indicator.name, project, unit):
            message = f"“{short(indicator.name)}”问的是{asked}，与项目的受益对象不符。"
            yield Hit(project.at("name", indicator), message, advice=_whose(project))


@project_rule(
    "IND-16", Severity.ERROR, fix="补一条数量指标，写项目做多少、给多少人、管多少台（处、公里）。", basis=POINTED
)
def core_not_counted(project: Project, department: Department) -> Hits:
    """数量指标没有一条反映项目的核心任务。

    为何：项目做了多少，是产出里最先要回答的。受益的人数也算；没有数量指标由 IND-01 报。
    错例：项目“车载终端租赁”，数量指标只有“各项工作完成率”。
    正例：项目“车载终端租赁”，数量指标“租用终端台数”。
    """
    counts = [one for one in project.indicators if "数量" in one.level2 and not blank(one.name)]
    if counts and content(project.name) and not any(_counts_core(one, project) for one in counts):
        named = "、".join(f"“{short(one.name)}”" for one in counts[:_SHOWN])
        core = _named_core(project)
        yield Hit(
            project.at("name", counts[0]),
            f"数量指标{named}没有反映项目的核心任务“{core}”。",
            advice=count_advice(project, counts[0], department),
        )


def _counts_core(indicator: Indicator, project: Project) -> bool:
    if patterns("relatedness.beside").search(folded(indicator.name)):
        indicator = replace(indicator, description="")  # who meets and learns says nothing of what is done
    if any(judge(indicator, project) for judge in (touches_name, touches, may_be_own)):
        return True
    people = any_of("relatedness.counts_people").search(folded(indicator.name))
    return people is not None and any_of("relatedness.about_people").search(about(project)) is not None


@project_rule(
    "BAS-07",
    Severity.ERROR,
    fix="描述写这条指标统计什么、怎么算。",
    basis=RELATED,
    repeats="{n} 条绩效指标描述与指标名称无关，如：{first}",
)
def description_of_something_else(project: Project, department: Department) -> Hits:
    """绩效指标描述与指标名称说的不是一件事。

    为何：多半是从别的表拷来的，年底照它算不出这条指标。
    错例：指标“公园绿地养护面积”，描述“投资回收期”。
    正例：指标“公园绿地养护面积”，描述“全年纳入养护的公园、游园绿地之和”。
    """
    unit = f"{department.unit_name}{project.unit}"
    for indicator in project.indicators:
        if not blank(indicator.name) and not blank(indicator.description) and is_stranger(indicator, project, unit):
            message = f"“{short(indicator.name)}”的描述“{short(indicator.description)}”与名称无关。"
            yield Hit(project.at("description", indicator), message)


@project_rule(
    "SEM-22",
    Severity.ERROR,
    fix="删去误拷的内容，按本项目重写。",
    basis=RELATED,
    repeats="{n} 处疑似从其他行业误拷，如：{first}",
)
def copied_from_another_industry(project: Project, department: Department) -> Hits:
    """指标名称或描述疑似从其他行业的指标库误拷。

    为何：用了别的行业专有的说法，而项目名称、用途、目标里没有一点那个行业的事。
    错例：项目“办公楼电梯维保”，指标“床位使用率”；描述“项目经营期年指标”。
    正例：项目“办公楼电梯维保”，指标“电梯困人到场时间”。
    """
    unit = f"{department.unit_name}{project.unit}"
    own = f"{unit}\n{about(project)}"
    for indicator in project.indicators:
        copied = {column: foreign_words(indicator, column, own) for column in ("name", "description")}
        if not any(copied.values()):
            copied["name"] = foreign_field(indicator, project, unit)
        for column, why in copied.items():
            if why:
                yield Hit(project.at(column, indicator), f"{why}，本项目的名称、用途、目标里没有这件事。")
