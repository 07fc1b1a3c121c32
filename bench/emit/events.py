"""Emitters of events: same-event clusters, types of event."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from bench.emit.folds import split
from bench.rows import Row, captures, read_rows
from dateline.events import cluster_texts, fit_types
from dateline.reader import MiniLmEncoder


def emit_clusters(options: Namespace) -> Iterator[Row]:
    """Yield the cluster of each report."""
    reports = list(captures(options.data))
    clusters = cluster_texts([f"{c.title or ''}\n{c.text or ''}" for c in reports])
    for capture, cluster in zip(reports, clusters, strict=True):
        yield {"id": capture.id, "cluster": str(cluster)}


def emit_types(options: Namespace) -> Iterator[Row]:
    """Yield the type of each snippet: learnt from ``--train``, or out of fold."""
    rows = [row for path in options.data for row in read_rows(path)]
    train = [row for path in options.train for row in read_rows(path)]
    if not train and not options.folds:
        raise SystemExit("events: give --train FILE or --folds N")
    encoder = MiniLmEncoder()
    by_id = split(rows, lambda r: str(r["id"]), folds=options.folds or 1, seed=options.seed)
    for learn, answer in [(train, rows)] if train else by_id:
        texts, types = [r["text"] for r in learn], [r["type"] for r in learn]
        model = fit_types(texts, types, encoder=encoder, seed=options.seed)
        for row, found in zip(answer, model.predict([r["text"] for r in answer]), strict=True):
            yield {"id": row["id"], "type": str(found)}
