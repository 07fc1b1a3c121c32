"""The encoder with the small model."""

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.reader.vectors import LONGEST_PIECES, WIDTH, MiniLmEncoder

ENCODER = MiniLmEncoder()


def cosine(first: str, second: str) -> float:
    a, b = ENCODER.encode([first, second])
    return sum(x * y for x, y in zip(a, b, strict=True))


def test_other_words_for_one_thing_are_near() -> None:
    strike = "At least 21 people died when a market was bombed in the town."
    again = "An air raid on traders' stalls killed twenty-one."
    bank = "The central bank raised its rates on Thursday."
    assert cosine(strike, again) > 0.5 > 0.3 > cosine(strike, bank)


def test_a_vector_is_its_sentence_alone() -> None:
    sentences = ["The lock is closed.", "A crane fell.", "The lock is closed.", ""]
    together = MiniLmEncoder().encode(sentences)
    assert together == [MiniLmEncoder().encode([s])[0] for s in sentences]
    assert together[0] == together[2]
    assert not any(together[3])


def test_batches_change_vectors_little() -> None:
    sentences = ["The lock is closed.", "A crane fell on the market hall.", "Rye bread won.", "No barges."]
    one, many = MiniLmEncoder().encode(sentences), MiniLmEncoder(batch_size=3, threads=2).encode(sentences)
    for a, b in zip(one, many, strict=True):
        assert sum(x * y for x, y in zip(a, b, strict=True)) > 0.97


def test_nothing_asked_nothing_told() -> None:
    assert ENCODER.encode([]) == []


def test_only_the_beginning_of_a_very_long_text_counts() -> None:
    first, second = ENCODER.encode(["lock " * LONGEST_PIECES, "lock " * LONGEST_PIECES + "crane"])
    assert first == second


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(), max_size=60))
def test_vectors_are_of_unit_length_or_zero_and_settled(text: str) -> None:
    first, second = ENCODER.encode([text, text])
    assert first == second
    assert len(first) == WIDTH
    length = math.sqrt(sum(x * x for x in first))
    assert length == 0 or math.isclose(length, 1.0, abs_tol=1e-4)


def test_half_a_surrogate_is_no_error() -> None:
    assert len(ENCODER.encode(["a \ud83d b"])[0]) == WIDTH
