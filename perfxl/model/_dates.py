"""Dates as people write them in an 指标值: a day, a month, 年底, 每月10日前, 2025年1月至12月."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from perfxl.model._signs import AFTER_DATE, SIGNS, any_of, operator

_YEAR, _PART = "(?:19|20)[0-9]{2}", "[底末初]|[上中下]旬"
_DONE = (
    "(?:全部|全面|基本|正式|如期|按期)?(?:完成|完工|竣工|建成|交付|投用|投产|投运|验收|开工|开通|上线|到位|发放|拨付|支付|交货|供货|交工"
    "|启用|办结|结束|封顶|通车|通水|通电|入住|移交|归档|安装|使用|运行|进场|播种|收割|实施|落实|报送|公开|出版|印发|发布)"
)
_WHAT_IS_DONE = r"(?<=前)(?:(?![不约率达于右后且和至到])[\u4e00-\u9fff]){2,8}"  # 9月1日前投入教学: the date is clear
_AFTER = rf"(?P<after>{any_of(AFTER_DATE)}?)(?:{_DONE}{{1,2}}(?:并{_DONE})?(?:工作|任务|完毕)?|{_WHAT_IS_DONE})?"
_DATE = re.compile(
    rf"{SIGNS}(?:(?P<y1>{_YEAR})[-/](?P<m1>[0-9]{{1,2}})(?:[-/](?P<d1>[0-9]{{1,2}}))?"
    rf"|(?P<y2>{_YEAR})\.(?P<m2>[0-9]{{1,2}})\.(?P<d2>[0-9]{{1,2}})"
    rf"|(?:(?P<y3>{_YEAR})年)?(?P<m3>0?[1-9]|1[0-2]|(?<=年)[0-9]{{1,2}}|[0-9]{{1,2}}(?=月(?:{_PART}|[份前0-9])))月"
    rf"(?:份|(?P<d3>[0-9]{{1,2}})[日号]|(?P<part>{_PART}))?"
    rf"|(?P<y4>{_YEAR})年(?P<rest>[底末初]|第?[一二三四]季度[底末]?|上半年|下半年)?"
    rf"|(?P<loose>年[底末]|第?[一二三四]季度[底末]?|上半年|下半年)){_AFTER}",
)
_RECURRING = re.compile(
    rf"{SIGNS}(?P<each>每个?|[次翌当本下上])(?P<span>半年|年度?|季度?|月度?|旬|周|学期|学年)"
    r"(?P<which>首月|末月|第[一二三]个?月)?(?:(?P<month>[0-9]{1,2})月份?)?"
    rf"(?:(?P<day>[0-9]{{1,2}})[日号]|(?P<part>{_PART}))?{_AFTER}",
)
_CLOCK = re.compile(
    rf"{SIGNS}(?P<words>(?=[^0-9])(?:每[日天]|[次当]日)?(?:[上下]午)?(?:[01]?[0-9]|2[0-4])(?::[0-5][0-9]|[时点](?:半|[0-5]?[0-9]分)?))"
    rf"{_AFTER}",
)
_TO = re.compile("[~至到-]")
_OPENING = re.compile("[0-9]+([年月])")
_LONGEST = 60


class ReadDate(NamedTuple):
    """A date in its regular words with its sign, or the reason why there is no such date."""

    operator: str
    words: str
    fault: str


class _Spelt(NamedTuple):
    before: str
    words: str
    after: str
    fault: str


def read_date(body: str) -> ReadDate | None:
    """Read a date, a recurring one, or several; None where the text is something else."""
    spelt = _one(body) or (_several(body) if len(body) <= _LONGEST else None)
    if spelt is None:
        return None
    sign, fault = operator(spelt.before, spelt.after, AFTER_DATE)
    return ReadDate(sign, spelt.words, fault or spelt.fault)


def _one(body: str) -> _Spelt | None:
    if match := _DATE.fullmatch(body):
        return _once(match)
    if match := _CLOCK.fullmatch(body):
        return _Spelt(match["before"], match["words"], match["after"], "")
    match = _RECURRING.fullmatch(body)
    return _again(match) if match else None


def _once(match: re.Match[str]) -> _Spelt:
    if match["loose"] or match["rest"]:
        words = (match["rest"] or match["loose"]).removeprefix("第").replace("末", "底")
        return _Spelt(match["before"], f"{match['y4']}年{words}" if match["y4"] else words, match["after"], "")
    year = match["y1"] or match["y2"] or match["y3"] or match["y4"]
    month, day = match["m1"] or match["m2"] or match["m3"], match["d1"] or match["d2"] or match["d3"]
    words = f"{year}年" if year else ""
    words += _within(month, day, match["part"])
    return _Spelt(match["before"], words, match["after"], _why_none(year, month, day))


def _again(match: re.Match[str]) -> _Spelt | None:
    month, day, part = match["month"], match["day"], match["part"]
    in_a_month = month or match["which"] or match["span"].startswith("月")
    if not (month or day or part) or (day and not in_a_month):
        return None
    span = match["each"].removesuffix("个") + match["span"] + (match["which"] or "")
    return _Spelt(match["before"], span + _within(month, day, part), match["after"], _why_none(None, month, day))


def _within(month: str | None, day: str | None, part: str | None) -> str:
    words = f"{int(month)}月" if month else ""
    return words + (f"{int(day)}日" if day else (part or "").replace("末", "底"))


def _why_none(year: str | None, month: str | None, day: str | None) -> str:
    try:
        date(int(year or 2000), int(month or 1), 1)
    except ValueError:
        return "没有这个月"
    try:
        date(int(year or 2000), int(month or 1), int(day or 1))
    except ValueError:
        return "没有这一天"
    return ""


def _several(body: str) -> _Spelt | None:
    """Read “1月至12月” and “3月、6月、9月底前”; the sign stands before all of them, 前 after."""
    head, comma, tail = body.partition("、")
    if comma:
        return _joined(head, "、", _one(tail) or _several(tail))
    found = (_joined(body[: to.start()], "至", _one(body[to.end() :])) for to in _TO.finditer(body))
    return next(filter(None, found), None)


def _joined(head: str, between: str, last: _Spelt | None) -> _Spelt | None:
    if last is None or last.before:
        return None
    opening = _OPENING.match(last.words)
    first = _one(head) or (_one(head + opening[1]) if opening else None)  # 1-12月, 2025年1-12月, 3、6、9月
    if first is None or first.after or re.search(f"{_DONE}$", head):
        return None
    return _Spelt(first.before, f"{first.words}{between}{last.words}", last.after, first.fault or last.fault)
