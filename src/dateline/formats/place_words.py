"""How places read in words: what kind, where, how exact, why chosen or not, and whose data they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from dateline.formats.wording import figure, in_words, percent
from dateline.model import Candidate, GazetteerEntry, Inside, Place, Toponym, ToponymKind, Unresolved
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
    Unresolved.UNKNOWN: "the gazetteer holds no likely place of this name",
    Unresolved.AMBIGUOUS: "several places fit alike",
    Unresolved.TOO_FAR: "the places of this name lie far from all that the report names",
}
INSIDE: Mapping[Inside, str] = {
    Inside.ORGANISATION: "inside an organisation's name",
    Inside.PERSON: "inside a person's name",
}
#: What each feature of a candidate means where it speaks for a place, and where against it. A feature that
#: stands in no row is shown under its own name.
FEATURES: Mapping[str, tuple[str, str]] = {
    "main_name": ("its main name", "not its main name"),
    "exact": ("the same name", "another spelling"),
    "letters": ("spelled alike", "spelled otherwise"),
    "sound_only": ("sounds alike", "sounds alike only"),
    "population": ("its size", "its size"),
    "capital": ("the country's capital", "the country's capital"),
    "country": ("a country", "a country"),
    "unit": ("a whole unit", "a whole unit"),
    "part_of_unit": ("a unit's name in short", "a unit's name in short"),
    "shadowed": ("the unit around a town of this name", "its town is meant rather than the unit"),
    "region": ("a region", "a region"),
    "unit_word": ("called a unit in the text", "called a unit in the text"),
    "unit_word_missed": ("not called a unit in the text", "called a unit in the text"),
    "country_of_story": ("the report's country", "not the report's country"),
    "unit_of_story": ("the report's province", "not the report's province"),
    "beside": ("its province or country is named beside it", "named beside another place"),
    "not_beside": ("in what is named beside it", "not in what is named beside it"),
    "near": ("near other places of the report", "not near other places of the report"),
    "close": ("near other places of the report", "not near other places of the report"),
    "amid": ("amid the places of the report", "aside from the places of the report"),
    "elsewhere": ("far from the places of the report", "far from the places of the report"),
    "overseas": ("overseas from the places of the report", "overseas from the places of the report"),
}
#: The phrase that gives way to the name of the nearest place and how far it is.
_NEAR = FEATURES["near"][0]
#: A feature's share of the log-odds that is worth a word, and how many are told.
_LEAST_SHARE, _MOST = 0.4, 3
#: No better known than this, a point stands for an area.
AREA_KM = 50.0
#: Whose ids begin so, what they ask to be called, and under which licence; for entries that tell no source.
_CREDITS: Mapping[str, tuple[str, str]] = {
    "geonames": ("GeoNames", "CC BY 4.0"),
    "wof": ("Who's On First", "CC BY 4.0 and others"),
    "ne": ("Natural Earth", "public domain"),
    "dl": ("Dateline's own tables", "Apache-2.0"),
}


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
    ordered = sorted(place.why.items(), key=lambda row: -abs(row[1]))
    told = [(name, share) for name, share in ordered if abs(share) >= _LEAST_SHARE]
    speaks_for = dict.fromkeys(_phrase(name, share, nearest) for name, share in told if share > 0)
    against = dict.fromkeys(_phrase(name, share, None) for name, share in told if share < 0)
    return Reasons(tuple(speaks_for)[:_MOST], tuple(against)[:1])


def _phrase(name: str, share: float, nearest: tuple[str, float] | None) -> str:
    plain = name.replace("_", " ")
    words = FEATURES.get(name, (plain, plain))[0 if share > 0 else 1]
    return near_words(*nearest) if words == _NEAR and nearest is not None else words


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
    return f"area, ± {figure(round(km))} km" if km > AREA_KM else f"± {figure(km)} km"


def kind_words(entry: GazetteerEntry) -> str:
    """Return what the entry is, with its inhabitants where they are known."""
    kind = KINDS[entry.kind]
    if not entry.population:
        return kind
    if entry.kind is ToponymKind.POPULATED:
        kind = "city" if entry.population >= 100_000 else "town" if entry.population >= 3_000 else "village"
    return f"{kind}, {entry.population:,} inhabitants"


def where_words(entry: GazetteerEntry) -> str:
    """Return the units around the entry and its country, nearest first."""
    around = [*entry.parents, country_name(entry.country)]
    return ", ".join(part for part in dict.fromkeys(around) if part and part != entry.name)


def place_name(place: Place | Candidate) -> str:
    """Return the name with its country: ``Abu Kamal, Syria``; ``Syria`` alone where both are one."""
    country = country_name(place.country)
    return f"{place.name}, {country}" if country and country != place.name else place.name


def open_words(toponym: Toponym) -> str:
    """Return why the name has no place, and which places it could be, where there are any."""
    words = REASONS[toponym.reason or Unresolved.UNKNOWN]
    could_be = runners_up(toponym)
    return f"{words}: {could_be}" if could_be else words


def runners_up(toponym: Toponym, *, most: int = 3) -> str:
    """Return the likeliest candidates that were not chosen: ``Meridian, United States 41%``."""
    chosen = toponym.place.id if toponym.place else ""
    others = [c for c in toponym.candidates if c.id != chosen and c.prob >= 0.01]
    return "; ".join(f"{place_name(c)} {percent(c.prob)}" for c in others[:most])


def certainty_of(prob: float) -> str:
    """Return the class of a chance: ``sure`` from .9, ``likely`` from .7, else ``unsure``."""
    return "sure" if prob >= 0.9 else "likely" if prob >= 0.7 else "unsure"


def credits_of(places: Iterable[Named], entries: Mapping[str, Sequence[GazetteerEntry]] | None = None) -> str:
    """Return whose data the places are, with licences: ``GeoNames (CC BY 4.0) and Natural Earth (…)``."""
    told = dict.fromkeys(
        credit_of(place.id, next(iter((entries or {}).get(place.id, ())), None)) for place in places
    )
    return in_words(told)


def credit_of(place_id: str, entry: GazetteerEntry | None = None) -> str:
    """Return whose data an entry is and under which licence."""
    source, licence = _CREDITS.get(place_id.partition(":")[0], ("the user's own table", ""))
    if entry is not None and entry.source:
        source, licence = entry.source, entry.licence or licence
    return f"{source} ({licence})" if licence else source
