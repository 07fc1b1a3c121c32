"""Emitter of names: the product's own, or a perceptron's fitted on other texts."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence

from bench.emit.folds import split
from bench.rows import Row, read_rows
from dateline.formats.contract import to_json
from dateline.model import Entity
from dateline.reader import ModelTagger, find_entities
from dateline.reader.name_model import NameModel, fit_names
from dateline.reader.name_nesting import with_inner_names
from dateline.text.sentences import split_sentences

_KINDS = ("person", "organisation", "place")


def emit_entities(options: Namespace) -> Iterator[Row]:
    """Yield each text's names: the shipped reader's, or a perceptron's fitted on ``--train`` or out of fold."""
    rows = [row for path in options.data for row in read_rows(path)]
    train = [row for path in options.train for row in read_rows(path)]
    if options.folds:
        folds = split(rows, lambda row: str(row["id"]), folds=options.folds, seed=options.seed)
        fitted = ((_fit(learn, options.seed), answer) for learn, answer in folds)
        found = ((row, _by_model(row["text"], model)) for model, answer in fitted for row in answer)
    elif train:
        model = _fit(train, options.seed)
        found = ((row, _by_model(row["text"], model)) for row in rows)
    else:
        tagger = ModelTagger()
        found = ((row, _by_tagger(row["text"], tagger)) for row in rows)
    for row, names in found:
        yield {"id": row["id"], "text": row["text"], "entities": to_json(with_inner_names(names))}


def _by_tagger(text: str, tagger: ModelTagger) -> list[Entity]:
    marks = tagger.mark(text, [split_sentences(text)])
    return find_entities(text, spans=[(0, len(text))], names=marks.names)


def _by_model(text: str, model: NameModel) -> list[Entity]:
    return find_entities(text, spans=[(0, len(text))], model=model)


def _fit(rows: Sequence[Row], seed: int) -> NameModel:
    named = (
        (
            row["text"],
            [
                (e["name_start"], e["name_end"], e["kind"])
                for e in row["entities"]
                if e["named"] and e["kind"] in _KINDS
            ],
        )
        for row in rows
    )
    return fit_names(named, seed=seed)
