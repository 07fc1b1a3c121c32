"""Names inside names: places and persons in those of bodies, bodies and countries in those of persons."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from dateline.model import Entity, EntityKind
from dateline.reader.name_places import known_as
from dateline.reader.name_runs import word_class

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*\.?")
#: No place of the tables has more words.
_LONGEST = 5
_BODIES = frozenset((EntityKind.ORGANISATION, EntityKind.MEDIA))
#: A body of fewer letters says too little to be looked for inside a person's name.
_SHORTEST = 3


def with_inner_names(names: Sequence[Entity]) -> list[Entity]:
    """Return the names and those inside them, in order; an outer name comes before what it holds.

    Bodies hold known places ("Example University of Peru") and persons that the text names in full elsewhere;
    persons hold bodies that it names elsewhere ("Harbour Bank Chairman X") and a place before their title
    ("Peru President X").
    """
    forms = {name.text: name.kind for name in names}
    inner = [held for name in names if name.kind in _HELD for held in _inside(name, forms)]
    known = {(e.start, e.end) for e in names}
    more = [e for e in inner if (e.start, e.end) not in known]
    return sorted([*names, *more], key=lambda e: (e.start, -e.end))


def _inside(name: Entity, forms: Mapping[str, EntityKind]) -> Iterator[Entity]:
    """Yield the names in a name, the longest from the left; never the whole name."""
    words = [match.span() for match in _WORD.finditer(name.text)]
    at = 0
    while at < len(words):
        for size in range(min(_LONGEST, len(words) - at), 0, -1):
            start, end = words[at][0], words[at + size - 1][1]
            kind = _HELD[name.kind](name.text, start, end, forms) if size < len(words) else None
            if kind is not None:
                held = name.text[start:end]
                yield Entity(start=name.start + start, end=name.start + end, text=held, kind=kind)
                break
        at += size


def _in_body(text: str, start: int, end: int, forms: Mapping[str, EntityKind]) -> EntityKind | None:
    held = text[start:end]
    if known_as(held) == "place":
        return EntityKind.PLACE
    return EntityKind.PERSON if " " in held and forms.get(held) is EntityKind.PERSON else None


def _in_person(text: str, start: int, end: int, forms: Mapping[str, EntityKind]) -> EntityKind | None:
    held, kind = text[start:end], forms.get(text[start:end])
    if kind in _BODIES and len(held) >= _SHORTEST:
        return kind
    after = text[end:].split(maxsplit=1)
    titled = bool(after) and after[0].lower().rstrip(".") in word_class("title")
    return EntityKind.PLACE if start == 0 and titled and known_as(held) == "place" else None


_HELD: Mapping[EntityKind, Callable[[str, int, int, Mapping[str, EntityKind]], EntityKind | None]] = {
    EntityKind.ORGANISATION: _in_body,
    EntityKind.MEDIA: _in_body,
    EntityKind.PERSON: _in_person,
}
