from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.places.keys import abbreviation_key, digest, is_abbreviation, name_key, sound_key


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
