from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.dissect.printed import at_clock, find_clocks, find_printed, find_yearless, parse_stamp
from dateline.model import Precision, When

DAY = When(value="2031-03-11", precision=Precision.DAY)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("March 11, 2031 at 8:15 pm", "2031-03-11T20:15"),
        ("11. März 2031 um 20:15 Uhr", "2031-03-11T20:15"),
        ("11.03.2031, 20.15 Uhr", "2031-03-11T20:15"),
        ("11 marzo 2031 a las 14:02", "2031-03-11T14:02"),
        ("Di, 10:19 Uhr 11.03.2031", "2031-03-11T10:19"),
        ("Mar 11, 2031, 4:22am EDT", "2031-03-11T04:22-04:00"),
        ("Tuesday, 11 Mar 2031 4:55 PM MYT", "2031-03-11T16:55+08:00"),
        ("2031-03-11 21:21:50", "2031-03-11T21:21:50"),
        ("Published 11 March 2031", "2031-03-11"),
        ("March 11th, 2031", "2031-03-11"),
        ("In April, 2031", "2031-04"),
        ("2031年3月11日", "2031-03-11"),
    ],
)
def test_a_printed_time_keeps_its_precision_and_zone(line: str, value: str) -> None:
    assert find_printed(line)[0].when.value == value


def test_figures_alone_are_read_day_first_unless_told_otherwise() -> None:
    assert find_printed("3/4/2031")[0].when.value == "2031-04-03"
    assert find_printed("3/4/2031", day_first=False)[0].when.value == "2031-03-04"
    assert find_printed("3/24/2031")[0].when.value == "2031-03-24"


def test_spans_cover_the_words_of_the_time() -> None:
    line = "Posted on March 11, 2031 at 8:15 pm by a reader"
    found = find_printed(line)[0]
    assert line[found.start : found.end] == "March 11, 2031 at 8:15 pm"


@pytest.mark.parametrize("line", ["version 2.3 of the map", "70 percent", "call 555-1234", "room 12", ""])
def test_other_figures_are_no_times(line: str) -> None:
    assert find_printed(line) == []
    assert find_clocks(line) == []


def test_a_clock_takes_the_day_of_the_report() -> None:
    clock = find_clocks("Update: 11:05pm EST")[0]
    assert at_clock(DAY, clock) == When(value="2031-03-11T23:05-05:00", precision=Precision.MINUTE)
    assert at_clock(None, clock) is None


def test_a_date_without_a_year_takes_the_year_of_the_report() -> None:
    found = find_yearless("July 3rd, 8:05AM ET", day=DAY)
    assert found is not None
    assert found.when.value == "2031-07-03T08:05"


@pytest.mark.parametrize(
    ("stamp", "value"),
    [
        ("2031-03-11T20:15:00+0300", "2031-03-11T20:15:00+03:00"),
        ("20310311", "2031-03-11"),
        ("2031-03", "2031-03"),
        ("Tue, 11 Mar 2031 10:00:00 GMT", "2031-03-11T10:00:00Z"),
    ],
)
def test_stamps_of_metadata_are_read(stamp: str, value: str) -> None:
    when = parse_stamp(stamp)
    assert when is not None
    assert when.value == value


@pytest.mark.parametrize("stamp", [None, "", "soon", "9999-12-31T23:59:59Z", "2031-13-01", "x" * 500])
def test_impossible_stamps_are_none(stamp: str | None) -> None:
    assert parse_stamp(stamp) is None


@given(st.text(max_size=80))
def test_every_span_lies_in_the_line_and_never_raises(line: str) -> None:
    for found in find_printed(line):
        assert 0 <= found.start < found.end <= len(line)
    find_clocks(line)
    parse_stamp(line)
