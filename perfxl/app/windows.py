"""What only Windows can tell: its registry, whether Excel runs, the mark of the web, the code page that macros read."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

ANSI = "mbcs" if sys.platform == "win32" else "gbk"  # elsewhere: what Chinese Windows has

Registry = Callable[[str], Mapping[str, object]]
"""Reads a key like HKCU\\Software\\X: its values by name in lower case, "" its default; none where there is no key."""


def registry() -> Registry | None:
    """Give this computer's registry; None where it is not Windows."""
    return _values if sys.platform == "win32" else None


def _values(key: str) -> Mapping[str, object]:
    if sys.platform != "win32":
        return {}
    import winreg

    hive, _, path = key.partition("\\")
    root = {"HKCU": winreg.HKEY_CURRENT_USER, "HKLM": winreg.HKEY_LOCAL_MACHINE}[hive]
    found: dict[str, object] = {}
    with suppress(OSError), winreg.OpenKey(root, path, 0, winreg.KEY_READ | winreg.KEY_WOW64_64KEY) as opened:
        for index in range(winreg.QueryInfoKey(opened)[1]):
            name, value, _ = winreg.EnumValue(opened, index)
            found[name.lower()] = value
    return found


def excel_runs() -> bool | None:
    """Tell whether this person's Excel runs; None where the system does not say."""
    if sys.platform != "win32":
        return None
    program = Path(os.environ.get("SYSTEMROOT", r"C:\Windows"), "System32", "tasklist.exe")
    no_window = subprocess.CREATE_NO_WINDOW
    try:
        done = subprocess.run(  # noqa: S603  # a program of Windows, by its full name
            [program, "/FO", "CSV", "/NH"], capture_output=True, check=True, timeout=30, creationflags=no_window
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return excel_among(done.stdout, os.getpid())


def excel_among(listed: bytes, own: int) -> bool:
    """Find Excel in what tasklist prints (image, process, session name, session, memory), in the session of `own`.

    Others may sit at the same computer. Only the ASCII in it is read: the rest is in whatever code page.
    """
    rows = [row for row in csv.reader(listed.decode("ascii", "replace").splitlines()) if len(row) > 3]  # noqa: PLR2004  # up to the session
    sessions = {session for _, process, _, session, *_ in rows if process == str(own)}
    return any(image.upper() == "EXCEL.EXE" and session in (sessions or session) for image, _, _, session, *_ in rows)


def web_mark(path: Path) -> Path:
    """Name the stream beside a file that says it came from the web."""
    return Path(f"{path}:Zone.Identifier")


def is_web_marked(path: Path) -> bool:
    """Tell whether Windows holds a file for one from the web; Office runs no macro of such a file."""
    try:
        return bool(web_mark(path).read_bytes())
    except OSError:
        return False
