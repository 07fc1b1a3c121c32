from __future__ import annotations

from dateline.lineage import root_assertions, trace_relays
from dateline.lineage.roots import Roots
from dateline.model import OriginKind, Reading
from tests.lineage.builders import WIRE, reading


def rooted(*readings: Reading) -> Roots:
    return root_assertions(readings, trace_relays(readings))


def name(roots: Roots, report: str, assertion: str) -> str:
    origin = roots.by_assertion[report, assertion].origin
    return next(o.name for o in roots.origins if o.id == origin)


def test_own_voice_is_the_outlet_itself() -> None:
    roots = rooted(
        reading("r1", "The quay is shut.", outlet="Marsh Herald", said=(("The quay is shut", ()),))
    )
    (origin,) = roots.origins
    assert (origin.id, origin.name, origin.kind) == ("o1", "Marsh Herald", OriginKind.CAPTURED)
    assert roots.by_assertion["r1", "a1"].hops == 0


def test_the_last_link_of_a_chain_is_the_root() -> None:
    text = "Basin Press Agency reported that the Ports Ministry said the quay is shut."
    roots = rooted(
        reading(
            "r1",
            text,
            outlet="Marsh Herald",
            said=(("the quay is shut", ("Basin Press Agency", "the Ports Ministry")),),
        )
    )
    root = roots.by_assertion["r1", "a1"]
    assert "Ministry" in name(roots, "r1", "a1")
    assert root.hops == 2


def test_own_voice_in_copied_words_is_the_parents() -> None:
    lead = WIRE.split(".")[0]
    roots = rooted(
        reading("r1", WIRE, outlet="Marsh Herald", at="2031-03-01T08:00", said=((lead, ()),)),
        reading("r2", WIRE, outlet="Delta Post", at="2031-03-01T10:00", said=((lead, ()),)),
    )
    assert [o.name for o in roots.origins] == ["Marsh Herald"]
    assert roots.by_assertion["r2", "a1"].hops == 1


def test_a_credit_line_lends_its_outlet() -> None:
    roots = rooted(
        reading(
            "r1",
            "The quay is shut.",
            outlet="Delta Post",
            credit="From Basin Press Agency.",
            said=(("The quay is shut", ()),),
        )
    )
    (origin,) = roots.origins
    assert origin.kind is OriginKind.NAMED
    assert "Basin Press" in origin.name


def test_a_cited_outlet_that_is_captured_leads_on_to_its_source() -> None:
    wire = "The Ports Ministry said the lower lock at Tel Marwan is closed to loaded barges."
    relay = "The lower lock at Tel Marwan is closed to loaded barges, Marsh Herald reported."
    roots = rooted(
        reading(
            "r1",
            wire,
            outlet="Marsh Herald",
            at="2031-03-01T08:00",
            said=(("the lower lock at Tel Marwan is closed to loaded barges", ("The Ports Ministry",)),),
        ),
        reading(
            "r2",
            relay,
            outlet="Delta Post",
            at="2031-03-01T09:00",
            said=(("The lower lock at Tel Marwan is closed to loaded barges", ("Marsh Herald",)),),
        ),
    )
    assert roots.by_assertion["r1", "a1"].origin == roots.by_assertion["r2", "a1"].origin
    assert roots.by_assertion["r2", "a1"].hops == 2


def test_a_headline_has_the_voice_of_its_body() -> None:
    text = "The Ports Ministry said the lower lock is closed to loaded barges."
    roots = rooted(
        reading(
            "r1",
            text,
            outlet="Delta Post",
            headline="Lower lock closed to barges",
            said=(
                ("Lower lock closed to barges", ()),
                ("the lower lock is closed to loaded barges", ("The Ports Ministry",)),
            ),
        ),
    )
    assert roots.by_assertion["r1", "a1"].origin == roots.by_assertion["r1", "a2"].origin


def test_local_sources_of_two_outlets_are_two_origins_unless_copied() -> None:
    text = "Local sources said the lower lock of the river port was closed after dark to all unlit boats."
    words = "the lower lock of the river port was closed after dark to all unlit boats"
    apart = "People were kept away, and local sources said the lock had been shut."
    one = reading(
        "r1", text, outlet="Marsh Herald", at="2031-03-01T08:00", said=((words, ("Local sources",)),)
    )
    two = reading(
        "r2",
        apart,
        outlet="Delta Post",
        at="2031-03-01T09:00",
        said=(("the lock had been shut", ("local sources",)),),
    )
    copy = reading(
        "r3", text, outlet="Upland News", at="2031-03-01T10:00", said=((words, ("Local sources",)),)
    )
    roots = rooted(one, two, copy).by_assertion
    assert roots["r1", "a1"].origin != roots["r2", "a1"].origin
    assert roots["r1", "a1"].origin == roots["r3", "a1"].origin


def test_origins_are_numbered_by_first_publication() -> None:
    roots = rooted(
        reading("r1", "The quay is shut.", outlet="Marsh Herald", said=(("The quay is shut", ()),)),
        reading(
            "r2",
            "A crane fell over.",
            outlet="Delta Post",
            at="2031-03-01T09:00",
            said=(("A crane fell over", ()),),
        ),
        reading(
            "r3",
            "Ice is on the pond.",
            outlet="Upland News",
            at="2031-03-01T08:00",
            said=(("Ice is on the pond", ()),),
        ),
    )
    assert [o.name for o in roots.origins] == ["Upland News", "Delta Post", "Marsh Herald"]
