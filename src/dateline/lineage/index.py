"""An inverted index of sampled shingles: which reports are worth laying side by side."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from dateline.lineage.profile import Profile

#: Up to this many reports every shingle is kept; beyond it one in ``SAMPLE``, chosen by the hash alone so
#: that both sides keep the same ones.
EXACT_UP_TO = 300
SAMPLE = 8
#: A report with fewer shingles than this is looked up by all of them.
SHORT = 20
#: Wording that stands in this many reports, and in more than this share of them, is house text.
COMMON, COMMON_SHARE = 30, 0.1
#: Fewer shared shingles than this are chance (on the sampled scale).
LEAST_SHARED = 2


def candidate_pairs(profiles: Sequence[Profile]) -> list[tuple[str, str]]:
    """Return the pairs of report ids that share wording, ids in order inside each pair and between pairs."""
    step = 1 if len(profiles) <= EXACT_UP_TO else SAMPLE
    short = {h for p in profiles if len(p.news) < SHORT for h in p.news}
    postings: dict[int, list[str]] = defaultdict(list)
    for one in sorted(profiles, key=lambda p: p.id):
        for value in {*one.news, *one.speech}:
            if value % step == 0 or value in short:
                postings[value].append(one.id)
    shared = _count_shared(postings, len(profiles))
    return sorted(pair for pair, n in shared.items() if n >= LEAST_SHARED)


def _count_shared(postings: Mapping[int, Sequence[str]], reports: int) -> Counter[tuple[str, str]]:
    limit = max(COMMON, int(COMMON_SHARE * reports))
    shared: Counter[tuple[str, str]] = Counter()
    for ids in postings.values():
        if 1 < len(ids) <= limit:
            shared.update((a, b) for n, a in enumerate(ids) for b in ids[n + 1 :])
    return shared
