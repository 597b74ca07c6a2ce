"""Findings and pages of rules in cells: a project's code, an indicator's target, rows of indicators."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from perfxl.errors import PerfxlError
from perfxl.model.findings import Finding, Severity
from perfxl.model.project import Indicator
from perfxl.udf._cells import NOTHING, Answer, Block, Cell, Row, Table, cell_function, fault, is_blank, sound, words_of

FINE = "✔"
_LONGEST = 200
_MANY_DIGITS = 1e10  # no code is a number; from here on 15 digits of it may be all that is left
_COLUMNS = {
    2: ("name", "target"),
    3: ("name", "target", "basis"),
    4: ("name", "description", "target", "basis"),
    5: ("level2", "name", "description", "target", "basis"),
    6: ("level1", "level2", "name", "description", "target", "basis"),
    7: ("level1", "level2", "name", "description", "target", "basis", "weight"),
}
_TITLES = {"三级指标", "指标名称"}


def said(findings: Iterable[Finding]) -> str:
    """Say findings in a cell, one a line; a tick where there are none."""
    lines = (f"{one.severity.mark} {one.rule} {_cut(one.message)}" for one in findings)
    return "\n".join(lines) or FINE


def _cut(message: str) -> str:
    return message if len(message) <= _LONGEST else f"{message[:_LONGEST]}…"


@cell_function(code="项目编码：一个或一列编码，单元格要设成文本格式")
def PX_CODE(code: Cell) -> Answer:
    """检查 21 位项目编码：没有问题是 ✔，有问题写明是什么。存成数字的编码后几位已经丢失，会直接指出。"""
    from perfxl.model.department import Department
    from perfxl.model.project import project_from_words
    from perfxl.rules import CATALOGUE

    if isinstance(code, float):
        lost = "后几位已经丢失" if abs(code) >= _MANY_DIGITS else "编码不是数"
        raise PerfxlError(f"编码 {code:.15g} 存成了数字，{lost}。", "请把单元格设成文本格式，再从一体化系统复制编码。")
    project = project_from_words(1, {"code": words_of(code)}, ())
    department = Department("", "", None, ("", ""), (), (project,), library=())
    found = CATALOGUE.run(department, [one for one in CATALOGUE.rules if one.startswith("CODE-")])
    return said(one for one in found if one.places == (project.at("code"),))


@cell_function(
    target="指标值：一个或一列指标值，如“≥95%”",
    name="三级指标：可以不写；写了再多两格，考核什么、哪边更好",
)
def PX_TARGET(target: Cell, name: Cell = "") -> Row:
    """把指标值拆成四格：符号、数值、单位、类型（数值、百分比、区间、日期、比例、定性）；写了三级指标名称再加考核什么、哪边更好。"""
    from perfxl.model.targets import parse_target

    read = parse_target(words_of(target))
    if read.fault:
        raise PerfxlError(
            f"指标值“{_cut(words_of(target))}”看不懂：{read.fault}。", "请写成“符号+数字+单位”，或日期、评级。"
        )
    about = () if is_blank(name) else _about(words_of(name))
    if read.grade or read.date or read.ratio:
        kind = "定性" if read.grade else "日期" if read.date else "比例"
        return (read.operator, read.grade or read.date or read.ratio, "", kind, *about)
    number = float(read.number or 0)
    if read.upper is None:
        return (read.operator, number, read.unit, "百分比" if read.percent else "数值", *about)
    signs = f"{read.operator}且{read.upper_operator}" if read.operator else ""
    return (signs, f"{read.number:f}~{read.upper:f}", read.unit, "区间", *about)


def _about(name: str) -> Row:
    """Say what an indicator of this name measures, and which way is better."""
    from perfxl.rules.measures import Direction, Measure, direction_of, measure_of

    kinds = {
        Measure.SATISFACTION: "满意度",
        Measure.GROWTH: "增减率",
        Measure.RATE: "比率",
        Measure.AREA: "面积",
        Measure.TEMPERATURE: "温度",
        Measure.TIME: "时间",
        Measure.MONEY: "金额",
        Measure.COUNT: "数量",
        Measure.OTHER: "看不出",
    }
    ways = {Direction.MORE: "越大越好", Direction.LESS: "越小越好", Direction.NEITHER: "看不出"}
    return (kinds[measure_of(name)], ways[direction_of(name)])


@cell_function(
    rows="指标：一级、二级、三级指标、描述、指标值、依据六列；也可以只选后五列、后四列，或三级指标和指标值两列",
    project="项目名称：可以不写；一格，或者每行一格（几个项目的指标排在一起时要写）",
    least="最低级别：错误、警告或提示，默认“警告”",
)
def PX_CHECK(rows: Block, project: Block = NOTHING, least: Cell = "警告") -> Table:
    """逐行校验指标，一次一整列：每行一格，没有问题是 ✔，有问题每条一行。

    一次选完一个项目的全部指标，才查得出重复。空行和表头行得到空格。
    """
    from perfxl.rules.rows import check_rows

    columns = _COLUMNS.get(len(rows.rows[0]))
    if columns is None:
        advice = "六列依次是一级、二级、三级指标、描述、指标值、依据。"
        raise PerfxlError(f"“指标”要选 2 到 7 列，现在是 {len(rows.rows[0])} 列。", advice)
    levels = _levels(words_of(least))
    answers: list[Answer] = []
    projects: dict[str, list[Indicator]] = {}
    carried = {"level1": "", "level2": ""}
    for number, cells in enumerate(rows.rows, start=1):
        try:
            row = _indicator(number, dict(zip(columns, cells, strict=True)), carried)
            name = _project_of(project, number, len(rows.rows)) if row else ""
        except PerfxlError as error:
            answers.append(fault(error))
            continue
        answers.append(FINE if row else "")
        if row:
            projects.setdefault(name, []).append(row)
    for number, found in check_rows(projects, columns).items():
        answers[number - 1] = said(one for one in found if one.severity in levels)
    return [[answer] for answer in answers]


def _levels(least: str) -> Sequence[Severity]:
    words = [one.chinese for one in Severity]
    if least not in words:
        raise PerfxlError(f"没有“{least}”这个级别。", f"请写{'、'.join(words)}中的一个。")
    return list(Severity)[: words.index(least) + 1]


def _indicator(number: int, cells: dict[str, Cell], carried: dict[str, str]) -> Indicator | None:
    """Make a row; None for one that is blank or the table's head. Levels are carried down, for they are merged."""
    texts = {column: words_of(sound(value, f"第 {number} 行")) for column, value in cells.items()}
    if texts.get("level1"):
        carried["level2"] = ""
    carried |= {column: texts[column] for column in carried if texts.get(column)}
    own = [text for column, text in texts.items() if column not in carried]
    if not any(own) or texts["name"] in _TITLES:
        return None
    blank = {"description": "", "basis": ""}
    return Indicator(number, **blank | texts | carried)


def _project_of(project: Block, number: int, rows: int) -> str:
    names = [value for cells in project.rows for value in cells] or [None]
    if len(names) not in {1, rows}:
        raise PerfxlError(f"“项目名称”有 {len(names)} 格，指标有 {rows} 行。", "请选一样多，或者只给一格。")
    return words_of(sound(names[number - 1 if len(names) > 1 else 0], f"第 {number} 行的项目名称"))


@cell_function(code="规则编号：如“FUND-02”，大小写都行")
def PX_RULE(code: Cell) -> Answer:
    """规则的说明：为什么、错例、正例、怎么改、依据。单元格设成自动换行再看。"""
    from perfxl.render.words import rule_words
    from perfxl.rules import CATALOGUE

    asked = words_of(code).upper()
    if asked not in CATALOGUE.rules:
        raise PerfxlError(f"没有编号为“{_cut(asked)}”的规则。", "编号写在“校验结果”里，如 FUND-02。")
    return rule_words(CATALOGUE.rules[asked])
