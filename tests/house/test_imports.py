"""The command line starts fast because it leaves the heavy packages alone until a workbook is opened."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = {"pandas", "numpy", "xlwings", "openpyxl", "xlsxwriter", "python_calamine", "lxml", "docx"}
PROBE = """
import contextlib, io, json, sys
sys.argv = ["perfxl", *sys.argv[1:]]
from perfxl.cli import main
with contextlib.redirect_stdout(io.StringIO()) as said, contextlib.suppress(SystemExit):
    main()
print(json.dumps([said.getvalue(), sorted(sys.modules)]))
"""


@pytest.mark.parametrize("words", [["--help"], ["rule", "FUND-02"], ["check", "--help"]], ids=" ".join)
def test_quick_commands_load_nothing_heavy(words: list[str]) -> None:
    done = subprocess.run([sys.executable, "-c", PROBE, *words], capture_output=True, text=True, check=True)
    said, modules = json.loads(done.stdout)
    assert said
    assert HEAVY & set(modules) == set()
