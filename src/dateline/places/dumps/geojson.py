"""GeoJSON: a collection, one feature, features line by line; of anybody, by guessed or named properties."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from typing import Any

from dateline.errors import GazetteerError
from dateline.model import ToponymKind
from dateline.places.dumps.asked import Task, number
from dateline.places.dumps.fields import Fields, kind_of
from dateline.places.dumps.members import Member
from dateline.places.dumps.rows import Row
from dateline.places.dumps.shapes import (
    Shape,
    box_of,
    half_width_km,
    label_point,
    reaches_of,
    shape_of,
    spread_of,
)

#: A town or building is drawn by its outline; what is meant may lie this far from the point, in km.
POINT_KM = {
    ToponymKind.POPULATED: 3.0, ToponymKind.FACILITY: 1.0, ToponymKind.COUNTRY: 300.0, ToponymKind.ADMIN: 40.0,
}  # fmt: skip
_ELSE_KM = 20.0


def features_of(member: Member) -> Iterator[dict[str, Any] | None]:
    """Yield the features of a member; None for what is no feature.

    Raises:
        GazetteerError: D305 it is no JSON.
    """
    try:
        if member.name.lower().endswith(("l", "nd")) or _is_lines(member.head()):
            for line in member.stream:
                if line.strip(b" \t\r\n\x1e"):
                    yield _feature(json.loads(line))
            return
        document = json.loads(member.stream.read())
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise GazetteerError("D305", f"{member.name} is no JSON: {str(error)[:80]}") from error
    if isinstance(document, dict) and document.get("type") == "FeatureCollection":
        features = document.get("features")
        yield from map(_feature, features if isinstance(features, list) else ())
    else:
        feature = _feature(document)
        if feature is None:
            raise GazetteerError("D305", f"{member.name} is JSON, but no GeoJSON")
        yield feature


def _is_lines(head: bytes) -> bool:
    first, newline, rest = head.lstrip(b"\xef\xbb\xbf \r\n\t").partition(b"\n")
    if not newline or not rest.lstrip().startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except ValueError:
        return False


def _feature(value: Any) -> dict[str, Any] | None:
    if not isinstance(value, dict) or value.get("type") != "Feature":
        return None
    value["properties"] = value["properties"] if isinstance(value.get("properties"), dict) else {}
    return value


def read_geojson(member: Member, task: Task) -> Iterator[Row]:
    """Yield the places of any GeoJSON; lines and wide waters come as several points."""
    for feature in features_of(member):
        if feature is None:
            task.skip("entries that are no feature")
            continue
        fields = Fields({str(k): _told(v) for k, v in feature["properties"].items()}, task.asked.fields)
        shape = shape_of(feature.get("geometry"))
        name = fields.get("name")
        if not name or shape.is_empty:
            task.skip("features without name" if not name else "features without geometry")
            continue
        ident = fields.get("id") or _told(feature.get("id"))
        yield from rows_of(_described(ident, name, fields, shape), shape)


def _told(value: Any) -> str:
    if isinstance(value, list):
        return "|".join(map(str, value))
    return "" if value is None or isinstance(value, dict) else str(value)


def _described(ident: str, name: str, fields: Fields, shape: Shape) -> Row:
    lat, lon = label_point(shape)
    kind = kind_of(fields)
    if not fields.get("kind") and not shape.points:
        kind = ToponymKind.WATER if shape.lines else ToponymKind.REGION
    return Row(
        own_id(ident, name, lat, lon), name, kind.value, fields.country(), repr(lat), repr(lon),
        fields.precision(), str(number(fields.get("population") or 0)), fields.parents(), "", fields.same(), "",
        fields.names(),
    )  # fmt: skip


def own_id(ident: str, name: str, lat: float, lon: float) -> str:
    """Return the id of a place of somebody's own: the one given, or a digest of name and point."""
    if not ident:
        ident = blake2b(f"{name}\0{lat:.4f}\0{lon:.4f}".encode(), digest_size=6).hexdigest()
    return ident if ":" in ident else f"dl:added-{ident}"


def rows_of(row: Row, shape: Shape) -> Iterator[Row]:
    """Yield a place once for each of its points, with its extent; ``row`` says what precision is known."""
    box = box_of(shape)
    edges = " ".join(f"{edge:.4f}" for edge in box) if box else ""
    kind = ToponymKind(row.kind)
    if shape.lines and not shape.rings and kind is not ToponymKind.ADMIN:
        points, apart = reaches_of(shape.lines)
    elif shape.rings and kind is ToponymKind.WATER:
        points, apart = spread_of(shape)
    else:
        points = [(float(row.lat), float(row.lon))] if row.lat else [label_point(shape)]
        apart = half_width_km(box) if box else POINT_KM.get(kind, _ELSE_KM)
    if row.lat and points[0] != (float(row.lat), float(row.lon)) and shape.rings:
        points[0] = (float(row.lat), float(row.lon))
    km = row.precision_km or f"{max(apart, 1.0):.1f}"
    for lat, lon in points:
        yield row._replace(lat=repr(lat), lon=repr(lon), precision_km=km, box=edges)


def lowered(properties: Mapping[str, Any]) -> dict[str, str]:
    """Return properties by their names in small letters, as texts."""
    return {str(key).lower(): _told(value).strip() for key, value in properties.items()}
