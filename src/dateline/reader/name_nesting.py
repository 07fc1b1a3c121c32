"""Names inside names: the places that the names of bodies and of titled persons hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.model import Entity, EntityKind
from dateline.reader.name_places import known_as
from dateline.reader.name_runs import word_class

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*\.?")
#: No place of the tables has more words.
_LONGEST = 5
_HOLDERS = frozenset((EntityKind.ORGANISATION, EntityKind.MEDIA))


def with_inner_names(names: Sequence[Entity]) -> list[Entity]:
    """Return the names and the known places inside them, in order; an outer name comes before what it holds.

    Bodies hold them anywhere ("Example University of Peru"), persons before their title ("Peru President X").
    """
    inner = [place for name in names for place in _places(name) if _is_held(name, place)]
    known = {(e.start, e.end) for e in names}
    more = [e for e in inner if (e.start, e.end) not in known]
    return sorted([*names, *more], key=lambda e: (e.start, -e.end))


def _is_held(name: Entity, place: Entity) -> bool:
    if name.kind in _HOLDERS:
        return True
    after = name.text[place.end - name.start :].split(maxsplit=1)
    titled = bool(after) and after[0].lower().rstrip(".") in word_class("title")
    return name.kind is EntityKind.PERSON and place.start == name.start and titled


def _places(name: Entity) -> Iterator[Entity]:
    """Yield the places of the tables in a name, the longest from the left; never the whole name."""
    words = [match.span() for match in _WORD.finditer(name.text)]
    at = 0
    while at < len(words):
        size = next((n for n in range(_LONGEST, 0, -1) if _is_place(name.text, words, at, n)), 0)
        if size:
            start, end = words[at][0], words[at + size - 1][1]
            yield Entity(
                start=name.start + start,
                end=name.start + end,
                text=name.text[start:end],
                kind=EntityKind.PLACE,
            )
        at += max(size, 1)


def _is_place(text: str, words: Sequence[tuple[int, int]], at: int, size: int) -> bool:
    if at + size > len(words) or size == len(words):
        return False
    return known_as(text[words[at][0] : words[at + size - 1][1]]) == "place"
