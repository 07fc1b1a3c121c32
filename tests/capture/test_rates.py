"""Turns: one request at a time to a host, with pauses; hosts do not wait for one another."""

from __future__ import annotations

import threading
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.capture.rates import HostTurns
from dateline.errors import SourceError
from tests.capture.fetchers import Time


def turns() -> tuple[HostTurns, Time]:
    time = Time()
    return HostTurns(monotonic=time.monotonic, sleep=time.sleep), time


@given(
    calls=st.lists(st.tuples(st.sampled_from("ab"), st.floats(0, 3)), max_size=20), interval=st.floats(0.1, 5)
)
def test_requests_to_one_host_begin_an_interval_apart(
    calls: list[tuple[str, float]], interval: float
) -> None:
    giver, time = turns()
    begun: dict[str, list[float]] = {"a": [], "b": []}
    for host, lasts in calls:
        with giver.turn(host, interval_s=interval):
            begun[host].append(time.now_s)
            time.now_s += lasts
    for at in begun.values():
        assert all(later - earlier >= interval - 1e-9 for earlier, later in pairwise(at))


def test_the_wait_is_told() -> None:
    giver, time = turns()
    with giver.turn("a", interval_s=2) as first:
        pass
    with giver.turn("a", interval_s=2) as second:
        pass
    with giver.turn("b", interval_s=2) as other:
        pass
    assert (first, second, other) == (0, 2, 0)
    assert time.naps == [2]


def test_at_once_leaves_the_pause_out_once() -> None:
    giver, time = turns()
    for at_once in (False, True, False):
        with giver.turn("a", interval_s=1, at_once=at_once):
            pass
    assert time.naps == [1]


def test_a_pause_is_waited_for_and_a_shut_host_refused() -> None:
    giver, time = turns()
    giver.pause("a", 7)
    with giver.turn("a", interval_s=1):
        assert time.now_s == 7
    giver.shut("a", 100)
    with pytest.raises(SourceError) as told, giver.turn("a", interval_s=1):
        pass
    assert told.value.code == "D127"
    assert "100 s" in told.value.message
    time.now_s += 101
    with giver.turn("a", interval_s=1):
        pass


def test_hosts_are_called_side_by_side_and_each_by_one_at_a_time() -> None:
    """Two threads meet inside the turns of two hosts; a third one for the first host does not get in."""
    giver = HostTurns(monotonic=lambda: 0.0, sleep=lambda seconds: None)
    both = threading.Barrier(2, timeout=10)
    inside: list[str] = []

    def call(host: str) -> None:
        with giver.turn(host, interval_s=0):
            both.wait()

    def late() -> None:
        with giver.turn("a", interval_s=0):
            inside.append("late")

    with giver.turn("a", interval_s=0):
        third = threading.Thread(target=late)
        third.start()
        second = threading.Thread(target=call, args=("b",))
        second.start()
        both.wait()
        assert not inside
    third.join(10)
    second.join(10)
    assert inside == ["late"]
