"""One person's desk: where Excel and perfxl keep the add-in and its settings, and what lies there now."""

from __future__ import annotations

import os
import re
import sys
import zipfile
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import Path

from perfxl import __version__
from perfxl.app import addin_settings, windows
from perfxl.errors import PerfxlError
from perfxl.hosts.place import reason

ADDIN = "perfxl.xlam"
_PROPERTY = re.compile(r'name="(\w+)"><vt:lpwstr>([^<]+)<')


@dataclass(frozen=True, slots=True)
class Desk:
    """The folders of one person, as %APPDATA% and %USERPROFILE% name them, and the code page of the computer."""

    appdata: Path
    home: Path
    code_page: str = windows.ANSI

    @property
    def xlstart(self) -> Path:
        """The folder of which Excel opens every file when it starts."""
        return self.appdata / "Microsoft" / "Excel" / "XLSTART"

    @property
    def addin(self) -> Path:
        """Where the add-in belongs."""
        return self.xlstart / ADDIN

    @property
    def settings(self) -> Path:
        """What the add-in's macros read."""
        return self.home / ".perfxl" / "perfxl.conf"

    @property
    def backups(self) -> Path:
        """Add-ins that were replaced; out of XLSTART, or Excel would open them too."""
        return self.home / ".perfxl" / "backup"

    @property
    def copies(self) -> tuple[Path, ...]:
        """Add-ins elsewhere, which Excel could open a second time."""
        places = (self.appdata / "Microsoft" / "AddIns", self.home / "Documents", self.home / "Desktop")
        return tuple(place / ADDIN for place in places if (place / ADDIN).is_file())


@dataclass(frozen=True, slots=True)
class DeskState:
    """What lies on a desk: versions None where there is no add-in, Python None where no setting names one."""

    desk: Desk
    installed: bool
    version: str | None
    web_marked: bool
    python: Path | None
    python_exists: bool
    python_is_this: bool
    missing_dlls: tuple[str, ...]
    copies: tuple[Path, ...]
    excel_runs: bool | None

    @property
    def current(self) -> bool:
        """Tell whether the add-in is that of this perfxl."""
        return self.version == __version__

    @property
    def in_order(self) -> bool:
        """Tell whether the add-in can work as it lies there."""
        settings = self.python_exists and not self.missing_dlls
        return self.installed and self.current and not self.web_marked and settings


ELSEWHERE = Desk(Path("%APPDATA%"), Path("%USERPROFILE%"))
"""A desk to speak of where there is none."""


def this_desk() -> Desk | None:
    """Give the desk of who runs this; None where it is not Windows."""
    if sys.platform != "win32":
        return None
    home = Path(os.environ.get("USERPROFILE") or Path.home())
    return Desk(Path(os.environ.get("APPDATA") or home / "AppData" / "Roaming"), home)


def desk_at(appdata: Path | None, home: Path | None) -> Desk | None:
    """Give this person's desk, or that of the folders named; None where it is not Windows and none is named."""
    here = this_desk()
    if here is None and not (appdata and home):
        if appdata or home:
            raise PerfxlError("这台电脑不是 Windows，只写一个文件夹不够。", "请同时写 --appdata 和 --home。")
        return None
    here = here or ELSEWHERE
    return replace(here, appdata=appdata or here.appdata, home=home or here.home)


def look(desk: Desk, *, excel_runs: bool | None, python: Path | None = None) -> DeskState:
    """See what lies on a desk; `python` is this interpreter."""
    named = addin_settings.interpreter(read(desk.settings), desk.code_page)
    this = interpreter(python)
    return DeskState(
        desk=desk,
        installed=desk.addin.is_file(),
        version=version_of(desk.addin),
        web_marked=windows.is_web_marked(desk.addin),
        python=named,
        python_exists=named is not None and named.is_file(),
        python_is_this=named is not None and os.path.normcase(named.parent) == os.path.normcase(this.parent),
        missing_dlls=missing_dlls(named, desk.addin) if named else (),
        copies=desk.copies,
        excel_runs=excel_runs,
    )


def interpreter(python: Path | None = None) -> Path:
    """Give this Python as Excel is to start it: without a console where there is such a one."""
    this = python or Path(sys.executable)
    windowless = this.with_name("pythonw.exe")
    return windowless if windowless.is_file() else this


def missing_dlls(python: Path, addin: Path, bits: tuple[int, ...] = (32, 64)) -> tuple[str, ...]:
    """Name the libraries of xlwings that are in neither folder where the add-in looks.

    Excel needs that of its own bits; Python, being a process of its own, may have others. Only Windows has them.
    """
    if python.suffix.lower() != ".exe":
        return ()
    version = _properties(addin).get("xlwings") or metadata.version("xlwings")
    names = [f"xlwings{one}-{version}.dll" for one in bits]
    places = (python.parent, python.parent.parent)
    return tuple(name for name in names if not any((place / name).is_file() for place in places))


def version_of(path: Path) -> str | None:
    """Read which perfxl built an add-in; None of what is no add-in of perfxl."""
    return _properties(path).get("perfxl")


def _properties(addin: Path) -> dict[str, str]:
    """Read what the build wrote into the document properties of an add-in: the versions of perfxl and of xlwings."""
    with suppress(OSError, zipfile.BadZipFile, KeyError, UnicodeDecodeError), zipfile.ZipFile(addin) as file:
        file.getinfo("xl/vbaProject.bin")
        return dict(_PROPERTY.findall(file.read("docProps/custom.xml").decode("utf-8")))
    return {}


def read(path: Path) -> bytes:
    """Read a file, nothing where there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise PerfxlError(f"“{path}”读不了：{reason(error)}。", "请关闭所有 Excel 窗口，再运行一次。") from error
