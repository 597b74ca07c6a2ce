"""Self-evaluation in cells: reached or not, points, grade."""

from __future__ import annotations

from decimal import Decimal

from perfxl.errors import PerfxlError, UnreadableError
from perfxl.model.amounts import folded, share, share_text
from perfxl.model.targets import Target, parse_target
from perfxl.udf._cells import Answer, Cell, cell_function, is_blank, words_of

_TARGET = "指标值：一个或一列，如“≥95%”"
_ACTUAL = "实际值：实际完成的数、日期，定性的写“达成”“部分达成”“未达成”或评级；空着就不评"
_FEW_PERCENT = 10


@cell_function(target=_TARGET, actual=_ACTUAL)
def PX_MET(target: Cell, actual: Cell) -> Answer:
    """指标达标没有：达标、未达标，定性的还有部分达标。指标值写“=”或没有符号的，达到或超过都算达标。"""
    from perfxl.model.scoring import outcome

    if is_blank(actual):
        return ""
    wanted = parse_target(words_of(target))
    return outcome(wanted, _actual(actual, wanted)).value


@cell_function(target=_TARGET, actual=_ACTUAL, weight="权重：这条指标的分值，如 10")
def PX_SCORE(target: Cell, actual: Cell, weight: Cell) -> Answer:
    """按自评公式算一条指标的得分，两位小数。

    越大越好的按完成比例；封顶的超出多少扣多少，超一倍为 0 分。定性的和没按时完成的由人评分，会提示。
    """
    from perfxl.model.scoring import score

    if is_blank(actual):
        return ""
    points = _number(weight, "权重")
    wanted = parse_target(words_of(target))
    return float(score(wanted, _actual(actual, wanted), points))


@cell_function(score="得分：满分 100 分")
def PX_GRADE(score: Cell) -> Answer:
    """自评等级：90 分以上优，80 到 90 良，60 到 80 中，60 以下差。"""
    from perfxl.model.scoring import grade

    return grade(_number(score, "得分"))


def _actual(value: Cell, wanted: Target) -> Target:
    """Read an actual value. A cell that shows 98% holds 0.98; where 0.98 could be 0.98% as well, it is refused."""
    if not isinstance(value, float):
        return parse_target(words_of(value))
    number = Decimal(words_of(value))
    if wanted.percent and 0 < abs(number) <= 1:
        if all(abs(bound) <= _FEW_PERCENT for bound in (wanted.number, wanted.upper) if bound is not None):
            both = f"{number:f} 可以是 {share_text(number)}%，也可以是 {share_text(number * 100)}%"
            raise PerfxlError(f"实际值 {both}，分不清。", "请写成带“%”的文字，单元格先设成文本格式。")
        number *= 100
    return Target(words_of(value), number=number)


def _number(value: Cell, label: str) -> Decimal:
    words = folded(words_of(value)).removesuffix("分")
    try:
        number = Decimal(words) if isinstance(value, float) else share(words)
    except UnreadableError:
        number = None
    if number is None or not 0 <= number <= 100 or "%" in words:  # noqa: PLR2004  # the whole score
        raise PerfxlError(f"{label}“{words[:20]}”不是 0 到 100 的数。", "请只写数，如 10。")
    return number
