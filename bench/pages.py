"""``bench pages``: pages taken apart, beside trafilatura as it comes: same pages, same run, one core.

Both run as a command of ours does, garbage looked for seldom, once their modules are loaded.

Body as the shared scorers have it: snippets that must and must not stand in the text, and shingles of four
words. The weights of the body were fitted on every second site, so each figure is given for the other half too.
"""

from __future__ import annotations

import gzip
import hashlib
import logging
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bench.quality import SHARED
from bench.results import Reached, append, commit
from bench.rows import captures, read_rows
from bench.speed import measure
from dateline.cli.collector import look_seldom
from dateline.errors import DatelineError
from dateline.model import Capture

SETS = {"snippets": "pages/trafilatura-dev/gold.jsonl.gz", "shingles": "pages/fundus-dev/gold.jsonl.gz"}
RESAMPLES, SEED, SHINGLE, WARM_UP = 1000, 7, 4, 3
_MAIN = frozenset({"standfirst", "dateline", "body", "quote", "update", "editors_note"})
_WORD = re.compile(r"\w+")


class Page(NamedTuple):
    """A page, the half of the sites it belongs to, and its counts for us and for trafilatura."""

    kept: bool
    ours: tuple[float, ...]
    theirs: tuple[float, ...]


def pages(seed: int = SEED) -> None:
    """Measure both on the same pages and write what came out."""
    begun = commit()
    # First of all: a child's peak begins with what its parent holds.
    peaks = {name: _peak(name) for name in READERS}
    spent = {"ours": 0.0, "theirs": 0.0}
    rows: list[Reached] = []
    count = 0
    for kind, name in SETS.items():
        found = list(_read(kind, SHARED / "data" / name, spent))
        count += len(found)
        for half, chosen in (("all", found), ("sites not fitted on", [p for p in found if p.kept])):
            rows.append(_figure(kind, half, chosen, seed=seed))
    speed = {name: f"{count / seconds:.1f}" for name, seconds in spent.items()}
    theirs = f"trafilatura, body alone: {speed['theirs']}"
    rows.append(Reached("take-apart", "pages per CPU s", "≥ 40", speed["ours"], theirs))
    theirs = f"trafilatura: {peaks['theirs']}"
    rows.append(Reached("take-apart", "peak MB of a fresh worker", "≤ 250", peaks["ours"], theirs))
    append("python -m bench pages", rows, measured=begun)


def _figure(kind: str, half: str, found: Sequence[Page], *, seed: int) -> Reached:
    score = _snippets_f1 if kind == "snippets" else _shingles_f1
    ours, theirs = score([p.ours for p in found]), score([p.theirs for p in found])
    low, high = interval(found, score, seed=seed)
    reached = f"{ours:.4f}; difference {ours - theirs:+.4f} [{low:+.4f}, {high:+.4f}]"
    figure = f"{kind} F1, {half}, {len(found)} pages"
    return Reached("body", figure, "not below", reached, f"trafilatura, same run: {theirs:.4f}")


def interval(
    found: Sequence[Page], score: Callable[[Sequence[tuple[float, ...]]], float], *, seed: int
) -> tuple[float, float]:
    """Return the middle 95 % of the difference over resamples of the pages."""
    draw = random.Random(seed)
    differences = []
    for _ in range(RESAMPLES):
        drawn = draw.choices(found, k=len(found))
        differences.append(score([p.ours for p in drawn]) - score([p.theirs for p in drawn]))
    differences.sort()
    return differences[int(RESAMPLES * 0.025)], differences[int(RESAMPLES * 0.975)]


def _snippets_f1(counts: Sequence[tuple[float, ...]]) -> float:
    right, wrong, missed = (sum(c[n] for c in counts) for n in range(3))
    return 2 * right / max(1, 2 * right + wrong + missed)


def _shingles_f1(counts: Sequence[tuple[float, ...]]) -> float:
    """Return the F1 of mean precision and mean recall, each over the pages that have one."""
    precisions = [right / (right + wrong) for right, wrong, _ in counts if right + wrong]
    recalls = [right / (right + missed) for right, _, missed in counts if right + missed]
    p, r = sum(precisions) / max(1, len(precisions)), sum(recalls) / max(1, len(recalls))
    return 2 * p * r / (p + r) if p + r else 0.0


def _read(kind: str, path: Path, spent: dict[str, float]) -> Iterator[Page]:
    given = list(captures([path]))
    for capture in given[:WARM_UP]:
        READERS["ours"](capture)
        READERS["theirs"](capture)
    look_seldom()
    for row, capture in zip(read_rows(path), given, strict=True):
        site = str(row.get("domain") or row.get("publisher") or row["id"])
        texts = {name: _timed(reader, capture, name, spent) for name, reader in READERS.items()}
        counts = {name: _counts(kind, row, text) for name, text in texts.items()}
        yield Page(bool(hashlib.sha256(site.encode()).digest()[0] % 2), counts["ours"], counts["theirs"])


def _timed(reader: Callable[[Capture], str], capture: Capture, name: str, spent: dict[str, float]) -> str:
    begun = time.process_time()
    text = reader(capture)
    spent[name] += time.process_time() - begun
    return text


def _counts(kind: str, row: dict[str, Any], text: str) -> tuple[float, ...]:
    """Return right, wrong and missed."""
    if kind == "snippets":
        flat = " ".join(text.split())
        held = [" ".join(s.split()) in flat for s in row["with"]]
        return sum(held), sum(" ".join(s.split()) in flat for s in row["without"]), len(held) - sum(held)
    told = [t for s in row["sections"] for t in [*s["headline"], *s["paragraphs"]]]
    gold, mine = _shingles("\n".join([*(row.get("summary") or []), *told])), _shingles(text)
    right = (gold & mine).total()
    return right, mine.total() - right, gold.total() - right


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(
        filter(None, (tuple(words[n : n + SHINGLE]) for n in range(max(1, len(words) - SHINGLE + 1))))
    )


def _ours(capture: Capture) -> str:
    from dateline.dissect import dissect

    try:
        report = dissect(capture)
    except DatelineError:
        return ""
    return "\n".join(part.text for part in report.parts if part.kind in _MAIN)


def _theirs(capture: Capture) -> str:
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    document = bare_extraction(capture.html or b"", url=capture.url, include_comments=False)
    return str(getattr(document, "text", "") or "")


READERS: dict[str, Callable[[Capture], str]] = {"ours": _ours, "theirs": _theirs}


def _peak(name: str) -> str:
    cost = measure([sys.executable, "-m", "bench.pages", name])
    return f"{cost.peak_bytes / 1e6:.0f}" if cost.status == 0 else "failed"


def work(name: str, files: Iterable[Path]) -> None:
    """Read all pages with one of the two, one after the other, as a worker does."""
    look_seldom()
    for path in files:
        for row in read_rows(path):
            data = gzip.decompress((path.parent / row["html"]).read_bytes())
            READERS[name](Capture(id=str(row["id"]), url=row.get("url"), html=data))


if __name__ == "__main__":
    work(sys.argv[1], [SHARED / "data" / name for name in SETS.values()])
