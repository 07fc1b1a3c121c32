"""Shingles and words."""

from dateline.text.shingles import shingle
from dateline.text.words import tokenise


def test_words() -> None:
    assert [w.text for w in tokenise("Don't count 1,200 al-Qaim-bound cars; stop.")] == [
        "Don't",
        "count",
        "1,200",
        "al-Qaim-bound",
        "cars",
        "stop",
    ]


def test_the_same_words_give_the_same_shingles_whatever_their_print() -> None:
    first = shingle("The convoy left the old town at dawn.")
    second = shingle("…THE  convoy left “the old town” at dawn")
    assert [s.hash for s in first] == [s.hash for s in second]
    assert len(first) == 4


def test_fewer_words_than_the_size_have_none() -> None:
    assert shingle("Four words stand here") == []
    assert len(shingle("Four words stand here", size=3)) == 2
