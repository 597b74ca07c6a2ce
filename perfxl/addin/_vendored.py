"""xlwings' own VBA, read from the installed package, with the few lines that must be different for us.

Each change has its reason beside it and says how often its text occurs; another xlwings that differs there is refused.
Its add-in reads settings from the open workbook and from a file beside it, starts Python through cmd.exe in whatever
folder is current, and one Python for each folder: anybody's workbook could choose the program that runs.
"""

from __future__ import annotations

from importlib.metadata import version
from importlib.resources import files
from typing import NamedTuple

from perfxl.errors import PerfxlError


class Change(NamedTuple):
    """What stands in xlwings' text, what we put there, and how often it occurs."""

    old: str
    new: str
    times: int = 1


CHANGES = (
    # the settings are in %USERPROFILE%\.perfxl\perfxl.conf
    Change('PROJECT_NAME As String = "myaddin"', 'PROJECT_NAME As String = "perfxl"'),
    # and nowhere else: not on a sheet perfxl.conf of the open workbook, not in a file beside it
    Change('Optional source As String = ""', 'Optional source As String = "user"'),
    # without settings nothing runs; a bare "pythonw" would be looked for in the current folder
    Change(
        'PYTHON_WIN = GetConfig("INTERPRETER", "pythonw")',
        'Err.Raise 1000, Description:="No INTERPRETER_WIN in " & GetConfigFilePath()',
        times=2,
    ),
    # one Python that stays, never cmd.exe at each click
    Change('OPTIMIZED_CONNECTION = GetConfig("USE UDF SERVER", False)', "OPTIMIZED_CONNECTION = True"),
    # code on the sheets of a workbook is another product, and needs its licence
    Change("uses_embedded_code = True\r\n                Exit For", "Exit For"),
    # what went wrong is the answer of RunPython; PerfxlRun says it in Chinese
    Change('ShowError "", Err.Description\r\n            RunPython = -1', 'RunPython = "Python: " & Err.Description'),
    # xlwings' DLL keeps one Python for each command line (its issue 787): no workbook's path in ours
    Change(
        'PYTHONPATH = AddExcelDir & ";" & ActiveWorkbook.FullName & ";" & ThisWorkbook.FullName & ";" & GetConfig("ONE',
        'PYTHONPATH = AddExcelDir & ";" & ThisWorkbook.FullName & ";" & ThisWorkbook.FullName & ";" & GetConfig("ONE',
    ),
    # Python itself and not cmd.exe, which is searched in the current folder first, trips virus scanners, and stays
    # alive when Python fails, so that Excel would wait for two minutes
    Change(
        'PYTHON_WIN = "cmd.exe " & ConsoleSwitch & " /K " & Chr(34) & Chr(34) & PYTHON_WIN & Chr(34)',
        "PYTHON_WIN = Chr(34) & PYTHON_WIN & Chr(34)",
    ),
    Change("XLPyCommand = PYTHON_WIN & tail & Chr(34)", "XLPyCommand = PYTHON_WIN & tail"),
    # the settings are read once, not fourteen times for each cell; the installer refuses while Excel runs
    Change(
        "Function XLPy()\r\n    XLPyLoadDLL\r\n    If 0 <> XLPyDLLActivateAuto(XLPy, XLPyCommand, 1)",
        "Function XLPy()\r\n    Static command As String\r\n"
        '    If command = "" Then\r\n        XLPyLoadDLL\r\n        command = XLPyCommand\r\n    End If\r\n'
        "    If 0 <> XLPyDLLActivateAuto(XLPy, command, 1)",
    ),
    # modules come from the installation (-P: not from the current folder, -E: not from variables of other programs)
    Change(
        'tail = " -B -c ""import sys, os;" & LicenseKeyEnvString & "import xlwings.utils;'
        'xlwings.utils.prepare_sys_path(\\""" & PYTHONPATH & "\\"");import xlwings; xlwings.serve(\'$(CLSID)\')"""',
        'tail = " -B -E -P -c ""import xlwings; xlwings.serve(\'$(CLSID)\')"""',
    ),
)


def run_python() -> str:
    """Read xlwings' module for add-ins of one's own, with our changes."""
    return changed(read("xlwings_custom_addin.bas"))


def dictionary() -> str:
    """Read the class that xlwings' module needs beside it."""
    return read("addin/Dictionary.cls")


def read(name: str) -> str:
    """Read a file of VBA from the installed xlwings."""
    return files("xlwings").joinpath(name).read_bytes().decode("ascii")


def changed(text: str) -> str:
    """Make each change; PerfxlError where xlwings' text is not what the change was made for."""
    for change in CHANGES:
        found = text.count(change.old)
        if found != change.times:
            raise PerfxlError(
                f"xlwings {version('xlwings')} 的 VBA 与本版 perfxl 不合（“{change.old[:40]}”出现 {found} 次）。",
                '请把 xlwings 装回 perfxl 要求的版本：pip install "xlwings>=0.37.8,<0.38"。',
            )
        text = text.replace(change.old, change.new)
    return text
