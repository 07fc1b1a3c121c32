from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.events import cluster_texts, split_events
from tests.events.readings import reading

CROSSING = "The border crossing closed at noon after lorries queued on the river road, the authority said."
CROSSING_TOO = "Lorries queued at the border crossing, which the authority closed at noon, traders said."
HARVEST = (
    "Olive growers expect a poor harvest because spring frosts damaged blossom across hillside orchards."
)


def test_reports_of_one_event_stay_together() -> None:
    assert cluster_texts([CROSSING, HARVEST, CROSSING_TOO]) == [0, 1, 0]


def test_a_folder_of_two_events_is_told_apart() -> None:
    readings = [reading("r1", CROSSING), reading("r2", HARVEST), reading("r3", CROSSING_TOO)]
    groups = split_events(readings)
    assert [[r.id for r in group] for group in groups] == [["r1", "r3"], ["r2"]]


def test_a_long_pause_parts_two_events_of_one_place() -> None:
    readings = [
        reading("r1", CROSSING, published="2031-03-11T09:00"),
        reading("r2", CROSSING_TOO, published="2031-03-12T09:00"),
        reading("r3", CROSSING, published="2031-08-12T09:00"),
        reading("r4", CROSSING_TOO),
    ]
    assert [[r.id for r in group] for group in split_events(readings)] == [["r1", "r2", "r4"], ["r3"]]


def test_words_that_everybody_uses_tie_nothing() -> None:
    one = "The bridge was there, and it was the one that they had said it was."
    other = "The harvest was there, and it was the one that they had said it was."
    assert len(split_events([reading("r1", one), reading("r2", other)])) == 2


def test_nothing_is_no_cluster() -> None:
    assert cluster_texts([]) == []


@pytest.mark.parametrize("text", ["", "?!", "12 12 12"])
def test_a_text_without_words_stands_alone(text: str) -> None:
    assert cluster_texts([CROSSING, text, CROSSING]) == [0, 1, 0]


@given(st.lists(st.sampled_from([CROSSING, CROSSING_TOO, HARVEST, ""]), max_size=8))
def test_equal_texts_share_a_cluster_and_numbers_are_dense(texts: list[str]) -> None:
    clusters = cluster_texts(texts)
    assert sorted(set(clusters)) == list(range(len(set(clusters))))
    by_text: dict[str, set[int]] = {}
    for text, cluster in zip(texts, clusters, strict=True):
        by_text.setdefault(text, set()).add(cluster)
    assert all(len(found) == 1 for text, found in by_text.items() if text)
