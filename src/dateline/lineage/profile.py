"""What lineage compares of one report: its words outside quotations, its speech, sources, time and names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from dateline.lineage.book import SourceBook
from dateline.lineage.captured import report_outlet
from dateline.lineage.merging import is_anonymous
from dateline.lineage.quotes import quote_spans
from dateline.lineage.times import Moment, latest, moment
from dateline.lineage.wording import content_words, plain_words
from dateline.model import Counted, Link, PartKind, Reading, Report
from dateline.text.fold import fold
from dateline.text.outlets import outlet_key
from dateline.text.sentences import split_sentences
from dateline.text.shingles import shingle
from dateline.text.words import tokenise

#: Parts whose words count as the report's own prose when texts are compared.
COMPARED = frozenset({PartKind.STANDFIRST, PartKind.BODY, PartKind.UPDATE, PartKind.EDITORS_NOTE})

#: Shorter pieces are labels and cries, no sentences (code points).
SENTENCE = 26

#: The news stands at the top: this many words are the lead.
LEAD_WORDS = 80


class Token(NamedTuple):
    """A word of the prose: code points in the report's text, and the folded word."""

    start: int
    end: int
    key: str


class Named(NamedTuple):
    """A source as named in the report, under the key that all reports share; see ``Mention``."""

    key: str
    start: int
    end: int
    text: str
    cue_class: str
    cue: tuple[int, int]
    direct: bool
    place: int
    worded: bool
    written: Moment | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """One report as lineage sees it. ``news`` and ``speech`` map a shingle's hash to word indices."""

    id: str
    outlet: str
    when: Moment | None
    latest: Moment | None
    words: tuple[Token, ...]
    news: dict[int, list[int]]
    speech: frozenset[int]
    sources: tuple[Named, ...]
    credits: frozenset[str]
    media: frozenset[str]
    houses: frozenset[str]
    based_on: frozenset[str]
    bases: frozenset[str]
    links: tuple[Link, ...]
    url: str | None
    stems: frozenset[str]
    sentences: tuple[frozenset[str], ...]
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
    sources = _sources(book, report)
    outlet = book.outlets[report.id]
    content = [t.key for t in _tokens(report.text, spans)]
    return Profile(
        id=report.id,
        outlet=outlet,
        when=moment(report.published, book.zone),
        latest=_latest(report, book.zone),
        words=words,
        news=news,
        speech=frozenset(s.hash for a, b in quotes for s in shingle(report.text[a:b])),
        sources=sources,
        credits=frozenset(s.key for s in sources if s.cue_class == "credit") - {outlet},
        media=(book.media[report.id] | _written_hosts(report.text, book)) - {outlet},
        houses=_houses(report, outlet, sources),
        based_on=_hosts(report),
        bases=frozenset(map(address_key, _bases(report))),
        links=report.links,
        url=report.url,
        stems=content_words(report.text),
        sentences=_sentences(report.text),
        lead=_content_words(content[:LEAD_WORDS]),
        content=_content_words(content),
        names=_names(report.text, spans),
        numbers=frozenset(w for w in content if w.isdigit() and len(w) < 7),
        headline=_content_words([t.key for t in _tokens(report.title or "", [(0, len(report.title or ""))])]),
        toll=_toll(reading),
    )


def _sentences(text: str) -> tuple[frozenset[str], ...]:
    """The content words of each sentence that is one, headline included."""
    spans = [(a, b) for a, b in split_sentences(text) if b - a >= SENTENCE]
    return tuple(words for a, b in spans if (words := content_words(text[a:b])))


def _sources(book: SourceBook, report: Report) -> tuple[Named, ...]:
    rows = []
    for mention in book.mentions[report.id]:
        key = book.key(report.id, mention.text, at=mention.start)
        if key is not None and not is_anonymous(key):
            rows.append(Named(key, *mention, _written(report, mention.place, book.zone)))
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


def _latest(report: Report, zone: int) -> Moment | None:
    """When the report last changed: its update stamp or that of a part, else its publication."""
    stamps = [report.published, report.updated, *(part.at for part in report.parts)]
    return latest([time for stamp in stamps if (time := moment(stamp, zone)) is not None])


def _written(report: Report, at: int, zone: int) -> Moment | None:
    """When the words at an offset were written: the stamp of their entry, else the report's last change.

    In a report whose later entries carry stamps of their own, the rest is as old as its publication.
    """
    stamped = [p for p in report.parts if p.at is not None and p.start is not None and p.end is not None]
    for part in stamped:
        if (part.start or 0) <= at < (part.end or 0):
            return moment(part.at, zone)
    return moment(report.published, zone) if stamped else _latest(report, zone)


def _houses(report: Report, outlet: str, sources: Sequence[Named]) -> frozenset[str]:
    """The outlet; where a report does not say whose it is, also the name in brackets that opens it."""
    if report.outlet or report.url:
        return frozenset({outlet})
    return frozenset({outlet, *(s.key for s in sources if report.text[: s.start].strip() == "(")})


_HOST = re.compile(r"(?<![\w@.-])[\w-]+(?:\.[\w-]+)*\.[a-z]{2,4}(?![\w-])")


def _written_hosts(text: str, book: SourceBook) -> frozenset[str]:
    """The captured outlets whose hosts stand in the prose ("example.com said")."""
    found = frozenset(outlet_key(match.group()) for match in _HOST.finditer(text))
    return found & frozenset(book.outlets.values())


def _bases(report: Report) -> list[str]:
    """The addresses that the page names as where its words come from: in its head, or linked in a credit line."""
    credited = [(c.start, c.end) for c in report.credits if c.start is not None and c.end is not None]
    linked = [link.url for link in report.links if any(a <= link.start < b for a, b in credited)]
    return [*report.based_on, *linked]


def _hosts(report: Report) -> frozenset[str]:
    hosts = [address_key(url).split("/")[0] for url in _bases(report)]
    return frozenset(outlet_key(host) for host in hosts if host) - {report_outlet(report)}


_TRACKING = re.compile(r"(?i)^(?:utm_\w+|fbclid|gclid|ref|ref_src|cmpid|ocid|smid|xtor|at_\w+)=")


def address_key(url: str) -> str:
    """Return what tells an address from others: no scheme, "www", tracking, fragment or closing slash."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:  # brackets that hold no address
        return url.strip()
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("amp.")
    query = "&".join(sorted(q for q in parts.query.split("&") if q and not _TRACKING.match(q)))
    return f"{host}{parts.path.rstrip('/')}" + (f"?{query}" if query else "")


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
