"""Put the add-in on a desk and take it away again: for one person, without an administrator, whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from importlib import metadata
from pathlib import Path

from perfxl import __version__
from perfxl.app import addin_settings, windows
from perfxl.app.desk import ADDIN, ELSEWHERE, Desk, interpreter, missing_dlls, read, version_of
from perfxl.errors import PerfxlError
from perfxl.hosts.place import moved_into_place, reason

_KEPT = 5


class Action(StrEnum):
    """What is done to a file."""

    BACK_UP = "back up"
    CONFIGURE = "configure"
    UNBLOCK = "unblock"
    PLACE = "place"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing done, or to be done; `path` is the file that it makes, changes or removes."""

    action: Action
    path: Path


@dataclass(frozen=True, slots=True)
class DeskReport:
    """What was done on a desk, or would be; `warnings` is what is in the way of the add-in."""

    steps: tuple[Step, ...]
    warnings: tuple[str, ...]
    dry_run: bool


def install(
    made: Path, desk: Desk, *, excel_runs: bool | None, python: Path | None = None, dry_run: bool = False
) -> DeskReport:
    """Put an add-in and its settings where Excel finds them; an add-in that lay there is kept as a backup."""
    busy = _busy(desk, excel_runs=excel_runs, dry_run=dry_run)
    _require_usable(made)
    this = interpreter(python)
    addin, old_addin = made.read_bytes(), read(desk.addin)
    old_settings = read(desk.settings)
    addin_settings.require_readable(desk.settings, "设置的位置", desk.code_page)
    settings = addin_settings.with_own(old_settings, this, desk.code_page)
    steps = _install_steps(desk, addin=addin != old_addin, settings=settings != old_settings)
    if not dry_run:
        with _restored_on_failure(desk.settings, old_settings):
            for step in steps:
                _do(step, desk, addin if step.action is Action.PLACE else settings)
    return DeskReport(steps, (*busy, *_warnings(desk, made, this)), dry_run)


def uninstall(desk: Desk, *, excel_runs: bool | None, dry_run: bool = False) -> DeskReport:
    """Take away what `install` put there; backups and what somebody else set stay."""
    busy = _busy(desk, excel_runs=excel_runs, dry_run=dry_run)
    old = read(desk.settings)
    left = addin_settings.without_own(old)
    steps = [Step(Action.REMOVE, desk.addin)] if desk.addin.is_file() or desk == ELSEWHERE else []
    if addin_settings.has_own(old) or desk == ELSEWHERE:
        steps.append(Step(Action.CONFIGURE if left else Action.REMOVE, desk.settings))
    if not dry_run:
        for step in steps:
            _do(step, desk, left)
        with suppress(OSError):
            desk.settings.parent.rmdir()
    return DeskReport(tuple(steps), busy, dry_run)


def _install_steps(desk: Desk, *, addin: bool, settings: bool) -> tuple[Step, ...]:
    """List what is to be done where the add-in or the settings differ; the add-in itself comes last."""
    steps = {
        Step(Action.BACK_UP, _next_backup(desk)): addin and desk.addin.is_file(),
        Step(Action.CONFIGURE, desk.settings): settings,
        Step(Action.UNBLOCK, desk.addin): windows.is_web_marked(desk.addin),
        Step(Action.PLACE, desk.addin): addin,
    }
    return tuple(step for step, needed in steps.items() if needed)


def _do(step: Step, desk: Desk, content: bytes) -> None:
    try:
        match step.action:
            case Action.BACK_UP:
                _back_up(desk, step.path)
            case Action.CONFIGURE:
                _put(content, step.path)
            case Action.UNBLOCK:
                windows.web_mark(step.path).unlink(missing_ok=True)
            case Action.PLACE:
                _place(content, desk)
            case Action.REMOVE:
                step.path.unlink()
    except OSError as error:
        raise PerfxlError(f"“{step.path}”改不了：{reason(error)}。", "请关闭所有 Excel 窗口，再运行一次。") from error


def _place(addin: bytes, desk: Desk) -> None:
    """Write beside XLSTART and move: Excel opens whatever lies in XLSTART, half-written files too."""
    staged = desk.xlstart.with_name(f".new-{ADDIN}")
    _put(addin, staged)
    try:
        desk.xlstart.mkdir(exist_ok=True)
        staged.replace(desk.addin)
    finally:
        with suppress(OSError):
            staged.unlink(missing_ok=True)


def _put(content: bytes, path: Path) -> None:
    with moved_into_place(path, overwrite=True, suffix=path.suffix) as temporary:
        temporary.write_bytes(content)


def _back_up(desk: Desk, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(desk.addin, path)
    for old in _backups(desk)[:-_KEPT]:
        old.unlink()


def _next_backup(desk: Desk) -> Path:
    last = max((int(path.stem.rpartition("-")[2]) for path in _backups(desk)), default=0)
    return desk.backups / f"perfxl-{last + 1:04}.xlam"


def _backups(desk: Desk) -> list[Path]:
    return sorted(desk.backups.glob("perfxl-[0-9][0-9][0-9][0-9].xlam"))


@contextmanager
def _restored_on_failure(path: Path, content: bytes) -> Iterator[None]:
    """Give a file its old content back when the block fails; nothing means that there was no file."""
    try:
        yield
    except PerfxlError:
        with suppress(OSError, PerfxlError):
            if content:
                _put(content, path)
            else:
                path.unlink(missing_ok=True)
        raise


def _require_usable(made: Path) -> None:
    """Refuse an add-in that is none, and a Python that Excel could not find perfxl in."""
    if version_of(made) is None:
        fault = "这不是 perfxl 的加载项" if made.exists() else "没有这个文件"
        raise PerfxlError(f"“{made}”装不了：{fault}。", "请用 perfxl addin build 生成的 perfxl.xlam。")
    try:
        metadata.distribution("perfxl")
    except metadata.PackageNotFoundError as error:
        raise PerfxlError(
            "perfxl 没有装进这个 Python，Excel 里的按钮会找不到它。",
            "请先在 perfxl 的文件夹里运行 pip install . 再安装加载项。",
        ) from error


def _busy(desk: Desk, *, excel_runs: bool | None, dry_run: bool) -> tuple[str, ...]:
    """Refuse while Excel holds the add-in; on a dry run, say so."""
    owner = desk.addin.with_name(f"~${ADDIN}")
    if excel_runs:
        busy = PerfxlError("Excel 正开着，没有改动加载项。", "请保存并关闭所有 Excel 窗口，再运行一次。")
    elif owner.exists():
        busy = PerfxlError(
            f"加载项正被 Excel 使用（有“{owner}”这个文件），没有改动它。",
            "请关闭所有 Excel 窗口再运行；确实没有打开 Excel 的话，删掉这个文件再运行。",
        )
    else:
        return ()
    if not dry_run:
        raise busy
    return (f"{busy}{busy.try_this}",)


def _warnings(desk: Desk, made: Path, python: Path) -> Iterator[str]:
    if (version := version_of(made)) != __version__:
        yield f"加载项是 {version} 版，perfxl 是 {__version__} 版，要一样才能用：请升级 perfxl，或换一个加载项。"
    if missing := missing_dlls(python, made):
        yield (
            f"“{python.parent}”里没有 {'、'.join(missing)}，Excel 里的按钮和函数会用不了。"
            "请用 python.org 的 Python 建一个虚拟环境，在里面安装 perfxl（不要加 --user）。"
        )
    for copy in desk.copies:
        yield f"“{copy}”也是加载项，打开它会和装好的重复：请删掉它。"
