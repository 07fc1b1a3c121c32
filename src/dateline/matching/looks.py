"""What a question and an assertion that may answer it have in common: a readable table of features and weights."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from dateline.matching.asked import Told
from dateline.matching.meaning import event_words
from dateline.model import Assertion, Counted, Reading

_LOOSE = frozenset({None, Counted.OTHER})


class Rarities(NamedTuple):
    """How rare a word is among the assertions at hand, and how rare a name."""

    word: Callable[[str], float]
    name: Callable[[str], float]


class Heard(NamedTuple):
    """An assertion made ready: what it tells, the names around it, and where its vectors stand."""

    reading: Reading
    assertion: Assertion
    told: Told
    around: frozenset[str]
    vectors: slice


class Look(NamedTuple):
    """A question and an assertion that may answer it; ``lead`` is the assertion that first looks best."""

    asked: Told
    heard: Heard
    near: float
    echo: float
    lead: Heard | None
    within: Rarities


def _near(look: Look) -> float:
    """Cosine of the question and the nearest part of the assertion."""
    return look.near


def _covered(look: Look) -> float:
    """The question's words that the assertion has, rare ones counting more."""
    return _share(look.asked.words, look.heard.told.words, look.within.word, default=0.0)


def _named(look: Look) -> float:
    return _share(look.asked.names, look.heard.told.names, look.within.name, default=0.5)


def _named_around(look: Look) -> float:
    """The question's names that stand in the assertion or just beside it."""
    here = look.heard.told.names | look.heard.around
    return _share(look.asked.names, here, look.within.name, default=0.5)


def _same_event(look: Look) -> float:
    asked = look.asked.words & event_words()
    return len(asked & look.heard.told.words) / len(asked) if asked else 0.5


def _number(look: Look) -> float:
    """The question's numbers that the assertion bears out; a half where none is asked for."""
    asked = look.asked.figures
    return sum(_borne_out(n, look) for n in range(len(asked))) / len(asked) if asked else 0.5


def _borne_out(n: int, look: Look) -> bool:
    asked = look.asked.figures[n]
    held = look.heard.told.figures
    alike = [
        f for f in held if (asked.what is None or f.what is asked.what) and (f.children or not asked.children)
    ]
    if any(f.low >= asked.low if asked.more else f.low == asked.low for f in alike):
        return True
    return any(f.low == asked.low for f in held if f.what in _LOOSE)


def _other_number(look: Look) -> float:
    """It counts what the question counts, and comes to another number."""
    asked = look.asked.figures
    clash = [
        n for n, f in enumerate(asked)
        if f.what and any(h.what is f.what for h in look.heard.told.figures) and not _borne_out(n, look)
    ]  # fmt: skip
    return len(clash) / len(asked) if asked else 0.0


def _sums_up(look: Look) -> float:
    """It counts over a longer time than the happening that the question is of."""
    return float(bool(look.heard.told.figures) and look.heard.told.sums_up and not look.asked.sums_up)


def _sourced(look: Look) -> float:
    return float(bool(look.heard.assertion.chain))


def _echo(look: Look) -> float:
    """Cosine of the assertion and the one that first looks best."""
    return look.echo


def _echoed_number(look: Look) -> float:
    if look.lead is None:
        return 0.0
    mine, theirs = ({f.low for f in h.told.figures} for h in (look.heard, look.lead))
    return float(not mine.isdisjoint(theirs))


#: Name of each feature and how it is taken; the weights stand in ``data/answer_weights.json``.
FEATURES: tuple[tuple[str, Callable[[Look], float]], ...] = (
    ("near", _near),
    ("covered", _covered),
    ("named", _named),
    ("named_around", _named_around),
    ("same_event", _same_event),
    ("number", _number),
    ("other_number", _other_number),
    ("sums_up", _sums_up),
    ("sourced", _sourced),
    ("echo", _echo),
    ("echoed_number", _echoed_number),
)
#: What an assertion is first looked at by, and how much each counts: set by hand, it finds the lead alone.
FIRST: tuple[tuple[float, Callable[[Look], float]], ...] = (
    (1.0, _near), (0.5, _covered), (0.6, _number), (0.25, _named), (0.1, _named_around),
)  # fmt: skip


@cache
def shipped_weights() -> Mapping[str, float]:
    """Return the weights that ship with Dateline, bias included."""
    text = (files("dateline") / "data" / "answer_weights.json").read_text(encoding="utf-8")
    return dict(json.loads(text)["weights"])


def answer_prob(look: Look) -> float:
    """Return how likely an assertion answers its question."""
    weights = shipped_weights()
    score = weights["bias"] + math.fsum(weights[name] * take(look) for name, take in FEATURES)
    return 1 / (1 + math.exp(-score))


def _share(
    asked: frozenset[str], held: frozenset[str], rarity: Callable[[str], float], *, default: float
) -> float:
    """The part of some words that others hold, by rarity."""
    every = math.fsum(map(rarity, asked))
    return math.fsum(map(rarity, asked & held)) / every if every else default
