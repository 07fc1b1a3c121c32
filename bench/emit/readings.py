"""Emitters of what one report says: readings, sentences, spellings, given spans resolved."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench.rows import Row, captures, read_rows
from dateline.cli.inputs import ready_gazetteer
from dateline.cli.settings import read_settings
from dateline.errors import DatelineError, GazetteerError
from dateline.formats.contract import to_json
from dateline.model import Failure, Gazetteer, Reading, Unresolved
from dateline.pipeline import read
from dateline.places import add_dumps, open_gazetteer, resolve_spans
from dateline.places.spelling.keys import digest
from dateline.reader import ModelTagger
from dateline.text.sentences import split_sentences
from dateline.text.tables import read_table

#: Where gazetteers with dumps added are kept between runs: building one takes longer than most measures.
BUILT = Path(__file__).resolve().parents[2] / "build" / "gazetteers"


def gazetteer_of(options: Namespace) -> Gazetteer:
    """Return the user's gazetteer, or one of its own with the dumps named added, kept for the next run."""
    settings = read_settings(environment=os.environ, folder=Path.cwd())
    if not options.gazetteer:
        return ready_gazetteer(settings)
    dumps = [Path(dump).resolve() for dump in options.gazetteer]
    told = " ".join(f"{dump} {dump.stat().st_size} {dump.stat().st_mtime_ns}" for dump in dumps)
    path = BUILT / f"{digest(told):016x}.bin"
    try:
        return open_gazetteer(path)
    except GazetteerError:
        add_dumps(path, dumps)
        return open_gazetteer(path)


def emit_readings(options: Namespace) -> Iterator[Row]:
    """Yield a reading of the contract, or an error record, for each row."""
    gazetteer, tagger = gazetteer_of(options), ModelTagger()
    for capture in captures(options.data):
        try:
            reading = read(capture, gazetteer=gazetteer, tagger=tagger)
            yield to_json(_without_supplement(reading) if options.without_supplement else reading)
        except DatelineError as error:
            yield to_json(Failure(id=capture.id, line=None, code=error.code, message=error.message))


def _without_supplement(reading: Reading) -> Reading:
    """Return the reading with the places that rest on rows of the supplement taken away."""
    rows = {row["id"] for row in read_table("gazetteer_supplement")}
    toponyms = tuple(
        replace(t, place=None, reason=Unresolved.UNKNOWN) if t.place and t.place.id in rows else t
        for t in reading.toponyms
    )
    return replace(reading, toponyms=toponyms)


def emit_sentences(options: Namespace) -> Iterator[Row]:
    """Yield the sentences of each text."""
    for capture in captures(options.data):
        yield {"id": capture.id, "sentences": split_sentences(capture.text or "")}


def emit_spellings(options: Namespace) -> Iterator[Row]:
    """Yield the candidates of each spelling, its country given."""
    gazetteer = gazetteer_of(options)
    for path in options.data:
        for row in read_rows(path):
            name, country = row.get("variant") or row["name"], row.get("country") or None
            found = gazetteer.suggest(name, country=country)
            named: Row = {"name": name, "country": country, "candidates": to_json(found)}
            yield {"id": row["id"], **named} if row.get("id") else named


def emit_resolved(options: Namespace) -> Iterator[Row]:
    """Yield readings in which the spans given (the one gold column read) are resolved."""
    gazetteer, tagger = gazetteer_of(options), ModelTagger()
    spans = {str(row["id"]): _spans(row) for path in options.data for row in read_rows(path)}
    for capture in captures(options.data):
        reading = read(capture, gazetteer=gazetteer, tagger=tagger)
        toponyms = resolve_spans(reading.report, spans[capture.id], gazetteer)
        yield {"id": capture.id, "text": reading.text, "toponyms": to_json(toponyms)}


def _spans(row: dict[str, Any]) -> list[tuple[int, int]]:
    return [(t["start"], t["end"]) for t in row.get("toponyms", [])]
