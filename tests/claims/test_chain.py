from __future__ import annotations

import pytest

from tests.claims.reports import chain, read

CHAINS = [
    ("Iraqi media reported, citing officials, that the crossing was closed.", ["Iraqi media", "officials"]),
    ("State media, citing officials, said the crossing was closed.", ["State media", "officials"]),
    ("According to the Example News Agency, quoting a security source, the crossing was closed.",
     ["the Example News Agency", "a security source"]),
    ("State media said the crossing was closed, quoting the ministry.", ["State media", "the ministry"]),
    ("The ministry said that the crossing was closed.", ["The ministry"]),
    ("The crossing was closed, the ministry said.", ["the ministry"]),
    ("The crossing was closed, said the ministry.", ["the ministry"]),
    ("According to local sources, the crossing was closed.", ["local sources"]),
    ("The crossing was closed, according to local sources.", ["local sources"]),
    ("The governor told Reuters the crossing was closed.", ["Reuters", "The governor"]),
    ("The Exampletown Gazette, citing border officials, reported that the crossing was closed.",
     ["The Exampletown Gazette", "border officials"]),
    ("The crossing was closed, the Exampletown Gazette reported, citing border officials.",
     ["the Exampletown Gazette", "border officials"]),
    ("Example TV quoted the governor as saying that the crossing was closed.",
     ["Example TV", "the governor"]),
    ("“The crossing is closed,” Example TV quoted the governor as saying.", ["Example TV", "the governor"]),
    ("The governor was quoted by the Example News Agency as saying the crossing was closed.",
     ["the Example News Agency", "The governor"]),
    ("The crossing was closed, the governor was quoted as saying by Example TV.",
     ["Example TV", "the governor"]),
    ("The ministry said in a statement carried by Xinhua that the crossing was closed.",
     ["Xinhua", "The ministry"]),
    ("Iraqi media reported that officials said the crossing was closed.", ["Iraqi media", "officials"]),
    ("The crossing was closed, the ministry said, Reuters reported.", ["Reuters", "the ministry"]),
    ("Crossing closed: border officials", ["border officials"]),
    ("Governor: the crossing is closed", ["Governor"]),
    ("Example TV said, citing its sources, that the crossing was closed.", ["Example TV", "its sources"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CHAINS)
def test_chain_runs_nearest_first_and_ends_with_the_speaker(text: str, expected: list[str]) -> None:
    assert chain(text) == expected


@pytest.mark.parametrize(("text", "expected"), CHAINS)
def test_speaker_stands_inside_the_last_link(text: str, expected: list[str]) -> None:
    [assertion] = [a for a in read(text) if a.chain]
    assert assertion.speaker is not None
    assert assertion.speaker.text == expected[-1]


def test_the_outlet_itself_is_no_link() -> None:
    text = "The governor told Example Wire that the crossing was closed."
    assert chain(text) == ["The governor"]
    assert chain(text, outlet="Example Post") != []


def test_words_of_the_outlet_alone_are_its_own_voice() -> None:
    [assertion] = read("Example Wire reported that rebels had captured the town.")
    assert (assertion.speaker, assertion.cue, assertion.chain) == (None, None, ())


def test_the_group_and_it_find_the_source_named_before() -> None:
    text = (
        "The Example Observatory said four people were killed. The group added that ten others were wounded. "
        "It said the town had been shelled."
    )
    assert [[link.text for link in a.chain] for a in read(text)] == [["The Example Observatory"]] * 3
    assert [a.speaker.text for a in read(text) if a.speaker] == ["The Example Observatory", "The group", "It"]


def test_a_monitor_is_the_one_named_later() -> None:
    text = "Four people were killed, a monitor said. The Example Observatory said the town had been shelled."
    assert [link.text for link in read(text)[0].chain] == ["The Example Observatory"]


def test_the_site_is_the_outlet_named_before() -> None:
    text = (
        "South Example has withdrawn its report. In a correction the site says it had no proof of a strike."
    )
    assert [link.text for link in read(text)[-1].chain] == ["South Example"]


def test_it_is_the_subject_of_the_sentence_before() -> None:
    text = (
        "The Crossing Authority said four people were wounded. The Border Monitor gave another version. "
        "It said nine people were wounded."
    )
    told = [a.chain[-1].text for a in read(text) if a.chain]
    assert told == ["The Crossing Authority", "The Border Monitor"]


def test_the_chain_of_a_quoting_outlet_and_its_source() -> None:
    text = "The agency Example Wire also quotes the Border Monitor, which says nine people were wounded."
    assert chain(text, outlet="Example Post") == ["The agency Example Wire", "the Border Monitor"]


def test_a_witness_of_an_outlet_speaks_for_it() -> None:
    text = "An Exercise Wire correspondent at the crossing saw both gates shut."
    assert chain(text, outlet="Example Post") == ["Exercise Wire"]
    assert read(text, outlet="Exercise Wire")[0].chain == ()


def test_a_claim_has_its_owner() -> None:
    text = "The Border Monitor stood by its account that shots were exchanged in the yard."
    [assertion] = [a for a in read(text) if a.chain]
    assert assertion.chain[-1].text == "The Border Monitor"
    assert assertion.text == "that shots were exchanged in the yard"


def test_a_contradicted_sentence_is_not_its_sources() -> None:
    text = "Nor were shots fired in the yard, as a monitoring group maintains."
    assert [a for a in read(text) if a.chain] == []


def test_a_short_name_finds_the_full_one() -> None:
    text = "The town was shelled, the Example Observatory said. Four people died, the Observatory said."
    assert [a.chain[-1].text for a in read(text)] == ["the Example Observatory"] * 2


def test_anonymous_sources_stay_their_own_words() -> None:
    text = "The Example Observatory said the town was shelled. Activists said four people were killed."
    assert [a.chain[-1].text for a in read(text)] == ["The Example Observatory", "Activists"]


def test_roles() -> None:
    [assertion] = read("The road was shelled, two medical sources in the town said.")
    assert assertion.speaker is not None
    assert assertion.speaker.role == "medical source"
