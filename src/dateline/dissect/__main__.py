"""Fits the shipped weights again: ``python -m dateline.dissect gold.jsonl.gz … --date DATE``."""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.dissect.fit_body import Labelled, fit_body

SETS = (
    "pages of every second site (by hash) of the evaluation pages of adbar/trafilatura (Apache-2.0), the parser "
    "tests of flairNLP/fundus (MIT) and our own labels on pages of both and of WCXB (CC-BY-4.0); weights alone"
)
COMMAND = (
    "python -m dateline.dissect trafilatura-dev/gold.jsonl.gz fundus-dev/gold.jsonl.gz parts-dev/gold.jsonl"
)


def main() -> None:
    """Print ``body_weights.json`` for sets of labelled pages."""
    parser = argparse.ArgumentParser(prog="python -m dateline.dissect", description=__doc__)
    parser.add_argument(
        "sets", type=Path, nargs="+", help="rows with the path of a page and labels of its text"
    )
    parser.add_argument("--date", required=True, help="the day to state as that of the fit")
    given = parser.parse_args()
    pages = [page for path in given.sets for page in labelled(path)]
    source = {"sets": SETS, "fitted": given.date, "command": f"{COMMAND} --date DATE"}
    fitted = {"source": source, **fit_body(pages)}
    json.dump(fitted, sys.stdout, indent=0, sort_keys=True, ensure_ascii=False)
    sys.stdout.write("\n")


def labelled(path: Path) -> Iterator[Labelled]:
    """Yield the labelled pages of every second site of a set."""
    for row in map(json.loads, _text(path).splitlines()):
        site = str(row.get("domain") or row.get("publisher") or row["id"])
        if hashlib.sha256(site.encode()).digest()[0] % 2:
            continue
        yield Labelled(
            html=_bytes(path.parent / (row.get("html") or row["file"])),
            site=site,
            url=row.get("url"),
            paragraphs=_paragraphs(row),
            wanted=row.get("with") or row.get("body_must") or (),
            unwanted=row.get("without") or row.get("body_must_not") or (),
        )


def _paragraphs(row: dict[str, Any]) -> list[str]:
    sections = row.get("sections") or []
    told = [text for s in sections for text in [*s["headline"], *s["paragraphs"]]]
    return [*(row.get("summary") or []), *told] if told else []


def _bytes(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def _text(path: Path) -> str:
    return _bytes(path).decode("utf-8")


if __name__ == "__main__":
    main()
