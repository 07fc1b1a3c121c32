"""What decides between places of one name: each kind of evidence by a text of its own."""

from __future__ import annotations

import pytest

from dateline.model import Gazetteer, Place, Report, Toponym, ToponymKind
from dateline.places import find_toponyms, resolve_spans
from dateline.places.ranking.prior import StoryPrior


def _find(text: str, gazetteer: Gazetteer) -> dict[str, Toponym]:
    return {t.text: t for t in find_toponyms(Report(id="r", text=text), gazetteer, entities=())}


def _place(
    text: str, name: str, gazetteer: Gazetteer, *, url: str | None = None, prior: StoryPrior | None = None
) -> Place:
    start = text.index(name)
    report = Report(id="r", text=text, url=url)
    (toponym,) = resolve_spans(report, [(start, start + len(name))], gazetteer, prior=prior)
    assert toponym.place is not None
    return toponym.place


def _near(place: Place, lat: float, lon: float) -> bool:
    return abs(place.lat - lat) < 1.5 and abs(place.lon - lon) < 1.5


def test_the_other_places_of_the_story_decide(gazetteer: Gazetteer) -> None:
    text = "Roads in Richmond, Berea and Lexington were closed. Kentucky State Police asked drivers to stay home."
    assert _near(_place(text, "Richmond", gazetteer), 37.75, -84.29)
    text = "Trains in Richmond, Twickenham and Kingston upon Thames were late, Transport for London said."
    assert _place(text, "Richmond", gazetteer).country == "GB"


def test_a_county_without_its_state_is_that_of_its_towns(gazetteer: Gazetteer) -> None:
    text = "The fair drew visitors from Paris, Camden and Dresden to Henry County. Tennessee officials came."
    assert _near(_place(text, "Henry County", gazetteer), 36.33, -88.3)


@pytest.mark.parametrize(
    ("url", "country"),
    [("https://www.oxfordpaper.co.uk/news/1", "GB"), ("https://www.example.ie/news/1", "IE")],
)
def test_the_outlets_address_tells_its_country(gazetteer: Gazetteer, url: str, country: str) -> None:
    text = "The fair in Newcastle drew a crowd on Sunday."
    assert _place(text, "Newcastle", gazetteer, url=url).country == country


def test_the_name_in_the_outlets_address_is_near(gazetteer: Gazetteer) -> None:
    text = "Crews from Franklin helped to put out the fire on Monday."
    place = _place(text, "Franklin", gazetteer, url="https://www.nashvilleherald.com/news/1")
    assert _near(place, 35.93, -86.87)
    place = _place(text, "Franklin", gazetteer, url="https://www.indianapolisherald.com/news/1")
    assert _near(place, 39.48, -86.06)


def test_words_of_one_countrys_papers_speak_for_it(gazetteer: Gazetteer) -> None:
    words = (
        "The councillor told the parish council that pensioners would pay £5 for the bus to the town centre."
    )
    assert _place(f"{words} It leaves from Worcester.", "Worcester", gazetteer).country == "GB"
    words = "The sheriff and his deputies told the county commissioners that the school district pays."
    assert _place(f"{words} It leaves from Worcester.", "Worcester", gazetteer).country == "US"


def test_a_desk_may_say_where_its_story_is(gazetteer: Gazetteer) -> None:
    text = "Shots were heard in Tripoli on Sunday."
    assert _place(text, "Tripoli", gazetteer, prior=StoryPrior(countries=("LB",))).country == "LB"
    assert _place(text, "Tripoli", gazetteer, prior=StoryPrior(countries=("LY",))).country == "LY"
    near = StoryPrior(near=(34.4, 35.8))
    assert _place(text, "Tripoli", gazetteer, prior=near).country == "LB"


def test_a_list_of_cities_is_no_city_and_its_state(gazetteer: Gazetteer) -> None:
    text = "The prince went to Washington, New York and Worcester, the United States said."
    assert _near(_place(text, "Washington", gazetteer), 38.9, -77.04)


def test_gaza_is_where_israel_is_at_war(gazetteer: Gazetteer) -> None:
    text = "Israel struck Gaza again on Sunday. Hamas fired rockets at Israeli towns, officials said."
    assert _place(text, "Gaza", gazetteer).country == "PS"


def test_what_was_chosen_comes_first_and_what_lost_behind_it(gazetteer: Gazetteer) -> None:
    toponym = _find("A court in London, Ky., heard the case.", gazetteer)["London"]
    assert toponym.place is not None
    chosen, *lost = toponym.candidates
    assert (chosen.id, chosen.prob) == (toponym.place.id, toponym.place.prob)
    assert [c.prob for c in lost] == sorted((c.prob for c in lost), reverse=True)
    assert "GB" in {c.country for c in lost}


def test_a_place_tells_what_spoke_for_it_and_against_it(gazetteer: Gazetteer) -> None:
    why = _place("A court in London, Ky., heard the case.", "London", gazetteer).why
    assert why["beside"] > 0
    assert why["none"] < 0


def test_a_street_is_at_the_town_of_its_sentence_with_an_id_of_its_own(gazetteer: Gazetteer) -> None:
    text = "Mosul was quiet. In Aleppo, Syria, a blast hit Quillback Street in the morning."
    found = _find(text, gazetteer)
    street, town = found["Quillback Street"], found["Aleppo"].place
    assert street.kind is ToponymKind.FACILITY
    assert town is not None
    if street.place is not None:
        assert street.place.id.startswith("dl:unlisted-")
        assert street.place.precision_km > town.precision_km


def test_one_name_without_a_country_is_left_open_where_nothing_speaks_for_one_of_many(
    gazetteer: Gazetteer,
) -> None:
    toponym = _find("The fair in Springfield was quiet.", gazetteer)["Springfield"]
    assert toponym.place is None or toponym.place.prob < 0.8
    assert len(toponym.candidates) > 1


def test_the_same_report_gives_the_same_places(gazetteer: Gazetteer) -> None:
    text = "Troops left Mosul for Raqqa in Syria. Paris, Texas, is far from Georgia and Lebanon."
    report = Report(id="r", text=text)
    assert find_toponyms(report, gazetteer, entities=()) == find_toponyms(report, gazetteer, entities=())
