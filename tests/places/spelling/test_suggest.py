"""Spellings that the gazetteer does not hold, in a gazetteer of a few places."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.model import ToponymKind
from dateline.places.content.sources import Source
from dateline.places.file.gazetteer import CompiledGazetteer
from dateline.places.spelling.suggest import liken, sounding


def _town(
    number: int, name: str, country: str, lat: float, lon: float, population: int, *names: str
) -> Source:
    return Source(
        f"geonames:{number}",
        name,
        country,
        ToponymKind.POPULATED,
        lat,
        lon,
        4.0,
        population,
        (),
        (name, *names),
    )


TOWNS = (
    _town(1, "Abu Kamal", "SY", 34.45, 40.92, 57_000),
    _town(2, "Al Qa'im", "IQ", 34.37, 41.09, 74_000),
    _town(3, "Deir ez-Zor", "SY", 35.34, 40.14, 240_000, "Dayr az-Zawr"),
    _town(4, "Tal Afar", "IQ", 36.38, 42.45, 160_000),
    _town(5, "Kharkiv", "UA", 49.98, 36.25, 1_430_000),
    _town(6, "Luhansk", "UA", 48.57, 39.33, 400_000),
    _town(7, "Kamalabad", "IR", 35.8, 51.0, 30_000),
    _town(8, "Beersheba", "IL", 31.25, 34.79, 200_000),
    _town(9, "Hamm", "DE", 51.68, 7.82, 180_000),
)


@pytest.fixture
def towns(compiled: Callable[[Iterable[Source]], CompiledGazetteer]) -> CompiledGazetteer:
    return compiled(TOWNS)


@pytest.mark.parametrize("told", [True, False])
@pytest.mark.parametrize(
    ("name", "ident", "country"),
    [
        ("Albukamal", 1, "SY"),
        ("Abou Kamal", 1, "SY"),
        ("البوكمال", 1, "SY"),
        ("Qaim", 2, "IQ"),
        ("القائم", 2, "IQ"),
        ("Deir Ezzour", 3, "SY"),
        ("دير الزور", 3, "SY"),
        ("Talafar", 4, "IQ"),
        ("تلعفر", 4, "IQ"),
        ("Харьков", 5, "UA"),
        ("Lugansk", 6, "UA"),
        ("Луганськ", 6, "UA"),
        ("באר שבע", 8, "IL"),
    ],
)
def test_every_spelling_of_a_place_finds_it(
    towns: CompiledGazetteer, name: str, ident: int, country: str, told: bool
) -> None:
    first = towns.suggest(name, country=country if told else None)[0]
    assert first.id == f"geonames:{ident}"
    assert first.prob > (0.5 if told else 0.0)


def test_answers_come_best_first_and_sure_of_no_more_than_all(towns: CompiledGazetteer) -> None:
    found = towns.suggest("Kamal", country="SY")
    assert all(one.prob >= other.prob for one, other in pairwise(found))
    assert all(0.0 < answer.prob <= 0.99 for answer in found)


def test_a_name_like_none_has_no_likely_answer(towns: CompiledGazetteer) -> None:
    assert towns.suggest("Gwpfltzk") == []
    assert towns.suggest("") == []


def test_size_alone_makes_no_homonym_sure(compiled: Callable[[Iterable[Source]], CompiledGazetteer]) -> None:
    both = compiled([*TOWNS, _town(11, "Hamm", "US", 40.0, -100.0, 50)])
    assert both.suggest("Hamm")[0].id == "geonames:9"
    assert both.suggest("Hamm")[0].prob < 0.8 < both.suggest("Hamm", country="DE")[0].prob


def test_a_point_near_by_decides(compiled: Callable[[Iterable[Source]], CompiledGazetteer]) -> None:
    both = compiled([*TOWNS, _town(10, "Abu Kamal", "IQ", 31.0, 46.0, 500)])
    assert both.suggest("Abou Kamal", near=(31.1, 46.2))[0].id == "geonames:10"
    assert both.suggest("Abou Kamal", near=(34.5, 40.5))[0].id == "geonames:1"


def test_a_likeness_tells_which_spelling_met(towns: CompiledGazetteer) -> None:
    row = liken(towns, "Dayr al Zawr", country="SY")[0]
    assert (row.entry.id, row.spelled) == ("geonames:3", "dayr az zawr")
    assert row.features["same_bones"] == 1.0


def test_what_sounds_alike_has_to_look_alike_too(towns: CompiledGazetteer) -> None:
    assert [entry.id for _, entry in sounding(towns, "Boukamal", country="SY")] == ["geonames:1"]
    assert sounding(towns, "Hamas", country="DE") == []
    assert sounding(towns, "Boukamal", country="IQ") == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(name=st.text(max_size=20), country=st.sampled_from(["SY", "UA", "XX", None]))
def test_any_text_may_be_asked(towns: CompiledGazetteer, name: str, country: str | None) -> None:
    found = towns.suggest(name, country=country, limit=3)
    assert len(found) <= 3
    assert len({answer.id for answer in found}) == len(found)


def test_an_abbreviation_is_found_as_one(few: CompiledGazetteer) -> None:
    assert few.suggest("U.S.")[0].country == "US"
    assert few.suggest("Ky.", country="US")[0].name == "Kentucky"
