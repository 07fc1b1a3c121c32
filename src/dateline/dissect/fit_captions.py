"""Fits the weights by which captions are told: pages with their captions known in, weights out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from dateline.dissect.captions import split_figure
from dateline.dissect.dom import PageIndex, parse_page
from dateline.dissect.html_page import _take_apart as take_page
from dateline.dissect.live import mark_live
from dateline.dissect.metadata import read_facts
from dateline.dissect.pictures import Describer, alternatives, figures
from dateline.dissect.times import likely_day
from dateline.dissect.words import key
from dateline.errors import DatelineError

#: Sites that a feature has to stand on, strength of the fit (scikit-learn's C), share that two printings share.
MIN_SITES, STRENGTH, ALIKE = 3, 2.0, 0.8


class Labelled(NamedTuple):
    """One page, the site it stands on, and its captions as its publisher or a reader told them."""

    html: bytes
    site: str
    captions: tuple[str, ...]


class Example(NamedTuple):
    """The features of one place where a caption may stand, and whether one does."""

    names: tuple[str, ...]
    site: str
    is_caption: bool


def examples(pages: Iterable[Labelled]) -> Iterator[Example]:
    """Yield the places of all pages where captions may stand; a page that cannot be read yields none."""
    for labelled in pages:
        try:
            yield from _examples(labelled)
        except DatelineError:
            continue


def _examples(labelled: Labelled) -> Iterator[Example]:
    tree, _ = parse_page(labelled.html)
    page, _, _ = take_page(PageIndex(tree), read_facts(tree, url=None), url=None)
    mark_live(page, day=likely_day(page))
    alts = alternatives(page)
    describer = Describer(page, alts=alts)
    wanted = [key(c) for c in labelled.captions]
    for figure in figures(page, alts=alts):
        worded = [b.text[start:end] for b, start, end in split_figure(figure).words]
        if worded:
            names = tuple(describer.features(figure, worded))
            if not wanted and "own" in names:
                continue  # Some publishers' parsers tell no captions at all: their pages say nothing of these.
            yield Example(names, labelled.site, _stands_in(key(" ".join(worded)), wanted))


def _stands_in(letters: str, wanted: Collection[str]) -> bool:
    for other in wanted:
        short, long = sorted((letters, other), key=len)
        if short and short in long and len(short) >= ALIKE * len(long):
            return True
    return False


def fit_captions(found: list[Example]) -> dict[str, float]:
    """Return a weight for each feature that stands on several sites, and the bias: logistic regression."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    sites = Counter(name for name, _ in {(name, e.site) for e in found for name in e.names})
    kept = {name for name, count in sites.items() if count >= MIN_SITES}
    vectors = DictVectorizer()
    rows = vectors.fit_transform([{name: 1.0 for name in e.names if name in kept} for e in found])
    model = LogisticRegression(C=STRENGTH, max_iter=1000)
    model.fit(rows, [e.is_caption for e in found])
    fitted = zip(vectors.get_feature_names_out(), model.coef_[0], strict=True)
    weights = {str(name): value for name, weight in fitted if (value := round(float(weight), 3))}
    return {"bias": round(float(model.intercept_[0]), 3), **weights}
