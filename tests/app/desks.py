"""Desks to try things on: folders as Windows has them, a Python for Windows, a small add-in, a registry."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path

from perfxl import __version__
from perfxl.app.desk import Desk
from perfxl.app.windows import Registry

XLWINGS = metadata.version("xlwings")
OFFICE = r"C:\Program Files\Microsoft Office\root\Office16\EXCEL.EXE"
APP_PATHS = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths"
CLICK_TO_RUN = r"HKLM\SOFTWARE\Microsoft\Office\ClickToRun\Configuration"


def a_desk(folder: Path, person: str = "lilei", code_page: str = "gbk") -> Desk:
    home = folder / person
    (home / "Documents").mkdir(parents=True)
    return Desk(home / "AppData" / "Roaming", home, code_page)


def a_python(folder: Path, xlwings: str = XLWINGS) -> Path:
    """Lay out a virtual environment of Windows as pip leaves it."""
    (folder / "Scripts").mkdir(parents=True)
    for name in ("Scripts/python.exe", "Scripts/pythonw.exe", *(f"xlwings{n}-{xlwings}.dll" for n in (32, 64))):
        (folder / name).write_bytes(b"MZ")
    return folder / "Scripts" / "python.exe"


def an_addin(path: Path, version: str = __version__, *, words: str = "", xlwings: str = XLWINGS) -> Path:
    values = {"perfxl": version, "xlwings": xlwings}
    properties = "".join(f'<p name="{name}"><vt:lpwstr>{value}</vt:lpwstr></p>' for name, value in values.items())
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("xl/vbaProject.bin", words)
        file.writestr("docProps/custom.xml", properties)
    return path


def a_registry(*parts: Mapping[str, Mapping[str, object]]) -> Registry:
    """Make a registry of keys and their values; like Windows' own it does not mind the case of a key."""
    keys = {key.casefold(): values for part in parts for key, values in part.items()}
    return lambda key: keys.get(key.casefold(), {})


def click_to_run(platform: str = "x64", path: str = OFFICE) -> Mapping[str, Mapping[str, object]]:
    told: Mapping[str, object] = {"platform": platform, "versiontoreport": "16.0.17328.20162"}
    return {CLICK_TO_RUN: told, rf"{APP_PATHS}\excel.exe": {"": path}}
