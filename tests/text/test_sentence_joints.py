"""Where sentences meet without a stop or without a blank."""

import pytest

from dateline.text.sentences import split_sentences


def cut(text: str) -> list[str]:
    return [text[a:b] for a, b in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            "Bridge falls in Exampleton Friday, May 1, 2020",
            ["Bridge falls in Exampleton", "Friday, May 1, 2020"],
        ),
        ("Friday, 1 May 2020 The bridge fell.", ["Friday, 1 May 2020", "The bridge fell."]),
        ("The bridge at dawn Image: Ann Able.", ["The bridge at dawn", "Image: Ann Able."]),
        ("They held the town We saw it.", ["They held the town", "We saw it."]),
        ("A burnt-out bus The blast shook the street.", ["A burnt-out bus", "The blast shook the street."]),
        (
            "Ann Able of Example Party In the second round, votes were few.",
            ["Ann Able of Example Party", "In the second round, votes were few."],
        ),
        ("“We held it,” he said.Able left.", ["“We held it,” he said.", "Able left."]),
        ("It fell in 2019.[3]The rest held.", ["It fell in 2019.[3]", "The rest held."]),
        ("Savaş geçti.İki köprü kaldı.", ["Savaş geçti.", "İki köprü kaldı."]),
        ("Wanted: • two nurses • a driver", ["Wanted:", "• two nurses", "• a driver"]),
    ],
)
def test_cuts(text: str, sentences: list[str]) -> None:
    assert cut(text) == sentences


@pytest.mark.parametrize(
    "text",
    [
        "It closed on Friday, May 1, 2020",
        "He read the book We of the Bridge.",
        "She writes at Example.Com and example.Org now.",
        "See report.final of the U.S.Army here.",
        "They sang The Bridge At Dawn twice.",
        "JULY 1 • STATEMENTS",
        "A cabin In the Woods, they say.",
    ],
)
def test_stays_whole(text: str) -> None:
    assert cut(text) == [text]
