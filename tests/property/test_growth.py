"""The work grows with the text and no faster, whatever is in it. Calls are counted, time is not."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from dateline.model import Capture, Gazetteer, Tagger
from dateline.pipeline import read

from .texts import SENTENCES

#: Twice the text may cost so many times the calls, at most.
GROWTH, SMALL = 2.6, 60
BUILDERS: dict[str, Callable[[int], str]] = {
    "sentences": lambda n: " ".join(SENTENCES[i % 6] for i in range(n)),
    "lines": lambda n: "\n".join(SENTENCES[i % 6] for i in range(n)),
    "paragraphs": lambda n: "\n\n".join(SENTENCES[i % 6] for i in range(n)),
    "quotes": lambda n: "“No,” she said. " * n,
    "open marks": lambda n: "“No convoy passed, she said.\n\n" * n,
    "names": lambda n: "Mara Quill met Ina Holm of Example Wire in Aleppo. " * n,
    "counts": lambda n: "At least 12 people, 3 of them children, were killed. " * n,
    "he": lambda n: "Mara Quill spoke. " + "He said that it was closed. " * n,
}


def calls_of(text: str, gazetteer: Gazetteer, tagger: Tagger) -> int:
    """Return how many calls it takes to read a text."""
    count = 0

    def counted(_frame: FrameType, event: str, _what: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        read(Capture(id="r", text=text), gazetteer=gazetteer, tagger=tagger)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("build", BUILDERS.values(), ids=BUILDERS.keys())
def test_the_work_grows_with_the_text(
    build: Callable[[int], str], gazetteer: Gazetteer, tagger: Tagger
) -> None:
    read(Capture(id="r", text=build(2)), gazetteer=gazetteer, tagger=tagger)
    small, large = (calls_of(build(n), gazetteer, tagger) for n in (SMALL, 2 * SMALL))
    assert large <= GROWTH * small
