"""Romanising by our own tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.text.romanise import romanise


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("القائم", "al-qaim"),
        ("أبو كمال", "abu kmal"),
        ("معرة النعمان", "marat al-naman"),
        ("مدينة", "mdina"),
        ("إدلب", "idlb"),
        ("نينوى", "ninwa"),
        ("القــامشلي", "al-qamshli"),
        ("دَيْر", "dayr"),
        ("پنجوین", "pnjuyn"),
        ("هەولێر", "hewler"),
    ],
)
def test_arabic_letters_and_those_of_its_neighbours(name: str, latin: str) -> None:
    assert romanise(name) == latin


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("תל אביב", "tl aviv"),
        ("באר שבע", "bar shva"),
        ("כפר סבא", "kfr sva"),
        ("ג'נין", "jnin"),
        ("חיפה", "hifa"),
    ],
)
def test_hebrew_letters(name: str, latin: str) -> None:
    assert romanise(name) == latin


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("Київ", "Kyiv"),
        ("Киев", "Kiev"),
        ("Горлівка", "Horlivka"),
        ("Луганск", "Lugansk"),
        ("Донецьк", "Donetsk"),
        ("Єнакієве", "Yenakiieve"),
        ("Хрватска", "Khrvatska"),
        ("Љубљана", "Ljubljana"),
        ("Търново", "Tarnovo"),
        ("ХАРЬКОВ", "KHARKOV"),
    ],
)
def test_cyrillic_is_read_in_the_language_that_its_letters_tell(name: str, latin: str) -> None:
    assert romanise(name) == latin


def test_other_scripts_and_accents_are_left_to_anyascii() -> None:
    assert romanise("Šiauliai") == "Siauliai"
    assert romanise("Αθήνα").isascii()


@given(st.text(st.characters(codec="utf-8"), max_size=30))
def test_any_text_becomes_ascii(text: str) -> None:
    assert romanise(text).isascii()
    assert romanise(romanise(text)) == romanise(text)


@given(st.text("القائمدرزوةيىءأإآـَِّשבנא'׳וי Київґъьщ", max_size=20))
def test_letters_of_the_tables_become_ascii(text: str) -> None:
    assert romanise(text).isascii()
