from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.lineage import root_assertions, trace_relays
from dateline.lineage.roots import Roots
from dateline.lineage.standing import At, Standing, Trail
from dateline.model import Reading
from tests.lineage.builders import WIRE, reading

HEAD = "Two barges sank at Tel Marwan lock"
TOLD = "two barges sank at the lock of Tel Marwan"


def settled(*readings: Reading) -> Roots:
    claim = [(r.id, a.id) for r in readings for a in r.assertions]
    return root_assertions(readings, trace_relays(readings), claims=[claim])


def names(roots: Roots) -> set[str]:
    name = {origin.id: origin.name for origin in roots.origins}
    return {name[root.origin] for root in roots.by_claim[0].values()}


def told(id: str, outlet: str, by: str, *, lead: str = HEAD) -> Reading:
    text = f"{lead}. The {by} said {TOLD}."
    return reading(id, text, outlet=outlet, said=((lead, ()), (TOLD, (f"The {by}",))))


def test_an_outlet_s_own_words_beside_the_source_it_names_add_nobody() -> None:
    assert names(settled(told("r1", "Marsh Herald", "River Council"))) == {"River Council"}


def test_own_words_of_a_report_that_only_passes_on_add_nobody_to_another_s_source() -> None:
    other = "The Port Office said nothing. Two barges sank at the lock."
    second = reading(
        "r2",
        other,
        outlet="Delta Post",
        said=(("Two barges sank at the lock", ()), ("nothing", ("The Port Office",))),
    )
    claim = [("r1", "a1"), ("r1", "a2"), ("r2", "a1")]
    pair = (told("r1", "Marsh Herald", "River Council"), second)
    roots = root_assertions(pair, trace_relays(pair), claims=[claim])
    assert names(roots) == {"River Council"}
    assert roots.by_claim[0]["r2", "a1"].path == ("marshherald",)


def test_own_words_of_a_report_that_names_nobody_are_an_origin() -> None:
    alone = reading(
        "r2", "Two barges sank at the lock.", outlet="Delta Post", said=(("Two barges sank at the lock", ()),)
    )
    assert names(settled(told("r1", "Marsh Herald", "River Council"), alone)) == {
        "River Council",
        "Delta Post",
    }


def test_people_on_the_spot_make_an_outlet_an_origin() -> None:
    text = (
        "A Reuters correspondent saw two barges sink at the lock."
        " The River Council said two barges sank at the lock."
    )
    one = reading(
        "r1",
        text,
        outlet="Marsh Herald",
        said=(
            ("A Reuters correspondent saw two barges sink at the lock", ()),
            ("two barges sank at the lock", ("The River Council",)),
        ),
    )
    assert names(settled(one)) == {"Reuters", "River Council"}


def test_one_government_speaks_through_its_ministries() -> None:
    one = told("r1", "Marsh Herald", "Norwegian foreign ministry")
    two = told("r2", "Delta Post", "Norwegian army")
    assert len(names(settled(one, two))) == 1


def test_nameless_people_with_the_same_words_in_two_reports_are_the_same_people() -> None:
    quote = "the water came over the wall and took both boats with it"
    one = reading("r1", f"A witness said {quote}.", outlet="Marsh Herald", said=((quote, ("A witness",)),))
    two = reading("r2", f"A witness said {quote}.", outlet="Delta Post", said=((quote, ("A witness",)),))
    assert len(names(settled(one, two))) == 1


def test_local_sources_of_two_outlets_in_words_of_their_own_are_two() -> None:
    a, b = "the ferry stopped at noon", "no boat has left since the storm"
    one = reading("r1", f"Local sources said {a}.", outlet="Marsh Herald", said=((a, ("Local sources",)),))
    two = reading("r2", f"Local sources said {b}.", outlet="Delta Post", said=((b, ("Local sources",)),))
    roots = settled(one, two)
    assert len({root.origin for root in roots.by_claim[0].values()}) == 2


def test_what_no_claim_holds_has_no_root() -> None:
    one = told("r1", "Marsh Herald", "River Council")
    roots = root_assertions([one], trace_relays([one]), claims=[[("r1", "a2")]])
    assert set(roots.by_assertion) == {("r1", "a2")}


KEYS = st.sampled_from(
    ["council", "board", "anon:herald:witness", "anon:post:witness", "government-norway", "army-norway"]
)
REPORTS = st.sampled_from(["r1", "r2", "r3"])


@given(
    rows=st.lists(st.tuples(REPORTS, KEYS, st.booleans()), min_size=1, max_size=8),
    second=st.sets(REPORTS),
)
def test_settling_never_adds_an_origin_and_does_not_depend_on_the_order_of_a_claim(
    rows: list[tuple[str, str, bool]], second: set[str]
) -> None:
    made = reading("x", "Two barges sank.", said=(("Two barges sank", ()),)).assertions[0]
    trails: dict[At, Trail] = {}
    for n, (report, key, voice) in enumerate(rows):
        trails[report, f"a{n}"] = Trail(report, (), report) if voice else Trail(key, ())
    standing = Standing(
        trails,
        assertions=dict.fromkeys(trails, made),
        outlets={report: report for report in ("r1", "r2", "r3")},
        second_hand={report: frozenset(("council",)) for report in second},
    )
    found = standing.settle(trails)
    assert found == standing.settle(reversed(list(trails)))
    assert {trail.key for trail in found.values()} <= {trail.key for trail in trails.values()}


def test_a_reprint_adds_no_origin_to_a_claim() -> None:
    first = WIRE.split(". ")[0].split("\n")[0].rstrip(".")
    said = ((first, ()),)
    wire = reading("r1", WIRE, outlet="Exercise Wire", at="2031-03-11T10:00Z", said=said)
    copy = reading("r2", WIRE, outlet="Delta Post", at="2031-03-11T12:00Z", credit="Exercise Wire", said=said)
    assert names(settled(wire)) == names(settled(wire, copy)) == {"Exercise Wire"}


def test_claims_of_nothing_leave_nothing() -> None:
    one = told("r1", "Marsh Herald", "River Council")
    assert root_assertions([one], (), claims=[]).by_assertion == {}
