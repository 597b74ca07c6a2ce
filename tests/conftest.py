"""Fixtures for every test; a program that is missing skips its tests loudly, and fails them where CI=true."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from tests import _office

if TYPE_CHECKING:
    import xlwings as xw


def missing(what: str) -> NoReturn:
    """Skip and say why; a build server must not pass by skipping."""
    reason = f"没有 {what}，这项测试没有运行（make test 会安装它）"
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def has_excel() -> bool:
    """Whether Excel is installed here."""
    if sys.platform != "win32":
        return False
    import winreg

    try:
        winreg.CloseKey(winreg.OpenKey(winreg.HKEY_CLASSES_ROOT, r"Excel.Application\CLSID"))
    except OSError:
        return False
    return True


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what needs Excel where there is none, unless it is asked for; pytest counts it as deselected."""
    if has_excel() or "excel" in config.getoption("markexpr"):
        return
    out = [item for item in items if item.get_closest_marker("excel")]
    if out:
        config.hook.pytest_deselected(items=out)
        items[:] = [item for item in items if item not in out]


@pytest.fixture(scope="session")
def libreoffice(tmp_path_factory: pytest.TempPathFactory) -> _office.LibreOffice:
    """LibreOffice with a profile of this process's own."""
    program = _office.find_libreoffice()
    if program is None:
        missing("LibreOffice")
    return _office.LibreOffice(program, tmp_path_factory.mktemp("libreoffice"))


@pytest.fixture(scope="session")
def sdk_errors() -> Callable[[Path], list[str]]:
    """Call with a workbook: what Microsoft's Open XML SDK has against it, for Office 2016 and Microsoft 365."""
    validator = _office.find_validator()
    if validator is None:
        missing("@ooxml-tools/validate（Node ≥ 20）")
    return partial(_office.sdk_errors, validator)


@pytest.fixture(scope="session")
def audit_errors() -> Callable[[Path], list[str]]:
    """Call with a workbook: what openxml-audit has against it."""
    return _office.audit_errors


@pytest.fixture(scope="session")
def excel_process() -> Iterator[xw.App]:
    """Give xlwings' App on one LibreOffice for the whole run (`tests.engine`); tests take `excel_app`."""
    import xlwings as xw

    from tests import engine

    program = _office.find_libreoffice()
    if program is None:
        missing("LibreOffice")
    if engine.find_uno() is None:
        missing("LibreOffice 的 Python 接口（python3-uno，须与本 Python 同版本）")
    engine.start(program)
    app = xw.App(add_book=False)
    yield app
    app.quit()


@pytest.fixture
def excel_app(excel_process: xw.App) -> Iterator[xw.App]:
    """Give xlwings' App with no book open; its messages and counts begin anew, and what a test opens is closed."""
    import xlwings as xw

    excel_process.impl.reset()
    excel_process.impl.engine.reset()
    yield excel_process
    for book in excel_process.impl.books.all():
        book.close()
    if hasattr(xw.Book, "_mock_caller"):
        del xw.Book._mock_caller  # noqa: SLF001 # xlwings sets it and never takes it back


@pytest.fixture(scope="session")
def real_excel() -> Iterator[xw.App]:
    """Give an Excel of the tests' own, with the add-in as it ships."""
    if not has_excel():
        pytest.fail("-m excel 要在装有 Excel 的 Windows 上运行", pytrace=False)
    import xlwings as xw

    app = xw.App(add_book=False)
    yield app
    app.quit()


@pytest.fixture(scope="session")
def stub(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The add-in for LibreOffice (`tests.addin._stub`)."""
    from tests.addin._stub import stub_addin

    return stub_addin(tmp_path_factory.mktemp("stub"))


@pytest.fixture
def office_app(excel_app: xw.App, stub: Path) -> xw.App:
    """Give xlwings' App on LibreOffice with the add-in open: what counts calls, or asks LibreOffice itself."""
    excel_app.books.open(str(stub))
    excel_app.impl.engine.reset()
    return excel_app


@pytest.fixture(
    params=[
        pytest.param("LibreOffice", marks=pytest.mark.libreoffice),
        pytest.param("Excel", marks=pytest.mark.excel),
    ]
)
def live_app(request: pytest.FixtureRequest) -> Iterator[xw.App]:
    """Give xlwings' App with the add-in open and no book: on LibreOffice, and once more on Excel where there is one."""
    if request.param == "LibreOffice":
        yield request.getfixturevalue("office_app")
        return
    app, addin = request.getfixturevalue("real_excel"), request.getfixturevalue("shipped_addin")
    if addin.name not in app.books:
        app.books.open(str(addin))
    yield app
    for book in app.books:
        book.close()


@pytest.fixture(scope="session")
def shipped_addin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The add-in as it ships."""
    from perfxl.addin.build import build

    return build(tmp_path_factory.mktemp("shipped"))
