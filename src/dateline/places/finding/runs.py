"""Stretches of words that name a place though no gazetteer holds them: by what they say, by cue, by the reader."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

from dateline.model import Entity, ToponymKind
from dateline.places.finding.leanings import Leanings
from dateline.places.finding.mentions import ARTICLES, JOINED, Finder, Mention
from dateline.places.finding.tokens import Token
from dateline.places.finding.wording import has_role, openers, roles_of

#: A run that the gazetteer does not hold is taken for a name up to this many words.
MOST_UNLISTED = 4
#: A run that says what it is, or that the reader marks, may have more.
MOST_NAMED = 8
#: "A40", "M25", "B4009", "I-35", "US 31", "SR-14": a road's number.
_ROAD = re.compile(r"(?:[ABMEND]\d{1,4}|I\d{1,3}|(?:US|SR|CR|RN)\d{1,4})")
_ROAD_LETTERS = frozenset({"I", "US", "SR", "CR", "FM", "U.S.", "RN"})
_ARTICLE = frozenset({"the", "a", "an"})
Span = tuple[int, int]


def unlisted(
    finder: Finder,
    held: Sequence[Mention],
    entities: Sequence[Entity],
    *,
    leanings: Leanings,
    named: Mapping[str, Sequence[Sequence[str]]],
) -> list[Mention]:
    """Return what may name a place in this line though it is not held as it stands, each stretch once."""
    found = {(m.start, m.end): m for m in held}
    known = set(found)
    taken = sorted({(m.start, m.end) for m in held} | {(e.start, e.end) for e in entities})
    for mention in (
        *named_runs(finder),
        *roads(finder),
        *told(finder, entities),
        *leaning_runs(finder, leanings),
        *due_runs(finder, taken),
        *echoes(finder, named),
    ):
        found.setdefault((mention.start, mention.end), mention)
    return [mention for span, mention in found.items() if span not in known]


def echoes(finder: Finder, named: Mapping[str, Sequence[Sequence[str]]]) -> Iterator[Mention]:
    """Yield the names that the reader takes for places elsewhere in the report; ``named`` by their first word."""
    for at in finder.starts if named else ():
        for words in named.get(finder.tokens[at].text, ()):
            last = at + len(words)
            if last <= len(finder.tokens) and [t.text for t in finder.tokens[at:last]] == words:
                yield finder.mention(at, len(words), finder.tokens[last - 1].end, ())


def named_runs(finder: Finder) -> Iterator[Mention]:
    """Yield the runs of capitals that say of themselves what they are: "Main Street", "Lake Superior"."""
    reach = 0
    for at in finder.starts:
        if at >= reach and (reach := _run_end(finder, at)) - at > 1:
            yield from _cut(finder, at, reach)


def _run_end(finder: Finder, at: int) -> int:
    end = at + 1
    while finder.capital[at] and end < len(finder.tokens) and end - at < MOST_NAMED and _goes_on(finder, end):
        gap = finder.gaps[end]
        if gap != " " and not (gap == ". " and len(finder.tokens[end - 1].text) == 1):
            break
        end += 1
    return end


def _goes_on(finder: Finder, at: int) -> bool:
    return finder.capital[at] or finder.tokens[at].text.isdigit()


def _cut(finder: Finder, at: int, end: int) -> Iterator[Mention]:
    """Yield the readings of one run: up to its last head word, or from a leading word on."""
    tokens = finder.tokens
    while at < end and _opens_no_name(finder, at):
        at += 1
    heads = [n for n in range(at + 1, end) if has_role(tokens[n].text, "head") and tokens[n].capital]
    for head in heads[-2:]:
        yield _closed(finder, at, head, kind_of_head(tokens[head].text))
    for lead in range(at, end - 1):
        if has_role(tokens[lead].text, "lead") and len(tokens[lead + 1].text) > 1:
            last = lead + 1 if tokens[lead + 1].text[0].isdigit() else end - 1
            if last not in heads[-2:] or lead != at:
                yield _closed(finder, lead, last, kind_of_lead(tokens[lead].text))
            return


def _opens_no_name(finder: Finder, at: int) -> bool:
    """Return whether the word only has its capital from the beginning of a sentence or a title."""
    word = finder.tokens[at].text.lower()
    return word in openers() or word in _ARTICLE


def _closed(finder: Finder, first: int, last: int, kind: ToponymKind | None) -> Mention:
    """Return the mention of these words, the full stop of a street's abbreviation with it."""
    word, stop = finder.tokens[last].text, finder.tokens[last].end
    if len(word) <= 4 and has_role(word, "street") and finder.text.startswith(".", stop):
        stop += 1
    return finder.mention(first, last - first + 1, stop, (), kind)


def roads(finder: Finder) -> Iterator[Mention]:
    """Yield the numbers of roads."""
    for at, token in enumerate(finder.tokens):
        if not token.text[-1].isdigit():
            continue
        if _ROAD.fullmatch(token.text):
            yield finder.mention(at, 1, token.end, (), ToponymKind.FACILITY)
        elif at and _is_numbered(finder.tokens[at - 1], token):
            yield finder.mention(at - 1, 2, token.end, (), ToponymKind.FACILITY)


def _is_numbered(letters: Token, number: Token) -> bool:
    return (
        letters.text in _ROAD_LETTERS
        and number.text.isdigit()
        and len(number.text) <= 4
        and number.gap in ("-", " ")
    )


def told(finder: Finder, entities: Iterable[Entity]) -> Iterator[Mention]:
    """Yield the names that the reader tells, whole and without what belongs to another: owner, article."""
    for entity in entities:
        if (whole := finder.named_by(entity.start, entity.end)) is None:
            continue
        first, last = whole.first, whole.last
        for n in range(whole.first, whole.last + 1):
            if n > whole.first and finder.gaps[n] not in JOINED and finder.gaps[n] != ". ":
                first = n
        while first < last and finder.tokens[first].text.lower() in _ARTICLE:
            first += 1
        if last - first < MOST_NAMED:
            if first > whole.first:
                yield finder.mention(first, last - first + 1, whole.end, (), _kind_of(finder, first, last))
            else:
                whole.kind = _kind_of(finder, first, last)
                yield whole


def _kind_of(finder: Finder, first: int, last: int) -> ToponymKind | None:
    """Return the kind that a name's own words tell."""
    word = finder.tokens[last].text
    if last > first and has_role(word, "head"):
        return kind_of_head(word)
    lead = finder.tokens[first].text
    if last > first and has_role(lead, "lead"):
        return kind_of_lead(lead)
    words = (finder.tokens[n].text for n in range(first, last + 1))
    return (
        ToponymKind.FACILITY if any(has_role(w, "facility") or has_role(w, "body") for w in words) else None
    )


def leaning_runs(finder: Finder, leanings: Leanings) -> Iterator[Mention]:
    """Yield the runs of words each of which the reader takes for part of a place's name by some chance."""
    tokens, at = finder.tokens, -1
    places = leanings.places
    for first in [n for n, token in enumerate(tokens) if token.start in places] if places else ():
        if first <= at or not finder.capital[first]:
            continue
        at = first
        while at + 1 < len(tokens) and _leads_on(finder, at + 1, leanings):
            at += 1
        yield from _trimmed(finder, first, at)


def _leads_on(finder: Finder, at: int, leanings: Leanings) -> bool:
    token = finder.tokens[at]
    return finder.gaps[at] in JOINED and leanings.may_be_place(token) and leanings.of(token).opens < 0.5


def _trimmed(finder: Finder, first: int, last: int) -> Iterator[Mention]:
    while last > first and not _goes_on(finder, last):
        last -= 1
    if last - first < MOST_NAMED and len(finder.tokens[last].text) > 1:
        yield finder.mention(
            first, last - first + 1, finder.tokens[last].end, (), _kind_of(finder, first, last)
        )


def due_runs(finder: Finder, taken: Sequence[Span]) -> Iterator[Mention]:
    """Yield the runs of capitals, clear of what is taken, before or behind which a place is due."""
    free = _Free(finder, taken)
    reach = 0
    for at in finder.starts:
        if at < reach or not free[at]:
            continue
        size = _free_run(finder, at, free)
        if size and _is_due(finder, at, size):
            yield finder.mention(at, size, finder.tokens[at + size - 1].end, ())
        reach = at + size


class _Free:
    """Tells for each word whether it lies clear of the stretches taken (in order of their beginnings)."""

    def __init__(self, finder: Finder, taken: Sequence[Span]) -> None:
        self._tokens = finder.tokens
        self._begins = [start for start, _ in taken]
        self._reach = [-1, *accumulate((end for _, end in taken), max)]

    def __getitem__(self, at: int) -> bool:
        token = self._tokens[at]
        return token.start >= self._reach[bisect_left(self._begins, token.end)]


def _free_run(finder: Finder, at: int, free: _Free) -> int:
    tokens = finder.tokens
    end = at + 1
    while end < len(tokens) and free[end] and finder.gaps[end] in JOINED:
        if not (tokens[end].capital or (tokens[end].text in ARTICLES and finder.begins(end))):
            break
        end += 1
    size = end - at
    return size if size <= MOST_UNLISTED and len(tokens[end - 1].text) > 2 else 0


def _is_due(finder: Finder, at: int, size: int) -> bool:
    tokens = finder.tokens
    before = tokens[at - 1] if at else None
    after = tokens[at + size] if at + size < len(tokens) else None
    if before is not None and tokens[at].gap == " ":
        if before.text in ("in", "near", "at", "from") or has_role(before.text, "cue_place"):
            return True
        if before.text == "of" and at >= 2 and has_role(tokens[at - 2].text, "cue_place"):
            return True
    return (
        after is not None and after.gap == " " and not roles_of(after.text).isdisjoint(("cue_place", "heads"))
    )


_WATER = frozenset({"river", "creek", "lake", "reservoir", "lagoon", "bay", "wadi"})
_HEIGHT = frozenset(
    {"hill", "hills", "ridge", "mountain", "mountains", "mount", "mt", "jabal", "jebel", "tal", "tel", "tell"}
)


def kind_of_head(word: str) -> ToponymKind:
    """Return the kind that a name's last word tells."""
    low = word.lower()
    if low in _WATER:
        return ToponymKind.WATER
    return ToponymKind.MOUNTAIN if low in _HEIGHT else ToponymKind.FACILITY


def kind_of_lead(word: str) -> ToponymKind | None:
    """Return the kind that a name's first word tells; None where it is as good as a town's."""
    low = word.lower()
    if low in ("highway", "interstate", "route", "camp"):
        return ToponymKind.FACILITY
    return ToponymKind.WATER if low in _WATER else ToponymKind.MOUNTAIN if low in _HEIGHT else None
