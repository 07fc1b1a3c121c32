"""The type of the event that a snippet reports: TF-IDF and logistic regression, fitted per set of types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol


class TypeModel(Protocol):
    """Tells the type of each snippet."""

    def predict(self, texts: Sequence[str]) -> Sequence[str]:
        """Return one type a text."""
        ...


def fit_types(texts: Sequence[str], types: Sequence[str], *, seed: int = 7) -> TypeModel:
    """Return a model of the types given (needs the extra ``fit``).

    Word and character n-grams carry names, verbs and their endings; classes are weighed by their rarity.
    """
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline, make_union

    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2)
    characters = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, min_df=3)
    learner = LogisticRegression(C=20.0, class_weight="balanced", max_iter=2000, random_state=seed)
    model: Any = make_pipeline(make_union(words, characters), learner)
    fitted: TypeModel = model.fit(list(texts), list(types))
    return fitted
