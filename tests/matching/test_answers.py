from __future__ import annotations

import pytest

from dateline.matching import AnswerIndex, ClaimGroup
from dateline.model import AssertionKind, Polarity, Reading, Stance
from tests.matching.builders import WordEncoder, reading, said

DEAD = AssertionKind.CASUALTY


def ask(text: str, *readings: Reading) -> ClaimGroup | None:
    return AnswerIndex(readings, encoder=WordEncoder()).answer(text)


def reports(found: ClaimGroup | None) -> set[str]:
    return {member.report for member in found.members} if found else set()


MONITOR = reading(
    "r1",
    said("Twelve people were killed by shelling on the Orsk lock", kind=DEAD, place="Orsk", killed=(12, 12)),
    said("A grain barge burned in the port of Belm", place="Belm"),
)
RELAY = reading(
    "r2",
    said("Shelling on the lock at Orsk killed 12 people", kind=DEAD, place="Orsk", killed=(12, 12)),
    said("The mayor of Belm opened the spring fair", place="Belm"),
)


def test_a_question_is_answered_by_those_who_say_so() -> None:
    found = ask("Twelve people died in the shelling of the Orsk lock.", MONITOR, RELAY)
    assert reports(found) == {"r1", "r2"}
    assert found is not None
    assert all(member.assertion == "a1" for member in found.members)


def test_another_number_does_not_answer() -> None:
    other = reading(
        "r3", said("Three people were killed by shelling on the Orsk lock", kind=DEAD, killed=(3, 3))
    )
    assert "r3" not in reports(ask("Twelve people were killed by shelling on the Orsk lock.", MONITOR, other))


def test_a_higher_number_answers_where_more_will_do() -> None:
    other = reading(
        "r3", said("Fifteen people were killed by shelling on the Orsk lock", kind=DEAD, killed=(15, 15))
    )
    found = ask("Twelve people or more were killed by shelling on the Orsk lock.", MONITOR, other)
    assert reports(found) == {"r1", "r3"}


def test_what_nobody_speaks_of_has_no_answer() -> None:
    assert ask("The parliament passed a law on fishing quotas.", MONITOR, RELAY) is None
    assert ask("The parliament passed a law on fishing quotas.") is None


@pytest.mark.parametrize(
    ("polarity", "stance"), [(Polarity.DENY, Stance.DENIES), (Polarity.REPORT, Stance.REPORTS)]
)
def test_who_denies_answers_too(polarity: Polarity, stance: Stance) -> None:
    denied = reading(
        "r3", said("shelling on the Orsk lock killed twelve people", kind=DEAD, polarity=polarity)
    )
    found = ask("Shelling on the Orsk lock killed people.", denied)
    assert found is not None
    assert [member.stance for member in found.members] == [stance]
