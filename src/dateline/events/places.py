"""The places that the reports of an event name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dateline.model import Place, Reading, SheetPlace, Toponym, ToponymKind

#: Ids of places that are known by their surroundings alone.
UNLISTED = "dl:unlisted-"


def list_places(readings: Sequence[Reading]) -> tuple[SheetPlace, ...]:
    """Return each place once with all its spellings, most mentioned first.

    Demonyms, names inside other names and surroundings that no list has ("dl:unlisted-…") are no places of it.
    """
    places: dict[str, Place] = {}
    spellings: dict[str, Counter[str]] = {}
    for reading in readings:
        for toponym in reading.toponyms:
            place = toponym.place
            if place is None or place.id.startswith(UNLISTED) or not _is_named(toponym):
                continue
            places.setdefault(place.id, place)
            spellings.setdefault(place.id, Counter())[toponym.text] += 1
    ordered = sorted(places, key=lambda place_id: (-spellings[place_id].total(), place_id))
    return tuple(_row(places[place_id], spellings[place_id]) for place_id in ordered)


def _is_named(toponym: Toponym) -> bool:
    return toponym.inside is None and toponym.kind is not ToponymKind.DEMONYM


def _row(place: Place, spellings: Counter[str]) -> SheetPlace:
    return SheetPlace(
        id=place.id,
        name=place.name,
        lat=place.lat,
        lon=place.lon,
        precision_km=place.precision_km,
        mentions=spellings.total(),
        spellings=tuple(sorted(spellings, key=lambda s: (-spellings[s], s))),
    )
