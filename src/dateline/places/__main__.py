"""Fits the shipped weights again: ``python -m dateline.places GAZETTEER lgl.jsonl.gz gwn-dev.jsonl.gz``."""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.places.fit import Labelled, fit_places
from dateline.places.gazetteer import open_gazetteer
from dateline.reader import find_entities

SETS = (
    "every second document of LGL and of GeoWebNews, both from milangritta/"
    "Pragmatic-Guide-to-Geoparsing-Evaluation (GPL-3.0; the texts are the newspapers'); weights only, no text"
)
COMMAND = "python -m dateline.places GAZETTEER lgl.jsonl.gz gwn-dev.jsonl.gz --date DATE"


def main() -> None:
    """Print ``place_weights.json`` for sets of labelled texts."""
    parser = argparse.ArgumentParser(prog="python -m dateline.places", description=__doc__)
    parser.add_argument("gazetteer", type=Path)
    parser.add_argument("sets", type=Path, nargs="+")
    parser.add_argument("--date", required=True, help="the day to state as that of the fit")
    given = parser.parse_args()
    texts = [text for path in given.sets for n, text in enumerate(_labelled(path)) if n % 2 == 0]
    weights = fit_places(texts, open_gazetteer(given.gazetteer))
    source = {"sets": SETS, "fitted": given.date, "command": COMMAND}
    json.dump({"source": source, "weights": weights}, sys.stdout, indent=1, sort_keys=True)
    sys.stdout.write("\n")


def _labelled(path: Path) -> Iterator[Labelled]:
    with (
        gzip.open(path, "rt", encoding="utf-8")
        if path.suffix == ".gz"
        else path.open(encoding="utf-8") as file
    ):
        for line in file:
            row: dict[str, Any] = json.loads(line)
            text = row["text"]
            spans = {
                (t["start"], t["end"]): None if t["lat"] is None else (float(t["lat"]), float(t["lon"]))
                for t in row["toponyms"]
            }
            yield Labelled(text, find_entities(text, spans=[(0, len(text))]), spans)


if __name__ == "__main__":
    main()
