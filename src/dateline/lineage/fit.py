"""Writes the shipped lineage weights; ``python -m bench.fit_lineage`` reads the reports and calls this."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from dateline.lineage.relate import fit_lineage
from dateline.model import Reading

SOURCE = {
    "sets": "233 labelled pairs of reports: FNC-1 training bodies (no licence stated for the texts) and"
    " FA-KES rows with odd unit_id (CC BY 4.0, Zenodo 2607278); labels made for Dateline",
    "fitted": "2026-11-25",
    "command": "python -m bench.fit_lineage DOCS PAIRS OUT",
}


def write_weights(readings: Sequence[Reading], labelled: Sequence[tuple[str, str, str]], out: Path) -> None:
    """Fit on all labelled pairs (id, id, relation) and write the weights file."""
    document = {"source": SOURCE, **fit_lineage(readings, labelled).as_json()}
    out.write_text(json.dumps(document, indent=1, sort_keys=True) + "\n", encoding="utf-8")
