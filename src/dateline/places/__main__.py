"""Fits the shipped weights again: ``python -m dateline.places rank GAZETTEER lgl.jsonl.gz gwn-dev.jsonl.gz``."""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from dateline.model import Entity, Gazetteer, Marks, NameLeaning, Report
from dateline.places.file.gazetteer import open_gazetteer
from dateline.places.finding.find import find_mentions
from dateline.places.finding.fit_spot import Text, fit_spots
from dateline.places.ranking.fit_rank import Labelled, Points, fit_ranker
from dateline.reader import ModelTagger, find_entities
from dateline.text.sentences import split_sentences

SETS = (
    "every second document of LGL and of GeoWebNews, both from milangritta/"
    "Pragmatic-Guide-to-Geoparsing-Evaluation (GPL-3.0; the texts are the newspapers'); weights only, no text"
)
COMMAND = "python -m dateline.places {} GAZETTEER lgl.jsonl.gz gwn-dev.jsonl.gz --date DATE"


class Read(NamedTuple):
    """A labelled text as the trained reader reads it."""

    report: Report
    entities: tuple[Entity, ...]
    leanings: tuple[NameLeaning, ...]
    points: dict[tuple[int, int], Points]

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Return the stretches in which names are looked for: all of the text."""
        return [(0, len(self.report.text))]


def main() -> None:
    """Print the weights of the finder (``spots``) or of the ranker (``rank``), fitted on labelled texts."""
    parser = argparse.ArgumentParser(prog="python -m dateline.places", description=__doc__)
    parser.add_argument("what", choices=("spots", "rank"))
    parser.add_argument("gazetteer", type=Path)
    parser.add_argument("sets", type=Path, nargs="+")
    parser.add_argument("--date", required=True, help="the day to state as that of the fit")
    given = parser.parse_args()
    gazetteer = open_gazetteer(given.gazetteer)
    halves = [list(_read_half(path)) for path in given.sets]
    if given.what == "rank":
        fitted = _rank([text for half in halves for text in half], gazetteer)
    else:
        fitted = _spots(halves, gazetteer)
    source = {"sets": SETS, "fitted": given.date, "command": COMMAND.format(given.what)}
    json.dump({"source": source, **fitted}, sys.stdout, indent=1 if given.what == "rank" else None)
    sys.stdout.write("\n")


def _rank(texts: list[Read], gazetteer: Gazetteer) -> dict[str, Any]:
    labelled = [
        Labelled(
            text.report,
            find_mentions(
                text.report.text, text.spans, gazetteer, entities=text.entities, leanings=text.leanings
            ),
            text.points,
        )
        for text in texts
    ]
    return {"weights": fit_ranker(labelled, gazetteer)}


def _spots(halves: list[list[Read]], gazetteer: Gazetteer) -> dict[str, Any]:
    """Return the finder's weights; each set counts as much as the largest."""
    most = max(map(len, halves))
    rows = [
        Text(
            text.report.text,
            text.spans,
            text.entities,
            text.leanings,
            frozenset(text.points),
            weight=most / len(half),
        )
        for half in halves
        for text in half
    ]
    return fit_spots(rows, gazetteer)


def _read_half(path: Path) -> Iterator[Read]:
    """Yield every second text of a set, read by the trained reader."""
    tagger = ModelTagger()
    for number, row in enumerate(_rows(path)):
        if number % 2 == 0:
            report = Report(
                id=str(row["id"]), outlet=row.get("outlet"), url=row.get("url"), title=row.get("title"),
                text=row["text"],
            )  # fmt: skip
            marks: Marks = tagger.mark(report.text, [split_sentences(report.text)])
            names = find_entities(report.text, spans=[(0, len(report.text))], names=marks.names)
            yield Read(report, tuple(names), tuple(marks.leanings), _points(row))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with (
        gzip.open(path, "rt", encoding="utf-8")
        if path.suffix == ".gz"
        else path.open(encoding="utf-8") as file
    ):
        for line in file:
            yield json.loads(line)


def _points(row: dict[str, Any]) -> dict[tuple[int, int], Points]:
    """Return the points of each labelled name by its span; none where the label states none."""
    return {
        (t["start"], t["end"]): () if t["lat"] is None else ((float(t["lat"]), float(t["lon"])),)
        for t in row["toponyms"]
    }


if __name__ == "__main__":
    main()
