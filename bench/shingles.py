"""``bench shingles``: the index of sampled shingles against the exact one; its speed, empty and full."""

from __future__ import annotations

import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from bench.quality import SHARED
from bench.results import Reached, append, commit
from bench.rows import read_rows
from dateline.lineage.index import ShingleIndex, hash_words
from dateline.lineage.postings import Hashes
from dateline.text.fold import fold
from dateline.text.words import WORD

BODIES = "odds/fnc1-bodies.jsonl.gz"
#: The part of a report's shingles that another has to hold, in the issue's measure.
CONTAINED = 0.3
#: Reports held when one more is added, and how many more are added then.
HELD, MORE = 100_000, 2_000
SEED = 7

Pair = tuple[int, int]


def shingles() -> None:
    """Measure recall and speed over news bodies, and one report more where 100,000 are held."""
    begun = commit()
    texts = [row["text"] for row in read_rows(SHARED / "data" / BODIES)]
    words = [_words(text) for text in texts]
    rows = [*_recall([hash_words(some) for some in words]), *_speed(texts), *_full(words)]
    append("python -m bench shingles", rows, measured=begun)


def _words(text: str) -> list[str]:
    return [_folded(word) for word in WORD.findall(text)]


_known: dict[str, str] = {}


def _folded(word: str) -> str:
    if word not in _known:
        _known[word] = fold(word)
    return _known[word]


def _recall(reports: Sequence[Hashes]) -> Iterator[Reached]:
    gold = contained_pairs(reports)
    index, found = ShingleIndex(), set()
    begun = time.process_time()
    for number, hashes in enumerate(reports):
        found |= {(int(c.report), number) for c in index.add_hashes(str(number), hashes)}
    spent = time.process_time() - begun
    for least in (CONTAINED, 0.5):
        asked = [pair for pair, share in gold.items() if share >= least]
        share = sum(pair in found for pair in asked) / len(asked)
        must = "≥ .99" if least == CONTAINED else ""
        yield Reached("containment", f"recall ≥ {least:g} of {len(asked)} pairs", must, f"{share:.4f}", ".84")
    yield Reached("containment", "candidates", "", str(len(found)), "")
    yield Reached("index", "reports/s/core, shingled", "≥ 3000", f"{len(reports) / spent:.0f}", "1094")


def contained_pairs(reports: Sequence[Hashes]) -> dict[Pair, float]:
    """Return the pairs of which one holds enough of the other, from all shingles: the exact index."""
    postings: dict[int, list[int]] = defaultdict(list)
    found: dict[Pair, float] = {}
    for number, hashes in enumerate(reports):
        shared: Counter[int] = Counter()
        for value in hashes.tolist():
            shared.update(postings[value])
            postings[value].append(number)
        for other, count in shared.items():
            share = count / min(len(hashes), len(reports[other]))
            if share >= CONTAINED:
                found[other, number] = share
    return found


def _speed(texts: Sequence[str]) -> Iterator[Reached]:
    index = ShingleIndex()
    begun = time.process_time()
    for number, text in enumerate(texts):
        index.add(str(number), _words(text))
    spent = time.process_time() - begun
    yield Reached("index", "reports/s/core from text", "", f"{len(texts) / spent:.0f}", "812")


def _full(words: Sequence[Sequence[str]]) -> Iterator[Reached]:
    """One report more, where many are held: made ones, half a real body and half a shuffled one."""
    chance = random.Random(SEED)
    index = ShingleIndex()
    for number in range(HELD):
        index.add(str(number), _mixture(words, chance))
    spent = []
    for number in range(HELD, HELD + MORE):
        mixture = _mixture(words, chance)
        begun = time.process_time()
        index.add(str(number), mixture)
        spent.append(1000 * (time.process_time() - begun))
    spent.sort()
    for name, must, at in (("p50", "", 0.5), ("p95", "≤ 20", 0.95), ("most", "", 1.0)):
        reached = spent[min(len(spent) - 1, int(at * len(spent)))]
        yield Reached("add one", f"{name} ms at {HELD:,} held", must, f"{reached:.2f}", "")


def _mixture(words: Sequence[Sequence[str]], chance: random.Random) -> list[str]:
    one, other = chance.choice(words), chance.choice(words)
    at = chance.randrange(len(one) // 2 + 1)
    own = list(other)
    chance.shuffle(own)
    return [*one[at : at + len(one) // 2], *own[: len(own) // 2]]
