"""The trained reader: roles, names and certainties of a text."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings

from dateline.errors import ConfigError
from dateline.model import EntityKind, Marks, Tag, TagKind
from dateline.reader.model import ModelTagger
from dateline.reader.rules import RuleTagger
from dateline.text.sentences import split_sentences

from ..property.texts import BROKEN

TAGGER = ModelTagger(threads=1)
MAYOR = "Mara Quill, the mayor of Lisbon, told Example Wire on Tuesday that the lock had been closed."


def marks_of(text: str, tagger: ModelTagger = TAGGER) -> Marks:
    return tagger.mark(text, [split_sentences(text)])


def told(text: str, kind: TagKind, marks: Marks) -> list[str]:
    """Return the words of the tags that the tagger stands by."""
    return [text[t.start : t.end] for t in marks.tags if t.kind is kind and not t.faint]


def test_who_says_what_without_a_quotation_mark() -> None:
    text = "The harbour office said on Monday that the lower lock would stay closed until spring."
    marks = marks_of(text)
    assert told(text, TagKind.SOURCE, marks) == ["The harbour office"]
    assert told(text, TagKind.CUE, marks)[0].startswith("said")
    assert "the lower lock would stay closed until spring" in told(text, TagKind.CONTENT, marks)[0]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("According to the ministry, two barges sank in the canal.", "the ministry"),
        ("“Nobody knows how long it will take,” Ina Holm, the engineer, said.", "Ina Holm"),
        ("Villagers denied that any convoy had passed the bridge.", "Villagers"),
        ("Two barges sank in the canal, the police have confirmed.", "the police"),
    ],
)
def test_sources_in_many_orders(text: str, source: str) -> None:
    assert any(source in words for words in told(text, TagKind.SOURCE, marks_of(text)))


def test_names_have_kinds() -> None:
    kinds = {e.text: e.kind for e in marks_of(MAYOR).names or ()}
    assert kinds["Mara Quill"] is EntityKind.PERSON
    assert kinds["Lisbon"] is EntityKind.PLACE


def test_what_happened_is_surer_than_what_may_happen() -> None:
    def value(text: str, word: str) -> float:
        return next(c.value for c in marks_of(text).certainties if text[c.start : c.end] == word)

    sure = value("The crane fell onto the hall.", "fell")
    assert sure > value("The crane may have fallen onto the hall.", "fallen")
    assert sure > value("The crane never fell onto the hall.", "fell")


def test_certainties_stand_on_the_words_in_order() -> None:
    spans = [(c.start, c.end) for c in marks_of(MAYOR).certainties]
    assert spans == sorted(spans)
    assert [MAYOR[a:b] for a, b in spans][:3] == ["Mara", "Quill", ","]


def test_nothing_to_read_nothing_found() -> None:
    assert TAGGER.mark("", []) == TAGGER.mark("A lock.", [[]]) == Marks(names=())


def test_words_outside_the_passages_are_not_read() -> None:
    text = "The mayor said no. The vicar said yes."
    marks = TAGGER.mark(text, [split_sentences(text)[1:]])
    assert min(t.start for t in marks.tags) >= text.index("The vicar")


def test_cores_and_threads_change_nothing() -> None:
    text = " ".join([MAYOR] * 12)
    assert marks_of(text) == marks_of(text, ModelTagger(threads=2))


def test_missing_weights_are_an_error_with_a_code(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as raised:
        marks_of(MAYOR, ModelTagger(folder=tmp_path))
    assert raised.value.code == "D404"


def hold(text: str, sentences: Sequence[tuple[int, int]], marks: Marks) -> None:
    """Hold marks to the law of the port."""
    assert list(marks.tags) == sorted(marks.tags, key=lambda t: (t.start, t.end))
    for tag in marks.tags:
        assert tag.start < tag.end
        _stands_in_sentences(text, sentences, tag.start, tag.end)
    for name in marks.names or ():
        assert text[name.start : name.end] == name.text
        _stands_in_sentences(text, sentences, name.start, name.end)
    for certainty in marks.certainties:
        _stands_in_sentences(text, sentences, certainty.start, certainty.end)


def _stands_in_sentences(text: str, sentences: Sequence[tuple[int, int]], start: int, end: int) -> None:
    """A span begins and ends in sentences, and leaves no line for a sentence of the next."""
    touched = [(a, b) for a, b in sentences if a < end and start < b]
    assert touched
    assert touched[0][0] <= start
    assert end <= touched[-1][1]
    for (_, before), (after, _) in itertools.pairwise(touched):
        assert "\n" not in text[before:after]


def _apart(tags: Sequence[Tag]) -> bool:
    spans = sorted((t.start, t.end) for t in tags)
    return all(b <= c for (_, b), (c, _) in itertools.pairwise(spans))


@given(BROKEN)
@settings(max_examples=80, deadline=None)
def test_marks_stand_in_their_sentences(text: str) -> None:
    sentences = split_sentences(text)
    marks = TAGGER.mark(text, [sentences])
    hold(text, sentences, marks)
    assert _apart([t for t in marks.tags if not t.faint])
    names = [(e.start, e.end) for e in marks.names or ()]
    assert all(b <= c for (_, b), (c, _) in itertools.pairwise(names))
    assert TAGGER.mark(text, [sentences]) == marks


@given(BROKEN)
@settings(max_examples=80, deadline=None)
def test_the_tagger_of_rules_keeps_the_same_law(text: str) -> None:
    sentences = split_sentences(text)
    hold(text, sentences, RuleTagger().mark(text, [sentences]))
