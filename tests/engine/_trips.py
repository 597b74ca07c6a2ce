"""Counts the calls that would cross the border to Excel, and names what this engine does not do.

A property or method of an engine's class is one call, as it is one COM call or a few on Windows; calls that the engine
makes upon itself are not counted. What COM has no part in (`api`, the coordinates of a range) is free.
"""
# ruff: noqa: ANN401 # neither UNO nor xlwings' inside has types

from __future__ import annotations

import inspect
import sys
import time
from collections import Counter
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from xlwings import base_classes

_FREE = {
    *("api", "app", "area", "book", "cells", "column", "coords", "engine", "hwnd"),
    *("options", "parent", "pid", "row", "shape", "sheet"),
}
_INHERITED = {"expand", "snapshot", "max_cells_per_read", "max_cells_per_write"}
_CHANGING = {
    *("App.run", "Books.open", "ConditionalFormats.add_custom", "ConditionalFormat.delete", "Name.delete", "Names.add"),
    *("Note.delete", "Range.add_note", "Range.clear", "Range.copy", "Sheet.copy", "Sheet.delete", "Table.resize"),
}
_DUNDERS = {"__call__", "__iter__", "__len__", "__contains__", "__getitem__"}
C = TypeVar("C", bound=type)


class ExcelError(Exception):
    """What Excel refuses: pywintypes.com_error on Windows, which no caller can import here."""


class Trips:
    """The calls so far, by name ("Range.raw_value", with "=" behind it for writing), and since when one is at work.

    `left`: of the calls to come that change something, the one that is refused; None for none.
    """

    def __init__(self) -> None:
        """Start at nothing."""
        self.calls: Counter[str] = Counter()
        self.since: float | None = None
        self.left: int | None = None

    def _refuse(self, name: str) -> None:
        """Refuse the call that `left` names, once."""
        if self.left is not None and (name.endswith("=") or name in _CHANGING):
            self.left -= 1
            if self.left == 0:
                self.left = None
                raise ExcelError(f"{name}: refused, as a test wants it")

    def counted(self, name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """Count a call from outside; a call made during another is part of it."""

        @wraps(work)
        def call(*args: Any, **kwargs: Any) -> Any:
            if self.since is not None:
                return work(*args, **kwargs)
            self.calls[name] += 1
            self._refuse(name)
            self.since = time.monotonic()
            try:
                return work(*args, **kwargs)
            except sys.modules["uno"].getClass("com.sun.star.uno.Exception") as error:
                raise ExcelError(f"{name}: {getattr(error, 'Message', '')}") from None  # Python cannot carry UNO's own
            finally:
                self.since = None

        return call


TRIPS = Trips()


def plain(wrapped: Any) -> Any:
    """Take the engine's own range out of xlwings' wrapper, which some calls hand down."""
    return getattr(wrapped, "impl", wrapped)


def com(cls: C) -> C:
    """Count every public call of a class of the engine, and let what it does not do say so by name."""
    ours = [base for base in reversed(cls.__mro__) if base.__module__.startswith("tests.engine.")]
    own = {name: member for base in ours for name, member in vars(base).items()}
    for base in ours:
        for name in vars(base).get("__annotations__", {}):
            own.setdefault(name, None)
            setattr(cls, name, getattr(cls, name) if name in vars(base) else None)  # else a property would bar it
    for name, member in own.items():
        if name not in _FREE and (not name.startswith("_") or name in _DUNDERS):
            _count(cls, name, member)
    for base in cls.__mro__:
        if base.__module__ == base_classes.__name__:
            for name, member in vars(base).items():
                if name not in own and name not in _INHERITED and not name.startswith("_"):
                    _refuse(cls, name, member)
    return cls


def _count(cls: type, name: str, member: object) -> None:
    label = f"{cls.__name__}.{name}"
    if isinstance(member, property):
        get = member.fget and TRIPS.counted(label, member.fget)
        put = member.fset and TRIPS.counted(f"{label}=", member.fset)
        setattr(cls, name, property(get, put))
    elif inspect.isfunction(member):
        setattr(cls, name, TRIPS.counted(label, member))


def _refuse(cls: type, name: str, member: object) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise NotImplementedError(f"{cls.__name__}.{name}: the tests' engine on LibreOffice does not do this")

    if isinstance(member, property):
        setattr(cls, name, property(refuse, refuse))
    elif inspect.isfunction(member) and not inspect.iscoroutinefunction(member):
        setattr(cls, name, refuse)
