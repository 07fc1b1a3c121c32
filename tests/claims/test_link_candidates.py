from __future__ import annotations

from dateline.claims.link_candidates import GUESSED, find_candidates
from dateline.model import Tag, TagKind
from dateline.reader.quotes import pair_quotes
from dateline.text.sentences import split_sentences


def find(text: str, rows: list[tuple[str, str, int]]) -> list[tuple[str, str, int, bool]]:
    """Return kind, words, faintness and loneliness of the candidates of a text."""
    tags, at = [], 0
    for kind, words, faint in rows:
        at = text.index(words, at)
        tags.append(Tag(start=at, end=at + len(words), kind=TagKind(kind), faint=faint))
    found = find_candidates(text, split_sentences(text), tags=tags, quotes=pair_quotes(text))
    return [(c.kind.value, text[c.start : c.end], c.faint, c.lone) for c in found]


def contents(text: str, rows: list[tuple[str, str, int]]) -> list[tuple[str, int, bool]]:
    return [row[1:] for row in find(text, rows) if row[0] == "content"]


def test_a_content_cut_inside_a_quotation_is_made_whole() -> None:
    text = "“The bridge is shut. Nobody crosses it,” the mayor said."
    rows = [("content", "Nobody crosses it,”", 0), ("source", "the mayor", 0), ("cue", "said", 0)]
    assert contents(text, rows) == [("“The bridge is shut. Nobody crosses it,”", 0, False)]


def test_a_fainter_content_with_nearly_the_same_borders_is_dropped() -> None:
    text = "The mayor said that the old bridge was shut again."
    rows = [
        ("source", "The mayor", 0),
        ("cue", "said", 0),
        ("content", "that the old bridge was shut again", 0),
        ("content", "the old bridge was shut again", 1),
    ]
    assert contents(text, rows) == [("that the old bridge was shut again", 0, False)]


def test_a_quotation_without_a_tag_is_a_lone_content() -> None:
    text = "The mayor came out. “We will open the bridge.”"
    assert contents(text, []) == [("“We will open the bridge.”", 1, True)]


def test_scare_quotes_are_no_content() -> None:
    assert contents("The “old bridge” is shut.", []) == []


def test_a_name_and_a_colon_before_a_quotation() -> None:
    text = "More from Ada Example: “The bridge is shut until May.”"
    found = find(text, [])
    assert ("source", "Ada Example", GUESSED, False) in found
    assert ("cue", ":", GUESSED, False) in found


def test_a_cue_without_a_source_is_offered_the_words_before_it() -> None:
    text = "The old ferryman reckons that the bridge will open."
    rows = [("cue", "reckons", 0), ("content", "that the bridge will open", 0)]
    assert ("source", "The old ferryman", GUESSED, False) in find(text, rows)


def test_where_no_content_is_tagged_the_rules_are_asked() -> None:
    text = "The ministry said the bridge was shut."
    assert ("the bridge was shut", GUESSED, False) in contents(text, [])
