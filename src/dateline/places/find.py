"""Finds the spellings of places in a text: candidates by the gazetteer, kept if the words around speak for them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence

from dateline.model import Entity, EntityKind, Gazetteer, Inside
from dateline.places.context import read_context, read_document, read_entities, tie_neighbours
from dateline.places.mentions import Finder, Mention
from dateline.places.weights import KEEP_FROM, spot_weights
from dateline.text.words import tokenise


def find_mentions(
    text: str,
    spans: Sequence[tuple[int, int]],
    gazetteer: Gazetteer,
    *,
    entities: Sequence[Entity],
) -> list[Mention]:
    """Return the spellings of places in these spans of the text, in order, none overlapping."""
    weights = spot_weights()
    kept = []
    for mention in candidates(text, spans, gazetteer, entities=entities):
        mention.prob = chance(mention.features, weights)
        if mention.prob >= KEEP_FROM and mention.inside is not Inside.PERSON:
            kept.append(mention)
    return _one_each(kept)


def candidates(
    text: str,
    spans: Sequence[tuple[int, int]],
    gazetteer: Gazetteer,
    *,
    entities: Sequence[Entity],
) -> list[Mention]:
    """Return every stretch that may name a place with its features; runs may overlap what they hold."""
    lower = frozenset(word.text for word in tokenise(text) if word.text.islower())
    found: list[Mention] = []
    runs: list[Mention] = []
    for span in iterate_lines(text, spans):
        finder = Finder(text, span, gazetteer)
        here = finder.mentions()
        taken = {(m.start, m.end) for m in here}
        more = [run for run in finder.named_runs() if (run.start, run.end) not in taken]
        taken |= {(run.start, run.end) for run in more}
        told = (e for e in entities if e.kind is EntityKind.PLACE and span[0] <= e.start and e.end <= span[1])
        named = (finder.named_by(e.start, e.end) for e in told if (e.start, e.end) not in taken)
        more += [mention for mention in named if mention is not None]
        for mention in (*here, *more):
            read_context(mention, finder, lower)
        found += here
        runs += more
    tie_neighbours(found, text)
    read_entities(found, entities)
    read_entities(runs, entities)
    read_document(found)
    read_document(runs)
    return sorted([*found, *runs], key=lambda m: (m.start, m.end))


def chance(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return the chance that these features speak of a place."""
    score = sum(weights.get(name, 0.0) * value for name, value in features.items() if value)
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))


def _one_each(kept: Sequence[Mention]) -> list[Mention]:
    """Return the mentions that stand; where two overlap the longer does."""
    standing: list[Mention] = []
    for mention in sorted(kept, key=lambda m: (m.start - m.end, m.start)):
        if all(mention.end <= other.start or other.end <= mention.start for other in standing):
            standing.append(mention)
    return sorted(standing, key=lambda m: m.start)


def iterate_lines(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the spans cut at line ends, so that no name runs over one."""
    for start, end in spans:
        at = start
        for match in re.finditer(r"\n+", text[start:end]):
            yield at, start + match.start()
            at = start + match.end()
        yield at, end
