"""What the ribbon's commands say: questions before, one sentence after."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from perfxl.app.add_project import AddedProject
from perfxl.app.check import CheckReport
from perfxl.app.jump import Stop
from perfxl.app.mend import MendReport
from perfxl.app.rollup import RollupReport
from perfxl.app.split import SplitReport
from perfxl.app.steps import TakenBack
from perfxl.app.sum_up import SummedUp
from perfxl.forms.findings import Located, Row
from perfxl.model.amounts import blank, money_text
from perfxl.model.library import LibraryEntry
from perfxl.render.check_words import passed
from perfxl.render.words import change_words, counts_words, one_line
from perfxl.rules.library_search import Suggestion

ASKED = {"name": "项目名称", "code": "项目编码（21 位）", "budget": "预算数（万元，如 120.00；不知道就留空）"}
_SHOWN = 8  # changes and suggestions in one message
_LINE = 60
_ASKED = 200  # characters that a question may have
_BAR = 240  # and the status bar


def added(report: AddedProject) -> str:
    """Say what was added and what is left to do."""
    project = report.proposal.project
    filled = len(report.proposal.entries)
    lines = [f"✔ 已新建第 {project.position} 个项目“{one_line(project.name)}”。"]
    lines.append(
        f"从指标库配了 {filled} 条参考指标，N 要换成自己的数。" if filled else "指标库里没有相近的类别，指标要自己填。"
    )
    lines += [f"“{name}”里有自己改过的地方，没有动它，请照上一行加一行。" for name in report.by_hand]
    if not blank(project.text("budget")):
        lines.append("财政资金先按预算数填了，其他资金填了 0.00，不对请改。")
    return "\n".join([*lines, f"这张表还有{counts_words(report.report.counts)}，请照黄色的格子和“校验结果”填好。"])


def suggested(query: str, found: Sequence[Suggestion]) -> str:
    """List what the library has."""
    if not found:
        return f"指标库里没有和“{query}”相近的指标，没有改动，请换个说法再试。"
    lines = [f"{number}. {_entry(one.entry)}" for number, one in enumerate(found, start=1)]
    return "\n".join(["指标库里有（点“确定”后选一条）：", *lines])


def which(found: Sequence[Suggestion], *, filled: bool) -> str:
    """Ask for the number of an entry."""
    return f"选用第几条？写 1 到 {len(found)}。" + ("这一行原有的内容会被替换，可以撤销。" if filled else "")


def chosen(found: Sequence[Suggestion], typed: str | None) -> LibraryEntry | None:
    """Give the entry whose number was typed; None where it is none."""
    number = int(typed) if typed and typed.strip().isdecimal() else 0
    return found[number - 1].entry if 1 <= number <= len(found) else None


def no_such(typed: str, found: Sequence[Suggestion]) -> str:
    """Say that a number is none of the list."""
    return f"没有第“{typed.strip()}”条，没有改动。再点一次，写 1 到 {len(found)}。"


def picked(entry: LibraryEntry, target: str) -> str:
    """Say what was filled in."""
    open_figure = "指标值里的 N 要换成自己的数；" if "N" in target else ""
    return f"✔ 已填入“{entry.name}”。{open_figure}不合适可以点“撤销上一步”。"


def checked(report: CheckReport, *, listed: bool) -> str:
    """Say how a check came out and where to look; `listed` where 校验结果 could be renewed."""
    where = "问题列在“校验结果”里，点“下一个问题”逐个看。" if report.standing else ""
    where = where if listed else "“校验结果”里有您自己加的列，没有更新它：请把它们移到别的表，再点一次。"
    blocking = f"，其中 {len(report.blocking)} 条不改好不能拆分" if report.blocking else ""
    verdict = f"✔ 通过，规则 {report.rules} 条。" if passed(report) else f"✘ 未通过{blocking}。"
    return f"{report.scope}：{counts_words(report.counts)}。{verdict}{where}"


def stopped(stop: Stop | None) -> str:
    """Say what is wrong at a stop, and what to do."""
    if stop is None:
        return "没有列出的问题；还没有校验的，请先点“校验全部”。"
    first, more = stop.rows[0], len(stop.rows) - 1
    also = f"（这里还有 {more} 条）" if more else ""
    head, advice = f"{stop.number}/{stop.of} {first.level} {first.rule}：", f"{also} 建议：{first.fix}"
    return head + _shortened(first.message, _BAR - len(head) - len(advice)) + advice


def why(row: Row) -> str:
    """Ask why a finding is to be ignored."""
    return f"忽略 {row.rule}“{row.message}”".replace("\n", " ")[:_ASKED] + "，请写理由："


def offered(report: MendReport) -> str:
    """List what would be mended, and ask."""
    shown = report.changes[:_SHOWN]
    lines = [_cut(f"{one.ref.sheet} {change_words(one)}") for one in shown]
    more = len(report.changes) - len(shown)
    lines += [f"……另有 {more} 处"] if more else []
    return "\n".join([f"可以自动修改 {len(report.changes)} 处：", *lines, "现在修改吗？改完可以撤销。"])


def taking_back(back: TakenBack) -> str:
    """Ask whether to take a step back."""
    return f"撤销“{back.step.name}”改过的 {back.count} 个格子吗？{_since(back)}"


def taken_back(back: TakenBack) -> str:
    """Say what was taken back."""
    return f"✔ 已撤销“{back.step.name}”，恢复了 {back.count} 个格子。{_since(back)}"


def rolled(done: SummedUp, report: RollupReport) -> str:
    """Say the total and whether it agrees."""
    one = report.departments[0]
    lines = [f"{len(one.summed.projects)} 个项目，合计 {money_text(report.total.budget)}万元。{one.reconciled}"]
    lines += [f"已更新：{'、'.join(done.redrawn)}。"] if done.redrawn else []
    lines += [f"“{name}”里有自己改过的地方，没有动它，请手工改得和项目表一致。" for name in done.by_hand]
    return "\n".join(lines)


def blocked(blocking: Sequence[Located]) -> str:
    """Ask for the reason to split all the same."""
    first = blocking[0]
    words = (
        f"有 {len(blocking)} 个问题会让申报表用不了，如 {first.sheet or first.project_name}：{first.finding.message}"
    )
    return words.replace("\n", " ")[:_ASKED] + "确需拆分，请写理由；不拆点“取消”。"


def not_split(blocking: Sequence[Located]) -> str:
    """Say that nothing was split, and what to do."""
    return f"没有拆分：有 {len(blocking)} 个问题会让申报表用不了。请先点“校验全部”，把拦截的问题改好。"


def splitting(out: Path, there: Sequence[Path]) -> str:
    """Ask before saving and writing."""
    over = f"那里已有的 {len(there)} 个同名文件会被替换。" if there else ""
    return f"先保存总表，再把申报表放进“{out}”。{over}现在做吗？"


def parted(report: SplitReport) -> str:
    """Say what was made."""
    forced = f"（强行拆分，理由：{report.forced}）" if report.forced else ""
    others = (
        f"\n文件夹里另有 {len(report.others)} 张不是这次拆分的，别误交：{report.others[0]}" if report.others else ""
    )
    made = f"✔ 已拆分 {len(report.files)} 个申报表，合计 {money_text(report.total)}万元，在“{report.out}”{forced}。"
    return made + others


def _since(back: TakenBack) -> str:
    since = f"有 {len(back.since)} 个格子之后又改过，不动。" if back.since else ""
    sheets = "、".join(dict.fromkeys(ref.sheet for ref in back.gone))
    gone = f"“{sheets}”改了名或者删掉了，那里的 {len(back.gone)} 个格子恢复不了。" if back.gone else ""
    return since + gone


def _entry(entry: LibraryEntry) -> str:
    return _cut(f"{entry.name}  {entry.target}  （{entry.level2}，{entry.category}）")


def _cut(words: str) -> str:
    return _shortened(one_line(words), _LINE)


def _shortened(words: str, most: int) -> str:
    return words if len(words) <= most else words[: max(most - 1, 0)] + "…"
