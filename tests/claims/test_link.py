from __future__ import annotations

from dateline.claims.link import link_tags
from dateline.model import Tag, TagKind

Row = tuple[str, str]


def tag(sentence: str, rows: list[Row]) -> list[Tag]:
    """Return tags for words of a sentence, each at its first place after the one before it."""
    tags, at = [], 0
    for kind, words in rows:
        start = sentence.index(words, at)
        at = start + len(words)
        tags.append(Tag(start=start, end=at, kind=TagKind(kind)))
    return tags


def links(sentence: str, rows: list[Row]) -> list[tuple[str, str | None, list[str]]]:
    found = link_tags(sentence, tag(sentence, rows))
    return [
        (
            sentence[slice(*link.cue)],
            sentence[slice(*link.source)] if link.source else None,
            [sentence[a:b] for a, b in link.contents],
        )
        for link in found
    ]


def test_a_cue_takes_the_source_before_it_and_the_content_after_it() -> None:
    rows = [("source", "X"), ("cue", "said"), ("content", "that P")]
    assert links("X said that P", rows) == [("said", "X", ["that P"])]


def test_a_source_after_its_cue() -> None:
    rows = [("content", "P"), ("cue", "according to"), ("source", "X")]
    assert links("P, according to X", rows) == [("according to", "X", ["P"])]


def test_a_participle_shares_the_source_before_it() -> None:
    rows = [("source", "X"), ("cue", "said"), ("content", "P"), ("cue", "adding"), ("content", "that Q")]
    assert links("X said P, adding that Q", rows) == [("said", "X", ["P"]), ("adding", "X", ["that Q"])]


def test_a_content_cut_in_two_stays_one() -> None:
    rows = [("content", "P"), ("source", "X"), ("cue", "said"), ("content", "Q")]
    assert links("P, X said, Q", rows) == [("said", "X", ["P", "Q"])]


def test_contents_without_a_cue_are_left_out() -> None:
    assert links("X P", [("source", "X"), ("content", "P")]) == []
