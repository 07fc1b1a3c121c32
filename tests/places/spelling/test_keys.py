from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.places.spelling.keys import (
    abbreviation_key,
    digest,
    half_keys,
    index_keys,
    is_abbreviation,
    name_key,
    sound_key,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deir ez-Zor", "deir EZ ZOR"),
        ("Sana’a", "Sanaa"),
        ("Şanlıurfa", "Sanliurfa"),
        ("Tel-Aviv", "Tel Aviv"),
    ],
)
def test_name_key_joins_what_is_spelled_alike(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize("name", ["US", "U.S.", "Ky.", "W.Va.", "W. Va.", "UAE"])
def test_abbreviations_are_met_in_their_own_case(name: str) -> None:
    assert is_abbreviation(name)


@pytest.mark.parametrize("name", ["Us", "us", "SYRIA", "Hit", "Ur"])
def test_words_and_headlines_are_no_abbreviations(name: str) -> None:
    assert not is_abbreviation(name)


def test_full_stops_do_not_tell_abbreviations_apart() -> None:
    assert abbreviation_key("U.S.") == abbreviation_key("US") != abbreviation_key("us")


def test_sound_keys_keep_countries_apart_and_want_two_consonants() -> None:
    assert sound_key("Abou Kamal", country="SY") == sound_key("Al-Bukamal", country="SY")
    assert sound_key("Abou Kamal", country="SY") != sound_key("Abou Kamal", country="IQ")
    assert sound_key("A", country="SY") is None


@given(st.text(max_size=30))
def test_a_key_is_its_own_key(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)
    assert 0 <= digest(name) < 2**64


@pytest.mark.parametrize(
    ("country", "spellings"),
    [
        ("SY", ("Abu Kamal", "Abou Kamal", "Al Bukamal", "Albukamal", "Boukamal", "أبو كمال", "البوكمال")),
        ("SY", ("Deir ez-Zor", "Deir Ezzor", "Dayr az-Zawr", "دير الزور")),
        ("SY", ("Kobani", "Kobane", "كوباني", "Кобани")),
        ("SY", ("Ayn al-Arab", "Ain al-Arab", "عين العرب")),
        ("SY", ("Ma'arrat al-Numan", "Maarra al-Numan", "معرة النعمان")),
        ("IQ", ("Tel Afar", "Talafar", "Tall ‘Afar", "تلعفر")),
        ("IQ", ("Qaim", "Al-Qa'im", "al-Qaem", "القائم")),
        ("IL", ("Beersheba", "Be'er Sheva", "באר שבע")),
        ("UA", ("Kyiv", "Kiev", "Київ", "Киев")),
        ("UA", ("Kharkiv", "Kharkov", "Харків", "Харьков")),
        ("UA", ("Donetsk", "Донецьк", "Донецк")),
        ("UA", ("Luhansk", "Lugansk", "Луганськ", "Луганск")),
        ("US", ("St. Louis", "Saint Louis", "St Louis")),
    ],
)
def test_spellings_of_one_place_share_the_key_of_its_consonants(
    country: str, spellings: tuple[str, ...]
) -> None:
    assert len({sound_key(name, country=country) for name in spellings}) == 1


@given(st.text("abdhklmnrstz", min_size=3, max_size=9), st.data())
def test_consonants_that_differ_by_one_letter_share_a_half(bones: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(bones) - 1))
    other = bones[:at] + data.draw(st.sampled_from(["", "f", bones[at] + "f"])) + bones[at + 1 :]
    halves = {key for size in (len(bones) - 1, len(bones), len(bones) + 1) for key in _halves(bones, size)}
    assert len(bones) < 4 or len(other) < 4 or halves & set(_halves(other, len(other)))


def _halves(bones: str, size: int) -> tuple[str, str]:
    return half_keys(bones, country="SY", size=size)


@given(st.lists(st.text(max_size=15), max_size=4))
def test_keys_of_a_place_are_those_of_each_name(names: list[str]) -> None:
    each = [index_keys([name], country="IQ") for name in names]
    assert index_keys(names, country="IQ") == set().union(*each)


def test_a_country_is_not_found_by_its_sound() -> None:
    assert index_keys(["Iraq"], country="IQ", sounds=False) == {"iraq"}
