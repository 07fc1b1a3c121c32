"""All candidates of a report side by side, as arrays, and what each one's own name and kind tell."""

from __future__ import annotations

import math
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from dateline.model import GazetteerEntry, ToponymKind
from dateline.places.finding.wording import capitals, has_role
from dateline.places.ranking.prior import Leaning, StoryPrior
from dateline.places.ranking.spelled import ENGLISH, Spelled, Stands
from dateline.places.spelling.keys import is_abbreviation, name_key

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

EARTH_KM = 6371.0
#: A town, and a first-level unit, whose people nobody has counted is weighed like one of so many.
UNKNOWN_SIZE, UNKNOWN_UNIT = 1000, 1_000_000
#: A unit's namesake lies in it, or as near to its middle as this.
_SEAT_KM = 100.0
_PRIOR_KM = 300.0
#: "Washington, New York and Boston" is a list, though some town of the state was once called Washington.
_BESIDE_BY_OTHER_NAME = 0.4

#: What a candidate tells by itself, in the order of the columns.
ALONE = (
    "people", "outranks", "only_one", "country", "country_people", "first_unit", "second_unit", "part_of_unit",
    "unit_people", "namesake_town", "area", "extent", "other_reach", "demonym", "main_name", "capital",
    "shadowed", "unit_word", "unit_word_missed", "beside", "not_beside", "behind", "sound_only", "heads",
    "civic_country", "home_land", "home_anywhere", "wording", "rival_home", "like_home", "like_home_size",
    "like_home_wide", "like_home_english", "country_told", "near_told",
)  # fmt: skip


class Traits(NamedTuple):
    """What is compared of an entry, worked out once."""

    point: tuple[float, float, float]
    key: str
    country: str
    first_unit: str
    second_unit: str
    is_first: bool
    log_people: float
    unit_people: float
    is_capital: bool


@lru_cache(maxsize=8192)
def traits(entry: GazetteerEntry) -> Traits:
    """Return what is compared of an entry."""
    lat, lon = math.radians(entry.lat), math.radians(entry.lon)
    point = (math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat))
    country = entry.country or ""
    key = bare_key(entry.name)
    parents = [bare_key(p) for p in entry.parents]
    first = f"{country}:{parents[-1]}" if country and parents else ""
    is_first = entry.kind is ToponymKind.ADMIN and (not parents or parents == [key])
    second = ""
    if entry.kind is ToponymKind.ADMIN and not is_first:
        second = f"{first}:{key}"
    elif len(parents) > 1:
        second = f"{first}:{parents[0]}"
    town = entry.kind is ToponymKind.POPULATED
    people = min(math.log10(1 + (entry.population or UNKNOWN_SIZE)), 7.0) if town else 0.0
    unit_people = min(math.log10(entry.population or UNKNOWN_UNIT), 7.5) if is_first else 0.0
    capital = town and (country, name_key(entry.name)) in capitals()
    return Traits(point, key, country, first, second, is_first, people, unit_people, capital)


@lru_cache(maxsize=8192)
def bare_key(name: str) -> str:
    """Return the key of a name without the word for its unit ("Raqqa Governorate" is "raqqa") or a note behind."""
    words = name_key(name.partition(" (")[0]).split()
    return " ".join(w for w in words if w == "county" or not has_role(w, "unit")) or " ".join(words)


class Lineup:
    """The candidates of all spellings; those of one spelling follow one another."""

    def __init__(self, spelled: Sequence[Spelled], prior: StoryPrior, leaning: Leaning) -> None:
        import numpy as np

        self.prior, self.leaning = prior, leaning
        self.spelled = [one for one in spelled if one.entries]
        self.entries = [entry for one in self.spelled for entry in one.entries]
        self.traits = [traits(entry) for entry in self.entries]
        sizes = [len(one.entries) for one in self.spelled]
        self.starts = np.cumsum([0, *sizes[:-1]]) if sizes else np.zeros(0, int)
        self.ends = np.cumsum(sizes) if sizes else np.zeros(0, int)
        self.owner = np.repeat(np.arange(len(sizes)), sizes)
        self.points = np.array([t.point for t in self.traits], np.float32).reshape(-1, 3)
        kinds = [entry.kind for entry in self.entries]
        self.is_country = np.array([k is ToponymKind.COUNTRY for k in kinds], bool)
        self.is_unit = np.array([k is ToponymKind.ADMIN for k in kinds], bool)
        self.reach_km = np.array([entry.precision_km for entry in self.entries], np.float32)
        self.alone = self._alone(prior, leaning)

    def __len__(self) -> int:
        return len(self.entries)

    def numbered(self, names: Sequence[str]) -> NDArray[np.int32]:
        """Return a number for each name, the same for the same; an empty name is like no other."""
        import numpy as np

        known: dict[str, int] = {}
        return np.array(
            [known.setdefault(n, len(known)) if n else -1 - at for at, n in enumerate(names)], np.int32
        )

    @cached_property
    def apart_km(self) -> Floats:
        """How far each candidate lies from each other, in km along the chord."""
        import numpy as np

        squared = np.maximum(2.0 - 2.0 * (self.points @ self.points.T), 0.0)
        return np.asarray(EARTH_KM * np.sqrt(squared), np.float32)

    def _alone(self, prior: StoryPrior, leaning: Leaning) -> Floats:
        import numpy as np

        rows: list[tuple[float, ...]] = []
        homes = {name_key(one.text) for one in self.spelled if one.stands is Stands.HOME}
        for one, start, end in zip(self.spelled, self.starts, self.ends, strict=True):
            rows += _rows(one, self.traits[start:end], prior, leaning, homes=homes)
        return np.array(rows, np.float32).reshape(-1, len(ALONE))


def _rows(
    one: Spelled, own: Sequence[Traits], prior: StoryPrior, leaning: Leaning, *, homes: AbstractSet[str]
) -> list[tuple[float, ...]]:
    key = bare_key(one.text)
    sizes = sorted((t.log_people for t in own), reverse=True)
    runner_up = max(sizes[1], 3.0) if len(sizes) > 1 else 3.0
    exact = len(own) - len(one.sounds)
    towns = [t for t in own if t.log_people]
    near = _point(prior.near) if prior.near else None
    like_home = float(one.stands is not Stands.HOME and name_key(one.text) in homes)
    home = leaning.likeliest
    around_country = any(e.kind is ToponymKind.COUNTRY for e in one.beside)
    largest = {t.country: t.log_people for t in sorted(own, key=lambda t: t.log_people)}
    rival = home is not None and any(t.country == home for t in own)
    short = is_abbreviation(one.text)
    rows: list[tuple[float, ...]] = []
    seen: set[str] = set()
    first = own[0].point
    alone = float(all(_apart_km(t.point, first) <= _SEAT_KM for t in own))
    for at, (entry, trait) in enumerate(zip(one.entries, own, strict=True)):
        unit = entry.kind is ToponymKind.ADMIN
        is_country = entry.kind is ToponymKind.COUNTRY
        town = entry.kind is ToponymKind.POPULATED
        full = trait.key == key or (short and not town)
        words = leaning.words.get(trait.country, 0.0)
        area = not unit and not is_country and entry.kind is not ToponymKind.POPULATED
        beside = lies_beside(trait, entry, one.beside)
        rows.append(
            (
                trait.log_people,
                max(0.0, trait.log_people - runner_up) if trait.log_people == sizes[0] else 0.0,
                alone,
                float(is_country),
                math.log10(max(entry.population, 1.0)) - 7.0 if is_country and entry.population else 0.0,
                float(unit and full and trait.is_first),
                float(unit and full and not trait.is_first),
                float(unit and not full),
                trait.unit_people,
                max([t.log_people for t in towns if t.first_unit == trait.first_unit], default=0.0)
                if unit
                else 0.0,
                float(area),
                math.log10(max(entry.precision_km, 1.0)) if area else 0.0,
                float(entry.id in seen and entry.kind is not ToponymKind.WATER),
                float(one.demonym),
                1.0 if full else 0.5 * (not unit and trait.key.startswith(key + " ")),
                float(trait.is_capital and trait.log_people == largest[trait.country]),
                float(unit and not one.unit and any(_is_seat(t, entry, trait) for t in towns)),
                float(unit and one.unit),
                float(not unit and one.unit),
                float(beside) if full or around_country else beside * _BESIDE_BY_OTHER_NAME,
                float(bool(one.beside) and not beside),
                float(one.behind and not town),
                float(at >= exact),
                float(one.heads and town),
                float(one.civic and is_country and bool(towns)),
                float(bool(trait.country) and trait.country == leaning.home),
                float(leaning.is_anywhere and trait.country == "US"),
                words,
                float(is_country and trait.country != home and rival),
                like_home,
                like_home * trait.log_people,
                like_home * (is_country or area),
                like_home * (trait.country in ENGLISH and not is_country),
                float(trait.country in prior.countries),
                math.exp(-_apart_km(near, trait.point) / _PRIOR_KM) if near else 0.0,
            )
        )
        seen.add(entry.id)
    return rows


def _point(place: tuple[float, float]) -> tuple[float, float, float]:
    lat, lon = math.radians(place[0]), math.radians(place[1])
    return (math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat))


def _apart_km(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    return EARTH_KM * math.dist(one, other)


def _is_seat(own: Traits, unit: GazetteerEntry, around: Traits) -> bool:
    """Return whether the town lies in the unit, as far as a point tells: its namesake most likely."""
    if own.country != around.country:
        return False
    return _apart_km(own.point, around.point) <= max(_SEAT_KM, unit.precision_km)


def lies_beside(own: Traits, entry: GazetteerEntry, around: Sequence[GazetteerEntry]) -> bool:
    """Return whether the entry lies in one of the units or countries named right behind it."""
    for unit in around:
        if unit.id == entry.id or unit.country != entry.country:
            continue
        if unit.kind is ToponymKind.COUNTRY:
            return True
        other = traits(unit)
        if other.is_first and other.first_unit == own.first_unit != "":
            return True
        if not other.is_first and (
            other.second_unit == own.second_unit != "" or _apart_km(own.point, other.point) <= 60.0
        ):
            return True
    return False
