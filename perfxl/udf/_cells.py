"""How a function of ours becomes a cell function: what Excel hands in, what it gets back, and how faults are said.

Every argument arrives as a block of cells with its error values as text (`ndim=2, err_to_str=True`), set here once.
xlwings takes annotations for converters, and a union, a Literal or a Decimal among them fails only when Excel calls. So
what it is shown has no annotations; those that stand at our functions are for readers and mypy, and say here which
argument is one cell (`Cell`: several are gone through one by one, and the answer has their shape) and which is a whole
block (`Block`).
"""

from __future__ import annotations

import inspect
import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import wraps
from typing import get_type_hints

import xlwings as xw

from perfxl.errors import PerfxlError
from perfxl.sheet import COM_ERRORS, plain

Cell = str | float | bool | None
Answer = str | float
Row = tuple[Answer, ...]
Table = list[list[Answer]]
Call = Callable[..., Answer | Row | Table]

CATEGORY = "绩效目标"
_LONGEST = 32_000  # a cell holds 32767 letters
_ERROR = re.compile(r"#(?:N/A|DIV/0!|[A-Z_]+[!?])|Err:\d+")
_NOT_A_NUMBER, _GREATEST = "#NUM!", 10**300


@dataclass(frozen=True, slots=True)
class Block:
    """What stands in the cells of one argument, and what the argument is called."""

    label: str
    rows: Sequence[Sequence[Cell]]

    def cells(self) -> Iterator[tuple[str, Cell]]:
        """Give every cell that is not blank, with words for where it stands. PerfxlError at an error value."""
        for row, cells in enumerate(self.rows, start=1):
            for column, value in enumerate(cells, start=1):
                where = f"“{self.label}”第 {row} 行第 {column} 列"
                if not is_blank(value):
                    yield where, sound(value, where)


NOTHING = Block("", ())


def is_blank(value: Cell) -> bool:
    """Tell an empty cell, and one with blanks alone."""
    return value is None or (isinstance(value, str) and not value.strip())


def is_error(value: Cell) -> bool:
    """Tell an error value such as #REF!, which arrives as text."""
    return isinstance(value, str) and _ERROR.fullmatch(value) is not None


def sound(value: Cell, where: str) -> Cell:
    """Give a value back. PerfxlError, naming its place, where it is an error value."""
    if is_error(value):
        raise PerfxlError(f"{where}是错误值 {value}。", "请先改好那个单元格。")
    return value


def words_of(value: Cell) -> str:
    """Give a value as a person would read it, without blanks round it."""
    return plain(value).strip()


def fault(error: PerfxlError) -> str:
    """Say in a cell what is wrong and what to do."""
    return f"✘ {error}{error.try_this}"


def cell_function(**about: str) -> Callable[[Call], Callable[..., Table]]:
    """Make a cell function. `about` describes each argument, its Chinese name first: “金额：要相加的区域”."""

    def declare(function: Call) -> Callable[..., Table]:
        parameters = tuple(inspect.signature(function).parameters.values())
        labels = [about[one.name].partition("：")[0] for one in parameters]
        hints = get_type_hints(function)
        whole = [hints[one.name] is Block for one in parameters]

        @wraps(function)
        def called(*arguments: object) -> Table:
            given = (*arguments, *(one.default for one in parameters[len(arguments) :]))
            return _called(function, [_block(one, label) for one, label in zip(given, labels, strict=True)], whole)

        called.__annotations__ = {}
        called.__doc__ = "".join(line.strip() for line in (function.__doc__ or "").splitlines())
        for name, words in about.items():
            xw.arg(name, ndim=2, err_to_str=True, doc=words)(called)
        return xw.func(category=CATEGORY)(called)  # last, because each of the others sets the category back

    return declare


def _called(function: Call, blocks: Sequence[Block], whole: Sequence[bool]) -> Table:
    """Call once for each cell that the arguments have together; a block that is taken whole has no say in that."""
    try:
        height, width = _shape([block for block, one in zip(blocks, whole, strict=True) if not one])
        answers = [
            [
                _answer(function, [b if one else _at(b, r, c) for b, one in zip(blocks, whole, strict=True)], blocks)
                for c in range(width)
            ]
            for r in range(height)
        ]
        return _table(answers)
    except PerfxlError as error:
        return [[fault(error)]]


def _shape(blocks: Sequence[Block]) -> tuple[int, int]:
    """Give the rows and columns that arguments have together: of each as many as the others, or one for all."""
    heights = {len(one.rows): one.label for one in blocks if len(one.rows) > 1}
    widths = {len(one.rows[0]): one.label for one in blocks if len(one.rows[0]) > 1}
    for sizes, what in ((heights, "行"), (widths, "列")):
        if len(sizes) > 1:
            said = "，".join(f"“{label}”有 {size} {what}" for size, label in sizes.items())
            raise PerfxlError(f"{said}。", "请选一样大的区域，或者只给一格。")
    return max(heights, default=1), max(widths, default=1)


def _at(block: Block, row: int, column: int) -> Cell:
    cells = block.rows[row if len(block.rows) > 1 else 0]
    return cells[column if len(cells) > 1 else 0]


def _answer(function: Call, values: Sequence[Cell | Block], blocks: Sequence[Block]) -> Answer | Row | Table:
    first = values[0]
    if not isinstance(first, Block) and is_blank(first):
        return ""
    try:
        for value, block in zip(values, blocks, strict=True):
            if not isinstance(value, Block):
                sound(value, f"“{block.label}”")
        return function(*values)
    except PerfxlError as error:
        return fault(error)
    except Exception as error:  # noqa: BLE001  # xlwings would put a traceback into the cell
        return f"✘ 这个函数自身出错（{type(error).__name__}）。请把公式和这句话发给 perfxl 的维护人。"


def _table(answers: Sequence[Sequence[Answer | Row | Table]]) -> Table:
    """Lay answers out: a table as it is, rows under one another; "" fills up what is shorter."""
    flat = [one for row in answers for one in row]
    if len(flat) == 1 and isinstance(flat[0], list):
        return [[_finished(one) for one in row] for row in flat[0]]
    if not any(isinstance(one, tuple) for one in flat):
        return [[_finished(one) for one in row] for row in answers]
    if len(answers) > 1 and len(answers[0]) > 1:
        raise PerfxlError("这个函数的结果有好几列，只能选一列或一行。", "请只选一列。")
    rows: list[Row] = [one if isinstance(one, tuple) else (str(one),) for one in flat]
    width = max(len(row) for row in rows)
    return [[_finished(one) for one in (*row, *[""] * (width - len(row)))] for row in rows]


def _finished(answer: object) -> Answer:
    if isinstance(answer, float):
        return answer if math.isfinite(answer) else fault(PerfxlError("结果大得算不出来。", "请核对数值。"))
    words = str(answer)
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


def _block(value: object, label: str) -> Block:
    if isinstance(value, Block):
        return Block(label, value.rows)
    rows = value if isinstance(value, list) else [[value]]
    cells = [[_cell(one) for one in (row if isinstance(row, list | tuple) else [row])] for row in rows]
    width = max([1, *(len(row) for row in cells)])
    return Block(label, [row + [None] * (width - len(row)) for row in cells] or [[None]])


def _cell(value: object) -> Cell:
    """Read what COM hands over: amounts in cells of currency are Decimal, dates are datetime."""
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d") if value.hour == value.minute == 0 else value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, int) and value in COM_ERRORS:
        return "#N/A"
    if isinstance(value, int | float | Decimal):
        return float(value) if math.isfinite(value) and -_GREATEST < value < _GREATEST else _NOT_A_NUMBER
    return str(value)
