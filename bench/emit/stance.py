"""Emitter of stances: Emergent (headline towards a claim) and FNC-1 (body towards a headline)."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bench.emit.folds import joined, split
from bench.rows import Row, read_rows
from dateline.matching.stance import StanceRow, fit_stance
from dateline.model import Encoder, Stance
from dateline.reader.vectors import MiniLmEncoder

#: A text of more letters is no headline.
_HEADLINE = 500
_LABELS = {
    "for": Stance.AFFIRMS,
    "agree": Stance.AFFIRMS,
    "against": Stance.DENIES,
    "disagree": Stance.DENIES,
    "observing": Stance.REPORTS,
    "discuss": Stance.REPORTS,
}


class Item(NamedTuple):
    """A row to answer and to learn from; ``group`` is what must not fall into two folds."""

    id: str
    row: StanceRow
    group: str


def emergent_items(rows: Sequence[Row]) -> list[Item]:
    """Return the items of an Emergent table."""
    return [
        Item(
            row["articleId"],
            StanceRow(
                claim=row["claimHeadline"],
                text=row["articleHeadline"],
                label=_LABELS[row["articleHeadlineStance"]],
            ),
            row["claimId"],
        )
        for row in rows
    ]


def fnc_items(rows: Sequence[Row]) -> list[Item]:
    """Return the items of FNC-1: pairs and bodies; headlines and bodies tied by a pair are one group."""
    bodies = {str(row["id"]): row["text"] for row in rows if "headline" not in row}
    pairs = [row for row in rows if "headline" in row]
    groups = joined((f"h:{row['headline']}", f"b:{row['body_id']}") for row in pairs)
    return [
        Item(
            row["id"],
            StanceRow(claim=row["headline"], text=bodies[str(row["body_id"])], label=_LABELS[row["stance"]]),
            groups[f"b:{row['body_id']}"],
        )
        for row in pairs
    ]


def _items(files: Sequence[object]) -> list[Item]:
    rows = [row for path in files for row in read_rows(path)]  # type: ignore[arg-type]
    return emergent_items(rows) if rows and "claimId" in rows[0] else fnc_items(rows)


def predict_folds(
    items: Sequence[Item], *, folds: int, seed: int, encoder: Encoder | None = None
) -> dict[str, Stance]:
    """Return the stance of each item, each told by a model that never saw its group."""
    found: dict[str, Stance] = {}
    for learn, answer in split(items, lambda item: item.group, folds=folds, seed=seed):
        found |= predict_items(learn, answer, encoder=encoder)
    return found


def predict_items(
    learn: Sequence[Item], answer: Sequence[Item], *, encoder: Encoder | None = None
) -> dict[str, Stance]:
    """Return the stance of each item to answer, told by a model of those to learn from."""
    model = fit_stance([item.row for item in learn], encoder=encoder)
    stances = model.predict([item.row for item in answer], encoder=encoder)
    return {item.id: stance for item, stance in zip(answer, stances, strict=True)}


def emit_stance(options: Namespace) -> Iterator[Row]:
    """Yield the stance of each row: learnt from ``--train``, or out of fold."""
    items = _items(options.data)
    # Vectors are of single sentences: they tell headlines apart, and whole bodies would take an hour.
    encoder = MiniLmEncoder() if all(len(item.row.text) < _HEADLINE for item in items) else None
    if options.train:
        found = predict_items(_items(options.train), items, encoder=encoder)
    elif options.folds:
        found = predict_folds(items, folds=options.folds, seed=options.seed, encoder=encoder)
    else:
        raise SystemExit("stance: give --train FILE or --folds N")
    for item in items:
        yield {"id": item.id, "stance": found[item.id].value}
