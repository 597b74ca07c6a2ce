"""Suggestions from the indicator library, and a check of the library itself, in Chinese words and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator

from perfxl.app.library import EntryFinding, LibraryReport
from perfxl.app.suggest import SuggestReport
from perfxl.model.amounts import blank
from perfxl.model.findings import Severity
from perfxl.model.library import LibraryEntry
from perfxl.render.json import FORMAT, Record
from perfxl.render.words import counts_words, one_line
from perfxl.rules.library_search import Suggestion
from perfxl.rules.structure import core

_INDENT = " " * 7


def suggest_words(report: SuggestReport) -> str:
    """List what was found, the best first, with what a unit has to fit to its own figures."""
    only = f"的{core(report.level2)}指标" if report.level2 else ""
    asked = f"“{one_line(report.query)}”{only}"
    if not report.found:
        return (
            f"{report.source} {report.entries} 条里没有与{asked}相近的指标。\n"
            "换个说法再试：写项目名称（如 农村公路养护）、对象（如 公务用车），或指标名称（如 验收合格率）。"
        )
    lines = [f"{report.source} {report.entries} 条里，与{asked}最相近的 {len(report.found)} 条："]
    for one in report.found:
        lines += _suggestion_words(one)
    return "\n".join([*lines, "数值只是示例，请按本单位的计划、标准、合同或上年实绩填写。"])


def _suggestion_words(one: Suggestion) -> Iterator[str]:
    entry = one.entry
    head = f"{entry.code} {core(entry.level2)} {entry.name} {entry.target}（{entry.category}）"
    yield f"  {one.score:>3}  {one_line(head)}"
    yield f"{_INDENT}口径：{one_line(entry.description)}"
    sources = "，".join(filter(None, (entry.basis_kind, entry.basis)))
    proofs = "" if blank(entry.evidence) else f"；佐证：{entry.evidence}"
    yield f"{_INDENT}依据：{one_line(sources + proofs)}"
    if not blank(entry.remark):
        yield f"{_INDENT}备注：{one_line(entry.remark)}"


def suggest_json(report: SuggestReport) -> str:
    """Give what was found with its scores."""
    return _dump(
        {
            "format": FORMAT,
            "query": report.query,
            "level2": report.level2 or None,
            "source": report.source,
            "entries": report.entries,
            "suggestions": [{"score": one.score, **_entry(one.entry)} for one in report.found],
        }
    )


def _entry(entry: LibraryEntry) -> Record:
    return {
        "code": entry.code,
        "category": entry.category,
        "level1": entry.level1,
        "level2": entry.level2,
        "name": entry.name,
        "description": entry.description,
        "kind": entry.kind,
        "target": entry.target,
        "direction": entry.direction,
        "basis_kind": entry.basis_kind,
        "basis": entry.basis,
        "evidence": entry.evidence,
        "remark": entry.remark,
    }


def library_words(report: LibraryReport) -> str:
    """List the faults entry by entry, and say in one line whether the library passes."""
    lines = [f"{report.source}：{report.entries} 条指标，{counts_words(report.counts)}"]
    for one in report.found:
        lines += _finding_words(one)
    return "\n".join([*lines, _verdict(report)])


def library_passes(report: LibraryReport) -> bool:
    """Tell whether there are no errors; warnings do not stand in the way."""
    return not report.counts[Severity.ERROR]


def _verdict(report: LibraryReport) -> str:
    if not report.entries:
        return "! 指标库里没有指标。"
    if library_passes(report):
        return "✔ 指标库通过自检，没有错误。"
    return f"✘ 指标库有错误 {report.counts[Severity.ERROR]} 条，请改好后再用。"


def _finding_words(one: EntryFinding) -> Iterator[str]:
    row = "" if one.row is None else f" 第 {one.row} 行"
    which = f" {one.entry.code or '没有编号'} {one.entry.name or '没有名称'}" if one.entry else ""
    head = f"{one.severity.mark} {one.severity.chinese} {one.rule}{row}{which}"
    yield f"  {one_line(head)}  {one_line(one.message)}"
    yield f"{_INDENT}建议：{one_line(one.fix)}"


def library_json(report: LibraryReport) -> str:
    """Give every fault of a library."""
    return _dump(
        {
            "format": FORMAT,
            "source": report.source,
            "entries": report.entries,
            "counts": {severity.value: count for severity, count in report.counts.items()},
            "findings": [_finding(one) for one in report.found],
        }
    )


def _finding(one: EntryFinding) -> Record:
    return {
        "rule": one.rule,
        "severity": one.severity.value,
        "row": one.row,
        "code": one.entry.code if one.entry else None,
        "name": one.entry.name if one.entry else None,
        "message": one.message,
        "fix": one.fix,
    }


def _dump(record: Record) -> str:
    return json.dumps(record, ensure_ascii=False, indent=2)
