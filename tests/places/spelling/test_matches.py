from __future__ import annotations

from collections.abc import Sequence

import pytest

from dateline.model import Candidate, Gazetteer, GazetteerEntry, ToponymKind
from dateline.places.spelling.matches import Way, explain_matches

TOWN = GazetteerEntry(
    id="geonames:1",
    name="Abu Kamal",
    country="SY",
    kind=ToponymKind.POPULATED,
    lat=34.45,
    lon=40.92,
    precision_km=2.0,
)
OFFER = Candidate(id="geonames:1", name="Abu Kamal", country="SY", lat=34.45, lon=40.92, prob=0.9)


class Names:
    """A gazetteer of one town with two spellings that tells nothing of its file."""

    def look_up(self, name: str) -> Sequence[GazetteerEntry]:
        return [TOWN] if name in ("Abu Kamal", "Al Bukamal") else []

    def suggest(
        self,
        name: str,
        *,
        country: str | None = None,
        near: tuple[float, float] | None = None,
        limit: int = 10,
    ) -> list[Candidate]:
        return [OFFER]


class Listed(Names):
    """The same, with its spellings told."""

    def numbers(self, key: str) -> list[int]:
        return [7] if key == "abu kamal" else []

    def entry(self, number: int) -> GazetteerEntry:
        return TOWN

    def spelled(self, number: int) -> list[str]:
        return ["abu kamal", "al bukamal"]


@pytest.mark.parametrize(
    ("name", "way", "like"),
    [
        ("Abu Kamal", Way.NAME, ""),
        ("abu-kamal", Way.NAME, ""),
        ("Al Bukamal", Way.KNOWN, ""),
        ("Albukamal", Way.SOUND, "al bukamal"),
        ("Abu Kamil Town", Way.CLOSE, "abu kamal"),
    ],
)
def test_how_a_spelling_meets_an_entry(name: str, way: Way, like: str) -> None:
    match = explain_matches(Listed(), name, [OFFER])[0]
    assert (match.way, match.like, match.entry) == (way, like, TOWN)
    assert match.is_known == (way in (Way.NAME, Way.KNOWN))


def test_a_gazetteer_that_lists_nothing_still_tells_the_entry() -> None:
    match = explain_matches(Names(), "Boukamal", [OFFER])[0]
    assert match.entry is TOWN
    assert match.like == "abu kamal"


def test_a_candidate_that_cannot_be_found_again_is_kept() -> None:
    other = Candidate(id="dl:x", name="Elsewhere", country=None, lat=0.0, lon=0.0, prob=0.1)
    match = explain_matches(Listed(), "Elsewhere", [other])[0]
    assert (match.candidate, match.entry, match.way) == (other, None, Way.NAME)


@pytest.mark.parametrize("name", ["", "'", "\N{ARABIC LETTER QAF}", "x" * 500, "a\x00b"])
def test_no_spelling_is_too_odd(name: str, gazetteer: Gazetteer) -> None:
    assert explain_matches(gazetteer, name, [OFFER])[0].candidate is OFFER
