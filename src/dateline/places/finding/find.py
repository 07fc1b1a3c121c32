"""Finds the spellings of places in a text: every stretch that may be one weighed, the best reading taken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from dateline.model import Entity, EntityKind, Gazetteer, NameLeaning
from dateline.places.finding.about import Summaries
from dateline.places.finding.context import mark_inside, read_context, read_entities, tie_neighbours
from dateline.places.finding.document import Votes, main_countries, read_document, read_forms, read_sounds
from dateline.places.finding.leanings import Leanings, read_leanings
from dateline.places.finding.mentions import Finder, Mention, outermost
from dateline.places.finding.runs import unlisted
from dateline.places.finding.spots import KEEP_FROM, chance_of, told_by_trees
from dateline.places.finding.tokens import scan_tokens
from dateline.places.finding.wording import roles_of

#: A name that the gazetteer does not hold has to be likelier by as much.
_HELD = 0.05
#: A name as short as this is looked for only where the reader saw it.
_LEAST_ECHOED = 3


def find_mentions(
    text: str,
    spans: Sequence[tuple[int, int]],
    gazetteer: Gazetteer,
    *,
    entities: Sequence[Entity],
    leanings: Sequence[NameLeaning] = (),
) -> list[Mention]:
    """Return the spellings of places in these spans of the text, in order, none overlapping.

    ``entities`` are the names that a reader found, ``leanings`` what it thinks of the words.
    """
    found, countries = _read(text, spans, gazetteer, entities=entities, leanings=leanings)
    _weigh(found, gazetteer, countries)
    kept = keep(found)
    mark_inside(kept, entities, text)
    _tell_held(kept, found)
    return kept


def _weigh(found: Sequence[Mention], gazetteer: Gazetteer, countries: Sequence[str]) -> None:
    """Set each mention's chance.

    To look for names that sound alike costs more than all else, and counts for the name: what would not be kept
    even if one were found is not looked for.
    """
    told = told_by_trees([m.features for m in found])
    lacking = [(m, odds) for m, odds in zip(found, told, strict=True) if m.kind is None and not m.entries]
    read_forms([m for m, _ in lacking], countries=countries)
    hopeful = [
        m for m, odds in lacking if chance_of({**m.features, "sounds_here": 1.0}, odds) >= KEEP_FROM + _HELD
    ]
    read_sounds(hopeful, gazetteer, countries=countries)
    for mention, odds in zip(found, told, strict=True):
        mention.prob = chance_of(mention.features, odds)


def keep(found: Sequence[Mention], *, least: float = KEEP_FROM) -> list[Mention]:
    """Return the readings whose chances above the least sum up to most, in order, none overlapping."""
    good = sorted(
        (m for m in found if m.prob >= (least if m.entries else least + _HELD)), key=lambda m: m.end
    )
    best: list[tuple[float, int, Mention | None]] = [(0.0, 0, None)]
    ends = [0]
    for mention in good:
        before = len(ends) - 1
        while ends[before] > mention.start:
            before -= 1
        worth = best[before][0] + mention.prob - least + (_HELD if mention.entries else 0.0)
        better = worth > best[-1][0]
        best.append((worth, before, mention) if better else (best[-1][0], len(best) - 1, None))
        ends.append(mention.end)
    kept, at = [], len(best) - 1
    while at:
        _, at, chosen = best[at]
        if chosen is not None:
            kept.append(chosen)
    return kept[::-1]


def _tell_held(kept: Sequence[Mention], found: Sequence[Mention]) -> None:
    """Tell each name that no gazetteer holds which held names stand in it."""
    for mention in kept:
        if not mention.entries:
            inner = [m for m in found if mention.start <= m.start and m.end <= mention.end and _is_held(m)]
            mention.holds = tuple(outermost(sorted(inner, key=lambda m: (m.start, -m.end))))


def _is_held(mention: Mention) -> bool:
    """Return whether the gazetteer holds the name and it is more than a word for what stands there ("Street")."""
    word = mention.text if mention.first == mention.last else ""
    return bool(mention.entries) and roles_of(word).isdisjoint(("head", "facility", "body", "direction"))


def candidates(
    text: str,
    spans: Sequence[tuple[int, int]],
    gazetteer: Gazetteer,
    *,
    entities: Sequence[Entity],
    leanings: Sequence[NameLeaning] = (),
) -> list[Mention]:
    """Return every stretch that may name a place with its features; they overlap where words can be read twice."""
    return _read(text, spans, gazetteer, entities=entities, leanings=leanings)[0]


def _read(
    text: str,
    spans: Sequence[tuple[int, int]],
    gazetteer: Gazetteer,
    *,
    entities: Sequence[Entity],
    leanings: Sequence[NameLeaning],
) -> tuple[list[Mention], list[str]]:
    """Return every stretch that may name a place with its features, and the countries of the story."""
    thoughts, places, summaries = Leanings(leanings), _named_places(entities), Summaries()
    finders = [(span, Finder(text, span, gazetteer)) for span in iterate_lines(text, spans)]
    lower = {token.text for _, finder in finders for token in finder.tokens if token.text.islower()}
    held: list[Mention] = []
    others: list[Mention] = []
    for (start, end), finder in finders:
        here = finder.mentions()
        named = [e for e in entities if start <= e.start and e.end <= end]
        more = unlisted(finder, here, named, leanings=thoughts, named=places)
        for mention in (*here, *more):
            read_context(mention, finder, lower, summaries=summaries)
            if thoughts and not mention.features["dateline"]:
                read_leanings(mention, finder.tokens, thoughts)
            else:
                mention.features["lean_place"] = -1.0
        held += here
        others += more
    countries = _read_report(text, held, others, entities, summaries=summaries)
    return sorted([*held, *others], key=lambda m: (m.start, m.end)), countries


def _named_places(entities: Iterable[Entity]) -> dict[str, list[list[str]]]:
    """Return the words of each name that the reader takes for a place, by its first word."""
    found: dict[str, list[list[str]]] = {}
    for spelled in dict.fromkeys(e.text for e in entities if e.kind is EntityKind.PLACE):
        words = [token.text for token in scan_tokens(spelled, 0, len(spelled))]
        if words and len(spelled) > _LEAST_ECHOED:
            found.setdefault(words[0], []).append(words)
    return found


def _read_report(
    text: str,
    held: Sequence[Mention],
    others: Sequence[Mention],
    entities: Sequence[Entity],
    *,
    summaries: Summaries,
) -> list[str]:
    """Set the features that hang on more than a mention's own line; return the countries of the story."""
    outer = outermost(held)
    tie_neighbours(outer, text)
    read_entities(held, entities)
    read_entities(others, entities)
    countries = main_countries(outer)
    read_document([*held, *others], votes=Votes(outer), countries=countries, summaries=summaries)
    return countries


def iterate_lines(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the spans cut at line ends, so that no name runs over one."""
    for start, end in spans:
        at = start
        for match in re.finditer(r"\n+", text[start:end]):
            yield at, start + match.start()
            at = start + match.end()
        yield at, end
