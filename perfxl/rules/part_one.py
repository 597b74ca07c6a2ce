"""Whether part one, the department's own text, is whole and says something (STR-10, STR-11, STR-14)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perfxl.model.amounts import blank, folded
from perfxl.model.department import SECTIONS, Department
from perfxl.model.findings import Place, Severity
from perfxl.rules._lexicon import any_of, patterns
from perfxl.rules._rule import Hit, Hits, department_rule
from perfxl.rules.structure import FORM

_REMOVABLE = patterns("structure.removable")
_NUMBERING = re.compile(rf"\s*(?:{patterns('structure.numbering').pattern})\s*")
_VALUES = re.compile(f"{patterns('structure.values').pattern}|(?:{any_of('structure.grades').pattern})$")
_ITEM = re.compile(r"\d+(?:、|[.．](?!\d))")
_INDICATORS = re.compile(r"\s*(?:年度)?绩效指标\s*[:：]")
_YEAR = re.compile(r"20\d\d年")


@department_rule(
    "STR-10", Severity.WARNING, fix="给每条指标写上符号、数值和单位。", basis="财预〔2015〕88号（量化易评）"
)
def part_indicator_without_value(department: Department) -> Hits:
    """部门分项的绩效指标只有名称，没有指标值。

    为何：没有值就无从判断完成没有完成。
    错例：绩效指标：1、养护里程；2、验收合格率。
    正例：绩效指标：1、养护里程≥120公里；2、验收合格率=100%。
    """
    for place, line in _section(department, "parts"):
        match = _INDICATORS.match(line)
        parts = _ITEM.split(line[match.end() :]) if match else []
        items = [item for part in parts if (item := part.strip("；;。 \u3000"))]
        bare = [item for item in items if not _VALUES.search(_YEAR.sub("", item))]
        if bare:
            yield Hit(place, f"{len(items)} 条指标中有 {len(bare)} 条没有指标值，如“{bare[0]}”。")


def _section(department: Department, kind: str) -> Iterator[tuple[Place, str]]:
    return ((place, line) for place, line in department.paragraphs() if place.field.startswith(f"{kind}."))


@department_rule("STR-11", Severity.INFO, fix="删去重复的一行。", basis="本工具建议")
def heading_repeated(department: Department) -> Hits:
    """标题下面又把同一个标题写了一遍。

    为何：重复的标题让层级混乱。
    错例：“一、总体绩效目标”下一行又是“（一）总体绩效目标”。
    正例：“一、总体绩效目标”下一行就是正文。
    """
    for kind in SECTIONS:
        above = ""
        for place, line in _section(department, kind):
            bare = folded(_NUMBERING.sub("", _REMOVABLE.sub("", line), count=1))
            if bare and bare == above:
                yield Hit(place, f"标题重复：上一行已有“{bare}”，又出现“{line.strip()}”。")
            above = bare or above


@department_rule(
    "STR-14",
    Severity.ERROR,
    fix="补写缺少的一节。",
    basis=FORM,
    repeats="部门绩效目标缺 {n} 节，如：{first}",
)
def section_missing(department: Department) -> Hits:
    """部门绩效目标缺少总体目标、分项目标或工作保障措施。

    为何：第一部分由这三节组成，缺一节就不完整。单独一张申报表没有第一部分，不在此列。
    错例：只有总体绩效目标和分项绩效目标。
    正例：总体绩效目标、分项绩效目标、工作保障措施三节都有正文。
    """
    has_part_one = department.sections or any(not blank(cover) for cover in department.covers)
    for kind, heading in SECTIONS.items() if has_part_one else ():
        section = department.section(kind)
        if section is None or all(blank(line) for line in section.paragraphs):
            yield Hit(Place(None, f"{kind}.0"), f"部门文本缺少“{heading}”。")
