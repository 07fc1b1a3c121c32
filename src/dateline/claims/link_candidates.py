"""What the linker may choose from: the tags, quotations made whole, and sources that stand where one is missing."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dateline.claims.spans import SpanIndex
from dateline.model import Tag, TagKind
from dateline.reader.phrases import subject_before
from dateline.reader.quotes import Quotation
from dateline.reader.rules import RuleTagger
from dateline.reader.tokens import read_tokens

#: Fewer words between marks are scare quotes (notes on the reader: 81 % of shorter ones are still speech,
#: but only where a cue says so).
QUOTATION_WORDS = 4
#: Above this share in common, a fainter content is the surer one with other borders.
_SAME = 0.7
#: How faint what no tag shows is.
GUESSED = 3
_NEAR = 2
_LONGEST_NAME = 8
_COLON = re.compile(
    r"(?P<source>[A-Z][\w.'’-]*(?: (?:(?:and|of|the|for|de|al-)\s)?[A-Z][\w.'’-]*){0,5})"
    r"(?:,? \([^)]{1,20}\))?\s?(?P<cue>:)(?=\s+[“\"])"
)
#: A line that is a quotation and who signs it: “...” — Ada Example.
_SIGNED = re.compile(
    r"^[ \t]*(?P<content>[“”\"][^\n]{3,}[”\"])[ \t]*(?P<cue>[―—–]|--?)[ \t]*"
    r"(?P<source>[A-Z][^\n“”\"]{1,60}?)[ \t.]*$",
    re.M,
)


class Signed(NamedTuple):
    """A line of a quotation and its signature: spans of the words, of the dash and of the name."""

    content: tuple[int, int]
    cue: tuple[int, int]
    source: tuple[int, int]


def find_signed(text: str, start: int, end: int) -> list[Signed]:
    """Return the quotations that are signed behind a dash on their own line, between two offsets."""
    return [
        Signed(hit.span("content"), hit.span("cue"), hit.span("source"))
        for hit in _SIGNED.finditer(text, start, end)
        if len(hit.group("source").split()) <= _LONGEST_NAME
    ]


class Candidate(NamedTuple):
    """A tag, or what may stand for one. ``lone``: only its quotation marks speak for it."""

    start: int
    end: int
    kind: TagKind
    faint: int
    lone: bool = False


def find_candidates(
    text: str, sentences: Sequence[tuple[int, int]], *, tags: Iterable[Tag], quotes: Sequence[Quotation]
) -> list[Candidate]:
    """Return all that links may be made of, in text order."""
    long = [q for q in quotes if len(text[q.start : q.end].split()) >= QUOTATION_WORDS]
    given = [Candidate(tag.start, tag.end, tag.kind, tag.faint) for tag in tags]
    given += _ruled(text, sentences, given)
    found = _distinct(_made_whole(given, long))
    found += _lone(found, long)
    found += _colons(text, sentences, found)
    found += _missing_sources(text, sentences, found)
    return sorted(found)


def _ruled(text: str, sentences: Sequence[tuple[int, int]], given: Sequence[Candidate]) -> list[Candidate]:
    """Return what the rules find in sentences of which the tags show no content: they know other frames."""
    said = SpanIndex((c.start, c.end) for c in given if c.kind is TagKind.CONTENT and not c.faint)
    silent = [span for span in sentences if not said.touches(*span)]
    marks = RuleTagger().mark(text, [silent])
    return [Candidate(tag.start, tag.end, tag.kind, GUESSED) for tag in marks.tags]


def _made_whole(given: Iterable[Candidate], quotes: Sequence[Quotation]) -> Iterator[Candidate]:
    """Yield the tags; a content that ends or begins inside a quotation is stretched to the whole of it.

    83 % of the quotations of several sentences are one content in PolNeAR's training part.
    """
    for one in given:
        if one.kind is TagKind.CONTENT:
            first, last = _quote_at(quotes, one.start), _quote_at(quotes, one.end - 1)
            start = first.start if first is not None and first.opened else one.start
            yield one._replace(start=min(one.start, start), end=max(one.end, last.end if last else one.end))
        else:
            yield one


def _quote_at(quotes: Sequence[Quotation], offset: int) -> Quotation | None:
    at = bisect_right(quotes, offset, key=lambda q: q.start) - 1
    return quotes[at] if at >= 0 and offset < quotes[at].end else None


def _distinct(given: Iterable[Candidate]) -> list[Candidate]:
    """Return the candidates without those that are a surer one with other borders."""
    kept: dict[TagKind, list[Candidate]] = {kind: [] for kind in TagKind}
    for one in sorted(given, key=lambda c: (c.faint, c.start, -c.end)):
        others = kept[one.kind]
        at = bisect_left(others, one)
        near = others[max(0, at - 3) : at + 3]
        if not any(_same(one, other) for other in near):
            others.insert(at, one)
    return [one for some in kept.values() for one in some]


def _same(one: Candidate, other: Candidate) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    if shared <= 0:
        return False
    if one.kind is not TagKind.CONTENT or not one.faint:
        return True
    return shared > _SAME * (max(one.end, other.end) - min(one.start, other.start))


def _lone(found: Sequence[Candidate], quotes: Sequence[Quotation]) -> Iterator[Candidate]:
    """Yield the quotations that no sure content shares words with."""
    contents = sorted(c for c in found if c.kind is TagKind.CONTENT)
    for quote in quotes:
        at = bisect_left(contents, quote.end, key=lambda c: c.start)
        near = [c for c in contents[max(0, at - 4) : at] if c.end > quote.start]
        if not any(not c.faint or (c.start, c.end) == (quote.start, quote.end) for c in near):
            yield Candidate(quote.start, quote.end, TagKind.CONTENT, 1, True)


def _colons(
    text: str, sentences: Sequence[tuple[int, int]], found: Sequence[Candidate]
) -> Iterator[Candidate]:
    """Yield name and colon of "X: “...”" where no tag says so."""
    taken = sorted((c.start, c.end) for c in found if c.kind is TagKind.CUE)
    if not sentences:
        return
    for hit in _COLON.finditer(text, sentences[0][0], sentences[-1][1]):
        at = bisect_right(taken, hit.start("cue"), key=lambda span: span[0])
        if at == 0 or taken[at - 1][1] <= hit.start("cue"):
            yield Candidate(*hit.span("cue"), TagKind.CUE, GUESSED)
            yield Candidate(*hit.span("source"), TagKind.SOURCE, GUESSED)


def _missing_sources(
    text: str, sentences: Sequence[tuple[int, int]], found: Sequence[Candidate]
) -> Iterator[Candidate]:
    """Yield the noun phrase before each cue that no source stands beside."""
    sources = sorted(c for c in found if c.kind is TagKind.SOURCE)
    for cue in found:
        if cue.kind is not TagKind.CUE or cue.faint > 1 or _has_source(sources, cue):
            continue
        at = bisect_right(sentences, cue.start, key=lambda s: s[0]) - 1
        if at < 0:
            continue
        begin = max(sentences[at][0], cue.start - 200)
        tokens = read_tokens(text[begin : cue.start])
        span = subject_before(tokens, len(tokens))
        if span is None:
            continue
        start, end = begin + tokens[span[0]].start, begin + tokens[span[1] - 1].end
        if not any(c.start < end and start < c.end for c in sources):
            yield Candidate(start, end, TagKind.SOURCE, GUESSED)


def _has_source(sources: Sequence[Candidate], cue: Candidate) -> bool:
    at = bisect_left(sources, cue.start, key=lambda c: c.start)
    near = sources[max(0, at - 1) : at + 1]
    return any(-1 <= cue.start - c.end <= _NEAR or -1 <= c.start - cue.end <= _NEAR for c in near)
