from __future__ import annotations

import random

from dateline.lineage import relate, trace_relays
from dateline.model import Direction, Edge, Relation
from tests.lineage.builders import OTHER, UNRELATED, WIRE, reading

FIRST, SECOND, THIRD = WIRE.split("\n\n")


def by_pair(edges: tuple[Edge, ...]) -> dict[tuple[str, str], Edge]:
    return {(e.child, e.parent): e for e in edges}


def test_the_same_text_is_a_reprint_beyond_doubt() -> None:
    one = reading("r1", WIRE, outlet="Marsh Herald", at="2031-03-01T08:00")
    two = reading("r2", WIRE, outlet="Delta Post", at="2031-03-01T11:00")
    assert relate(one, two).prob == 1.0
    (edge,) = trace_relays([one, two])
    assert (edge.child, edge.parent, edge.relation, edge.prob) == ("r2", "r1", Relation.REPRINT, 1.0)
    assert edge.share == 1.0


def test_passages_point_at_the_same_words() -> None:
    one = reading("r1", WIRE, outlet="Marsh Herald", at="2031-03-01T08:00")
    own = "Fire fighters needed the whole night to save what was left of the warehouses at Tel Marwan."
    two = reading("r2", f"{own}\n\n{SECOND}", outlet="Delta Post", at="2031-03-01T11:00")
    (edge,) = trace_relays([one, two])
    (passage,) = edge.passages
    assert two.text[slice(*passage.child)] in SECOND
    assert two.text[slice(*passage.child)] == one.text[slice(*passage.parent)]


def test_a_copy_of_a_copy_keeps_its_direct_parent_alone() -> None:
    changed = FIRST.replace("Three warehouses", "Several storage sheds").replace(
        "struck the quay", "rammed it"
    )
    one = reading("r1", WIRE, outlet="Marsh Herald", at="2031-03-01T08:00")
    two = reading("r2", f"{changed}\n\n{SECOND}\n\n{THIRD}", outlet="Delta Post", at="2031-03-01T10:00")
    three = reading("r3", f"{changed}\n\n{SECOND}", outlet="Upland News", at="2031-03-01T12:00")
    assert set(by_pair(trace_relays([one, two, three]))) == {("r2", "r1"), ("r3", "r2")}


def test_reprints_of_one_report_are_not_parents_of_each_other() -> None:
    readings = [
        reading("r1", WIRE, outlet="Marsh Herald", at="2031-03-01T08:00"),
        reading("r2", WIRE, outlet="Delta Post", at="2031-03-01T10:00", credit="From Marsh Herald."),
        reading("r3", WIRE, outlet="Upland News", at="2031-03-01T12:00", credit="From Marsh Herald."),
    ]
    assert set(by_pair(trace_relays(readings))) == {("r2", "r1"), ("r3", "r1")}


def test_reprints_of_an_agency_that_is_not_captured_share_an_origin() -> None:
    readings = [
        reading("r1", WIRE, outlet="Marsh Herald", at="2031-03-01T08:00", credit="From Basin Press Agency."),
        reading("r2", WIRE, outlet="Delta Post", at="2031-03-01T10:00", credit="From Basin Press Agency."),
    ]
    edges = by_pair(trace_relays(readings))
    assert edges["r2", "r1"].direction is Direction.COMMON_ORIGIN if ("r2", "r1") in edges else True
    named = [e for e in edges.values() if e.parent.startswith("named:")]
    assert {e.child for e in named} == {"r1", "r2"}
    assert len({e.parent for e in named}) == 1
    assert not any(e.direction is Direction.PARENT_TO_CHILD for e in edges.values() if e not in named)


def test_saying_that_one_relays_is_enough() -> None:
    one = reading("r1", WIRE, outlet="Marsh Herald", at="2031-03-01T08:00")
    said = (
        "A fire that followed a collision at the Tel Marwan quay destroyed three warehouses, Marsh Herald"
        " reported. The fuel barge is said to have drifted into the port from its moorings overnight."
    )
    two = reading("r2", said, outlet="Delta Post", at="2031-03-01T10:00")
    edge = by_pair(trace_relays([one, two]))["r2", "r1"]
    assert edge.relation is Relation.ATTRIBUTED
    assert edge.direction is Direction.PARENT_TO_CHILD
    assert edge.cue is not None
    assert "Marsh Herald" in edge.cue.text
    assert two.text[edge.cue.start : edge.cue.end] == edge.cue.text


def test_shared_speech_is_no_copied_prose() -> None:
    speech = (
        "“We saw the barge turn twice in the current and then it hit the wall beside us with a great noise”"
    )
    one = reading(
        "r1", f"A deckhand spoke of the night. {speech}, the deckhand said. {THIRD}", outlet="Marsh Herald"
    )
    two = reading(
        "r2", f"Witnesses met the press on Monday. {speech}, one of them said. {OTHER}", outlet="Delta Post"
    )
    edges = trace_relays([one, two])
    assert all(e.relation is Relation.ATTRIBUTED for e in edges)


def test_order_does_not_matter() -> None:
    readings = _many()
    expected = trace_relays(readings)
    for seed in range(3):
        shuffled = readings[:]
        random.Random(seed).shuffle(shuffled)
        assert trace_relays(shuffled) == expected


def test_an_unrelated_report_changes_no_edge() -> None:
    readings = _many()
    more = [*readings, reading("r9", UNRELATED, outlet="Sports Sheet", at="2031-03-01T07:00")]
    assert trace_relays(more) == trace_relays(readings)


def test_no_reports_no_edges() -> None:
    assert trace_relays([]) == ()
    assert trace_relays([reading("r1", WIRE)]) == ()


def _many() -> list:  # type: ignore[type-arg]
    return [
        reading("r1", WIRE, outlet="Marsh Herald", at="2031-03-01T08:00"),
        reading("r2", f"{FIRST}\n\n{SECOND}", outlet="Delta Post", at="2031-03-01T10:00"),
        reading(
            "r3",
            f"Delta Post reported a fire at Tel Marwan. {SECOND}",
            outlet="Upland News",
            at="2031-03-01T12:00",
        ),
        reading("r4", f"{THIRD}\n\n{OTHER}", outlet="Coast Daily"),
    ]


def test_of_several_reports_a_naming_means_the_one_that_tells_it() -> None:
    early = "The lower lock at Orsk was closed to barges at noon after a crane fell into the basin."
    late = "The lower lock at Orsk reopened at dusk once divers had lifted the crane out of the basin."
    readings = [
        reading("r1", early, outlet="Marsh Herald", at="2031-03-01T13:00"),
        reading("r2", late, outlet="Marsh Herald", at="2031-03-01T19:00"),
        reading(
            "r3",
            "Barges pass Orsk again: divers got the crane out, Marsh Herald reported.",
            outlet="Delta Post",
            at="2031-03-01T20:00",
        ),
        reading(
            "r4",
            "No barge passes the Orsk lock after a crane fell, Marsh Herald reported.",
            outlet="Upland News",
            at="2031-03-01T14:00",
        ),
    ]
    edges = set(by_pair(trace_relays(readings)))
    assert ("r3", "r2") in edges
    assert ("r4", "r1") in edges
    assert ("r4", "r2") not in edges


def test_naming_a_report_to_reject_it_is_no_relay() -> None:
    one = reading(
        "r1", "A crane fell on the Orsk lock and sank a barge.", outlet="Marsh Herald", at="2031-03-01T13:00"
    )
    two = reading(
        "r2",
        "The Ports Office rejects a report by Marsh Herald. No crane fell on the Orsk lock.",
        outlet="Ports Office",
        at="2031-03-01T15:00",
    )
    assert ("r2", "r1") not in by_pair(trace_relays([one, two]))


def test_links_lead_to_the_report_they_name() -> None:
    one = reading("r1", WIRE, outlet="Marsh Herald", at="2031-03-01T13:00", url="https://marsh.example/fire")
    two = reading(
        "r2",
        "There is more to read elsewhere about the harbour.",
        outlet="Delta Post",
        at="2031-03-01T15:00",
        link=("more to read", "https://marsh.example/fire"),
    )
    edge = by_pair(trace_relays([one, two]))["r2", "r1"]
    assert edge.cue is not None
    assert edge.cue.text == "more to read"
