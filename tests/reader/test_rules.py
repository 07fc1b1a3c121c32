from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model import Marks, Tagger
from dateline.reader.cues import cue_class_of, cue_forms, inflect
from dateline.reader.rules import RuleTagger

Row = tuple[str, str]


def marked(sentence: str) -> Marks:
    return RuleTagger().mark(sentence, [[(0, len(sentence))]])


def tags(sentence: str) -> list[Row]:
    return [(tag.kind.value, sentence[tag.start : tag.end]) for tag in marked(sentence).tags]


FRAMES: list[tuple[str, list[Row]]] = [
    ("The army said that it had shelled the town.",
     [("source", "The army"), ("cue", "said"), ("content", "that it had shelled the town")]),
    ("Two sites were hit, the monitor said on Tuesday.",
     [("content", "Two sites were hit"), ("source", "the monitor"), ("cue", "said")]),
    ("“It was hit,” said a medic in the town.",
     [("content", "“It was hit,”"), ("cue", "said"), ("source", "a medic in the town")]),
    ("According to the ministry, nobody was hurt.",
     [("cue", "According to"), ("source", "the ministry"), ("content", "nobody was hurt")]),
    ("The army said it held the hill, adding that three men were killed.",
     [("source", "The army"), ("cue", "said"), ("content", "it held the hill"), ("cue", "adding"),
      ("content", "that three men were killed")]),
    ("The bridge, a spokesman said, was open again.",
     [("content", "The bridge"), ("source", "a spokesman"), ("cue", "said"), ("content", "was open again")]),
    ("The army, which holds the hill, said the road was open.",
     [("source", "The army, which holds the hill,"), ("cue", "said"), ("content", "the road was open")]),
    ("A spokesman for the group did not confirm that the road was open.",
     [("source", "A spokesman for the group"), ("cue", "did not confirm"),
      ("content", "that the road was open")]),
    ("EXAMPLETOWN (Example Wire) — The road is open, the army said.",
     [("content", "The road is open"), ("source", "the army"), ("cue", "said")]),
    ("The army said at least 30 men were killed.",
     [("source", "The army"), ("cue", "said"), ("content", "at least 30 men were killed")]),
    ("The new reports of a strike and the calls for calm were many.", []),
    ("Trucks crossed the river.", []),
    ("ACCORDING TO/", []),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), FRAMES)
def test_frames(sentence: str, expected: list[Row]) -> None:
    assert tags(sentence) == expected


def test_a_sentence_at_a_time_in_the_order_given() -> None:
    tagger: Tagger = RuleTagger()
    text = "The army said the road was open. The monitor denied that."
    spans = [(0, 32), (33, len(text))]
    both = tagger.mark(text, [spans]).tags
    assert both == tagger.mark(text, [spans[:1]]).tags + tagger.mark(text, [spans[1:]]).tags
    assert {text[tag.start : tag.end] for tag in both} > {"said", "denied"}


@pytest.mark.parametrize(
    ("cue", "expected"),
    [
        ("did not deny", "deny"),
        ("has repeatedly said", "say"),
        ("claimed", "claim"),
        ("according to", "report"),
    ],
)
def test_cue_classes(cue: str, expected: str) -> None:
    assert cue_class_of(cue).value == expected


def test_forms() -> None:
    assert inflect("deny", "") == {"past": "denied", "s": "denies", "ing": "denying", "base": "deny"}
    assert inflect("say", "says,said,said,saying")["ing"] == "saying"
    assert {form.lemma for form in cue_forms()["said"]} == {"say"}


@given(st.text(max_size=100))
def test_tags_lie_in_the_sentence_in_order(sentence: str) -> None:
    found = marked(sentence).tags
    assert all(0 <= tag.start < tag.end <= len(sentence) for tag in found)
    assert list(found) == sorted(found, key=lambda tag: (tag.start, tag.end))
