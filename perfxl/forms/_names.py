"""The master's sheets and defined names, and how a project's sheet is named."""

from __future__ import annotations

import re

CONTENTS, DEPARTMENT, LIBRARY, ROLLUP, FINDINGS, SETTINGS, META = (
    "目录",
    "部门绩效目标",
    "指标库",
    "汇总",
    "校验结果",
    "设置",
    "_perfxl",
)
OWN_SHEETS = (CONTENTS, DEPARTMENT, LIBRARY, ROLLUP, FINDINGS, SETTINGS, META)

LEVEL1_LIST, LEVEL2_LIST, OPERATOR_LIST, SEVERITY_LIST = "一级指标清单", "二级指标清单", "计算符号清单", "级别清单"

_MOST = 31
_UNSAFE = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def sheet_name(wanted: str, taken: set[str]) -> str:
    """Make a name that Excel takes: 31 characters, none that it or the writer refuses (' among them), never taken.

    `taken` holds names in lower case; the new one is added to it.
    """
    clean = _UNSAFE.sub("_", " ".join(wanted.replace("'", "’").split())) or "项目"
    name, number = clean[:_MOST].rstrip(), 1
    while name.lower() in taken or name.lower() == "history":
        number += 1
        tail = f"({number})"
        name = clean[: _MOST - len(tail)] + tail
    taken.add(name.lower())
    return name
