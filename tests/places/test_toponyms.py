from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.model import (
    Entity,
    EntityKind,
    Gazetteer,
    Inside,
    Part,
    PartKind,
    Report,
    Toponym,
    ToponymKind,
    Unresolved,
)
from dateline.places import find_toponyms, resolve_spans
from dateline.places.content.sources import Source
from dateline.places.file.gazetteer import CompiledGazetteer
from tests.places.conftest import PLACES, TOWN

Finder = Callable[..., dict[str, Toponym]]


def _find(text: str, gazetteer: Gazetteer, *, entities: Sequence[Entity] = ()) -> dict[str, Toponym]:
    found = find_toponyms(Report(id="r", text=text), gazetteer, entities=entities)
    for toponym in found:
        assert text[toponym.start : toponym.end] == toponym.text
        assert (toponym.place is None) == (toponym.reason is not None)
        assert len(toponym.candidates) <= 10
        assert all(a.prob >= 0 for a in toponym.candidates)
    return {toponym.text: toponym for toponym in found}


def test_qairawan_in_a_report_on_nineveh_is_never_the_city_in_tunisia(few: CompiledGazetteer) -> None:
    text = "A post in Qairawan, Nineveh province of Iraq, south of Sinjar, fell, officials in Mosul said."
    place = _find(text, few)["Qairawan"].place
    assert place is None or place.country == "IQ"


def test_qairawan_of_our_tables_is_found_with_its_story(gazetteer: Gazetteer) -> None:
    text = "The units reached Qairawan, in Nineveh, west of Tal Afar. Iraqi officials in Mosul confirmed it."
    place = _find(text, gazetteer)["Qairawan"].place
    assert place is not None
    assert place.country == "IQ"


def test_the_lone_candidate_overseas_is_left_open(
    compiled: Callable[[Iterable[Source]], CompiledGazetteer],
) -> None:
    few = compiled(PLACES)
    text = "Iraq said its forces are in Qairawan, near Sinjar. They left Mosul. Iraq thanked Nineveh."
    toponym = _find(text, few)["Qairawan"]
    assert toponym.place is None
    assert toponym.reason is Unresolved.TOO_FAR


def test_two_spellings_are_one_place(gazetteer: Gazetteer) -> None:
    found = _find("Fighting reached Kobani (Ain al-Arab) in northern Syria, close to Jarabulus.", gazetteer)
    one, other = found["Kobani"].place, found["Ain al-Arab"].place
    assert one is not None
    assert other is not None
    assert one.id == other.id


def test_a_province_is_not_its_city(gazetteer: Gazetteer) -> None:
    city = _find("The convoy left Deir ez-Zor for Raqqa in Syria.", gazetteer)["Deir ez-Zor"]
    unit = _find("The convoy crossed Deir ez-Zor province on its way to Raqqa in Syria.", gazetteer)[
        "Deir ez-Zor"
    ]
    assert city.kind is ToponymKind.POPULATED
    assert unit.kind is ToponymKind.ADMIN
    assert city.place is not None
    assert unit.place is not None
    assert city.place.id != unit.place.id
    assert unit.place.precision_km > city.place.precision_km


@pytest.mark.parametrize(
    "phrase", ["the Raqqa countryside", "an area 30 km east of Raqqa", "the outskirts of Raqqa"]
)
def test_vague_words_widen_the_point_and_do_not_move_it(gazetteer: Gazetteer, phrase: str) -> None:
    exact = _find("A meeting was held in Raqqa, Syria.", gazetteer)["Raqqa"].place
    vague = _find(f"A meeting was held in {phrase}, Syria.", gazetteer)["Raqqa"].place
    assert exact is not None
    assert vague is not None
    assert vague.precision_km > exact.precision_km


def test_an_area_is_no_wider_for_its_unit_word(gazetteer: Gazetteer) -> None:
    place = _find("Roads in northern Syria were closed.", gazetteer)["Syria"].place
    whole = _find("Roads in Syria were closed.", gazetteer)["Syria"].place
    assert place is not None
    assert whole is not None
    assert place.precision_km == whole.precision_km


def test_one_nonsense_name_leaves_the_others(gazetteer: Gazetteer) -> None:
    text = "The village of Zzyqwv was quiet. Aid reached Aleppo and Idlib in Syria."
    found = _find(text, gazetteer)
    assert found["Aleppo"].place is not None
    assert found["Idlib"].place is not None
    assert "Zzyqwv" not in found or _is_vague(found["Zzyqwv"])


def _is_vague(toponym: Toponym) -> bool:
    """Return whether a name that nobody lists is left open, or said to lie somewhere around what is named."""
    place = toponym.place
    if place is None:
        return toponym.reason is Unresolved.UNKNOWN
    return place.id.startswith("dl:unlisted-") and place.precision_km >= 50


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("A court in London, Ky., heard the case.", "London", "US"),
        ("A court in London, England, heard the case.", "London", "GB"),
        ("They met in Long Beach, CA, on Monday.", "Long Beach", "US"),
        ("He was flown from Tripoli, Lebanon, to Cyprus.", "Tripoli", "LB"),
        ("He was flown from Tripoli, Libya, to Malta.", "Tripoli", "LY"),
    ],
)
def test_the_unit_behind_the_comma_decides(gazetteer: Gazetteer, text: str, name: str, country: str) -> None:
    place = _find(text, gazetteer)[name].place
    assert place is not None
    assert place.country == country


def test_the_reach_of_a_river_is_the_one_the_story_is_at(gazetteer: Gazetteer) -> None:
    near_sea = _find("Boats crossed the Euphrates at Nasiriyah, south of Samawah in Iraq.", gazetteer)[
        "Euphrates"
    ]
    upstream = _find("Boats crossed the Euphrates at Raqqa, east of Tabqa in Syria.", gazetteer)["Euphrates"]
    assert near_sea.place is not None
    assert upstream.place is not None
    assert near_sea.place.id == upstream.place.id
    assert near_sea.place.lat < 32.5 < 35.5 < upstream.place.lat


def test_demonyms_stand_for_their_country(gazetteer: Gazetteer) -> None:
    found = _find(
        "Iraqi and Syrian officials met; a U.S.-backed group and a Houston-based firm did not.", gazetteer
    )
    assert found["Iraqi"].kind is ToponymKind.DEMONYM
    assert found["Iraqi"].place is not None
    assert found["Iraqi"].place.country == "IQ"
    assert {"U.S.", "Houston"} <= found.keys()


def test_possessives_and_hyphens_are_no_part_of_the_name(gazetteer: Gazetteer) -> None:
    found = _find(
        "Troops left Mosul's west and Yemen’s south. The Syria-Iraq border, near al-Qaim, was closed.",
        gazetteer,
    )
    assert {"Mosul", "Yemen", "Syria", "Iraq", "al-Qaim"} <= found.keys()


def test_a_street_lies_where_its_text_says_and_is_no_town(gazetteer: Gazetteer) -> None:
    found = _find("The fire began on Quillback Street in Boston on Sunday.", gazetteer)
    street, town = found["Quillback Street"], found["Boston"].place
    assert street.kind is ToponymKind.FACILITY
    assert town is not None
    if street.place is not None:
        assert street.place.id != town.id
        assert (street.place.lat, street.place.lon) == (town.lat, town.lon)
        assert street.place.precision_km > town.precision_km


def _entity(text: str, name: str, kind: EntityKind) -> Entity:
    start = text.index(name)
    return Entity(start=start, end=start + len(name), text=name, kind=kind)


def test_a_name_inside_an_organisation_says_so_and_one_in_small_letters_is_none(gazetteer: Gazetteer) -> None:
    text = "The Aleppo Example Council met; the Syrian army did not. Both were in Syria."
    names = [("Aleppo Example Council", EntityKind.ORGANISATION), ("Syrian army", EntityKind.ORGANISATION)]
    found = _find(text, gazetteer, entities=[_entity(text, *name) for name in names])
    assert "Aleppo" not in found or found["Aleppo"].inside is Inside.ORGANISATION
    assert found["Syrian"].inside is None


def test_a_person_or_an_outlet_is_no_place(gazetteer: Gazetteer) -> None:
    text = "Lincoln Example said so to Euphrates Example in Syria."
    names = [("Lincoln Example", EntityKind.PERSON), ("Euphrates Example", EntityKind.MEDIA)]
    found = _find(text, gazetteer, entities=[_entity(text, *name) for name in names])
    assert "Lincoln" not in found or found["Lincoln"].inside is Inside.PERSON
    assert "Euphrates" not in found or found["Euphrates"].inside is Inside.ORGANISATION


def test_only_prose_is_read(gazetteer: Gazetteer) -> None:
    text = "Paris Example Post\nTroops left Mosul in Iraq."
    start = text.index("Troops")
    parts = (
        Part(kind=PartKind.FURNITURE, start=0, end=start - 1, text=text[: start - 1], method="t"),
        Part(kind=PartKind.BODY, start=start, end=len(text), text=text[start:], method="t"),
    )
    found = find_toponyms(Report(id="r", text=text, parts=parts), gazetteer, entities=())
    assert [toponym.text for toponym in found] == ["Mosul", "Iraq"]


@pytest.mark.parametrize("odd", ["𝔸 𐍈 ", "e\u0301 ", "القائم هي ", "ســـوريا ", "\u202b שלום \u202c", "🇸🇾 "])
def test_offsets_survive_odd_characters(gazetteer: Gazetteer, odd: str) -> None:
    text = f"{odd}Troops left Mosul in Iraq. {odd}Aid reached Aleppo in Syria.\n{odd}"
    assert {"Mosul", "Iraq", "Aleppo", "Syria"} <= _find(text, gazetteer).keys()


def test_spans_given_come_back_in_their_order(gazetteer: Gazetteer) -> None:
    text = "Aleppo and Zzyqwv are names; Syrian ones, perhaps."
    spans = [(text.index(w), text.index(w) + len(w)) for w in ("Syrian", "Zzyqwv", "Aleppo")]
    found = resolve_spans(Report(id="r", text=text), spans, gazetteer)
    assert [(t.start, t.end) for t in found] == spans
    assert found[0].kind is ToponymKind.DEMONYM
    assert _is_vague(found[1])
    assert found[2].place is not None


def test_an_empty_text_and_an_empty_gazetteer_hold_nothing(
    gazetteer: Gazetteer, compiled: Callable[[Iterable[Source]], CompiledGazetteer]
) -> None:
    assert _find("", gazetteer) == {}
    assert all(t.place is None for t in _find("Troops left Mosul.", compiled(())).values())


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.text(alphabet="bcdfghjkmpqvxz", min_size=5, max_size=9),
    lat=st.floats(-80, 80),
    lon=st.floats(-170, 170),
    population=st.integers(0, 10_000_000),
)
def test_a_row_more_changes_no_text_that_holds_none_of_its_keys(
    few: CompiledGazetteer,
    compiled: Callable[[Iterable[Source]], CompiledGazetteer],
    name: str,
    lat: float,
    lon: float,
    population: int,
) -> None:
    text = (
        "Troops left Mosul for Raqqa; London, Ky., is far from Iraq. Syria and Tunisia agreed with the U.S."
    )
    more = Source("geonames:77", name.title(), "XX", TOWN, lat, lon, 3, population, (), (name.title(),))
    report = Report(id="r", text=text)
    before = find_toponyms(report, few, entities=())
    assert find_toponyms(report, compiled((*PLACES, more)), entities=()) == before
