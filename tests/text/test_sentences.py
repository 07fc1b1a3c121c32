"""Where sentences end."""

import pytest

from dateline.text.sentences import split_sentences


def cut(text: str) -> list[str]:
    return [text[a:b] for a, b in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Dr. Able spoke. She left.", ["Dr. Able spoke.", "She left."]),
        ("It fell at 5 p.m. The guns went quiet.", ["It fell at 5 p.m.", "The guns went quiet."]),
        ("The U.S. Army stayed. It dug in.", ["The U.S. Army stayed.", "It dug in."]),
        ('"We held it," he said. "We will go on."', ['"We held it," he said.', '"We will go on."']),
        ("“Who did it?” she asked.", ["“Who did it?” she asked."]),
        ("He said: “It is over.” The line went dead.", ["He said: “It is over.”", "The line went dead."]),
        ("About 2.5 tonnes came. More is due.", ["About 2.5 tonnes came.", "More is due."]),
        ("Under No. 5 it says so. No. It does not.", ["Under No. 5 it says so.", "No.", "It does not."]),
        ("It rose in the 1940s. Then it fell.", ["It rose in the 1940s.", "Then it fell."]),
        ("It fell in 2009. [2] He left (b. 1950) then.", ["It fell in 2009. [2]", "He left (b. 1950) then."]),
        ("It opened. eTrade left.", ["It opened.", "eTrade left."]),
        ("What now?! Nobody knows...", ["What now?!", "Nobody knows..."]),
        ("A headline without a stop\n\nThe body.", ["A headline without a stop", "The body."]),
        ("A line\nAnother line", ["A line", "Another line"]),
        ("انتهت المعركة. بدأت الهدنة؟ نعم.", ["انتهت المعركة.", "بدأت الهدنة؟", "نعم."]),
        ("市場が燃えた。誰もいない。", ["市場が燃えた。", "誰もいない。"]),
        ("   ", []),
    ],
)
def test_cuts(text: str, sentences: list[str]) -> None:
    assert cut(text) == sentences


def test_wrapped_lines_stay_together() -> None:
    text = "The convoy left the\ntown in the morning and\nreached the bridge. Then it\nturned back."
    assert cut(text) == [text[:63], text[64:]]
