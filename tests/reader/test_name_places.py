"""Names that the tables know."""

from dateline.reader.name_places import known_as


def test_places_and_peoples() -> None:
    assert known_as("Syria") == "place"
    assert known_as("Damascus") == "place"
    assert known_as("Syrian") == "people"
    assert known_as("Harbourtown") is None


def test_a_name_of_both_is_a_place() -> None:
    assert known_as("Jordan") == "place"
