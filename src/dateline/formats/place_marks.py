"""Places as a map draws them, with what the gazetteer knows of each beyond its point."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from dateline.formats.place_words import Entries, Named, own_name
from dateline.formats.svg_map import Mark
from dateline.model import Gazetteer, GazetteerEntry, Reading, ToponymKind

#: Entries of these kinds are areas from this precision on; a smaller one is a point on any map.
_AREAS = (ToponymKind.ADMIN, ToponymKind.REGION, ToponymKind.WATER)
_LEAST_AREA_KM = 12.0


class Located(Named, Protocol):
    """A place with its point."""

    @property
    def lat(self) -> float:
        """Return the latitude."""
        ...

    @property
    def lon(self) -> float:
        """Return the longitude."""
        ...

    @property
    def precision_km(self) -> float:
        """Return how exactly the point is known."""
        ...


def known_entries(gazetteer: Gazetteer, places: Iterable[Named]) -> dict[str, tuple[GazetteerEntry, ...]]:
    """Return what the gazetteer holds of each place, by id; several entries where a river has several reaches."""
    names = {place.id: place.name for place in places}
    return {
        place_id: tuple(entry for entry in gazetteer.look_up(name) if entry.id == place_id)
        for place_id, name in names.items()
    }


def entries_of_readings(gazetteer: Gazetteer, readings: Iterable[Reading]) -> Entries:
    """Return what the gazetteer holds of all places that readings resolved names to, and of their runners-up."""
    toponyms = [toponym for reading in readings for toponym in reading.toponyms]
    places = [t.place for t in toponyms if t.place is not None]
    return known_entries(gazetteer, [*places, *(c for t in toponyms for c in t.candidates)])


def entry_of(place: Located, entries: Entries) -> GazetteerEntry | None:
    """Return the entry behind a place: of several reaches the one whose point it has."""
    held = entries.get(place.id, ())
    return min(held, key=lambda e: abs(e.lat - place.lat) + abs(e.lon - place.lon), default=None)


def map_mark(
    place: Located, entries: Entries, *, mentions: int, href: str, certainty: str = "sure", pin: str = ""
) -> Mark:
    """Return the place as a map draws it: a country by its outline, another area by its extent."""
    entry = entry_of(place, entries)
    is_country = entry is not None and entry.kind is ToponymKind.COUNTRY
    return Mark(
        place.lat,
        place.lon,
        own_name(place),
        place.precision_km,
        mentions,
        href,
        certainty,
        pin,
        country=entry.country if entry is not None and is_country else None,
        extent=entry.box if entry is not None else None,
        area=entry is not None and entry.kind in _AREAS and place.precision_km >= _LEAST_AREA_KM,
    )
