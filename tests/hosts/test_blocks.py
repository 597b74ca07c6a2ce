"""Cells gathered into blocks: every one once, in its place, and as few as there are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from perfxl.forms.findings import cells_of
from perfxl.hosts._blocks import blocks, chunks
from perfxl.sheet import Word, address

CELLS = st.dictionaries(st.tuples(st.integers(0, 12), st.integers(0, 6)), st.integers(0, 99).map(str), max_size=60)


@given(CELLS)
def test_every_cell_is_in_one_block_and_keeps_its_word(words: dict[tuple[int, int], str]) -> None:
    found: dict[tuple[int, int], Word] = {}
    for block in blocks(dict(words)):
        for row, line in enumerate(block.rows, block.top):
            for column, word in enumerate(line, block.left):
                assert (row, column) not in found
                found[row, column] = word
        first, last = block.corners
        assert (first, last) == ((block.top, block.left), (row, column))
    assert found == words


def test_a_column_a_row_and_a_rectangle_are_one_block_each() -> None:
    assert len(list(blocks({(row, 3): "x" for row in range(200)}))) == 1
    assert len(list(blocks({(7, column): "x" for column in range(20)}))) == 1
    assert len(list(blocks({(row, column): "x" for row in range(20) for column in range(5)}))) == 1


def test_a_gap_a_longer_row_and_two_columns_side_by_side_are_not_joined() -> None:
    assert len(list(blocks({(0, 0): "x", (2, 0): "x"}))) == 2
    assert len(list(blocks({(0, 0): "x", (1, 0): "x", (1, 1): "x"}))) == 2
    assert len(list(blocks({(0, 0): "x", (0, 2): "x", (1, 0): "x", (1, 2): "x"}))) == 2


@given(st.sets(st.tuples(st.integers(0, 400), st.integers(0, 40))))
def test_addresses_are_short_enough_and_name_every_cell_once(at: set[tuple[int, int]]) -> None:
    wanted = [address(*one) for one in at]
    spelt = list(chunks(wanted))
    assert all(len(one) <= 250 for one in spelt)
    assert sorted(cell for one in spelt for cell in cells_of(one)) == sorted(wanted)


def test_a_run_down_a_column_is_spelt_as_one() -> None:
    assert list(chunks(["C4", "C3", "C5", "E9"])) == ["C3:C5,E9"]
    assert list(chunks([])) == []
