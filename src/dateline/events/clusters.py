"""Which reports speak of the same event: TF-IDF vectors and average linkage."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from dateline.events.traits import likeness, read_traits
from dateline.model import Reading
from dateline.text.fold import fold
from dateline.text.tables import read_table

#: Reports of two events: below this mean nearness two groups of a folder are kept apart. Low on purpose: a
#: report torn from its event is worse than two events on one sheet, of which the claims tell.
APART = 0.045
#: The threshold for telling confusable events apart: the highest within half a point of the best B-cubed F1 on
#: every second topic of ECB+ (events/ecbplus-dev), the others left out of the choice.
SAME_EVENT = 0.26
#: Names and figures weigh this many times a common word: they tell two events of one kind apart.
NAMES = 2.0

_WORD = re.compile(r"[a-z0-9]{2,}")
#: A word as names and common words are spelled; abbreviations in capitals are neither.
_SPELLED = re.compile(r"\b[A-Za-zÀ-ÖØ-öø-ÿ][a-zß-öø-ÿ]+\b")
Vector = Mapping[str, float]


def cluster_texts(texts: Sequence[str], *, threshold: float = SAME_EVENT) -> list[int]:
    """Return a cluster number for each text, numbered by first appearance.

    Average linkage over cosine of TF-IDF (sub-linear term frequency): the two closest clusters are joined
    while their mean similarity is at least ``threshold``.
    """
    groups = _link(_similarities(_vectors(texts)), len(texts), threshold)
    number = [0] * len(texts)
    for n, members in enumerate(sorted(groups, key=min)):
        for member in members:
            number[member] = n
    return number


def split_events(readings: Sequence[Reading]) -> list[list[Reading]]:
    """Return the readings grouped by event, largest group first; reports of one event stay one group.

    Two reports are the nearer the more words they share that are not everybody's, the more towns they name alike,
    the more their deeds are of a kind, and the fewer days lie between them.
    """
    similarity = _similarities(_vectors([_telling(reading) for reading in readings]))
    traits = [read_traits(reading) for reading in readings]
    nearness = [
        {other: score * likeness(traits[n], traits[other]) for other, score in row.items()}
        for n, row in enumerate(similarity)
    ]
    dated = [n for n, trait in enumerate(traits) if trait.at is not None]
    ordered = [[readings[n] for n in sorted(group)] for group in _linked_dated_first(nearness, dated)]
    return sorted(ordered, key=lambda part: -len(part))


def _linked_dated_first(nearness: Sequence[Mapping[int, float]], dated: Sequence[int]) -> list[list[int]]:
    """Link the reports that say when they were written, then lay each other one to the group it is nearest to.

    An undated report would bridge two events of one kind that lie months apart.
    """
    first = list(dated) or list(range(len(nearness)))
    place = {n: k for k, n in enumerate(first)}
    among = [{place[m]: score for m, score in nearness[n].items() if m in place} for n in first]
    groups = [[first[k] for k in group] for group in _link(among, len(first), APART)]
    for n in (n for n in range(len(nearness)) if n not in place):
        near = [(sum(nearness[n].get(m, 0.0) for m in group) / len(group), group) for group in groups]
        mean, best = max(near, key=lambda item: (item[0], len(item[1])))
        if mean >= APART:
            best.append(n)
        else:
            groups.append([n])
    return sorted(groups, key=min)


def _telling(reading: Reading) -> str:
    plain = {row["word"] for row in read_table("plain_words")}
    words = re.findall(r"[^\W_]+", f"{reading.report.title or ''}\n{reading.text}")
    return " ".join(word for word in words if fold(word) not in plain)


def _vectors(texts: Sequence[str]) -> list[Vector]:
    counted = [Counter(_WORD.findall(fold(text))) for text in texts]
    held = Counter(term for terms in counted for term in terms)
    names = _names(texts)
    return [_unit(terms, held, names, total=len(texts)) for terms in counted]


def _names(texts: Sequence[str]) -> set[str]:
    """Return the words that the texts mostly spell with a capital."""
    capital, small = Counter[str](), Counter[str]()
    for text in texts:
        for word in set(_SPELLED.findall(text)):
            (capital if word[0].isupper() else small)[fold(word)] += 1
    return {word for word, times in capital.items() if times > 2 * small[word]}


def _unit(terms: Counter[str], held: Counter[str], names: set[str], *, total: int) -> Vector:
    """Return the terms' weights at unit length; a term of one text alone tells nothing of another."""
    weights = {
        term: (1 + math.log(times))
        * (math.log((1 + total) / (1 + held[term])) + 1)
        * (NAMES if term in names or term.isdigit() else 1.0)
        for term, times in terms.items()
        if held[term] > 1
    }
    length = math.sqrt(sum(w * w for w in weights.values())) or 1.0
    return {term: weight / length for term, weight in weights.items()}


def _similarities(vectors: Sequence[Vector]) -> list[dict[int, float]]:
    """Return, for each vector, its cosine with every other that shares a term."""
    holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
    found: list[dict[int, float]] = [defaultdict(float) for _ in vectors]
    for number, vector in enumerate(vectors):
        for term, weight in vector.items():
            for other, other_weight in holders[term]:
                found[number][other] += weight * other_weight
                found[other][number] += weight * other_weight
            holders[term].append((number, weight))
    return found


def _link(similarity: list[dict[int, float]], total: int, threshold: float) -> list[list[int]]:
    """Join by nearest-neighbour chains: the sums of similarities between clusters are kept as they merge."""
    members = {n: [n] for n in range(total)}
    sums = {n: dict(row) for n, row in enumerate(similarity)}
    chain: list[int] = []
    done: list[list[int]] = []
    while members:
        if not chain:
            chain.append(min(members))
        last = chain[-1]
        best, mean = _nearest(last, sums, members, prefer=chain[-2] if len(chain) > 1 else None)
        if best is None or mean < threshold:
            _retire(last, members, sums, done)
            chain.pop()
        elif len(chain) > 1 and best == chain[-2]:
            chain = chain[:-2]
            _merge(last, best, members, sums)
        else:
            chain.append(best)
    return done


def _nearest(
    one: int, sums: Mapping[int, Mapping[int, float]], members: Mapping[int, list[int]], *, prefer: int | None
) -> tuple[int | None, float]:
    best, top = None, -1.0
    for other, total in sums[one].items():
        mean = total / (len(members[one]) * len(members[other]))
        if mean > top or (mean == top and other == prefer):
            best, top = other, mean
    return best, top


def _retire(
    one: int, members: dict[int, list[int]], sums: dict[int, dict[int, float]], done: list[list[int]]
) -> None:
    done.append(members.pop(one))
    for other in sums.pop(one):
        sums[other].pop(one, None)


def _merge(one: int, other: int, members: dict[int, list[int]], sums: dict[int, dict[int, float]]) -> None:
    members[other] += members.pop(one)
    for third, total in sums.pop(one).items():
        sums[third].pop(one, None)
        if third != other:
            sums[other][third] = sums[other].get(third, 0.0) + total
            sums[third][other] = sums[other][third]
