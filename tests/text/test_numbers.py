"""Counts in figures and words."""

import pytest

from dateline.text.numbers import find_numbers

Row = tuple[str, float | None, float | None, bool, bool]


def read(text: str) -> list[Row]:
    return [(n.text, n.low, n.high, n.approx, n.percent) for n in find_numbers(text)]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("At least 9 people died", ("At least 9", 9, None, False, False)),
        ("no fewer than seven guards", ("no fewer than seven", 7, None, False, False)),
        ("more than a dozen cars", ("more than a dozen", 12, None, False, False)),
        ("as many as 30 fighters", ("as many as 30", None, 30, False, False)),
        ("fewer than 50 remain", ("fewer than 50", None, 50, False, False)),
        ("50 or more houses", ("50 or more", 50, None, False, False)),
        ("200+ tents", ("200+", 200, None, False, False)),
        ("between 40 and 55 men", ("between 40 and 55", 40, 55, False, False)),
        ("15 to 20 percent of it", ("15 to 20 percent", 15, 20, False, True)),
        ("30–40 people", ("30–40", 30, 40, False, False)),
        ("three or four houses", ("three or four", 3, 4, False, False)),
        ("about 70% of the city", ("about 70%", 70, 70, True, True)),
        ("nearly two hundred tents", ("nearly two hundred", 200, 200, True, False)),
        ("dozens fled", ("dozens", 24, None, False, False)),
        ("scores of shells", ("scores", 40, None, False, False)),
        ("hundreds of families", ("hundreds", 100, None, False, False)),
        ("tens of thousands fled", ("tens of thousands", 10_000, None, False, False)),
        ("two dozen trucks", ("two dozen", 24, 24, False, False)),
        ("1,200 families", ("1,200", 1200, 1200, False, False)),
        ("1.2 million people", ("1.2 million", 1_200_000, 1_200_000, False, False)),
        ("1.2 to 1.5 million people", ("1.2 to 1.5 million", 1_200_000, 1_500_000, False, False)),
        ("half a million people", ("half a million", 500_000, 500_000, False, False)),
        ("one hundred and fifty-two graves", ("one hundred and fifty-two", 152, 152, False, False)),
        ("قتل ٢٥ شخصا", ("٢٥", 25, 25, False, False)),
        ("one guard was hurt", ("one", 1, 1, False, False)),
    ],
)
def test_reads(text: str, row: Row) -> None:
    assert read(text) == [row]


@pytest.mark.parametrize(
    "text",
    [
        "a boy aged 14",
        "a 14-year-old boy",
        "on 5 May 2017 in the morning",
        "at 11:05pm EST",
        "in 2014",
        "50 km to the east",
        "for three days",
        "$3 million in aid",
        "30 million dollars",
        "T-72 tanks and S-300 batteries",
        "Resolution 2254",
        "the 5th brigade",
        "one of the roads",
        "no one came",
        "two-thirds of it",
        "a two-storey house",
        "3.2.1",
    ],
)
def test_leaves_out_what_is_no_count(text: str) -> None:
    assert read(text) == []


def test_a_rise_is_two_numbers() -> None:
    assert [r[1] for r in read("the toll rose from 5 to 10")] == [5, 10]


def test_parts_are_items_of_their_own() -> None:
    assert [r[0] for r in read("21 killed, including 5 children and two women")] == ["21", "5", "two"]
