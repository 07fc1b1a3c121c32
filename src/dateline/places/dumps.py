"""Tables of places that a user adds: read once, kept beside the gazetteer, compiled into it at each build."""

from __future__ import annotations

import csv
import gzip
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from dateline.errors import GazetteerError
from dateline.model import ToponymKind
from dateline.places.sources import Source, split

_NEEDED = {"id", "name", "lat", "lon"}
_KEPT = ("id", "name", "kind", "country", "unit", "lat", "lon", "precision_km", "population", "names")
_LANGUAGE = re.compile(r"^[a-z]{2,3}(?:-\w+)?:")
#: Words for a place's class in tables of others, and ours.
_KINDS = {
    "country": ToponymKind.COUNTRY, "region": ToponymKind.ADMIN, "county": ToponymKind.ADMIN,
    "localadmin": ToponymKind.ADMIN, "macroregion": ToponymKind.REGION, "marinearea": ToponymKind.WATER,
}  # fmt: skip
_PRECISION = {ToponymKind.COUNTRY: 300.0, ToponymKind.REGION: 100.0, ToponymKind.ADMIN: 40.0}


def kept_at(path: Path) -> Path:
    """Return where the added places of a gazetteer are kept."""
    return path.with_name(path.name + ".added.tsv")


def added_places(path: Path) -> Iterator[Source]:
    """Yield the places that were added to the gazetteer at ``path``; none where nothing was."""
    kept = kept_at(path)
    if kept.is_file():
        with kept.open(encoding="utf-8", newline="") as file:
            yield from _rows(file, delimiter="\t")


def keep_dump(path: Path, dump: Path) -> int:
    """Keep the places of a dump beside the gazetteer at ``path`` and return how many they are.

    The dump is a .tsv or .csv, packed or not, with the columns ``id``, ``name``, ``lat`` and ``lon``, and
    ``country``, ``names`` (divided by ``|``, a language code before each or not), ``kind``, ``population``
    and ``geonames`` where it has them. A later row replaces an earlier one of the same id.

    Raises:
        GazetteerError: D305 the table cannot be read or lacks a column.
    """
    places = {place.id: place for place in added_places(path)}
    before = len(places)
    delimiter = "," if ".csv" in dump.suffixes else "\t"
    try:
        with _opened(dump) as file:
            fresh = {place.id: place for place in _rows(file, delimiter=delimiter)}
    except (OSError, EOFError, UnicodeDecodeError, csv.Error) as error:
        raise GazetteerError("D305", f"{dump.name} cannot be read: {error}") from error
    places.update(fresh)
    with kept_at(path).open("w", encoding="utf-8", newline="") as file:
        file.write("\t".join(_KEPT) + "\n")
        file.writelines(_line(place) for place in places.values())
    return max(len(fresh), len(places) - before)


def _opened(dump: Path) -> IO[str]:
    if dump.suffix == ".gz":
        return gzip.open(dump, "rt", encoding="utf-8", newline="")
    return dump.open(encoding="utf-8", newline="")


def _rows(file: IO[str], *, delimiter: str) -> Iterator[Source]:
    csv.field_size_limit(min(sys.maxsize, 1 << 24))
    if delimiter == "\t":
        reader = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
    else:
        reader = csv.DictReader(file, delimiter=delimiter)
    missing = _NEEDED - set(reader.fieldnames or ())
    if missing:
        raise GazetteerError("D305", f"the table has no column {sorted(missing)[0]!r}")
    for row in reader:
        if (place := _place({key: value or "" for key, value in row.items() if key})) is not None:
            yield place


def _place(row: dict[str, str]) -> Source | None:
    """Return the row as a place; None where it has no name or no point on Earth."""
    try:
        lat, lon = float(row["lat"]), float(row["lon"])
        population = int(float(row.get("population") or 0))
    except ValueError:
        return None
    if not row["name"] or not (-90 <= lat <= 90 and -180 <= lon <= 180):
        return None
    kind = _kind(row)
    names = (row["name"], *(_LANGUAGE.sub("", name) for name in split(row.get("names"))))
    return Source(
        _id(row),
        row["name"],
        row.get("country", "").upper()[:2],
        kind,
        lat,
        lon,
        float(row.get("precision_km") or _PRECISION.get(kind, 3.0)),
        min(max(population, 0), (1 << 32) - 1),
        tuple(filter(None, [row.get("unit") or row.get("region") or row.get("admin")])),
        tuple(dict.fromkeys(names)),
    )


def _id(row: dict[str, str]) -> str:
    if row.get("geonames", "").isdigit():
        return f"geonames:{row['geonames']}"
    if row["id"].isdigit() and "placetype" in row:
        return f"wof:{row['id']}"
    return row["id"] if ":" in row["id"] else f"dl:added-{row['id']}"


def _kind(row: dict[str, str]) -> ToponymKind:
    if row.get("kind") in ToponymKind.__members__.values():
        return ToponymKind(row["kind"])
    return _KINDS.get(row.get("placetype") or row.get("kind") or "", ToponymKind.POPULATED)


def _line(place: Source) -> str:
    cells = (
        place.id, place.name, place.kind.value, place.country, place.unit, repr(place.lat), repr(place.lon),
        str(place.precision_km), str(place.population), "|".join(place.names),
    )  # fmt: skip
    return "\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in cells) + "\n"
