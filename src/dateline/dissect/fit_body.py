"""Fits the weights that tell running text; needs scikit-learn (extra ``fit``), alone in this room.

Labels come from three kinds of rows: pages whose whole text is known, pages of which snippets are known to be
text or not, and trafilatura's reading for the blocks about which a page's labels say nothing.
"""

from __future__ import annotations

import logging
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from dateline.dissect.blocks import Block, lay_page
from dateline.dissect.body import BodyModel, one_copy
from dateline.dissect.comments import read_thread
from dateline.dissect.dom import PageIndex, parse_page
from dateline.dissect.metadata import read_facts
from dateline.dissect.prose import Prose
from dateline.dissect.views import names_of
from dateline.dissect.words import key

#: A block of this many letters is found by its words alone; a shorter one only beside its neighbours.
SURE_LETTERS, NEAR_LETTERS = 24, 12
#: Letters of a block that a known text is searched for; share of a long block's stretches found in it.
MIN_LETTERS, STRETCH, FOUND_SHARE = 16, 24, 0.6
#: Weight of a block by what its label rests on; a page's blocks count fully up to so many.
TAUGHT, WHOLE, SHORT, SNIPPET, FULL_PAGE = 0.35, 1.0, 0.5, 3.0, 150
#: On how many sites a feature, or a word in a name, has to occur; folds of the first look; penalties; the cut.
MIN_SITES, MIN_NAME_SITES, FOLDS, FIRST_C, SECOND_C, CUT = 4, 6, 4, 1.0, 0.1, 0.4
_NAMES = ("name:", "word:", "prop:")


@dataclass(slots=True)
class Labelled:
    """A page with what is known of its text: all of it, or snippets in it and snippets not in it."""

    html: bytes
    site: str
    url: str | None = None
    paragraphs: Sequence[str] = ()
    wanted: Sequence[str] = ()
    unwanted: Sequence[str] = ()


@dataclass(slots=True)
class _Example:
    site: str
    prose: Prose
    names: list[list[str]]
    labels: list[bool]
    weights: list[float]
    more: list[list[str]] = field(default_factory=list)


def fit_body(pages: Iterable[Labelled]) -> dict[str, Any]:
    """Return the weights of both looks, and the probability above which a block is text."""
    examples = [example for page in pages if (example := _example(page)) is not None]
    for fold in range(FOLDS):
        trained = _fit([e for n, e in enumerate(examples) if n % FOLDS != fold], penalty=FIRST_C)
        model = BodyModel(first=trained, second={}, cut=CUT)
        for example in examples[fold::FOLDS]:
            more = example.prose.second(model.first(example.prose)[0])
            example.more = [[name for view in views for name in names_of(view)] for views in more]
    first = _fit(examples, penalty=FIRST_C)
    for example in examples:
        example.names = [a + b for a, b in zip(example.names, example.more, strict=True)]
    return {"cut": CUT, "first": first, "second": _fit(examples, penalty=SECOND_C)}


def _fit(examples: Sequence[_Example], *, penalty: float) -> dict[str, float]:
    """Return a weight for each name that occurs on several sites: logistic regression."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    sites: dict[str, set[str]] = defaultdict(set)
    for example in examples:
        for name in {name for names in example.names for name in names}:
            sites[name].add(example.site)
    kept = {n for n, s in sites.items() if len(s) >= (MIN_NAME_SITES if n.startswith(_NAMES) else MIN_SITES)}
    rows = [{name: 1.0 for name in names if name in kept} for e in examples for names in e.names]
    vectors = DictVectorizer()
    model = LogisticRegression(C=penalty, max_iter=400, fit_intercept=False)
    model.fit(
        vectors.fit_transform(rows),
        [label for e in examples for label in e.labels],
        sample_weight=[weight for e in examples for weight in e.weights],
    )
    fitted = zip(vectors.get_feature_names_out(), model.coef_[0], strict=True)
    return {str(name): value for name, weight in fitted if (value := round(float(weight), 2))}


def _example(page: Labelled) -> _Example | None:
    tree, _ = parse_page(page.html)
    facts = read_facts(tree, url=page.url)
    areas = read_thread(tree, facts).areas
    index = PageIndex(tree)
    blocks, _ = lay_page(index, left_out=areas)
    if not blocks:
        return None
    prose = Prose(index, blocks, facts)
    taught = one_copy(index, blocks, list(align(blocks, key(_taught(page.html)))))
    labels = [n in taught for n in range(len(blocks))]
    weights = [TAUGHT] * len(blocks)
    if page.paragraphs:
        _label_by_text(blocks, page.paragraphs, labels, weights)
    _label_by_snippets(blocks, page, labels, weights)
    scale = min(1.0, FULL_PAGE / len(blocks))
    names = [
        [*(name for view in views for name in names_of(view)), *around]
        for views, around in zip(prose.views(), prose.around(), strict=True)
    ]
    return _Example(page.site, prose, names, labels, [weight * scale for weight in weights])


def _label_by_text(
    blocks: Sequence[Block], paragraphs: Sequence[str], labels: list[bool], weights: list[float]
) -> None:
    """Label all blocks of a page whose whole text is known."""
    known = {key(p) for p in paragraphs}
    letters = "".join(key(p) for p in paragraphs)
    seen: Counter[str] = Counter()
    for number, block in enumerate(blocks):
        if len(block.key) < MIN_LETTERS:
            labels[number] = labels[number] and block.key in known
            weights[number] = SHORT
            continue
        seen[block.key] += 1
        again = seen[block.key] > 1 and not labels[number]
        labels[number] = not again and _stands_in(block.key, letters)
        weights[number] = WHOLE


def _stands_in(words: str, text: str) -> bool:
    if words in text:
        return True
    stretches = [words[at : at + STRETCH] for at in range(0, len(words) - STRETCH, STRETCH)]
    return len(stretches) > 2 and sum(s in text for s in stretches) > FOUND_SHARE * len(stretches)


def _label_by_snippets(
    blocks: Sequence[Block], page: Labelled, labels: list[bool], weights: list[float]
) -> None:
    sure: set[int] = set()
    for letters in filter(None, map(key, page.wanted)):
        hits = [n for n, block in enumerate(blocks) if letters in block.key]
        if len(hits) > 1:
            hits = [n for n in hits if labels[n]] or hits[:1]
        sure.update(hits)
    for letters in filter(None, map(key, page.unwanted)):
        for number, block in enumerate(blocks):
            if letters in block.key and number not in sure:
                labels[number], weights[number] = False, SNIPPET
    for number in sure:
        labels[number], weights[number] = True, SNIPPET


def _taught(data: bytes) -> str:
    """Return what trafilatura takes for the text of a page."""
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    document = bare_extraction(parse_page(data)[0], include_comments=False)
    body = getattr(document, "body", None)
    return "" if body is None else " ".join(body.itertext())


def align(blocks: Sequence[Block], said: str) -> dict[int, int]:
    """Return the place in some letters of each block that stands in them, short ones in their order alone."""
    places: dict[int, int] = {}
    at = 0
    for block in blocks:
        letters = block.key
        if not letters:
            continue
        if len(letters) >= SURE_LETTERS:
            place = said.find(letters, at)
            place = place if place >= 0 else said.find(letters)
        else:
            place = said.find(letters, at, at + NEAR_LETTERS + len(letters)) if at else -1
        if place >= 0:
            places[block.index] = place
            at = place + len(letters)
    return places
