"""The cells of a table or the properties of a feature, by our names for them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from dateline.model import ToponymKind
from dateline.places.dumps.asked import number
from dateline.places.dumps.rows import REFERENCE, joined
from dateline.places.spelling.keys import name_key
from dateline.text.tables import read_table

#: Columns by which a table tells what we call so; the first that is there is taken.
GUESSED = {
    "id": ("id", "fid", "gid", "uid", "objectid"),
    "name": ("name", "title", "place", "place_name", "label", "name_en"),
    "lat": ("lat", "latitude", "y", "lat_wgs84"),
    "lon": ("lon", "lng", "long", "longitude", "x", "lon_wgs84"),
    "country": ("country", "country_code", "countrycode", "iso_a2", "iso2", "cc"),
    "kind": ("kind", "placetype", "feature_class", "type", "category"),
    "population": ("population", "pop", "inhabitants"),
    "precision_km": ("precision_km",),
    "region": ("unit", "region", "admin", "admin1", "adm1", "province", "governorate", "state"),
    "county": ("county", "admin2", "adm2", "district"),
    "names": ("names", "alternatenames", "alternate_names", "alt_names", "aliases", "other_names"),
    "geonames": ("geonames", "geonameid", "geonames_id", "gn_id"),
    "wof": ("wof", "wof_id"),
}
_DIVIDED = re.compile(r"[|;]")
#: Words for a place's class in tables of others, and ours.
_KINDS = {
    "country": ToponymKind.COUNTRY, "dependency": ToponymKind.COUNTRY, "state": ToponymKind.ADMIN,
    "region": ToponymKind.ADMIN, "county": ToponymKind.ADMIN, "localadmin": ToponymKind.ADMIN,
    "governorate": ToponymKind.ADMIN, "province": ToponymKind.ADMIN, "district": ToponymKind.ADMIN,
    "subdistrict": ToponymKind.ADMIN, "macrocounty": ToponymKind.ADMIN, "macroregion": ToponymKind.REGION,
    "continent": ToponymKind.REGION, "empire": ToponymKind.REGION, "disputed": ToponymKind.REGION,
    "area": ToponymKind.REGION, "marinearea": ToponymKind.WATER, "ocean": ToponymKind.WATER,
    "river": ToponymKind.WATER, "lake": ToponymKind.WATER, "sea": ToponymKind.WATER,
    "mountain": ToponymKind.MOUNTAIN,
    "campus": ToponymKind.FACILITY, "venue": ToponymKind.FACILITY, "airport": ToponymKind.FACILITY,
    "building": ToponymKind.FACILITY, "camp": ToponymKind.FACILITY, "base": ToponymKind.FACILITY,
    "crossing": ToponymKind.FACILITY, "checkpoint": ToponymKind.FACILITY,
}  # fmt: skip


class Fields:
    """One row: its values by our names, as the user maps them or else as they are usually called."""

    def __init__(self, values: Mapping[str, str], named: Mapping[str, str]) -> None:
        """``named`` are columns by our names."""
        self._values = values
        self._lower = {key.lower().strip(): value for key, value in values.items()}
        self._named = named

    def get(self, name: str) -> str:
        """Return a value, empty where there is none."""
        if name in self._named:
            return self._values.get(self._named[name], "").strip()
        for column in GUESSED[name]:
            if value := self._lower.get(column, "").strip():
                return value
        return ""

    def has(self, column: str) -> bool:
        """Return whether there is a column of that name."""
        return column in self._lower

    def country(self) -> str:
        """Return the country's code, told as a code or by name."""
        told = self.get("country")
        return told.upper() if len(told) == 2 else _countries().get(name_key(told), "") if told else ""

    def precision(self) -> str:
        """Return how far what is meant may lie from the point, empty where that is not told."""
        try:
            return repr(max(float(self.get("precision_km")), 0.0))
        except ValueError:
            return ""

    def parents(self) -> str:
        """Return the units around: what the default gazetteer calls so is called as there."""
        country, county, region = self.country(), self.get("county"), self.get("region")
        if self.has("placetype"):
            # Tables cut from Who's On First leave a unit out of its own parents.
            county = self.get("name") if self.get("kind") == "county" else county
            region = self.get("name") if self.get("kind") == "region" else region
        return joined(f"{REFERENCE}{country}/{unit}={unit}" for unit in (county, region) if unit)

    def same(self) -> str:
        """Return ids of other sources."""
        told = (("geonames", self.get("geonames")), ("wof", self.get("wof")))
        return joined(f"{prefix}:{number(value)}" for prefix, value in told if number(value))

    def names(self) -> str:
        """Return the other names."""
        return joined(part.strip() for part in _DIVIDED.split(self.get("names")))


def kind_of(fields: Fields) -> ToponymKind:
    """Return what sort of place a row is; a populated one where it does not say."""
    told = fields.get("kind").lower()
    if told in ToponymKind.__members__.values() and not (told == "region" and fields.has("placetype")):
        return ToponymKind(told)
    return _KINDS.get(told, ToponymKind.POPULATED)


@cache
def _countries() -> dict[str, str]:
    """Return the codes of countries by their names."""
    found: dict[str, str] = {}
    for row in read_table("countries"):
        for name in (row["name"], *row["names"].split("|")):
            found.setdefault(name_key(name), row["country"])
    return found
