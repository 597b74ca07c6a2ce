"""Books, and the books of an app.

Books are opened with a frame that is not hidden: under --headless nothing is drawn, and only then does VBA's
ActiveWorkbook follow. Add-ins (.xlam) are opened hidden: in Excel too they are never active and not among the books
that are counted, yet `books("perfxl.xlam")` finds them.
"""
# ruff: noqa: ANN401 # neither UNO nor xlwings' inside has types

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from xlwings import base_classes

from tests.engine import _macros
from tests.engine._names import Names
from tests.engine._office import properties
from tests.engine._protection import permissions
from tests.engine._sheet import Sheets
from tests.engine._trips import ExcelError, com

if TYPE_CHECKING:
    from tests.engine._app import App

_VBA = "Calc MS Excel 2007 VBA XML"
_FILTERS = {".xlsx": "Calc MS Excel 2007 XML", ".xlsm": _VBA, ".xlam": _VBA, ".xls": "MS Excel 97"}
_RUN_MACROS = 4  # com.sun.star.document.MacroExecMode.ALWAYS_EXECUTE_NO_WARN
_ADD_IN = ".xlam"


@com
class Book(base_classes.Book):
    """One open workbook; `permissions` are what its protected sheets allow, as its file says."""

    app: App

    def __init__(self, app: App, document: Any) -> None:
        """Take LibreOffice's document."""
        self.app = app
        self.document = document
        self.permissions = permissions(Path(self.fullname)) if self.document.URL else {}

    @property
    def api(self) -> Any:
        return self.document

    @property
    def fullname(self) -> str:
        url = self.document.URL
        return unquote(urlsplit(url).path) if url else str(self.document.Title)

    @property
    def name(self) -> str:
        return Path(self.fullname).name

    @property
    def sheets(self) -> Sheets:
        return Sheets(self)

    @property
    def names(self) -> Names:
        return Names(self)

    @property
    def add_in(self) -> bool:
        """Whether it is an add-in."""
        return self.name.lower().endswith(_ADD_IN)

    def activate(self) -> None:
        if self.add_in:
            raise ExcelError(f"{self.name} is an add-in and cannot be activated")
        frame = self.document.CurrentController.Frame
        self.app.office.settle()
        frame.activate()
        self.app.office.desktop.setActiveFrame(frame)

    def save(self, path: str | None = None, password: str | None = None) -> None:
        if password:
            raise NotImplementedError("Book.save: with a password")
        target = Path(path or (self.fullname if self.document.URL else f"{self.name}.xlsx")).absolute()
        if any(one is not self and one.name.lower() == target.name.lower() for one in self.app.books.all()):
            raise ExcelError(f"{target.name}: a book of this name is open")
        _macros.tidy(self.document)
        self.document.storeAsURL(
            target.as_uri(), properties(FilterName=_FILTERS[target.suffix.lower()], Overwrite=True)
        )

    def to_pdf(self, path: str, quality: str | None = None) -> None:  # noqa: ARG002 # one quality
        self.document.storeToURL(Path(path).absolute().as_uri(), properties(FilterName="calc_pdf_Export"))

    def close(self) -> None:
        self.app.books.forget(self)
        self.document.close(True)  # noqa: FBT003 # UNO knows no names

    def source(self, module: str, text: str | None = None) -> str | None:
        """Read a macro module; with a text, put that in its place (LibreOffice cannot parse all that Excel can)."""
        return _macros.source(self.document, module, text)

    def drop(self, module: str) -> None:
        """Take a macro module away: one that LibreOffice cannot parse silences all the others."""
        _macros.drop(self.document, module)

    def refuse_if_protected(self, what: str) -> None:
        """Refuse what changes the sheets of a book whose structure is protected."""
        if self.document.isProtected():
            raise ExcelError(f"{self.name}: the book's structure is protected: no {what}")


@com
class Books(base_classes.Books):
    """The open books, in the order in which they were opened."""

    def __init__(self, app: App) -> None:
        """Start with none."""
        self.app = app
        self._known: dict[str, Book] = {}

    @property
    def api(self) -> Any:
        return self.app.office.desktop.Components

    def all(self) -> list[Book]:
        """Gather all open books, add-ins too, also those that a macro opened."""
        found: dict[str, Book] = {}
        documents = self.api.createEnumeration()
        while documents.hasMoreElements():
            document = documents.nextElement()
            if document.supportsService("com.sun.star.sheet.SpreadsheetDocument"):
                key = document.RuntimeUID
                found[key] = self._known.get(key) or Book(self.app, document)
        order = {key: place for place, key in enumerate(self._known)}
        self._known = dict(sorted(found.items(), key=lambda item: order.get(item[0], len(order))))
        return list(self._known.values())

    def forget(self, book: Book) -> None:
        """Let go of a book that closes."""
        self._known = {key: one for key, one in self._known.items() if one is not book}

    def _counted(self) -> list[Book]:
        return [book for book in self.all() if not book.add_in]

    @property
    def active(self) -> Book:
        books = self._counted()
        if not books:
            raise ExcelError("no book is open")
        current = self.app.office.desktop.CurrentComponent
        uid = current.RuntimeUID if current is not None else None
        return next((book for book in books if book.document.RuntimeUID == uid), books[-1])

    def __call__(self, name_or_index: str | int) -> Book:
        if isinstance(name_or_index, int):
            books = self._counted()
            if 1 <= name_or_index <= len(books):
                return books[name_or_index - 1]
        else:
            for book in self.all():
                if book.name.lower() == name_or_index.lower():
                    return book
        raise KeyError(name_or_index)

    def __len__(self) -> int:
        return len(self._counted())

    def __iter__(self) -> Iterator[Book]:
        return iter(self._counted())

    def __contains__(self, name: str) -> bool:
        return any(book.name.lower() == name.lower() for book in self.all())

    def add(self) -> Book:
        return self._load("private:factory/scalc")

    def open(self, fullname: str, *options: object) -> Book:
        if any(option is not None for option in options[2:]):
            raise NotImplementedError("Books.open: more than path, update_links and read_only")
        path = Path(fullname).absolute()
        read_only = bool(options[1]) if len(options) > 1 else False
        extra = {"FilterName": _VBA, "Hidden": True} if path.suffix.lower() == _ADD_IN else {}
        return self._load(path.as_uri(), ReadOnly=read_only, **extra)

    def _load(self, url: str, **options: object) -> Book:
        arguments = properties(**({"MacroExecutionMode": _RUN_MACROS, "Hidden": False} | options))
        document = self.app.office.desktop.loadComponentFromURL(url, "_blank", 0, arguments)
        if document is None:
            raise ExcelError(f"{url}: LibreOffice cannot open it")
        document.enableAutomaticCalculation(self.app.calculation != "manual")
        book = next(one for one in self.all() if one.document.RuntimeUID == document.RuntimeUID)
        if not book.add_in:
            book.activate()
            document.lockControllers()  # nobody looks; LibreOffice 7.4 may crash where it paints while others call it
        return book
