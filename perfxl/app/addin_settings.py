r"""perfxl.conf, from which the macros of xlwings learn where Python is.

`"KEY","value"` a line, as VBA's `Write #` makes it and `Input #` takes it, in the code page of Windows. Values go
through ExpandEnvironmentStrings and, in quotes, onto a command line, whence the characters that are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from perfxl.errors import PerfxlError

INTERPRETER = "INTERPRETER_WIN"
_FIXED = {"USE UDF SERVER": "True", "ADD_WORKBOOK_TO_PYTHONPATH": "False", "SHOW CONSOLE": "False"}
_OWN = {INTERPRETER, *_FIXED}
_KEY = re.compile(rb'\s*"?([^",]*)"?\s*,')
_VALUE = re.compile(rb'[^,]*,\s*"?([^"\r\n]*)')
_REFUSED = frozenset('"%\r\n')
_ELSEWHERE = r"请把 Python 和 perfxl 装到只有英文字母、数字的文件夹里（例如 D:\perfxl），再用那里的 perfxl 安装加载项。"


def with_own(old: bytes, python: Path, code_page: str) -> bytes:
    """Put the lines that perfxl needs first; what else somebody wrote follows as it was."""
    values = {INTERPRETER: _value_for(python, code_page), **_FIXED}
    own = [f'"{key}","{value}"'.encode(code_page) for key, value in values.items()]
    return _text([*own, *_others(old)])


def without_own(old: bytes) -> bytes:
    """Leave only what perfxl did not write."""
    return _text(list(_others(old)))


def has_own(content: bytes) -> bool:
    """Tell whether perfxl wrote a line of this."""
    return any(_key(line) in _OWN for line in content.splitlines())


def interpreter(content: bytes, code_page: str) -> Path | None:
    """Read which Python the macros start; None where nothing says so."""
    for line in content.splitlines():
        if _key(line) == INTERPRETER and (found := _VALUE.match(line)) and found[1].strip():
            return Path(found[1].decode(code_page, "replace").strip())
    return None


def require_readable(path: Path, what: str, code_page: str) -> None:
    """Refuse a path that macros cannot spell: they know the words of one code page alone."""
    try:
        str(path).encode(code_page)
    except UnicodeEncodeError as error:
        words = error.object[error.start : error.end]
        raise PerfxlError(
            f"{what}“{path}”里的“{words}”不在这台电脑的系统编码里，Excel 的宏读不了。", _ELSEWHERE
        ) from error


def _value_for(python: Path, code_page: str) -> str:
    if bad := _REFUSED.intersection(str(python)):
        raise PerfxlError(f"Python 的位置“{python}”里有 Excel 的宏读不了的字符 {' '.join(sorted(bad))}。", _ELSEWHERE)
    require_readable(python, "Python 的位置", code_page)
    return str(python)


def _others(content: bytes) -> Iterator[bytes]:
    return (line for line in content.splitlines() if line.strip() and _key(line) not in _OWN)


def _key(line: bytes) -> str:
    found = _KEY.match(line)
    return found[1].decode("latin-1").strip().upper() if found else ""


def _text(lines: list[bytes]) -> bytes:
    return b"".join(line + b"\r\n" for line in lines)
