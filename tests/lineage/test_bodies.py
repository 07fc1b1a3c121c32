from __future__ import annotations

import pytest

from dateline.lineage.bodies import country_of_person, find_countries, known_body, stands_for
from dateline.lineage.sources import identify
from dateline.text.tables import read_table


@pytest.mark.parametrize("form", ["Norway", "Norway's", "Norways", "Norwegian", "Norwegians"])
def test_a_country_is_met_by_name_adjective_and_lost_apostrophe(form: str) -> None:
    assert [c.word for c in find_countries(f"{form} ferry office")] == ["norway"]


def test_seats_and_ministries_are_replaced_by_what_they_stand_for() -> None:
    assert known_body(frozenset(("norway", "defence", "ministry"))) == {"norway", "army"}
    assert known_body(frozenset(("pentagon",))) == {"united-states", "army"}
    assert known_body(frozenset(("harbour", "office"))) == {"harbour", "office"}
    assert stands_for("pentagon")
    assert not stands_for("reuters")


def _words(phrase: str) -> frozenset[str]:
    source = identify(phrase)
    assert source is not None
    return source.words


@pytest.mark.parametrize(
    "phrase",
    [
        "Norway's military",
        "Norways Defense Ministry",
        "the defence ministry in Oslo",
        "Norway's armed forces",
    ],
)
def test_an_army_and_its_ministry_are_one_body(phrase: str) -> None:
    assert _words(phrase) == {"norway", "army"}


@pytest.mark.parametrize("phrase", ["Oslo", "Norway", "Norwegian officials", "a senior Norwegian official"])
def test_a_country_that_speaks_is_its_government(phrase: str) -> None:
    assert _words(phrase) == {"norway", "government"}


def test_people_of_the_table_speak_for_their_government() -> None:
    row = read_table("officeholders")[0]
    assert _words(f"President {row['name']}") == {row["country"], "government"}
    assert country_of_person(frozenset(("nobody", "inparticular"))) is None


@pytest.mark.parametrize("phrase", ["Daish", "the Islamic State (IS) group", "the Daesh-linked Aamaq agency"])
def test_an_armed_group_is_one_under_its_names(phrase: str) -> None:
    source = identify(phrase)
    assert source is not None
    assert source.outlet == "islamic-state"
