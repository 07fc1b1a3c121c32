"""What the words around a name tell."""

from __future__ import annotations

import pytest

from dateline.places.finding.wording import demonyms, may_begin_people, people_of


@pytest.mark.parametrize("phrase", ["New Yorkers", "South-East Asian", "Prince Edward Islander"])
def test_the_first_word_of_a_demonym_may_begin_one(phrase: str) -> None:
    first = phrase.replace("-", " ").split()[0]
    assert may_begin_people(first)
    assert people_of(phrase)


def test_every_demonym_of_several_words_is_let_through() -> None:
    several = [demonym for demonym in demonyms() if " " in demonym]
    assert several
    assert all(may_begin_people(demonym.split()[0]) for demonym in several)


def test_other_words_begin_none_and_letters_that_are_not_plain_always_may() -> None:
    assert not may_begin_people("Colchester")
    assert may_begin_people("Örebro")
