"""Fits the weights of the votes on author and day; needs scikit-learn (extra ``fit``).

``python -m dateline.dissect.fit_facts gold.jsonl.gz … --date DATE`` prints ``fact_weights.json``.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.dissect.blocks import lay_page
from dateline.dissect.body import pick_body
from dateline.dissect.bylines import author_candidates
from dateline.dissect.comments import read_thread
from dateline.dissect.dom import PageIndex, parse_page
from dateline.dissect.headlines import find_headline, find_standfirst
from dateline.dissect.metadata import read_facts
from dateline.dissect.page import Page
from dateline.dissect.time_voices import printed_voices
from dateline.dissect.times import day_candidates, mark_times
from dateline.dissect.votes import Ballot, Features, Weights
from dateline.dissect.words import key
from dateline.errors import SourceError

SETS = (
    "all pages of two thirds of the sites of the evaluation pages of adbar/trafilatura (Apache-2.0) and the parser "
    "tests of flairNLP/fundus (MIT), and our own labels on pages of both and of WCXB (CC-BY-4.0); weights alone"
)
COMMAND = (
    "python -m dateline.dissect.fit_facts trafilatura-dev/gold.jsonl.gz fundus-dev/gold.jsonl.gz "
    "parts-dev/gold.jsonl"
)
#: Strength of the penalty (inverse); what an invented answer costs beside a missed one; steps of the threshold.
PENALTY, INVENTED, STEPS, FOLDS = 0.3, 1.25, 40, 5


@dataclass(frozen=True, slots=True)
class Answer:
    """One candidate and whether it is right."""

    features: Features
    right: bool


@dataclass(slots=True)
class Poll:
    """The candidates of one page and which of them are right; ``asked``: whether there is a right answer."""

    site: str
    candidates: list[Answer]
    asked: bool


def fit_ballot(polls: Sequence[Poll]) -> Ballot:
    """Return weights and threshold: weights over all pages, the threshold where each site was left out."""
    left_out = []
    for fold in range(FOLDS):
        trained = _fit_both([p for p in polls if _fold(p.site) != fold])
        left = [p for p in polls if _fold(p.site) == fold]
        left_out += [(poll, trained.best(poll.candidates), trained.trust) for poll in left]
    fitted = _fit_both(polls)
    if all(poll.asked for poll in polls):
        return fitted
    least = max((n / STEPS for n in range(STEPS)), key=lambda least: _gain(left_out, least))
    return Ballot(fitted.pick, fitted.trust, least)


def without_each_fold(polls: Sequence[Poll]) -> Iterator[tuple[Ballot, list[Poll]]]:
    """Yield for each fold the ballot of the other sites, threshold and all, and the polls of its own."""
    for fold in range(FOLDS):
        yield (
            fit_ballot([p for p in polls if _fold(p.site) != fold]),
            [p for p in polls if _fold(p.site) == fold],
        )


def _fold(site: str) -> int:
    """Return the fold of a site: its pages are left out together."""
    return hashlib.sha256(site.encode()).digest()[0] % FOLDS


def _fit_both(polls: Sequence[Poll]) -> Ballot:
    """Return the weights that pick, and on the candidates they pick, the weights that trust."""
    pick = _fit([candidate for poll in polls for candidate in poll.candidates])
    picking = Ballot(pick, pick, 0.0)
    picked = [best for poll in polls if (best := picking.best(poll.candidates)) is not None]
    return Ballot(pick, _fit(picked), 0.0)


def _fit(candidates: Sequence[Answer]) -> Weights:
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    vectors = DictVectorizer()
    matrix = vectors.fit_transform([dict(c.features) for c in candidates])
    model = LogisticRegression(C=PENALTY, max_iter=3000).fit(matrix, [c.right for c in candidates])
    weights = dict(zip(vectors.get_feature_names_out(), model.coef_[0], strict=True))
    return Weights(
        {n: round(float(w), 3) for n, w in sorted(weights.items())}, round(float(model.intercept_[0]), 3)
    )


def _gain(polls: Sequence[tuple[Poll, Answer | None, Weights]], least: float) -> float:
    """Return right answers less what invented ones cost, at one threshold."""
    gain = 0.0
    for poll, best, trust in polls:
        if best is not None and trust.prob(best.features) >= least:
            gain += float(best.right) if poll.asked else -INVENTED
    return gain


def author_poll(page: Page, row: Mapping[str, Any]) -> Poll | None:
    """Return the author candidates of a labelled page."""
    authors = row["byline"] if "byline" in row else row.get("authors")
    if authors is None:
        return None
    wanted = "".join(sorted(map(key, authors)))
    return Poll(
        site=_site(row),
        candidates=[
            Answer(c.features, bool(wanted) and "".join(sorted(map(key, c.names))) == wanted)
            for c in author_candidates(page)
        ],
        asked=bool(wanted),
    )


def day_poll(page: Page, row: Mapping[str, Any]) -> Poll | None:
    """Return the publication days that a labelled page offers."""
    published = row.get("published")
    value = published["value"] if isinstance(published, dict) else published
    if not value:
        return None
    days = [Answer(c.features, c.day == value[:10]) for c in day_candidates(page, printed_voices(page))]
    return Poll(site=_site(row), candidates=days, asked=True)


def labelled_pages(path: Path) -> Iterator[tuple[Page, dict[str, Any]]]:
    """Yield the pages of a set, opened as far as the votes need, with their labels."""
    for row in map(json.loads, _bytes(path).decode("utf-8").splitlines()):
        try:
            yield _open(_bytes(path.parent / (row.get("html") or row["file"])), row.get("url")), row
        except SourceError:
            continue


def _site(row: Mapping[str, Any]) -> str:
    return str(row.get("domain") or row.get("publisher") or row["id"])


def _bytes(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def _open(html: bytes, url: str | None) -> Page:
    tree, _ = parse_page(html)
    facts, index = read_facts(tree, url=url), PageIndex(tree)
    thread = read_thread(tree, facts)
    blocks, _ = lay_page(index, left_out=thread.areas)
    body = pick_body(index, blocks, facts)
    page = Page(tree=tree, facts=facts, blocks=blocks, thread=thread, body=body, url=url, walked=index)
    find_headline(page)
    find_standfirst(page)
    return page


def read_polls(paths: Sequence[Path]) -> dict[str, list[Poll]]:
    """Return the polls of labelled pages by question, "author" and "published"."""
    polls: dict[str, list[Poll]] = {"author": [], "published": []}
    asked: dict[str, Callable[[Page, Mapping[str, Any]], Poll | None]]
    asked = {"published": day_poll, "author": author_poll}
    for page, row in (pair for path in paths for pair in labelled_pages(path)):
        for question, ask in asked.items():
            if (poll := ask(page, row)) is not None:
                polls[question].append(poll)
            mark_times(page, printed_voices(page))
    return polls


def main() -> None:
    """Print the weights for sets of labelled pages."""
    parser = argparse.ArgumentParser(prog="python -m dateline.dissect.fit_facts", description=__doc__)
    parser.add_argument(
        "sets", type=Path, nargs="+", help="rows with the path of a page, its authors and its day"
    )
    parser.add_argument("--date", required=True, help="the day to state as that of the fit")
    given = parser.parse_args()
    polls = read_polls(given.sets)
    fitted: dict[str, Any] = {
        "source": {"sets": SETS, "fitted": given.date, "command": f"{COMMAND} --date DATE"}
    }
    for question, answers in polls.items():
        ballot = fit_ballot(answers)
        fitted[question] = {
            "least": ballot.least,
            "pick": {"bias": ballot.pick.bias, "weights": dict(ballot.pick.weights)},
            "trust": {"bias": ballot.trust.bias, "weights": dict(ballot.trust.weights)},
        }
    json.dump(fitted, sys.stdout, indent=0, sort_keys=True, ensure_ascii=False)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
