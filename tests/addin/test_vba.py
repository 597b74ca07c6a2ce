"""Our VBA by the letter: plain, complete, and clean for an independent linter; xlwings' with our changes as well."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyopenvba.interpreter import Interpreter
from pyvbaanalysis import DiagnosticSeverity, analyze_office_file

from perfxl.addin import _vendored
from perfxl.addin.build import own_modules
from perfxl.addin.wrappers import wrappers
from tests.addin._stub import stub_addin

# What a procedure may do without handling errors itself: hand them to who called it, who does.
RAISES = {"DescribeOne", "Attach"}
HARMLESS = re.compile(
    r'PerfxlRun "\w+"|PerfxlListen|PerfxlRefresh|PerfxlDescribe|Set gRibbon = ribbon|returnedVal = True'
    r'|If control.Tag = "master" Then returnedVal = PerfxlIsMaster\(\)|PerfxlFailed = PerfxlText\("\w+"\)'
    r'|Digit = "0"|If one Then Digit = "1"|Bit = \(Mid\$\(digits, place, 1\) = "1"\)'
)
# xlwings' settings as `perfxl addin install` writes them
SETTINGS = """
#Const App = "Microsoft Excel"
Function GetConfig(configKey As String, Optional default As String = "", Optional source As String = "") As Variant
    GetConfig = default
    If configKey = "INTERPRETER_WIN" Then GetConfig = "{python}"
    If configKey = "SHOW CONSOLE" Or configKey = "DEBUG UDFS" Then GetConfig = False
End Function
Function GetConfigFilePath() As String
    GetConfigFilePath = "D:\\me\\.perfxl\\perfxl.conf"
End Function
"""


def test_each_module_is_ascii_explicit_and_calls_no_library_of_windows() -> None:
    for one in own_modules():
        assert one.source.isascii()
        assert "\r\nOption Explicit\r\n" in one.source
        assert not re.search(r"\bDeclare\b|\bGoSub\b|\bShell\b *\(|\bOn Error GoTo 0\b", one.source)
        assert max(map(len, one.source.splitlines())) <= 120


def test_each_procedure_handles_its_errors_or_is_known_to_raise() -> None:
    for one in own_modules():
        for name, body in re.findall(
            r"^P\w+ (?:Sub|Function) (\w+)\(.*\r\n((?:.*\r\n)*?)End ", one.source, re.MULTILINE
        ):
            lines = [line.strip() for line in body.splitlines()]
            harmless = all(HARMLESS.fullmatch(line) for line in lines)
            assert "On Error" in body or harmless or name in RAISES, name


def test_the_linter_has_nothing_against_our_modules_nor_against_the_functions(addin: Path, tmp_path: Path) -> None:
    for file in (addin, stub_addin(tmp_path)):
        found = analyze_office_file(str(file))
        theirs = {"xlwings", "Dictionary", "StubControl", "StubClicks"}
        assert {name: [p.message for p in problems] for name, problems in found.items() if problems} == {
            name: [p.message for p in problems] for name, problems in found.items() if problems and name in theirs
        }
        errors = [p.message for problems in found.values() for p in problems if p.severity is DiagnosticSeverity.ERROR]
        assert errors == []


def test_python_is_started_by_its_full_path_and_no_workbook_stands_in_the_command() -> None:
    command = str(_xlwings(r"C:\Program Files\Py & Co\pythonw.exe").run("XLPyCommand", []))
    assert command == (
        r'"C:\Program Files\Py & Co\pythonw.exe" -B -E -P -c "import xlwings; xlwings.serve(' + "'$(CLSID)')" + '"'
    )


def test_without_settings_python_is_not_looked_for() -> None:
    with pytest.raises(Exception, match=r"No INTERPRETER_WIN in .*perfxl\.conf"):
        _xlwings("").run("XLPyCommand", [])


def test_settings_are_the_users_alone() -> None:
    text = _vendored.run_python()
    asked = re.findall(r"GetConfig\((.*?)\)", text)
    assert not [one for one in asked if '"sheet"' in one or '"directory"' in one]
    assert 'Optional source As String = "user") As Variant' in text
    assert 'PROJECT_NAME As String = "perfxl"' in text


def test_the_functions_call_perfxl_and_fail_in_chinese() -> None:
    functions = wrappers()
    names = [one.name for one in functions.descriptions]
    assert "PX_TOTAL" in names
    assert len(names) >= 13
    assert functions.code.count('XLPy.CallUDF("perfxl.udf", ') == 2 * len(names)
    assert re.findall(r"(\w+) = PerfxlFailed\(\)", functions.code) == names
    assert "Err.Description" not in functions.code
    assert functions.code.isascii()


def test_a_sheet_is_locked_again_with_all_that_its_protection_allowed() -> None:
    (both,) = [one.source for one in own_modules() if one.name == "PerfxlProtection"]
    told = re.findall(r"Digit\((?:sheet\.Protect|\.)(\w+)\)", both)
    made = re.findall(r"(\w+):=Bit\(one, (\d+)\)", both)
    assert [name for name, _ in made] == told
    assert [int(place) for _, place in made] == list(range(1, len(told) + 1))
    assert len(told) == 13  # all that Excel's Protect takes, but for the password and what is for this session alone


def _xlwings(python: str) -> Interpreter:
    """Run xlwings' own function with our changes in a VBA interpreter."""
    body = re.search(r"^Function XLPyCommand\(\).*?^End Function", _vendored.run_python(), re.MULTILINE | re.DOTALL)
    assert body
    vba = Interpreter()
    source = SETTINGS.format(python=python) + body[0].replace("ThisWorkbook.FullName", '"C:\\x\\perfxl.xlam"')
    assert "Workbook." not in source
    vba.add_module(f'Attribute VB_Name = "Commands"\r\n{source}', name="Commands")
    return vba
