"""Folding and skeletons."""

import pytest

from dateline.text.fold import fold, skeleton, strip_article
from dateline.text.romanise import romanise


def test_fold_drops_case_accents_apostrophes_and_blanks() -> None:
    assert fold("  Al-Qā’im \n Gate ") == "al-qaim gate"
    assert romanise("Дебальцево") == "Debaltsevo"


@pytest.mark.parametrize(
    "spellings",
    [
        ("Abu Kamal", "Al Bukamal", "Albu Kamal", "Abou Kamal", "Albukamal", "Boukamal", "البوكمال"),
        ("Al-Qa'im", "Qaim", "al-Qaem", "القائم"),
        ("Deir ez-Zor", "Deir al-Zour", "Deir Ezzor", "Dayr az Zawr", "دير الزور"),
        ("At Tanf", "Tanf", "al-Tanf", "التنف"),
        ("Talafar", "Tel Afar", "Tall Afar", "تلعفر"),
        ("Ain al-Arab", "Ayn al-Arab", "عين العرب"),
        ("Qamishli", "Al Qamishli", "القامشلي"),
        ("Debaltseve", "Дебальцево"),
    ],
)
def test_spellings_of_one_name_share_their_skeleton(spellings: tuple[str, ...]) -> None:
    assert len({skeleton(name) for name in spellings}) == 1


def test_skeletons_of_other_names_differ() -> None:
    assert len({skeleton(n) for n in ("Deir ez-Zor", "Qamishli", "Tabqa", "Raqqa", "Homs", "Mosul")}) == 6


def test_a_name_of_vowels_keeps_its_letters() -> None:
    assert skeleton("Aio") == "aio"


def test_strip_article() -> None:
    assert strip_article("the Observatory") == "Observatory"
    assert strip_article("al-Manar") == "Manar"
    assert strip_article("Alberta") == "Alberta"
    assert strip_article("the") == "the"
