"""Who's On First: one feature a place, in files, folders or archives of a repository.

The properties are those of https://github.com/whosonfirst/whosonfirst-properties (read in November 2026).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dateline.model import ToponymKind
from dateline.places.dumps.asked import Task, number, point
from dateline.places.dumps.geojson import features_of
from dateline.places.dumps.geonames import LONGEST_NAME
from dateline.places.dumps.members import Member
from dateline.places.dumps.rows import Row, joined

SOURCE = "Who's On First"
LICENCE = "Who's On First licence (parts CC BY 4.0 and public domain)"
#: What a placetype is to us, and how far what is meant may lie from its point, in km.
TYPES = {
    "continent": (ToponymKind.REGION, 2000.0), "empire": (ToponymKind.REGION, 500.0),
    "country": (ToponymKind.COUNTRY, 300.0), "dependency": (ToponymKind.COUNTRY, 50.0),
    "disputed": (ToponymKind.REGION, 50.0), "macroregion": (ToponymKind.REGION, 120.0),
    "region": (ToponymKind.ADMIN, 60.0), "macrocounty": (ToponymKind.ADMIN, 40.0),
    "county": (ToponymKind.ADMIN, 20.0), "localadmin": (ToponymKind.ADMIN, 10.0),
    "locality": (ToponymKind.POPULATED, 3.0), "borough": (ToponymKind.POPULATED, 3.0),
    "macrohood": (ToponymKind.POPULATED, 2.0), "neighbourhood": (ToponymKind.POPULATED, 1.5),
    "microhood": (ToponymKind.POPULATED, 1.0), "campus": (ToponymKind.FACILITY, 1.0),
    "venue": (ToponymKind.FACILITY, 0.5), "ocean": (ToponymKind.WATER, 1500.0),
    "marinearea": (ToponymKind.WATER, 200.0),
}  # fmt: skip
_NAMES = ("_x_preferred", "_x_variant", "_x_colloquial", "_x_historical", "_x_unknown")
#: First- and second-level units a place lies in, nearest first.
_PARENTS = (("county_id", "macrocounty_id"), ("region_id", "macroregion_id"))
_PEOPLE = ("wof:population", "gn:population", "meso:pop", "statoids:population", "ne:pop_est")


def read_wof(member: Member, task: Task) -> Iterator[Row]:
    """Yield the places of a member; records that others have replaced are left out."""
    for feature in features_of(member):
        found = _place(feature, task) if feature is not None else "entries that are no feature"
        if isinstance(found, str):
            task.skip(found)
        else:
            yield found


def _place(feature: dict[str, Any], task: Task) -> Row | str:
    """Return a feature as a place, or why it is none."""
    told = feature["properties"]
    ident, name = told.get("wof:id") or feature.get("id"), str(told.get("wof:name") or "").strip()
    kind, km = TYPES.get(str(told.get("wof:placetype")), (None, 0.0))
    if kind is None:
        return "placetypes that are no place (post codes, constituencies, …)"
    if _is_gone(told):
        return "records that are superseded or deprecated"
    here = point(told.get("lbl:latitude"), told.get("lbl:longitude")) or point(
        told.get("geom:latitude"), told.get("geom:longitude")
    )
    if not name or not str(ident).isdecimal():
        return "records without id or name"
    if here is None or here == (0.0, 0.0):
        return "records without a point on Earth"
    own, same = _ids(str(ident), told, task)
    return Row(
        own, name, kind.value, _country(told), repr(here[0]), repr(here[1]), str(km), str(_people(told)),
        _parents(told), f"wof:{ident}" if kind is ToponymKind.ADMIN else "", same, _box(told, kind),
        joined(n for n in _names(told) if len(n) <= LONGEST_NAME + 4),
    )  # fmt: skip


def _is_gone(told: dict[str, Any]) -> bool:
    ended = str(told.get("edtf:deprecated") or "") not in ("", "uuuu", "..", "u", "open")
    return bool(told.get("wof:superseded_by")) or ended or told.get("mz:is_current") in (0, "0")


def _ids(ident: str, told: dict[str, Any], task: Task) -> tuple[str, str]:
    """Return a record's id and its further ones; GeoNames' number is the id of the first that has it."""
    own = f"wof:{ident}"
    concordances = told.get("wof:concordances")
    other = number(concordances.get("gn:id", 0)) if isinstance(concordances, dict) else 0
    geonames = f"geonames:{other}"
    if not other or geonames in task.taken:
        return own, ""
    task.taken.add(geonames)
    return geonames, own


def _country(told: dict[str, Any]) -> str:
    code = str(told.get("wof:country") or told.get("iso:country") or "").upper()
    return code if len(code) == 2 and code.isalpha() else ""


def _people(told: dict[str, Any]) -> int:
    return next((people for key in _PEOPLE if (people := number(told.get(key) or 0))), 0)


def _parents(told: dict[str, Any]) -> str:
    hierarchies = told.get("wof:hierarchy")
    first = hierarchies[0] if isinstance(hierarchies, list) and hierarchies else {}
    found = []
    for level in _PARENTS:
        ids = (number(first.get(key) or 0) for key in level) if isinstance(first, dict) else ()
        found += [f"@wof:{ident}" for ident in ids if ident][:1]
    return joined(found)


def _box(told: dict[str, Any], kind: ToponymKind) -> str:
    edges = str(told.get("geom:bbox") or "").split(",")
    if kind in (ToponymKind.POPULATED, ToponymKind.FACILITY) or len(edges) != 4:
        return ""
    try:
        west, south, east, north = map(float, edges)
    except ValueError:
        return ""
    return f"{south:.4f} {west:.4f} {north:.4f} {east:.4f}" if (south, west) != (north, east) else ""


def _names(told: dict[str, Any]) -> Iterator[str]:
    for ending in _NAMES:
        for key, values in told.items():
            if key.startswith("name:") and key.endswith(ending) and isinstance(values, list):
                language = key[len("name:") :].split("_")[0]
                yield from (f"{language}:{value}" for value in values if isinstance(value, str) and value)
