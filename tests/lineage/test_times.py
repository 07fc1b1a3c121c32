from __future__ import annotations

import pytest

from dateline.lineage.times import moment, surely_later, zone_of
from dateline.model import Precision, When


def when(value: str, precision: Precision = Precision.MINUTE) -> When:
    return When(value=value, precision=precision)


@pytest.mark.parametrize(
    ("value", "zone"),
    [
        ("2031-03-01T08:00+03:00", 10800),
        ("2031-03-01T08:00-05:30", -19800),
        ("2031-03-01T08:00Z", 0),
        ("2031-03-01T08:00", None),
    ],
)
def test_stated_offsets(value: str, zone: int | None) -> None:
    assert zone_of(when(value)) == zone


def test_a_time_without_a_zone_takes_the_one_at_hand() -> None:
    zoned, plain = moment(when("2031-03-01T08:00+03:00"), 0), moment(when("2031-03-01T08:00"), 10800)
    assert zoned == plain
    assert moment(None, 0) is None


def test_a_day_is_over_when_the_next_begins() -> None:
    day, evening = moment(when("2031-03-01", Precision.DAY), 0), moment(when("2031-03-01T20:00"), 0)
    after = moment(when("2031-03-02T00:00"), 0)
    assert day is not None
    assert evening is not None
    assert after is not None
    assert not surely_later(evening, day)
    assert surely_later(after, day)
