"""The places that the reports of an event name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dateline.model import Place, Reading, SheetPlace, ToponymKind


def list_places(readings: Sequence[Reading]) -> tuple[SheetPlace, ...]:
    """Return each place once with all its spellings, most mentioned first; demonyms are no mentions."""
    places: dict[str, Place] = {}
    spellings: dict[str, Counter[str]] = {}
    for reading in readings:
        for toponym in reading.toponyms:
            if toponym.place is None or toponym.inside is not None or toponym.kind is ToponymKind.DEMONYM:
                continue
            places.setdefault(toponym.place.id, toponym.place)
            spellings.setdefault(toponym.place.id, Counter())[toponym.text] += 1
    ordered = sorted(places, key=lambda place_id: (-spellings[place_id].total(), place_id))
    return tuple(_row(places[place_id], spellings[place_id]) for place_id in ordered)


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
