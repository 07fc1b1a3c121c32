from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.events.jumps import leaps, series_leaps


def test_a_one_day_leap_in_a_series_of_areas_is_found_there_and_back() -> None:
    series = [124_100.0, 124_180.0, 124_274.0, 136_688.0, 122_714.0, 122_800.0, 122_890.0]
    assert series_leaps(series) == [False, False, False, True, True, False, False]


def test_a_steady_rise_leaps_nowhere() -> None:
    assert not any(series_leaps([4.0, 7.0, 11.0, 15.0, 18.0]))


def test_a_number_far_beyond_the_only_other_leaps() -> None:
    assert leaps(200_000.0, [15.0])
    assert not leaps(60.0, [0.0])
    assert not leaps(40.0, [15.0])


@given(st.lists(st.floats(0, 1e6), max_size=12))
def test_every_value_is_answered_and_the_first_never_leaps(values: list[float]) -> None:
    found = series_leaps(values)
    assert len(found) == len(values)
    assert not any(found[:1])
