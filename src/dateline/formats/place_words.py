"""How places read in words: what kind, where, how exact, why chosen or not, and whose data they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, Protocol

from dateline.events import UNLISTED
from dateline.formats.wording import figure, in_words, percent
from dateline.model import Candidate, GazetteerEntry, Inside, Place, Toponym, ToponymKind, Unresolved
from dateline.places.distance import distance_km
from dateline.text.countries import country_name

KINDS: Mapping[ToponymKind, str] = {
    ToponymKind.POPULATED: "town or village",
    ToponymKind.ADMIN: "province or district",
    ToponymKind.COUNTRY: "country",
    ToponymKind.REGION: "region",
    ToponymKind.WATER: "sea, lake or river",
    ToponymKind.MOUNTAIN: "mountain",
    ToponymKind.FACILITY: "site",
    ToponymKind.DEMONYM: "people",
}
REASONS: Mapping[Unresolved, str] = {
    Unresolved.UNKNOWN: "no likely place of this name is known",
    Unresolved.AMBIGUOUS: "several places fit alike",
    Unresolved.TOO_FAR: "the places of this name lie far from all that the report names",
}
INSIDE: Mapping[Inside, str] = {
    Inside.ORGANISATION: "inside an organisation's name",
    Inside.PERSON: "inside a person's name",
}
#: What each feature of a candidate means where it speaks for a place, and where against it; nothing is told
#: where a phrase is empty. A feature that stands in no row is shown under its own name.
FEATURES: Mapping[str, tuple[str, str]] = {
    # What the report says of it.
    "unit_word": ("called a province or district in the text", "called a province or district in the text"),
    "unit_word_missed": ("", "called a province or district in the text"),
    "beside": ("its province or country is named right beside it", ""),
    "not_beside": ("", "another province or country is named right beside it"),
    "behind": ("named right behind a place that lies in it", ""),
    "heads": ("the report's dateline", ""),
    "civic_country": ("", "what is named with it belongs to a town"),
    "country_told": ("the country given with the report", ""),
    "near_told": ("near the point given with the report", ""),
    "wording": ("the report's wording points to its country", ""),
    # What else the report names.
    "amid": ("near other places of the report", ""),
    "flat_amid": ("near other places of the report", ""),
    "could_close": ("near other places of the report", ""),
    "beside_near": ("near other places of the report", ""),
    "unit_named": ("the report's province", ""),
    "flat_unit": ("the report's province", ""),
    "flat_county": ("the report's district", ""),
    "county_shared": ("the report's district", ""),
    "beside_unit": ("the report's province", ""),
    "could_unit": ("the report's province", ""),
    "country_named": ("the report's country", ""),
    "holds_story": ("what else the report names lies in it", ""),
    "far": ("", "far from the other places of the report"),
    "overseas": ("", "an ocean away from the other places of the report"),
    # The outlet.
    "home": ("the outlet's home", ""),
    "home_land": ("the outlet's country", ""),
    "home_county": ("the outlet's district", ""),
    "rival_home": ("", "one of this name lies in the outlet's country"),
    "home_unit": ("the outlet's province", ""),
    "could_home": ("near the outlet's home", ""),
    "home_anywhere": ("", ""),
    "like_home": ("named like the outlet's home", ""),
    "like_home_size": ("", ""),
    "like_home_wide": ("", ""),
    "like_home_english": ("", ""),
    # Where a street, a building or an unlisted name lies.
    "holds": ("this name is part of it", ""),
    "named_behind": ("named right behind it", ""),
    "in_sentence": ("named in the same sentence", ""),
    "beside_it": ("named close to it", ""),
    "before_it": ("named last before it", ""),
    "first_named": ("the first place that the report names", ""),
    "named_often": ("named often in the report", ""),
    "believed": ("", ""),
    "unlisted": ("", "the gazetteer does not hold it"),
    "wide": ("", ""),
    "water": ("", ""),
    # The place by itself.
    "sound_only": ("", "spelled otherwise, only sounds alike"),
    "shadowed": ("", "a town of this name lies in it"),
    "main_name": ("its main name", ""),
    "demonym": ("named by its people", ""),
    "capital": ("a capital", ""),
    "only_one": ("the only place of this name", ""),
    "other_reach": ("", ""),
    "outranks": ("by far the largest of this name", ""),
    "country": ("a whole country", ""),
    "country_people": ("its size", ""),
    "first_unit": ("a province or state of this name", ""),
    "second_unit": ("a district of this name", ""),
    "part_of_unit": ("a province or district called so in short", ""),
    "area": ("a region, water or mountain of this name", ""),
    "extent": ("", ""),
    "namesake_town": ("", ""),
    "people": ("its size", ""),
    "unit_people": ("its size", ""),
    "none": ("", ""),
}
#: What speaks for every place of its kind is told last.
_GENERAL = frozenset(list(FEATURES)[list(FEATURES).index("main_name") :])
#: The phrase that gives way to the name of the nearest place and how far it is.
_NEAR = FEATURES["amid"][0]
_NEAR_KM = 300.0
_PROVINCE = tuple(
    name for name, (words, _) in FEATURES.items() if "province" in words and name not in _GENERAL
)
_COUNTRY = ("country_named", "wording")
#: A feature's share of the log-odds that is worth a word, and how many are told.
_LEAST_SHARE, _MOST = 0.4, 3
#: In the name of what the gazetteer does not hold, put where something lies that the report names with it:
#: ``Mill Road (at Ashfield)``.
_AT = " (at "
#: A candidate less likely than this is not told.
_LEAST_PROB = 0.01
#: A chance counts all places as near as this.
AROUND_KM = 161.0
#: No better known than this, a point stands for an area.
AREA_KM = 50.0
#: Whose ids begin so, what they ask to be called, and under which licence; for entries that tell no source.
_CREDITS: Mapping[str, tuple[str, str]] = {
    "geonames": ("GeoNames", "CC BY 4.0"),
    "wof": ("Who's On First", "CC BY 4.0 and others"),
    "ne": ("Natural Earth", "public domain"),
    "dl": ("Dateline's own tables", "Apache-2.0"),
    "census": ("US Census Bureau", "public domain"),
}


#: Words in an entry's source or licence, and whose data it is then: the way by which it came is told in JSON.
_SOURCES = {
    "geonames": "geonames",
    "who's on first": "wof",
    "natural earth": "ne",
    "census": "census",
    "own knowledge": "dl",
}

#: What the gazetteer holds of places, by id.
Entries = Mapping[str, Sequence[GazetteerEntry]]
NOTHING: Entries = MappingProxyType({})


class Named(Protocol):
    """A place that has an id and a name."""

    @property
    def id(self) -> str:
        """Return the id."""
        ...

    @property
    def name(self) -> str:
        """Return the name."""
        ...


class Reasons(NamedTuple):
    """What speaks for the place chosen, and what against it, weightiest first."""

    speaks_for: tuple[str, ...]
    against: tuple[str, ...]

    def line(self) -> str:
        """Return both on one line; an empty string where nothing was weighed."""
        said = "; ".join(self.speaks_for)
        doubt = f"against it: {', '.join(self.against)}" if self.against else ""
        return "; ".join(part for part in (said, doubt) if part)


def reasons_of(place: Place, *, nearest: tuple[str, float] | None = None) -> Reasons:
    """Return in words why the place was chosen; ``nearest`` is another place of the report and its distance."""
    if is_unlisted(place):
        at = place.name.partition(_AT)[2].rstrip(")")
        return Reasons(
            ("not in the gazetteer", f"put at {at}, named with it" if at else "put where it is named"), ()
        )
    ordered = sorted(place.why.items(), key=lambda row: (row[0] in _GENERAL, -abs(row[1])))
    told = [(name, share) for name, share in ordered if abs(share) >= _LEAST_SHARE]
    if any(name in _PROVINCE and share > 0 for name, share in told):
        # Who hears of the province needs no word of the country.
        told = [row for row in told if row[0] not in _COUNTRY]
    speaks_for = dict.fromkeys(_phrase(name, share, nearest) for name, share in told if share > 0)
    against = dict.fromkeys(_phrase(name, share, None) for name, share in told if share < 0)
    return Reasons(tuple(filter(None, speaks_for))[:_MOST], tuple(filter(None, against))[:1])


def _phrase(name: str, share: float, nearest: tuple[str, float] | None) -> str:
    plain = name.replace("_", " ")
    words = FEATURES.get(name, (plain, plain))[0 if share > 0 else 1]
    is_near = nearest is not None and nearest[1] <= _NEAR_KM
    return near_words(*nearest) if nearest is not None and is_near and words == _NEAR else words


def is_unlisted(place: Named) -> bool:
    """Return whether the gazetteer does not hold the place: its point is that of something named with it."""
    return place.id.startswith(UNLISTED)


def own_name(place: Named) -> str:
    """Return the name without the place that it was put at."""
    return place.name.partition(_AT)[0] if is_unlisted(place) else place.name


def spot_words(place: Place) -> str:
    """Return what an unlisted place was put at, with its country: ``at Ashfield, Syria``."""
    at = place.name.partition(_AT)[2].rstrip(")")
    parts = [f"at {at}" if at else "", country_name(place.country)]
    return ", ".join(part for part in parts if part)


def near_words(name: str, km: float) -> str:
    """Return ``near Aleppo, 12 km``."""
    return f"near {name}, {distance_words(km)}"


def distance_words(km: float) -> str:
    """Return a distance as exactly as one would say it: ``under 1 km``, ``12 km``, ``2,900 km``."""
    if km < 1:
        return "under 1 km"
    step = 1 if km < 100 else 10 if km < 1000 else 100
    return f"{round(km / step) * step:,} km"


def precision_words(km: float) -> str:
    """Return how exactly the point is known: ``± 2 km``; for an area about how far it reaches."""
    return f"± {figure(round(km))} km, an area" if km > AREA_KM else f"± {figure(km)} km"


def kind_words(entry: GazetteerEntry) -> str:
    """Return what the entry is, with its inhabitants where they are known."""
    kind = KINDS[entry.kind]
    # What is known of a unit's people is those of its towns.
    if not entry.population or entry.kind is ToponymKind.ADMIN:
        return kind
    if entry.kind is ToponymKind.POPULATED:
        kind = "city" if entry.population >= 100_000 else "town" if entry.population >= 3_000 else "village"
    return f"{kind}, {entry.population:,} inhabitants"


def where_words(entry: GazetteerEntry) -> str:
    """Return the units around the entry and its country, nearest first."""
    around = [*entry.parents, country_name(entry.country)]
    return ", ".join(part for part in dict.fromkeys(around) if part and not _is_said(part, entry))


def _is_said(part: str, entry: GazetteerEntry) -> bool:
    """Return whether the entry's own name says so already: "Hasakah Governorate" lies in no other Hasakah."""
    return part == entry.name or (entry.kind is ToponymKind.ADMIN and entry.name.startswith(f"{part} "))


def place_name(place: Place | Candidate) -> str:
    """Return the name with its country: ``Abu Kamal, Syria``; ``Syria`` alone where both are one."""
    country = country_name(place.country)
    return f"{place.name}, {country}" if country and country != place.name else place.name


def open_words(toponym: Toponym, entries: Entries = NOTHING) -> str:
    """Return why the name has no place, and which places it could be, where there are any."""
    words = REASONS[toponym.reason or Unresolved.UNKNOWN]
    could_be = runners_up(toponym, entries)
    return f"{words}: {could_be}" if could_be else words


def runners_up(toponym: Toponym, entries: Entries = NOTHING, *, most: int = 3) -> str:
    """Return the likeliest candidates that were not chosen: ``Meridian, Idaho, United States 41%``.

    A chance counts all within 161 km: what lies as near to the place chosen is named without one.
    """
    place = toponym.place
    likely = [c for c in toponym.candidates if c.prob >= _LEAST_PROB]
    if place is None:
        return "; ".join(_told(c, entries) for c in likely[:most])
    others = [c for c in likely if c.id != place.id and not is_unlisted(place)]
    apart = [c for c in others if _apart_km(place, c) > AROUND_KM]
    if apart:
        return "; ".join(_told(c, entries) for c in apart[:most])
    close = list(dict.fromkeys(c.name for c in others if c.name != place.name))
    return f"close by: {in_words(close[:2])}" if close else ""


def _told(candidate: Candidate, entries: Entries) -> str:
    return f"{full_name(candidate, entries)} {percent(candidate.prob)}"


def full_name(place: Place | Candidate, entries: Entries = NOTHING) -> str:
    """Return the name with all that lies around it, as far as the gazetteer tells."""
    held = entries.get(place.id, ())
    where = where_words(held[0]) if held else ""
    return f"{place.name}, {where}" if where else place_name(place)


def _apart_km(one: Place, other: Candidate) -> float:
    return distance_km((one.lat, one.lon), (other.lat, other.lon))


def certainty_of(prob: float) -> str:
    """Return the class of a chance: ``sure`` from .9, ``likely`` from .7, else ``unsure``."""
    return "sure" if prob >= 0.9 else "likely" if prob >= 0.7 else "unsure"


def credits_of(places: Iterable[Named], entries: Entries = NOTHING) -> str:
    """Return whose data the places are, with licences: ``GeoNames (CC BY 4.0) and Natural Earth (…)``."""
    held = (p for p in places if not is_unlisted(p))
    return in_words(dict.fromkeys(credit_of(p.id, next(iter(entries.get(p.id, ())), None)) for p in held))


def credit_of(place_id: str, entry: GazetteerEntry | None = None) -> str:
    """Return whose data an entry is and under which licence."""
    source, licence = _CREDITS.get(place_id.partition(":")[0], ("the user's own table", ""))
    if entry is not None and entry.source:
        told = f"{entry.source} {entry.licence}".lower()
        known = (_CREDITS[name] for words, name in _SOURCES.items() if words in told)
        source, licence = next(known, (entry.source, entry.licence))
    return f"{source} ({licence})" if licence else source
