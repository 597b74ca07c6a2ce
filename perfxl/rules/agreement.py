"""Whether 绩效目标 agree with the rest of the table: purpose, name, budget, year, targets (GOAL-10 to 12, 16 to 18)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from perfxl.model.amounts import folded
from perfxl.model.department import Department
from perfxl.model.findings import Severity
from perfxl.model.project import Project
from perfxl.rules._figures import contradictions
from perfxl.rules._lexicon import any_of, patterns
from perfxl.rules._rule import Hit, Hits, project_rule
from perfxl.rules._texts import short
from perfxl.rules.basis import letters
from perfxl.rules.funds import bare, departures, difference, told, wrong_total
from perfxl.rules.goals import AIMED, clauses, stated, unnumbered

AGREES = "财预〔2015〕88号（指向明确）"

_NEAR_COPY = 80
_A_NAME = 4
_MOST_SHOWN = 40  # letters of a difference; what differs in more is no slip of the pen
_QUOTED = re.compile(r"[“《「](?P<quoted>[^”》」]{4,60})[”》」](?=项目|工程|资金|专项)")
_TITLED = re.compile(rf"(?:{any_of('goals.titled').pattern})$")
_BEFORE_TITLE = re.compile(rf"(?P<said>[^\W\d_]{{4,40}}?)(?:{any_of('goals.titled').pattern})")
_FEW_LETTERS = 2
_BESIDE = patterns("goals.beside_name")
_YEAR = re.compile(r"(?P<to>到|至)?(?P<year>20\d\d)年(?:度)?")
_ELSEWHERE = patterns("goals.other_year")
_CLAUSE = re.compile(r"[，。；;、：:\n]")
_TITLES = re.compile(
    r"《[^》]*》|“[^”]*”|[〔\[（(]20\d\d[〕\]）)]\d*号?|20\d\d年?(?:度)?[-—－~～至到]+(?:20)?\d\d(?:年|学年)"
)


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
        apart = f"：目标{differs}" if len(differs) <= _MOST_SHOWN else ""
        both = f"绩效目标“{short(project.goals)}”照抄资金用途“{short(project.purpose)}”而又不一致{apart}。"
        named, other = (letters(project.name) in letters(text) for text in (goals, purpose))
        advice = f"名称以“{short(project.name)}”为准，改的是资金用途；目标另写产出和效果" if named and not other else ""
        yield Hit(project.at("goals"), both, advice=advice)


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
    for said in _named(stated(project), _plain_title(name)) if len(name) >= _A_NAME else ():
        right = name if fuzz.ratio(said, name) >= _NEAR_COPY else _plain_title(name)
        if said.endswith((name, right)) or fuzz.ratio(said, right) < _NEAR_COPY:
            continue
        if slips := list(_slips(right, said)):
            yield Hit(project.at("goals"), f"目标中的“{said}”与项目名称“{right}”不一致：{told(slips)}。")
            return


def _slips(name: str, said: str) -> Iterator[tuple[str, str, str]]:
    """Give what is miswritten of a name: not a verb or a number put to it, nor its end left off."""
    for way, right, instead in departures(name, said):
        beside = _BESIDE.search(instead) if way != "delete" else name.endswith(right) or _BESIDE.search(right)
        if not beside:
            yield way, right, instead


def _plain_title(name: str) -> str:
    """Take 工程, 经费 and such off the end of a name, where enough is left."""
    plain = _TITLED.sub("", name)
    return plain if len(plain) >= _A_NAME else name


def _named(text: str, title: str) -> Iterator[str]:
    """Give what stands where a name would: a clause, a title in quotation marks, what leads up to 工程 and such."""
    plain = folded(unnumbered(text))
    yield from (bare(clause) for clause in clauses(text))
    yield from (bare(match["quoted"]) for match in _QUOTED.finditer(plain))
    for match in _BEFORE_TITLE.finditer(plain):
        said, start = match["said"], match["said"].rfind(title[0])
        if title not in said and start >= 0 and abs(len(said) - start - len(title)) <= _FEW_LETTERS:
            yield said[start:]


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
    for said, indicator in contradictions(stated(project), project):
        named = f"指标“{indicator.name.strip()}”是“{indicator.target.strip()}”"
        yield Hit(project.at("target", indicator), f"目标写“{said}”，{named}。")
