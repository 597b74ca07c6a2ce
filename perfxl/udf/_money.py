"""Amounts in cells: added up, read, spelt in capitals; and a payment plan, judged and turned into amounts due."""

from __future__ import annotations

from decimal import Decimal, localcontext

from perfxl.errors import PerfxlError, UnreadableError
from perfxl.udf._cells import NOTHING, Answer, Block, Cell, Row, Table, cell_function, fault, is_blank, sound, words_of

_IN_WAN = {"元": Decimal("0.0001"), "万元": Decimal(1), "亿元": Decimal(10_000)}
_UNIT = "单位：没写单位的数按它算，元、万元或亿元，默认“万元”"
_MOST = Decimal(10) ** 12
_LONGEST = 40
_PRECISE = 80  # digits: enough for a million cells of the longest amounts
_NODES = 4


@cell_function(amounts="金额：要相加的区域，数或“100.00万元”这样的文字，空格不算", unit=f"{_UNIT}；合计也用它")
def PX_TOTAL(amounts: Block, unit: Cell = "万元") -> Answer:
    """把金额精确相加，得到“1273.31万元”这样的文字。有一格读不出金额就指出是哪一格，不给合计。"""
    from perfxl.model.amounts import money_text

    name = _unit(unit)
    with localcontext(prec=_PRECISE):
        total = sum((_wan(value, name, where) for where, value in amounts.cells()), Decimal(0))
        return f"{money_text(total / _IN_WAN[name])}{name}"


@cell_function(text="金额：一个或一列金额，数或文字，如“100.00万元”“１００元”“1.2亿元”", unit=_UNIT)
def PX_AMOUNT(text: Cell, unit: Cell = "万元") -> Answer:
    """把写成文字的金额读成数，单位万元。能有两种读法的（如“1,234”）不猜。"""
    return float(_wan(text, _unit(unit), "金额"))


@cell_function(amount="金额：一个或一列金额，数或文字", unit=_UNIT)
def PX_RMB(amount: Cell, unit: Cell = "万元") -> Answer:
    """把金额写成人民币大写，如“壹佰万元整”。不足一分的不抹掉，会提示先四舍五入。"""
    from perfxl.model.capitals import capitals

    yuan = _wan(amount, _unit(unit), "金额") / _IN_WAN["元"]
    try:
        return capitals(yuan)
    except ValueError:
        advice = "请先用 ROUND 四舍五入，以万元为单位的保留 6 位小数。"
        raise PerfxlError(f"金额是 {yuan.normalize():f} 元，不足一分的部分没法写成大写。", advice) from None


@cell_function(
    plan="支出计划：3月底、6月底、10月底、12月底的累计百分比，四格一行；几个项目就选几行",
    budget="预算数：万元，一格，或者每个项目一格",
    name="项目名称：可以不写；写了才知道是购置、供暖还是一次性支付",
)
def PX_PLAN(plan: Block, budget: Block, name: Block = NOTHING) -> Table:
    """检查支出计划，算出各节点应付金额（万元）。

    每个项目一行五格：✔ 或问题，3月底、6月底、10月底、12月底应付。计划有错误就不给金额。
    """
    rows = [list(row) for row in plan.rows]
    if len(rows) == _NODES and len(rows[0]) == 1:
        rows = [[row[0] for row in rows]]
    if len(rows[0]) != _NODES:
        raise PerfxlError(
            f"“支出计划”要选四格，现在一行是 {len(rows[0])} 格。", "依次是 3月底、6月底、10月底、12月底。"
        )
    answers = [_plan(row, _one(budget, at, len(rows)), _one(name, at, len(rows))) for at, row in enumerate(rows)]
    return [[*answer, *[""] * (_NODES + 1 - len(answer))] for answer in answers]


def _one(block: Block, row: int, rows: int) -> Cell:
    """Give the value for one row of many: its own, or the one for all."""
    values = [value for cells in block.rows for value in cells] or [None]
    if len(values) not in {1, rows}:
        raise PerfxlError(f"“{block.label}”有 {len(values)} 格，支出计划有 {rows} 行。", "请选一样多，或者只给一格。")
    return values[row if len(values) > 1 else 0]


def _plan(shares: list[Cell], budget: Cell, name: Cell) -> Row:
    from perfxl.forms import _values as kinds
    from perfxl.model.department import Department
    from perfxl.model.findings import Severity
    from perfxl.model.project import PLAN_NODES, project_from_words
    from perfxl.model.rollup import amounts_of
    from perfxl.rules import CATALOGUE
    from perfxl.udf._findings import said

    if all(map(is_blank, shares)):
        return ("",)
    try:
        nodes = {
            field: kinds.share.read(sound(one, PLAN_NODES[field]))
            for field, one in zip(PLAN_NODES, shares, strict=True)
        }
        amount = None if is_blank(budget) else _wan(budget, "万元", "预算数")
        words = {"name": words_of(sound(name, "“项目名称”")), "budget": "" if amount is None else f"{amount:f}"}
    except PerfxlError as error:
        return (fault(error),)
    project = project_from_words(1, {field: text.removesuffix("%") for field, text in nodes.items()} | words, ())
    department = Department("", "", None, ("", ""), (), (project,), library=())
    wanted = [code for code in CATALOGUE.rules if code.startswith("PLAN-")]
    found = CATALOGUE.run(department, wanted)
    if amount is None or any(one.severity is Severity.ERROR for one in found):
        return (said(found),)
    return (said(found), *map(float, amounts_of(project).due))


def _unit(unit: Cell) -> str:
    from perfxl.model.amounts import folded

    name = folded(words_of(unit)) or "万元"
    if name not in _IN_WAN:
        raise PerfxlError(f"没有“{name}”这种金额单位。", "请写“元”“万元”或“亿元”。")
    return name


def _wan(value: Cell, unit: str, where: str) -> Decimal:
    """Read an amount in 万元; a number's unit is the one given. PerfxlError where it cannot be read."""
    from perfxl.model.amounts import folded, money

    words = folded(f"{Decimal(words_of(value)):f}" if isinstance(value, float) else words_of(value))
    own = next((one for one in ("亿元", "万元", "元") if words.endswith(one)), "")
    try:
        number = money(words.removesuffix(own)) if len(words) <= _LONGEST else None
    except UnreadableError:
        number = None
    if number is None or abs(number * _IN_WAN[own or unit]) >= _MOST:
        raise PerfxlError(f"{where}“{words[:_LONGEST]}”读不出金额。", "请只写数和单位，不用千分位逗号，如 1234.50。")
    return number * _IN_WAN[own or unit]
