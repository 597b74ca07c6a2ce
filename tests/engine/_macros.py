"""Macros (VBA, run by LibreOffice's Basic) called from outside.

LibreOffice says nothing when Basic fails, so the macro is called by a small function that is put beside it and catches
the error. Numbers go in as Double: LibreOffice's VBA does not take a Long from outside.
"""
# ruff: noqa: ANN401 # neither UNO nor xlwings' inside has types

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tests.engine._trips import ExcelError

if TYPE_CHECKING:
    from tests.engine._book import Book

_CALLER = "xlwings_engine_call"
_CALL = """Option VBASupport 1
Function Go({arguments})
  Dim answer(2)
  On Error GoTo failed
  {call}
  answer(0) = 0
  Go = answer
  Exit Function
failed:
  answer(0) = Err.Number
  answer(1) = Err.Description
  Go = answer
End Function
"""


def split_name(macro: str) -> tuple[str | None, str | None, str]:
    """Take `'book.xlam'!Module.Sub` apart: book, module, sub; the first two may be missing."""
    book, _, rest = macro.rpartition("!")
    module, _, sub = rest.rpartition(".")
    return book.strip("'").replace("''", "'") or None, module or None, sub


def find(book: Book, module: str | None, sub: str) -> tuple[str, str, bool] | None:
    """Find library and module of a sub, and whether it is a function."""
    libraries = book.document.BasicLibraries
    head = re.compile(
        rf"^[ \t]*(?:Public[ \t]+)?(?:Static[ \t]+)?(Sub|Function)[ \t]+{re.escape(sub)}\b",
        re.IGNORECASE | re.MULTILINE,
    )
    for library in libraries.ElementNames:
        libraries.loadLibrary(library)
        modules = libraries.getByName(library)
        for name in modules.ElementNames:
            if module and name.lower() != module.lower():
                continue
            if found := head.search(modules.getByName(name)):
                return library, name, found[1].lower() == "function"
    return None


def run(book: Book, place: tuple[str, str, bool], sub: str, arguments: Sequence[object]) -> object:
    """Call a sub or a function and give back what it returns; ExcelError where it fails."""
    library, module, function = place
    modules = book.document.BasicLibraries.getByName(library)
    names = ", ".join(f"a{i}" for i in range(len(arguments)))
    call = f"{module}.{sub}({names})"
    source = _CALL.format(arguments=names, call=f"answer(2) = {call}" if function else f"Call {call}")
    if not modules.hasByName(_CALLER):
        modules.insertByName(_CALLER, source)
    elif modules.getByName(_CALLER) != source:
        modules.replaceByName(_CALLER, source)
    script = f"vnd.sun.star.script:{library}.{_CALLER}.Go?language=Basic&location=document"
    values = tuple(float(one) if type(one) is int else one for one in arguments)
    answer, _, _ = book.document.getScriptProvider().getScript(script).invoke(values, (), ())
    if not answer:
        raise ExcelError(f"{book.name}!{module}.{sub}: LibreOffice could not compile or run it")
    number, words, result = answer
    if number:
        raise ExcelError(f"{book.name}!{module}.{sub}: {words} ({number})")
    return result


def source(document: Any, module: str, text: str | None = None) -> str | None:
    """Read a module of a document, None where there is none; with a text, replace it, or add it to the project."""
    home = _home(document, module)
    if text is not None:
        home = home or _project(document)
        (home.replaceByName if home.hasByName(module) else home.insertByName)(module, text)
    return str(home.getByName(module)) if home else None


def drop(document: Any, module: str) -> None:
    """Take a module out of a document."""
    if home := _home(document, module):
        home.removeByName(module)


def _home(document: Any, module: str) -> Any:
    libraries = document.BasicLibraries
    for library in libraries.ElementNames:
        libraries.loadLibrary(library)
        if libraries.getByName(library).hasByName(module):
            return libraries.getByName(library)
    return None


def _project(document: Any) -> Any:
    """Find the library of the VBA project; makes it in a document that has no macros yet."""
    libraries = document.BasicLibraries
    if not libraries.VBACompatibilityMode:
        libraries.VBACompatibilityMode = True
    names = libraries.ElementNames
    return libraries.getByName(next((name for name in names if name != "Standard"), "Standard"))


def tidy(document: Any) -> None:
    """Take away what was put into a document to call its macros."""
    libraries = document.BasicLibraries
    for library in libraries.ElementNames:
        if libraries.isLibraryLoaded(library) and libraries.getByName(library).hasByName(_CALLER):
            libraries.getByName(library).removeByName(_CALLER)
