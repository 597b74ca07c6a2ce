"""The ribbon's commands: each leads from the open workbook to one sentence; the buttons' labels stand with them.

A button's VBA runs `run("check")`. A command's docstring is what its button says of itself.
"""

from __future__ import annotations

import datetime as dt
import getpass
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from perfxl.command import COMMANDS, Caller, Command, Said, command, run
from perfxl.errors import PerfxlError
from perfxl.forms import _names as names
from perfxl.render import ribbon_words as words

if TYPE_CHECKING:
    from perfxl.app.check import CheckReport
    from perfxl.forms.master import Reading
    from perfxl.page import Changes

__all__ = ["COMMANDS", "Caller", "Command", "Said", "run"]
_OUT = "申报表"
_SUGGESTED = 8
_CANCELLED = "已取消，没有改动。"


# --- 填报


@command("add_project", "新建项目")
def add_project(caller: Caller) -> Said:
    """问项目名称、编码和预算数，新建一张项目表，从指标库配好参考指标，接进目录和汇总。"""
    from perfxl.app.add_project import added

    typed: dict[str, str] = {}
    for field, label in words.ASKED.items():
        answer = caller.window.ask(f"新建项目：请输入{label}")
        if answer is None:
            return Said(_CANCELLED)
        typed[field] = answer
    typed |= {"fiscal": typed["budget"], "other": "0.00"} if typed["budget"].strip() else {}
    report, changes = added(caller.book, typed)
    caller.book.apply(changes)
    return Said(words.added(report), report.at)


@command("pick", "从指标库选用")
def pick(caller: Caller) -> Said:
    """给选中的指标行从指标库里挑一条，填好指标名称、描述、指标值和依据；可以撤销。"""
    from perfxl.app.pick import filling, fitting, line_at, target_for
    from perfxl.app.steps import with_step
    from perfxl.forms.master import read_master

    reading = read_master(caller.book)
    line = line_at(reading, caller.book.selected)
    query = caller.window.ask(f"给“{line.indicator.level2}”找什么指标？写项目、对象或指标名称。", line.project.name)
    if not query:
        return Said(_CANCELLED)
    found = fitting(reading, line, query, _SUGGESTED)
    if not found:
        return Said(words.suggested(query, found))
    caller.window.tell(words.suggested(query, found))
    typed = caller.window.ask(words.which(found, filled=line.filled), "1")
    entry = words.chosen(found, typed)
    if entry is None:
        return Said(words.no_such(typed, found) if typed else _CANCELLED)
    caller.book.apply(with_step(caller.book, "从指标库选用", filling(reading, line, entry)))
    return Said(words.picked(entry, target_for(line, entry)))


# --- 校验


@command("check", "校验全部")
def check(caller: Caller) -> Said:
    """校验所有项目，问题列在“校验结果”，有问题的格子标上颜色；您自己的颜色和批注不动。"""
    return Said(_checked(caller))


@command("check_sheet", "校验本表")
def check_sheet(caller: Caller) -> Said:
    """校验现在这张项目表，停在它的第一个问题上。"""
    from perfxl.app.check import project_on
    from perfxl.forms.master import read_master

    stood = caller.book.selected
    reading = read_master(caller.book)
    project = project_on(reading, stood.sheet if stood else "")
    report, listed = _check(caller, reading)
    part = report.of(project)
    return Said(words.checked(part, listed=listed), next((one.ref for one in part.standing if one.ref), None))


@command("next_finding", "下一个问题", quiet=True)
def next_finding(caller: Caller) -> Said:
    """跳到下一个有错误或警告的格子，状态栏里说是什么问题、怎么改；到了最后一个再从头来。"""
    from perfxl.app.jump import next_stop

    stop = next_stop(caller.book, caller.book.selected, caller.book.hidden)
    return Said(words.stopped(stop), stop.ref if stop else None)


@command("clear_marks", "清除标记")
def clear_marks(caller: Caller) -> Said:
    """去掉校验标上的颜色和批注；您自己的颜色和批注不动，“校验结果”也不动。"""
    caller.book.unmark()
    return Said("✔ 校验的标记已清除。您自己的颜色和批注没有动。")


@command("ignore", "忽略此项")
def ignore(caller: Caller) -> Said:
    """忽略选中的一个问题，要写理由；记在“校验结果”里，以后校验不再算它。"""
    from perfxl.app.ignore import finding_at, ignoring

    row = finding_at(caller.book, caller.book.selected)
    reason = caller.window.ask(words.why(row))
    if reason is None:
        return Said(_CANCELLED)
    today = dt.datetime.now(tz=dt.UTC).astimezone().date().isoformat()
    caller.book.apply(ignoring(caller.book, row, reason, getpass.getuser(), today))
    return Said(f"✔ 已忽略 {row.rule}。" + _checked_after(caller))


@command("mend", "一键修复")
def mend(caller: Caller) -> Said:
    """把谁也不会反对的小毛病改好（全半角、多余空格、单位写法等）；先列出来，同意了才改，可以撤销。"""
    from perfxl.app.mend import mended
    from perfxl.app.steps import with_step
    from perfxl.page import Changes

    report, changes = mended(caller.book)
    if not report.changes:
        return Said("没有可以自动修改的地方，其余问题请按“校验结果”的建议修改。")
    if not caller.window.agree(words.offered(report)):
        return Said(_CANCELLED)
    caller.book.apply(with_step(caller.book, "一键修复", Changes(changes.cells)))
    return Said(f"✔ 已修改 {len(report.changes)} 处，可以点“撤销上一步”。" + _checked_after(caller))


@command("undo", "撤销上一步")
def undo(caller: Caller) -> Said:
    """撤销最近一次“一键修复”或“从指标库选用”；之后您又改过的格子不动。"""
    from perfxl.app.steps import taken_back

    back, changes = taken_back(caller.book, caller.book.fixed)
    if not caller.window.agree(words.taking_back(back)):
        return Said(_CANCELLED)
    caller.book.apply(changes)
    return Said(words.taken_back(back) + _checked_after(caller))


# --- 汇总、导出


@command("rollup", "更新汇总")
def rollup(caller: Caller) -> Said:
    """让“汇总”“目录”和现有的项目表一致（复制的补上，删掉的去掉），重新计算，并与各项目表核对。"""
    from perfxl.app.rollup import rollup as roll_up
    from perfxl.app.sum_up import summed_up

    caller.window.calculate()
    done, changes = summed_up(caller.book)
    caller.book.apply(changes)
    with suppress(PerfxlError):  # the figures are right without it
        caller.book.enter_again(names.ROLLUP, "PX_")
    return Said(words.rolled(done, roll_up([caller.book])))


@command("split", "拆分导出")
def split(caller: Caller) -> Said:
    """保存总表，把每个项目拆成一个申报表文件；有让表格用不了的问题时不拆，写明理由才拆。"""
    from perfxl.app.check import check_reading
    from perfxl.app.split import existing, split
    from perfxl.forms.master import read_master

    master, reading = caller.book.path, read_master(caller.book)
    out = master.parent / _OUT
    reason = None
    if blocking := check_reading(reading, caller.book.name).blocking:
        reason = caller.window.ask(words.blocked(blocking))
        if not (reason or "").strip():
            return Said(words.not_split(blocking))
    there = existing([one.project for one in reading.projects], out)
    if not caller.window.agree(words.splitting(out, there)):
        return Said("已取消，没有拆分。")
    caller.book.save()
    return Said(words.parted(split(master, out, overwrite=True, force=reason, progress=caller.window.progress)))


# --- 帮助


@command("demo", "示例", anywhere=True)
def demo(caller: Caller) -> Said:
    """打开一份示例总表（某单位 2025 年，6 个项目），放在“文档”里，可以随便试。"""
    from perfxl.app.demo import sample

    path = sample(Path.home() / "Documents")
    caller.window.open(path)
    return Said(f"✔ 已打开示例总表：{path}。可以随便试，改坏了删掉它再点“示例”。")


@command("help", "帮助", anywhere=True)
def open_help(caller: Caller) -> Said:
    """打开一本帮助：每个按钮做什么，每条规则是什么意思。"""
    from perfxl.render.help_book import write_help

    buttons = {one.label: one.do.__doc__ or "" for one in COMMANDS.values()}
    caller.window.open(write_help(_fresh("帮助"), buttons))
    return Said("✔ 帮助已打开。单元格函数的说明在“公式 → 插入函数 → 绩效目标”里。")


@command("doctor", "自检", anywhere=True)
def doctor(caller: Caller) -> Said:
    """检查 Python、加载项和 Excel 的设置是不是都好；结果可以复制给维护人。"""
    from perfxl.app.doctor import ExcelFacts, examine
    from perfxl.render.doctor_words import doctor_words
    from perfxl.render.help_book import write_words

    report = examine(ExcelFacts(*caller.window.facts, caller.book.full_name))
    caller.window.open(write_words(_fresh("自检"), doctor_words(report)))
    return Said("✔ 自检没有发现问题。" if report.healthy else "✘ 自检发现有问题，请照打开的表里“怎么办”做。")


def _checked(caller: Caller) -> str:
    """Check the workbook and say how it came out."""
    from perfxl.forms.master import read_master

    report, listed = _check(caller, read_master(caller.book))
    return words.checked(report, listed=listed)


def _checked_after(caller: Caller) -> str:
    """Do the same after a change, which stands whatever becomes of the check."""
    try:
        return _checked(caller)
    except PerfxlError as error:
        return f"但没能重新校验。{error.try_this}"


def _check(caller: Caller, reading: Reading) -> tuple[CheckReport, bool]:
    """Check the workbook, mark the cells, and list what was found unless 校验结果 is not only perfxl's own.

    Where that sheet is gone it is drawn, and 目录 with it.
    """
    from perfxl.app.check import check_reading
    from perfxl.app.publish import listed_anew, published
    from perfxl.app.sum_up import summed_up
    from perfxl.forms.marks import marks

    report = check_reading(reading, caller.book.name)
    if lost := names.FINDINGS not in caller.book.sheets():
        changes: Changes | None = listed_anew(caller.book, report)
    else:
        changes = published(caller.book, report)
    if changes:
        caller.book.apply(changes)
    if lost:
        caller.book.apply(summed_up(caller.book)[1])
    caller.book.mark(marks(report.found))
    return report, changes is not None


def _fresh(name: str) -> Path:
    """Name a workbook that is nowhere yet; Excel opens no two of one name."""
    folder = Path(tempfile.mkdtemp(prefix="perfxl-"))
    return folder / f"perfxl{name}-{folder.name.removeprefix('perfxl-')}.xlsx"
