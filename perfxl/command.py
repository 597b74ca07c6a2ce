"""How a command of the ribbon is declared and run: from the open workbook to one sentence.

Whatever stops a command is said in one Chinese sentence, here and nowhere else, and the workbook is then as it was.
"""

from __future__ import annotations

import datetime as dt
import tempfile
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import xlwings as xw

from perfxl import __version__
from perfxl.errors import PerfxlError
from perfxl.forms import _names as names
from perfxl.hosts.live import LiveBook
from perfxl.hosts.window import Window
from perfxl.sheet import CellRef

_LOG = "perfxl-出错记录.txt"


@dataclass(frozen=True, slots=True)
class Caller:
    """The workbook whose button was pressed, and the Excel in which it is open."""

    book: LiveBook
    window: Window


@dataclass(frozen=True, slots=True)
class Said:
    """The sentence at the end, and the cell to go to; where the user stood if None."""

    words: str
    at: CellRef | None = None


Do = Callable[[Caller], Said]


@dataclass(frozen=True, slots=True)
class Command:
    """What a button does; a `quiet` one speaks in the status bar alone, one for `anywhere` needs no master."""

    label: str
    do: Do
    quiet: bool = False
    anywhere: bool = False


COMMANDS: dict[str, Command] = {}


def command(name: str, label: str, *, quiet: bool = False, anywhere: bool = False) -> Callable[[Do], Do]:
    """Make a function the command of the button of that name and label; its docstring is the button's help."""

    def take(do: Do) -> Do:
        COMMANDS[name] = Command(label, do, quiet, anywhere)
        return do

    return take


def run(name: str) -> None:
    """Run a command on the workbook whose button was pressed."""
    book = xw.Book.caller()
    caller, one = Caller(LiveBook(book), Window(book.app)), COMMANDS[name]
    try:
        if not one.anywhere:
            _require_master(caller.book)
        stood = caller.book.selected
        caller.window.say(f"perfxl 正在{one.label}……")
        with caller.window.quietly():
            said = one.do(caller)
        if caller.book.in_front and (at := said.at or stood):
            caller.book.show(at)
    except PerfxlError as error:
        said = Said(f"✘ {error}{error.try_this}")
    except Exception:  # noqa: BLE001  # a fault of perfxl's own: the user gets a sentence, the maintainer the record
        log = Path(tempfile.gettempdir()) / _LOG
        with suppress(OSError), log.open("a", encoding="utf-8") as record:
            record.write(
                f"{dt.datetime.now().astimezone():%F %T} perfxl {__version__} {name}\n{traceback.format_exc()}\n"
            )
        said = Said(f"✘ perfxl 自己出了错，“{one.label}”没有做完。请把“{log}”发给维护人。")
    caller.window.end(said.words, quiet=one.quiet)


def _require_master(book: LiveBook) -> None:
    """Refuse other workbooks; their buttons are grey, unless Excel has lost hold of the ribbon."""
    if names.META not in book.sheets():
        raise PerfxlError(f"“{book.name}”不是绩效目标总表。", "请打开总表再点；没有的点“示例”看一本。")
