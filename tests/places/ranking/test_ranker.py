"""Laws of the ranker, over places of our own."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model import GazetteerEntry, ToponymKind
from dateline.places.ranking.lineup import Lineup
from dateline.places.ranking.prior import Leaning, StoryPrior
from dateline.places.ranking.ranker import Ranking, squash
from dateline.places.ranking.spelled import Spelled
from dateline.places.ranking.weights import rank_weights


def _entry(number: int, name: str, lat: float, lon: float, country: str = "XX") -> GazetteerEntry:
    return GazetteerEntry(
        id=f"dl:{number}", name=name, country=country, kind=ToponymKind.POPULATED, lat=lat, lon=lon,
        precision_km=3.0, population=20_000, parents=(f"Unit {round(lat / 5)}",),
    )  # fmt: skip


def _spelled(name: str, entries: Sequence[GazetteerEntry], at: int) -> Spelled:
    one = Spelled(name, list(entries), speaks=False, inside=False)
    one.at.append(at)
    return one


def _rank(spelled: Sequence[Spelled]) -> Ranking:
    return Ranking(Lineup(spelled, StoryPrior(), Leaning()), rank_weights())


_POINTS = st.tuples(st.floats(-80, 80), st.floats(-179, 179))


@given(st.lists(st.lists(_POINTS, min_size=1, max_size=6), max_size=6))
def test_chances_are_chances_and_every_feature_a_number(places: list[list[tuple[float, float]]]) -> None:
    spelled = [
        _spelled(f"Name{n}", [_entry(10 * n + m, f"Name{n}", *p) for m, p in enumerate(points)], 50 * n)
        for n, points in enumerate(places)
    ]
    ranking = _rank(spelled)
    chances = ranking.chances()
    assert len(chances) == sum(map(len, places))
    assert all(0 <= chance <= 1.0001 for chance in chances)
    assert all(isinstance(v, float) and v == v for n in range(len(chances)) for v in ranking.why(n).values())


def test_of_two_towns_the_one_near_the_other_names_is_likelier() -> None:
    here, there = _entry(1, "Alder", 10.0, 10.0), _entry(2, "Alder", 40.0, 60.0)
    spelled = [
        _spelled("Alder", [here, there], 0),
        _spelled("Birch", [_entry(3, "Birch", 10.2, 10.1)], 40),
        _spelled("Cedar", [_entry(4, "Cedar", 9.9, 10.3)], 80),
    ]
    chances = _rank(spelled).chances()
    assert chances[0] > 0.8 > 0.3 > chances[1]


def test_the_shares_of_a_candidate_sum_up_to_its_score_against_none() -> None:
    ranking = _rank([_spelled("Alder", [_entry(1, "Alder", 10, 10)], 0)])
    assert sum(ranking.why(0).values()) == pytest.approx(
        float(ranking.scores[0]) - ranking.nones[1], abs=0.02
    )


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_likelier_place_stays_likelier_when_chances_are_made_true(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0 < squash(low, 0.8, 0.3) <= squash(high, 0.8, 0.3) < 1
