"""The README's pictures are what the sources draw, and say that they are drawn."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from perfxl.ribbon import COMMANDS
from tests.house._tree import ROOT
from workbook._svg import wrapped
from workbook.pictures import FINDINGS, FOLDER, FORM, TAB, build

PICTURES = [TAB, FINDINGS, FORM]
README = (ROOT / "README.md").read_text("utf-8")


def words(name: str) -> list[str]:
    return [one.text or "" for one in etree.parse(FOLDER / name).iter("{*}text")]


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pictures")
    assert [path.name for path in build(folder)] == PICTURES
    return folder


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_what_the_sources_draw(fresh: Path, name: str) -> None:
    assert (FOLDER / name).read_text("utf-8") == (fresh / name).read_text("utf-8"), "run `make pictures`"


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_says_that_it_is_no_screenshot_and_stands_in_the_readme(name: str) -> None:
    assert "不是 Excel 截图" in words(name)[-1]
    assert f"](workbook/pictures/{name})" in README


def test_no_other_picture_lies_about() -> None:
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(PICTURES)


def test_the_tab_shows_every_button() -> None:
    assert {one.label for one in COMMANDS.values()} < set(words(TAB))


def test_the_form_shows_a_mark_and_its_note() -> None:
    assert "perfxl 校验" in words(FORM)
    assert 'fill="#F8CBAD"' in (FOLDER / FORM).read_text("utf-8")


def test_words_are_broken_as_in_chinese_print() -> None:
    assert wrapped("绩效目标，预算", 8) == ["绩效目", "标，预算"]  # no comma begins a line
    assert wrapped("依据“财预〔2015〕88号”", 10) == ["依据“财预", "〔2015〕88", "号”"]  # no bracket ends one
    assert wrapped("一\n二", 8) == ["一", "二"]
    assert wrapped("", 8) == [""]
