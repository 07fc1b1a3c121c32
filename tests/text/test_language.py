from __future__ import annotations

import pytest

from dateline.text.language import reads_as_english

ENGLISH = (
    "The crossing was closed at noon and the drivers had to wait for the office to say when it would open. "
)
GERMAN = "Der Übergang blieb seit Mittag gesperrt, die Fahrer warteten auf Nachricht der Behörde über die Öffnung. "
FRENCH = (
    "Le poste est resté fermé depuis midi, et les chauffeurs attendent une annonce des autorités sur place. "
)
ARABIC = (
    "أغلق المعبر ظهر اليوم وينتظر السائقون إعلانا من الهيئة عن موعد فتحه من جديد أمام الشاحنات والمسافرين. "
)


def test_english_is_told() -> None:
    assert reads_as_english(ENGLISH * 4)


@pytest.mark.parametrize("text", [GERMAN, FRENCH, ARABIC])
def test_other_languages_are_told(text: str) -> None:
    assert not reads_as_english(text * 4)


def test_a_short_text_is_given_the_benefit_of_the_doubt() -> None:
    assert reads_as_english("Übergang gesperrt")
