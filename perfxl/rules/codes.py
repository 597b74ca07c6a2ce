"""Project codes, project names and unit codes: their shape, and that each stands for one thing (CODE)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from perfxl.model.amounts import folded
from perfxl.model.department import Department
from perfxl.model.findings import Edit, Severity
from perfxl.model.project import Project
from perfxl.rules._lexicon import patterns, phrases, words
from perfxl.rules._names import other_names
from perfxl.rules._rule import Hit, Hits, department_rule, project_rule
from perfxl.rules.structure import FORM

SHAPE = "预算管理一体化系统项目编码（21位）"
OBSERVED = "由已公开的项目编码归纳，非官方条文"
ADVICE = "本工具建议"

_LENGTH = 21
_CODE = re.compile(r"[0-9]{8}[A-Z][0-9A-Z]{12}")
_ALPHABET = "".join(phrases("codes.alphabet"))
_UNIT_CODE = re.compile(r"[0-9]{6}(?![0-9])")
_PREFIX = patterns("codes.prefixes")
_NAME_MOST = 60
_MAJORITY, _FEWEST = 0.7, 3
_SHORT, _A_NAME = 2, 4  # letters of a prefix; of what is a name without it
_NAMED_IN = {"name", "title", "unit", "code"}
_UNSAFE = re.compile(r"[\\/:*?\[\]]")


def _well_formed(project: Project) -> str:
    """Give the code if its shape is right, else "": other rules have spoken of its shape."""
    code = folded(project.code)
    return code if _CODE.fullmatch(code) else ""


@project_rule("CODE-01", Severity.ERROR, fix="从一体化系统复制完整的 21 位编码。", basis=SHAPE, blocking=True)
def code_of_wrong_length(project: Project, department: Department) -> Hits:
    """项目编码不是 21 位。

    为何：少一位或多一位都对不上系统里的项目。
    错例：13020525P0091111000。
    正例：13020525P00911110004E。
    """
    code = folded(project.code)
    if code and len(code) != _LENGTH:
        told = "编码存成了数字，后几位已丢失" if re.match(r"\d{15}|[\d.]+[eE]", code) else f"当前 {len(code)} 位"
        yield Hit(project.at("code"), f"项目编码应为 21 位，{told}：“{code}”。")


@project_rule("CODE-02", Severity.ERROR, fix="按“8位数字+1位字母+12位数字或字母”核对。", basis=SHAPE, blocking=True)
def code_of_wrong_shape(project: Project, department: Department) -> Hits:
    """项目编码格式不对。

    为何：前 8 位是区划和年份，第 9 位是类型字母，字母一律大写，中间没有空格。
    错例：13020525p00911110004e；1302052５P00911110004E。
    正例：13020525P00911110004E。
    """
    place, code = project.at("code"), folded(project.code)
    if len(code) != _LENGTH or _CODE.fullmatch(project.code.strip()):
        return
    if _CODE.fullmatch(code.upper()):
        message = f"项目编码“{project.code.strip()}”含小写字母、空格或全角字符。"
        yield Hit(place, message, Edit(place, code.upper(), safe=True))
    else:
        yield Hit(place, f"项目编码“{code}”格式错误，应为 8 位数字、1 位大写字母、12 位数字或大写字母。")


@project_rule("CODE-03", Severity.WARNING, fix="核对是否抄了别的地区的编码。", basis=SHAPE)
def region_differs(project: Project, department: Department) -> Hits:
    """编码前 6 位的区划与本单位不符。

    为何：多半是抄了别处的编码；上级统一设立的项目使用省、市区划，不在此列。
    错例：本单位区划 130205，编码 13020725P…。
    正例：本单位区划 130205，编码 13020525P… 或 13000025P…。
    """
    own, code = department.region, _well_formed(project)
    if own and code and code[:6] not in {own, own[:4] + "00", own[:2] + "0000"}:
        yield Hit(project.at("code"), f"编码前 6 位区划 {code[:6]} 与本单位区划 {own} 不符。")


@project_rule("CODE-04", Severity.WARNING, fix="核对编码年份与预算年度。", basis=SHAPE)
def code_of_a_later_year(project: Project, department: Department) -> Hits:
    """编码的年份晚于预算年度。

    为何：第 7–8 位是首次立项的年份，延续项目可以早于预算年度，不会晚于它。
    错例：2025 年度，编码 13020526P…。
    正例：2025 年度，编码 13020525P…（新设）或 13020523P…（延续）。
    """
    code = _well_formed(project)
    if code and department.year is not None and 2000 + int(code[6:8]) > department.year:
        yield Hit(project.at("code"), f"编码年份 20{code[6:8]} 与预算年度 {department.year} 不符，晚于预算年度。")


@project_rule("CODE-05", Severity.INFO, fix="核对编码第 9 位的类型字母。", basis=OBSERVED)
def kind_not_known(project: Project, department: Department) -> Hits:
    """编码第 9 位的类型字母没有见过。

    为何：已见的类型有 P（河北）和 R 人员、Y 公用、T 特定目标；别的字母可能抄错。
    错例：13020525B00911110004E。
    正例：13020525P00911110004E。
    """
    code = _well_formed(project)
    if code and code[8] not in words("codes.kinds"):
        yield Hit(project.at("code"), f"编码第 9 位类型“{code[8]}”未登记。")


@project_rule("CODE-06", Severity.WARNING, fix="与系统逐位核对，确认无误可忽略。", basis=OBSERVED)
def check_character_differs(project: Project, department: Department) -> Hits:
    """编码的校验位不符，可能抄错了一位。

    为何：末位由前 20 位算出；只对河北 P 类编码判断，算法由已公开编码归纳而来，其余地区不判。
    错例：13020525P00911110005E。
    正例：13020525P00911110004E。
    """
    code = _well_formed(project)
    if not (code.startswith("13") and code[8] == "P") or set(code) - set(_ALPHABET):
        return
    total = sum(_ALPHABET.index(character) * 3**place for place, character in enumerate(code[:-1]))
    expected = _ALPHABET[(30 - total) % len(_ALPHABET)]
    if code[-1] != expected:
        yield Hit(project.at("code"), f"编码校验位不符（应为 {expected}，实为 {code[-1]}），请核对是否抄错。")


@department_rule("CODE-07", Severity.ERROR, fix="每个项目用自己的编码；重复的表删去一张。", basis=SHAPE, blocking=True)
def code_used_twice(department: Department) -> Hits:
    """两个项目用了同一个编码。

    为何：一个编码只对应一个项目，重复了就无法拆分和汇总。
    错例：项目 1 和项目 2 的编码都是 13020525P00911110004E。
    正例：每个项目的编码都不同。
    """
    for code, projects in _grouped(department, "code").items():
        for project in projects[1:]:
            tables = "、".join(f"第 {one.position} 表" for one in projects)
            yield Hit(project.at("code"), f"项目编码重复：{code} 出现于{tables}。")


@department_rule("CODE-08", Severity.ERROR, fix="改正名称，或把重复的项目合并。", basis=FORM, blocking=True)
def name_used_twice(department: Department) -> Hits:
    """两个项目用了同一个名称。

    为何：名称相同就分不清是哪个项目。整张表重复的（编码也相同）另有规则提示。
    错例：两个项目都叫“县乡公路日常养护”。
    正例：县乡公路日常养护；农村桥梁日常养护。
    """
    for projects in _grouped(department, "name").values():
        for project in projects[1:]:
            if folded(project.code) != folded(projects[0].code):
                tables = "、".join(f"第 {one.position} 表" for one in projects)
                yield Hit(project.at("name"), f"项目名称重复：“{project.name.strip()}”出现于{tables}。")


def _grouped(department: Department, field: str) -> dict[str, list[Project]]:
    groups: dict[str, list[Project]] = defaultdict(list)
    for project in department.projects:
        if key := folded(project.text(field)):
            groups[key].append(project)
    return groups


@department_rule(
    "CODE-09", Severity.ERROR, fix="核对项目表与汇总表的编码，以一体化系统为准。", basis=SHAPE, blocking=True
)
def name_listed_under_another_code(department: Department) -> Hits:
    """同一个项目名称，汇总表里却是另一个编码。

    为何：编码与名称一一对应，两处不同，跨表跨年就接不上。
    错例：项目表 13020525P00911110004E，汇总表 13020525P00911310002J，名称相同。
    正例：两处编码相同。
    """
    listed: dict[str, list[str]] = {}
    for row in department.listing.projects if department.listing else ():
        listed.setdefault(folded(row.name), []).append(folded(row.code))
    for project in department.projects:
        codes = listed.get(folded(project.name), [])
        if codes and folded(project.code) and folded(project.code) not in codes:
            said = f"“{project.name.strip()}”在汇总表中的编码是 {codes[0]}，本表是 {project.code}。"
            yield Hit(project.at("code"), said)


@department_rule("CODE-10", Severity.ERROR, fix="以一体化系统中的项目名称为准，改成一致。", basis=FORM)
def names_differ(department: Department) -> Hits:
    """标题、工作表名、汇总表里的名称与表内的项目名称不一致。

    为何：同一个项目几处名称不同，读者不知道哪个对，按名称查找也会落空。
    错例：标题“1.农村公路养护绩效目标表”，表内名称“县乡公路日常养护”。
    正例：标题“1.县乡公路日常养护绩效目标表”，表内名称“县乡公路日常养护”。
    """
    for project in department.projects:
        name, others = project.name.strip(), dict(other_names(project, department))
        if name and others:
            told = "，".join(f"{where}是“{other}”" for where, other in others.items())
            field = "title" if set(others) == {"标题中"} else "name"
            yield Hit(project.at(field), f"名称不一致：表内是“{name}”，{told}。")


@department_rule("CODE-11", Severity.WARNING, fix="与其余项目统一前缀，以批复名称为准。", basis=ADVICE)
def prefix_missing(department: Department) -> Hits:
    """项目名称没有其余项目都有的前缀。

    为何：“本级”“2025年”一类的前缀要么都有、要么都没有，否则像是漏写。
    错例：本级公路养护、本级桥梁检测、本级路灯维护、绿化养护。
    正例：四个名称都以“本级”开头。
    """
    named = [project for project in department.projects if folded(project.name)]
    prefix = _common_prefix(named)
    for project in named if prefix else ():
        if not folded(project.name).startswith(prefix):
            yield Hit(project.at("name"), f"名称前缀不统一：“{project.name.strip()}”，其余项目均以“{prefix}”开头。")


def _common_prefix(named: list[Project]) -> str:
    """Find how most names begin, though not all; a beginning that tells the subject of the projects is no prefix."""
    times = Counter(
        name[:length] for name in (folded(project.name) for project in named) for length in range(_SHORT, len(name))
    )
    most = [start for start, many in times.items() if _MAJORITY * len(named) <= many < len(named)]
    start = max(most, key=len, default="") if len(named) >= _FEWEST else ""
    if not start:
        return ""
    holders = [project for project in named if folded(project.name).startswith(start)]
    if (match := _PREFIX.match(folded(holders[0].name))) and match.end() <= len(start):
        return match[0] if times[match[0]] < len(named) else ""
    whole = all(len(folded(project.name)) - len(start) >= _A_NAME for project in holders)
    told = (folded(text) for project in holders for field, text in project.texts() if field not in _NAMED_IN)
    return start if whole and len(named) > _FEWEST and not any(start in text for text in told) else ""


@project_rule("CODE-12", Severity.WARNING, fix="与系统核对，是否应为 1、0、5、2 等数字。", basis=OBSERVED)
def code_with_confusable_letter(project: Project, department: Department) -> Hits:
    """编码里有容易与数字混淆的字母 I、O、S、V、Z。

    为何：已见的编码都不用这几个字母，出现了多半是抄错。
    错例：13020525P0091111OOO4E。
    正例：13020525P00911110004E。
    """
    odd = sorted(set(_well_formed(project)) - set(_ALPHABET))
    if odd:
        yield Hit(project.at("code"), f"编码含易混字母 {'、'.join(odd)}：“{folded(project.code)}”。")


@department_rule("CODE-13", Severity.WARNING, fix="核对单位代码。", basis=FORM)
def unit_code_differs(department: Department) -> Hits:
    """单位代码与其他表不一致。

    为何：一个单位的表应当用同一个代码，不同的可能是别的单位的表混了进来。
    错例：五张表是 430001，一张表是 430010。
    正例：六张表都是 430001。
    """
    codes = {}
    for project in department.projects:
        if match := _UNIT_CODE.match(folded(project.unit)):
            codes[project.position] = match[0]
    own = department.unit_code or max(codes.values(), key=list(codes.values()).count, default="")
    for position, code in codes.items():
        if code != own:
            place = department.projects[position - 1].at("unit")
            yield Hit(place, f"单位代码 {code} 与其他表的 {own} 不一致。")


@project_rule("CODE-14", Severity.INFO, fix="缩短名称，去掉特殊字符。", basis=ADVICE)
def name_long_or_unsafe(project: Project, department: Department) -> Hits:
    r"""项目名称过长，或含有特殊字符。

    为何：名称要用作工作表名和文件名，超长会被截断，\ / : * ? [ ] 会被替换。
    错例：道路养护/桥梁检测[2025]。
    正例：道路养护和桥梁检测。
    """
    name = project.name.strip()
    if len(name) > _NAME_MOST:
        yield Hit(project.at("name"), f"项目名称 {len(name)} 字，超过 {_NAME_MOST} 字。")
    elif match := _UNSAFE.search(name):
        yield Hit(project.at("name"), f"项目名称含特殊字符“{match[0]}”。")


@department_rule("CODE-15", Severity.INFO, fix="查一查有没有漏报的项目。", basis=OBSERVED)
def numbers_skip_within_a_series(department: Department) -> Hits:
    """同一个一级项目下，二级项目的序号不连续。

    为何：编码第 10–15 位是一级项目、第 16–20 位是序号（归纳所得）；跳号可能是漏报，也可能属于别的单位。
    错例：同为 009111，序号 10001、10003。
    正例：同为 009111，序号 10001、10002。
    """
    series: dict[str, list[tuple[int, Project]]] = defaultdict(list)
    for project in department.projects:
        code = _well_formed(project)
        if code and code[9:20].isdecimal():
            series[code[:15]].append((int(code[15:20]), project))
    for members in series.values():
        ordered = sorted(members, key=lambda member: member[0])
        numbers = [number for number, _ in ordered]
        if numbers[-1] - numbers[0] > len(set(numbers)) - 1:
            listed = "、".join(f"{number:05d}" for number in numbers)
            last = ordered[-1][1]
            segment = folded(last.code)[9:15]
            yield Hit(last.at("code"), f"同一一级项目段（10–15位={segment}）下的二级序号为 {listed}，中间有跳号。")
