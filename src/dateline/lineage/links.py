"""Finds which captured report a naming means: of an outlet's reports the one that tells it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from dateline.lineage.profile import Named, Profile, address_key
from dateline.lineage.times import Moment, surely_later
from dateline.lineage.wording import content_words

#: A naming means a report that holds this part of the words around it…
LEAST_SHARED = 0.3
#: …or one whose top news shares this part of the child's top words.
SAME_NEWS = 0.3
#: …or this part of them, where the two reports share as many names.
LEAST_TOLD, SHARED_NAMES = 0.1, 3
#: The outlet's latest report is the likelier one to be meant, by this much.
LATEST_BONUS = 0.15
#: A naming means a report of the last days (seconds).
MEMORY_S = 7 * 86400

_RELAYING = frozenset(("relay", "say", "credit", "mention"))


class Naming(NamedTuple):
    """A child's wording that names a parent, and the share of the words around it that the parent holds."""

    named: Named
    score: float


Namings = dict[tuple[str, str], list[Naming]]


def find_namings(profiles: Sequence[Profile], texts: Mapping[str, str]) -> Namings:
    """Return the namings of captured reports, keyed by child and parent, the best first."""
    by_outlet: dict[str, list[Profile]] = defaultdict(list)
    for one in profiles:
        by_outlet[one.outlet].append(one)
    urls = {address_key(one.url): one for one in profiles if one.url}
    found: Namings = defaultdict(list)
    for child in profiles:
        for parent, naming in (*_linked(child, urls), *_cited(child, texts[child.id], by_outlet)):
            found[child.id, parent].append(naming)
    return {pair: sorted(some, key=lambda n: (-n.score, n.named.place)) for pair, some in found.items()}


def _linked(child: Profile, urls: Mapping[str, Profile]) -> Iterator[tuple[str, Naming]]:
    """The captured reports that the child's links lead to."""
    for link in child.links:
        address = address_key(link.url)
        parent = urls.get(address)
        if parent is not None and parent.outlet != child.outlet:
            span = (link.start, link.end)
            kind = "credit" if address in child.bases else "relay"
            named = Named(parent.outlet, *span, link.text, kind, span, True, link.start, False)
            yield parent.id, Naming(named, 1.0)


def _cited(
    child: Profile, text: str, by_outlet: Mapping[str, Sequence[Profile]]
) -> Iterator[tuple[str, Naming]]:
    """The captured reports that the child's namings mean: one a named outlet and a time of writing."""
    groups: dict[tuple[str, Moment | None], list[Named]] = defaultdict(list)
    for source in child.sources:
        if source.cue_class in _RELAYING and source.direct and source.key != child.outlet:
            groups[source.key, source.written].append(source)
    for (key, written), sources in groups.items():
        parents = [p for p in by_outlet.get(key, ()) if _can_mean(p, written)]
        words = [context_words(text, source) for source in sources]
        best = max((_meant(child, p, words, parents) for p in parents), default=None)
        if best is not None and best[0] > 0:
            meant = next(p for p in parents if p.id == best[1])
            for source, some in zip(sources, words, strict=True):
                yield meant.id, Naming(source, share(some, meant))


def _can_mean(parent: Profile, written: Moment | None) -> bool:
    """Return whether the parent was out when the words were written, and not long before."""
    if written is None or parent.when is None:
        return True
    return not surely_later(parent.when, written) and written.start - parent.when.start < MEMORY_S


def _meant(
    child: Profile, parent: Profile, words: Sequence[frozenset[str]], rivals: Sequence[Profile]
) -> tuple[float, str]:
    """Return the strength with which namings mean a parent (0: not at all), and its id."""
    best = max(share(some, parent) for some in words)
    told = best >= LEAST_SHARED or same_news(child, parent)
    if not told and (best < LEAST_TOLD or len(child.names & parent.names) < SHARED_NAMES):
        return (0.0, parent.id)
    newest = max((p.when for p in rivals if p.when is not None), default=None)
    bonus = LATEST_BONUS if parent.when == newest else 0.0
    return (round(share(frozenset().union(*words), parent) + bonus + 0.01, 6), parent.id)


def same_news(child: Profile, parent: Profile) -> bool:
    """Return whether two reports' top words are those of one piece of news."""
    least = min(len(child.lead), len(parent.content))
    return least > 0 and len(child.lead & parent.content) >= SAME_NEWS * least


def share(words: frozenset[str], parent: Profile) -> float:
    """Return which part of some words a report holds."""
    return len(words & parent.stems) / len(words) if words else 0.0


def context_words(text: str, source: Named) -> frozenset[str]:
    """Return the content words of the paragraph that rests on a source, its own name left out."""
    if source.cue_class == "credit":
        return content_words(text)
    start = text.rfind("\n", 0, source.place) + 1
    end = text.find("\n", source.place)
    paragraph = text[start : end if end >= 0 else len(text)]
    sentences = [m.span() for m in _SENTENCE.finditer(paragraph)]
    at = source.place - start
    near = [paragraph[a:b] for a, b in sentences if a <= at < b] or [paragraph]
    return content_words(" ".join(near)) - content_words(source.text)


_SENTENCE = re.compile(r"[^.!?]+(?:[.!?]+(?!\s+[A-Z“\"])[^.!?]*)*[.!?]*\s*")
