from __future__ import annotations

import pytest

from dateline.claims.doubt import Doubt, second_opinion
from dateline.model import Certainty, Hedge, Polarity
from tests.claims.reports import read

#: Pairs that differ in the hedge alone.
HEDGES = [
    ("The army said rebels captured the town.", Hedge.NONE),
    ("The army said rebels reportedly captured the town.", Hedge.UNCONFIRMED),
    ("The army said rebels likely captured the town.", Hedge.PROBABLE),
    ("The army said rebels are believed to have captured the town.", Hedge.PROBABLE),
    ("The army said rebels may have captured the town.", Hedge.POSSIBLE),
    ("The army said rebels might capture the town.", Hedge.POSSIBLE),
    ("The army said rebels could not capture the town.", Hedge.NONE),
    ("The army said rebels allegedly captured the town.", Hedge.DOUBTFUL),
    ("The army claimed rebels captured the town.", Hedge.DOUBTFUL),
    ("The army confirmed rebels captured the town.", Hedge.NONE),
    ("The army said rebels captured the town in May.", Hedge.NONE),
    ("The army said at least 30 rebels captured the town.", Hedge.NONE),
    ("The army said rebels captured the town. The report could not be independently verified.",
     Hedge.UNCONFIRMED),
    ("The army said rebels captured the town. The report was repeated on Sunday.", Hedge.NONE),
]  # fmt: skip


@pytest.mark.parametrize(("text", "hedge"), HEDGES)
def test_hedge(text: str, hedge: Hedge) -> None:
    assertion = read(text)[0]
    assert assertion.hedge is hedge
    assert bool(assertion.hedge_cues) == (hedge is not Hedge.NONE)


#: Words that hedge elsewhere and nothing here.
NO_HEDGES = [
    "The army left the fort in May.",
    "May Day marches drew thousands to the square.",
    "The fleet displayed its might off the coast.",
    "From the roof they could see the tanks, residents said.",
    "The fire has claimed at least 40 lives.",
    "The commander, who is believed to be abroad, said the pass was open.",
    "The party's likely candidate said the treaty had been signed.",
    "The alleged smuggler told the court that the boat had sunk.",
    "The dam was closed because it might burst.",
    "The army said the pass was open. The identity of the attackers could not be confirmed.",
]


@pytest.mark.parametrize("text", NO_HEDGES)
def test_words_of_another_meaning_or_clause_hedge_nothing(text: str) -> None:
    assertion = read(text)[0]
    assert (assertion.hedge, assertion.hedge_cues) == (Hedge.NONE, ())


HEDGED = [
    ("Unconfirmed reports say 12 people have been killed.", Hedge.UNCONFIRMED),
    ("The president said, without providing evidence, that the vote was rigged.", Hedge.DOUBTFUL),
    ("The ministry believes that the pilots are alive.", Hedge.PROBABLE),
    ("Police are investigating whether the fire was set on purpose.", Hedge.POSSIBLE),
    ("The ministry could not confirm that the pilots were alive.", Hedge.UNCONFIRMED),
    ("The army denied allegations that it had shelled the school.", Hedge.NONE),
    ("Medics said 19 people had died. The number could not be confirmed.", Hedge.UNCONFIRMED),
]


@pytest.mark.parametrize(("text", "hedge"), HEDGED)
def test_hedges_around_the_content(text: str, hedge: Hedge) -> None:
    assert read(text)[0].hedge is hedge


def test_a_model_that_doubts_what_no_word_hedges_is_noted_and_nothing_more() -> None:
    sure = Doubt(Hedge.NONE, (), Polarity.AFFIRM)
    words = [Certainty(start=0, end=4, value=0.2), Certainty(start=5, end=9, value=0.4)]
    assert second_opinion(sure, [(0, 9)], words) == "+model:doubts"
    assert second_opinion(sure, [(0, 9)], []) == ""
    assert second_opinion(Doubt(Hedge.POSSIBLE, (), Polarity.AFFIRM), [(0, 9)], words) == ""


def test_the_weakest_hedge_wins_and_all_are_kept() -> None:
    [assertion] = read("The army claimed that rebels may have captured the town.")
    assert assertion.hedge is Hedge.DOUBTFUL
    assert [cue.text for cue in assertion.hedge_cues] == ["claimed", "may have"]


def test_hedge_cues_point_at_their_words() -> None:
    text = "The army said rebels reportedly captured the town."
    [cue] = read(text)[0].hedge_cues
    assert text[cue.start : cue.end] == cue.text == "reportedly"


#: Pairs that differ in the polarity alone.
POLARITIES = [
    ("The ministry said that rebels had captured the town.", Polarity.AFFIRM),
    ("The ministry denied that rebels had captured the town.", Polarity.DENY),
    ("The ministry rejected reports that rebels had captured the town.", Polarity.DENY),
    ("The ministry said there was no truth to reports that rebels had captured the town.", Polarity.DENY),
    ("The ministry confirmed that rebels had captured the town.", Polarity.AFFIRM),
    ("The ministry did not confirm that rebels had captured the town.", Polarity.REPORT),
    ("The ministry could not confirm that rebels had captured the town.", Polarity.REPORT),
    ("The ministry said it was unclear whether rebels had captured the town.", Polarity.REPORT),
    ("The Example Observatory reported that officials denied rebels had captured the town.", Polarity.DENY),
]  # fmt: skip


@pytest.mark.parametrize(("text", "polarity"), POLARITIES)
def test_polarity(text: str, polarity: Polarity) -> None:
    assert read(text)[0].polarity is polarity


def test_a_passed_on_denial_keeps_its_speaker() -> None:
    [assertion] = read("Example TV reported that officials denied that rebels had captured the town.")
    assert assertion.speaker is not None
    assert assertion.speaker.text == "officials"
    assert [link.text for link in assertion.chain] == ["Example TV", "officials"]
