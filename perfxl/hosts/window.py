"""What the user of an open workbook sees of perfxl at work: the status bar, messages, questions; and a still screen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import xlwings as xw

from perfxl.errors import PerfxlError
from perfxl.hosts._live_pages import ADDIN

_TITLE = "perfxl 绩效目标"
_LONGEST = 1000  # characters that a message box shows
_STATUS = 250  # and the status bar


class Window:
    """The Excel in which a workbook is open."""

    def __init__(self, app: xw.App) -> None:
        """Hold the application."""
        self._app = app

    @property
    def facts(self) -> tuple[str, str]:
        """Excel's version, as 16.0, and the folder that it runs from."""
        return str(self._app.version), str(self._app.path)

    def say(self, words: str) -> None:
        """Write into the status bar."""
        self._app.status_bar = words.replace("\n", " ")[:_STATUS]

    def progress(self, what: str, done: int, total: int) -> None:
        """Say in the status bar how far long work is."""
        self.say(f"perfxl {what}：{done}/{total}")

    def tell(self, words: str) -> None:
        """Show a message; Excel must not complain meanwhile that it is kept waiting."""
        with self._app.properties(display_alerts=False):
            self._app.alert(_cut(words), _TITLE)

    def agree(self, words: str) -> bool:
        """Ask whether to do something."""
        return self._app.alert(_cut(words), _TITLE, "yes_no") == "yes"

    def ask(self, words: str, suggestion: str = "") -> str | None:
        """Ask for a line of words; None where the user would rather not."""
        said = self._app.macro(f"{ADDIN}!PerfxlAsk")(words, _TITLE, suggestion)
        return said if isinstance(said, str) else None

    def end(self, words: str, *, quiet: bool) -> None:
        """Say how it ended: in a message, or in the status bar alone."""
        if quiet:
            self.say(words)
        else:
            self.tell(words)
            self._app.status_bar = False

    def calculate(self) -> None:
        """Compute all formulas."""
        self._app.calculate()

    def open(self, path: Path) -> None:
        """Open a workbook for the user. PerfxlError where another one of its name is open."""
        try:
            self._app.books.open(str(path)).activate()
        except ValueError as error:  # xlwings': Excel opens no two books of one name
            raise PerfxlError(f"已经开着另一本“{path.name}”。", "请先关闭它，再点一次。") from error

    @contextmanager
    def quietly(self) -> Iterator[None]:
        """Keep the screen still, take no typing, and compute once at the end; all is then as the user had it."""
        still = dict.fromkeys(("screen_updating", "enable_events", "display_alerts", "interactive"), False)
        with self._app.properties(**still, calculation="manual"):
            yield


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
