"""``bench odds``: the odds of Emergent over five seeds, planted copies, and what weighing costs.

Every figure of Emergent is out of fold by claim and the mean of seeds 1 to 5, with its least and greatest. Each
false claim that somebody affirms is then flooded with ten copies of its first affirmation by outlets that nobody
knows; and, the other way about, headlines that are alike are left out, so that nobody copies.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import fmean
from typing import Any

from bench.emit.odds import answer_folds, emergent_rows, own_stances
from bench.quality import SHARED, call, figure_at
from bench.results import Reached, append, commit
from bench.rows import Row, read_rows, write_rows
from dateline.model import Evidence, Hedge, Stance
from dateline.odds import AuthorClaim, agree_authors, weigh_evidence
from dateline.odds.fit import DISCOUNTS, Discounts
from dateline.reader.vectors import MiniLmEncoder

TABLE = SHARED / "data" / "odds" / "emergent-train.csv"
BOOKS = SHARED / "data" / "odds" / "books" / "claims.tsv.gz"
SEEDS = (1, 2, 3, 4, 5)
FOLDS = 5
COPIES = 10
CLAIMS, REPORTS = 1000, 10
_MUST = {
    ("resolved", "gold"): {
        "auc": "≥ .925 (issue 6)",
        "brier": "≤ .100 (issue 6)",
        "ece10": "≤ .05 (issue 6)",
    },
    ("resolved", "own"): {"auc": "≥ .88 (issue 6)", "brier": "≤ .13 (issue 6)"},
}

Probs = Mapping[str, float]


def odds() -> None:
    """Write the figures of all tasks and stances, the losses by copying, and the seconds."""
    begun = commit()
    table = read_rows(TABLE)
    encoder = MiniLmEncoder()
    told = {seed: own_stances(table, train=[], seed=seed, encoder=encoder) for seed in SEEDS}
    rows = [row for task in ("resolved", "rest") for row in _emergent(table, task, told)]
    rows += [*_planted(table), *_uncopied(table), *_cost(), *_books()]
    append("python -m bench odds", rows, measured=begun)


def _emergent(table: Sequence[Row], task: str, told: Mapping[int, Mapping[str, Stance]]) -> Iterable[Reached]:
    for stance in ("gold", "own"):
        scored = []
        for seed in SEEDS:
            rows = emergent_rows(table, task=task, told=told[seed] if stance == "own" else None)
            scored.append(_scored(table, answer_folds(rows, folds=FOLDS, seed=seed), task))
        for name in ("auc", "brier", "ece10"):
            found = [float(figure_at(f"{name}>value", figures)) for figures in scored]
            must = _MUST.get((task, stance), {}).get(name, "")
            yield Reached(f"{task}, {stance} stance", name, must, _spread(found), "")


def _scored(table: Sequence[Row], probs: Probs, task: str) -> dict[str, Any]:
    """Return the scorer's answer on the claims of a table."""
    with tempfile.TemporaryDirectory() as folder:
        gold, found = Path(folder) / "gold.jsonl", Path(folder) / "pred.jsonl"
        write_rows(gold, ({"claimId": r["claimId"], "claimTruth": r["claimTruth"]} for r in table))
        write_rows(found, ({"id": claim, "prob": prob} for claim, prob in probs.items()))
        scorer = str(SHARED / "score" / "score_odds.py")
        options = ["--task", task, "--times", "2"]
        answer = call([sys.executable, scorer, "--gold", str(gold), "--pred", str(found), *options])
    if answer is None:
        raise SystemExit("odds: the scorer failed")
    return dict(json.loads(answer.strip().splitlines()[-1]))


def _spread(values: Sequence[float]) -> str:
    return f"{fmean(values):.3f} ({min(values):.3f}–{max(values):.3f})"


def _auc(table: Sequence[Row], *, seed: int, ask: Sequence[Row] | None = None) -> float:
    """Return the AUC on the resolved claims: learnt from the table, asked on it or on another with its claims."""
    learn, answer = emergent_rows(table, task="resolved"), None
    if ask is not None:
        answer = emergent_rows(ask, task="resolved")
    probs = answer_folds(learn, folds=FOLDS, seed=seed, ask=answer)
    return float(figure_at("auc>value", _scored(table, probs, "resolved")))


def _planted(table: Sequence[Row]) -> Iterable[Reached]:
    """Yield what is lost where copies are learnt from too, and where a model without them meets them."""
    flooded = [*table, *_copies(table)]
    clean = [_auc(table, seed=seed) for seed in SEEDS]
    for name, run in (
        ("planted copies ×10, learnt from too", partial(_auc, flooded)),
        ("planted copies ×10, met unprepared", partial(_auc, table, ask=flooded)),
    ):
        lost = [before - run(seed=seed) for before, seed in zip(clean, SEEDS, strict=True)]
        yield Reached(
            name, "AUC lost", "≤ .02 (issue 6)", _spread(lost), f"vote {_vote_loss(table, flooded):.3f}"
        )


def _copies(table: Sequence[Row]) -> list[Row]:
    """Return ten copies of the first affirmation of each false claim, by outlets of no other article."""
    first: dict[str, Row] = {}
    for row in table:
        if row["claimTruth"] == "false" and row["articleHeadlineStance"] == "for":
            first.setdefault(row["claimId"], row)
    return [
        {**row, "articleId": f"{row['articleId']}-{n}", "source": f"copy-{n}.example"}
        for row in first.values()
        for n in range(COPIES)
    ]


def _vote_loss(table: Sequence[Row], flooded: Sequence[Row]) -> float:
    """Return the AUC that the share of "for" loses by the copies."""

    def auc(rows: Sequence[Row]) -> float:
        told: dict[str, list[str]] = {}
        for row in rows:
            told.setdefault(row["claimId"], []).append(row["articleHeadlineStance"])
        share = {
            claim: (own.count("for") + 1) / (own.count("for") + own.count("against") + 2)
            for claim, own in told.items()
        }
        return float(figure_at("auc>value", _scored(table, share, "resolved")))

    return auc(table) - auc(flooded)


def _uncopied(table: Sequence[Row]) -> Iterable[Reached]:
    """Yield what discounting costs where each row of a claim is an origin of its own."""
    rows = emergent_rows(table, task="resolved")
    leaders, seen = [], set()
    for line, row in zip(table, rows, strict=True):
        if (row.claim, row.origin or row.source) not in seen:
            seen.add((row.claim, row.origin or row.source))
            leaders.append(line)
    alone = emergent_rows(leaders, task="resolved")
    lost = []
    for seed in SEEDS:
        auc = {
            weighed: _scored(table, answer_folds(alone, folds=FOLDS, seed=seed, discounts=choice), "resolved")
            for weighed, choice in (("discounted", DISCOUNTS), ("in full", (Discounts(1.0, 0.0),)))
        }
        lost.append(auc["in full"]["auc"]["value"] - auc["discounted"]["auc"]["value"])
    yield Reached("no copying at all", "AUC lost", "≤ .005 (issue 6)", _spread(lost), "")


def _cost() -> Iterable[Reached]:
    """Yield the CPU time of odds with interval, flips and ledger: best of five."""
    rng = random.Random(7)
    claims = [[_piece(rng, claim, n) for n in range(REPORTS)] for claim in range(CLAIMS)]
    published = [[e.report for e in claim] for claim in claims]

    def weigh() -> None:
        for claim, order in zip(claims, published, strict=True):
            weigh_evidence(claim, kind="casualty", published=order)

    weigh()
    name = f"odds of {CLAIMS:,} claims × {REPORTS} reports"
    yield Reached(name, "CPU ms", "≤ 100 (issue 6)", f"{1000 * _least(weigh):.0f}", "")


def _piece(rng: random.Random, claim: int, number: int) -> Evidence:
    return Evidence(
        report=f"r{claim}-{number}",
        assertion="a1",
        stance=rng.choice(list(Stance)),
        origin=f"o{rng.randrange(8)}",
        hedge=rng.choice(list(Hedge)),
        hops=rng.randrange(3),
        start=0,
        end=9,
        text="the words",
    )


def _least(work: Callable[[], object], *, times: int = 5) -> float:
    spent = []
    for _ in range(times):
        begun = time.process_time()
        work()
        spent.append(time.process_time() - begun)
    return min(spent)


def _books() -> Iterable[Reached]:
    claims = [
        AuthorClaim(book=r["isbn"], source=r["source"], authors=r["authors"] or "") for r in read_rows(BOOKS)
    ]
    spent = _least(lambda: agree_authors(claims), times=1)
    yield Reached("books", "CPU s", "< 10 (issue 6)", f"{spent:.1f}", "ACCU 186")
