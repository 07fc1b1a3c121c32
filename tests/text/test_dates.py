"""Dates, times and their precision."""

import pytest

from dateline.model import Precision, When
from dateline.text.dates import find_dates, find_stamped, parse_when, sort_key

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


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Dienstag, 11. März 2031, 20:15 Uhr", "2031-03-11T20:15"),
        ("Mardi 11 mars 2031 à 20h15", "2031-03-11T20:15"),
        ("martes, 11 de marzo de 2031 a las 20:15", "2031-03-11T20:15"),
        ("11 marzo 2031 alle ore 20.15", "2031-03-11T20:15"),
        ("11 de março de 2031 às 20h15", "2031-03-11T20:15"),
        ("11 maart 2031 om 20:15", "2031-03-11T20:15"),
        ("11 marca 2031, godz. 20:15", "2031-03-11T20:15"),
        ("11. března 2031 v 20:15", "2031-03-11T20:15"),
        ("11 марта 2031 в 20:15", "2031-03-11T20:15"),
        ("11 березня 2031, 20:15", "2031-03-11T20:15"),
        ("11 Mart 2031 Salı, 20:15", "2031-03-11"),
        ("11 Mayıs 2031 20:15", "2031-05-11T20:15"),
        ("١١ مارس ٢٠٣١ - ٢٠:١٥", "2031-03-11T20:15"),
        ("11 آذار 2031 الساعة 8:15 م", "2031-03-11T20:15"),
        ("11 تشرين الثاني 2031", "2031-11-11"),
        ("11 במרץ 2031", "2031-03-11"),
        ("۱۱ مارس ۲۰۳۱", "2031-03-11"),
        ("11 mars 2031 kl. 20.15", "2031-03-11T20:15"),
        ("11. maaliskuuta 2031 klo 20.15", "2031-03-11T20:15"),
        ("11 Μαρτίου 2031", "2031-03-11"),
        ("2031. március 11.", "2031-03-11"),
        ("11 martie 2031", "2031-03-11"),
        ("2031年3月11日 20:15", "2031-03-11T20:15"),
        ("2031년 3월 11일", "2031-03-11"),
        ("11 Maret 2031", "2031-03-11"),
        ("Tue Mar 11 20:15:30 UTC 2031", "2031-03-11T20:15:30Z"),
        ("1930940000", "2031-03-10T20:13:20Z"),
    ],
)
def test_pages_of_the_world_are_read(line: str, value: str) -> None:
    when = parse_when(line)
    assert when is not None
    assert when.value == value


@pytest.mark.parametrize(
    "line", ["12 رمضان 1452", "12 رمضان 1452 هـ", "31 April 2031", "30.02.2031", "11 Foo 2031"]
)
def test_other_calendars_and_days_that_are_not_are_refused(line: str) -> None:
    assert parse_when(line) is None
    assert find_stamped(line, day_first=None) == []


def test_the_second_calendar_of_a_stamp_is_read() -> None:
    found = find_stamped("12 رمضان 1452 هـ - 11 مارس 2031 م", day_first=None)
    assert [span.when and span.when.value for span in found] == ["2031-03-11"]


def test_a_stamp_is_read_as_pages_join_it() -> None:
    assert [s.when and s.when.value for s in find_stamped("11.03.2031. 20.15", day_first=None)] == [
        "2031-03-11T20:15"
    ]


def test_parse_month_first() -> None:
    assert parse_when("3/4/2017", day_first=False) == When(value="2017-03-04", precision=Precision.DAY)
    assert parse_when("11.03.2031", day_first=False) == When(value="2031-03-11", precision=Precision.DAY)


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


@pytest.mark.parametrize(
    "value",
    [
        "2031-00-11",
        "2031-03-00",
        "20310011",
        "2031-00",
        "2031-00-11T09:00:00Z",
        "2031/00/01",
        "on 2031-00-01",
    ],
)
def test_no_month_and_no_day_is_number_nought(value: str) -> None:
    assert parse_when(value) is None
