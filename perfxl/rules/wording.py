"""Wording: numbering, wrong characters, placeholders, one thing named in two ways (TXT)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from perfxl.model.department import Department
from perfxl.model.findings import Edit, Place, Severity
from perfxl.model.project import Project
from perfxl.rules._lexicon import groups, mapping
from perfxl.rules._rule import Hit, Hits, department_rule, project_rule
from perfxl.rules._texts import ALSO, cells, joined, marks, placeholder, short, written

ADVICE = "本工具建议"
WRITING = "GB/T 9704 党政机关公文格式"

_ITEM = re.compile(r"(?P<number>\d{1,2})[、.．](?=[^\d\s、.．])")
_APART = re.compile(r"[\s；;。：:，,、（(！!？?]?")
_CHINESE_NUMBER = "[一二三四五六七八九十]+"
_LEVELS = {
    "一、": re.compile(rf"\s*{_CHINESE_NUMBER}、"),
    "（一）": re.compile(rf"\s*[（(]{_CHINESE_NUMBER}[)）]"),
    "1、": re.compile(r"\s*\d+、"),
    "1.": re.compile(r"\s*\d+[.．](?!\d)"),
}
_WRONG = re.compile("|".join(f"({wrong})" for wrong in mapping("wording.typos")))
_RIGHT = tuple(mapping("wording.typos").values())
_LONG_FORM = re.compile(r"(?=([\u4e00-\u9fff]{2})费用)")
_SHORT_FORM = re.compile(r"(?=([\u4e00-\u9fff]{2})费(?![用率]))")
_FORMS_LISTED = sorted(chain.from_iterable(groups("wording.synonyms")), key=len, reverse=True)
_FORMS = re.compile(f"(?=[{''.join({form[0] for form in _FORMS_LISTED})}])(?=({'|'.join(_FORMS_LISTED)}))")
_BARRED = {"一、": ("（一）", "1、", "1."), "（一）": ("1、", "1."), "1、": ("一、", "（一）", "1."), "1.": ("1、",)}


@department_rule(
    "TXT-06",
    Severity.WARNING,
    fix="各条之间加“；”，或者分行写。",
    basis=WRITING,
    repeats=ALSO,
)
def items_run_on(department: Department) -> Hits:
    """几条内容连写在一起，中间没有分隔。

    为何：看不出一条到哪里结束，导入系统时会当成一条。
    错例：1、道路养护管理2、桥梁检测次数。
    正例：1、道路养护管理；2、桥梁检测次数。
    """
    for place, text in written(department, _ITEM.search):
        reached = 0
        for item in _ITEM.finditer(text):
            number, before = int(item["number"]), max(item.start() - 1, 0)
            apart = _APART.fullmatch(text[before : item.start()])
            if number > 1 and number == reached + 1 and not apart:
                yield Hit(place, f"多条连写未分隔：“…{short(text[max(before - 6, 0) :])}”。")
                break
            if number == reached + 1 and apart:
                reached = number


@department_rule("TXT-07", Severity.INFO, fix="按 一、（一）1.（1）四级编号，由大到小。", basis=WRITING)
def numbering_mixed(department: Department) -> Hits:
    """一节里的编号体系混用。

    为何：编号颠倒或混用，看不出哪一条属于哪一层。
    错例：（一）下面用“一、”，再用“1、”。
    正例：一、下面用（一），再用“1.”。
    """
    for section in department.sections:
        used: set[str] = set()
        for number, text in enumerate(section.paragraphs, start=1):
            level = next((level for level, mark in _LEVELS.items() if mark.match(text)), "")
            if clash := _clash(level, used):
                place = Place(None, f"{section.kind}.{number}")
                yield Hit(place, f"编号体系混用：用了“{clash}”，下面又用“{level}”。")
                break
            used.add(level)


def _clash(level: str, used: set[str]) -> str:
    """Tell which numbering, already in use, this one does not go under; "" where it fits."""
    if "一、" in used and level in {"一、", "（一）"}:
        return ""
    return next((other for other in _BARRED.get(level, ()) if other in used), "")


@department_rule("TXT-08", Severity.WARNING, fix="核对后改正。", basis=ADVICE, repeats="{first}")
def wrong_character(department: Department) -> Hits:
    """疑似错别字，或者并列的词之间缺顿号。

    为何：错字会改变意思，公开后难以收回。
    错例：国有资产保障增值率；资金拔付。
    正例：国有资产保值增值率；资金拨付。
    """
    texts = written(department, marks("wording.typo_marks"))
    faulty = [(place, text, wrong) for place, text in texts if (wrong := dict(_typos(text)))]
    for place, text, _ in faulty:
        alike = {word: right for at, _, some in faulty if at.project == place.project for word, right in some.items()}
        message = "，".join(f"“{word}”应为“{right}”" for word, right in alike.items())
        mended = _WRONG.sub(_right, text)
        yield Hit(place, f"疑似错别字：{message}。", Edit(place, mended, safe=False))


def _typos(text: str) -> Iterator[tuple[str, str]]:
    """Give each wrong word of a text with the right one."""
    yield from ((match[0], _right(match)) for match in _WRONG.finditer(text))


def _right(match: re.Match[str]) -> str:
    return _RIGHT[(match.lastindex or 1) - 1]


@department_rule("TXT-09", Severity.ERROR, fix="换成实际内容。", basis=ADVICE, repeats=ALSO)
def placeholder_left(department: Department) -> Hits:
    """占位符没有换成实际内容。

    为何：带着 XX、待定、N人 的表是没有填完的表。
    错例：≥N人；《XX管理办法》；待定。
    正例：≥120人；《农村公路养护管理办法》。
    """
    for place, text in written(department, marks("wording.placeholder_marks")):
        if mark := placeholder(text):
            yield Hit(place, f"占位符未替换：“{mark}”。")


@project_rule("TXT-12", Severity.INFO, fix="一个项目里统一用一种称谓。", basis=ADVICE, repeats=ALSO)
def named_in_two_ways(project: Project, department: Department) -> Hits:
    """同一个东西在一个项目里有几种叫法。

    为何：叫法不同，读者会以为是两笔钱、两样东西。
    错例：名称写“热力费”，目标写“热力费用”，指标写“取暖费用”。
    正例：全表都写“热力费”。
    """
    for names in _one_thing(joined(project)):
        used = [(place, form) for place, text in cells(project) for form in dict.fromkeys(names.findall(text))]
        forms = list(dict.fromkeys(form for _, form in used))
        for place, form in used:
            if form != forms[0]:
                said = f"称谓不一致：{'、'.join(f'“{one}”' for one in forms)}。"
                yield Hit(place, said, advice=f"一个项目里统一写“{forms[0]}”")


def _one_thing(said: str) -> Iterator[re.Pattern[str]]:
    """Give patterns, each of which finds several names of one thing: known synonyms, and X费 with X费用."""
    known = groups("wording.synonyms")
    named = {match[1] for match in _FORMS.finditer(said)}
    for group in known:
        if len(named.intersection(group)) > 1 or any(f"{form}用" in said for form in named.intersection(group)):
            yield _names(group)
    stems = set(_LONG_FORM.findall(said)) & set(_SHORT_FORM.findall(said)) if "费用" in said else set()
    listed = {form for group in known for form in group}
    yield from (_names((f"{stem}费",)) for stem in sorted(stems) if f"{stem}费" not in listed)


def _names(forms: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(forms, key=len, reverse=True)
    return re.compile("|".join(f"{form}用?" if form.endswith("费") else form for form in longest))
