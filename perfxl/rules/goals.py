"""The words of 绩效目标: whether they are there, say results, and give figures (GOAL-01 to GOAL-09, 14, 15)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz import fuzz

from perfxl.model.amounts import blank, folded
from perfxl.model.department import Department
from perfxl.model.findings import Edit, Place, Severity
from perfxl.model.project import Project
from perfxl.rules._lexicon import any_of, mapping, patterns, phrases, words
from perfxl.rules._rule import Hit, Hits, department_rule, project_rule
from perfxl.rules._texts import ALSO, paragraphs, short
from perfxl.rules.basis import letters
from perfxl.rules.funds import bare

AIMED = "财预〔2015〕88号（指向明确、细化量化）"
ADVICE = "本工具建议"

_FEWEST, _SHORTEST, _VERY_SHORT = 2, 30, 12
_A_GOAL, _A_LINE = 4, 8  # letters: what is shorter is no goal, no line of its own
_NEAR_COPY = 80
_DENSE, _DENSER = 25, 14  # letters to one vague word; where there are figures
_FEW, _A_HEADING, _SHOWN = 2, 18, 3  # vague words in a text; letters of a heading; vague words shown

_SPOKEN = patterns("goals.spoken").pattern
_NUMBERING = re.compile(
    rf"(?:^|(?<=[\n。；;：:\s]))[^\S\n]*(?:{patterns('goals.numbering').pattern})|^[^\S\n]*(?:{_SPOKEN})", re.MULTILINE
)
_IN_SPEECH = re.compile(rf"(?<=[。；;：:，,])\s*(?:{_SPOKEN})")
_ENDS = re.compile(r"[。；;\n]")
_CLAUSE_ENDS = re.compile(r"[，。；;\n]|,(?!\d{3})")
_ENDED = re.compile(r"[。；;！？!?.][”’）)》]*\s*$")
_CHINESE = "一二三四五六七八九十"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_LETTER = re.compile(r"[^\W\d_]")
_UNQUANTIFIED, _QUANTIFIED = patterns("goals.unquantified"), patterns("goals.quantified")
_PURPOSE, _SPENDING, _PAID, _OUTLAY, _MONEY = (
    patterns(f"goals.{kind}") for kind in ("purpose", "spending", "paid", "outlay", "money")
)
_EFFECT, _RESULT, _STATE = (patterns(f"goals.{kind}") for kind in ("effect", "result", "states"))
_VALUE, _NO_VALUE = patterns("goals.values"), patterns("goals.no_values")
_TWO_VERBS = "".join(f"[{mapping('goals.doing_twice')[place]}]" for place in ("first", "second"))
_ACTION = re.compile(
    rf"(?:{any_of('goals.actions').pattern}|{_TWO_VERBS}(?!{patterns('goals.a_thing').pattern}))(?!{patterns('goals.nominal').pattern}).{{2,}}"
)
_VERB = re.compile(
    rf"(?:{patterns('goals.verbs').pattern}|{patterns('goals.deeds').pattern})(?!{patterns('goals.nominal').pattern})"
)
_THING = re.compile(rf"[^\d]*(?:{patterns('goals.things').pattern})")
_COUNTED = re.compile(  # possessive: a clause may hold many numbers
    rf"(?:[^\d]*+(?<!的)\d[\d,.]*+)++(?:{patterns('goals.unit').pattern})(?:{patterns('goals.bounds').pattern})?"
    rf"|\d[\d,.]*(?:{'|'.join(phrases('goals.units'))})[^\W\d]{{2,6}}"
    rf"|[^\d]*(?:{patterns('goals.grades').pattern})"
)
_COST_NAME = re.compile(r"[^\d]*(?:费用?|经费|资金|款项?|工资|支出)[。；，,;]*")
_VAGUE = any_of("goals.vague")


@lru_cache(maxsize=1 << 13)  # a dozen rules read the same goals
def unnumbered(text: str) -> str:
    """Take the numbering out of a text; what it separated stands on lines of its own."""
    return _NUMBERING.sub("\n", _IN_SPEECH.sub("\n", text))


def sentences(text: str) -> list[str]:
    """Give the sentences that state a goal, without their numbering."""
    return [part.strip() for part in _ENDS.split(unnumbered(text)) if len(letters(part)) >= _A_GOAL]


@lru_cache(maxsize=1 << 13)
def clauses(text: str) -> tuple[str, ...]:
    """Give the clauses of a text, folded, without their numbering."""
    return tuple(clause for part in _CLAUSE_ENDS.split(unnumbered(text)) if (clause := folded(part)))


def stated(project: Project) -> str:
    """Give the goals where they say anything at all, else ""; what says nothing is one fault, not ten."""
    text = unnumbered(project.goals)
    return "" if letters(text) in words("goals.empty") or not _LETTER.search(text) else project.goals.strip()


@project_rule("GOAL-01", Severity.ERROR, fix="写明今年做成什么、带来什么变化，各带数量。", basis=AIMED)
def goals_say_nothing(project: Project, department: Department) -> Hits:
    """绩效目标等于没有写。

    为何：只写“无”“同上”“见附件”，和空着一样，年底没有可对照的目标。（空格由 STR-01 报。）
    错例：绩效目标“略”；“详见附件”。
    正例：1.为820名特困老人提供助餐服务。2.老人满意度达到92%以上。
    """
    if letters(unnumbered(project.goals)) in words("goals.empty"):
        yield Hit(project.at("goals"), f"绩效目标“{short(project.goals)}”等于没写。")


@project_rule("GOAL-02", Severity.ERROR, fix="用文字写明预期产出和效果。", basis="预算管理一体化系统录入要求")
def goals_hold_no_words(project: Project, department: Department) -> Hits:
    """绩效目标里只有符号或数字，没有文字。

    为何：占位的横线、星号或编号不是目标，系统也不收。
    错例：绩效目标“——”；“1.”；“***”。
    正例：1.更新老旧供水管网12公里。2.管网漏损率降到9%以下。
    """
    if not blank(project.goals) and not _LETTER.search(project.goals):
        yield Hit(project.at("goals"), f"绩效目标“{short(project.goals)}”只有符号或数字，没有文字。")


@project_rule("GOAL-03", Severity.WARNING, fix="每条另起一行，按 1. 2. 3. 连续编号。", basis=ADVICE)
def goals_not_numbered(project: Project, department: Department) -> Hits:
    """几条绩效目标没有分条编号，或者编号不连续。

    为何：一条一号，才能和指标逐条对应。
    错例：建成社区食堂6个；老年人助餐覆盖率达到60%；（没有编号）。
    正例：1.建成社区食堂6个。2.老年人助餐覆盖率达到60%。
    """
    text = stated(project)
    numbers = [] if _IN_SPEECH.search(text) and len(_numbers(text)) <= 1 else _numbers(text)
    if any(number not in {1, before + 1} for before, number in zip([0, *numbers], numbers, strict=False)):
        listed = "、".join(str(number) for number in numbers)
        yield Hit(project.at("goals"), f"绩效目标的编号不连续：{listed}。")
    elif not numbers and (several := sum(len(letters(said)) >= _A_LINE for said in sentences(text))) >= _FEWEST:
        yield Hit(project.at("goals"), f"{several} 条绩效目标没有分条编号。")


def _numbers(text: str) -> list[int]:
    """Give the numbers of the items, of that kind of numbering which comes first."""
    marks = [(match.lastindex, match[match.lastindex or 0]) for match in _NUMBERING.finditer(text)]
    return [_number(mark) for kind, mark in marks if kind == marks[0][0]]


def _number(mark: str) -> int:
    if mark[0] in _CIRCLED:
        return _CIRCLED.index(mark) + 1
    if mark[0] not in _CHINESE:
        return int(mark)
    tens, ten, ones = mark.rpartition("十")
    return 10 * (_CHINESE.find(tens[:1]) + 1 if tens else bool(ten)) + (_CHINESE.index(ones[0]) + 1 if ones else 0)


@project_rule("GOAL-04", Severity.INFO, fix="至少写两条：一条写产出，一条写效果。", basis=ADVICE)
def fewer_than_two_goals(project: Project, department: Department) -> Hits:
    """绩效目标只有一条。

    为何：只写一条，往往只有产出没有效果，或者两样混在一句里。
    错例：1.新建乡镇卫生院2所。
    正例：1.新建乡镇卫生院2所。2.基层就诊率达到65%以上。
    """
    if (text := stated(project)) and len(sentences(text)) < _FEWEST:
        yield Hit(project.at("goals"), "绩效目标仅 1 条，建议至少 2 条：产出一条、效果一条。")


@project_rule("GOAL-05", Severity.WARNING, fix="补充写明做多少、做到什么程度、带来什么变化。", basis=AIMED)
def goals_too_short(project: Project, department: Department) -> Hits:
    """绩效目标太短，没有说明产出与效果。

    为何：几个字的目标，年底怎么说都算完成。
    错例：1.做好森林防火工作。
    正例：1.巡护林地32万亩，开设防火隔离带46公里。2.森林火灾受害率控制在0.5‰以下。
    """
    text = stated(project)
    count = len(letters(unnumbered(text)))
    said = sentences(text) if count >= _VERY_SHORT else []
    counted = [part for part in clauses(text) if _quantified(part, project.name)]
    terse = len(counted) >= _FEWEST or (counted and len(said) >= _FEWEST)
    if text and count < _SHORTEST and not terse:
        yield Hit(project.at("goals"), f"绩效目标过短（{count} 字），未说明产出与效果。")


@project_rule("GOAL-06", Severity.WARNING, fix="每条目标写上数量、比率或时限。", basis=AIMED)
def goals_not_quantified(project: Project, department: Department) -> Hits:
    """绩效目标没有量化，没有出现任何数量或标准。

    为何：没有数，就无法判断完成没有完成。年份、文号和名称里的数字不算。
    错例：1.做好图书馆免费开放，丰富群众文化生活。
    正例：1.图书馆全年免费开放310天，举办阅读活动48场。2.读者满意度达到90%。
    """
    if (text := stated(project)) and not _quantified(text, project.name):
        yield Hit(project.at("goals"), "绩效目标未量化，没有出现任何数量或标准。")


def _quantified(text: str, name: str = "") -> bool:
    """Tell whether a text gives a figure that is no part of the name, no year and no document's number."""
    plain = folded(unnumbered(text))
    return bool(_QUANTIFIED.search(_UNQUANTIFIED.sub("", plain.replace(folded(name), "") if name else plain)))


def _own_words(project: Project) -> str:
    """Give what the goals say beyond the name: 后勤保障经费 is no effect, and a near copy of it says nothing."""
    text, name = folded(unnumbered(project.goals)), folded(project.name)
    goals, named = bare(text), bare(name)
    if named and fuzz.ratio(goals, named) >= _NEAR_COPY:
        return text.partition(goals)[0]
    for copied in (name, named):
        text = text.replace(copied, "") if len(copied) >= _A_GOAL else text
    return text


@project_rule("GOAL-07", Severity.ERROR, fix="资金用途另有一格；这里写预期产出和效果。", basis=AIMED)
def goals_are_a_purpose(project: Project, department: Department) -> Hits:
    """绩效目标写成了资金用途，没有写预期产出和效果。

    为何：目标要说花了钱以后得到什么，不是钱花到哪里去。
    错例：1.用于支付环卫工人工资和车辆油料费。
    正例：1.清扫保洁道路186公里，生活垃圾日产日清。2.市容投诉下降10%以上。
    """
    text = folded(unnumbered(stated(project)))
    counted = [clause for clause in clauses(text) if _quantified(_MONEY.sub("", clause), project.name)]
    spends = _PURPOSE.match(text) or (_SPENDING.match(text) and not counted)
    own = _OUTLAY.sub("", _own_words(project))
    if text and spends and all(map(_PAID.search, counted)) and not _EFFECT.search(own) and not _RESULT.search(own):
        yield Hit(project.at("goals"), f"绩效目标“{short(project.goals)}”写成了资金用途，没有写产出和效果。")


@project_rule("GOAL-08", Severity.WARNING, fix="用“完成…”“提供…”“达到…”写成完整的句子。", basis=ADVICE)
def goals_without_verb(project: Project, department: Department) -> Hits:
    """绩效目标只是名词，缺少谓语动词。

    为何：只写一个费用或项目的名称，看不出要做什么、做到哪一步。
    错例：1.农村公路桥梁检测服务费。
    正例：1.完成农村公路桥梁检测64座。2.病害桥梁处置率达到100%。
    """
    text, parts = stated(project), clauses(stated(project))
    own = "，".join(part for part in clauses(_own_words(project)) if not _names_a_cost(part))
    verb = _VERB.search(own) or any(map(_ACTION.match, parts))
    if text and not verb and all(_is_noun(part) or part == folded(project.name) for part in parts):
        yield Hit(project.at("goals"), f"绩效目标“{short(text)}”缺少谓语动词。")


def _is_noun(clause: str) -> bool:
    """Tell a clause that is things and their numbers, and says nothing of them: 消防车24辆, 合格率100%, 11月底前."""
    return bool(_THING.fullmatch(clause) or _COUNTED.fullmatch(clause)) and not _STATE.search(clause)


def _is_output(clause: str) -> bool:
    """Tell a clause that says what is done or how many; a figure of a state (浓度38微克) is no output."""
    if _is_noun(clause):
        return not _VALUE.search(clause) or bool(_NO_VALUE.search(clause))
    return bool(_VERB.search(clause) or _ACTION.match(clause))


def _names_a_cost(clause: str) -> bool:
    """Tell a cost's name from a sentence: 道路清扫作业服务费 holds a verb's letters and is none."""
    begins = _VERB.match(clause) or _ACTION.match(clause) or _PURPOSE.match(clause) or _SPENDING.match(clause)
    return bool(_COST_NAME.fullmatch(clause)) and not begins


@project_rule("GOAL-09", Severity.WARNING, fix="加一条效果：提升、降低、改善什么，达到多少。", basis=AIMED)
def goals_without_effect(project: Project, department: Department) -> Hits:
    """绩效目标没有写效果。

    为何：只有工作量没有效果，看不出这笔钱值不值得花。项目名称里的“保障”“服务”不算效果。
    错例：1.采购教学设备320台，11月底前安装完毕。
    正例：1.采购教学设备320台。2.实验课开出率提高到95%。
    """
    own = _OUTLAY.sub("", _own_words(project)) if stated(project) else ""
    changes = _EFFECT.search(own) or _STATE.search(own)
    if stated(project) and not changes and all(map(_is_output, clauses(project.goals))):
        yield Hit(project.at("goals"), "绩效目标缺少效果表述（提升、降低、改善、达到多少）。")


@project_rule("GOAL-14", Severity.INFO, fix="句末加“。”。", basis="GB/T 15834 标点符号用法")
def goals_not_ended(project: Project, department: Department) -> Hits:
    """绩效目标末尾缺少标点。

    为何：没有句号，看不出话说完了没有、是不是漏了下文。
    错例：1.发放临时救助金860人次
    正例：1.发放临时救助金860人次。
    """
    text = stated(project)
    if text and not _ENDED.search(text):
        edit = Edit(project.at("goals"), f"{project.goals.rstrip()}。", safe=False)
        yield Hit(project.at("goals"), f"绩效目标“…{text[-6:]}”句末缺少标点。", edit)


@department_rule(
    "GOAL-15", Severity.INFO, fix="改为可以检验的话：做几件、到什么时候、到什么程度。", basis=AIMED, repeats=ALSO
)
def goals_are_vague(department: Department) -> Hits:
    """目标里空泛的话太密，没有可以检验的内容。

    为何：“进一步”“着力”“努力”说得再多，年底也无法对照。偶尔一两个不报。
    错例：进一步加大帮扶力度，着力提升服务水平，努力开创就业工作新局面。
    正例：组织招聘会24场，帮助1500名失业人员再就业，登记失业率控制在4%以内。
    """
    for place, text in _aims(department):
        vague, length = _VAGUE.findall(text), len(letters(text))
        dense = _DENSER if _quantified(text) else _DENSE
        if len(vague) >= _FEW and _A_HEADING < length <= len(vague) * dense:
            shown = "".join(f"“{word}”" for word in [*dict.fromkeys(vague)][:_SHOWN])
            yield Hit(place, f"目标表述空泛（{shown}等 {len(vague)} 处），宜改为可检验的表述。")


def _aims(department: Department) -> Iterator[tuple[Place, str]]:
    yield from paragraphs(department)
    yield from ((project.at("goals"), project.goals) for project in department.projects)
