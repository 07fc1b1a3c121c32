"""Scores readings against written cases: the chain of a content, or its hedge and polarity.

Gold: ``{id, text, content, chain: [...]}`` or ``{id, text, content, hedge, polarity}``; pred: readings of the
contract. The assertion that shares most with the content answers for it; it must cover at least half of the
content, else the case is missed. A chain is right when all its links are, in order; letter case and a leading
article do not count. ``links`` counts single links. Prints sums alone, as one JSON object; ``--show`` is for
training cases: it prints each case that went wrong.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

Row = dict[str, Any]
_ARTICLE = re.compile(r"\A(?:the|an?)\s+", re.I)


def answering(case: Row, reading: Row) -> Row | None:
    """Return the assertion that stands for a case's content; None where none covers half of it."""
    start = case["text"].index(case["content"])
    end = start + len(case["content"])
    best, most = None, 0.0
    for one in reading.get("assertions") or []:
        spans = one.get("spans") or [(one["start"], one["end"])]
        shared = sum(max(0, min(end, b) - max(start, a)) for a, b in spans)
        alike = shared / (sum(b - a for a, b in spans) + end - start - shared)
        if 2 * shared >= end - start and alike > most:
            best, most = one, alike
    return best


def folded(name: str) -> str:
    """Return a link as it is compared."""
    return _ARTICLE.sub("", " ".join(name.split()).lower())


def share(good: float, count: int) -> float | None:
    """Return a share, None of nothing."""
    return round(good / count, 4) if count else None


def score_chains(cases: list[Row], answers: Iterable[Row | None], *, show: bool) -> Row:
    """Return how many chains are right: of all, and by length."""
    right: Counter[int] = Counter()
    links: Counter[str] = Counter()
    found = speaker = 0
    for case, answer in zip(cases, answers, strict=True):
        want = [folded(name) for name in case["chain"]]
        got = None if answer is None else [folded(link["text"]) for link in answer["chain"]]
        found += got is not None
        right[len(want)] += got == want
        speaker += got is not None and got[-1:] == want[-1:]
        links.update(want=len(want), got=len(got or []), both=(Counter(want) & Counter(got or [])).total())
        if show and got != want:
            print(case["id"], case["text"], "\n   want", want, "\n   got ", got)
    sizes = Counter(len(case["chain"]) for case in cases)
    return {
        "n": len(cases),
        "found": share(found, len(cases)),
        "exact": share(right.total(), len(cases)),
        "speaker": share(speaker, len(cases)),
        "links": {"f1": share(2 * links["both"], links["want"] + links["got"])},
        "by_length": {str(n): {"n": sizes[n], "exact": share(right[n], sizes[n])} for n in sorted(sizes)},
    }


def score_hedges(cases: list[Row], answers: Iterable[Row | None], *, show: bool) -> Row:
    """Return how many hedges and polarities are right: of all, and the mean over the classes."""
    marks: dict[str, dict[str, list[bool]]] = {"hedge": defaultdict(list), "polarity": defaultdict(list)}
    found = 0
    for case, answer in zip(cases, answers, strict=True):
        found += answer is not None
        for name, by_class in marks.items():
            got = None if answer is None else answer[name]
            by_class[case[name]].append(got == case[name])
            if show and got != case[name]:
                cues = [] if answer is None else [c["text"] for c in answer["hedge_cues"]]
                print(case["id"], name, case["text"], "\n   want", case[name], "got", got, cues)
    out: Row = {"n": len(cases), "found": share(found, len(cases))}
    return out | {name: _classes(by_class) for name, by_class in marks.items()}


def _classes(by_class: dict[str, list[bool]]) -> Row:
    every = [good for some in by_class.values() for good in some]
    means = {name: sum(some) / len(some) for name, some in by_class.items()}
    return {
        "accuracy": share(sum(every), len(every)),
        "macro": share(sum(means.values()), len(means)),
        "by_class": {
            name: {"n": len(by_class[name]), "recall": round(means[name], 4)} for name in sorted(means)
        },
    }


def _rows(paths: Iterable[Path]) -> list[Row]:
    lines = (line for path in paths for line in path.read_text(encoding="utf-8").split("\n"))
    return [json.loads(line) for line in lines if line.strip()]


def main() -> None:
    """Score the files named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", nargs="+", type=Path, required=True)
    parser.add_argument("--pred", nargs="+", type=Path, required=True)
    parser.add_argument("--show", action="store_true", help="print the cases that went wrong")
    options = parser.parse_args()
    cases = _rows(options.gold)
    readings = {str(row["id"]): row for row in _rows(options.pred)}
    answers = [answering(case, readings.get(str(case["id"]), {})) for case in cases]
    score = score_chains if "chain" in cases[0] else score_hedges
    print(json.dumps(score(cases, answers, show=options.show)))


if __name__ == "__main__":
    main()
