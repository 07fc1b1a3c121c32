"""``bench emit``: one adapter a measure, a few lines each over the product's own functions."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Mapping

from bench.emit import entities, events, lineage, odds, readings, stance
from bench.rows import Row, write_rows

EMITTERS: Mapping[str, Callable[[Namespace], Iterable[Row]]] = {
    "readings": readings.emit_readings,
    "sentences": readings.emit_sentences,
    "entities": entities.emit_entities,
    "spellings": readings.emit_spellings,
    "resolve": readings.emit_resolved,
    "claim-match": lineage.emit_claim_match,
    "stance": stance.emit_stance,
    "odds": odds.emit_odds,
    "books": odds.emit_books,
    "lineage": lineage.emit_lineage,
    "origins": lineage.emit_origins,
    "clusters": events.emit_clusters,
    "events": events.emit_types,
}


def emit(options: Namespace) -> None:
    """Write the predictions of one measure."""
    if options.measure not in EMITTERS:
        raise SystemExit(f"no such measure: {options.measure} (known: {', '.join(EMITTERS)})")
    count = write_rows(options.out, EMITTERS[options.measure](options))
    print(f"{options.out}: {count} rows", file=sys.stderr)
