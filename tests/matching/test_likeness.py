"""Nearness of vectors counts for what it exceeds the usual."""

from collections.abc import Sequence

import numpy as np
import pytest

from dateline.matching.columns import Columns, usual_nearness
from dateline.matching.likeness import likeness
from dateline.matching.statements import read_statements
from tests.matching.builders import WordEncoder, reading, said

TEXTS = (
    "The north gate was closed to lorries on Monday.",
    "The north gate was closed to all lorries on Monday.",
    "Farmers sold rye bread in the old market hall.",
    "A bus took the pupils of three schools to the lake.",
)


class Crowded:
    """The vectors of another encoder, all moved towards one direction by a share."""

    name = "crowded/1"

    def __init__(self, share: float) -> None:
        self._own, self._common = (1 - share) ** 0.5, share**0.5

    def encode(self, sentences: Sequence[str]) -> list[list[float]]:
        return [[*(self._own * x for x in v), self._common] for v in WordEncoder().encode(sentences)]


def _likenesses(encoder: WordEncoder | Crowded) -> tuple[float, float, float]:
    """Return what is usual, and how like the first two and the last two are."""
    others = [f"Team{n} built wall{n} from stone{n} behind house{n}." for n in range(30)]
    readings = [reading(f"r{n:02d}", said(text)) for n, text in enumerate([*TEXTS, *others])]
    statements = read_statements(readings, encoder=encoder)
    columns = Columns(statements)
    pairs = [float(likeness(columns, n, np.array([n + 1]))[0]) for n in (0, 2)]
    return columns.usual, pairs[0], pairs[1]


@pytest.mark.parametrize("share", [0.1, 0.25])
def test_an_encoder_to_which_all_is_near_tells_claims_apart_as_well(share: float) -> None:
    usual, same, other = _likenesses(WordEncoder())
    crowded = _likenesses(Crowded(share))
    assert usual < crowded[0] < 0.5
    assert crowded[1:] == pytest.approx((same, other), abs=0.05)


def test_of_nothing_and_of_one_nothing_is_usual() -> None:
    assert usual_nearness(np.zeros((0, 3))) == 0.0
    assert usual_nearness(np.array([[0.6, 0.8]])) == 0.0
