"""What a text is about: its keywords without the words of budgeting, and which words say the same; no rule stands here.

Keywords are found with the lists of lexicon/keywords.toml, the longest word first, and pairs of letters for what no
list knows. A segmenter (rjieba was tried: 4 MB, 90 ms to load) cuts 公建热力费 well, but does not know that 热力
is 供暖, and makes words that share a stem (公务用车, 用车单位) strangers. Pairs of letters rather see too much kinship
than too little, which is the safe side for rules that say "has nothing to do with".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain, groupby, pairwise
from typing import NamedTuple

from perfxl.model.amounts import folded
from perfxl.rules._lexicon import groups, phrases, words

_MODE = "~"  # begins the token of a way to spend money; it does not tell one project from another
_TOPIC = "="


class _Piece(NamedTuple):
    """A listed word with the tokens of its groups, or a letter that no list knows; `kind` is empty for a stop word."""

    word: str
    kind: str
    tokens: tuple[str, ...] = ()


@lru_cache(maxsize=16384)
def content(text: str) -> frozenset[str]:
    """Give the tokens of a text: one for each group of synonyms in it, and the pairs of letters of its keywords."""
    tokens = set[str]()
    run = ""
    for piece in _pieces(text):
        if piece.kind == "letter":
            run += piece.word
            continue
        tokens.update(piece.tokens, _pairs(run), _pairs(piece.word) if piece.kind == _TOPIC else ())
        run = ""
    return frozenset(tokens.union(_pairs(run)))


@lru_cache(maxsize=16384)
def core(text: str) -> frozenset[str]:
    """Give the tokens that tell what a project is about, without ways to spend money (补贴, 购置, 维修 …)."""
    return frozenset(token for token in content(text) if token[0] != _MODE)


def related(one: str, other: str) -> bool:
    """Tell whether two texts share a keyword or a synonym."""
    return not content(one).isdisjoint(content(other))


def keywords(text: str) -> tuple[str, ...]:
    """Give the keywords of a text in its own words and order, for a message: 独生子女父母退休, 奖励."""
    runs = (
        "".join(piece.word for piece in run) for says, run in groupby(_pieces(text), lambda one: bool(one.kind)) if says
    )
    return tuple(dict.fromkeys(bare for run in runs if len(bare := _without_tail(run)) > 1))


def _pairs(run: str) -> Iterator[str]:
    return (one + other for one, other in pairwise(_without_tail(run)))


def _without_tail(run: str) -> str:
    """Drop the letter that makes a measure of a word (火化率), but leave a word of two letters whole (产量)."""
    return run[:-1] if len(run) > 2 and run[-1] in phrases("keywords.tails") else run  # noqa: PLR2004  # a pair


def _pieces(text: str) -> Iterator[_Piece]:
    """Walk along a text, the longest listed word first."""
    known, lengths = _known()
    line, at = folded(text).upper(), 0
    while at < len(line):
        cuts = (known.get(line[at : at + length]) for length in lengths.get(line[at], ()))
        piece = next((found for found in cuts if found), None) or _letter(line[at])
        yield piece
        at += len(piece.word)


@cache
def _letter(letter: str) -> _Piece:
    says_something = "\u4e00" <= letter <= "\u9fff" and letter not in phrases("keywords.particles")
    return _Piece(letter, "letter" if says_something else "")


@cache
def _known() -> tuple[dict[str, _Piece], dict[str, tuple[int, ...]]]:
    """Give every listed word as a piece, and the lengths of words by their first letter, the longest first."""
    tokens = _tokens()
    known = {word: _Piece(word, "") for word in words("keywords.stop")}
    for word, own in tokens.items():
        within = (tokens[part] for part in _parts(word) if part in tokens)
        known[word] = _Piece(word, own[0][0], (*own, *chain.from_iterable(within)))
    lengths = defaultdict[str, set[int]](set)
    for word in known:
        lengths[word[0]].add(len(word))
    return known, {letter: tuple(sorted(found, reverse=True)) for letter, found in lengths.items()}


def _tokens() -> dict[str, list[str]]:
    """Give the tokens of every word that stands in a group of synonyms; topics come first."""
    tokens = defaultdict[str, list[str]](list)
    for kind, path in ((_TOPIC, "keywords.topics"), (_MODE, "keywords.modes")):
        for group in groups(path):
            for word in group:
                tokens[word].append(kind + group[0])
    return dict(tokens)


def _parts(word: str) -> Iterator[str]:
    """Give the shorter words that may stand within a word; a single letter says too little there."""
    return (
        word[start:end]
        for start in range(len(word))
        for end in range(start + 2, len(word) + 1)
        if end - start < len(word)
    )
