"""Whether 绩效目标 agree with the rest of the table: purpose, name, budget, year, targets (GOAL-10 to 12, 16 to 18)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from rapidfuzz import fuzz

from perfxl.model.amounts import folded
from perfxl.model.department import Department
from perfxl.model.findings import Severity
from perfxl.model.project import Indicator, Project
from perfxl.rules._lexicon import any_of, groups, mapping, patterns
from perfxl.rules._rule import Hit, Hits, project_rule
from perfxl.rules._texts import short
from perfxl.rules.basis import letters
from perfxl.rules.funds import bare, difference, wrong_total
from perfxl.rules.goals import AIMED, clauses, stated, unnumbered
from perfxl.rules.structure import core

AGREES = "财预〔2015〕88号（指向明确）"

_NEAR_COPY = 80
_A_NAME = 4
_COVERED = 0.75
_MOST_SHOWN = 40  # letters of a difference; what differs in more is no slip of the pen
_QUOTED = re.compile(r"[“《「](?P<quoted>[^”》」]{4,60})[”》」](?=项目|工程|资金|专项)")
_INTRODUCED = re.compile(
    r"(?:实施|开展|完成|推进|通过|做好|落实|依托|组织)(?P<named>[^\W\d_]{4,30}?)(?:项目|工程|经费|资金)"
)
_YEAR = re.compile(r"(?P<to>到|至)?(?P<year>20\d\d)年(?:度)?")
_ELSEWHERE, _SCOPED = patterns("goals.other_year"), patterns("goals.scoped")
_TITLES = re.compile(
    r"《[^》]*》|“[^”]*”|[〔\[（(]20\d\d[〕\]）)]\d*号?|20\d\d年?(?:度)?[-—－~～至到]+(?:20)?\d\d(?:年|学年)"
)
_NUMERAL = r"(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)"
_HOW = (
    r"(?:(?:由|从)[\d.]+%)?(?:均|都|全部|总体|平均|稳定|控制|保持|维持|力争|要|应)*"
    r"(?:提高|提升|增长|上升|增加|下降|降低|降|减少)?"
    r"(?:不低于|不少于|不小于|不高于|不超过|不大于|大于等于|小于等于|高于|低于|大于|小于|超过|达到|到|至|达|在|为|是|≥|≤|>=|<=|=|>|<|:)*"
)
_RATE = re.compile(rf"(?P<name>[^\W\d_“”（）()、]{{2,20}}?(?:率|满意度|知晓度|占比|比例|比重)){_HOW}{_NUMERAL}%")
_MOVES = {word: group[0] for group in groups("goals.moves") for word in group}
_MOVE = "|".join(_MOVES)
_CHANGE = re.compile(
    rf"(?P<noun>[^\W\d_]{{2,16}}?)(?:(?:比|较|同比)(?:上年|去年|上一年|20\d\d年)?(?:度)?)?(?P<move>{_MOVE}){_NUMERAL}%"
)
_CHANGE_NAME = re.compile(
    rf"(?P<noun>[^\W\d_]{{2,20}}?)(?:同比|较上年|比上年)?(?P<move>{_MOVE})(?:率|幅度|比例|比率|幅)"
)
_UNITS = any_of("goals.units").pattern
_QUANTITY = re.compile(rf"(?<![\d.A-Za-z〔第]){_NUMERAL}(?P<unit>万?(?:{_UNITS}))(?![/%])")
_SAME_UNIT = {**mapping("units.synonyms"), **mapping("funds.same_unit")}
_TAIL, _JOINING, _DOING = (patterns(f"goals.{kind}") for kind in ("quantity_tail", "joining", "doing"))
_WAN = Decimal(10_000)


def _plain(text: str) -> str:
    return letters(bare(unnumbered(text)))


@project_rule("GOAL-10", Severity.WARNING, fix="用途写钱花在哪里，目标写产出和效果；名称要一致。", basis=AGREES)
def goals_misquote_purpose(project: Project, department: Department) -> Hits:
    """绩效目标照抄资金用途，却又抄得不一样。

    为何：两处说的是一件事，字却不同，读者不知道以哪个为准。用途和目标本来不同的不报。
    错例：用途“用于公立幼儿园取暖费”，目标“用于公立幼儿园取暖费用”。
    正例：用途写煤改电取暖费的面积和单价，目标写“12所幼儿园室温不低于20℃”。
    """
    goals, purpose = (_plain(text) for text in (stated(project), project.purpose))
    if goals and purpose and goals != purpose and fuzz.ratio(goals, purpose) >= _NEAR_COPY:
        differs = difference(purpose, goals)
        told = f"：{differs}" if len(differs) <= _MOST_SHOWN else ""
        yield Hit(project.at("goals"), f"绩效目标照抄资金用途“{short(project.purpose)}”而又不一致{told}。")


@project_rule("GOAL-11", Severity.WARNING, fix="目标改写产出和效果，不要重复用途。", basis=AGREES)
def goals_repeat_purpose(project: Project, department: Department) -> Hits:
    """绩效目标与资金用途完全相同。

    为何：用途说钱花在哪里，目标说花了得到什么，抄一遍等于没有目标。
    错例：用途、目标都是“用于社区卫生服务中心设备更新”。
    正例：目标“1.更新超声、生化设备18台。2.群众在社区检查的候诊时间缩短到30分钟以内。”
    """
    goals = _plain(stated(project))
    if goals and goals == _plain(project.purpose):
        yield Hit(project.at("goals"), f"绩效目标与资金用途完全相同：“{short(project.purpose)}”。")


@project_rule("GOAL-12", Severity.INFO, fix="照项目名称的全称改正。", basis=AGREES)
def goals_misname_project(project: Project, department: Department) -> Hits:
    """绩效目标里写的项目名称与项目名称不一致。

    为何：差一个字，就可能被当成另一个项目。
    错例：项目“村级组织运转经费”，目标“用于村组织运转经费”。
    正例：目标里写“村级组织运转经费”。
    """
    name = bare(project.name)
    for said in _named(stated(project)):
        if len(name) >= _A_NAME and said != name and fuzz.ratio(said, name) >= _NEAR_COPY:
            yield Hit(project.at("goals"), f"目标中的“{said}”与项目名称“{name}”不一致：{difference(name, said)}。")
            return


def _named(text: str) -> Iterator[str]:
    """Give what stands where a name would: a whole clause, a title in quotation marks, “实施X项目”."""
    yield from (bare(clause) for clause in clauses(text))
    yield from (bare(match["quoted"]) for match in _QUOTED.finditer(text))
    yield from (bare(match["named"]) for match in _INTRODUCED.finditer(text))


@project_rule(
    "GOAL-16", Severity.ERROR, fix="核对目标中的项目总额与预算数。", basis="财预〔2015〕88号（适当性：资金匹配）"
)
def amount_in_goals_differs_from_budget(project: Project, department: Department) -> Hits:
    """绩效目标里写的项目总额与预算数不一致。

    为何：同一张表里两个总额，读者不知道信哪个。单价、人均标准和分项金额不在此列。
    错例：预算数 64.00，目标“共安排资金46万元，培训护理员900人”。
    正例：预算数 64.00，目标“共安排资金64万元，培训护理员900人”。
    """
    yield from wrong_total(project, department, "goals", "绩效目标")


@project_rule("GOAL-17", Severity.WARNING, fix="改为预算年度；跨年的写明起止年份。", basis=AIMED)
def goals_of_another_year(project: Project, department: Department) -> Hits:
    """绩效目标写的年度不是预算年度。

    为何：多半是照搬上年的表没有改。与上年比较、规划期和跨年的起止年份不在此列。
    错例：2025年预算，目标“2024年底前完成河道清淤18公里”。
    正例：2025年预算，目标“2025年11月底前完成河道清淤18公里”。
    """
    year = department.year
    for clause in clauses(_TITLES.sub("", stated(project))) if year else ():
        for match in _YEAR.finditer(clause) if not _ELSEWHERE.search(clause) else ():
            other = int(match["year"])
            if other != year and not (match["to"] and other > (year or 0)):
                yield Hit(project.at("goals"), f"目标中的{other}年与预算年度{year}年不符。")
                return


@project_rule(
    "GOAL-18",
    Severity.WARNING,
    fix="核对后统一目标与指标值。",
    basis=AIMED,
    repeats="目标与指标有 {n} 处不一致，如：{first}",
)
def goals_contradict_targets(project: Project, department: Department) -> Hits:
    """绩效目标里的数与同名指标的指标值矛盾。

    为何：目标写一个数、指标写另一个数，年底不知道按哪个算完成。
    错例：目标“录取通知书送达率达到98%”，指标“录取通知书送达率 ≥95%”。
    正例：目标和指标都写 98%。
    """
    parts = clauses(stated(project))
    for pairs in (_rates(parts, project), _changes(parts, project), _quantities(parts, project)):
        for said, indicator in pairs:
            named = f"指标“{indicator.name.strip()}”是“{indicator.target.strip()}”"
            yield Hit(project.at("target", indicator), f"目标写“{said}”，{named}。")


Pairs = Iterator[tuple[str, Indicator]]


@dataclass(frozen=True, slots=True)
class _Said:
    """A figure in the goals: what it is a figure of, the number, the words as they stand, the figure alone."""

    name: str
    number: Decimal
    words: str
    figure: str = ""


def _percents(project: Project) -> list[Indicator]:
    """Give the indicators whose target is one number of per cent."""
    return [one for one in project.indicators if one.measure.percent and one.measure.upper is None]


def _differing(said: list[_Said], own: dict[str, list[Indicator]]) -> Pairs:
    """Join each figure with the one indicator of its name; where either has two of the other nothing is certain."""
    joined = [(one, name) for one in said for name in own if _same_name(one.name, name)]
    for one, name in joined:
        alone = [other for other, to in joined if to == name] == [one] and len(own[name]) == 1
        if alone and sum(other is one for other, _ in joined) == 1 and own[name][0].measure.number != one.number:
            yield one.words, own[name][0]


def _same_name(one: str, other: str) -> bool:
    """Tell whether one name is the other, or ends with it: 验收合格率, 养护路段验收合格率."""
    shorter, longer = sorted((one, other), key=len)
    return longer.endswith(shorter) and (len(shorter) >= _A_NAME or one == other)


@lru_cache(maxsize=4096)
def _joined(name: str) -> str:
    return _JOINING.sub("", folded(name))


def _rates(parts: list[str], project: Project) -> Pairs:
    said = [
        _Said(_joined(match["name"]), Decimal(match["number"]), match[0])
        for clause in parts
        for match in _RATE.finditer(clause)
    ]
    own: dict[str, list[Indicator]] = {}
    for indicator in _percents(project) if said else ():
        own.setdefault(_joined(indicator.name), []).append(indicator)
    yield from _differing(said, own)


def _changes(parts: list[str], project: Project) -> Pairs:
    said = [
        _Said(f"{_joined(match['noun'])}{_MOVES[match['move']]}", Decimal(match["number"]), match[0])
        for clause in parts
        for match in _CHANGE.finditer(clause)
    ]
    own: dict[str, list[Indicator]] = {}
    for indicator in _percents(project) if said else ():
        if match := _CHANGE_NAME.fullmatch(_joined(indicator.name)):
            own.setdefault(f"{match['noun']}{_MOVES[match['move']]}", []).append(indicator)
    yield from _differing(said, own)


def _quantities(parts: list[str], project: Project) -> Pairs:
    """Join each quantity with the one indicator of its unit that speaks of the same thing."""
    said: dict[str, list[_Said]] = {}
    for clause in parts:
        for match in _QUANTITY.finditer(clause):
            number, unit = _scaled(Decimal(match["number"].replace(",", "")), match["unit"])
            said.setdefault(unit, []).append(_Said(clause.replace(match[0], " ", 1), number, short(clause), match[0]))
    own: dict[str, list[tuple[Decimal, Indicator]]] = {}
    for indicator in project.indicators if said else ():
        target = indicator.measure
        if target.number is not None and target.upper is None and core(indicator.level2) == "数量":
            number, unit = _scaled(target.number, target.unit)
            own.setdefault(unit, []).append((number, indicator))
    for unit in said.keys() & own.keys():
        yield from _unequal(said[unit], own[unit], folded(project.name))


def _unequal(said: list[_Said], own: list[tuple[Decimal, Indicator]], name: str) -> Pairs:
    """Give the quantities of one unit that differ from their indicator; a number that stands on both sides agrees."""
    agreed = {one.number for one in said} & {number for number, _ in own}
    least = _COVERED if len(said) == 1 else 1
    joined = [(one, it) for one in said for _, it in own if _covered(one, it, name) >= least]
    numbers = {id(it): number for number, it in own}
    for one, it in joined:
        alone = sum(other is one for other, _ in joined) == sum(to is it for _, to in joined) == 1
        if alone and not agreed & {one.number, numbers[id(it)]}:
            yield one.words, it


def _scaled(number: Decimal, unit: str) -> tuple[Decimal, str]:
    """Give a quantity in its plain unit: 1.2万人 is 12000 人, 800名 is 800 人."""
    plain = unit.removeprefix("万") or unit
    return number * (_WAN if plain != unit else 1), _SAME_UNIT.get(plain, plain)


def _covered(said: _Said, indicator: Indicator, name: str) -> float:
    """Tell what part of an indicator's name a clause says; 0 where the clause speaks of another scope.

    A clause that says nothing else (养护120公里) may leave out what the project's name says (道路).
    """
    stem = _TAIL.sub("", folded(indicator.name))
    rest = _DOING.sub("", said.name)
    pairs = any(stem[at : at + 2] in rest for at in range(len(stem) - 1))
    if not pairs or _SCOPED.search(said.name) or said.figure in folded(indicator.description):
        return 0
    known = rest + name if set(rest) <= {*stem, " "} else rest
    return sum(letter in known for letter in stem) / len(stem)
