"""Fits the shipped weights of the linker again: ``python -m bench.fit_links DOCS TAGS... OUT``.

DOCS is PolNeAR's training part as JSONL; TAGS are JSONL rows ``{id, tags: [[start, end, kind, faint]]}`` of a
tagger that was not trained on these documents, so that the linker learns from the mistakes that it will meet.
Needs the extra ``fit``.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp

from bench.rows import read_rows
from dateline.claims.link_candidates import find_candidates
from dateline.claims.link_features import Piece, Scene
from dateline.claims.linker import Table, build_table
from dateline.model import Tag, TagKind
from dateline.reader.quotes import pair_quotes
from dateline.text.sentences import split_sentences

HIDDEN, EPOCHS, DOCUMENTS, LEAST = 24, 6, 6, 80
RATE, DECAY, DROP = 0.008, 0.01, 0.1
#: One net each; their mean is one net with the units of all.
SEEDS = (7, 8)
#: Every how manyth document is shown without its commas as well.
STRIPPED = 8

Spans = Sequence[Sequence[int]]


def paragraphs_of(text: str) -> list[list[tuple[int, int]]]:
    """Return the sentences of each line of a text."""
    lines, at = [], 0
    for line in text.split("\n"):
        spans = [(at + a, at + b) for a, b in split_sentences(line)]
        lines += [spans] if spans else []
        at += len(line) + 1
    return lines


def table_of(text: str, tags: Sequence[Sequence[Any]]) -> Table:
    """Return the choices of each content of a document."""
    paragraphs = paragraphs_of(text)
    rows = [Tag(start=s, end=e, kind=TagKind(k), faint=f) for s, e, k, f in tags]
    sentences = [span for paragraph in paragraphs for span in paragraph]
    candidates = find_candidates(text, sentences, tags=rows, quotes=pair_quotes(text))
    return build_table(Scene.of(text, paragraphs, tags=candidates))


def right_choices(table: Table, gold: Sequence[Mapping[str, Spans]]) -> np.ndarray:
    """Return for each triple whether its cue and source are those of the attribution its content lies in.

    What the gold has and no candidate shows is none.
    """
    right = np.zeros(len(table.triples), dtype=np.float32)
    for content, first, last in table.groups:
        held = [a for a in gold if 2 * _shared(content, a["content"]) >= content.end - content.start]
        if not held:
            right[first] = 1
            continue
        one = max(held, key=lambda a: _shared(content, a["content"]))
        options = table.options[first:last]
        cued = any(_touches(cue, one["cue"]) for cue, _ in options)
        sourced = any(_touches(source, one["source"]) for _, source in options)
        for at, (cue, source) in enumerate(options, start=first):
            fits_cue = _touches(cue, one["cue"]) if cued else cue is None
            fits_source = _touches(source, one["source"]) if sourced else source is None
            right[at] = fits_cue and fits_source
    return right


def _shared(piece: Piece, spans: Spans) -> int:
    return sum(max(0, min(piece.end, b) - max(piece.start, a)) for a, b in spans)


def _touches(piece: Piece | None, spans: Spans) -> bool:
    return piece is not None and _shared(piece, spans) > 0


class Net:
    """The net of ``dateline.claims.link_weights``, fitted by Adam on the likelihood of the right choices."""

    def __init__(self, features: int, seed: int) -> None:
        self._rng = np.random.default_rng(seed)
        self.vectors = self._rng.normal(0, 0.15, (features, HIDDEN + 1)).astype(np.float32)
        self.vectors[:, HIDDEN] = 0
        self.bias = np.full(HIDDEN, 0.1, np.float32)
        self.out = self._rng.normal(0, 0.3, HIDDEN).astype(np.float32)
        self._moments = [(np.zeros_like(p), np.zeros_like(p)) for p in self._parameters()]
        self._steps = 0

    def _parameters(self) -> list[np.ndarray]:
        return [self.vectors, self.bias, self.out]

    def step(self, batch: tuple[Any, Any, np.ndarray, np.ndarray], *, rate: float) -> None:
        """Learn from some documents: rows, which rows make up each triple, group starts, right choices."""
        rows, members, starts, right = batch
        group = np.repeat(np.arange(len(starts)), np.diff([*starts, len(right)]))
        summed = members @ (rows @ self.vectors)
        before = summed[:, :HIDDEN] + self.bias
        kept = (self._rng.random(before.shape) > DROP) / np.float32(1 - DROP)
        inner = np.maximum(before, 0) * kept
        scores = summed[:, HIDDEN] + inner @ self.out
        odds = np.exp(scores - np.maximum.reduceat(scores, starts)[group])
        probs = odds / np.add.reduceat(odds, starts)[group]
        wanted = probs * right / np.maximum(np.add.reduceat(probs * right, starts), 1e-30)[group]
        error = ((probs - wanted) / len(starts)).astype(np.float32)
        back = error[:, None] * self.out * kept * (before > 0)
        through = members.T @ np.concatenate([back, error[:, None]], axis=1)
        self._move([rows.T @ through, back.sum(axis=0), inner.T @ error], rate=rate)

    def _move(self, slopes: Sequence[np.ndarray], *, rate: float) -> None:
        self._steps += 1
        for parameter, slope, (mean, square) in zip(self._parameters(), slopes, self._moments, strict=True):
            mean += 0.1 * (slope - mean)
            square += 0.001 * (slope * slope - square)
            ahead = mean / (1 - 0.9**self._steps)
            parameter -= rate * ahead / (np.sqrt(square / (1 - 0.999**self._steps)) + 1e-8)
            parameter -= rate * DECAY * parameter


def _matrices(table: Table, index: Mapping[str, int]) -> tuple[Any, Any, np.ndarray]:
    known = [[index[name] for name in row if name in index] for row in table.rows]
    flat = [at for row in known for at in row]
    ends = np.cumsum([0, *(len(row) for row in known)])
    rows = sp.csr_matrix((np.ones(len(flat), np.float32), flat, ends), shape=(len(known), len(index)))
    triples = np.array(table.triples)
    marks = (
        np.ones(triples.size, np.float32),
        triples.ravel(),
        np.arange(0, triples.size + 1, triples.shape[1]),
    )
    members = sp.csr_matrix(marks, shape=(len(triples), len(known)))
    return rows, members, np.array([first for _, first, _ in table.groups])


def fit(tables: Sequence[Table], rights: Sequence[np.ndarray]) -> dict[str, Any]:
    """Return the weights as the shipped file holds them, without their source."""
    counts = Counter(name for table in tables for row in table.rows for name in row)
    names = sorted(name for name, count in counts.items() if count >= LEAST)
    index = {name: at for at, name in enumerate(names)}
    items = [(*_matrices(table, index), right) for table, right in zip(tables, rights, strict=True)]
    nets = [_fitted(items, len(names), seed=seed) for seed in SEEDS]
    linear = np.mean([net.vectors[:, HIDDEN] for net in nets], axis=0)
    units = np.concatenate([net.vectors[:, :HIDDEN] for net in nets], axis=1)
    vectors = np.concatenate([units, linear[:, None]], axis=1)
    return {
        "bias": [round(float(x), 3) for net in nets for x in net.bias],
        "out": [round(float(x) / len(nets), 3) for net in nets for x in net.out],
        "features": {
            name: [round(float(x), 2) for x in row] for name, row in zip(names, vectors, strict=True)
        },
    }


def _fitted(items: Sequence[tuple[Any, Any, np.ndarray, np.ndarray]], features: int, *, seed: int) -> Net:
    net, rng = Net(features, seed), np.random.default_rng(seed)
    batches = -(-len(items) // DOCUMENTS)
    for epoch in range(EPOCHS):
        order = rng.permutation(len(items))
        for number in range(batches):
            done = (epoch * batches + number) / (EPOCHS * batches)
            some = [items[at] for at in order[number * DOCUMENTS : (number + 1) * DOCUMENTS]]
            net.step(_stack(some), rate=RATE * max(0.03, 1 - done))
    return net


def _stack(
    items: Sequence[tuple[Any, Any, np.ndarray, np.ndarray]],
) -> tuple[Any, Any, np.ndarray, np.ndarray]:
    sizes = np.cumsum([0, *(len(item[3]) for item in items)])
    starts = np.concatenate([item[2] + at for item, at in zip(items, sizes, strict=False)])
    rows = sp.vstack([item[0] for item in items]).tocsr()
    members = sp.block_diag([item[1] for item in items], format="csr")
    return rows, members, starts, np.concatenate([item[3] for item in items])


def _stripped_example(doc: Mapping[str, Any], tags: Sequence[Sequence[Any]]) -> tuple[Table, np.ndarray]:
    """Return the choices in a text as feeds and archives strip it: on one line, no commas, no apostrophes."""
    kept = [mark not in ",'’" for mark in doc["text"]]
    moved = [0, *np.cumsum(kept).tolist()]
    text = "".join(mark for mark, keep in zip(doc["text"], kept, strict=True) if keep).replace("\n", " ")
    table = table_of(text, [[moved[s], moved[e], *rest] for s, e, *rest in tags if moved[s] < moved[e]])
    gold = [
        {kind: [(moved[s], moved[e]) for s, e in one[kind]] for kind in ("source", "cue", "content")}
        for one in doc["attributions"]
    ]
    return table, right_choices(table, gold)


def examples(docs: Path, tags: Sequence[Path]) -> Iterator[tuple[Table, np.ndarray]]:
    """Yield the choices of each tagged document, and which of them are right; some documents stripped as well."""
    by_id = {str(row["id"]): row for row in read_rows(docs)}
    for path in tags:
        for number, row in enumerate(read_rows(path)):
            doc = by_id[str(row["id"])]
            table = table_of(doc["text"], row["tags"])
            if table.groups:
                yield table, right_choices(table, doc["attributions"])
            if number % STRIPPED == 0:
                yield _stripped_example(doc, row["tags"])


def main(docs: str, *rest: str) -> None:
    """Read the documents and their tags, fit, and write the weights file."""
    *tags, out = rest
    found = list(examples(Path(docs), [Path(path) for path in tags]))
    weights = fit([table for table, _ in found], [right for _, right in found])
    source = {
        "command": "python -m bench.fit_links DOCS TAGS... OUT",
        "sets": f"{len(found)} examples made of PolNeAR's training part (no licence stated), tagged by readers "
        "that had not been trained on them",
    }
    lines = [f"  {json.dumps(n)}: {json.dumps(v)}" for n, v in weights.pop("features").items()]
    head = json.dumps({"source": source, **weights}, indent=1)[:-2]
    Path(out).write_text(f'{head},\n "features": {{\n' + ",\n".join(lines) + "\n }\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
