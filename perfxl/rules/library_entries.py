"""Whether the indicator library's own columns are filled in and agree; `app` runs the catalogue over them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from perfxl.model.amounts import blank, folded
from perfxl.model.findings import Severity
from perfxl.model.library import Library, LibraryEntry
from perfxl.model.profile import PROFILES
from perfxl.model.targets import parse_target
from perfxl.rules._lexicon import mapping, phrases, words
from perfxl.rules.measures import Direction, Measure, direction_of, measure_of, unitless

REQUIRED = {
    "code": "编号",
    "category": "类别",
    "level1": "一级指标",
    "level2": "二级指标",
    "name": "三级指标",
    "description": "指标解释",
    "kind": "指标类型",
    "value": "参考值",
    "direction": "方向",
    "basis_kind": "依据类型",
    "basis": "依据示例",
}
_QUANTITATIVE, _QUALITATIVE = "定量", "定性"
_GOOD, _BAD, _FITTING = "正向", "反向", "适度"
_SHARES = {Measure.RATE, Measure.SATISFACTION}
_LEVELS = {(one, two) for profile in PROFILES.values() for one, under in profile.levels.items() for two in under}
_NOT_A_UNIT = re.compile(r"[\d≥≤=＞＜<>]")

Faults = Iterator[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class OwnCheck:
    """One check of the library's own: it yields the number of an entry (from 0) and what is wrong with it."""

    code: str
    severity: Severity
    fix: str
    faults: Callable[[Library], Faults]


def filled(text: str) -> str:
    """Fill the blanks that an entry leaves to the unit, as a check needs it."""
    for empty, sample in mapping("library.blanks").items():
        text = text.replace(empty, sample)
    return text


def _left_blank(library: Library) -> Faults:
    for number, entry in enumerate(library):
        wanted = REQUIRED
        if entry.kind == _QUANTITATIVE:
            wanted = wanted | {"operator": "符号"} | ({} if unitless(entry.name) else {"unit": "单位"})
        missing = [title for column, title in wanted.items() if blank(getattr(entry, column))]
        if missing:
            yield number, f"没有填“{'”“'.join(missing)}”。"


def _repeated(library: Library, key: Callable[[LibraryEntry], str], said: str) -> Faults:
    first: dict[str, int] = {}
    for number, entry in enumerate(library):
        if key(entry) and first.setdefault(key(entry), number) != number:
            same = library[first[key(entry)]]
            yield number, said.format(code=same.code or "没有编号", name=same.name)


def _code_repeated(library: Library) -> Faults:
    yield from _repeated(library, lambda entry: folded(entry.code), "编号与“{name}”的重复。")


def _name_repeated(library: Library) -> Faults:
    both = "\n".join
    yield from _repeated(
        library,
        lambda entry: both((folded(entry.category), folded(entry.name))) if entry.name else "",
        "同一类别下已有同名指标（{code}）。",
    )


def _level_unknown(library: Library) -> Faults:
    for number, entry in enumerate(library):
        if entry.level1 and entry.level2 and (entry.level1, entry.level2) not in _LEVELS:
            yield number, f"二级指标“{entry.level2}”不属于一级指标“{entry.level1}”，或没有这种写法。"


def _columns_do_not_parse(library: Library) -> Faults:
    for number, entry in enumerate(library):
        if entry.operator and entry.operator not in words("library.operators"):
            yield number, f"符号“{entry.operator}”不是 {' '.join(phrases('library.operators'))} 之一。"
        if _NOT_A_UNIT.match(entry.unit):
            yield number, f"单位“{entry.unit}”以数字或符号开头，应写在前面两列。"


def _kind_disagrees(library: Library) -> Faults:
    for number, entry in enumerate(library):
        target = parse_target(filled(entry.target))
        measured = target.number is not None or bool(target.date or target.ratio)
        if entry.kind and entry.kind not in {_QUANTITATIVE, _QUALITATIVE}:
            yield number, f"指标类型“{entry.kind}”应为“定量”或“定性”。"
        elif entry.kind == _QUALITATIVE and measured:
            yield number, f"参考值“{entry.target}”是数值，指标类型却是“定性”。"
        elif entry.kind == _QUANTITATIVE and target.grade:
            yield number, f"参考值“{entry.target}”是评级，指标类型却是“定量”。"


def _direction_disagrees(library: Library) -> Faults:
    for number, entry in enumerate(library):
        right = mapping("library.directions").get(entry.operator, "")
        better = _better(entry.name)
        if entry.direction and entry.direction not in {_GOOD, _BAD, _FITTING}:
            yield number, f"方向“{entry.direction}”应为“正向”“反向”或“适度”。"
        elif entry.direction and right and entry.direction != right:
            yield number, f"符号“{entry.operator}”应是“{right}”，方向却写“{entry.direction}”。"
        elif {entry.direction, better} == {_GOOD, _BAD}:
            yield number, f"“{entry.name}”应是“{better}”指标，方向却写“{entry.direction}”。"


def _better(name: str) -> str:
    """Tell the direction where the name does; a count may be one to keep low though its name does not say so."""
    direction = direction_of(name)
    if direction is Direction.MORE and measure_of(name) in _SHARES:
        return _GOOD
    return _BAD if direction is Direction.LESS else ""


def _basis_kind_unknown(library: Library) -> Faults:
    for number, entry in enumerate(library):
        if entry.basis_kind and entry.basis_kind not in words("library.basis_kinds"):
            yield number, f"依据类型“{entry.basis_kind}”应为“{'”“'.join(phrases('library.basis_kinds'))}”之一。"


OWN_CHECKS = (
    OwnCheck("LIB-01", Severity.ERROR, "补齐这一行，或删去整行。", _left_blank),
    OwnCheck("LIB-02", Severity.ERROR, "换一个没有用过的编号。", _code_repeated),
    OwnCheck("LIB-03", Severity.WARNING, "合并成一条，或把名称写得能分清。", _name_repeated),
    OwnCheck("LIB-04", Severity.ERROR, "按表样改正一级、二级指标。", _level_unknown),
    OwnCheck("LIB-05", Severity.ERROR, "符号、参考值、单位各填一列。", _columns_do_not_parse),
    OwnCheck("LIB-06", Severity.WARNING, "有数值的是定量，写评级的是定性。", _kind_disagrees),
    OwnCheck(
        "LIB-07", Severity.WARNING, "越多越好写“正向”，越少越好写“反向”，刚好为宜写“适度”。", _direction_disagrees
    ),
    OwnCheck("LIB-08", Severity.WARNING, "从五种依据类型里选一种。", _basis_kind_unknown),
)
