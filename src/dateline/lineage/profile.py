"""What lineage compares of one report: its words outside quotations, its speech, sources, time and names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from dateline.lineage.book import SourceBook, is_anonymous, report_outlet
from dateline.lineage.quotes import quote_spans
from dateline.lineage.wording import plain_words
from dateline.model import Counted, PartKind, Reading, Report
from dateline.text.dates import sort_key
from dateline.text.fold import fold
from dateline.text.outlets import find_outlets, outlet_key
from dateline.text.shingles import shingle
from dateline.text.words import tokenise

#: Parts whose words count as the report's own prose when texts are compared.
COMPARED = frozenset({PartKind.STANDFIRST, PartKind.BODY, PartKind.UPDATE, PartKind.EDITORS_NOTE})

#: The news stands at the top: this many words are the lead.
LEAD_WORDS = 80


class Token(NamedTuple):
    """A word of the prose: code points in the report's text, and the folded word."""

    start: int
    end: int
    key: str


class Named(NamedTuple):
    """A source as named in the report, under the key that all reports share."""

    key: str
    cue_class: str
    start: int
    end: int
    cue: tuple[int, int]
    direct: bool


@dataclass(frozen=True, slots=True)
class Profile:
    """One report as lineage sees it. ``news`` and ``speech`` map a shingle's hash to word indices."""

    id: str
    outlet: str
    when: float | None
    words: tuple[Token, ...]
    news: dict[int, list[int]]
    speech: frozenset[int]
    sources: tuple[Named, ...]
    credits: frozenset[str]
    media: frozenset[str]
    based_on: frozenset[str]
    lead: frozenset[str]
    content: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    headline: frozenset[str]
    toll: float | None


def profile(reading: Reading, book: SourceBook) -> Profile:
    """Return what lineage compares of this reading."""
    report = reading.report
    spans = _compared_spans(report)
    quotes = _clip(quote_spans(report.text), spans)
    prose = _outside(spans, quotes)
    words, news = _shingled(report.text, prose)
    sources = _sources(book, report.id)
    outlet = book.outlets[report.id]
    content = [t.key for t in _tokens(report.text, spans)]
    return Profile(
        id=report.id,
        outlet=outlet,
        when=sort_key(report.published) if report.published else None,
        words=words,
        news=news,
        speech=frozenset(s.hash for a, b in quotes for s in shingle(report.text[a:b])),
        sources=sources,
        credits=frozenset(s.key for s in sources if s.cue_class == "credit") - {outlet},
        media=frozenset(m.key for m in find_outlets(report.text)) - {outlet},
        based_on=_hosts(report),
        lead=_content_words(content[:LEAD_WORDS]),
        content=_content_words(content),
        names=_names(report.text, spans),
        numbers=frozenset(w for w in content if w.isdigit() and len(w) < 7),
        headline=_content_words([t.key for t in _tokens(report.title or "", [(0, len(report.title or ""))])]),
        toll=_toll(reading),
    )


def _sources(book: SourceBook, report: str) -> tuple[Named, ...]:
    rows = []
    for mention in book.mentions[report]:
        key = book.key(report, mention.text, at=mention.start)
        if key is not None and not is_anonymous(key):
            rows.append(
                Named(key, mention.cue_class, mention.start, mention.end, mention.cue, mention.direct)
            )
    return tuple(rows)


def _toll(reading: Reading) -> float | None:
    """The highest number of killed that the report gives."""
    bounds = [
        bound
        for assertion in reading.assertions
        for quantity in assertion.quantities
        if quantity.what is Counted.KILLED
        for bound in (quantity.low, quantity.high)
        if bound is not None
    ]
    return max(bounds, default=None)


def _hosts(report: Report) -> frozenset[str]:
    hosts = [urlsplit(url).hostname for url in report.based_on]
    return frozenset(outlet_key(host) for host in hosts if host) - {report_outlet(report)}


def _compared_spans(report: Report) -> list[tuple[int, int]]:
    spans = [(start, end) for start, end, kind in report.prose() if kind in COMPARED]
    return spans or [(start, end) for start, end, _ in report.prose()]


def _clip(quotes: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    pieces = [(max(a, s), min(b, e)) for a, b in quotes for s, e in spans]
    return [(a, b) for a, b in pieces if a < b]


def _outside(spans: Sequence[tuple[int, int]], quotes: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    pieces = []
    for start, end in spans:
        at = start
        for a, b in sorted(q for q in quotes if q[0] >= start and q[1] <= end):
            if at < a:
                pieces.append((at, a))
            at = max(at, b)
        if at < end:
            pieces.append((at, end))
    return pieces


@lru_cache(maxsize=65536)
def _key(word: str) -> str:
    return fold(word)


def _tokens(text: str, spans: Sequence[tuple[int, int]]) -> list[Token]:
    return [
        Token(start + w.start, start + w.end, key)
        for start, end in spans
        for w in tokenise(text[start:end])
        if (key := _key(w.text)) and any(map(str.isalnum, key))
    ]


def _shingled(text: str, prose: Sequence[tuple[int, int]]) -> tuple[tuple[Token, ...], dict[int, list[int]]]:
    words = tuple(_tokens(text, prose))
    at = {word.start: index for index, word in enumerate(words)}
    news: dict[int, list[int]] = {}
    for start, end in prose:
        for piece in shingle(text[start:end]):
            index = at.get(start + piece.start)
            if index is not None:
                news.setdefault(piece.hash, []).append(index)
    return words, news


def _content_words(words: Sequence[str]) -> frozenset[str]:
    return frozenset(w for w in words if len(w) > 2 and w not in plain_words()) | {
        w for w in words if w.isdigit()
    }


_NAME = re.compile(r"(?<![.!?\n] )(?<![.!?\n“\"])\b[A-Z][\w’'-]+")


def _names(text: str, spans: Sequence[tuple[int, int]]) -> frozenset[str]:
    found = {_key(m.group()) for start, end in spans for m in _NAME.finditer(text[start:end])}
    return frozenset(name for name in found if len(name) > 2 and name not in plain_words())
