from __future__ import annotations

import gc
import weakref
from collections.abc import Callable, Iterable

import pytest

from dateline.model import Gazetteer
from dateline.places.content.source import Source
from dateline.places.file.gazetteer import CompiledGazetteer
from tests.places.conftest import PLACES


def test_names_are_met_however_they_are_cased_and_joined(few: CompiledGazetteer) -> None:
    assert {e.id for e in few.look_up("AR RAQQAH")} == {"geonames:172955"}
    assert {e.country for e in few.look_up("london")} == {"GB", "US"}
    assert few.look_up("Nowhere") == ()


def test_abbreviations_are_no_words(few: CompiledGazetteer) -> None:
    assert [e.id for e in few.look_up("US")] == ["geonames:6252001"]
    assert few.look_up("us") == ()
    assert [e.name for e in few.look_up("Ky.")] == ["Kentucky"]


def test_an_entry_comes_back_as_it_went_in(few: CompiledGazetteer) -> None:
    (mosul,) = few.look_up("Mosul")
    assert (mosul.name, mosul.country, mosul.population, mosul.parents) == (
        "Mosul",
        "IQ",
        1_700_000,
        ("Nineveh",),
    )
    assert mosul.lat == pytest.approx(36.34, abs=1e-4)
    assert mosul.precision_km == 8.0


def test_sounds_are_looked_for_inside_one_country(few: CompiledGazetteer) -> None:
    assert [e.name for e in few.sounding_like("Shinjar", country="IQ")] == ["Sinjar"]
    assert few.sounding_like("Shinjar", country="SY") == ()


SPELLINGS = [
    ("SY", 34.45, 40.92, ["Abu Kamal", "Al Bukamal", "Albu Kamal", "Abou Kamal", "Albukamal", "Boukamal"]),
    ("IQ", 34.39, 40.99, ["Al-Qa'im", "Al-Qaem", "Qaim"]),
    ("SY", 35.34, 40.14, ["Deir ez-Zor", "Deir al-Zour", "Deir Ezzor"]),
    ("SY", 33.50, 38.66, ["At Tanf", "Tanf", "al-Tanf"]),
    ("IQ", 36.38, 42.45, ["Talafar", "Tel Afar", "Tal Afar"]),
    ("SY", 36.89, 38.35, ["Ain al-Arab", "Ayn al-Arab", "Kobani", "Kobane"]),
    ("SY", 37.05, 41.23, ["Qamishli"]),
    ("SY", 35.84, 38.55, ["Tabqa"]),
    ("SY", 34.45, 40.96, ["Baghuz"]),
    ("SY", 34.75, 40.73, ["Dura-Europos"]),
    ("SY", 33.50, 36.42, ["Ghouta"]),
    ("UA", 45.25, 34.30, ["Crimea"]),
    ("UA", 48.30, 38.20, ["Donbas", "Donbass"]),
    ("IQ", 36.05, 41.95, ["Qairawan", "Qirwan"]),
]


@pytest.mark.parametrize(
    ("country", "lat", "lon", "name"), [(c, la, lo, n) for c, la, lo, names in SPELLINGS for n in names]
)
def test_every_spelling_is_right_with_its_country_and_never_surely_overseas_without(
    gazetteer: Gazetteer, country: str, lat: float, lon: float, name: str
) -> None:
    first = gazetteer.suggest(name, country=country)[0]
    assert abs(first.lat - lat) < 0.4, first
    assert abs(first.lon - lon) < 0.4, first
    alone = gazetteer.suggest(name)
    assert all(c.prob < 0.8 or abs(c.lon - lon) < 15 for c in alone), alone


def test_a_point_near_by_prefers_what_lies_there(gazetteer: Gazetteer) -> None:
    assert gazetteer.suggest("Tripoli", near=(34.4, 35.8))[0].country == "LB"
    assert gazetteer.suggest("Tripoli", near=(32.9, 13.2))[0].country == "LY"


def test_at_most_as_many_as_asked_for_and_none_for_nothing(gazetteer: Gazetteer) -> None:
    assert len(gazetteer.suggest("San Jose", limit=3)) == 3
    assert gazetteer.suggest("") == []
    assert gazetteer.suggest("Qwxzvkjhgf") == []


def test_a_gazetteer_let_go_leaves_no_file_mapped(
    compiled: Callable[[Iterable[Source]], CompiledGazetteer],
) -> None:
    opened = compiled(PLACES)
    opened.look_up("Mosul")
    opened.suggest("Mosul", country="IQ")
    kept = weakref.ref(opened)
    del opened
    gc.collect()
    assert kept() is None
