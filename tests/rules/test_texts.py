"""The looks that spare a close reading: whatever a rule would find passes its look."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfxl.rules._lexicon import mapping, phrases
from perfxl.rules._texts import cells, joined, marks, typed
from tests.builders import a_project

LISTS = {
    "disclosure.improper_marks": tuple(mapping("disclosure.improper")),
    "wording.typo_marks": tuple(mapping("wording.typos")),
    "wording.placeholder_marks": phrases("wording.placeholders"),
}


@pytest.mark.parametrize("path", LISTS)
@settings(max_examples=1000)
@given(st.data())
def test_whatever_a_pattern_finds_holds_one_of_its_marks(path: str, data: st.DataObject) -> None:
    pattern = re.compile(data.draw(st.sampled_from(LISTS[path])))
    text = data.draw(st.from_regex(pattern, fullmatch=True))
    assert marks(path)(text), f"{path} 缺少“{text}”里的字"


@given(st.sampled_from(["无", "", "XX", " 甲\n乙 ", "（"]))
def test_a_project_is_looked_at_whole(text: str) -> None:
    project = a_project(name=text, purpose=text, goals=text)
    assert joined(project).split("\n") == "\n".join(words for _, words in cells(project, lambda _: True)).split("\n")


def test_only_the_cells_that_pass_a_look_are_given() -> None:
    project = a_project(purpose="购置XX设备", unit="某局")
    assert [place.field for place, _ in cells(project, re.compile("XX").search)] == ["purpose"]
    assert [field for field, _ in typed(project, re.compile("XX|某").search)] == ["unit", "purpose"]
