"""Finds the attributions of one part: the tagger's, with quotations made whole across sentences."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dateline.claims.link import Said, link_report, link_tags
from dateline.claims.link_candidates import QUOTATION_WORDS
from dateline.claims.spans import SpanIndex
from dateline.model import Tag, Tagger, When
from dateline.reader.quotes import Quotation, pair_quotes
from dateline.text.dates import DateSpan, find_dates
from dateline.text.numbers import Number, find_numbers
from dateline.text.sentences import split_sentences

#: Contents that nothing but their marks show, linked to a cue or source near by.
_QUOTES_METHOD = "rule:quotes/2"
_STAMP = re.compile(
    r"(?:Updated?:?\s+)(?:at )?\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\.?)?(?:\s[A-Z]{2,4})?\s*[-–:|]?\s+(?=\S)", re.I
)


@dataclass(slots=True)
class Attribution:
    """Contents with who says them; all spans point into the report's text.

    ``via`` is who quotes the source ("X quoted Y as saying").
    """

    spans: list[tuple[int, int]]
    source: tuple[int, int] | None
    cue: tuple[int, int] | None
    sentence: tuple[int, int]
    method: str
    quoted: bool = False
    via: tuple[int, int] | None = None

    @property
    def start(self) -> int:
        """Where the first piece begins."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Where the last piece ends."""
        return self.spans[-1][1]


@dataclass(slots=True)
class PartWords:
    """A part's sentences, quotations, numbers and dates, in the report's own offsets."""

    text: str
    start: int
    end: int
    sentences: list[tuple[int, int]] = field(default_factory=list)
    quotes: list[Quotation] = field(default_factory=list)
    numbers: list[Number] = field(default_factory=list)
    dates: list[DateSpan] = field(default_factory=list)

    @classmethod
    def of(cls, text: str, start: int, end: int, *, published: When | None) -> PartWords:
        """Return what stands between two offsets; days of the week are reckoned from ``published``."""
        piece = text[start:end]
        sentences = find_sentences(text, start, end)
        quotes = [q._replace(start=start + q.start, end=start + q.end) for q in pair_quotes(piece)]
        numbers = [n._replace(start=start + n.start, end=start + n.end) for n in find_numbers(piece)]
        found = find_dates(piece, reference=published)
        dates = [d._replace(start=start + d.start, end=start + d.end) for d in found]
        return cls(text, start, end, sentences, quotes, numbers, dates)

    def quote_at(self, offset: int) -> Quotation | None:
        """Return the quotation that holds an offset."""
        at = bisect_right(self.quotes, offset, key=lambda q: q.start) - 1
        return self.quotes[at] if at >= 0 and offset < self.quotes[at].end else None


def find_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the sentences between two offsets, in the text's own offsets, stamps of updates cut off."""
    cut = split_sentences(text[start:end])
    return [(_after_stamp(text, start + a, start + b), start + b) for a, b in cut]


def _after_stamp(text: str, start: int, end: int) -> int:
    """Return where a sentence begins after "Update: 11:05pm EST"."""
    hit = _STAMP.match(text, start, end)
    return hit.end() if hit is not None and hit.end() < end else start


def find_attributions(part: PartWords, *, tags: Sequence[Tag], method: str) -> list[Attribution]:
    """Return the attributions of a part in text order, tied by rules, contents never inside another's cue.

    ``tags`` are those of the whole report in text order, found by ``method``.
    """
    found = _tagged(part, tags, method=method)
    for attribution in found:
        _make_whole(part, attribution)
    found = _join_same_quote(found)
    _adopt_quotes(part, found)
    return _spoken(part, found)


def link_parts(parts: Sequence[PartWords], *, tags: Sequence[Tag], method: str) -> list[list[Attribution]]:
    """Return the attributions of each part in text order, tied by weights over the whole report.

    The weights were fitted on a model's tags. Who speaks may stand in another part than the words: then the words
    are an attribution of their own part.
    """
    if not parts:
        return []
    text = parts[0].text
    paragraphs = [lines for part in parts for lines in _paragraphs(part)]
    quotes = [quote for part in parts for quote in part.quotes]
    found: list[list[Attribution]] = [[] for _ in parts]
    for said in link_report(text, paragraphs, tags=tags, quotes=quotes):
        for number, contents in _by_part(parts, said.contents):
            found[number].append(_attribution(parts[number], said, contents, method=method))
    return [_spoken(part, some) for part, some in zip(parts, found, strict=True)]


def _spoken(part: PartWords, found: Sequence[Attribution]) -> list[Attribution]:
    """Return those that have contents, in text order, and say which of them are quoted."""
    spoken = [one for one in found if one.spans]
    for attribution in spoken:
        attribution.quoted = _is_quoted(part, attribution)
    return sorted(spoken, key=lambda a: (a.start, a.end))


def _by_part(
    parts: Sequence[PartWords], contents: Sequence[tuple[int, int]]
) -> list[tuple[int, list[tuple[int, int]]]]:
    """Return contents with the number of the part that each begins in, those of one part together."""
    found: dict[int, list[tuple[int, int]]] = {}
    for span in contents:
        found.setdefault(bisect_right(parts, span[0], key=lambda part: part.start) - 1, []).append(span)
    return sorted(found.items())


def _paragraphs(part: PartWords) -> list[list[tuple[int, int]]]:
    """Return the sentences of a part, line by line."""
    found: list[list[tuple[int, int]]] = []
    last = part.start
    for start, end in part.sentences:
        if not found or "\n" in part.text[last:start]:
            found.append([])
        found[-1].append((start, end))
        last = end
    return found


def _attribution(part: PartWords, said: Said, contents: list[tuple[int, int]], *, method: str) -> Attribution:
    cued = said.cue is not None and part.start <= said.cue[0] < part.end
    anchor = said.cue[0] if said.cue is not None and cued else contents[0][0]
    at = bisect_right(part.sentences, anchor, key=lambda s: s[0]) - 1
    return Attribution(
        spans=contents,
        source=said.source,
        cue=said.cue,
        sentence=part.sentences[max(0, at)],
        method=_QUOTES_METHOD if said.lone else method,
    )


# -- by rules --------------------------------------------------------------------------------------------


def _tagged(part: PartWords, tags: Sequence[Tag], *, method: str) -> list[Attribution]:
    found = []
    for start, end in part.sentences:
        own = _tags_within(tags, start, end)
        for one in _linked(part.text[start:end], own, (start, end), method=method):
            held = part.quote_at(one.cue[0]) if one.cue else None
            if held is None or not held.opened or (one.cue and held.end < one.cue[1]):
                found.append(one)
    return found


def _tags_within(tags: Sequence[Tag], start: int, end: int) -> list[Tag]:
    """Return the tags that begin in a stretch, cut at its end, offsets into it."""
    first = bisect_left(tags, start, key=lambda tag: tag.start)
    last = bisect_left(tags, end, key=lambda tag: tag.start)
    return [replace(t, start=t.start - start, end=min(t.end, end) - start) for t in tags[first:last]]


def tag_stretch(text: str, start: int, end: int, *, tagger: Tagger) -> list[Attribution]:
    """Return the attributions with a source and a content inside one stretch, taken for a sentence."""
    tags = _tags_within(tagger.mark(text, [[(start, end)]]).tags, start, end)
    found = _linked(text[start:end], [t for t in tags if not t.faint], (start, end), method=tagger.name)
    return [one for one in found if one.source is not None and one.spans]


def _linked(words: str, tags: Sequence[Tag], span: tuple[int, int], *, method: str) -> list[Attribution]:
    """Return the attributions of one sentence; "X quoted Y as saying" is one, with X as ``via``."""
    start = span[0]
    found: list[Attribution] = []
    for link in link_tags(words, tags):
        source = None if link.source is None else (start + link.source[0], start + link.source[1])
        one = Attribution(
            spans=[(start + a, start + b) for a, b in link.contents],
            source=source,
            cue=(start + link.cue[0], start + link.cue[1]),
            sentence=span,
            method=method,
        )
        before = found[-1] if found else None
        if (
            before is not None
            and words[link.cue[0] : link.cue[1]].lower() == "as saying"
            and not before.spans
        ):
            one.via = found.pop().source
        elif before is not None and _quotes_antecedent(words, before, one, start):
            one.via = before.source
            found.remove(before)
        found.append(one)
    return found


def _quotes_antecedent(words: str, before: Attribution, one: Attribution, start: int) -> bool:
    """Return whether "X quotes Y, which says P" stands here, with Y as all that X quotes."""
    if before.cue is None or one.source is None or len(before.spans) != 1:
        return False
    cue = words[before.cue[0] - start : before.cue[1] - start].split()[-1].lower()
    source = words[one.source[0] - start : one.source[1] - start].lower()
    near = 0 <= one.source[0] - before.spans[0][1] <= 2
    return cue in ("quotes", "quoted", "cites", "cited") and source in ("who", "which") and near


def _make_whole(part: PartWords, attribution: Attribution) -> None:
    """Stretch contents that a sentence end cut inside a quotation to the whole quotation."""
    whole = []
    for start, end in attribution.spans:
        last = part.quote_at(max(start, end - 1))
        if last is not None and last.end > end and last.start >= start - 1:
            end = last.end
        if last is not None and last.start < start and last.end <= end + 1 and last.opened:
            start = last.start
        whole.append((start, end))
    attribution.spans = whole


def _join_same_quote(found: list[Attribution]) -> list[Attribution]:
    """Drop what lies inside another's content after quotations were made whole."""
    index = SpanIndex(span for one in found for span in one.spans)
    return [one for one in found if one.cue is None or not index.holds(*one.cue)]


def _adopt_quotes(part: PartWords, found: list[Attribution]) -> None:
    """Give quotations without a cue of their own to the attribution before them that they go on from."""
    used = SpanIndex(span for one in found for span in [*one.spans, *([one.cue] if one.cue else [])])
    for quote in part.quotes:
        words = len(part.text[quote.start : quote.end].split())
        whole = words >= QUOTATION_WORDS or part.text[quote.end - 2 : quote.end - 1] in (".", "!", "?")
        if not whole or used.touches(quote.start, quote.end) or not _stands_alone(part, quote):
            continue
        owner = _speaker_before(part, quote, found)
        if owner is not None:
            owner.spans.append((quote.start, quote.end))
            owner.spans.sort()


def _stands_alone(part: PartWords, quote: Quotation) -> bool:
    """Return whether a quotation begins and ends with its sentence."""
    before = part.text[part.start : quote.start].rstrip(" ")
    after = part.text[quote.end : part.end].lstrip(" .,")
    opens = not before or before[-1] in ".!?:\n”\"'»" or not before.strip()
    return opens and (not after or after[0] in "\n" or after[0].isupper() or after[0] in "“\"«'[(")


def _speaker_before(part: PartWords, quote: Quotation, found: Sequence[Attribution]) -> Attribution | None:
    before = bisect_left(found, quote.start, key=lambda a: a.sentence[0])
    if not before:
        return None
    nearest = found[before - 1]
    last_word = max([nearest.sentence[1], *(b for _, b in nearest.spans)])
    between = part.text[last_word : quote.start]
    if re.search(r"\w", between):
        return None
    cue = part.text[nearest.cue[0] : nearest.cue[1]] if nearest.cue else ""
    introduces = (
        not nearest.spans
        or cue.endswith(":")
        or part.text[nearest.sentence[0] : nearest.sentence[1]].rstrip().endswith(":")
    )
    ends_quoted = any(part.quote_at(b - 1) is not None for _, b in nearest.spans[-1:])
    return nearest if introduces or ends_quoted else None


def _is_quoted(part: PartWords, attribution: Attribution) -> bool:
    """Return whether more than half of the content stands between quotation marks."""
    size = sum(b - a for a, b in attribution.spans)
    first = bisect_left(part.quotes, attribution.start, key=lambda q: q.end)
    last = bisect_left(part.quotes, attribution.end, key=lambda q: q.start)
    return 2 * sum(_shared(span, part.quotes[first:last]) for span in attribution.spans) > size


def _shared(span: tuple[int, int], quotes: Sequence[Quotation]) -> int:
    """Return how many code points of a span stand within quotations."""
    return sum(max(0, min(span[1], q.end) - max(span[0], q.start)) for q in quotes)
