"""How words are typed: punctuation, brackets, blanks, numbering, wrong characters (TXT)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perfxl.model.amounts import blank
from perfxl.model.department import Department
from perfxl.model.findings import Edit, Place, Severity
from perfxl.model.project import Project
from perfxl.rules._lexicon import groups, mapping
from perfxl.rules._placeholders import placeholder
from perfxl.rules._rule import Hit, Hits, department_rule, project_rule

ADVICE = "本工具建议"
PUNCTUATION = "GB/T 15834 标点符号用法"
WRITING = "GB/T 9704 党政机关公文格式"

_COLUMNS = ("name", "description", "target", "basis")
_MARKS = "，。；：、,;:"
_LABEL_MOST = 20
_TITLE_MOST = 15
_SHOWN = 20

_END_MARK = re.compile(r"[，。；、,;]+$")
_PAIRS = {
    "）": "（",
    "］": "［",
    "】": "【",
    "”": "“",
    "’": "‘",
    "》": "《",
    "〉": "〈",
    "〕": "〔",
    "」": "「",
    "』": "『",
}
_TO_PAIRED = str.maketrans("()[]", "（）［］")
_ITEM_BRACKET = re.compile(r"(?:^|(?<=[\s，。；：、,;:“（(]))[\d一二三四五六七八九十a-zA-Z①-⑳]{1,3}[)）]")
_BOTH_WIDTHS = {"（）": "()", "：": ":", "％": "%"}
_IN_FIGURES = re.compile(r"(?<=\d):(?=\d)|(?<=[A-Za-z]):")
_BLANKS = " \t\u00a0\u3000\u200b\u200c\u200d\u2060\ufeff"
_UNSEEN = re.compile("[\u00a0\u200b\u200c\u200d\u2060\ufeff\t]")
_EMPTY_LINE = re.compile(r"\n[ \t\u3000]*\n|^[ \t\u3000]*\n|\n[ \t\u3000]*$")
_NUMBERED_LINE = re.compile(r"^\s*[（(]?\d+[、.．)）]", re.MULTILINE)
_ITEM = re.compile(r"(?P<before>^|[\s\S])(?P<number>\d{1,2})[、.．](?=[^\d\s、.．])")
_APART = re.compile(r"[\s；;。：:，,、（(！!？?]?")
_LEVELS = {
    "一、": r"[一二三四五六七八九十]+、",
    "（一）": r"[（(][一二三四五六七八九十]+[)）]",
    "1、": r"\d+、",
    "1.": r"\d+[.．](?!\d)",
}
_DOUBLED = re.compile(f"[{_MARKS}]{{2,}}|(?<=[一-鿿])[,;](?=[一-鿿])")
_TITLE = re.compile(rf"\s*(?:{_LEVELS['一、']}|{_LEVELS['（一）']})[^{_MARKS}]*")
_ENDED = re.compile(r"[。！？!?；;：:…][”’）)》]*\s*$")
_OPTIONAL_SUFFIX = "用"


def paragraphs(department: Department) -> Iterator[tuple[Place, str]]:
    """Give the lines of part one that say something."""
    yield from ((place, text) for place, text in department.paragraphs() if not blank(text))


def cells(project: Project) -> Iterator[tuple[Place, str]]:
    """Give the cells of a project that hold words: name, purpose, goals, and four columns of each indicator."""
    for field in ("name", "purpose", "goals"):
        yield project.at(field), project.text(field)
    for indicator in project.indicators:
        for column in _COLUMNS:
            yield project.at(column, indicator), getattr(indicator, column)


def written(department: Department) -> Iterator[tuple[Place, str]]:
    """Give every text of a department, part one and projects."""
    yield from paragraphs(department)
    for project in department.projects:
        yield from cells(project)


def short(text: str) -> str:
    """Shorten a text to what a message can show, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


def _column(place: Place) -> str:
    return place.field.rpartition(".")[2]


@project_rule(
    "TXT-01",
    Severity.INFO,
    fix="删去末尾的标点。",
    basis=PUNCTUATION,
    repeats="{n} 格末尾有多余标点，如：{first}",
)
def mark_at_the_end(project: Project, department: Department) -> Hits:
    """名称、短语的末尾有多余的标点。

    为何：带标点的名称与不带的对不上，查重和汇总都会漏。
    错例：养护路段验收合格率。（带句号）
    正例：养护路段验收合格率
    """
    for place, text in cells(project):
        bare = text.rstrip()
        right = _END_MARK.sub("", bare)
        sentence = (
            len(right) > _LABEL_MOST
            or any(mark in right for mark in "，。；：,;")
            or _column(place) in {"purpose", "goals"}
        )
        if right == bare or not right or (sentence and bare.endswith("。") and _column(place) != "name"):
            continue
        edit = Edit(place, right + text[len(bare) :], safe=True)
        yield Hit(place, f"“{short(bare)}”末尾有多余标点“{bare[len(right) :]}”。", edit)


def _unpaired(text: str) -> str:
    """Give the first bracket or quotation mark that has no partner; "" where all are paired."""
    opened: list[str] = []
    for mark in _ITEM_BRACKET.sub(_keep_pairs, text).translate(_TO_PAIRED):
        if mark in _PAIRS.values():
            opened.append(mark)
        elif mark in _PAIRS and (not opened or opened.pop() != _PAIRS[mark]):
            return mark
    return opened[0] if opened else ""


def _keep_pairs(item: re.Match[str]) -> str:
    """Drop the single bracket of “1）”, keep the second one of “（1）”."""
    before = item.string[: item.start()]
    return item[0] if before.endswith(("（", "(")) else ""


@department_rule(
    "TXT-02",
    Severity.WARNING,
    fix="补上或删去半个括号、引号。",
    basis=PUNCTUATION,
    repeats="{n} 处括号不配对，如：{first}",
)
def brackets_do_not_pair(department: Department) -> Hits:
    """括号、引号、书名号没有成对。

    为何：少半个括号，后面的话就不知道算不算括号里的。
    错例：设备持续使用时间（年
    正例：设备持续使用时间（年）
    """
    for place, text in written(department):
        if mark := _unpaired(text):
            yield Hit(place, f"括号不配对：“{short(text)}”里的“{mark}”缺另一半。")


@department_rule(
    "TXT-03",
    Severity.INFO,
    fix="统一用全角的括号和冒号、半角的 %。",
    basis=PUNCTUATION,
    repeats="{n} 处全角半角混用，如：{first}",
)
def widths_mixed(department: Department) -> Hits:
    """同一段文字里全角、半角符号混用。

    为何：两种宽度看着参差，查找替换时也会漏掉一种。
    错例：合格率（抽检)：合格数÷抽检数×100%
    正例：合格率（抽检）：合格数÷抽检数×100%
    """
    for place, text in written(department):
        plain = _IN_FIGURES.sub("", text)
        for wide, narrow in _BOTH_WIDTHS.items():
            if any(mark in plain for mark in wide) and any(mark in plain for mark in narrow):
                yield Hit(place, f"“{short(text)}”里“{wide}”与“{narrow}”混用。")
                break


@project_rule(
    "TXT-04",
    Severity.INFO,
    fix="删去换行和空行。",
    basis=ADVICE,
    repeats="{n} 格含换行或空行，如：{first}",
)
def line_break_in_cell(project: Project, department: Department) -> Hits:
    """单元格里有换行或空行。

    为何：多出的空行撑高表格，带换行的名称也与不带的对不上。
    错例：“群众满意度”后面带一个空行。
    正例：群众满意度
    """
    for place, text in cells(project):
        several = _column(place) in {"purpose", "goals"}
        if blank(text) or "\n" not in text or (several and not _EMPTY_LINE.search(text)):
            continue
        lines = [line.strip(_BLANKS) for line in text.split("\n") if not blank(line)]
        edit = Edit(place, ("\n" if several else "").join(lines), safe=several or not _NUMBERED_LINE.search(text))
        yield Hit(place, f"“{short(text)}”一格含{'空行' if several else '换行'}。", edit)


@department_rule(
    "TXT-05",
    Severity.INFO,
    fix="删去首尾空格和看不见的字符。",
    basis=ADVICE,
    repeats="{n} 格首尾有空格或有不可见字符，如：{first}",
)
def stray_blanks(department: Department) -> Hits:
    """文字的首尾有空格、制表符，或者有看不见的字符。

    为何：看不出来，却让名称、金额与别处对不上。
    错例：“ 县乡公路日常养护 ”。
    正例：“县乡公路日常养护”。
    """
    for place, text in _all_cells(department):
        lined = "\n" in text and _column(place) in {*_COLUMNS, "goals", "purpose"}
        tidy = text if lined else text.strip(_BLANKS + "\r\n")
        tidy = _UNSEEN.sub(lambda unseen: " " if unseen[0] in "\t\u00a0" else "", tidy)
        if tidy == text:
            continue
        if tidy:
            yield Hit(place, f"“{short(text)}”首尾有空格或有不可见字符。", Edit(place, tidy, safe=True))
        elif place.field == "other":
            yield Hit(place, "“其他资金”一格只有空格。")


def _all_cells(department: Department) -> Iterator[tuple[Place, str]]:
    """Give every cell whose blanks matter; codes have a rule of their own, and a paragraph may be indented."""
    for place, text in paragraphs(department):
        yield place, text.strip()
    for project in department.projects:
        for field, text in project.texts():
            if field != "code" and not field.endswith((".level1", ".level2")):
                yield project.at(field), text


@department_rule(
    "TXT-06",
    Severity.WARNING,
    fix="各条之间加“；”，或者分行写。",
    basis=PUNCTUATION,
    repeats="{n} 段有多条连写，如：{first}",
)
def items_run_on(department: Department) -> Hits:
    """几条内容连写在一起，中间没有分隔。

    为何：看不出一条到哪里结束，导入系统时会当成一条。
    错例：1、道路养护管理2、桥梁检测次数。
    正例：1、道路养护管理；2、桥梁检测次数。
    """
    for place, text in written(department):
        reached = 0
        for item in _ITEM.finditer(text):
            number = int(item["number"])
            apart = _APART.fullmatch(item["before"])
            if number > 1 and number == reached + 1 and not apart:
                yield Hit(place, f"多条连写未分隔：“…{short(text[max(item.start() - 6, 0) :])}”。")
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
        used: dict[str, int] = {}
        for number, text in enumerate(section.paragraphs, start=1):
            level = next((level for level, mark in _LEVELS.items() if re.match(rf"\s*{mark}", text)), "")
            clash = _clash(level, used)
            used.setdefault(level, number)
            if clash:
                place = Place(None, f"{section.kind}.{number}")
                yield Hit(place, f"编号体系混用：用了“{clash}”，下面又用“{level}”。")
                break


def _clash(level: str, used: dict[str, int]) -> str:
    """Tell which numbering, already in use, this one does not go with; "" where it fits."""
    barred = {"一、": ("（一）", "1、", "1."), "（一）": ("1、", "1."), "1、": ("一、", "（一）", "1."), "1.": ("1、",)}
    if level in {"一、", "（一）"} and "一、" in used:
        return ""
    return next((other for other in barred.get(level, ()) if other in used), "")


@department_rule("TXT-08", Severity.WARNING, fix="核对后改正。", basis=ADVICE, repeats="{n} 处疑似错别字，如：{first}")
def wrong_character(department: Department) -> Hits:
    """疑似错别字，或者并列的词之间缺顿号。

    为何：错字会改变意思，公开后难以收回。
    错例：国有资产保障增值率；资金拔付。
    正例：国有资产保值增值率；资金拨付。
    """
    for place, text in written(department):
        for wrong, right in mapping("wording.typos").items():
            if wrong in text:
                edit = Edit(place, text.replace(wrong, right), safe=False)
                yield Hit(place, f"疑似错别字：“{wrong}”，应为“{right}”。", edit)


@department_rule(
    "TXT-09", Severity.ERROR, fix="换成实际内容。", basis=ADVICE, repeats="{n} 处占位符未替换，如：{first}"
)
def placeholder_left(department: Department) -> Hits:
    """占位符没有换成实际内容。

    为何：带着 XX、待定、N人 的表是没有填完的表。
    错例：≥N人；《XX管理办法》；待定。
    正例：≥120人；《农村公路养护管理办法》。
    """
    for place, text in written(department):
        if mark := placeholder(text):
            yield Hit(place, f"占位符未替换：“{mark}”。")


@department_rule(
    "TXT-10",
    Severity.INFO,
    fix="删去多余的标点，中文里用全角标点。",
    basis=PUNCTUATION,
    repeats="{n} 处标点重复或中英文混排，如：{first}",
)
def marks_doubled(department: Department) -> Hits:
    """标点重复，或者中文句子里用了英文逗号、分号。

    为何：重复的标点多半是改稿留下的，公开前应当清掉。
    错例：完成养护任务。。；完成养护,通过验收。
    正例：完成养护任务。；完成养护，通过验收。
    """
    for place, text in written(department):
        if match := _DOUBLED.search(text):
            near = text[max(match.start() - 4, 0) : match.end() + 4]
            yield Hit(place, f"“{short(near)}”处标点“{match[0]}”重复或中英文混排。")


@department_rule(
    "TXT-11", Severity.INFO, fix="段末补句号。", basis=PUNCTUATION, repeats="{n} 段末尾缺少句号，如：{first}"
)
def paragraph_not_ended(department: Department) -> Hits:
    """段落末尾缺少句号。

    为何：没有句号，看不出话说完了没有、是不是漏了下文。
    错例：1、做好车辆维修保养，保障公务出行
    正例：1、做好车辆维修保养，保障公务出行。
    """
    for place, text in paragraphs(department):
        heading = place.field.endswith(".0") or _TITLE.fullmatch(text.rstrip())
        phrase = len(text.strip()) <= _TITLE_MOST and not any(mark in text for mark in "，。；：,;:")
        if not heading and not phrase and not _ENDED.search(text):
            edit = Edit(place, f"{text.rstrip()}。", safe=False)
            yield Hit(place, f"“{short(text)}”段末缺少句号。", edit)


@project_rule(
    "TXT-12", Severity.INFO, fix="一个项目里统一用一种称谓。", basis=ADVICE, repeats="{n} 处称谓不一致，如：{first}"
)
def named_in_two_ways(project: Project, department: Department) -> Hits:
    """同一个东西在一个项目里有几种叫法。

    为何：叫法不同，读者会以为是两笔钱、两样东西。
    错例：名称写“热力费”，目标写“热力费用”，指标写“取暖费用”。
    正例：全表都写“热力费”。
    """
    texts = list(cells(project))
    for group in _one_thing(texts):
        first = ""
        for place, text in texts:
            for form in group.findall(text):
                first = first or form
                if form != first:
                    yield Hit(place, f"称谓不一致：“{first}”又写作“{form}”。")
                    break


def _one_thing(texts: list[tuple[Place, str]]) -> Iterator[re.Pattern[str]]:
    """Give patterns, each of which finds all names of one thing: known synonyms, and X费 with X费用."""
    known = [group for group in groups("wording.synonyms")]
    yield from (_names(group) for group in known)
    said = "\n".join(text for _, text in texts)
    stems = set(re.findall(r"(?=([一-鿿]{2})费用)", said)) & set(re.findall(r"(?=([一-鿿]{2})费(?!用))", said))
    listed = {form for group in known for form in group}
    yield from (_names((f"{stem}费",)) for stem in sorted(stems) if f"{stem}费" not in listed)


def _names(forms: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(forms, key=len, reverse=True)
    return re.compile("|".join(f"{form}用?" if form.endswith("费") else form for form in longest))
