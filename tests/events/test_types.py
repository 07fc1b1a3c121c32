from __future__ import annotations

import pytest

from dateline.events import fit_types
from dateline.reader import HashingEncoder

pytest.importorskip("sklearn")

TEXTS = [
    "Warplanes bombed the depot at dawn.",
    "Warplanes bombed the bridge at noon.",
    "Warplanes bombed the yard by night.",
    "Teachers marched on the square for pay.",
    "Teachers marched through the town for pay.",
    "Teachers marched to the ministry for pay.",
]
TYPES = ["strike", "strike", "strike", "protest", "protest", "protest"]


def test_a_snippet_gets_the_type_of_its_like() -> None:
    model = fit_types(TEXTS, TYPES, encoder=HashingEncoder())
    assert list(model.predict(["Warplanes bombed the gate.", "Teachers marched for pay."])) == [
        "strike",
        "protest",
    ]


def test_the_same_set_gives_the_same_model() -> None:
    asked = ["Warplanes over the square.", "A march at dawn."]
    one, other = (fit_types(TEXTS, TYPES, encoder=HashingEncoder()) for _ in range(2))
    assert list(one.predict(asked)) == list(other.predict(asked))
