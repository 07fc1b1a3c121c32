"""Emitters of what ties reports and claims together: lineage pairs, origins of a claim, claim matching."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from typing import Any

from bench.emit.folds import joined, split
from bench.emit.readings import gazetteer_of
from bench.rows import Row, captures, read_rows
from dateline.lineage import RelationModel, fit_lineage, relate_pairs
from dateline.matching import ClaimText, rank_claims
from dateline.model import Claim, Reading
from dateline.pipeline import Answer, ask, read, sheet
from dateline.reader import ModelTagger
from dateline.reader.vectors import MiniLmEncoder


def _readings(options: Namespace, files: Sequence[Any]) -> list[Reading]:
    gazetteer, tagger = gazetteer_of(options), ModelTagger()
    return [read(capture, gazetteer=gazetteer, tagger=tagger) for capture in captures(files)]


def _parts(files: Sequence[Any]) -> tuple[list[Any], list[Row]]:
    """Return the files of reports, and the rows of the others: the questions."""
    reports, questions = [], []
    for path in files:
        rows = read_rows(path)
        if rows and _is_report(rows[0]):
            reports.append(path)
        else:
            questions += rows
    return reports, questions


def _is_report(row: Row) -> bool:
    return "a" not in row and ("html" in row or len(row.get("text") or "") > 400 or "outlet" in row)


def emit_lineage(options: Namespace) -> Iterator[Row]:
    """Yield the relation of exactly the pairs asked; shipped weights, ``--train``'s, or out of fold."""
    reports, pairs = _parts(options.data)
    readings = _readings(options, reports)
    model = None
    if options.train:
        train_reports, train_pairs = _parts(options.train)
        model = _fit(_readings(options, train_reports), train_pairs)
    if options.folds:
        story = joined((str(p["a"]), str(p["b"])) for p in pairs)
        folds = split(pairs, lambda p: story[str(p["a"])], folds=options.folds, seed=options.seed)
        for learn, answer in folds:
            yield from _related(readings, answer, _fit(readings, learn))
    else:
        yield from _related(readings, pairs, model)


def _fit(readings: Sequence[Reading], pairs: Sequence[Row]) -> RelationModel:
    return fit_lineage(readings, [(str(p["a"]), str(p["b"]), p["relation"]) for p in pairs])


def _related(readings: Sequence[Reading], pairs: Sequence[Row], model: RelationModel | None) -> Iterator[Row]:
    asked = [(str(p["a"]), str(p["b"])) for p in pairs]
    for (a, b), found in zip(asked, relate_pairs(readings, asked, model=model), strict=True):
        yield {
            "a": a,
            "b": b,
            "relation": found.relation.value,
            "direction": found.direction,
            "prob": round(found.prob, 6),
        }


def emit_origins(options: Namespace) -> Iterator[Row]:
    """Yield for each question, a claim in words, how many origins stand behind what the reports say to it."""
    reports, questions = _parts(options.data)
    encoder = MiniLmEncoder(threads=0)
    readings = _readings(options, reports)
    claims = sheet(readings, encoder=encoder).claims
    for question, answer in zip(
        questions, ask([q["text"] for q in questions], readings, encoder=encoder), strict=True
    ):
        yield {
            "id": question["id"],
            "independent_origins": answer.independent_origins,
            "claim": _holding(claims, answer),
        }


def _holding(claims: Sequence[Claim], answer: Answer) -> str | None:
    """Return the claim of the sheet that holds most of an answer's assertions; None where none holds any."""
    told = {(e.report, e.assertion) for e in answer.evidence}
    shared = [(len(told & {(e.report, e.assertion) for e in claim.evidence}), claim.id) for claim in claims]
    most, found = max(shared, key=lambda row: row[0], default=(0, ""))
    return found if most else None


def emit_claim_match(options: Namespace) -> Iterator[Row]:
    """Yield for each post the checked claims it most likely repeats; claims are the rows with titles."""
    rows = [row for path in options.data for row in read_rows(path)]
    posts = [row for row in rows if "title" not in row]
    claims = checked_claims(rows)
    ranked = rank_claims([post["text"] for post in posts], claims, encoder=MiniLmEncoder(threads=0))
    for post, found in zip(posts, ranked, strict=True):
        yield {"id": post["id"], "ranked": found}


def checked_claims(rows: Sequence[Row]) -> list[ClaimText]:
    """Return the claims among some rows: those with titles."""
    return [ClaimText(str(r["id"]), r["text"], r["title"] or "") for r in rows if "title" in r]
