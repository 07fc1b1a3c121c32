"""How the entries offered for a spelling meet it: by name, by another spelling, by sound, or only nearly."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple, Protocol, runtime_checkable

from dateline.model import Candidate, Gazetteer, GazetteerEntry
from dateline.places.spelling.keys import abbreviation_key, is_abbreviation, name_key, spelling
from dateline.text.fold import skeleton


class Way(StrEnum):
    """How a spelling and an entry meet, surest first."""

    NAME = "name"
    KNOWN = "known spelling"
    SOUND = "sound"
    CLOSE = "close"


class Match(NamedTuple):
    """A candidate, the entry behind it, and how it met the spelling; ``like`` is the folded name it is like."""

    candidate: Candidate
    entry: GazetteerEntry | None
    way: Way
    like: str = ""

    @property
    def is_known(self) -> bool:
        """Return whether the gazetteer holds the entry under just this spelling."""
        return self.way in (Way.NAME, Way.KNOWN)


@runtime_checkable
class Listing(Protocol):
    """A gazetteer that tells under which spellings it holds an entry."""

    def numbers(self, key: str) -> list[int]:
        """Return the numbers of the entries under a key."""
        ...

    def entry(self, number: int) -> GazetteerEntry:
        """Return an entry by its number."""
        ...

    def spelled(self, number: int) -> list[str]:
        """Return the folded spellings of an entry."""
        ...


def explain_matches(gazetteer: Gazetteer, name: str, candidates: Iterable[Candidate]) -> list[Match]:
    """Return each candidate with its entry and how it met the name, in the order given."""
    return [_match(gazetteer, name, candidate) for candidate in candidates]


def _match(gazetteer: Gazetteer, name: str, candidate: Candidate) -> Match:
    number, entry = _entry_of(gazetteer, candidate)
    if name_key(name) == name_key(candidate.name) or name.strip() == candidate.name:
        return Match(candidate, entry, Way.NAME)
    if any(held.id == candidate.id for held in gazetteer.look_up(name)):
        return Match(candidate, entry, Way.KNOWN)
    spellings = [name_key(candidate.name)]
    if number is not None and isinstance(gazetteer, Listing):
        spellings = list(dict.fromkeys([*spellings, *gazetteer.spelled(number)]))
    return Match(candidate, entry, *_likest(name, spellings))


def _entry_of(gazetteer: Gazetteer, candidate: Candidate) -> tuple[int | None, GazetteerEntry | None]:
    """Return number and entry of a candidate: of several reaches the one that was offered."""
    if isinstance(gazetteer, Listing):
        short = is_abbreviation(candidate.name)
        key = abbreviation_key(candidate.name) if short else name_key(candidate.name)
        rows = [(n, gazetteer.entry(n)) for n in gazetteer.numbers(key)]
    else:
        rows = [(-1, entry) for entry in gazetteer.look_up(candidate.name)]
    own = [row for row in rows if row[1].id == candidate.id]
    if not own:
        return None, None
    best = min(own, key=lambda row: abs(row[1].lat - candidate.lat) + abs(row[1].lon - candidate.lon))
    return best if best[0] >= 0 else (None, best[1])


def _likest(name: str, spellings: Sequence[str]) -> tuple[Way, str]:
    """Return whether a spelling sounds like the name, and the one whose letters are nearest."""
    from rapidfuzz import process
    from rapidfuzz.distance import Levenshtein

    sought, bones = spelling(name), skeleton(name)
    alike = [s for s in spellings if bones and skeleton(s) == bones]
    found = process.extractOne(sought, alike or spellings, scorer=Levenshtein.normalized_similarity)
    return (Way.SOUND if alike else Way.CLOSE), (found[0] if found else "")
