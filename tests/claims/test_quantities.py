from __future__ import annotations

import pytest

from dateline.model import Counted
from tests.claims.reports import read

Row = tuple[str, float | None, float | None, str]


def rows(text: str) -> list[Row]:
    return [(q.what.value, q.low, q.high, q.text) for a in read(text) for q in a.quantities]


COUNTS: list[tuple[str, list[Row]]] = [
    ("Shelling killed 12 people.", [("killed", 12, 12, "12 people")]),
    ("At least nine civilians were killed.", [("killed", 9, None, "At least nine civilians")]),
    ("The blast killed up to 40 fighters.", [("killed", None, 40, "up to 40 fighters")]),
    ("Clashes wounded dozens of fighters.", [("wounded", 24, None, "dozens of fighters")]),
    ("Shelling killed 12 people, including 5 children.",
     [("killed", 12, 12, "12 people"), ("killed", 5, 5, "5 children")]),
    ("Twelve people were killed and 25 others were wounded.",
     [("killed", 12, 12, "Twelve people"), ("wounded", 25, 25, "25 others")]),
    ("The shelling killed 6 civilians and 3 fighters.",
     [("killed", 6, 6, "6 civilians"), ("killed", 3, 3, "3 fighters")]),
    ("Three deaths and 22 injuries were counted.",
     [("killed", 3, 3, "Three deaths"), ("wounded", 22, 22, "22 injuries")]),
    ("The fighting displaced 3,000 families.", [("displaced", 3000, 3000, "3,000 families")]),
    ("Police arrested 14 men.", [("detained", 14, 14, "14 men")]),
    ("Nobody was hurt in the strike, the ministry said.", [("wounded", 0, 0, "Nobody was hurt")]),
    ("The strike killed a child.", [("killed", 1, 1, "a child")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), COUNTS)
def test_counts(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The 35-year-old truck was destroyed and killed nobody on 14 May.",
        "The strike 12 kilometres from the town killed civilians at 5 p.m.",
        "The army launched two air strikes on the town.",
        "He was killed by a soldier.",
    ],
)
def test_ages_dates_distances_and_things_are_no_tolls(text: str) -> None:
    assert [row for row in rows(text) if row[0] == Counted.KILLED.value] == []


def test_a_share_names_its_whole() -> None:
    [assertion] = read("About 70 percent of the first phase has been completed, the command said.")
    [share] = assertion.quantities
    assert (share.what, share.low, share.approx, share.of) == (Counted.PERCENT, 70, True, "the first phase")
