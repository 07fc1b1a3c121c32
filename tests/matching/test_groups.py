from __future__ import annotations

import random

from dateline.matching import ClaimGroup, match_assertions
from dateline.model import AssertionKind, Hedge, Polarity, Reading, Stance
from tests.matching.builders import WordEncoder, reading, said

SHUT = AssertionKind.TERRITORY
DEAD = AssertionKind.CASUALTY


def groups(*readings: Reading) -> tuple[ClaimGroup, ...]:
    return match_assertions(readings, encoder=WordEncoder())


def test_two_wordings_of_one_proposition_meet() -> None:
    found = groups(
        reading("r1", said("The lower lock at Orsk was closed to barges on Monday", kind=SHUT, place="Orsk")),
        reading(
            "r2", said("The lock at Orsk has been closed to all barges since Monday", kind=SHUT, place="Orsk")
        ),
        reading(
            "r3",
            said(
                "A market hall in Belm burned down after a gas bottle blew up",
                kind=AssertionKind.STRIKE,
                place="Belm",
            ),
        ),
    )
    assert [len(g.members) for g in found] == [2, 1]
    assert found[0].id == "k1"
    assert found[0].text in {
        "The lower lock at Orsk was closed to barges on Monday",
        "The lock at Orsk has been closed to all barges since Monday",
    }


def test_numbers_that_clash_are_one_claim_in_dispute() -> None:
    found = groups(
        reading(
            "r1", said("Nine people were killed at the Orsk lock", kind=DEAD, place="Orsk", killed=(9, 9))
        ),
        reading(
            "r2", said("Two people were killed at the Orsk lock", kind=DEAD, place="Orsk", killed=(2, 2))
        ),
    )
    assert len(found) == 1


def test_killed_and_wounded_are_two_claims() -> None:
    found = groups(
        reading(
            "r1", said("Nine people were killed at the Orsk lock", kind=DEAD, place="Orsk", killed=(9, 9))
        ),
        reading(
            "r2", said("Six people were wounded at the Orsk lock", kind=DEAD, place="Orsk", wounded=(6, 6))
        ),
    )
    assert len(found) == 2


def test_a_denial_joins_the_claim_that_it_denies() -> None:
    (found,) = groups(
        reading(
            "r1",
            said("The lower lock at Orsk was closed to barges", kind=SHUT, place="Orsk"),
            at="2031-03-01T08:00",
        ),
        reading(
            "r2",
            said(
                "the lower lock at Orsk was closed to barges", kind=SHUT, place="Orsk", polarity=Polarity.DENY
            ),
            at="2031-03-01T09:00",
        ),
        reading(
            "r3",
            said("The lower lock at Orsk was not closed to barges", kind=SHUT, place="Orsk"),
            at="2031-03-01T10:00",
        ),
        reading(
            "r4",
            said(
                "The lower lock at Orsk was closed to barges",
                kind=SHUT,
                place="Orsk",
                hedge=Hedge.UNCONFIRMED,
            ),
            at="2031-03-01T11:00",
        ),
    )
    assert {m.report: m.stance for m in found.members} == {
        "r1": Stance.AFFIRMS,
        "r2": Stance.DENIES,
        "r3": Stance.DENIES,
        "r4": Stance.REPORTS,
    }


def test_asides_of_one_report_stay_in_the_reading() -> None:
    found = groups(
        reading(
            "r1", said("The river is known for its eels and its late summer fog", kind=AssertionKind.OTHER)
        )
    )
    assert found == ()


def test_the_order_of_readings_does_not_matter() -> None:
    rows = [
        reading(
            "r1",
            said("The lower lock at Orsk was closed to barges", kind=SHUT, place="Orsk"),
            at="2031-03-01T08:00",
        ),
        reading(
            "r2",
            said("The lower lock at Orsk is closed to barges", kind=SHUT, place="Orsk"),
            at="2031-03-01T09:00",
        ),
        reading(
            "r3", said("Nine people were killed at the Orsk lock", kind=DEAD, place="Orsk", killed=(9, 9))
        ),
    ]
    expected = groups(*rows)
    for seed in range(3):
        random.Random(seed).shuffle(rows)
        assert groups(*rows) == expected


def test_nothing_in_nothing_out() -> None:
    assert groups() == ()


def test_an_assertion_that_counts_and_tells_stands_in_both_claims() -> None:
    both = said("A crane struck the Orsk lock at dawn; nine people were killed", kind=DEAD, killed=(9, 9))
    found = groups(
        reading("r1", both),
        reading("r2", said("A crane hit the lock at Orsk before dawn", kind=AssertionKind.STRIKE)),
        reading("r3", said("Nobody was killed at the lock", kind=DEAD, killed=(0, 0))),
    )
    reports = [{m.report for m in group.members} for group in found]
    assert {"r1", "r2"} in reports
    assert {"r1", "r3"} in reports
    (dead,) = [g for g in found if {m.report for m in g.members} == {"r1", "r3"}]
    assert [m.stance for m in dead.members] == [Stance.AFFIRMS, Stance.DENIES]


def test_two_holders_of_one_place_are_two_claims_that_deny_each_other() -> None:
    found = groups(
        reading("r1", said("The harbour police hold both piers of the port", kind=SHUT)),
        reading("r2", said("Fighters of the Red League were holding the pier on the north side", kind=SHUT)),
    )
    stances = {g.text[:11]: {m.report: m.stance for m in g.members} for g in found}
    assert stances == {
        "The harbour": {"r1": Stance.AFFIRMS, "r2": Stance.DENIES},
        "Fighters of": {"r1": Stance.DENIES, "r2": Stance.AFFIRMS},
    }


def test_one_report_does_not_deny_itself() -> None:
    found = groups(
        reading(
            "r1",
            said("The harbour police hold the pier at Orsk", kind=SHUT, place="Orsk"),
            said("The Red League controls the pier at Belm and the pier road", kind=SHUT, place="Belm"),
        ),
    )
    assert {m.stance for g in found for m in g.members} == {Stance.AFFIRMS}


def test_another_number_denies_nobody() -> None:
    (found,) = groups(
        reading("r1", said("Nine people were wounded", kind=DEAD, wounded=(9, 9)), at="2031-03-01T08:00"),
        reading("r2", said("At least 13 were wounded", kind=DEAD, wounded=(13, None)), at="2031-03-01T09:00"),
        reading("r3", said("11 people were wounded", kind=DEAD, wounded=(11, 11)), at="2031-03-02T08:00"),
    )
    assert found.text == "11 people were wounded"
    assert {m.stance for m in found.members} == {Stance.AFFIRMS}


def test_the_dead_of_a_day_and_of_a_war_are_two_claims() -> None:
    found = groups(
        reading("r1", said("A shell killed nine people in Orsk", kind=DEAD, place="Orsk", killed=(9, 9))),
        reading("r2", said("More than 90000 people were killed in the war", kind=DEAD, killed=(90000, None))),
    )
    assert len(found) == 2


def test_the_headline_s_claim_is_told_in_a_whole_clause() -> None:
    (found,) = groups(
        reading("r1", said("Closure of the lower lock at Orsk", kind=SHUT, place="Orsk")),
        reading("r2", said("The lower lock at Orsk was closed to barges", kind=SHUT, place="Orsk")),
        reading("r3", said("It has closed the lower lock at Orsk", kind=SHUT, place="Orsk")),
    )
    assert found.text == "The lower lock at Orsk was closed to barges"


def test_phrases_alone_hold_no_claim_together() -> None:
    rows = [
        reading(f"r{n}", said("Closure of the lower lock at Orsk", kind=SHUT, place="Orsk")) for n in (1, 2)
    ]
    assert groups(*rows) == ()


def test_of_claims_with_as_many_reports_the_weightier_leads() -> None:
    shut = said("The lower lock at Orsk was closed to barges", kind=SHUT, place="Orsk")
    dead = said("Nine keepers were killed", kind=DEAD, killed=(9, 9))
    found = groups(reading("r1", shut, dead), reading("r2", shut, dead))
    assert [g.kind for g in found] == ["casualty", "territory"]


def test_two_claims_of_one_sentence_have_titles_of_their_own_where_others_say_it() -> None:
    found = groups(
        reading(
            "r1",
            said("The Orsk blast killed 9 people and wounded 20", kind=DEAD, killed=(9, 9), wounded=(20, 20)),
        ),
        reading(
            "r2",
            said("The Orsk blast killed 9 people and wounded 20", kind=DEAD, killed=(9, 9), wounded=(20, 20)),
            said("Some 20 were wounded by the blast at Orsk", kind=DEAD, wounded=(20, 20)),
        ),
    )
    texts = [group.text for group in found]
    assert len(set(texts)) == len(texts)
