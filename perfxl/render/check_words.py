"""A check in Chinese words: what is worst first, then project by project, in two screens unless more is asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from perfxl.app.check import CheckReport
from perfxl.app.spots import Spot, worst
from perfxl.forms.findings import Located, ranges
from perfxl.model.findings import Severity
from perfxl.render.words import counts_words, one_line
from perfxl.rules import CATALOGUE

_CELLS = 28  # characters of a line for cells
_MESSAGE = 64
_WORST, _TITLES = 6, 3
_LINES, _MOST, _LEAST = 60, 8, 2  # for all projects together, and for each
_PROJECTS = 12


def check_words(report: CheckReport, *, verbose: bool = False) -> str:
    """Say what was found: in short, or every finding with its advice."""
    ignored = len(report.found) - len(report.standing)
    also = f"，已忽略 {ignored} 条" if ignored else ""
    head = f"{one_line(report.workbook)}：{report.scope}，{counts_words(report.counts)}{also}"
    body = _in_full(report) if verbose else _in_short(report)
    return "\n".join([head, *body, *_ignored_words(report), "", verdict(report)])


def passed(report: CheckReport) -> bool:
    """Tell whether there are no errors; warnings do not stand in the way."""
    return not report.counts[Severity.ERROR]


def verdict(report: CheckReport) -> str:
    """Say in one loud line whether the workbook passes."""
    errors = report.counts[Severity.ERROR]
    if passed(report):
        return f"✔✔✔ 通过：规则 {report.rules} 条，没有错误（{counts_words(report.counts)}）。"
    blocking = f"，其中 {len(report.blocking)} 条不改好不能拆分" if report.blocking else ""
    return f"✘ 未通过：规则 {report.rules} 条，错误 {errors} 条{blocking}。请改好后重新校验。"


# --- in short


def _in_short(report: CheckReport) -> Iterator[str]:
    spots = worst(report, _WORST)
    if spots:
        yield from ("", "最要改的几处：")
        for number, spot in enumerate(spots, start=1):
            yield from _spot_words(number, spot)
    groups = [(position, list(group)) for position, group in groupby(report.standing, key=lambda x: x.finding.project)]
    groups = [(position, group) for position, group in groups if _weighty(group)]
    shown = sorted(groups, key=lambda one: -_gravity(one[1]))[:_PROJECTS]
    lines = max(_LEAST, min(_MOST, _LINES // max(len(shown), 1) - 2))
    for position, group in groups:
        if (position, group) in shown:
            yield from ("", *_project_words(position, group, lines))
    if len(groups) > len(shown):
        yield from ("", f"另有 {len(groups) - len(shown)} 个项目有问题，没有列出。")
    if hints := sum(one.finding.severity is Severity.INFO for one in report.standing):
        yield from ("", f"提示 {hints} 条没有列出。加 --verbose 逐条列出全部问题和改法，加 --xlsx 文件 存成表。")


def _spot_words(number: int, spot: Spot) -> Iterator[str]:
    where = f"{spot.project}.{one_line(spot.project_name) or '未命名'}" if spot.project else "部门"
    titles = dict.fromkeys(CATALOGUE.rules[one.finding.rule].title.rstrip("。") for one in spot.found)
    more = f"，等 {len(titles)} 个问题" if len(titles) > _TITLES else ""
    said = f"“{_cut(spot.words, _CELLS)}”" if spot.words else "（空着）"
    alike = f"  这样的共 {spot.alike} 处" if spot.alike > 1 else ""
    blocks = "（不改好不能拆分）" if any(one.finding.blocking for one in spot.found) else ""
    yield f"  {number}. 《{where}》{spot.cell}  {said}{alike}"
    yield f"     {'；'.join([*titles][:_TITLES])}{more}。{blocks}"
    yield f"     建议：{one_line(_advice(spot.found))}"


def _advice(found: Sequence[Located]) -> str:
    """Choose what to advise: words for this very place before those for every place."""
    own = (one.finding.fix for one in found if one.finding.fix != CATALOGUE.rules[one.finding.rule].fix)
    return next(own, found[0].finding.fix)


def _weighty(group: Sequence[Located]) -> list[Located]:
    return [one for one in group if one.finding.severity is not Severity.INFO]


def _gravity(group: Sequence[Located]) -> int:
    return sum(100 if one.finding.severity is Severity.ERROR else 1 for one in _weighty(group))


def _project_words(position: int | None, group: Sequence[Located], lines: int) -> Iterator[str]:
    yield _heading(position, group)
    by_rule: dict[str, list[Located]] = {}
    for one in _weighty(group):
        by_rule.setdefault(one.finding.rule, []).append(one)
    alike = list(by_rule.values())
    yield from (_rule_words(some) for some in alike[:lines])
    if left := Counter(one.finding.severity for some in alike[lines:] for one in some):
        yield "  … 另有" + "、".join(f"{level.chinese} {count} 条" for level, count in left.items())


def _rule_words(alike: Sequence[Located]) -> str:
    """Say in one line what one rule has found in a project."""
    finding = alike[0].finding
    cells = [cell for one in alike for cell in one.cells]
    where = f" {_cut(ranges(cells), _CELLS)}" if cells else ""
    more = f"（等 {len(alike)} 条）" if len(alike) > 1 else ""
    return f"  {finding.severity.mark} {finding.rule}{where}  {_cut(finding.message, _MESSAGE)}{more}"


def _heading(position: int | None, group: Sequence[Located]) -> str:
    first = group[0]
    name = f"{position}.{one_line(first.project_name)}" if position else "部门"
    code = f"（{one_line(first.project_code)}）" if first.project_code else ""
    return f"【{name}】{code}{counts_words(Counter(one.finding.severity for one in group))}"


def _cut(text: str, most: int) -> str:
    line = one_line(text)
    return line if len(line) <= most else f"{line[: most - 1]}…"


# --- in full


def _in_full(report: CheckReport) -> Iterator[str]:
    for position, grouped in groupby(report.standing, key=lambda one: one.finding.project):
        group = list(grouped)
        yield from ("", _heading(position, group))
        sheet = None
        for one in group:
            if one.sheet and one.sheet != sheet:
                sheet = one.sheet
                yield f"  工作表“{one_line(sheet)}”"
            yield from _finding_words(one)


def _finding_words(one: Located) -> Iterator[str]:
    finding = one.finding
    where = f" {ranges(one.cells)}" if one.cells else ""
    yield f"  {finding.severity.mark} {finding.severity.chinese} {finding.rule}{where}  {one_line(finding.message)}"
    if finding.fix:
        yield f"      建议：{one_line(finding.fix)}"


def _ignored_words(report: CheckReport) -> Iterator[str]:
    if report.lapsed:
        why = "问题改好了、内容变了，或是不能忽略的问题"
        yield from ("", f"“校验结果”里有 {len(report.lapsed)} 条忽略已不起作用：{why}。")
