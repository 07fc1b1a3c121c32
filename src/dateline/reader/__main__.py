"""Fits the shipped weights for names again: ``python -m dateline.reader gum.jsonl.gz --date 2026-11-25``."""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from dateline.model import EntityKind
from dateline.reader.name_model import fit_names

_KINDS = ("person", "organisation", "place")


def main() -> None:
    """Print ``name_weights.json`` for a file of texts with marked names."""
    parser = argparse.ArgumentParser(prog="python -m dateline.reader", description=__doc__)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--date", required=True, help="the day to state as that of the fit")
    given = parser.parse_args()
    model = fit_names(_rows(given.texts))
    source = {
        "sets": [
            {
                "name": "GUM, genres news, interview, bio, voyage, speech (UD_English-GUM @afb41ee)",
                "licence": "CC BY as stated for these genres, speeches public domain; annotation CC BY 4.0",
            }
        ],
        "fitted_on": given.date,
        "command": "python -m dateline.reader gum.jsonl.gz --date DATE",
        "what": "weights of a perceptron by feature and kind; features that one text alone shows are left out",
    }
    json.dump({"source": source, "weights": model.weights}, sys.stdout, ensure_ascii=False, indent=0)
    sys.stdout.write("\n")


def _rows(path: Path) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    for line in raw.decode("utf-8").splitlines():
        row = json.loads(line)
        names = [e for e in row["entities"] if e["named"] and e["kind"] in _KINDS]
        yield row["text"], [(e["name_start"], e["name_end"], EntityKind(e["kind"])) for e in names]


if __name__ == "__main__":
    main()
