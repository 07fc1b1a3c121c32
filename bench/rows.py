"""Rows in and out of the benches: JSON lines and tables, packed or not."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from dateline.model import Capture
from dateline.text.dates import parse_when

Row = dict[str, Any]


def read_rows(path: Path) -> list[Row]:
    """Return the rows of a .jsonl, .csv or .tsv file, packed with gzip or not."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    text, name = data.decode("utf-8"), path.name.removesuffix(".gz")
    if name.endswith((".csv", ".tsv")):
        csv.field_size_limit(10**8)
        tabs = name.endswith(".tsv")
        dialect = {"delimiter": "\t", "quoting": csv.QUOTE_NONE} if tabs else {"delimiter": ","}
        return list(csv.DictReader(io.StringIO(text, newline=""), **dialect))
    return [json.loads(line) for line in text.split("\n") if line.strip()]


def write_rows(path: Path, rows: Iterable[Row]) -> int:
    """Write JSON lines and return how many."""
    path.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with path.open("w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    return count


def captures(files: Iterable[Path]) -> Iterator[Capture]:
    """Yield what may be read of each row: a page's id, address and bytes; a report's head and text."""
    for path in files:
        for row in read_rows(path):
            page = row.get("html") or row.get("file")
            yield _page(row, path.parent / page) if page else _report(row)


def _page(row: Row, path: Path) -> Capture:
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return Capture(id=str(row["id"]), url=row.get("url"), html=data)


def _report(row: Row) -> Capture:
    printed = next((row[k] for k in ("published_at", "published", "date") if row.get(k)), None)
    return Capture(
        id=str(row["id"]),
        url=row.get("url"),
        outlet=row.get("outlet"),
        title=row.get("title"),
        published=parse_when(str(printed)) if printed else None,
        text=row["text"],
    )
