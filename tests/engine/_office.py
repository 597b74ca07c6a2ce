"""A soffice process of one's own and the UNO bridge to it; nothing of it outlives this process.

soffice runs below a shell that waits for its own standard input to close, then removes the profile and kills the whole
process group: so LibreOffice ends with this process, however that ends.
"""
# ruff: noqa: ANN401 # neither UNO nor xlwings' inside has types

from __future__ import annotations

import atexit
import builtins
import importlib
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.engine._trips import TRIPS

# where Debian's python3-uno and LibreOffice itself keep the bridge
_PLACES = ("/usr/lib/python3/dist-packages", "/usr/lib/libreoffice/program")
_GUARD = '"$@" </dev/null >/dev/null 2>&1 & read -r _; rm -rf "$0"; kill -9 -$$'
_START = 60.0
_CALL = 120.0
_QUIT = 10.0
# OOXMLRecalcMode 0: always compute on loading, since no Excel computed what the tests open
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Misc">
<prop oor:name="UseDocumentOOoLockFile" oor:op="fuse"><value>false</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Misc">
<prop oor:name="FirstRun" oor:op="fuse"><value>false</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"""


def find_uno() -> Any | None:
    """Import LibreOffice's bridge for this Python; None where there is none."""
    real_import = builtins.__import__
    for place in _PLACES:
        if "uno" not in sys.modules and Path(place, "uno.py").is_file():
            sys.path.append(place)
            try:
                importlib.import_module("uno")
            except ImportError:
                continue
            finally:
                sys.path.remove(place)
                builtins.__import__ = real_import  # uno puts its own there, for `from com.sun.star…`
    return sys.modules.get("uno")


def struct(kind: str, **values: object) -> Any:
    """Make a UNO structure: `struct("table.CellAddress", Sheet=0)`."""
    made = sys.modules["uno"].createUnoStruct(f"com.sun.star.{kind}")
    for name, value in values.items():
        setattr(made, name, value)
    return made


def enum(kind: str, value: str) -> Any:
    """Name a value of a UNO enumeration: `enum("sheet.CellInsertMode", "ROWS")`."""
    return sys.modules["uno"].Enum(f"com.sun.star.{kind}", value)


def properties(**values: object) -> tuple[Any, ...]:
    """Write named arguments as UNO takes them."""
    return tuple(struct("beans.PropertyValue", Name=name, Value=value) for name, value in values.items())


class Office:
    """One soffice with a profile of its own; a call that takes longer than two minutes ends it."""

    def __init__(self, program: str) -> None:
        """Start it and wait until it answers."""
        self._folder = TemporaryDirectory(prefix="perfxl-soffice-", ignore_cleanup_errors=True)
        user = Path(self._folder.name, "user")
        user.mkdir()
        (user / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        pipe = f"perfxl{os.getpid()}x{time.monotonic_ns()}"
        flags = (
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--nodefault",
            "--nologo",
            f"--accept=pipe,name={pipe};urp;",
        )
        profile = f"-env:UserInstallation={Path(self._folder.name).as_uri()}"
        self._guard = subprocess.Popen(
            ["sh", "-c", _GUARD, self._folder.name, program, profile, *flags],
            stdin=subprocess.PIPE,
            start_new_session=True,
        )
        atexit.register(self.kill)
        self.pid = self._guard.pid
        self.context = self._connect(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        self.desktop = self.service("frame.Desktop")
        threading.Thread(target=self._watch, daemon=True).start()

    def service(self, name: str) -> Any:
        """Ask LibreOffice for one of its services."""
        return self.context.ServiceManager.createInstanceWithContext(f"com.sun.star.{name}", self.context)

    def settle(self) -> None:
        """Let it do what it has put off, now; LibreOffice 7.4 may crash where a sheet or a window goes meanwhile."""
        self.service("awt.Toolkit").processEventsToIdle()

    @property
    def alive(self) -> bool:
        """Whether the process was not ended yet."""
        return self._guard.poll() is None

    def quit(self) -> None:
        """End it in order."""
        uno = sys.modules["uno"]
        try:
            self.desktop.terminate()
        except uno.getClass("com.sun.star.uno.Exception"):
            pass  # the bridge breaks while it ends
        finally:
            self.kill()

    def kill(self) -> None:
        """End it at once, with all its children."""
        atexit.unregister(self.kill)
        if self._guard.stdin and not self._guard.stdin.closed:
            self._guard.stdin.close()
            self._guard.wait(_QUIT)
            self._folder.cleanup()

    def _connect(self, url: str) -> Any:
        uno = sys.modules["uno"]
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        until = time.monotonic() + _START
        while True:
            try:
                return resolver.resolve(url)
            except uno.getClass("com.sun.star.connection.NoConnectException"):
                if time.monotonic() > until or not self.alive:
                    self.kill()
                    raise
                time.sleep(0.05)

    def _watch(self) -> None:
        while self.alive:
            time.sleep(1)
            since = TRIPS.since
            if since is not None and time.monotonic() - since > _CALL:
                self.kill()
