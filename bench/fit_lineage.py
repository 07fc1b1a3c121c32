"""Fits the shipped lineage weights again: ``python -m bench.fit_lineage DOCS PAIRS OUT``.

DOCS is JSONL of reports, packed or not, read as the command reads them; PAIRS is JSONL of labelled pairs
(a, b, relation). Needs the extra ``fit`` and the gazetteer.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from bench.rows import captures, read_rows
from dateline.cli.inputs import ready_gazetteer
from dateline.cli.settings import read_settings
from dateline.lineage.fit import write_weights
from dateline.pipeline import read
from dateline.reader import ModelTagger


def main(docs: str, pairs: str, out: str) -> None:
    """Read all reports, fit on all pairs and write the weights file."""
    gazetteer = ready_gazetteer(read_settings(environment=os.environ, folder=Path.cwd()))
    tagger = ModelTagger()
    readings = [read(capture, gazetteer=gazetteer, tagger=tagger) for capture in captures([Path(docs)])]
    rows = read_rows(Path(pairs))
    write_weights(readings, [(str(p["a"]), str(p["b"]), str(p["relation"])) for p in rows], Path(out))


if __name__ == "__main__":
    main(*sys.argv[1:])
