from __future__ import annotations

from functools import cache

import pytest
from bench.made import build_half, held_half, third_set
from bench.made.story import MadePage
from bench.parts_made import Tally, capture_of, score

from dateline.dissect import dissect

HALVES = {"build": build_half, "held": held_half, "third": third_set}
#: Floors under F1: a rule that gets worse on pages known in all their parts fails here.
FLOORS = {"caption": 0.93, "editors_note": 0.95, "update": 0.93, "credit": 0.95, "quote": 0.95}


@cache
def _tally(half: str) -> Tally:
    return score(HALVES[half].pages())


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize(("kind", "floor"), FLOORS.items())
def test_known_parts_are_found(half: str, kind: str, floor: float) -> None:
    assert _tally(half).f1(kind) >= floor


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("kind", ["editors_note", "update", "credit"])
def test_notes_stamps_and_credits_stay_out_of_the_body(half: str, kind: str) -> None:
    assert _tally(half).leaked[kind] == 0


@pytest.mark.parametrize("half", HALVES)
def test_times_signers_and_outlets_come_with_their_parts(half: str) -> None:
    tally = _tally(half)
    assert tally.timed["update", 1] >= 0.95 * tally.timed["update", 0]
    for kind in ("caption", "editors_note", "credit"):
        assert tally.named[kind, 1] >= 0.9 * tally.named[kind, 0]


def test_at_least_fifteen_families_are_rendered() -> None:
    assert len({page.family for half in HALVES.values() for page in half.pages()}) >= 15


@pytest.mark.parametrize(
    "made", [*build_half.pages(), *held_half.pages(), *third_set.pages()], ids=lambda made: made.id
)
def test_spans_are_exact_and_every_part_names_its_rule(made: MadePage) -> None:
    report = dissect(capture_of(made))
    for part in report.parts:
        assert part.method
        if part.start is not None:
            assert report.text[part.start : part.end] == part.text
    for credit in report.credits:
        assert report.text[credit.start : credit.end] == credit.text
