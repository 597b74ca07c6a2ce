"""What must not stand in a document that will be published, and what must (PUB-03 to PUB-05)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from perfxl.model.amounts import blank
from perfxl.model.department import Department
from perfxl.model.findings import Place, Severity
from perfxl.rules._lexicon import mapping, patterns
from perfxl.rules._rule import Hit, Hits, department_rule
from perfxl.rules._texts import ALSO, marks, short, typed, written

PUBLISHED = "财预〔2015〕88号（绩效目标公开）"
PRIVACY = "个人信息保护法"

_IMPROPER = re.compile("|".join(f"({wrong})" for wrong in mapping("disclosure.improper")))
_BETTER = tuple(mapping("disclosure.improper").values())
_FORBIDDING, _YEAR = patterns("disclosure.forbidding"), patterns("disclosure.years")
_CLAUSE_ENDS = re.compile(r"[，。；;\n]")

_FREE = r"(?<![\dA-Za-z.\-/_])"  # not within a longer number, a code or a document's number
_OPEN = r"(?![\dA-Za-z]|[-./_]\d|[万亿]?元|号)"
_FIGURES = re.compile(r"(?:[^\W_a-zA-Z\u4e00-\u9fff][^\w\n]{0,2}){6}")  # of any width; six signs may make eleven digits
_ID_CARD = re.compile(rf"{_FREE}[1-9]\d{{5}}(?P<born>(?:19|20)\d{{6}})\d{{3}}[\dXx](?![\dA-Za-z])")
_MOBILE = re.compile(rf"{_FREE}(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{{4}}){{2}}{_OPEN}")
_BANK_CARD = re.compile(rf"{_FREE}(?:62|4\d|5[1-5]|35|37|95)\d\d(?: ?\d{{4}}){{2,3}}(?: ?\d{{1,3}})?{_OPEN}")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_CARD_LENGTHS = range(16, 20)
_HIDDEN = slice(3, -4)


@department_rule(
    "PUB-03", Severity.WARNING, fix="换成规范的说法，或删去不宜公开的内容。", basis=PUBLISHED, repeats=ALSO
)
def improper_words(department: Department) -> Hits:
    """文字里有敏感或不当的表述，不宜公开。

    为何：绩效目标随预算公开，特权、歧视、涉密和违纪的说法会引起误解。
    错例：救助残废人；保障领导用车；花钱买平安。
    正例：救助残疾人；保障公务出行；依法办理信访事项。
    """
    for place, text in written(department, marks("disclosure.improper_marks")):
        for clause in _CLAUSE_ENDS.split(text):
            for match in _IMPROPER.finditer(clause) if not _FORBIDDING.search(clause) else ():
                better = _BETTER[(match.lastindex or 1) - 1]
                advice = f"“{match[0]}”可改为“{better}”" if better else f"删去或改写“{match[0]}”"
                yield Hit(place, f"敏感或不当表述：“{match[0]}”。", advice=advice)


@department_rule("PUB-04", Severity.ERROR, fix="删去个人信息；确需联系方式的写单位座机。", basis=PRIVACY, repeats=ALSO)
def personal_data(department: Department) -> Hits:
    """文字里有个人信息：身份证号、手机号或银行卡号。

    为何：公开个人信息违法，公开以后也收不回来。
    错例：联系人手机号、领款人身份证号写进依据或用途。
    正例：依据“2025年享受待遇人员花名册”。
    """
    for place, text in _everything(department):
        for kind, number in _personal(unicodedata.normalize("NFKC", text)):
            hidden = number[: _HIDDEN.start] + "*" * len(number[_HIDDEN]) + number[_HIDDEN.stop :]
            yield Hit(place, f"含个人信息：疑似{kind}“{hidden}”。")


def _everything(department: Department) -> Iterator[tuple[Place, str]]:
    """Give every text that is published; codes and amounts are no words."""
    yield from ((Place(None, "covers"), cover) for cover in department.covers)
    yield from department.paragraphs()
    for project in department.projects:
        yield from ((project.at(field), text) for field, text in typed(project, _FIGURES.search) if field != "code")


def _personal(text: str) -> Iterator[tuple[str, str]]:
    """Give personal numbers with their kind; a card's number that is no valid one is some other number."""
    yield from (("身份证号", match[0]) for match in _ID_CARD.finditer(text) if _is_id_card(match))
    yield from (("手机号", match[0]) for match in _MOBILE.finditer(text))
    for match in _BANK_CARD.finditer(text):
        digits = match[0].replace(" ", "")
        if len(digits) in _CARD_LENGTHS and _passes_luhn(digits) and not _is_id_card(_ID_CARD.fullmatch(digits)):
            yield "银行卡号", digits


def _is_id_card(match: re.Match[str] | None) -> bool:
    """Check the day of birth and the check character (GB 11643)."""
    if match is None:
        return False
    try:
        date.fromisoformat(match["born"])
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(match[0], _WEIGHTS, strict=False))
    return _CHECKS[total % len(_CHECKS)] == match[0][-1].upper()


def _passes_luhn(digits: str) -> bool:
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0


@department_rule("PUB-05", Severity.INFO, fix="标题写明年度，如“2025年度部门整体绩效目标”。", basis=PUBLISHED)
def titles_without_year(department: Department) -> Hits:
    """两部分的标题都没有写年度。

    为何：公开的文本年年都有，标题不写年度，读者不知道是哪一年的。
    错例：部门整体绩效目标。
    正例：2025年度部门整体绩效目标。
    """
    covers = [cover for cover in department.covers if not blank(cover)]
    named = [department.unit_name, *(project.unit for project in department.projects)]
    if covers and not any(_YEAR.search(text) for text in (*covers, *named)):
        yield Hit(Place(None, "covers"), f"标题“{short(covers[0])}”没有写年度。")
