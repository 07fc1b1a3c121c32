"""The type of the event that a snippet reports: words, meaning and deeds, fitted per set of types."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Protocol

from dateline.events.verbs import event_verbs, find_verbs
from dateline.model import Encoder

#: What the vector of the whole snippet and the deeds found in it weigh beside one block of n-grams, and how far
#: the learner may go; chosen by weighted F1, five folds over events/case2021-dev.
MEANING, DEEDS, REACH = 1.25, 0.3, 10.0


class TypeModel(Protocol):
    """Tells the type of each snippet."""

    def predict(self, texts: Sequence[str]) -> Sequence[str]:
        """Return one type a text."""
        ...


def fit_types(texts: Sequence[str], types: Sequence[str], *, encoder: Encoder, seed: int = 7) -> TypeModel:
    """Return a model of the types given (needs the extra ``fit``).

    Word and character n-grams carry names, verbs and their endings, the encoder's vector the meaning, the table
    of event verbs the deed; a logistic regression weighs the classes by their rarity.
    """
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline, make_union
    from sklearn.preprocessing import FunctionTransformer

    blocks = make_union(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, min_df=3),
        FunctionTransformer(lambda rows: _scaled(encoder.encode(list(rows)), MEANING)),
        FunctionTransformer(lambda rows: _scaled([_deeds(text) for text in rows], DEEDS)),
    )
    learner = LogisticRegression(C=REACH, class_weight="balanced", max_iter=3000, random_state=seed)
    model: Any = make_pipeline(blocks, learner)
    fitted: TypeModel = model.fit(list(texts), list(types))
    return fitted


def _scaled(rows: Sequence[Sequence[float]], weight: float) -> Any:
    import numpy as np

    return np.asarray(rows, dtype=np.float64) * weight


def _deeds(text: str) -> list[float]:
    """Return which verbs of the table the text has, at unit length."""
    found = find_verbs(text)
    share = 1.0 / math.sqrt(len(found)) if found else 0.0
    return [share * (verb in found) for verb in event_verbs()]
