"""What was done on a desk, and what lies there, in Chinese words and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

from perfxl import __version__
from perfxl.app.desk import ELSEWHERE, DeskState
from perfxl.app.install import Action, DeskReport
from perfxl.render.json import FORMAT

_DONE = {
    Action.BACK_UP: "原来的加载项留了一份：{}",
    Action.CONFIGURE: "设置写进 {}",
    Action.UNBLOCK: "去掉“来自网络”的标记：{}",
    Action.PLACE: "加载项放进 {}",
    Action.REMOVE: "删掉 {}",
}


def install_words(report: DeskReport) -> str:
    """List what was done to install the add-in, what will be in its way, and what to do now."""
    done = "✔ 装好了。打开 Excel 就有“绩效目标”选项卡；没有的话，运行 perfxl doctor 看原因。"
    return _report_words(report, done, nothing="✔ 已经装好，没有要改的。")


def uninstall_words(report: DeskReport) -> str:
    """List what was taken away."""
    done = "✔ 卸载好了，Excel 里不再有“绩效目标”选项卡。总表和备份都没有动。"
    return _report_words(report, done, nothing="✔ 没有装过加载项，没有要删的。")


def _report_words(report: DeskReport, done: str, nothing: str) -> str:
    lines = [f"  {_DONE[step.action].format(_shown(step.path))}" for step in report.steps]
    warnings = [f"! {warning}" for warning in report.warnings]
    if not report.steps:
        return "\n".join([nothing, *warnings])
    if report.dry_run:
        return "\n".join(["要做这些，现在什么也没有改：", *lines, *warnings])
    return "\n".join([*lines, *warnings, done])


def _shown(path: Path) -> str:
    """Show folders of Windows as Windows writes them, on other systems too."""
    return str(path).replace("/", "\\") if str(path).startswith("%") else str(path)


def status_words(state: DeskState) -> str:
    """Say line by line what is there, and in the end whether it is in order."""
    if state.desk == ELSEWHERE:
        return f"加载项会放在 {_shown(state.desk.addin)}\n设置会写在 {_shown(state.desk.settings)}"
    lines = [f"加载项：{_addin(state)}", f"设置：{_settings(state)}"]
    if state.web_marked:
        lines.append("标记：加载项带着“来自网络”的标记，Excel 不运行它的宏")
    if state.missing_dlls and state.python:
        lines.append(f"动态库：“{state.python.parent}”里没有 {'、'.join(state.missing_dlls)}")
    lines += [f"多余的加载项：{copy}" for copy in state.copies]
    if state.excel_runs is not None:
        lines.append(f"Excel：{'正开着' if state.excel_runs else '没有打开'}")
    verdict = "✔ 装好了。" if state.in_order else "✘ 关闭 Excel，运行 perfxl addin install；还不行，看 perfxl doctor。"
    return "\n".join([*lines, verdict])


def _addin(state: DeskState) -> str:
    if not state.installed:
        return f"没有装（{state.desk.addin}）"
    version = f"{state.version} 版" if state.version else "看不出版本"
    return f"{version}（{state.desk.addin}）" + ("" if state.current else f"，与 perfxl {__version__} 版不一样")


def _settings(state: DeskState) -> str:
    if state.python is None:
        return f"没有写（{state.desk.settings}）"
    words = "" if state.python_is_this else "，不是现在运行的这个"
    return f"用 {state.python}" + (words if state.python_exists else "，但它不存在")


def status_json(state: DeskState) -> str:
    """Give what is there."""
    record = {
        "format": FORMAT,
        "in_order": state.in_order,
        "installed": state.installed,
        "addin": str(state.desk.addin),
        "addin_version": state.version,
        "perfxl_version": __version__,
        "web_marked": state.web_marked,
        "settings": str(state.desk.settings),
        "python": state.python and str(state.python),
        "python_exists": state.python_exists,
        "python_is_this": state.python_is_this,
        "missing_dlls": list(state.missing_dlls),
        "copies": [str(copy) for copy in state.copies],
        "excel_runs": state.excel_runs,
    }
    return json.dumps(record, ensure_ascii=False, indent=2)
