"""How a text stands to a claim: affirms it, denies it, or merely reports it. Learnt from labelled pairs.

In the n-grams the words that the text shares with the claim are masked, so that what is learnt is how headlines
and reports speak of a claim ("CLAIM, police deny") more than what the claims of the training set were about;
the claim's words that the text lacks are n-grams of their own. With an encoder, the difference of the two
vectors tells in which direction the text moves away from the claim, in words never seen before too.
Fitting needs the extra ``fit``; predicting is plain Python.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise
from operator import mul, sub
from typing import TYPE_CHECKING, NamedTuple

from dateline.matching.terms import plain_words, stem
from dateline.model import Encoder, Stance
from dateline.text.sentences import split_sentences
from dateline.text.tables import read_table

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+(?:[.,]\d+)*|[?!\"]")
_MASK, _BEGIN, _END = "CLAIM", "<s>", "</s>"
#: A text of more words is read by its first sentence and the sentences nearest to the claim.
LONG_WORDS, NEAREST = 60, 4
#: Inverse strength of the ridge. Tuned on Emergent, folds by claim: flat from .5 to 2.
STRENGTH = 1.0
#: Length of the vector of the claim's words that the text lacks, beside 1 for the text's own (same tuning).
MISSING = 0.7

Vector = Sequence[float]


class StanceFeatures(NamedTuple):
    """What a text shows of its stand.

    Counted n-grams with the claim masked, its words, n-grams of the claim with the text masked, named measures.
    """

    grams: Counter[str]
    words: Counter[str]
    missing: Counter[str]
    dense: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceRow:
    """A claim, a text that may take a stand on it, and the stand, where it is known."""

    claim: str
    text: str
    label: Stance | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceModel:
    """Weights of a multinomial logistic model over the features of ``stance_features``.

    ``rarity`` holds the inverse document frequency of each n-gram; n-grams without one are not looked at.
    ``shift`` weighs for each label the difference of the text's vector and the claim's; it is empty in a model
    that was fitted without an encoder, and then predicting needs none.
    """

    labels: tuple[Stance, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]
    rarity: Mapping[str, float]
    shift: tuple[tuple[float, ...], ...] = ()

    def predict(self, rows: Sequence[StanceRow], *, encoder: Encoder | None = None) -> list[Stance]:
        """Return the likeliest stance of each row."""
        return [
            max(probs, key=lambda s: (probs[s], s)) for probs in self.predict_probs(rows, encoder=encoder)
        ]

    def predict_probs(
        self, rows: Sequence[StanceRow], *, encoder: Encoder | None = None
    ) -> list[dict[Stance, float]]:
        """Return for each row the probability of each stance.

        Raises:
            ValueError: the model was fitted with an encoder, and none is given.
        """
        if self.shift and encoder is None:
            raise ValueError("this model was fitted with vectors: predicting takes an encoder")
        shifts = _shifts(rows, encoder) if self.shift and encoder else [()] * len(rows)
        return [
            self._probs(_vector(stance_features(row.claim, row.text), self.rarity), shift)
            for row, shift in zip(rows, shifts, strict=True)
        ]

    def _probs(self, vector: Mapping[str, float], shift: Vector) -> dict[Stance, float]:
        scores = list(self.bias)
        for i, weights in enumerate(self.shift):
            scores[i] += sum(map(mul, weights, shift))
        for name, value in vector.items():
            for i, weight in enumerate(self.weights.get(name, ())):
                scores[i] += weight * value
        top = max(scores)
        shares = [math.exp(score - top) for score in scores]
        return {label: share / sum(shares) for label, share in zip(self.labels, shares, strict=True)}


def fit_stance(
    rows: Sequence[StanceRow], *, balance: float = 0.0, encoder: Encoder | None = None
) -> StanceModel:
    """Return the model fitted on the labelled rows; others are passed over.

    ``balance`` 0 weighs every row alike, 1 every stance alike.

    Raises:
        ValueError: fewer than two stances among the labels.
    """
    known = [(row, row.label) for row in rows if row.label is not None]
    labels = [label for _, label in known]
    if len(set(labels)) < 2:
        raise ValueError("fitting stances takes rows of two stances at least")
    features = [stance_features(row.claim, row.text) for row, _ in known]
    rarity = _rarity({*f.grams, *f.words, *f.missing} for f in features)
    shifts = _shifts([row for row, _ in known], encoder) if encoder else []
    return _fit_logistic([_vector(f, rarity) for f in features], shifts, labels, rarity, balance=balance)


def _fit_logistic(
    vectors: Sequence[Mapping[str, float]],
    shifts: Sequence[Vector],
    labels: Sequence[Stance],
    rarity: Mapping[str, float],
    *,
    balance: float,
) -> StanceModel:
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    seen = Counter(labels)
    factors = {label: (len(labels) / (len(seen) * n)) ** balance for label, n in seen.items()}
    columns = DictVectorizer()
    logistic = LogisticRegression(C=STRENGTH, max_iter=1000)
    matrix = _beside(columns.fit_transform(vectors), shifts)
    # Its vectors are short: on a busy machine, more threads only wait for each other.
    with threadpool_limits(1):
        logistic.fit(matrix, list(labels), sample_weight=[factors[s] for s in labels])
    coefficients, bias = logistic.coef_.tolist(), logistic.intercept_.tolist()
    if len(seen) == 2:
        coefficients = [[side * c / 2 for c in coefficients[0]] for side in (-1, 1)]
        bias = [side * bias[0] / 2 for side in (-1, 1)]
    names = [str(name) for name in columns.get_feature_names_out()]
    return StanceModel(
        labels=tuple(Stance(label) for label in logistic.classes_),
        bias=tuple(bias),
        weights=dict(zip(names, zip(*coefficients, strict=True), strict=False)),
        rarity=rarity,
        shift=tuple(tuple(row[len(names) :]) for row in coefficients) if shifts else (),
    )


def _beside(matrix: csr_matrix, shifts: Sequence[Vector]) -> csr_matrix:
    """Return the matrix with the shifts as further columns, where there are any."""
    if not shifts:
        return matrix
    from scipy.sparse import csr_matrix, hstack

    return csr_matrix(hstack([matrix, csr_matrix(shifts)]))


def _shifts(rows: Sequence[StanceRow], encoder: Encoder) -> list[list[float]]:
    """Return how far the vector of each text, or of a long one's nearest sentence, lies from its claim's."""
    said = encoder.encode([_nearest(row.claim, row.text, 1) for row in rows])
    asked = encoder.encode([row.claim for row in rows])
    return [list(map(sub, text, claim)) for text, claim in zip(said, asked, strict=True)]


def _rarity(documents: Iterable[Set[str]]) -> dict[str, float]:
    """Return the smoothed inverse document frequency of every n-gram and word."""
    total, seen = 0, Counter[str]()
    for terms in documents:
        total += 1
        seen.update(terms)
    return {name: math.log((1 + total) / (1 + n)) + 1 for name, n in seen.items()}


def _vector(features: StanceFeatures, rarity: Mapping[str, float]) -> dict[str, float]:
    """Return n-grams and words as one vector of tf-idf each (tf as 1 + log), the measures beside them."""
    vector = dict(features.dense)
    for counts, length in ((features.grams, 1.0), (features.words, 1.0), (features.missing, MISSING)):
        block = {n: (1 + math.log(c)) * rarity[n] for n, c in counts.items() if n in rarity}
        norm = math.sqrt(sum(v * v for v in block.values())) or 1.0
        vector.update((n, length * v / norm) for n, v in block.items())
    return vector


def stance_features(claim: str, text: str) -> StanceFeatures:
    """Return the features of a text that may take a stand on the claim."""
    said, asked = _tokens(_near(claim, text)), _tokens(claim)
    shared, there = ({stem(t) for t in tokens if t not in plain_words()} for tokens in (asked, said))
    hits = [i for i, t in enumerate(said) if stem(t) in shared]
    words = Counter(f"word {t}" for t in said)
    missing = Counter(f"missing {gram}" for gram in _grams(asked, there))
    return StanceFeatures(_grams(said, shared), words, missing, _measures(text, asked, said, hits))


def _grams(said: Sequence[str], shared: Set[str]) -> Counter[str]:
    terms = [_BEGIN, *_masked(said, shared), _END]
    return Counter([*terms, *(f"{a} {b}" for a, b in pairwise(terms))])


def _masked(said: Sequence[str], shared: Set[str]) -> Iterator[str]:
    """Yield the stems of the text; a run of words that the claim has too becomes one mask."""
    for is_shared, run in groupby(map(stem, said), key=shared.__contains__):
        yield from (_MASK,) if is_shared else run


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text.lower().replace("’", "'").replace("“", '"').replace("”", '"'))


def _near(claim: str, text: str) -> str:
    """Return a short text whole; of a long one the first sentence and those that share most with the claim."""
    return _nearest(claim, text, NEAREST, first=True)


def _nearest(claim: str, text: str, count: int, *, first: bool = False) -> str:
    """Return a short text whole; of a long one so many sentences that share most with the claim, in order."""
    if len(text.split()) <= LONG_WORDS:
        return text
    asked = {stem(t) for t in _tokens(claim)} - plain_words()
    sentences = [text[start:end] for start, end in split_sentences(text)]
    likeness = [len(asked & {stem(t) for t in _tokens(s)}) for s in sentences]
    best = sorted(range(len(sentences)), key=lambda i: (-likeness[i], i))[:count]
    return " ".join(sentences[i] for i in sorted({*best, *([0] if first else [])}))


def _measures(text: str, asked: Sequence[str], said: Sequence[str], hits: Sequence[int]) -> dict[str, float]:
    figures = [{t for t in tokens if t[0].isdigit()} for tokens in (asked, said)]
    return {
        "=same figure": float(bool(figures[0] & figures[1])),
        "=other figure": float(all(figures) and not figures[0] & figures[1]),
        "=colon": float(":" in text),
        "=capitals": float(any(len(w) > 2 and w.isupper() for w in text.split())),
        **_overlap(asked, said),
        **_cues(asked, said),
        **_places(said, hits),
    }


def _overlap(asked: Sequence[str], said: Sequence[str]) -> dict[str, float]:
    a = [stem(t) for t in asked if t not in plain_words()]
    b = [stem(t) for t in said if t not in plain_words()]
    both, pairs = set(a) & set(b), set(pairwise(a)) & set(pairwise(b))
    return {
        "=of claim": len(both) / max(1, len(set(a))),
        "=of text": len(both) / max(1, len(set(b))),
        "=of both": len(both) / max(1, len({*a, *b})),
        "=pairs": len(pairs) / max(1, len(a)),
        "=length": min(len(said), 100) / 20,
    }


@cache
def _cue_words(kind: str) -> frozenset[str]:
    return frozenset(row["word"] for row in read_table("stance_cues") if row["kind"] == kind)


def _cues(asked: Sequence[str], said: Sequence[str]) -> dict[str, float]:
    out = {"=question": float("?" in said), "=quotes": float('"' in said)}
    for kind in ("refute", "hedge"):
        words = _cue_words(kind)
        here, there = sum(t in words for t in said), any(t in words for t in asked)
        out[f"={kind}"] = float(here > 0)
        out[f"={kind} often"] = min(here, 3) / 2
        out[f"={kind} in claim"] = float(there)
        out[f"={kind} new"] = float(here > 0 and not there)
        out[f"={kind} dropped"] = float(there and not here)
    return out


def _places(said: Sequence[str], hits: Sequence[int]) -> dict[str, float]:
    """Return whether cues stand before, among or after the words of the claim."""
    first, last = (hits[0], hits[-1]) if hits else (len(said), len(said))
    stretches = {"before": said[:first], "among": said[first:last], "after": said[last + 1 :]}
    out = {"=starts": min(first, 30) / 10, "=ends asking": float(said[-1:] == ["?"])}
    for kind in ("refute", "hedge"):
        words = _cue_words(kind)
        for where, stretch in stretches.items():
            out[f"={kind} {where}"] = float(any(t in words for t in stretch))
    return out
