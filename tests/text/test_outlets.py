"""Outlets: keys and mentions."""

import pytest

from dateline.text.outlets import find_outlets, outlet_key, outlets
from dateline.text.tables import read_table


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Syrian Arab News Agency", "sana"),
        ("https://www.sana.sy/en/?p=1", "sana"),
        ("sohr", "sohr"),
        ("www.bbc.co.uk", "bbc"),
        ("manar", "al-manar"),
        ("https://harbour-watch.blogspot.com/2017", "harbourwatch"),
        ("sports.harbour.go.com", "harbour"),
        ("The Guardian", "guardian"),
        ("The Harbour Times", "harbourtimes"),
        ("harbour-times.co.uk", "harbourtimes"),
        ("Harbour News Agency", "harbournews"),
    ],
)
def test_key(name: str, key: str) -> None:
    assert outlet_key(name) == key


def test_mentions_in_text_order_longest_first() -> None:
    text = (
        "The New York Times, citing Reuters and the Fars News Agency, quoted the Observatory and al-Manar TV."
    )
    assert [(m.text, m.key) for m in find_outlets(text)] == [
        ("New York Times", "nyt"),
        ("Reuters", "reuters"),
        ("Fars News Agency", "fars"),
        ("Observatory", "sohr"),
        ("al-Manar TV", "al-manar"),
    ]


def test_common_words_are_no_outlets() -> None:
    assert (
        find_outlets("an ap on the spa, in time: the sun rose, a mirror broke, he ran to Fars province") == []
    )


def test_other_scripts() -> None:
    assert [m.key for m in find_outlets("قالت وكالة سانا، وذكرت رويترز")] == ["sana", "reuters"]


def test_the_table_is_whole() -> None:
    rows = read_table("outlets")
    assert len({row["key"] for row in rows}) == len(rows) == len(outlets())
    assert all(row["name"] and row["type"] for row in rows)
