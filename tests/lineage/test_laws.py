"""What holds of any set of reports: their order, a reprint more, a report removed."""

from __future__ import annotations

import random
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.lineage import Roots, relate, root_assertions, trace_relays
from dateline.model import Edge, Reading
from tests.lineage.builders import OTHER, UNRELATED, WIRE, reading

PARAGRAPHS = (*WIRE.split("\n\n"), *OTHER.split("\n\n"), UNRELATED)
OUTLETS = ("Marsh Herald", "Delta Post", "Upland News", "Belm Radio", "Orsk Gazette")
SPEAKER = "the Harbour Office"
SAID = f"No vessel was lost, {SPEAKER} said."
MIRROR = {"b_from_a": "a_from_b", "a_from_b": "b_from_a"}
#: Tracing a handful of reports takes a while.
FEW = settings(max_examples=30, deadline=None)


@st.composite
def _report(draw: st.DrawFn, number: int) -> Reading:
    told = draw(st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=4, unique=True))
    said: list[tuple[str, tuple[str, ...]]] = []
    if draw(st.booleans()):
        said.append((told[0].split(".")[0], ()))
    if draw(st.booleans()):
        told.append(SAID)
        said.append(("No vessel was lost", (SPEAKER,)))
    return reading(
        f"r{number}",
        "\n\n".join(told),
        outlet=OUTLETS[number],
        at=f"2031-03-01T0{draw(st.integers(0, 9))}:00",
        credit=draw(st.sampled_from((None, "From Basin Press Agency.", "From Marsh Herald."))),
        said=tuple(said),
    )


@st.composite
def _reports(draw: st.DrawFn) -> list[Reading]:
    return [draw(_report(number)) for number in range(draw(st.integers(1, 4)))]


def traced(readings: Sequence[Reading]) -> tuple[tuple[Edge, ...], Roots]:
    """Return the edges among readings and the roots of what they say."""
    edges = trace_relays(readings)
    return edges, root_assertions(readings, edges)


def origins_by_claim(readings: Sequence[Reading]) -> dict[str, set[str]]:
    """Return the origins of everything that is said, in whichever reports it is said."""
    stated: dict[str, list[tuple[str, str]]] = {}
    for one in readings:
        for assertion in one.assertions:
            stated.setdefault(assertion.text, []).append((one.id, assertion.id))
    roots = root_assertions(readings, trace_relays(readings), claims=list(stated.values()))
    return {
        claim: {root.origin for root in behind.values()}
        for claim, behind in zip(stated, roots.by_claim, strict=True)
    }


@FEW
@given(_reports(), st.randoms())
def test_the_order_of_arrival_changes_nothing(readings: list[Reading], chance: random.Random) -> None:
    shuffled = list(readings)
    chance.shuffle(shuffled)
    assert traced(shuffled) == traced(readings)


@FEW
@given(_reports(), st.data())
def test_a_reprint_adds_no_origin(readings: list[Reading], data: st.DataObject) -> None:
    """Another outlet prints a report word for word a day later: no claim has more origins for that."""
    original = data.draw(st.sampled_from(readings))
    said = tuple((a.text, tuple(link.text or "" for link in a.chain)) for a in original.assertions)
    copy = reading("r9", original.text, outlet=OUTLETS[4], at="2031-03-02T09:00", said=said)
    before, after = origins_by_claim(readings), origins_by_claim([*readings, copy])
    assert {claim: len(origins) for claim, origins in after.items()} == {
        claim: len(origins) for claim, origins in before.items()
    }


@FEW
@given(_reports(), st.data())
def test_a_removed_report_restores_the_state(readings: list[Reading], data: st.DataObject) -> None:
    held = traced(readings)
    more = data.draw(_report(4))
    traced([*readings, more])
    assert traced(readings) == held


@FEW
@given(_reports())
def test_two_reports_stand_to_each_other_the_same_either_way(readings: list[Reading]) -> None:
    one, other = readings[0], readings[-1]
    forth, back = relate(one, other), relate(other, one)
    assert forth.relation is back.relation
    assert MIRROR.get(forth.direction, forth.direction) == back.direction
