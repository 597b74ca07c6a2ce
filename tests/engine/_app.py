"""The engine and its apps; each app is one soffice process."""
# ruff: noqa: ANN401 # neither UNO nor xlwings' inside has types

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from xlwings import base_classes

from tests.engine import _macros
from tests.engine._area import from_uno
from tests.engine._book import Book, Books
from tests.engine._cells import ERROR_TEXTS
from tests.engine._office import Office, find_uno
from tests.engine._range import Range
from tests.engine._trips import TRIPS, ExcelError, com

if TYPE_CHECKING:
    from tests.engine._sheet import Sheet


class Alert(NamedTuple):
    """A message that was shown."""

    prompt: str
    title: str | None
    buttons: str | None
    mode: str | None


class Engine:
    """The engine "excel" for xlwings, whose conversion knows no other name.

    `copies_link`: whether formulas of a sheet copied into another book become links to the old one, as in Excel.
    """

    name = "excel"
    type = "desktop"

    def __init__(self, program: str) -> None:
        """Take LibreOffice's program; nothing starts."""
        if find_uno() is None:
            raise ImportError("no UNO bridge for this Python (Debian: python3-uno)")
        self.program = program
        self.apps = Apps(self)
        self.copies_link = False

    @property
    def calls(self) -> Counter[str]:
        """Count the calls so far by name: "Range.raw_value", and "Range.raw_value=" for writing."""
        return TRIPS.calls

    @property
    def trips(self) -> int:
        """Count the calls so far."""
        return TRIPS.calls.total()

    def refuse(self, change: int | None) -> None:
        """Refuse one of the next changes, counted from 1, as a busy Excel does; None for none."""
        TRIPS.left = change

    @property
    def refusing(self) -> bool:
        """Whether the change to be refused has not come yet."""
        return TRIPS.left is not None

    def reset(self) -> None:
        """Count anew, refuse nothing, and copy as at the start."""
        TRIPS.calls.clear()
        TRIPS.left = None
        self.copies_link = False

    @staticmethod
    def prepare_xl_data_element(x: object, _options: object) -> object:
        """Make plain what converters hand over."""
        if x is None or (isinstance(x, float) and x != x):  # noqa: PLR0124 # not a number
            return None
        return x.item() if type(x).__module__ == "numpy" else x  # type: ignore[attr-defined] # numpy's scalars

    @staticmethod
    def clean_value_data(
        data: Sequence[Sequence[object]],
        datetime_builder: Callable[..., object],
        empty_as: object,
        number_builder: Callable[[float], object] | None,
        err_to_str: bool,
    ) -> list[list[object]]:
        """Make of raw values what xlwings hands to its caller."""

        def clean(value: object) -> object:
            if value in ("", None):
                return empty_as
            if isinstance(value, dt.datetime):
                parts = {part: getattr(value, part) for part in ("year", "month", "day", "hour", "minute", "second")}
                return datetime_builder(**parts, microsecond=value.microsecond, tzinfo=None)
            if isinstance(value, float):
                return number_builder(value) if number_builder else value
            if isinstance(value, int) and value in ERROR_TEXTS:
                return ERROR_TEXTS[value] if err_to_str else None
            return value

        return [[clean(value) for value in row] for row in data]


@com
class App(base_classes.App):
    """One LibreOffice. It draws nothing and asks nobody: what is shown is kept for the tests to read.

    `alerts` holds the messages shown and `answers` what is answered to the next ones ("ok" where it is empty);
    `status_history` holds what the status bar said.
    """

    books: Books
    engine: Engine
    visible: bool
    screen_updating: bool
    display_alerts: bool
    enable_events: bool
    interactive: bool

    def __init__(self, engine: Engine, add_book: bool) -> None:
        """Start LibreOffice."""
        self.engine = engine
        self.office = Office(engine.program)
        self.books = Books(self)
        self.visible = True
        self.clipboard: Range | None = None
        self.reset()
        if add_book:
            self.books.add()

    def reset(self) -> None:
        """Be as after the start, apart from the books."""
        self.screen_updating = True
        self.display_alerts = True
        self.enable_events = True
        self.interactive = True
        self.alerts: list[Alert] = []
        self.answers: list[str] = []
        self.status_history: list[str | bool] = []
        self._status: str | bool = False
        self._calculation = "automatic"
        self.clipboard = None

    @property
    def api(self) -> Any:
        return self.office.desktop

    @property
    def pid(self) -> int:
        return self.office.pid

    hwnd = pid

    @property
    def path(self) -> str:
        return str(Path(self.engine.program).parent)

    @property
    def version(self) -> str:
        return "16.0"

    @property
    def startup_path(self) -> str:
        return str(self.office.service("util.PathSettings").UserConfig).removeprefix("file://")

    @property
    def selection(self) -> Range | None:
        if not len(self.books):
            return None
        book = self.books.active
        chosen = book.document.CurrentController.getSelection()
        if not hasattr(chosen, "RangeAddress"):
            return None
        area = chosen.RangeAddress
        sheet: Sheet = book.sheets(area.Sheet + 1)
        return Range(sheet, from_uno(area))

    def activate(self, steal_focus: bool | None = None) -> None:
        """Be the active app; there is no other focus."""

    def quit(self) -> None:
        try:
            for book in self.books.all():
                book.close()
        finally:
            self.office.quit()
            self.engine.apps.forget(self)

    def kill(self) -> None:
        self.office.kill()
        self.engine.apps.forget(self)

    @property
    def calculation(self) -> str:
        return self._calculation

    @calculation.setter
    def calculation(self, value: str) -> None:
        if value not in ("automatic", "manual", "semiautomatic"):
            raise KeyError(value)
        self._calculation = value
        for book in self.books.all():
            book.document.enableAutomaticCalculation(value != "manual")
            if value != "manual":
                book.document.calculate()

    def calculate(self) -> None:
        for book in self.books.all():
            book.document.calculate()

    @property
    def status_bar(self) -> str | bool:
        return self._status

    @status_bar.setter
    def status_bar(self, value: str | bool) -> None:
        self._status = value
        self.status_history.append(value)

    @property
    def cut_copy_mode(self) -> str | None:
        return "copy" if self.clipboard else None

    @cut_copy_mode.setter
    def cut_copy_mode(self, value: bool) -> None:
        if not value:
            self.clipboard = None

    def alert(self, prompt: str, title: str | None, buttons: str | None, mode: str | None, callback: object) -> str:
        if callback is not None:
            raise NotImplementedError("App.alert: with a callback")
        self.alerts.append(Alert(prompt, title, buttons, mode))
        return self.answers.pop(0) if self.answers else "ok"

    def run(self, macro: str, args: Sequence[object]) -> object:
        wanted, module, sub = _macros.split_name(macro)
        books = self.books.all()
        if wanted:
            books = [book for book in books if book.name.lower() == wanted.lower()]
        elif len(self.books):
            books = sorted(books, key=lambda book: book is not self.books.active)
        for book in books:
            if place := _macros.find(book, module, sub):
                return _macros.run(book, place, sub, args)
        raise ExcelError(f"no open book has the macro {macro}")


@com
class Apps(base_classes.Apps):
    """The running apps, the last one started first, as windows lie on a desk."""

    def __init__(self, engine: Engine) -> None:
        """Start with none."""
        self._engine = engine
        self._apps: list[App] = []

    def keys(self) -> list[int]:
        return [app.pid for app in self._apps]

    def add(
        self, spec: object = None, add_book: bool | None = None, xl: object = None, visible: bool | None = None
    ) -> App:
        if spec is not None or xl is not None:
            raise NotImplementedError("Apps.add: spec, xl")
        app = App(self._engine, bool(add_book))
        app.visible = visible is not False
        self._apps.insert(0, app)
        return app

    def forget(self, app: App) -> None:
        """Let go of an app that ended."""
        self._apps = [one for one in self._apps if one is not app]

    def __iter__(self) -> Iterator[App]:
        return iter(list(self._apps))

    def __len__(self) -> int:
        return len(self._apps)

    def __getitem__(self, pid: int) -> App:
        for app in self._apps:
            if app.pid == pid:
                return app
        raise KeyError("Could not find an Excel instance with this PID.")


__all__ = ["Alert", "App", "Apps", "Book", "Engine"]
