"""Where a name begins and ends: what a tagger leaves uncertain and the words around it settle."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from dateline.model import Entity, EntityKind
from dateline.reader.name_places import known_as
from dateline.reader.name_runs import word_class

#: No name runs over a stroke or a dash with a blank beside it ("North / South", "Missouri - East").
_STROKE = re.compile(r"\s+[-–—/]\s*|\s*[/–—]\s+")
#: "pro-", "anti-" before a name make another word of both.
_PREFIX = re.compile(r"\b(?:pro|anti|non|post|pre|ex)[-‐‑]\Z", re.IGNORECASE)
_PREFIXED = re.compile(r"(?:pro|anti|non|post|pre|ex)[-‐‑]\S+\s+", re.IGNORECASE)
#: A common noun behind a name ("Example river", "Example News agency"); persons may end in one ("Jean le fou").
_COMMON = re.compile(r"\s+[^\W\d_][\w'’-]*\Z")
_ORDINAL = re.compile(r"(?<!\w)\d+(?:st|nd|rd|th) \Z")
_TITLE = re.compile(r"(?<![\w-])([A-Z]\w*)\.? \Z")
_ENDS = frozenset(".!?'’\")")
_OPENINGS = frozenset("[(“\"'‘")
_BEFORE = 24
_Rule = Callable[[str, Entity], Entity | None]


def mend_borders(text: str, names: Sequence[Entity]) -> list[Entity]:
    """Return the names with the borders that the words around them ask for, in order, none overlapping.

    What turns out to be no name ("pro-X", the people "Xian" taken for a place) is left out.
    """
    whole = [piece for name in names for piece in _pieces(text, name)]
    mended = [mended for name in whole if (mended := _mend(text, name)) is not None]
    return _apart(_with_countries(text, mended))


def _mend(text: str, name: Entity) -> Entity | None:
    for rule in _RULES:
        found = rule(text, name)
        if found is None:
            return None
        name = found
    return name


def _at(text: str, name: Entity, start: int, end: int) -> Entity:
    if (start, end) == (name.start, name.end):
        return name
    return replace(name, start=start, end=end, text=text[start:end])


def _pieces(text: str, name: Entity) -> Iterator[Entity]:
    at = name.start
    for match in _STROKE.finditer(text, name.start, name.end):
        if match.start() > at:
            yield _at(text, name, at, match.start())
        at = match.end()
    if at < name.end:
        yield _at(text, name, at, name.end)


def _trimmed(text: str, name: Entity) -> Entity | None:
    """Take signs off both ends; a name has a capital."""
    start, end = name.start, name.end
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in _ENDS):
        end -= 1
    while end > start and text[start] in _OPENINGS:
        start += 1
    while end > start and text[end - 1] == ")" and "(" not in text[start:end]:
        end -= 1
    return _at(text, name, start, end) if any(c.isupper() for c in text[start:end]) else None


def _unprefixed(text: str, name: Entity) -> Entity | None:
    if _PREFIX.search(text[max(0, name.start - 6) : name.start]):
        return None
    prefixed = _PREFIXED.match(name.text)
    return _at(text, name, name.start + prefixed.end(), name.end) if prefixed else name


def _without_noun(text: str, name: Entity) -> Entity:
    end = name.end
    while name.kind is not EntityKind.PERSON and (noun := _COMMON.search(text[name.start : end])):
        if not noun[0].islower():
            break
        end -= len(noun[0])
    return _at(text, name, name.start, end)


def _no_people(_: str, name: Entity) -> Entity | None:
    """Leave out a people's adjective that is taken for a place."""
    return None if name.kind is EntityKind.PLACE and known_as(name.text) == "people" else name


def _numbered(text: str, name: Entity) -> Entity:
    """Take the number of a unit into its name ("5th Harbour Brigade")."""
    number = _ORDINAL.search(text[max(0, name.start - 8) : name.start])
    if name.kind is not EntityKind.ORGANISATION or number is None:
        return name
    return _at(text, name, name.start - len(number[0]), name.end)


def _titled(text: str, name: Entity) -> Entity:
    """Take titles right before a person into the name, and a people's adjective before the title off it."""
    if name.kind is not EntityKind.PERSON:
        return name
    start = name.start
    while (title := _TITLE.search(text[max(0, start - _BEFORE) : start])) and _is(title[1], "title"):
        start -= len(title[0])
    words = text[start : name.end].split(" ")
    if len(words) > 2 and known_as(words[0]) == "people" and _is(words[1], "title", "role"):
        start += len(words[0]) + 1
    return _at(text, name, start, name.end)


def _is(word: str, *classes: str) -> bool:
    return any(word.lower().rstrip(".") in word_class(name) for name in classes)


_RULES: tuple[_Rule, ...] = (_trimmed, _unprefixed, _without_noun, _no_people, _numbered, _titled)


def _with_countries(text: str, names: Sequence[Entity]) -> list[Entity]:
    """Return the names, a country's right before a person with a title taken into that person's."""
    countries = {e.end: e for e in names if e.kind is not EntityKind.PERSON and known_as(e.text) == "place"}
    found = []
    for name in names:
        country = countries.get(name.start - 1)
        words = name.text.split(" ")
        titled = name.kind is EntityKind.PERSON and len(words) > 1 and _is(words[0], "title")
        if country is not None and titled and text[country.end] == " ":
            name = _at(text, name, country.start, name.end)
        found.append(name)
    return found


def _apart(names: Sequence[Entity]) -> list[Entity]:
    """Return the names in order, of two that overlap the one that begins first, else the longer."""
    found: list[Entity] = []
    for name in sorted(names, key=lambda e: (e.start, -e.end)):
        if not found or found[-1].end <= name.start:
            found.append(name)
    return found
