from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.claims import read_assertions
from dateline.model import (
    Assertion,
    AssertionKind,
    CueClass,
    Inside,
    Part,
    PartKind,
    Report,
    Toponym,
    ToponymKind,
)
from dateline.reader.rules import RuleTagger
from tests.claims.reports import pieces, read


def test_ids_follow_the_text() -> None:
    found = read("Rebels captured the town. The army said it had shelled the hill. Four people were killed.")
    assert [a.id for a in found] == ["a1", "a2", "a3"]
    assert [a.start for a in found] == sorted(a.start for a in found)


def test_own_voice_is_an_assertion_when_it_tells_something() -> None:
    found = read("Rebels captured the town on Monday. Mild weather in the north. Who fired?")
    assert [a.text for a in found] == ["Rebels captured the town on Monday"]
    assert (found[0].speaker, found[0].cue, found[0].chain) == (None, None, ())
    assert found[0].when is not None
    assert found[0].when.value == "2017-05-22"


KINDS = [
    ("Shelling killed four people.", AssertionKind.CASUALTY),
    ("The army recaptured the town.", AssertionKind.TERRITORY),
    ("Jets bombed the bridge.", AssertionKind.STRIKE),
    ("Heavy clashes broke out near the hill.", AssertionKind.CLASH),
    ("Families fled towards the river.", AssertionKind.MOVEMENT),
    ("Both sides agreed to a ceasefire.", AssertionKind.NEGOTIATION),
    ("Lorries with humanitarian aid are waiting.", AssertionKind.AID),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kind(text: str, kind: AssertionKind) -> None:
    assert read(text)[0].kind is kind


def test_attributed_words_of_no_kind_are_a_statement() -> None:
    assert read("The governor said he was proud of the town.")[0].kind is AssertionKind.STATEMENT


def test_cue_classes() -> None:
    text = (
        "The envoy welcomed the deal. The governor denied the reports. The army claimed a victory was near."
    )
    assert [a.cue.cue_class for a in read(text) if a.cue] == [
        CueClass.ATTITUDE,
        CueClass.DENY,
        CueClass.CLAIM,
    ]


def test_places_are_the_toponyms_of_the_content() -> None:
    text = "The Exampletown council said rebels captured Sampleville and Trialford."
    names = [("Exampletown", Inside.ORGANISATION), ("Sampleville", None), ("Trialford", None)]
    toponyms = tuple(
        Toponym(
            start=text.index(name),
            end=text.index(name) + len(name),
            text=name,
            kind=ToponymKind.POPULATED,
            inside=inside,
        )
        for name, inside in names
    )
    assert read(text, toponyms=toponyms)[0].places == (1, 2)


def test_a_quotation_goes_on_after_its_attribution() -> None:
    text = "“We hold the bridge. The road is open,” said the commander. “Nobody will pass.”"
    [assertion] = read(text)
    assert pieces(assertion, text) == ["“We hold the bridge. The road is open,”", "“Nobody will pass.”"]
    assert assertion.quoted


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    text = (
        "“The town is ours,” the spokesman said.\n\n“Our units have reached the river and hold both banks.”"
    )
    [assertion] = read(text)
    assert len(assertion.spans) == 2


def test_a_colon_hands_over_to_the_next_paragraph() -> None:
    text = "The commander said:\n\n“Our units have reached the river and hold both banks.”"
    [assertion] = read(text)
    assert assertion.text.startswith("“Our units")
    assert assertion.speaker is not None
    assert assertion.speaker.text == "The commander"


def test_a_colon_with_nothing_after_it_says_nothing() -> None:
    assert read("The commander said:") == []


def test_cues_inside_a_quotation_are_the_speakers_words() -> None:
    [assertion] = read("“The army said it would come, but nobody came,” a resident told Reuters.")
    assert [link.text for link in assertion.chain] == ["Reuters", "a resident"]


@pytest.mark.parametrize(
    ("inside", "links"),
    [
        ("the ministry announced plans for a new harbour", ["The port authority", "the ministry"]),
        ("the ministry will announce plans for a new harbour", ["The port authority"]),
    ],
)
def test_what_is_still_to_be_said_is_passed_on_by_nobody(inside: str, links: list[str]) -> None:
    found = read(f"The port authority said {inside}.")
    assert [link.text for link in found[0].chain] == links


def test_parts_that_are_no_prose_are_not_read() -> None:
    text = "Four people were killed. The desk said four people were killed."
    furniture = Part(kind=PartKind.FURNITURE, start=0, end=len(text), text=text, method="test")
    report = Report(id="r1", text=text, parts=(furniture,))
    assert read_assertions(report, toponyms=(), entities=(), tagger=RuleTagger()) == ()


def test_headlines_are_read() -> None:
    text = "Strike kills four: monitor"
    part = Part(kind=PartKind.HEADLINE, start=0, end=len(text), text=text, method="test")
    report = Report(id="r1", text=text, parts=(part,))
    [assertion] = read_assertions(report, toponyms=(), entities=(), tagger=RuleTagger())
    assert assertion.chain[-1].text == "monitor"
    assert [(q.what.value, q.low) for q in assertion.quantities] == [("killed", 4)]


SALAD = (
    "the|army|said|that|rebels|killed|12|people,|including|denied|according|to|X,|quoted|as|saying|told|Reuters|citing"
    "|was|by|and|but|May|may|reportedly|70%|of|it|He|“|”|\"|'|‘|’|«|»|,|.|:|;|—|(|)|\n\n|\n"
)
WORDS = st.sampled_from(SALAD.split("|"))


def check_spans(text: str, assertion: Assertion) -> None:
    named = [assertion, assertion.speaker, assertion.cue]
    for record in [*named, *assertion.chain, *assertion.hedge_cues, *assertion.quantities]:
        if record is not None:
            assert text[record.start : record.end] == record.text
            assert record.text
    assert all(assertion.start <= a < b <= assertion.end for a, b in assertion.spans)
    assert list(assertion.spans) == sorted(assertion.spans)


@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_every_span_equals_its_text_on_word_salad(text: str) -> None:
    for assertion in read(text):
        check_spans(text, assertion)


@given(st.text(max_size=120))
def test_nothing_raises_on_any_text(text: str) -> None:
    for assertion in read(text):
        check_spans(text, assertion)
