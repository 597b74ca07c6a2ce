"""The check-up of a desk: can Excel here run the buttons and functions of perfxl, and if not, what is to be done."""

from __future__ import annotations

import platform
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module, metadata
from pathlib import Path

from perfxl import __version__
from perfxl.app import windows
from perfxl.app.desk import Desk, DeskState, interpreter, look, missing_dlls, this_desk
from perfxl.app.office import Kind, Office, office

XLWINGS = "0.37."  # what the add-in was tried with
MODULES = {  # distribution: what to import of it
    "click": "click",
    "lxml": "lxml.etree",
    "pandas": "pandas",
    "pathvalidate": "pathvalidate",
    "python-calamine": "python_calamine",
    "python-docx": "docx",
    "rapidfuzz": "rapidfuzz",
    "rich": "rich",
    "XlsxWriter": "xlsxwriter",
    "xlwings": "xlwings",
}
_ON_WINDOWS = {"pywin32": "pythoncom"}
_INSTALL = "关闭 Excel，运行 perfxl addin install。"
_VENV = "用 python.org 的 Python 建一个虚拟环境，在里面安装 perfxl（不要加 --user），再运行 perfxl addin install。"
_KINDS = {Kind.CLICK_TO_RUN: "即点即用", Kind.INSTALLER: "安装包", Kind.STORE: "微软商店", Kind.NONE: ""}
_OBSTACLES = {
    "vbaoff": "关掉了 Office 的宏（VBA）",
    "requirealwaysonmacrosig": "自动加载的宏要有签名",
    "disablealladdins": "禁用全部加载项",
    "requireaddinsig": "加载项要有签名",
    "vbawarnings": "禁用没有签名的宏",
    "blockcontentexecutionfrominternet": "拦截来自网络的文件里的宏",
    "alllocationsdisabled": "不认受信任位置",
}
_FATAL = {"vbaoff", "requirealwaysonmacrosig", "disablealladdins", "requireaddinsig"}
_FATAL_TOGETHER = {
    "vbawarnings",
    "alllocationsdisabled",
}  # XLSTART is a trusted location: each alone lets the add-in be


class Level(StrEnum):
    """How a check came out; NONE where it does not apply."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"
    NONE = "not applicable"


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its key for programs, its name for people, what was found, what to do ("" when nothing)."""

    key: str
    name: str
    level: Level
    found: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class DoctorReport:
    """All checks, in the order of what rests on what."""

    checks: tuple[Check, ...]

    @property
    def healthy(self) -> bool:
        """Tell whether nothing is bad."""
        return all(check.level is not Level.BAD for check in self.checks)


@dataclass(frozen=True, slots=True)
class ExcelFacts:
    """What the Excel that is open tells of itself: version like 16.0, program folder, full name of the workbook."""

    version: str
    path: str
    workbook: str = ""


def examine(
    excel: ExcelFacts | None = None,
    *,
    desk: Desk | None = None,
    registry: windows.Registry | None = None,
    folder: Path | None = None,
    python: Path | None = None,
) -> DoctorReport:
    """Check everything that can be known; `folder` is where the workbooks lie. Else it is this computer's."""
    desk, registry = desk or this_desk(), registry or windows.registry()
    checks = [_python(), _packages(MODULES if registry is None else MODULES | _ON_WINDOWS)]
    if desk is None or registry is None:
        checks.append(Check("excel", "Excel 加载项", Level.NONE, "不适用：这台电脑不是 Windows。"))
    else:
        found = office(registry, excel.path, excel.version) if excel else office(registry)
        state = look(desk, excel_runs=None, python=python)
        checks += [*_excel(found), _macros(found), *_addin(state, found), *_settings(state, found, python)]
    return DoctorReport((*checks, *_folders(desk, excel, folder)))


# --- Python


def _python() -> Check:
    bits = 64 if sys.maxsize > 2**32 else 32
    found = f"{platform.python_version()}，{bits} 位，{sys.executable}"
    if "WindowsApps" in sys.base_prefix:
        return Check("python", "Python", Level.BAD, f"{found}（微软商店版，Excel 启动不了它）", _VENV)
    return Check("python", "Python", Level.OK, found)


def _packages(modules: dict[str, str]) -> Check:
    versions, broken = [f"perfxl {__version__}"], []
    for package, module in modules.items():
        try:
            import_module(module)
            versions.append(f"{package} {metadata.version(package)}")
        except ImportError as error:  # not there, or a library of it does not load
            broken.append(f"{package}（{error}）")
    name, found = "软件包", "，".join(versions)
    if broken:
        advice = "在有网络或有安装包的地方重新安装 perfxl：pip install --force-reinstall，后面写安装文件的全名。"
        return Check("packages", name, Level.BAD, f"用不了：{'，'.join(broken)}", advice)
    if not metadata.version("xlwings").startswith(XLWINGS):
        return Check("packages", name, Level.WARN, found, f'请换回试过的 xlwings：pip install "xlwings=={XLWINGS}*"。')
    return Check("packages", name, Level.OK, found)


# --- Excel


def _excel(found: Office) -> Iterator[Check]:
    bits = f"，{found.bits} 位" if found.bits else ""
    version = " ".join(filter(None, ("Excel", found.version)))
    words = f"{version}（{_KINDS[found.kind]}{bits}）{found.path}"
    if found.kind is Kind.NONE:
        level, words, advice = Level.BAD, "没有找到 Excel。", "没有 Excel 的电脑请用命令：perfxl --help。"
    elif found.kind is Kind.STORE:
        level, advice = (
            Level.BAD,
            "微软商店版的 Excel 启动不了 Python：请换成普通安装的 Office，或用 perfxl 命令。",
        )
    else:
        level, advice = Level.OK, ""
    yield Check("excel", "Excel", level, words, advice)
    if found.wps:
        advice = "WPS 里没有“绩效目标”选项卡：请用 Excel 打开总表；只用 WPS 时，填表照常，校验等请用 perfxl 命令。"
        yield Check("wps", "WPS", Level.WARN, found.wps, advice)


def _macros(found: Office) -> Check:
    names = {one.name for one in found.obstacles}
    words = "；".join(
        f"{_OBSTACLES[one.name]}（{'单位统一设置' if one.managed else '本机设置'}）" for one in found.obstacles
    )
    if names & _FATAL or names >= _FATAL_TOGETHER:
        advice = (
            "请管理员放行 perfxl.xlam，或给它签名。"
            if any(one.managed for one in found.obstacles)
            else "在 Excel 里打开 文件 → 选项 → 信任中心 → 信任中心设置，改掉这几项。"
        )
        return Check("macros", "宏的设置", Level.BAD, words, advice)
    if names & _FATAL_TOGETHER:
        advice = "XLSTART 文件夹里的加载项通常不受影响；没有“绩效目标”选项卡时，把这一行告诉管理员。"
        return Check("macros", "宏的设置", Level.WARN, words, advice)
    return Check("macros", "宏的设置", Level.OK, words or "没有拦截加载项的设置")


# --- the add-in and its settings


def _addin(state: DeskState, found: Office) -> Iterator[Check]:
    path = state.desk.addin
    if not state.installed:
        yield Check("addin", "加载项", Level.BAD, f"没有装：“{path}”不存在", _INSTALL)
    elif not state.current:
        words = f"是 {state.version or '看不出版本的'} 版，perfxl 是 {__version__} 版"
        yield Check("addin", "加载项", Level.BAD, words, _INSTALL)
    else:
        yield Check("addin", "加载项", Level.OK, f"{state.version} 版，{path}")
    if state.web_marked:
        advice = f"{_INSTALL}或右键这个文件 → 属性 → 勾选“解除锁定”。"
        yield Check("web-mark", "来自网络的标记", Level.BAD, "加载项带着“来自网络”的标记，Excel 不运行它的宏", advice)
    if found.addin_disabled:
        advice = "在 Excel 里打开 文件 → 选项 → 加载项，下面“管理”选“禁用项目” → 转到，选中 perfxl.xlam → 启用。"
        yield Check("disabled-items", "禁用项目", Level.BAD, "Excel 把 perfxl.xlam 放进了“禁用项目”", advice)
    for copy in state.copies:
        yield Check("copies", "多余的加载项", Level.WARN, f"“{copy}”", "打开它会和装好的重复：请删掉。")


def _settings(state: DeskState, found: Office, python: Path | None) -> Iterator[Check]:
    name, named = "启动 Python 的设置", state.python
    if named is None:
        yield Check("settings", name, Level.BAD, f"“{state.desk.settings}”里没有写", _INSTALL)
        return
    if not state.python_exists:
        yield Check("settings", name, Level.BAD, f"设置的“{named}”不存在", _INSTALL)
        return
    if not state.python_is_this:
        advice = f"要让 Excel 用现在这个 Python 的话：{_INSTALL}"
        yield Check("settings", name, Level.WARN, f"Excel 用“{named}”，现在是“{interpreter(python)}”", advice)
    else:
        yield Check("settings", name, Level.OK, str(named))
    missing = missing_dlls(named, state.desk.addin, (found.bits,) if found.bits else (32, 64))
    words = f"“{named.parent}”里没有 {'、'.join(missing)}" if missing else "在 Python 的文件夹里"
    advice = f"可能是杀毒软件删掉了，也可能是安装方式不对：{_VENV}" if missing else ""
    yield Check("dll", "xlwings 的动态库", Level.BAD if missing else Level.OK, words, advice)


# --- where files are written


def _folders(desk: Desk | None, excel: ExcelFacts | None, folder: Path | None) -> Iterator[Check]:
    if desk is not None:
        yield _writable("xlstart", "XLSTART 文件夹", desk.xlstart)
    yield _writable("temp", "临时文件夹", Path(tempfile.gettempdir()))
    workbook = excel.workbook if excel else ""
    if "://" in workbook:
        advice = "要拆分、另存时，请先把总表另存到本机的文件夹（例如桌面）再打开。"
        yield Check("folder", "总表的文件夹", Level.WARN, f"总表在网盘上（{workbook}），不是本机的路径", advice)
    elif folder := folder or (Path(workbook).parent if Path(workbook).is_absolute() else None):
        if folder.is_dir():
            yield _writable("folder", "总表的文件夹", folder)
        else:
            yield Check("folder", "总表的文件夹", Level.BAD, f"没有“{folder}”这个文件夹", "请看看写得对不对。")


def _writable(key: str, name: str, folder: Path) -> Check:
    """Try to write; a folder of perfxl's own that is not there yet would be made in the nearest one that is."""
    try:
        there = next(one for one in (folder, *folder.parents) if one.exists() or one == one.parent)
        with tempfile.TemporaryFile(dir=there):
            return Check(key, name, Level.OK, f"可以写入 {folder}")
    except OSError:
        return Check(key, name, Level.BAD, f"写不进 {folder}", "换一个文件夹，或请管理员给您写入的权限。")
