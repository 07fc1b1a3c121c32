"""Emitters of odds: claims of Emergent, and the authors of books."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bench.emit.folds import split
from bench.emit.stance import emergent_items, predict_folds
from bench.rows import Row, read_rows
from dateline.matching.stance import fit_stance
from dateline.model import Stance
from dateline.odds import AuthorClaim, OddsRow, agree_authors, fit_odds, read_emergent

#: Folds by which the product's own stances are told where no training file is given.
STANCE_FOLDS = 10


def emit_odds(options: Namespace) -> Iterator[Row]:
    """Yield the probability of each claim: learnt from ``--train``, or out of fold by claim.

    ``--task rest`` counts a claim that was never resolved as not found true.
    """
    rows = _rows(options.data, options)
    train = _rows(options.train, options) if options.train else []
    if not train and not options.folds:
        raise SystemExit("odds: give --train FILE or --folds N")
    folds = (
        [(train, rows)]
        if train
        else split(rows, lambda row: row.claim, folds=options.folds, seed=options.seed)
    )
    for learn, answer in folds:
        found = fit_odds(learn).predict([replace(row, outcome=None) for row in answer])
        for claim, prob in found.items():
            yield {"id": claim, "prob": round(prob, 6)}


def _rows(files: Sequence[object], options: Namespace) -> list[OddsRow]:
    table = [row for path in files for row in read_rows(path)]  # type: ignore[arg-type]
    rows = read_emergent(table)
    if options.stance == "own":
        own = _own_stances(table, options)
        rows = [replace(row, stance=own[line["articleId"]]) for row, line in zip(rows, table, strict=True)]
    if options.task == "rest":
        rows = [replace(row, outcome=bool(row.outcome)) for row in rows]
    return rows


def _own_stances(table: Sequence[Row], options: Namespace) -> dict[str, Stance]:
    """Return the stances that the product tells: never from a row whose claim it learnt from."""
    items = emergent_items(table)
    if options.train:
        train = emergent_items([row for path in options.train for row in read_rows(path)])
        held = {item.id for item in train}
        if not held & {item.id for item in items}:
            stances = fit_stance([item.row for item in train]).predict([item.row for item in items])
            return {item.id: stance for item, stance in zip(items, stances, strict=True)}
    return predict_folds(items, folds=STANCE_FOLDS, seed=options.seed)


def emit_books(options: Namespace) -> Iterator[Row]:
    """Yield the authors of each book, from the lists of all shops."""
    rows = [row for path in options.data for row in read_rows(path)]
    claims = [AuthorClaim(book=r["isbn"], source=r["source"], authors=r["authors"] or "") for r in rows]
    for book, authors in agree_authors(claims).items():
        yield {"id": book, "authors": authors}
