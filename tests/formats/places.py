"""A report of our own about one crossing, and what a gazetteer holds of the places that it names."""

from __future__ import annotations

from collections.abc import Mapping

from dateline.model import (
    Candidate,
    GazetteerEntry,
    Inside,
    Place,
    Reading,
    Report,
    Toponym,
    ToponymKind,
    Unresolved,
)

TEXT = (
    "Trucks left Ashfield for Northgate on Monday. Syrian guards at Northgate sent them back to Ashfield, "
    "said the Mayor of Kent. A convoy from Farhaven is late; Oldtown Radio had no word from Oldtown or Quex."
)


def entry(place_id: str, name: str, lat: float, lon: float, **changes: object) -> GazetteerEntry:
    """Return an entry of a town in Syria, changed as told."""
    values: dict[str, object] = {
        "country": "SY",
        "kind": ToponymKind.POPULATED,
        "precision_km": 2.0,
        "population": 0,
        "parents": (),
        "box": None,
    }
    values |= changes
    return GazetteerEntry(id=place_id, name=name, lat=lat, lon=lon, **values)  # type: ignore[arg-type]


ENTRIES: Mapping[str, tuple[GazetteerEntry, ...]] = {
    row.id: (row,)
    for row in (
        entry("geonames:1", "Ashfield", 34.40, 40.90, population=57_000, parents=("East Province",)),
        entry("wof:2", "Northgate", 34.50, 41.00),
        entry("geonames:163843", "Syria", 35.0, 38.0, kind=ToponymKind.COUNTRY, precision_km=300.0),
        entry(
            "dl:kent",
            "Kent",
            34.6,
            40.6,
            kind=ToponymKind.ADMIN,
            precision_km=40.0,
            box=(34.3, 40.3, 34.9, 40.95),
        ),
        entry("geonames:5", "Farhaven", -33.9, 151.2, country="AU"),
        entry("geonames:6", "Oldtown", 34.3, 40.8),
    )
}
WHY = {"people": 2.0, "amid": 1.5, "unit_named": 1.0, "country_named": 0.9, "sound_only": -0.8}
_PROBS = {"geonames:1": 0.97, "wof:2": 0.8, "geonames:163843": 0.99, "dl:kent": 0.9, "geonames:5": 0.5}
_NAMES = {"Ashfield": "geonames:1", "Northgate": "wof:2", "Syrian": "geonames:163843"}
_NAMES |= {"Kent": "dl:kent", "Farhaven": "geonames:5"}


def toponyms() -> tuple[Toponym, ...]:
    """Return the names of places in the text, in order."""
    found = [t for name, place_id in _NAMES.items() for t in _mentions(name, place_id)]
    inside = _spots("Oldtown")[0]
    opened = _spots("Oldtown")[1]
    rivals = (
        Candidate(id="geonames:6", name="Oldtown", country="SY", lat=34.3, lon=40.8, prob=0.46),
        Candidate(id="geonames:8", name="Oldtown", country="US", lat=44.9, lon=-68.6, prob=0.44),
    )
    found += [
        _toponym("Oldtown", inside, inside=Inside.ORGANISATION, place=_place("geonames:6", 0.7)),
        _toponym("Oldtown", opened, reason=Unresolved.AMBIGUOUS, candidates=rivals),
        _toponym("Quex", _spots("Quex")[0], reason=Unresolved.UNKNOWN),
    ]
    return tuple(sorted(found, key=lambda t: t.start))


def reading() -> Reading:
    """Return the report with its toponyms."""
    report = Report(id="crossing", text=TEXT, title="Trucks turned back", outlet="The Example Post")
    return Reading(report=report, toponyms=toponyms())


def _spots(name: str) -> list[int]:
    return [n for n in range(len(TEXT)) if TEXT.startswith(name, n)]


def _mentions(name: str, place_id: str) -> list[Toponym]:
    kind = ToponymKind.DEMONYM if name == "Syrian" else ENTRIES[place_id][0].kind
    place = _place(place_id, _PROBS[place_id])
    rival = Candidate(id="geonames:9", name=name, country="AU", lat=-30.0, lon=150.0, prob=0.02)
    return [_toponym(name, at, kind=kind, place=place, candidates=(rival,)) for at in _spots(name)]


def _toponym(name: str, start: int, **changes: object) -> Toponym:
    values = {"kind": ToponymKind.POPULATED, **changes}
    return Toponym(start=start, end=start + len(name), text=name, **values)  # type: ignore[arg-type]


def _place(place_id: str, prob: float) -> Place:
    held = ENTRIES[place_id][0]
    return Place(
        id=held.id,
        name=held.name,
        country=held.country,
        lat=held.lat,
        lon=held.lon,
        precision_km=held.precision_km,
        prob=prob,
        why=WHY,
    )
