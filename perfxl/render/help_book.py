"""The help that staff open from the ribbon: a workbook of what each button does and what each rule means."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from perfxl import __version__
from perfxl.forms import _looks as looks
from perfxl.hosts.xlsx import write_plan
from perfxl.page import Page, Plan
from perfxl.render.words import rule_words
from perfxl.rules import CATALOGUE


def write_help(out: Path, buttons: Mapping[str, str]) -> Path:
    """Write the help; `buttons` says by label what each does."""
    rules = {code: rule_words(rule) for code, rule in CATALOGUE.rules.items()}
    pages = (
        _page("按钮", ("按钮", "做什么"), buttons),
        _page("规则", ("规则", "说明"), rules),
    )
    write_plan(Plan(pages, title=f"perfxl {__version__} 帮助"), out)
    return out


def write_words(out: Path, words: str) -> Path:
    """Write some lines as a workbook, from which they can be copied."""
    page = Page(name="perfxl", widths=(110,))
    for row, line in enumerate(words.split("\n")):
        page.put(row, 0, line, looks.TEXT.but(border=False))
    write_plan(Plan((page,), title="perfxl"), out)
    return out


def _page(name: str, titles: tuple[str, str], lines: Mapping[str, str]) -> Page:
    page = Page(name=name, widths=(16, 100), freeze=(1, 1), repeat=(0, 0))
    for column, title in enumerate(titles):
        page.put(0, column, title, looks.LABEL)
    for row, (word, text) in enumerate(lines.items(), start=1):
        page.put(row, 0, word, looks.TEXT.but(bold=True, valign="top"))
        page.put(row, 1, text, looks.TEXT.but(valign="top"))
        page.heights[row] = looks.height([(text, page.widths[1])])
    return page
