"""Punctuation, brackets, widths and blanks of what is typed (TXT)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from perfxl.model.amounts import blank
from perfxl.model.department import Department
from perfxl.model.findings import Edit, Place, Severity
from perfxl.model.project import Project
from perfxl.rules._rule import Hit, Hits, department_rule, project_rule
from perfxl.rules._texts import ALSO, COLUMNS, MARKS, cells, column, paragraphs, short, typed, written

ADVICE = "本工具建议"
PUNCTUATION = "GB/T 15834 标点符号用法"

_LABEL_MOST = 20  # letters; what is longer is a sentence
_TITLE_MOST = 15
_SEVERAL_LINES = {"purpose", "goals"}
_END_MARKS = re.compile(r"\s*[，。；、,;][\s，。；、,;]*$")
_AT_THE_END = ("，", "。", "；", "、", ",", ";")
_OPENING = dict(zip("）］】”’》〉〕」』", "（［【“‘《〈〔「『", strict=True))
_ONE_WIDTH = str.maketrans("()[]", "（）［］")
_BRACKET = re.compile("[()\\[\\]（）［］【】“”‘’《》〈〉〔〕「」『』]")
_ITEM_BRACKET = re.compile(r"(?:^|(?<=[\s，。；：、,;:“（(]))[\d一二三四五六七八九十a-zA-Z①-⑳]{1,3}[)）]")
_BOTH_WIDTHS = {"（）": "()", "：": ":", "％": "%"}
_IN_FIGURES = re.compile(r"(?<=\d):(?=\d)|(?<=[A-Za-z]):")
_BLANKS = " \t\r\u00a0\u3000\u200b\u200c\u200d\u2060\ufeff"
_UNSEEN = re.compile("[\u00a0\u200b\u200c\u200d\u2060\ufeff\t]")
_LINE_END = re.compile("\n")
_STRAY = re.compile(f"^[{_BLANKS}]|[{_BLANKS}]$|{_UNSEEN.pattern}|\n\n|\\A\n|\n\\Z", re.MULTILINE)
_EMPTY_LINE = re.compile(r"\n[ \t\u3000]*\n|^[ \t\u3000]*\n|\n[ \t\u3000]*$")
_NUMBERED_LINE = re.compile(r"^\s*[（(]?\d+[、.．)）]", re.MULTILINE)
_DOUBLED = re.compile(rf"[{MARKS}]{{2,}}|(?<=[\u4e00-\u9fff])[,;](?=[\u4e00-\u9fff])")
_TITLE = re.compile(rf"\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）])[^{MARKS}]*")
_ENDED = re.compile(r"[。！？!?；;：:…][”’）)》]*\s*$")


@project_rule(
    "TXT-01",
    Severity.INFO,
    fix="删去末尾的标点。",
    basis=PUNCTUATION,
    repeats=ALSO,
)
def mark_at_the_end(project: Project, department: Department) -> Hits:
    """名称、短语的末尾有多余的标点。

    为何：带标点的名称与不带的对不上，查重和汇总都会漏。
    错例：养护路段验收合格率。（带句号）
    正例：养护路段验收合格率
    """
    for place, text in cells(project, _ends_in_a_mark):
        bare = text.rstrip()
        right = _END_MARKS.sub("", bare)
        if (
            right not in {"", bare}
            and not (bare.endswith("。") and _sentence(place, right))
            and column(place) != "goals"
        ):
            edit = Edit(place, right + text[len(bare) :], safe=True)
            yield Hit(place, f"“{short(bare)}”末尾有多余标点“{bare[len(right) :]}”。", edit)


def _ends_in_a_mark(text: str) -> bool:
    return text.rstrip().endswith(_AT_THE_END)


def _sentence(place: Place, text: str) -> bool:
    """Tell whether a text is a sentence, which may end with 。; a name never is one."""
    return column(place) != "name" and (
        column(place) == "purpose" or len(text) > _LABEL_MOST or any(mark in text for mark in MARKS)
    )


def _unpaired(text: str) -> str:
    """Give the first bracket or quotation mark that has no partner; "" where all are paired.

    The bracket of “1）” stands alone where none is open; in “（包括：1）养护；2）检测）” within a pair.
    """
    if _all_paired("".join(_BRACKET.findall(text))):
        return ""
    items = {item.end() - 1 for item in _ITEM_BRACKET.finditer(text) if not text[: item.start()].endswith(("（", "("))}
    marks = list(enumerate(text.translate(_ONE_WIDTH)))
    without = _first_unpaired((mark for at, mark in marks if at not in items), set())
    return without and _first_unpaired((mark for _, mark in marks), items)


@lru_cache(maxsize=1024)
def _all_paired(brackets: str) -> bool:
    return not _first_unpaired(brackets.translate(_ONE_WIDTH), ())


def _first_unpaired(marks: Iterable[str], items: Collection[int]) -> str:
    """Find the first mark without a partner; one at these places may do without where nothing is open."""
    opened: list[str] = []
    for at, mark in enumerate(marks):
        if mark in _OPENING.values():
            opened.append(mark)
        elif mark in _OPENING and (opened or at not in items) and (not opened or opened.pop() != _OPENING[mark]):
            return mark
    return opened[0] if opened else ""


@department_rule(
    "TXT-02",
    Severity.WARNING,
    fix="补上或删去半个括号、引号。",
    basis=PUNCTUATION,
    repeats=ALSO,
)
def brackets_do_not_pair(department: Department) -> Hits:
    """括号、引号、书名号没有成对。

    为何：少半个括号，后面的话就不知道算不算括号里的。
    错例：设备持续使用时间（年
    正例：设备持续使用时间（年）
    """
    for place, text in written(department, _BRACKET.search):
        if mark := _unpaired(text):
            yield Hit(place, f"括号不配对：“{short(text)}”里的“{mark}”缺另一半。")


@department_rule(
    "TXT-03",
    Severity.INFO,
    fix="统一用全角的括号和冒号、半角的 %。",
    basis=PUNCTUATION,
    repeats=ALSO,
)
def widths_mixed(department: Department) -> Hits:
    """同一段文字里全角、半角符号混用。

    为何：两种宽度看着参差，查找替换时也会漏掉一种。
    错例：合格率（抽检)：合格数÷抽检数×100%
    正例：合格率（抽检）：合格数÷抽检数×100%
    """
    for place, text in written(department, _holds_both_widths):
        plain = _IN_FIGURES.sub("", text)
        for wide, narrow in _BOTH_WIDTHS.items():
            if any(mark in plain for mark in wide) and any(mark in plain for mark in narrow):
                yield Hit(place, f"“{short(text)}”里“{wide}”与“{narrow}”混用。")
                break


def _holds_both_widths(text: str) -> bool:
    return any(
        any(mark in text for mark in wide) and any(mark in text for mark in narrow)
        for wide, narrow in _BOTH_WIDTHS.items()
    )


@project_rule(
    "TXT-04",
    Severity.INFO,
    fix="删去换行和空行。",
    basis=ADVICE,
    repeats=ALSO,
)
def line_break_in_cell(project: Project, department: Department) -> Hits:
    """单元格里有换行或空行。

    为何：多出的空行撑高表格，带换行的名称也与不带的对不上。
    错例：“群众满意度”后面带一个空行。
    正例：群众满意度
    """
    for place, text in cells(project, _LINE_END.search):
        several = column(place) in {"purpose", "goals"}
        if blank(text) or (several and not _EMPTY_LINE.search(text)):
            continue
        lines = [line.strip(_BLANKS) for line in text.split("\n") if not blank(line)]
        edit = Edit(place, ("\n" if several else "").join(lines), safe=several or not _NUMBERED_LINE.search(text))
        yield Hit(place, f"“{short(text)}”一格含{'空行' if several else '换行'}。", edit)


@department_rule(
    "TXT-05",
    Severity.INFO,
    fix="删去首尾空格和看不见的字符。",
    basis=ADVICE,
    repeats=ALSO,
)
def stray_blanks(department: Department) -> Hits:
    """文字的首尾有空格、制表符，或者有看不见的字符。

    为何：看不出来，却让名称、金额与别处对不上。
    错例：“ 县乡公路日常养护 ”。
    正例：“县乡公路日常养护”。
    """
    for place, text in _with_blanks(department):
        lined = "\n" in text and column(place) in {*COLUMNS, *_SEVERAL_LINES}  # TXT-04 tidies such a cell
        ends = "" if lined or place.project is None else _BLANKS + "\n"
        tidy = _UNSEEN.sub(lambda unseen: " " if unseen[0] in "\t\u00a0" else "", text.strip(ends) if ends else text)
        if tidy != text and tidy:
            yield Hit(place, f"“{short(text)}”首尾有空格或有不可见字符。", Edit(place, tidy, safe=True))
        elif tidy != text and place.field == "other":
            yield Hit(place, "“其他资金”一格只有空格。", advice="没有其他资金就填 0.00")


def _with_blanks(department: Department) -> Iterator[tuple[Place, str]]:
    """Give every cell whose blanks matter: codes have a rule of their own, a paragraph may be indented."""
    for place, text in paragraphs(department):
        yield place, text.strip()
    for project in department.projects:
        for field, text in typed(project, _STRAY.search):
            if field != "code" and not field.endswith((".level1", ".level2")):
                yield project.at(field), text


@department_rule(
    "TXT-10",
    Severity.INFO,
    fix="删去多余的标点，中文里用全角标点。",
    basis=PUNCTUATION,
    repeats=ALSO,
)
def marks_doubled(department: Department) -> Hits:
    """标点重复，或者中文句子里用了英文逗号、分号。

    为何：重复的标点多半是改稿留下的，公开前应当清掉。
    错例：完成养护任务。。；完成养护,通过验收。
    正例：完成养护任务。；完成养护，通过验收。
    """
    for place, text in written(department, _DOUBLED.search):
        if match := _DOUBLED.search(text):
            near = text[max(match.start() - 4, 0) : match.end() + 4]
            yield Hit(place, f"“{short(near)}”处标点“{match[0]}”重复或中英文混排。")


@department_rule("TXT-11", Severity.INFO, fix="段末补句号。", basis=PUNCTUATION, repeats=ALSO)
def paragraph_not_ended(department: Department) -> Hits:
    """段落末尾缺少句号。

    为何：没有句号，看不出话说完了没有、是不是漏了下文。
    错例：1、做好车辆维修保养，保障公务出行
    正例：1、做好车辆维修保养，保障公务出行。
    """
    for place, text in paragraphs(department):
        heading = place.field.endswith(".0") or _TITLE.fullmatch(text.rstrip())
        phrase = len(text.strip()) <= _TITLE_MOST and not any(mark in text for mark in MARKS)
        if not heading and not phrase and not _ENDED.search(text):
            edit = Edit(place, f"{text.rstrip()}。", safe=False)
            yield Hit(place, f"“{short(text)}”段末缺少句号。", edit)
