"""Natural Earth as GeoJSON: countries, units, disputed areas, seas, lakes, rivers, regions, towns.

The properties are those of Natural Earth 4 and 5, in capitals or small letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dateline.model import ToponymKind
from dateline.places.distance import distance_km
from dateline.places.dumps.asked import Task, number, point
from dateline.places.dumps.geojson import features_of, lowered, rows_of
from dateline.places.dumps.members import Member
from dateline.places.dumps.rows import Row, joined
from dateline.places.dumps.shapes import Shape, label_point, shape_of
from dateline.places.spelling.keys import name_key

SOURCE, LICENCE = "Natural Earth", "public domain"
_ADMIN, _REGION, _WATER = ToponymKind.ADMIN, ToponymKind.REGION, ToponymKind.WATER
#: Words of ``featurecla`` and what they are to us; the first that is met counts.
_KINDS = (
    ("admin-0 country", ToponymKind.COUNTRY), ("admin-0 sovereignty", ToponymKind.COUNTRY), ("admin-0", _REGION),
    ("admin-1", _ADMIN), ("admin-2", _ADMIN), ("populated place", ToponymKind.POPULATED),
    ("capital", ToponymKind.POPULATED),
    ("range", ToponymKind.MOUNTAIN), ("foothills", ToponymKind.MOUNTAIN), ("mountain", ToponymKind.MOUNTAIN),
    ("airport", ToponymKind.FACILITY), ("port", ToponymKind.FACILITY), ("reef", _REGION),
    *((word, _WATER) for word in ("ocean", "sea", "gulf", "bay", "strait", "channel", "river", "sound", "lake",
                                  "reservoir", "fjord", "inlet", "lagoon", "canal", "generic")),
)  # fmt: skip
_NO_PLACES = frozenset({"dragons-be-here", "admin-1 minor island", "date line", "graticule"})
#: Properties that hold a name, the one that is printed first.
_PRINTED = ("brk_name", "name", "name_en", "name_long", "label")
_CLAIMS = ("admin-0 claim", "admin-0 breakaway", "admin-0 indeterminant", "admin-0 overlay", "admin-0 lease")
_OTHERS = (
    "name",
    "name_en",
    "name_long",
    "name_alt",
    "namealt",
    "formal_en",
    "brk_name",
    "gn_name",
    "nameascii",
)
_TRANSLATED = re.compile(r"name_([a-z]{2})")
_ENDINGS = ((" I.", " Island"), (" Is.", " Islands"), (" Ra.", " Range"), (" Mts.", " Mountains"),
            (" Pen.", " Peninsula"), (" Arch.", " Archipelago"))  # fmt: skip
_BEGINNINGS = (("I. ", "Isla "), ("L. ", "Lake "), ("Mt. ", "Mount "), ("C. ", "Cape "), ("G. ", "Gulf of "))
#: Parts of one river or province further apart than this are two that share a name.
_APART_KM = 500.0


def read_natural_earth(member: Member, task: Task) -> Iterator[Row]:
    """Yield the places of a layer; parts of one river or province come as one place of several points."""
    found: dict[str, list[tuple[Row, Shape]]] = {}
    for feature in features_of(member):
        part = _part(feature) if feature is not None else "entries that are no feature"
        if isinstance(part, str):
            task.skip(part)
            continue
        row, shape = part
        _together(found, row, shape)
    for parts in found.values():
        yield from _one(parts)


def _together(found: dict[str, list[tuple[Row, Shape]]], row: Row, shape: Shape) -> None:
    """Put a part to others of its id that are near, or under an id of its own."""
    here, ident, number_of = label_point(shape), row.id, 1
    while ident in found:
        if any(distance_km(here, label_point(other)) <= _APART_KM for _, other in found[ident]):
            break
        number_of += 1
        ident = f"{row.id}-{number_of}"
    found.setdefault(ident, []).append((row._replace(id=ident), shape))


def _one(parts: list[tuple[Row, Shape]]) -> Iterator[Row]:
    row = parts[0][0]
    names = joined(
        name for other, _ in parts for name in (other.name, *other.names.split("|")) if name != row.name
    )
    whole = Shape([], [], [])
    for _, shape in parts:
        whole.points.extend(shape.points)
        whole.lines.extend(shape.lines)
        whole.rings.extend(shape.rings)
    if whole.points and not whole.lines and not whole.rings:
        # Points of one province: its middle is nearest to most of it.
        middle = min(whole.points, key=lambda p: sum(distance_km(p, q) for q in whole.points))
        far = max(distance_km(middle, p) for p in whole.points)
        km = row.precision_km or f"{max(far, _least(row)):.1f}"
        yield row._replace(names=names, lat=repr(middle[0]), lon=repr(middle[1]), precision_km=km)
    else:
        yield from rows_of(row._replace(names=names), whole)


def _least(row: Row) -> float:
    return 3.0 if row.kind == ToponymKind.POPULATED else 40.0


def _part(feature: dict[str, Any]) -> tuple[Row, Shape] | str:
    """Return a feature as part of a place, or why it is none."""
    told = lowered(feature["properties"])
    sort = told.get("featurecla", "").lower()
    shape = shape_of(feature.get("geometry"))
    name = _name(told, sort)
    if not name:
        return "features without name"
    if shape.is_empty:
        return "features without geometry"
    if sort in _NO_PLACES:
        return "features that are no place or only part of one"
    kind = next((kind for word, kind in _KINDS if word in sort), _REGION)
    label = point(told.get("label_y") or told.get("latitude"), told.get("label_x") or told.get("longitude"))
    lat, lon = label or label_point(shape)
    return Row(
        _id(told, name, kind), name, kind.value, _country(told), repr(lat), repr(lon), "",
        str(number(told.get("pop_est") or told.get("pop_max") or 0)) if kind is not _REGION else "0",
        _parents(told, kind), "", _same(told), "", joined(_names(told, name, sort)),
    ), shape  # fmt: skip


def _name(told: dict[str, str], sort: str) -> str:
    # A claimed area carries the holder's name, and its own as the name of the break.
    order = _PRINTED if sort.startswith(_CLAIMS) else _PRINTED[1:]
    name = next((told[key] for key in order if told.get(key)), "")
    name = name.title() if name.isupper() and len(name) > 3 else name
    for short, long in _ENDINGS:
        name = name.removesuffix(short) + long if name.endswith(short) else name
    for short, long in _BEGINNINGS:
        name = long + name.removeprefix(short) if name.startswith(short) else name
    return name


def _id(told: dict[str, str], name: str, kind: ToponymKind) -> str:
    if number(told.get("ne_id") or 0):
        return f"ne:{number(told['ne_id'])}"
    slug = name_key(name).replace(" ", "-") or "unnamed"
    if told.get("adm1_code"):
        return f"ne:adm1-{told['adm1_code']}"
    if kind is ToponymKind.COUNTRY:
        return f"ne:adm0-{told.get('adm0_a3') or slug}"
    river = number(told.get("rivernum") or 0)
    return f"ne:river-{river}-{slug}" if "rivernum" in told else f"ne:{kind.value}-{slug}"


def _country(told: dict[str, str]) -> str:
    codes = (told.get(key, "").upper() for key in ("iso_a2", "iso_a2_eh", "wb_a2"))
    return next((code for code in codes if len(code) == 2 and code.isalpha()), "")


def _same(told: dict[str, str]) -> str:
    ids = {"geonames": "gn_id", "wof": "wof_id"}
    found = {prefix: told.get(key) or told.get(f"{key}_eh") or "" for prefix, key in ids.items()}
    found["geonames"] = found["geonames"] or told.get("geonameid", "")
    return joined(f"{prefix}:{number(value)}" for prefix, value in found.items() if number(value))


def _parents(told: dict[str, str], kind: ToponymKind) -> str:
    country = _country(told)
    unit = (
        told.get("adm1name") if kind is ToponymKind.POPULATED else told.get("name") if kind is _ADMIN else ""
    )
    return f"@{country}/{unit}={unit}".replace("|", "/") if unit else ""


def _names(told: dict[str, str], name: str, sort: str) -> Iterator[str]:
    claimed = sort.startswith(_CLAIMS)
    for key in _OTHERS:
        # The holder's name is not a name of the claimed area.
        if not (claimed and key in ("name", "name_long", "name_en", "formal_en")):
            yield from (part.strip() for part in told.get(key, "").split("|") if part.strip() != name)
    for key, value in told.items():
        if (found := _TRANSLATED.fullmatch(key)) and value and not claimed:
            yield f"{found[1]}:{value}"
