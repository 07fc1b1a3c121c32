"""Fits the shipped caption weights again: ``python -m bench.fit_captions GOLD… OUT``.

GOLD is JSONL of pages with their captions, packed or not, a page's file beside it; all of them are read. What the
weights are worth on sites they have not seen is told by folds: ``fit_captions`` of the sites outside each. Needs
the extra ``fit``.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bench.rows import read_rows
from dateline.dissect.fit_captions import Labelled, examples, fit_captions

SETS = (
    "pages of the parser tests of flairNLP/fundus (MIT) and of our own labels on pages of open evaluation sets; "
    "weights alone, no text"
)


def main(*paths: str) -> None:
    """Fit on the sets and write the weights file."""
    *golds, out = map(Path, paths)
    found = list(examples(page for gold in golds for page in _labelled(gold)))
    source = {
        "command": "python -m bench.fit_captions fundus-dev/gold.jsonl.gz parts-dev/gold.jsonl OUT",
        "fitted": f"{datetime.now(UTC):%Y-%m-%d}",
        "sets": f"{len(found)} places, {sum(e.is_caption for e in found)} captions: {SETS}",
    }
    shipped = {"source": source, "weights": fit_captions(found)}
    out.write_text(json.dumps(shipped, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")


def _labelled(gold: Path) -> Iterator[Labelled]:
    for row in read_rows(gold):
        site = str(row.get("domain") or row.get("publisher") or row["id"])
        data = (gold.parent / str(row.get("html") or row["file"])).read_bytes()
        captions = (c["text"] if isinstance(c, dict) else c for c in row.get("captions") or [])
        page = gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
        yield Labelled(page, site, tuple(c for c in captions if c))


if __name__ == "__main__":
    main(*sys.argv[1:])
