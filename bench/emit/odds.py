"""Emitters of odds: claims of Emergent, and the authors of books."""

from __future__ import annotations

from argparse import Namespace
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from bench.emit.folds import split
from bench.emit.stance import emergent_items, predict_folds, predict_items
from bench.rows import Row, read_rows
from dateline.model import Encoder, Stance
from dateline.odds import AuthorClaim, OddsRow, agree_authors, fit_odds, read_emergent
from dateline.odds.fit import DISCOUNTS, Discounts

#: Folds by which the product's own stances are told where no training file is given.
STANCE_FOLDS = 10


def emit_odds(options: Namespace) -> Iterator[Row]:
    """Yield the probability of each claim: learnt from ``--train``, or out of fold by claim.

    ``--task rest`` counts a claim that was never resolved as not found true.
    """
    if not options.train and not options.folds:
        raise SystemExit("odds: give --train FILE or --folds N")
    table, train = _table(options.data), _table(options.train)
    told = own_stances(table, train=train, seed=options.seed) if options.stance == "own" else None
    rows = emergent_rows(table, task=options.task, told=told)
    if train:
        # Learnt from gold stances or from stances told out of fold, as the rows that are answered are.
        told = own_stances(train, train=[], seed=options.seed) if options.stance == "own" else None
        found = _answer(emergent_rows(train, task=options.task, told=told), rows)
    else:
        found = answer_folds(rows, folds=options.folds, seed=options.seed)
    for claim, prob in found.items():
        yield {"id": claim, "prob": round(prob, 6)}


def _table(files: Sequence[Path]) -> list[Row]:
    return [row for path in files for row in read_rows(path)]


def emergent_rows(
    table: Sequence[Row], *, task: str, told: Mapping[str, Stance] | None = None
) -> list[OddsRow]:
    """Return the rows of an Emergent table; ``told`` holds the product's own stances by article."""
    rows = read_emergent(table)
    if told is not None:
        rows = [replace(row, stance=told[line["articleId"]]) for row, line in zip(rows, table, strict=True)]
    if task == "rest":
        rows = [replace(row, outcome=bool(row.outcome)) for row in rows]
    return rows


def answer_folds(
    rows: Sequence[OddsRow],
    *,
    folds: int,
    seed: int,
    ask: Sequence[OddsRow] | None = None,
    discounts: Sequence[Discounts] = DISCOUNTS,
) -> dict[str, float]:
    """Return the probability of each claim, each from a model that never saw it.

    ``ask`` holds other rows of the same claims to answer than those that are learnt from.
    """
    by_claim: dict[str, list[OddsRow]] = defaultdict(list)
    for row in rows if ask is None else ask:
        by_claim[row.claim].append(row)
    found: dict[str, float] = {}
    for learn, answer in split(rows, lambda row: row.claim, folds=folds, seed=seed):
        asked = [row for claim in {r.claim: 0 for r in answer} for row in by_claim[claim]]
        found |= _answer(learn, asked, discounts=discounts)
    return found


def _answer(
    learn: Sequence[OddsRow], rows: Sequence[OddsRow], *, discounts: Sequence[Discounts] = DISCOUNTS
) -> dict[str, float]:
    return fit_odds(learn, discounts=discounts).predict([replace(row, outcome=None) for row in rows])


def own_stances(
    table: Sequence[Row], *, train: Sequence[Row], seed: int, encoder: Encoder | None = None
) -> dict[str, Stance]:
    """Return the stances that the product tells: never from a row whose claim it learnt from."""
    items, known = emergent_items(table), emergent_items(train)
    if known and not {item.id for item in known} & {item.id for item in items}:
        return predict_items(known, items, encoder=encoder)
    return predict_folds(items, folds=STANCE_FOLDS, seed=seed, encoder=encoder)


def emit_books(options: Namespace) -> Iterator[Row]:
    """Yield the authors of each book, from the lists of all shops."""
    rows = [row for path in options.data for row in read_rows(path)]
    claims = [AuthorClaim(book=r["isbn"], source=r["source"], authors=r["authors"] or "") for r in rows]
    for book, authors in agree_authors(claims).items():
        yield {"id": book, "authors": authors}
