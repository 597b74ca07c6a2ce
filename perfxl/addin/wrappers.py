"""The cell functions as Excel sees them: a VBA wrapper for each, and its descriptions."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import NamedTuple

from perfxl.errors import PerfxlError

_HEAD = 'Attribute VB_Name = "PerfxlFunctions"\nOption Explicit\n#Const App = "Microsoft Excel"\n\n'
_LONGEST = 255  # characters that Application.MacroOptions takes


class Description(NamedTuple):
    """What Excel's function dialog says of a function and of its arguments."""

    name: str
    category: str
    text: str
    arguments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wrappers:
    """The module of wrappers as VBA text, and the description of each function."""

    code: str
    descriptions: tuple[Description, ...]


def wrappers(module: str = "perfxl.udf") -> Wrappers:
    """Let xlwings generate the wrappers of a module's functions."""
    here = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-P", "-m", "perfxl.addin._generate", module]
    done = subprocess.run(command, capture_output=True, text=True, env=here, check=False)  # noqa: S603, our own module
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["？"])[-1]
        raise PerfxlError(f"单元格函数的包装没有生成：{reason}", "请重新安装 perfxl 和 xlwings 后再试。")
    answer = json.loads(done.stdout)
    descriptions = tuple(
        Description(name, category, text, tuple(arguments)) for name, category, text, arguments in answer["functions"]
    )
    for one in descriptions:
        _hold_to_limits(one)
    return Wrappers(_HEAD + _speaking_chinese(answer["code"], descriptions), descriptions)


def _hold_to_limits(one: Description) -> None:
    for text in (one.text, *one.arguments):
        if not text.strip() or len(text) > _LONGEST:
            raise ValueError(f"{one.name}: a description has 1 to {_LONGEST} characters, not {text!r}")


def _speaking_chinese(code: str, descriptions: tuple[Description, ...]) -> str:
    """Have a cell show our sentence when its function could not be computed, not Windows' English words."""
    for one in descriptions:
        theirs = f"{one.name} = Err.Description\n"
        if code.count(theirs) != 1:
            raise ValueError(f"{one.name}: xlwings' wrapper does not end as it used to")
        code = code.replace(theirs, f"{one.name} = PerfxlFailed()\n")
    return code
