"""xlwings' own way from Excel to a cell function, where there is no Windows: in a process of its own.

Only what belongs to Windows is stood in for: pywin32, what xlwings takes of ctypes, and a range as COM shows it. What
reads and cleans values, converts them, calls the function and writes VBA is xlwings' own code for Windows. The
process answers pickled questions, so that nothing of this gets into the tests' own.
"""

from __future__ import annotations

import atexit
import ctypes
import io
import pickle
import sys
from dataclasses import dataclass
from types import ModuleType, SimpleNamespace
from typing import Any, BinaryIO
from unittest.mock import patch

FUNCTIONS = "perfxl.udf"
MISSING = -2147352572  # what COM hands over for an argument that is left out
PYWIN32 = ("pythoncom", "pywintypes", "win32api", "win32con", "win32gui", "win32process", "win32timezone")


@dataclass(frozen=True)
class Cells:
    """A range: rows of values as COM shows them, or one value alone."""

    Value: Any

    @property
    def Rows(self) -> SimpleNamespace:  # noqa: N802  # COM's name
        """How many rows."""
        return SimpleNamespace(Count=len(self.Value) if isinstance(self.Value, tuple) else 1)

    @property
    def Columns(self) -> SimpleNamespace:  # noqa: N802  # as above
        """How many columns."""
        return SimpleNamespace(Count=len(self.Value[0]) if isinstance(self.Value, tuple) else 1)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # its worksheet, that one's workbook …
        if name.startswith("__"):
            raise AttributeError(name)
        return _Anything()


class _Anything:
    """Whatever is imported from Windows and plays no part here."""

    def __init__(self, *_: object, **__: object) -> None: ...

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # whatever is asked for
        if name.startswith("__"):
            raise AttributeError(name)
        return _Anything()

    def __call__(self, *_: object, **__: object) -> Any:  # noqa: ANN401  # as above
        return _Anything()

    def __getitem__(self, _: object) -> int:
        return 0


class _Module(ModuleType):
    """A module in which every name is a class of its own."""

    __file__ = "stands for Windows"

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # whatever is imported from it
        if name.startswith("__"):
            raise AttributeError(name)
        made = type(name, (Exception if name.endswith("error") else _Anything,), {})
        setattr(self, name, made)
        return made


def stand_in_for_windows() -> None:
    """Make xlwings mark and call cell functions as on Windows; to be done before perfxl.udf is imported."""
    import xlwings as xw

    sys.modules |= {name: _Module(name) for name in (*PYWIN32, "win32com", "win32com.client", "xlwings.com_server")}
    sys.modules["win32com"].__dict__["client"] = sys.modules["win32com.client"]
    with (
        patch.object(ctypes, "windll", _Anything(), create=True),
        patch.object(ctypes, "oledll", _Anything(), create=True),
        patch.object(ctypes, "PyDLL", _Anything),
    ):
        from xlwings import _xlwindows
    atexit.unregister(_xlwindows.cleanup)
    _xlwindows.is_range_instance = lambda value: isinstance(value, Cells)
    xw.engines.add(xw.Engine(impl=_xlwindows.engine))
    from xlwings import udfs

    vars(xw).update(func=udfs.xlfunc, arg=udfs.xlarg, ret=udfs.xlret)  # as xlwings/__init__ does on Windows


def call(function: str, arguments: tuple[object, ...]) -> object:
    """Call a function as a formula does."""
    from xlwings import udfs

    called: object = udfs.call_udf(FUNCTIONS, function, arguments)  # type: ignore[no-untyped-call]  # xlwings
    return called


def described() -> dict[str, dict[str, Any]]:
    """Give what xlwings has noted of each function."""
    from perfxl import udf

    return {name: one.__xlfunc__ for name, one in vars(udf).items() if hasattr(one, "__xlfunc__")}


def wrapper() -> str:
    """Give the VBA that xlwings writes for the functions."""
    from xlwings import udfs

    from perfxl import udf

    written = io.StringIO()
    book = SimpleNamespace(Name="perfxl.xlam")
    udfs.generate_vba_wrapper(FUNCTIONS, udf, written, book)  # type: ignore[no-untyped-call]  # xlwings
    return written.getvalue()


def answer(questions: BinaryIO, answers: BinaryIO) -> None:
    """Answer (question, arguments) until there are no more; an exception is an answer too."""
    asked = {one.__name__: one for one in (call, described, wrapper)}
    while True:
        try:
            question, arguments = pickle.load(questions)  # noqa: S301  # of the tests' own process
        except EOFError:
            return
        try:
            said: object = asked[question](*arguments)
        except Exception as error:  # noqa: BLE001  # a cell would show it
            said = error
        pickle.dump(said, answers)
        answers.flush()
