"""How many indicators there are, and how they are named (IND-01 to 05, 12, 13); copied ones are in `copies`."""

from __future__ import annotations

from collections.abc import Iterator

from perfxl.model.amounts import blank, folded
from perfxl.model.department import Department
from perfxl.model.findings import Severity
from perfxl.model.project import Indicator, Project
from perfxl.rules._advice import better, count_advice
from perfxl.rules._categories import category, misfit, out_of_place, suggestion
from perfxl.rules._lexicon import patterns, phrases
from perfxl.rules._naming import as_measure, immeasurable, unit_in, value_in
from perfxl.rules._rule import Hit, Hits, project_rule
from perfxl.rules._texts import ALSO, placeholder, short
from perfxl.rules.structure import core

WHOLE = "财预〔2021〕101号（完整性：产出的数量、质量与满意度必设）"
POINTED = "财预〔2021〕101号（重点突出、量化易评）"
ENTRY = "预算管理一体化系统录入要求"

_NAME_MOST = 100


def named(project: Project) -> Iterator[Indicator]:
    """Give the indicators that have a name; blanks and placeholders are for other rules."""
    return (one for one in project.indicators if not blank(one.name) and not placeholder(one.name))


@project_rule("IND-01", Severity.WARNING, fix="按项目内容补上这一方面的三级指标。", basis=WHOLE)
def level2_without_indicators(project: Project, department: Department) -> Hits:
    """必设的二级指标下面没有三级指标。

    为何：做了多少、做得怎样、服务对象满不满意，缺一样就评不出结果；经济、生态等不适用的可以不设。
    错例：图书馆免费开放项目只有时效指标和成本指标，没有数量指标。
    正例：数量指标“全年开放天数 ≥320天”；质量指标“图书上架准确率 ≥98%”。
    """
    rows = project.indicators
    first = {core(one.level1): one for one in reversed(rows)}
    present = {core(one.level2) for one in rows}
    left_blank = {core(one.level1) for one in rows if blank(one.level2)}
    for above, level2s in department.profile.levels.items():
        level1 = core(above)
        if level1 not in first or level1 in left_blank or len(level2s) == 1:
            continue  # STR-03 and STR-05 speak; the only 二级指标 of a 一级指标 goes by many names
        required = [one for one in level2s if one in department.profile.required_level2]
        if missing := [one for one in required if not any(core(one) in own for own in present)]:
            message = f"二级指标“{'、'.join(missing)}”下没有三级指标。"
            yield Hit(project.at("level2", first[level1]), message, advice=_what_to_add(project, missing, department))


def _what_to_add(project: Project, missing: list[str], department: Department) -> str:
    rows = (Indicator(0, "", level2, "", "", "", "") for level2 in missing)
    advised = ((count_advice if core(one.level2) == "数量" else better)(project, one, department) for one in rows)
    return "；".join(filter(None, advised))


@project_rule("IND-02", Severity.ERROR, fix="至少写一条三级指标，并补齐描述、指标值和依据。", basis=ENTRY)
def level1_without_names(project: Project, department: Department) -> Hits:
    """产出指标或效益指标下面一条三级指标也没有写。

    为何：产出和效益是评价的主体，系统要求各至少一条。
    错例：效益指标 / 社会效益指标，三级指标（空白）。
    正例：效益指标 / 社会效益指标 / 孕产妇死亡率。
    """
    for level in phrases("indicators.must_have"):
        rows = [one for one in project.indicators if core(one.level1) == level]
        if rows and all(blank(one.name) for one in rows):
            yield Hit(project.at("name", rows[0]), f"“{level}指标”下一条三级指标也没有写，至少要有一条。")


@project_rule("IND-03", Severity.WARNING, fix="删去次要的、重复的，补上能说明任务和效果的。", basis=POINTED)
def too_few_or_too_many(project: Project, department: Department) -> Hits:
    """三级指标太少或者太多。

    为何：太少说不清任务和效果，太多抓不住重点，年底也难逐条取数。
    错例：养老护理培训项目只有 3 条三级指标；绿化养护项目有 22 条。
    正例：每个项目 6 到 15 条。
    """
    fewest, most = department.profile.fewest, department.profile.most
    count = sum(not blank(one.name) for one in project.indicators)
    if count and not fewest <= count <= most:
        message = f"三级指标共 {count} 条，建议 {fewest}–{most} 条。"
        yield Hit(project.at("name", project.indicators[0]), message)


@project_rule("IND-04", Severity.ERROR, fix="名称只留考核的对象和度量，怎么算写进绩效指标描述。", basis=ENTRY)
def name_too_long(project: Project, department: Department) -> Hits:
    """三级指标的名称超过 100 个字。

    为何：系统的名称栏最多 100 个字，超过的存不进去；名称也不是写口径的地方。
    错例：名称“由各乡镇司法所会同村民委员会对辖区内……（共 120 字）……的调解成功率”。
    正例：名称“人民调解成功率”，口径写在绩效指标描述里。
    """
    for indicator in project.indicators:
        name = indicator.name.strip()
        if len(name) > _NAME_MOST:
            message = f"三级指标名称“{short(name)}”有 {len(name)} 字，超过 {_NAME_MOST} 字。"
            yield Hit(project.at("name", indicator), message)


@project_rule("IND-05", Severity.WARNING, fix="名称只写考核什么，数值写进指标值。", basis=POINTED, repeats=ALSO)
def value_in_name(project: Project, department: Department) -> Hits:
    """三级指标的名称里写进了指标值。

    为何：名称和指标值各写一个数，改了一处就会矛盾；系统按名称归集时也成了两个指标。
    错例：名称“出警到达时间不超过10分钟”；“新建公厕12座”。
    正例：名称“出警平均到达时间”，指标值“≤10分钟”；“3岁以下儿童健康管理率”里的年龄不是指标值。
    """
    for indicator in named(project):
        if value := value_in(indicator.name):
            rest = folded(indicator.name).replace(value, "").replace("()", "")
            advice = f"名称改为“{rest}”，“{value}”写进指标值，描述一起改" if rest else ""
            message = f"指标名称“{short(indicator.name)}”写入了目标值“{value}”。"
            yield Hit(project.at("name", indicator), message, advice=advice)


@project_rule(
    "IND-12",
    Severity.WARNING,
    fix="改成“对象＋度量”的名词，如“××完成率”“××件数”，名称和描述一起改。",
    basis=POINTED,
    repeats=ALSO,
)
def name_is_no_measure(project: Project, department: Department) -> Hits:
    """三级指标的名称是一句做法或口号，不是可以度量的名词。

    为何：“促进就业”“政策落实”看不出量什么，后面的百分比无从计算。
    错例：促进妇女就业 ≥95%；监督、检查 ≥98%；经费使用情况 ≥90%。
    正例：新增妇女就业人数 ≥300人；监督检查覆盖率 =100%；长效机制建立“健全”（写明分档）。
    """
    for indicator in named(project):
        target = indicator.measure
        told = f"{target.grade} {indicator.description} {indicator.basis}"
        if target.grade and patterns("targets.scales").search(told):
            continue
        if immeasurable(indicator.name, target):
            yield Hit(
                project.at("name", indicator),
                f"指标名称“{short(indicator.name)}”是一项做法，不是可度量的名词。",
                advice=_as_measure(project, indicator, department),
            )


def _as_measure(project: Project, indicator: Indicator, department: Department) -> str:
    right = as_measure(indicator.name, indicator.level2)
    if right.endswith("率") and core(indicator.level2) == "数量":
        return count_advice(project, indicator, department)
    if out_of_place(project, indicator, department) or (right and misfit(category(indicator), right)):
        advice = suggestion(project, indicator, department)
    else:
        advice = f"可改为“{right}”，名称和描述一起改" if right else suggestion(project, indicator, department)
    return f"“{short(indicator.name)}”{advice}" if advice else ""


@project_rule("IND-13", Severity.INFO, fix="名称里去掉单位，单位只写在指标值里。", basis="本工具建议", repeats=ALSO)
def unit_in_name(project: Project, department: Department) -> Hits:
    """三级指标的名称里带着计量单位。

    为何：单位写在指标值里，名称里再写一遍，换了单位就对不上。
    错例：名称“管网改造长度（公里）”；“接种率%”。
    正例：名称“管网改造长度”，指标值“≥18公里”。
    """
    for indicator in named(project):
        if unit := unit_in(indicator.name):
            message = f"指标名称“{short(indicator.name)}”含单位“{unit}”。"
            yield Hit(project.at("name", indicator), message)
