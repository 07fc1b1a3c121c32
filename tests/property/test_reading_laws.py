"""Whatever comes in: the words that a record claims stand where it says, and come out alike each time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dateline.errors import SourceError
from dateline.model import Assertion, Capture, Credit, Gazetteer, Part, Reading, Tagger
from dateline.pipeline import read

from .texts import BROKEN, SENTENCES

#: A span and the words that a record says stand there.
Words = tuple[int, int, str]
LAWFUL = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def reading_of(text: str, gazetteer: Gazetteer, tagger: Tagger) -> Reading:
    return read(Capture(id="r", text=text, outlet="Example Wire"), gazetteer=gazetteer, tagger=tagger)


def words_of(reading: Reading) -> Iterator[Words]:
    """Yield all spans of a reading that say which words they hold; a part known from metadata has none."""
    set_apart: list[Part | Credit] = [*reading.report.parts, *reading.report.credits]
    for part in set_apart:
        if part.start is not None and part.end is not None:
            yield part.start, part.end, part.text
    yield from ((link.start, link.end, link.text) for link in reading.report.links)
    yield from ((t.start, t.end, t.text) for t in reading.toponyms)
    yield from ((e.start, e.end, e.text) for e in reading.entities)
    for one in reading.assertions:
        yield from words_of_assertion(one)


def words_of_assertion(one: Assertion) -> Iterator[Words]:
    yield one.start, one.end, one.text
    yield from ((link.start, link.end, link.text) for link in one.chain)
    yield from ((cue.start, cue.end, cue.text) for cue in one.hedge_cues)
    yield from ((q.start, q.end, q.text) for q in one.quantities)
    if one.speaker is not None:
        yield one.speaker.start, one.speaker.end, one.speaker.text
    if one.cue is not None:
        yield one.cue.start, one.cue.end, one.cue.text


def check(reading: Reading) -> None:
    """Hold a reading to the law of the contract."""
    text = reading.text
    for start, end, words in words_of(reading):
        assert 0 <= start < end <= len(text)
        assert text[start:end] == words
    for one in reading.assertions:
        assert one.start == one.spans[0][0]
        assert one.end == max(b for _, b in one.spans)
        assert all(one.start <= a < b <= one.end for a, b in one.spans)
        assert all(0 <= place < len(reading.toponyms) for place in one.places)
        assert (one.speaker is None) == (not one.chain)
        assert one.method
    comments = [one.id for one in reading.report.comments]
    assert len(set(comments)) == len(comments)
    assert {one.parent for one in reading.report.comments} <= {None, *comments}
    assert [one.id for one in reading.assertions] == [f"a{n + 1}" for n in range(len(reading.assertions))]


@LAWFUL
@given(BROKEN)
@example("")
@example("\x00")
@example("\ud800")
@example("said said said")
def test_every_record_stands_on_its_words(gazetteer: Gazetteer, tagger: Tagger, text: str) -> None:
    try:
        first = reading_of(text, gazetteer, tagger)
    except SourceError:
        return
    assert first.text == text
    check(first)
    assert reading_of(text, gazetteer, tagger) == first


HUGE = {
    "no stop": "the harbour office said that the lock was closed and " * 1200,
    "no blank": "w" * 200_000,
    "no letter": "." * 8_000,
    "one line of quotes": '"' * 8_000 + SENTENCES[0],
    "marks upon one letter": "said e" + "\u0301" * 100_000 + " the mayor said.",
    "from right to left": "قال المسؤول إن الجسر مغلق " * 800 + SENTENCES[1],
    "turned about": ("\u202e" + SENTENCES[2] + "\u202c ") * 60,
    "between letters nothing to see": "\u200b".join(SENTENCES[3] * 40),
    "lone halves": "\ud83d " * 5_000 + SENTENCES[4],
    "brackets": "(" * 5_000 + SENTENCES[5],
    "names": "Mara Quill " * 1500 + "said so.",
    "one word a line": "\n".join(" ".join(SENTENCES * 8).split()),
    "sayings": "he said that " * 700,
    "numbers": "12 people, 13 " * 700,
    "an open mark": "“The harbour office said that " + " ".join(SENTENCES[:6] * 8),
}


@pytest.mark.parametrize("text", HUGE.values(), ids=HUGE.keys())
def test_every_record_of_a_huge_text_stands_on_its_words(
    gazetteer: Gazetteer, tagger: Tagger, text: str
) -> None:
    try:
        check(reading_of(text, gazetteer, tagger))
    except SourceError:
        return


@LAWFUL
@given(st.lists(BROKEN, max_size=4), st.sampled_from(["<p>", "<div>", "<blockquote>", "<li>", "<h1>", "<b>"]))
def test_every_record_of_a_page_stands_on_its_words(
    gazetteer: Gazetteer, tagger: Tagger, texts: list[str], tag: str
) -> None:
    body = "".join(f"{tag}{text}" for text in [*texts, *SENTENCES])
    html = f"<html><body><article>{body}</article></body></html>".encode("utf-8", "surrogatepass")
    capture = Capture(id="r", html=html)
    try:
        first = read(capture, gazetteer=gazetteer, tagger=tagger)
    except SourceError:
        return
    check(first)
    assert read(capture, gazetteer=gazetteer, tagger=tagger) == first
