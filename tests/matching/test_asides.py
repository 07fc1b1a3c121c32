from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.matching import match_assertions
from dateline.matching.asides import is_aside, retracted, speaks_for_another
from dateline.model import AssertionKind, Polarity, Span, Stance
from tests.matching.builders import WordEncoder, reading, said


@pytest.mark.parametrize(
    "text",
    [
        "Two figures for the injured stand beside each other",
        "It is not known who fired",
        "to name a day for the opening on Friday",
        "Reply to a published report",
        "This page is now closed",
        "The item of 3 March has been withdrawn",
        "It made no mention of a fire",
    ],
)
def test_talk_about_the_telling_is_an_aside(text: str) -> None:
    assert is_aside(text)


@pytest.mark.parametrize(
    "text",
    [
        "The lower lock was closed to barges",
        "Statement No. 4 of the Council sends barges round by Belm, and asks for patience",
        "The post at Orsk was shelled",
    ],
)
def test_what_happened_is_none(text: str) -> None:
    assert not is_aside(text)


def test_a_withdrawn_report_denies_what_it_said() -> None:
    text = "Belm Radio withdraws its report of Monday that a crane struck the Orsk lock"
    assert retracted(text) == "a crane struck the Orsk lock"
    found = match_assertions(
        [
            reading(
                "r1", said("A crane struck the Orsk lock", kind=AssertionKind.STRIKE), at="2031-03-01T08:00"
            ),
            reading("r2", said(text, kind=AssertionKind.STRIKE), at="2031-03-02T08:00"),
        ],
        encoder=WordEncoder(),
    )
    assert [m.stance for m in found[0].members] == [Stance.AFFIRMS, Stance.DENIES]


def test_a_rejected_report_is_the_one_of_the_source_named() -> None:
    made = reading(
        "r1",
        said("that a crane struck the Orsk lock at dawn", kind=AssertionKind.STRIKE),
        said("that bread had become dear in Belm that spring"),
        said("Belm Radio's report outright", polarity=Polarity.DENY),
    )
    chains = ("Belm Radio", "Orsk Post", "the Council")
    told = tuple(
        replace(a, chain=(Span(start=a.start, end=a.end, text=name),))
        for a, name in zip(made.assertions, chains, strict=True)
    )
    other = reading("r2", said("A crane struck the Orsk lock at dawn", kind=AssertionKind.STRIKE))
    found = match_assertions([replace(made, assertions=told), other], encoder=WordEncoder())
    (strike,) = (g for g in found if {m.report for m in g.members} == {"r1", "r2"})
    assert {(m.assertion, m.stance) for m in strike.members if m.report == "r1"} == {
        ("a1", Stance.AFFIRMS),
        ("a3", Stance.DENIES),
    }


def test_a_clause_with_a_source_of_its_own_is_not_the_speakers() -> None:
    assert speaks_for_another("the Council's that barges were moving")
    assert not speaks_for_another("the Council's barges were moving")
