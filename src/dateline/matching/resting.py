"""Tells which assertions of one claim only repeat what another one has from a source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dateline.model import Assertion, Reading, Stance

#: Report id and assertion id.
Key = tuple[str, str]


class Voice(NamedTuple):
    """An assertion of a claim and how it stands to it."""

    reading: Reading
    assertion: Assertion
    stance: Stance

    @property
    def key(self) -> Key:
        """Report and assertion."""
        return self.reading.id, self.assertion.id


def lean(voices: Sequence[Voice]) -> Mapping[Key, Key]:
    """Return which assertions rest on which others of one claim.

    A report that states a claim in its own voice and also says who told it knows it from there: its headline
    and its first sentence are no further origin. A count without a source is taken for that of the source with the
    same count, whoever cites it: two counters seldom come to one number.
    """
    rests = {}
    for voice in voices:
        found = None if voice.assertion.chain else _source(voice, voices)
        if found is not None:
            rests[voice.key] = found.key
    return rests


def _source(voice: Voice, voices: Sequence[Voice]) -> Voice | None:
    """The sourced assertion that an unsourced one repeats: of its own report first, then of the same numbers."""
    sourced = [v for v in voices if v.assertion.chain and v.stance is voice.stance]
    own = [v for v in sourced if v.reading.id == voice.reading.id]
    same = [v for v in sourced if _counts(v) & _counts(voice)]
    pool = [v for v in own if v in same] or own or same
    return min(pool, key=lambda v: (v.reading.id, v.assertion.start), default=None)


def _counts(voice: Voice) -> set[tuple[object, float]]:
    return {(q.what, q.low) for q in voice.assertion.quantities if q.low is not None}
