"""Sheet names that Excel takes."""

from hypothesis import given
from hypothesis import strategies as st

from perfxl.forms._names import sheet_name


@given(st.lists(st.text("项目1.a'[]:*?/\\ ", max_size=60), max_size=8))
def test_names_are_short_legal_and_unlike(wanted: list[str]) -> None:
    taken: set[str] = set()
    names = [sheet_name(one, taken) for one in wanted]
    assert len({name.lower() for name in names}) == len(names)
    for name in names:
        assert 0 < len(name) <= 31
        assert not set(name) & set("[]:*?/\\'")
        assert name == name.strip()


def test_history_is_excel_s_own() -> None:
    assert sheet_name("History", set()) == "History(2)"
