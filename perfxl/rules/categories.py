"""Whether an indicator belongs under its 二级指标 (SEM-15 to SEM-21, SEM-29, IND-09)."""

from __future__ import annotations

from perfxl.model.amounts import folded
from perfxl.model.department import Department
from perfxl.model.findings import Severity
from perfxl.model.project import Indicator, Project
from perfxl.rules._categories import (
    bare,
    category,
    depends_on_others,
    duties,
    has_yardstick,
    is_notion,
    is_padding,
    misfit,
    out_of_place,
    removable,
    suggestion,
    without,
)
from perfxl.rules._lexicon import mapping, words
from perfxl.rules._rule import Hit, Hits, project_rule
from perfxl.rules.structure import core

RELEVANT = "财预〔2021〕101号（指标设置：高度关联）"
MEASURABLE = "财预〔2021〕101号（指标设置：量化易评）"


def _strangers(project: Project, department: Department, place: str, verdict: str) -> Hits:
    """Find what stands under a category and speaks of something else."""
    for indicator in project.indicators:
        kind = misfit(place, indicator.name, indicator.description) if category(indicator) == place else ""
        if kind:
            message = f"“{bare(indicator.name)}”说的是{mapping('categories.called')[kind]}，{verdict}。"
            advice = _way_out(project, indicator, department, kind)
            yield Hit(project.at("name", indicator), message, advice=advice)


def _way_out(project: Project, indicator: Indicator, department: Department, kind: str) -> str:
    """Say where it belongs and what to write instead; a category that a project may do without may go."""
    home = mapping("categories.moves").get(kind, "")
    beyond = depends_on_others(indicator.name, duties(project, department))
    move = f"把“{bare(indicator.name)}”移到{home}" if home and not beyond else ""
    ways = [move, suggestion(project, indicator, department)]
    if removable(category(indicator)):
        ways.append(without(indicator))
    return "；".join(dict.fromkeys(filter(None, ways)))


@project_rule("SEM-15", Severity.WARNING, fix="改为能耗、排放、绿化等指标；没有生态效益的删去这一行。", basis=RELEVANT)
def not_ecological(project: Project, department: Department) -> Hits:
    """生态效益下的指标与生态环境无关。

    为何：经费、采购、准确率之类说明不了环境好了多少，只是为了把格子填满。
    错例：生态效益指标 / 师资培训经费保障率。
    正例：生态效益指标 / 亩均灌溉节水量。
    """
    yield from _strangers(project, department, "ecology", "不反映生态效益")


@project_rule(
    "SEM-16", Severity.WARNING, fix="改为本项目直接带来的变化，如“单位面积能耗下降率”，否则删去。", basis=RELEVANT
)
def ecology_beyond_project(project: Project, department: Department) -> Hits:
    """生态效益难以归因于本项目。

    为何：大范围的空气、生态好坏由许多因素决定，与这笔钱关系很弱，无法评价。
    错例：印刷费项目，生态效益“空气质量改善”。
    正例：印刷费项目，生态效益“纸张用量下降率 ≥10%”。
    """
    duty = duties(project, department)
    for indicator in project.indicators:
        if category(indicator) == "ecology" and depends_on_others(indicator.name, duty, "untraceable"):
            message = f"“{bare(indicator.name)}”难以归因于本项目“{project.name.strip()}”。"
            advice = _way_out(project, indicator, department, "")
            yield Hit(project.at("name", indicator), message, advice=advice)


@project_rule("SEM-17", Severity.WARNING, fix="改为收入、节约、带动投资等；没有经济效益的删去这一行。", basis=RELEVANT)
def not_economic(project: Project, department: Department) -> Hits:
    """经济效益下的指标与经济效益无关。

    为何：设备完好率是质量，总成本是投入，都没有说明产生了多少收益。
    错例：经济效益指标 / 病床完好率。
    正例：经济效益指标 / 患者次均费用下降率。
    """
    yield from _strangers(project, department, "economy", "不反映经济效益")


@project_rule("SEM-18", Severity.WARNING, fix="改为使用年限、管护机制、人才留任等；没有的删去这一行。", basis=RELEVANT)
def not_sustainable(project: Project, department: Department) -> Hits:
    """可持续影响下的指标与可持续影响无关。

    为何：要写的是项目做完以后还能起多久的作用，办公经费、监测评价都不是。
    错例：可持续影响指标 / 办公经费。
    正例：可持续影响指标 / 改造校舍后续使用年限。
    """
    yield from _strangers(project, department, "sustainability", "不反映可持续影响")


@project_rule("SEM-19", Severity.WARNING, fix="改为合格率、准确率等反映产出好坏的指标。", basis=RELEVANT)
def not_output_quality(project: Project, department: Department) -> Hits:
    """质量指标下写的不是产出质量。

    为何：专款专用率属资金管理，保障支出属投入，都不说明做出来的东西好不好。
    错例：质量指标 / 疫苗采购专款专用率。
    正例：质量指标 / 疫苗冷链温度合格率。
    """
    yield from _strangers(project, department, "quality", "不是产出质量")


@project_rule("SEM-20", Severity.WARNING, fix="改为群众、社会得到的好处，如受益人数、投诉次数。", basis=RELEVANT)
def not_social(project: Project, department: Department) -> Hits:
    """社会效益下写的是工作过程或者产出质量。

    为何：计划落实、正常运行是单位自己的工作，社会得到什么还没有说。
    错例：社会效益指标 / 灌溉设备采购计划落实率。
    正例：社会效益指标 / 灌溉受益农户数。
    """
    yield from _strangers(project, department, "social", "不是社会效益")


@project_rule(
    "SEM-21",
    Severity.WARNING,
    fix="在描述里写出公式或抽样办法；或者改为评级（优、良、中、差）并写明各档标准。",
    basis=MEASURABLE,
)
def notion_in_per_cent(project: Project, department: Department) -> Hits:
    """定性的概念直接给了一个百分比，没有口径。

    为何：“水平”“能力”“稳定”没有分子分母，96% 是怎么来的谁也算不出。
    错例：社会稳定水平 ≥96%，描述“社会稳定水平”。
    正例：居民健康素养水平 ≥28%，描述“抽样监测中具备健康素养人数÷监测总人数×100%”。
    """
    for indicator in project.indicators:
        spoken_for = core(indicator.level2) in words("categories.spoken_for")
        if spoken_for or not indicator.measure.percent or not is_notion(indicator.name) or has_yardstick(indicator):
            continue
        message = f"定性概念“{bare(indicator.name)}”直接赋“{folded(indicator.target)}”，没有口径，无法测量。"
        better = suggestion(project, indicator, department)
        advice = f"在描述里写出公式或抽样办法；{better}" if better else ""
        if out_of_place(project, indicator, department):
            advice = better  # a formula would be in vain
        yield Hit(project.at("target", indicator), message, advice=advice)


@project_rule("SEM-29", Severity.WARNING, fix="改为本单位做了就能见效、自己能统计的结果。", basis=RELEVANT)
def outcome_beyond_control(project: Project, department: Department) -> Hits:
    """指标能否完成取决于外部因素，本单位控制不了。

    为何：全县的空气、治安、生产总值不是一个小项目能左右的，完成与否都说明不了绩效。
    错例：车辆定位服务费项目，社会效益“社会稳定水平”。
    正例：车辆定位服务费项目，社会效益“公车使用违规次数 ≤0次”。
    """
    duty = duties(project, department)
    for indicator in project.indicators:
        if depends_on_others(indicator.name, duty):
            message = f"“{bare(indicator.name)}”主要取决于外部因素，本单位不可控。"
            advice = suggestion(project, indicator, department)
            yield Hit(project.at("name", indicator), message, advice=advice)


@project_rule(
    "IND-09",
    Severity.WARNING,
    fix="没有这方面效益的，删去该行或注明“不适用”。",
    basis=RELEVANT,
    repeats="有 {n} 行效益指标像是凑数，如：{first}",
)
def padded_level2(project: Project, department: Department) -> Hits:
    """不适用的二级指标没有删去，用不相干的内容凑数。

    为何：经济、生态、可持续影响不是每个项目都有；凑数的行评价时照样要考核、要佐证。
    错例：生态效益指标 / 人员经费保障率。
    正例：没有生态效益，删去这一行。
    """
    for indicator in project.indicators:
        place = category(indicator)
        kind = misfit(place, indicator.name, indicator.description) if removable(place) else ""
        if is_padding(kind):
            message = f"{core(indicator.level2)}写了“{bare(indicator.name)}”，属{mapping('categories.called')[kind]}。"
            yield Hit(project.at("level2", indicator), message)
