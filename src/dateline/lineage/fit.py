"""Fits the shipped lineage weights again: ``python -m dateline.lineage.fit DOCS PAIRS OUT``.

DOCS is JSONL of reports (id, text, outlet, date, title), packed or not; PAIRS is JSONL of labelled pairs
(a, b, relation). Needs the extra ``fit``.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dateline.lineage.relate import fit_lineage
from dateline.model import Part, PartKind, Reading, Report
from dateline.text.dates import parse_when

SOURCE = {
    "sets": "233 labelled pairs of reports: FNC-1 training bodies (no licence stated for the texts) and"
    " FA-KES rows with odd unit_id (CC BY 4.0, Zenodo 2607278); labels made for Dateline",
    "fitted": "2026-11-25",
    "command": "python -m dateline.lineage.fit DOCS PAIRS OUT",
}


def plain_reading(row: Mapping[str, Any]) -> Reading:
    """Return a reading of a record that is all body: enough for its wording, names and cues."""
    text = row["text"]
    part = Part(kind=PartKind.BODY, start=0, end=len(text), text=text, method="rule:record/1")
    printed = row.get("published_at") or row.get("published") or row.get("date")
    return Reading(
        report=Report(
            id=row["id"],
            text=text,
            url=row.get("url"),
            outlet=row.get("outlet"),
            title=row.get("title"),
            published=parse_when(printed) if printed else None,
            parts=(part,),
        )
    )


def _rows(path: Path) -> list[dict[str, Any]]:
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw).decode("utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def main(docs: str, pairs: str, out: str) -> None:
    """Fit on all pairs and write the weights file."""
    readings = [plain_reading(row) for row in _rows(Path(docs))]
    labelled = [(row["a"], row["b"], row["relation"]) for row in _rows(Path(pairs))]
    model = fit_lineage(readings, labelled)
    document = {"source": SOURCE, **model.as_json()}
    Path(out).write_text(json.dumps(document, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
