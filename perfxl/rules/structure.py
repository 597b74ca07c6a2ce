"""Whether the tables are whole and stand on the right form (STR)."""

from __future__ import annotations

import re
from collections.abc import Collection

from perfxl.model.amounts import blank, folded
from perfxl.model.department import Department
from perfxl.model.findings import Edit, Place, Severity
from perfxl.model.labels import LABELS
from perfxl.model.profile import GENERAL_2021, Profile
from perfxl.model.project import Indicator, Project
from perfxl.rules._lexicon import patterns, words
from perfxl.rules._rule import Hit, Hits, department_rule, project_rule
from perfxl.rules._texts import typed

FORM = "河北省项目支出绩效目标表样"
GOALS_2015 = "财预〔2015〕88号（完整性：规范完整）"
ENTRY = "预算管理一体化系统录入要求"

_REQUIRED = {
    "code": "项目编码",
    "name": "项目名称",
    "budget": "预算数",
    "fiscal": "财政资金",
    "purpose": "资金用途",
    "goals": "绩效目标",
}
_COLUMNS = {"name": "三级指标", "description": "绩效指标描述", "target": "指标值", "basis": "指标值确定依据"}
_RESIDUE = patterns("structure.residue")
_REMOVABLE = patterns("structure.removable")
_WAN_YUAN = re.compile(r"(?<![十百千])万元")
_UNIT_LINE = re.compile(r"(?P<code>\d{6})(?=[\u4e00-\u9fff])")
_TITLE = re.compile(r"(?P<number>\d+)[.．、]\s*(?P<name>.+?)绩效目标(?:申报)?表")


def core(level: str) -> str:
    """Reduce a level to its own word: “产出指标（50分）” and “产出” are one."""
    return re.sub(r"\(.*\)$", "", folded(level)).removesuffix("指标")


def title_parts(title: str) -> tuple[int, str] | None:
    """Split “3.名称绩效目标表” into 3 and 名称; None for any other shape."""
    match = _TITLE.fullmatch(_REMOVABLE.sub("", title).strip())
    return (int(match["number"]), match["name"]) if match else None


def is_cost(indicator: Indicator) -> bool:
    """Tell whether an indicator stands under cost, in the form of 2015 or of 2021."""
    return "成本" in core(indicator.level1) or "成本" in core(indicator.level2)


@project_rule("STR-01", Severity.ERROR, fix="按实际情况补填。", basis=GOALS_2015, blocking=True)
def box_left_blank(project: Project, department: Department) -> Hits:
    """必填的格子空着没有填。

    为何：编码、名称、金额、用途和目标缺一项，这张表就不能送审；空格也算没有填。
    错例：资金用途（空白）。
    正例：资金用途“支付120公里县乡公路全年养护的人工与材料费”。
    """
    for field, label in _REQUIRED.items():
        if blank(project.text(field)):
            yield Hit(project.at(field), f"缺少“{label}”，必填项不得为空。")


@project_rule(
    "STR-02",
    Severity.ERROR,
    fix="补齐这条指标，或删去整行。",
    basis=ENTRY,
    blocking=True,
    repeats="有 {n} 个必录格空着，如：{first}",
)
def indicator_left_incomplete(project: Project, department: Department) -> Hits:
    """指标的名称、描述、指标值或依据空着没有填。

    为何：每条指标这四列都是必录项，缺一列系统不收，也无法评价。
    错例：三级指标“道路养护里程”，指标值（空白）。
    正例：三级指标“道路养护里程”，指标值“≥120公里”。
    """
    for indicator in project.indicators:
        for column, label in _COLUMNS.items():
            if blank(getattr(indicator, column)):
                message = f"第 {indicator.number} 条指标的“{label}”为必录项，必须有值。"
                yield Hit(project.at(column, indicator), message)


@project_rule("STR-03", Severity.ERROR, fix="补上这一级的指标。", basis=GOALS_2015, blocking=True)
def level_missing(project: Project, department: Department) -> Hits:
    """缺少必设的一级指标。

    为何：产出、效益、满意度三个方面都要有指标，缺一个方面就无法判断钱花得值不值。
    错例：只有产出指标和效益指标。
    正例：产出指标、效益指标、满意度指标都有。
    """
    present = {core(indicator.level1) for indicator in project.indicators}
    missing = [level for level in department.profile.required_levels if core(level) not in present]
    if missing:
        first = next(iter(project.indicators), None)
        place = project.at("level1", first) if first else project.at("goals")
        yield Hit(place, f"缺少一级指标“{'、'.join(missing)}”，{_listed(department)}须齐全。")


def _listed(department: Department) -> str:
    return "、".join(department.profile.required_levels)


@project_rule(
    "STR-04",
    Severity.INFO,
    fix="按财政部门下发的表样填写；下发新表样后再改为一级指标。",
    basis="财预〔2021〕101号",
)
def cost_stands_under_output(project: Project, department: Department) -> Hits:
    """成本指标列在产出指标下面（2015 年口径）。

    为何：2021 年的指引把成本列为一级指标；现行表样仍用旧口径的，不必自行改动。
    错例：产出指标 / 成本指标。
    正例：成本指标 / 经济成本指标（新口径）。
    """
    costs = [one for one in project.indicators if core(one.level1) == "产出" and core(one.level2) == "成本"]
    if costs:
        message = "“成本指标”列为产出下的二级指标（2015 年口径）；2021 年指引的口径是一级指标。"
        yield Hit(project.at("level2", costs[0]), message)


@project_rule(
    "STR-05", Severity.ERROR, fix="把指标移到对应的一级指标下，或改正二级指标。", basis=GOALS_2015, blocking=True
)
def level2_under_wrong_level1(project: Project, department: Department) -> Hits:
    """二级指标不属于它所在的一级指标。

    为何：放错了级别，汇总和评分都会算到别的方面去。
    错例：产出指标 / 社会效益指标。
    正例：效益指标 / 社会效益指标。
    """
    allowed = _allowed(department.profile)
    seen = set()
    for indicator in project.indicators:
        above, own = core(indicator.level1), core(indicator.level2)
        if (above, own) in seen or _belongs(own, above, allowed.get(above, set())):
            continue
        seen.add((above, own))
        place = project.at("level2", indicator)
        if own:
            yield Hit(place, f"二级指标“{indicator.level2}”不属于一级指标“{indicator.level1}”。")
        else:
            yield Hit(place, f"第 {indicator.number} 条指标没有写二级指标。")


def _allowed(profile: Profile) -> dict[str, set[str]]:
    """Give the 二级指标 of each 一级指标: those of the form, and those of the other form that cost comes from."""
    allowed: dict[str, set[str]] = {}
    for levels in (profile.levels, GENERAL_2021.levels):
        for one, twos in levels.items():
            allowed.setdefault(core(one), set()).update(map(core, twos))
    return allowed


def _belongs(own: str, above: str, allowed: Collection[str]) -> bool:
    """Tell whether a 二级指标 stands under its 一级指标, perhaps with the upper word written again: 产出数量."""
    if above == "满意度":
        return above in own
    named = own in words("structure.aliases") and "效益" in above
    return named or own in {*allowed, above} or (bool(own and above) and own.removeprefix(above) in allowed)


@project_rule(
    "STR-06",
    Severity.ERROR,
    fix="恢复表样原来的行、列和表头文字，不要插入、删除或改名。",
    basis=FORM,
    blocking=True,
    repeats="表头有 {n} 处与表样不一致，如：{first}",
)
def label_differs_from_form(project: Project, department: Department) -> Hits:
    """表头与表样不一致。

    为何：程序和审核人都按表头认格子，表头改了或移了位置，后面的数就会读错。
    错例：“指标值”一列改名为“目标”。
    正例：六列依次为一级指标、二级指标、三级指标、绩效指标描述、指标值、指标值确定依据。
    """
    for field, printed in project.labels.items():
        place, label = project.at(f"labels.{field}"), LABELS.get(field)
        if label is None:
            yield Hit(place, printed)
        elif blank(printed):
            yield Hit(place, f"没有找到表头“{label}”。")
        elif folded(printed) != folded(label):
            yield Hit(place, f"表头“{label}”变成了“{printed}”。")


@project_rule("STR-07", Severity.ERROR, fix="标注“单位：万元”，金额按万元填写。", basis=FORM, blocking=True)
def money_unit_is_not_wan_yuan(project: Project, department: Department) -> Hits:
    """表头标注的金额单位不是万元。

    为何：一张表按元填、别的表按万元填，汇总时差一万倍。
    错例：单位：元。
    正例：单位：万元。
    """
    place, typed = project.at("money_unit"), project.money_unit.strip()
    if blank(typed):
        yield Hit(place, "没有标注金额单位，应为“单位：万元”。", Edit(place, "单位：万元", safe=False))
    elif not _WAN_YUAN.search(folded(typed)):
        yield Hit(place, f"“单位”标注应为“万元”，当前为“{typed}”；金额若按元填写，须除以 10000。")


@project_rule("STR-08", Severity.INFO, fix="送审表按表样连写即可；另存台账时把代码与名称分成两列。", basis="本工具建议")
def unit_code_runs_into_name(project: Project, department: Department) -> Hits:
    """单位代码与单位名称连写在一起。

    为何：连写的代码不便核对和汇总，存台账时宜分成两列。
    错例：430001开平区交通运输局。
    正例：430001 | 开平区交通运输局。
    """
    if match := _UNIT_LINE.match(folded(project.unit)):
        yield Hit(project.at("unit"), f"单位代码 {match['code']} 与名称连写“{project.unit.strip()}”，存台账时宜分列。")


@department_rule("STR-09", Severity.ERROR, fix="标题写成“序号.项目名称绩效目标表”，序号从 1 起连续。", basis=FORM)
def title_out_of_order(department: Department) -> Hits:
    """表的标题不合格式，或者序号不连续。

    为何：公开文本按序号排列，标题缺序号、跳号、重号，读者会以为漏了项目。
    错例：1.县乡公路日常养护绩效目标表；3.农村桥梁改造绩效目标表。
    正例：1.县乡公路日常养护绩效目标表；2.农村桥梁改造绩效目标表。
    """
    expected = None if len(department.projects) == 1 else 1
    for project in department.projects:
        parts = title_parts(project.title)
        number = expected or (parts[0] if parts else 1)
        right = f"{number}.{project.name.strip()}绩效目标表"
        edit = Edit(project.at("title"), right, safe=False)
        if blank(project.name):
            pass  # the title waits for the name, of which STR-01 speaks
        elif parts is None:
            yield Hit(project.at("title"), f"标题“{project.title.strip()}”不是“序号.项目名称绩效目标表”。", edit)
        elif parts[0] != number:
            yield Hit(project.at("title"), f"标题的序号是 {parts[0]}，按顺序应为 {number}。", edit)
        expected = number + 1


@department_rule("STR-12", Severity.WARNING, fix="删去残留的标记，错误值要补上原来的内容。", basis="本工具建议")
def residue_of_export(department: Department) -> Hits:
    """文字里有导出或复制时带进来的残留标记。

    为何：公开以后，读者会看到这些与内容无关的代码。
    错例：[bookmark: _Toc_2_2]一、总体绩效目标。
    正例：一、总体绩效目标。
    """
    covers = [(Place(None, "covers"), cover) for cover in department.covers]
    texts = [*covers, *department.paragraphs()]
    for project in department.projects:
        texts += [(project.at(field), text) for field, text in typed(project, _RESIDUE.search)]
    for place, text in texts:
        if match := _RESIDUE.search(text):
            clean = _REMOVABLE.sub("", text)
            whole = clean != text and not _RESIDUE.search(clean) and place.field != "covers"
            edit = Edit(place, clean, safe=True) if whole else None
            yield Hit(place, f"发现残留标记“{match[0]}”，公开前须清除。", edit)


@project_rule("STR-13", Severity.INFO, fix="去掉多余的空格。", basis=FORM, repeats="表头有 {n} 处多余空格，如：{first}")
def stray_blanks_in_label(project: Project, department: Department) -> Hits:
    """表头文字里有多余的空格。

    为何：看起来一样，按文字查找时却对不上。
    错例：其中：财政    资金。
    正例：其中：财政资金。
    """
    for field, printed in project.labels.items():
        label = LABELS.get(field)
        if label is not None and printed != label and folded(printed) == folded(label):
            place = project.at(f"labels.{field}")
            yield Hit(place, f"表头“{printed}”与表样“{label}”只差空格或全半角。", Edit(place, label, safe=True))


@department_rule("STR-15", Severity.WARNING, fix="全部改用同一版表样。", basis="财预〔2021〕101号")
def forms_of_two_versions(department: Department) -> Hits:
    """各项目用的表样版本不一致：有的把成本列为一级指标，有的列在产出下面。

    为何：两种口径混在一起，汇总和比较都会出错。
    错例：项目 1 用“产出指标 / 成本指标”，项目 2 用“成本指标 / 经济成本指标”。
    正例：所有项目都用同一种。
    """
    costs = [next((one for one in project.indicators if is_cost(one)), None) for project in department.projects]
    forms = [core(cost.level1) if cost else "" for cost in costs]
    odd = min(("成本", "产出"), key=forms.count)
    if "成本" in forms and "产出" in forms:
        for project, cost, form in zip(department.projects, costs, forms, strict=True):
            if form == odd:
                yield Hit(project.at("level1", cost), f"表样版本不一致：本表的成本指标列在“{form}”下，多数项目不是。")
