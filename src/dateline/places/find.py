"""Finds the spellings of places in a text: candidates by the gazetteer, kept if the words around speak for them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence

from dateline.model import Entity, EntityKind, Gazetteer, Inside
from dateline.places.context import (
    main_countries,
    read_context,
    read_document,
    read_entities,
    read_sounds,
    tie_neighbours,
)
from dateline.places.mentions import Finder, Mention
from dateline.places.weights import DOUBT_FROM, KEEP_FROM, spot_weights
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
    found = candidates(text, spans, gazetteer, entities=entities)
    for mention in found:
        mention.prob = chance(mention.features, weights)
    return keep(found)


def keep(found: Sequence[Mention]) -> list[Mention]:
    """Return the candidates whose chance is good enough, in order, none overlapping."""
    kept: list[Mention] = []
    doubted: list[Mention] = []
    for mention in found:
        if mention.inside is not Inside.PERSON and not _is_outlet(mention):
            (kept if mention.prob >= KEEP_FROM else doubted).append(mention)
    return _one_each(_held_first(kept, doubted))


def _is_outlet(mention: Mention) -> bool:
    """Return whether the very words are a medium's name; a country or its people is both at most by mistake."""
    return bool(mention.features.get("media_same")) and not (
        mention.is_demonym or "country" in mention.features
    )


def _held_first(kept: Sequence[Mention], doubted: Sequence[Mention]) -> list[Mention]:
    """Return what is kept, a run that no gazetteer holds replaced by the doubted name that it contains."""
    stand: list[Mention] = []
    for mention in kept:
        within = [
            m
            for m in doubted
            if m.entries and m.prob >= DOUBT_FROM and mention.start <= m.start and m.end <= mention.end
        ]
        stand += within if mention.kind is None and not mention.entries and within else [mention]
    return stand


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
    others: list[Mention] = []
    for span in iterate_lines(text, spans):
        finder = Finder(text, span, gazetteer)
        here = finder.mentions()
        more = _not_held(finder, here, [e for e in entities if span[0] <= e.start and e.end <= span[1]])
        for mention in (*here, *more):
            read_context(mention, finder, lower)
        found += here
        others += more
    tie_neighbours(found, text)
    read_entities(found, entities, text)
    read_entities(others, entities, text)
    countries = main_countries(found)
    read_document(found, countries=countries)
    read_document(others, countries=countries)
    read_sounds([m for m in others if m.kind is None], gazetteer, countries=countries)
    return sorted([*found, *others], key=lambda m: (m.start, m.end))


def _not_held(finder: Finder, held: Sequence[Mention], entities: Sequence[Entity]) -> list[Mention]:
    """Return what may name a place though the gazetteer does not hold it, as it stands or at all."""
    taken = {(m.start, m.end) for m in held}
    found = [run for run in finder.named_runs() if (run.start, run.end) not in taken]
    taken |= {(run.start, run.end) for run in found}
    named = [(e.start, e.end) for e in entities if e.kind is EntityKind.PLACE]
    told = (finder.named_by(*span) for span in named if span not in taken)
    found += [mention for mention in told if mention is not None]
    taken |= {(m.start, m.end) for m in found} | {
        (e.start, e.end) for e in entities if e.kind is not EntityKind.PLACE
    }
    return found + finder.unlisted(sorted(taken))


def chance(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return the chance that these features speak of a place."""
    score = sum(weights.get(name, 0.0) * value for name, value in features.items() if value)
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))


def _one_each(kept: Sequence[Mention]) -> list[Mention]:
    """Return the mentions that stand: of two that overlap what is held or says what it is, then the longer."""
    standing: list[Mention] = []
    for mention in sorted(kept, key=lambda m: (m.kind is None and not m.entries, m.start - m.end, m.start)):
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
