"""Runs in a process of its own: xlwings' generator of VBA wrappers over a module of cell functions, as JSON.

The generator lives in a module of xlwings that wants pywin32, which is for Windows alone, though it uses none of it to
generate. Elsewhere empty modules stand in; that must not happen to the process that builds.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from importlib.util import find_spec
from io import StringIO
from types import ModuleType, SimpleNamespace


def _stand_in_for_pywin32() -> None:
    for name in ("pythoncom", "pywintypes", "win32com", "win32com.client"):
        sys.modules[name] = ModuleType(name)
    vars(sys.modules["pythoncom"])["CoInitialize"] = None
    vars(sys.modules["win32com.client"])["Dispatch"] = None


def generated(name: str) -> dict[str, object]:
    """Generate: the wrappers' VBA, and each function's name, category, description and its arguments'."""
    if find_spec("pywintypes") is None:
        _stand_in_for_pywin32()
    udfs = import_module("xlwings.udfs")
    decorators = {"func": udfs.xlfunc, "sub": udfs.xlsub, "arg": udfs.xlarg, "ret": udfs.xlret}
    vars(import_module("xlwings")).update(decorators)  # off Windows they leave a function untouched
    module = import_module(name)
    text = StringIO()
    udfs.generate_vba_wrapper(name, module, text, SimpleNamespace(Name="perfxl.xlam"))
    infos = [vars(module)[one].__xlfunc__ for one in dir(module) if hasattr(vars(module)[one], "__xlfunc__")]
    functions = [
        [info["name"], info["category"], info["ret"]["doc"], [arg["doc"] for arg in info["args"] if not arg["vba"]]]
        for info in infos
    ]
    return {"code": text.getvalue(), "functions": functions}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(generated(sys.argv[1])))
