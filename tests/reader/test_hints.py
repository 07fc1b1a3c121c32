"""Hints beside the wordpieces."""

import re

from hypothesis import given, settings

from dateline.reader.hints import HINTS, hints_of, opening_units
from dateline.reader.windows import Unit
from tests.reader.test_entities import TEXTS

_UNIT = re.compile(r"[^\W_]+|[^\w\s]")


def units_of(text: str) -> list[Unit]:
    return [Unit(number, *match.span()) for number, match in enumerate(_UNIT.finditer(text))]


def hinted(text: str, word: str, *, starts: tuple[int, ...] = (0,), after: int = 0) -> set[str]:
    """Return the hints of a word's first place in the text after an offset."""
    units = units_of(text)
    rows = hints_of(text, units, opens=opening_units(text, units, starts))
    number = next(n for n, u in enumerate(units) if u.start >= after and text[u.start : u.end] == word)
    return {HINTS[hint] for hint in rows[number]}


def test_each_word_has_one_case() -> None:
    text = "It is NATO, McArthur and 45 , Peru"
    cases = {"It": "title", "is": "lower", "NATO": "upper", "McArthur": "mixed", "45": "digit", ",": "other"}
    for word, case in cases.items():
        assert hinted(text, word) & {"other", "lower", "title", "upper", "mixed", "digit"} == {case}


def test_places_and_peoples_of_the_tables() -> None:
    text = "We left South Africa with Syrian friends"
    assert {"country", "country-first"} <= hinted(text, "South")
    assert "country" in hinted(text, "Africa")
    assert "country-first" not in hinted(text, "Africa")
    assert "demonym" in hinted(text, "Syrian")
    assert not hinted(text, "left") & {"country", "demonym"}


def test_a_text_shows_surnames_and_initials() -> None:
    text = "Peter Muster of Harbour Relief Council left. Muster and HRC"
    assert "surname" in hinted(text, "Muster", after=40)
    assert "initials" in hinted(text, "HRC")


def test_a_word_in_small_letters_elsewhere() -> None:
    text = "Peace held. They wanted peace"
    assert "small" in hinted(text, "Peace")
    assert "opens" in hinted(text, "Peace")
    assert "opens" in hinted(text, "They", starts=(0, 12))
    assert "opens" not in hinted(text, "wanted")


def test_hyphens_and_possessives() -> None:
    text = "The pro-Harbour party and Peru's bank"
    assert "glued-before" in hinted(text, "Harbour")
    assert "possessive" in hinted(text, "Peru")


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_every_unit_has_hints_in_order(text: str) -> None:
    units = units_of(text)
    rows = hints_of(text, units, opens=opening_units(text, units, [0]))
    assert len(rows) == len(units)
    assert all(list(row) == sorted(set(row)) and all(0 <= n < len(HINTS) for n in row) for row in rows)
