from __future__ import annotations

import pytest

from dateline.claims.link_candidates import Candidate
from dateline.claims.link_features import (
    Piece,
    Scene,
    content_features,
    cue_features,
    form_of,
    order_of,
    pair_features,
    source_features,
    type_of,
)
from dateline.model import TagKind

TEXT = "The mayor said the bridge was shut. “It opens in May,” she added."
SENTENCES = [(0, 35), (36, 65)]


def scene_of(rows: list[tuple[TagKind, str]], text: str = TEXT) -> Scene:
    tags, at = [], 0
    for kind, words in rows:
        at = text.index(words, at)
        tags.append(Candidate(at, at + len(words), kind, 0))
    return Scene.of(text, [SENTENCES if text == TEXT else [(0, len(text))]], tags=tags)


WHOLE = [
    (TagKind.SOURCE, "The mayor"),
    (TagKind.CUE, "said"),
    (TagKind.CONTENT, "the bridge was shut"),
    (TagKind.CONTENT, "“It opens in May,”"),
    (TagKind.SOURCE, "she"),
    (TagKind.CUE, "added"),
]


def test_a_piece_knows_its_sentence() -> None:
    scene = scene_of(WHOLE)
    assert [piece.sentence for piece in scene.pieces[TagKind.CONTENT]] == [0, 1]


def test_a_content_says_how_it_begins() -> None:
    scene = scene_of(WHOLE)
    plain, quoted = scene.pieces[TagKind.CONTENT]
    assert "k:opening=low" in content_features(scene, plain)
    assert {"k:opening=quote", "k:quoted", "k:begins"} <= set(content_features(scene, quoted))


def test_a_cue_gives_its_class_and_words() -> None:
    scene = scene_of(WHOLE)
    assert {"c:class=say", "c:word=said", "c:form=plain"} <= set(
        cue_features(scene, scene.pieces[TagKind.CUE][0])
    )


def test_a_source_gives_its_type() -> None:
    scene = scene_of(WHOLE)
    assert "s:type=pronoun" in source_features(scene, scene.pieces[TagKind.SOURCE][1])


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("according to", "according"),
        ("was told", "passive"),
        ("adding", "ing"),
        (":", "mark"),
        ("to argue", "to"),
        ("said", "plain"),
    ],
)
def test_forms_of_cues(words: str, expected: str) -> None:
    scene = scene_of([(TagKind.CUE, words)], text=f"X {words} Y")
    assert form_of(scene, scene.pieces[TagKind.CUE][0]) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("who", "relative"),
        ("she", "pronoun"),
        ("Ada’s", "owner"),
        ("Ada Example", "name"),
        ("officials", "noun"),
    ],
)
def test_types_of_sources(words: str, expected: str) -> None:
    scene = scene_of([(TagKind.SOURCE, words)], text=f"then {words} spoke")
    assert type_of(scene, scene.pieces[TagKind.SOURCE][0]) == expected


def test_a_pair_gives_way_distance_and_what_stands_between() -> None:
    scene = scene_of(WHOLE)
    content, cue = scene.pieces[TagKind.CONTENT][1], scene.pieces[TagKind.CUE][0]
    found = set(pair_features(scene, content, cue))
    assert {"kc>", "kc>:sentences=1", "kc>:between_k=1", "kc>:between_s=0", "kc>:has=."} <= found


def test_a_pair_that_shares_words_is_said_so() -> None:
    scene = scene_of([(TagKind.CONTENT, "the bridge was shut"), (TagKind.CUE, "was shut")])
    [content], [cue] = scene.pieces[TagKind.CONTENT], scene.pieces[TagKind.CUE]
    assert pair_features(scene, content, cue) == ["kc:in"]


def piece(kind: TagKind, first: int, last: int) -> Piece:
    return Piece(first, last, kind, 0, first, last, 0, 0)


def test_the_order_of_three_shows_what_is_parted() -> None:
    content, cue = piece(TagKind.CONTENT, 0, 4), piece(TagKind.CUE, 6, 6)
    assert order_of(content, cue, piece(TagKind.SOURCE, 7, 8)) == "kcs"
    assert order_of(content, cue, piece(TagKind.SOURCE, 12, 13)) == "kc|s"
    assert order_of(content, None, None) == "k"
