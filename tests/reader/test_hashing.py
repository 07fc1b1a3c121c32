"""The hashing encoder."""

import math

from hypothesis import given
from hypothesis import strategies as st

from dateline.reader.hashing import DIMENSIONS, HashingEncoder

ENCODER = HashingEncoder()


def cosine(first: str, second: str) -> float:
    a, b = ENCODER.encode([first, second])
    return sum(x * y for x, y in zip(a, b, strict=True))


def test_likeness_orders_sentences() -> None:
    strike = "At least 21 people died when a market was bombed in the town."
    again = "A bombed market in the town left 21 people dead."
    bank = "The central bank raised its rates on Thursday."
    assert cosine(strike, again) > 0.4 > cosine(strike, bank)


def test_spellings_stay_near() -> None:
    assert cosine("Fighting in Boukamal", "Fighting in Bukamal") > cosine(
        "Fighting in Boukamal", "Fighting in Raqqa"
    )


@given(st.text(max_size=80))
def test_vectors_are_of_unit_length_or_zero_and_settled(text: str) -> None:
    first, second = ENCODER.encode([text, text])
    assert first == second
    assert len(first) == DIMENSIONS
    length = math.sqrt(sum(x * x for x in first))
    assert length == 0 or math.isclose(length, 1.0)
