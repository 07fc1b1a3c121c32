import pytest

from dateline.odds.author_names import join_lists, parse_names


@pytest.mark.parametrize(
    ("text", "surnames"),
    [
        ("Almond, Rita", ["almond"]),
        ("Rita Almond", ["almond"]),
        ("ALMOND, RITA BIRCH, TOM Q. CEDAR, UMA", ["almond", "birch", "cedar"]),
        ("Almond, Rita; Birch, Tom Q.", ["almond", "birch"]),
        ("Rita Almond, Tom Q. Birch", ["almond", "birch"]),
        ("By (author) Almond, Rita By (author) Birch, Tom", ["almond", "birch"]),
        ("Almond, RitaBirch, Tom", ["almond", "birch"]),
        ("van der Elm, Piet", ["van der elm"]),
        ("O&apos;Oak, Una", ["ooak"]),
        ("Almond, Rita and Birch, Tom (State University, USA)", ["almond", "birch"]),
        ("UNKNOWN", []),
        ("0", []),
        ("", []),
    ],
)
def test_surnames_in_the_shapes_shops_use(text: str, surnames: list[str]) -> None:
    assert [" ".join(name.surname) for name in parse_names(text)] == surnames


def test_one_person_over_many_spellings() -> None:
    persons, named = join_lists(
        ["Almond, Rita", "Rita Q. Almond", "ALMOND", "Almond R.", "Almond, Rita; Birch, Tom"]
    )
    assert {p.surname for p in persons} == {"almond", "birch"}
    first = next(i for i, p in enumerate(persons) if p.surname == "almond")
    assert all(first in who for who in named)


def test_two_names_run_together_are_both_found() -> None:
    persons, named = join_lists(["Almond, Rita; Birch, Tom", "Almond, Rita; Birch, Tom", "ALMOND BIRCH"])
    assert len(persons) == 2
    assert named[2] == {0, 1}
