"""The places of one report, each once: how it is spelled, how often, why it was chosen, what else it could be."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dateline.formats.place_marks import entry_of
from dateline.formats.place_words import AREA_KM, Entries, Reasons, is_unlisted, reasons_of, runners_up
from dateline.model import GazetteerEntry, Place, Toponym, ToponymKind
from dateline.places.distance import distance_km

#: Kinds from which one measures how far another place is.
_POINTS = (ToponymKind.POPULATED, ToponymKind.MOUNTAIN)


class Found(NamedTuple):
    """A place with every spelling the report gives it and where each stands.

    ``peoples`` are the mentions that name its people ("Syrian"); they are no mentions of the place.
    """

    place: Place
    spellings: tuple[str, ...]
    toponyms: tuple[Toponym, ...]
    peoples: tuple[Toponym, ...] = ()

    @property
    def mentions(self) -> tuple[Toponym, ...]:
        """Return all of them, in text order."""
        return tuple(sorted((*self.toponyms, *self.peoples), key=lambda t: t.start))

    @property
    def is_point(self) -> bool:
        """Return whether the report names a point, from which to measure."""
        return any(t.kind in _POINTS for t in self.toponyms) and not is_unlisted(self.place)

    @property
    def is_drawn(self) -> bool:
        """Return whether it goes on a map: named itself, and not put somewhere vaguely."""
        is_vague = is_unlisted(self.place) and self.place.precision_km > AREA_KM
        return bool(self.toponyms) and not is_vague


class Row(NamedTuple):
    """A place as the table shows it."""

    number: int
    found: Found
    entry: GazetteerEntry | None
    reasons: Reasons
    others: str

    @property
    def pin(self) -> str:
        """Return the class that its row, its point and its words share."""
        return f"p{self.number}"


def find_places(toponyms: Sequence[Toponym]) -> list[Found]:
    """Return the places resolved, most named first, names inside other names left out."""
    groups: dict[str, list[Toponym]] = defaultdict(list)
    for toponym in toponyms:
        if toponym.place is not None and toponym.inside is None:
            groups[toponym.place.id].append(toponym)
    found = [made for group in groups.values() if (made := _found(group)) is not None]
    return sorted(found, key=lambda f: (-len(f.toponyms), -len(f.peoples)))


def _found(group: Sequence[Toponym]) -> Found | None:
    named = [t for t in group if t.kind is not ToponymKind.DEMONYM]
    peoples = [t for t in group if t.kind is ToponymKind.DEMONYM]
    spelled = Counter(t.text for t in (*named, *peoples))
    # A street lies where its town does, less exactly: the town's own mention tells the point.
    places = [t.place for t in (named or peoples) if t.place is not None]
    place = min(places, key=lambda p: p.precision_km, default=None)
    spellings = tuple(text for text, _ in spelled.most_common())
    return None if place is None else Found(place, spellings, tuple(named), tuple(peoples))


def place_rows(found: Sequence[Found], entries: Entries) -> Iterator[Row]:
    """Yield the places as the table shows them, numbered from 0."""
    for number, one in enumerate(found):
        nearest = nearest_of(one.place, [other.place for other in found if other.is_point])
        first = (one.toponyms or one.peoples)[0]
        yield Row(
            number,
            one,
            entry_of(one.place, entries),
            reasons_of(one.place, nearest=nearest),
            runners_up(first, entries),
        )


def nearest_of(place: Place, others: Sequence[Place]) -> tuple[str, float] | None:
    """Return name and distance of the nearest other place, or None where there is none."""
    here = (place.lat, place.lon)
    apart = [(distance_km(here, (o.lat, o.lon)), o.name) for o in others if o.id != place.id]
    return (min(apart)[1], min(apart)[0]) if apart else None


def by_spelling(toponyms: Iterable[Toponym]) -> list[tuple[Toponym, ...]]:
    """Return mentions of one spelling and one fate together, in the order of the first."""
    groups: dict[tuple[object, ...], list[Toponym]] = defaultdict(list)
    for toponym in toponyms:
        place = toponym.place.id if toponym.place else None
        groups[toponym.text, toponym.reason, toponym.inside, place].append(toponym)
    return [tuple(group) for group in groups.values()]
