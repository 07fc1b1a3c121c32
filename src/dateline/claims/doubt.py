"""Hedge and polarity of an assertion, with the words that decide them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.claims.lexicon import phrases
from dateline.model import Hedge, Polarity, Span

_ORDER = list(Hedge)


@dataclass(frozen=True, slots=True)
class Doubt:
    """How an assertion is put."""

    hedge: Hedge
    cues: tuple[Span, ...]
    polarity: Polarity


def read_doubt(
    text: str,
    *,
    spans: Sequence[tuple[int, int]],
    cues: Sequence[tuple[int, int]],
    after: tuple[int, int] | None,
) -> Doubt:
    """Return the weakest hedge over contents and attributing words, and the polarity they leave.

    ``after`` is the sentence that follows: "The report could not be verified" weakens what stands before it.
    """
    own = not cues
    areas = [(s, {"any", "own"} if own else {"any", "content"}) for s in spans]
    areas += [(c, {"any", "cue"}) for c in cues]
    if after is not None:
        areas.append((after, {"after"}))
    hedge, polarity, found = Hedge.NONE, Polarity.AFFIRM, []
    for (start, end), wanted in areas:
        for span, row in _hits(text, start, end, wanted):
            weaker = Hedge(row["hedge"] or "none")
            if weaker is not Hedge.NONE:
                found.append(span)
                hedge = max(hedge, weaker, key=_ORDER.index)
            polarity = _turn(polarity, row["polarity"])
    return Doubt(hedge, tuple(sorted(found, key=lambda s: s.start)), polarity)


def _hits(text: str, start: int, end: int, wanted: set[str]) -> list[tuple[Span, dict[str, str]]]:
    words = text[start:end]
    found = []
    for hit in phrases("hedges").find(words.lower()):
        if (
            hit.row["where"] not in wanted
            or _is_month(words, hit.start, hit.end)
            or _is_ability(words, hit.end, hit.row)
        ):
            continue
        found.append(
            (Span(start=start + hit.start, end=start + hit.end, text=words[hit.start : hit.end]), hit.row)
        )
    return found


def _is_month(words: str, start: int, end: int) -> bool:
    """Return whether "May" is the month."""
    return words[start:end] == "May" and bool(start or words[end : end + 2].strip()[:1].isdigit())


def _is_ability(words: str, end: int, row: dict[str, str]) -> bool:
    """Return whether "could" and "may" are denied: "could not reach" is no doubt."""
    return row["words"] in ("could", "may", "might") and words[end:].lstrip().lower().startswith("not ")


def _turn(polarity: Polarity, change: str) -> Polarity:
    """Return the polarity after one more cue: what suspends wins over what denies."""
    if not change or polarity is Polarity.REPORT:
        return polarity
    return Polarity(change)
