"""Dates, times and their precision."""

import pytest

from dateline.model import Precision, When
from dateline.text.dates import find_dates, parse_when, sort_key

REFERENCE = When(value="2017-05-24T21:05:00Z", precision=Precision.SECOND)


@pytest.mark.parametrize(
    ("text", "value", "precision"),
    [
        ("2017", "2017", "year"),
        ("2017-05", "2017-05", "month"),
        ("2017-05-23", "2017-05-23", "day"),
        ("2017-05-23T23:05-05:00", "2017-05-23T23:05-05:00", "minute"),
        ("2017-05-23T21:05:00Z", "2017-05-23T21:05:00Z", "second"),
        ("2017-05-23 10:11:12.345+0300", "2017-05-23T10:11:12+03:00", "second"),
        ("20170523", "2017-05-23", "day"),
        ("Tue, 23 May 2017 23:05:11 +0000", "2017-05-23T23:05:11+00:00", "second"),
        ("May 23, 2017 11:05 PM EST", "2017-05-23T23:05-05:00", "minute"),
        ("Tuesday, May 23, 2017 at 9 a.m. GMT", "2017-05-23T09Z", "hour"),
        ("23. Mai 2017, 13:17 Uhr", "2017-05-23T13:17", "minute"),
        ("23 mai 2017 à 14h05", "2017-05-23T14:05", "minute"),
        ("23 de mayo de 2017", "2017-05-23", "day"),
        ("٢٣ أيار ٢٠١٧", "2017-05-23", "day"),
        ("3/4/2017", "2017-04-03", "day"),
        ("5/23/2017", "2017-05-23", "day"),
        ("9999-12-31", "9999-12-31", "day"),
    ],
)
def test_parse(text: str, value: str, precision: str) -> None:
    assert parse_when(text) == When(value=value, precision=Precision(precision))


def test_parse_month_first() -> None:
    assert parse_when("3/4/2017", day_first=False) == When(value="2017-03-04", precision=Precision.DAY)


@pytest.mark.parametrize(
    "text", ["", "soon", "0000-00-00", "2017-02-30", "99/99/2017", "25:99", "11:05pm EST"]
)
def test_parse_gives_none(text: str) -> None:
    assert parse_when(text) is None


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Update: 11:05pm EST", "11:05pm EST", "2017-05-24T23:05-05:00"),
        ("they left on Tuesday at 3 p.m. and slept", "Tuesday at 3 p.m.", "2017-05-23T15"),
        ("it fell yesterday", "yesterday", "2017-05-23"),
        ("two days ago it fell", "two days ago", "2017-05-22"),
        ("last Wednesday it fell", "last Wednesday", "2017-05-17"),
        ("on May 20 it fell", "May 20", "2017-05-20"),
        ("on 30 December it fell", "30 December", "2016-12-30"),
        ("last month it fell", "last month", "2017-04"),
        ("in 2014 it fell", "2014", "2014"),
        ("it fell five years ago", "five years ago", "2012"),
    ],
)
def test_find(text: str, words: str, value: str) -> None:
    found = find_dates(text, reference=REFERENCE)
    assert [(d.text, d.when and d.when.value) for d in found] == [(words, value)]


def test_without_a_reference_relative_days_stay_open() -> None:
    assert [(d.text, d.when) for d in find_dates("yesterday and on May 3", reference=None)] == [
        ("yesterday", None),
        ("May 3", None),
    ]


def test_common_words_are_no_dates() -> None:
    assert find_dates("They may march and set out.", reference=REFERENCE) == []


def test_sort_key_moves_offsets_and_takes_utc_where_none_is_given() -> None:
    east, west, none = (
        sort_key(When(value=f"2017-05-23T23:05{zone}", precision=Precision.MINUTE))
        for zone in ("+03:00", "-05:00", "")
    )
    assert east is not None
    assert west is not None
    assert none is not None
    assert (none - east, west - none) == (3 * 3600, 5 * 3600)
    assert sort_key(None) is None


def test_sort_key_outlives_the_year_9999() -> None:
    assert sort_key(When(value="9999-12-31T23:59:59-12:00", precision=Precision.SECOND)) == 253402343999.0
