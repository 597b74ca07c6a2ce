"""Our VBA at work in LibreOffice: each click reaches its Python command, and what goes wrong is said in Chinese."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from perfxl.addin.build import TEXTS
from tests import _office
from tests.addin._stub import FILTER, SCRIPT, buttons, stub_addin
from tests.conftest import missing
from tests.engine._office import Office, find_uno, properties

MASTER = _office.ROOT / "workbook" / "绩效目标总表-空白.xlsx"
pytestmark = pytest.mark.libreoffice


class Excel:
    """LibreOffice with the stub build open in it."""

    def __init__(self, program: str, addin: Path) -> None:
        """Start it and load the add-in."""
        self.office = Office(program)
        self.addin = self.open(addin, FilterName=FILTER)

    def open(self, path: Path, **more: object) -> Any:  # noqa: ANN401 # UNO has no types
        """Open a workbook; `more` are LibreOffice's own words for how."""
        how = properties(MacroExecutionMode=4, **more)
        return self.office.desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, how)

    def run(self, macro: str, *arguments: object) -> Any:  # noqa: ANN401 # as above
        """Run a macro of the add-in, as Module.Name."""
        script = self.addin.getScriptProvider().getScript(SCRIPT.format(macro))
        return script.invoke(arguments, (), ())[0]


@pytest.fixture(scope="module")
def excel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Excel]:
    program = _office.find_libreoffice()
    if program is None or find_uno() is None:
        missing("LibreOffice（含 python3-uno）")
    found = Excel(program, stub_addin(tmp_path_factory.mktemp("stub")))
    yield found
    found.addin.close(True)  # noqa: FBT003 # UNO knows no keywords
    found.office.quit()


@pytest.fixture
def master(excel: Excel) -> Iterator[Any]:
    book = excel.open(MASTER)
    yield book
    book.close(True)  # noqa: FBT003 # as above


@pytest.mark.parametrize("name", buttons())
def test_a_click_runs_exactly_its_command(excel: Excel, name: str) -> None:
    excel.run("StubClicks.Trouble", "")
    assert excel.run("StubClicks.ClickButton", name) == f"import perfxl.ribbon; perfxl.ribbon.run('{name}')\n"
    assert excel.run("StubClicks.Said") == ""


def test_the_click_of_a_button_that_is_not_there_is_an_error(excel: Excel) -> None:
    assert excel.run("StubClicks.ClickButton", "nothing") == "ERROR 5 no button nothing"


def test_buttons_follow_what_is_open(excel: Excel) -> None:
    def enabled() -> set[str]:
        return {name for name in buttons() if excel.run("StubClicks.AskEnabled", name) == "True"}

    assert enabled() == {"demo", "help", "doctor"}
    book = excel.open(MASTER)
    assert enabled() == set(buttons())
    book.close(True)  # noqa: FBT003 # as above
    assert enabled() == {"demo", "help", "doctor"}


def test_trouble_is_said_in_chinese_and_the_next_click_works(excel: Excel) -> None:
    excel.run("StubClicks.Trouble", "ModuleNotFoundError: No module named 'perfxl'")
    excel.run("StubClicks.ClickButton", "check")
    assert excel.run("StubClicks.Said").startswith(TEXTS["not_running"])
    assert "No module named 'perfxl'" in excel.run("StubClicks.Said")
    excel.run("StubClicks.Trouble", "raise")
    excel.run("StubClicks.ClickButton", "check")
    assert excel.run("StubClicks.Said") == TEXTS["not_running"] + "\r\n\r\nVBA 1000: no Python\n"
    excel.run("StubClicks.Trouble", "")
    assert excel.run("StubClicks.ClickButton", "check").startswith("import perfxl.ribbon")
    assert excel.run("StubClicks.Said") == ""


def test_a_click_during_a_command_is_refused(excel: Excel) -> None:
    excel.run("StubClicks.Trouble", "")
    assert excel.run("StubClicks.ClickTwice", "mend").count("\n") == 1
    assert excel.run("StubClicks.Said") == TEXTS["busy"] + "\n"


def test_what_a_cell_says_when_its_function_fails_is_chinese(excel: Excel) -> None:
    assert excel.run("PerfxlPlumbing.PerfxlFailed") == TEXTS["no_answer"]


def test_answers_come_from_the_queue_and_none_is_a_cancelled_box(excel: Excel) -> None:
    excel.run("StubClicks.Answer", "公园维护\n")
    assert excel.run("PerfxlDialogs.PerfxlAsk", "项目名称", "新建项目", "") == "公园维护"
    assert excel.run("PerfxlDialogs.PerfxlAsk", "项目名称", "新建项目", "") is None


def test_protection_is_taken_off_and_put_back(excel: Excel, master: Any) -> None:  # noqa: ANN401 # as above
    locked = next(sheet for sheet in master.Sheets.ElementNames if master.Sheets.getByName(sheet).isProtected())
    sheet = master.Sheets.getByName(locked)
    assert excel.run("PerfxlProtection.PerfxlUnlock", MASTER.name, locked).startswith("allowed")
    assert not sheet.isProtected()
    assert excel.run("PerfxlProtection.PerfxlUnlock", MASTER.name, locked) == "open"
    excel.run("PerfxlProtection.PerfxlLock", MASTER.name, locked, "allowed")
    assert sheet.isProtected()


def test_a_password_stays(excel: Excel, master: Any) -> None:  # noqa: ANN401 # as above
    sheet = master.Sheets.getByIndex(0)
    sheet.unprotect("")
    sheet.protect("secret")
    assert excel.run("PerfxlProtection.PerfxlUnlock", MASTER.name, sheet.Name) == "refused"
    assert sheet.isProtected()
