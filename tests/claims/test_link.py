from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.claims.link import Said, link_report, link_tags
from dateline.model import Tag, TagKind
from dateline.reader.quotes import pair_quotes
from dateline.text.sentences import split_sentences

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


# -- a whole report, by weights --------------------------------------------------------------------------


def said(text: str, rows: list[Row]) -> list[tuple[str | None, str | None, list[str]]]:
    """Return source, cue and contents of the attributions of a text, each line a paragraph."""
    found = link_report(text, paragraphs(text), tags=tag(text, rows), quotes=pair_quotes(text))
    return [
        (
            text[slice(*one.source)] if one.source else None,
            text[slice(*one.cue)] if one.cue else None,
            [text[a:b] for a, b in one.contents],
        )
        for one in found
    ]


def paragraphs(text: str) -> list[list[tuple[int, int]]]:
    lines, at = [], 0
    for line in text.split("\n"):
        spans = [(at + a, at + b) for a, b in split_sentences(line)]
        lines += [spans] if spans else []
        at += len(line) + 1
    return lines


def test_report_source_cue_content() -> None:
    rows = [("source", "The mayor"), ("cue", "said"), ("content", "the bridge was shut")]
    assert said("The mayor said the bridge was shut.", rows) == [
        ("The mayor", "said", ["the bridge was shut"])
    ]


def test_report_a_participle_takes_the_source_before_it() -> None:
    text = "The mayor said the bridge was shut, adding that it would open in May."
    rows = [
        ("source", "The mayor"),
        ("cue", "said"),
        ("content", "the bridge was shut"),
        ("cue", "adding"),
        ("content", "that it would open in May"),
    ]
    assert said(text, rows) == [
        ("The mayor", "said", ["the bridge was shut"]),
        ("The mayor", "adding", ["that it would open in May"]),
    ]


def test_report_two_speakers_of_one_sentence_keep_their_words() -> None:
    text = "The mayor said the bridge was shut, but the governor denied that it was damaged."
    rows = [
        ("source", "The mayor"),
        ("cue", "said"),
        ("content", "the bridge was shut"),
        ("source", "the governor"),
        ("cue", "denied"),
        ("content", "that it was damaged"),
    ]
    assert [(source, contents) for source, _, contents in said(text, rows)] == [
        ("The mayor", ["the bridge was shut"]),
        ("the governor", ["that it was damaged"]),
    ]


def test_report_a_quotation_goes_on_after_its_speaker() -> None:
    text = "“The bridge is shut,” said Ada Example, the mayor. “It will not open before May.”"
    rows = [("content", "“The bridge is shut,”"), ("cue", "said"), ("source", "Ada Example, the mayor")]
    assert said(text, rows) == [
        ("Ada Example, the mayor", "said", ["“The bridge is shut,”", "“It will not open before May.”"])
    ]


def test_report_a_signed_quotation_is_who_signs_it() -> None:
    text = "“The bridge is shut. I walk.” — Ada Example\n“It was safe.” — Ben Example"
    assert said(text, []) == [
        ("Ada Example", "—", ["“The bridge is shut. I walk.”"]),
        ("Ben Example", "—", ["“It was safe.”"]),
    ]


words = st.lists(
    st.sampled_from(
        ["The mayor", "said", "that", "the bridge", "was shut", ",", ".", "\n", "“", "”", '"', "she", ":"]
    ),
    max_size=30,
).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(
    text=words, cuts=st.lists(st.tuples(st.integers(0, 200), st.integers(1, 40), st.sampled_from(TagKind)))
)
def test_report_spans_are_within_the_text_and_contents_apart(
    text: str, cuts: list[tuple[int, int, TagKind]]
) -> None:
    tags = [
        Tag(start=a, end=min(len(text), a + size), kind=kind, faint=size % 3)
        for a, size, kind in cuts
        if a < len(text)
    ]
    found: list[Said] = link_report(text, paragraphs(text), tags=tags, quotes=pair_quotes(text))
    spans = sorted(span for one in found for span in one.contents)
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
