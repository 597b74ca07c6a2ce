"""Nothing of one machine or one network stands in the files, and no module grows past reading."""

from __future__ import annotations

import re

from tests.house._tree import PACKAGE, is_binary, repository_files

MAX_LINES = 400
MACHINE = re.compile(
    r"(?<![\w.~-])/(?:work|root|home|tmp|Users|opt)/[\w.]"  # a folder of somebody's machine
    r"|[A-Z]:\\{1,2}Users\\"
    r"|\b(?:pypi|pythonhosted|npmjs|npmmirror|yarnpkg|aliyun|tsinghua|ustc)\b[\w.-]*\.(?:org|com|net|edu|cn)\b"
    r"|--(?:extra-)?index-url|--registry\b"
    r"|\"resolved\":"
)


def test_machine_paths_and_registries_are_recognised() -> None:
    for words in (
        "see /" + "home/li/x",
        "C:\\" + "Users\\li",
        "https://registry." + "npmjs.org/a",
        '"resolved' + '": "x"',
    ):
        assert MACHINE.search(words), words
    for words in ("a/home/x", "perfxl/render/words.py", "./tmp/x", "/usr/bin/env bash"):
        assert not MACHINE.search(words), words


def test_no_machine_path_and_no_registry() -> None:
    found = [
        f"{path.name}: {match[0]}"
        for path in repository_files()
        if path.name != "test_words.py" and not is_binary(path)
        for match in MACHINE.finditer(path.read_text("utf-8"))
    ]
    assert found == []


def test_modules_stay_short() -> None:
    long = {path.name: len(path.read_text("utf-8").splitlines()) for path in PACKAGE.rglob("*.py")}
    assert {name: lines for name, lines in long.items() if lines > MAX_LINES} == {}
