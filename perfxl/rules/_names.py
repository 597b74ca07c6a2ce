"""A project's name where else it stands: in the title, on the sheet's tab, in the listing; no rule stands here."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perfxl.model.amounts import folded
from perfxl.model.department import Department
from perfxl.model.project import Project
from perfxl.rules._lexicon import patterns
from perfxl.rules.structure import title_parts

_PLAIN_TAB = re.compile(rf"(?:\d+[.．、_])?(?:{patterns('codes.plain_tabs').pattern})")
_NUMBER = re.compile(r"^\s*\d+\s*[.．、_]")
_COPY = re.compile(r"\(\d+\)$")
_SIGNS = re.compile(r"[\W_]")
_TAB_MOST = 31
_TABLE = ("", "绩效目标表", "绩效目标申报表")


def other_names(project: Project, department: Department) -> Iterator[tuple[str, str]]:
    """Give where a project is named otherwise, and how: ("标题中", …), ("工作表名", …), ("汇总表中", …)."""
    title = title_parts(project.title)
    if title and folded(title[1]) != folded(project.name):
        yield "标题中", title[1].strip()
    if not _tab_fits(project.tab, project.name):
        yield "工作表名", project.tab
    code = folded(project.code)
    rows = [row for row in (department.listing.projects if department.listing else ()) if folded(row.code) == code]
    alone = len(rows) == 1 and [folded(one.code) for one in department.projects].count(code) == 1
    if code and alone and folded(rows[0].name) not in {"", folded(project.name)}:
        yield "汇总表中", rows[0].name.strip()


def _tab_fits(tab: str, name: str) -> bool:
    """Compare a sheet's name as far as sheets can carry it: cut, unsafe characters replaced, perhaps plain 表1."""
    if not tab.strip() or _PLAIN_TAB.fullmatch(tab.strip()):
        return True
    own, wanted = (_SIGNS.sub("", _NUMBER.sub("", folded(text))) for text in (_COPY.sub("", folded(tab)), name))
    if len(tab) >= _TAB_MOST - 1 and f"{wanted}{_TABLE[-1]}".startswith(own):
        return True
    return own.lstrip("0123456789") in {f"{wanted}{table}".lstrip("0123456789") for table in _TABLE}
