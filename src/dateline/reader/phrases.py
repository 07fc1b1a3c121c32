"""The noun phrases beside a verb, by closed word classes alone."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.reader.tokens import Token, is_adverb, looks_verbal, word_class

QUOTE_MARKS = frozenset(["“", "”", "«", "»", "„", '"', "''", "``", "‘", "’", "'", "‹", "›"])
_STOPS = frozenset(",;:.!?—–-()[]…/|") | QUOTE_MARKS
#: A subject longer than this is taken for a clause whose comma is missing.
_LONGEST_SUBJECT = 14


def subject_before(tokens: Sequence[Token], at: int, *, floor: int = 0) -> tuple[int, int] | None:
    """Return the token range of the noun phrase that ends before ``at``, not below ``floor``; None if none.

    An apposition ("X, a spokesman for Y,") and a relative clause belong to it with their last comma;
    another parenthesis ("X, in a note,") ends it early.
    """
    at = _before_day(tokens, at, floor=floor)
    if at <= floor:
        return None
    if tokens[at - 1].text == ",":
        return _before_comma(tokens, at, floor=floor)
    if not tokens[at - 1].is_word and tokens[at - 1].text not in (")", "%"):
        return None
    return _walk_left(tokens, at, floor=floor)


def shortest_before(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """Return the shortest noun phrase that ends before ``at``: what "who" and "which" stand for."""
    return _with_owner(tokens, _smallest(tokens, at, floor=0), floor=0) if at else None


def _before_day(tokens: Sequence[Token], at: int, *, floor: int) -> int:
    """Return where a subject ends before "on Tuesday" and the like, which stand between it and its verb."""
    end = at
    while end > floor and tokens[end - 1].low in word_class("day") | word_class("time_of_day"):
        end -= 1
    if end == at:
        return at
    while end > floor and tokens[end - 1].low in ("on", "late", "early", "last"):
        end -= 1
    return end if end > floor else at


def _before_comma(tokens: Sequence[Token], end: int, *, floor: int) -> tuple[int, int] | None:
    comma = _previous(tokens, end - 1, ",", floor=floor)
    if comma is None:
        return None
    inner = tokens[comma + 1 : end - 1]
    if not inner or not inner[0].is_word:
        return None
    if all(is_adverb(t.low) for t in tokens[_after_previous_comma(tokens, comma, floor=floor) : comma]):
        return _before_comma(tokens, comma + 1, floor=floor)
    whole = _walk_left(tokens, comma, floor=floor)
    if whole is None:
        return None
    opener = inner[0].low
    names = opener in word_class("determiner") | word_class("title") or inner[0].is_capital
    belongs = opener in ("who", "which", "whose") or (names and opener not in word_class("subject"))
    return (whole[0], end) if belongs else whole


def _after_previous_comma(tokens: Sequence[Token], comma: int, *, floor: int) -> int:
    before = _previous(tokens, comma, ",", floor=floor)
    return floor if before is None else before + 1


def _previous(tokens: Sequence[Token], before: int, sign: str, *, floor: int) -> int | None:
    for index in range(before - 1, floor - 1, -1):
        if tokens[index].text == sign:
            return index
        if tokens[index].text in QUOTE_MARKS or tokens[index].text == ";":
            return None
    return None


def _walk_left(tokens: Sequence[Token], end: int, *, floor: int) -> tuple[int, int] | None:
    if tokens[end - 1].low in word_class("subject"):
        return end - 1, end
    start, cut = _reach_left(tokens, end, floor=floor)
    if cut or end - start > _LONGEST_SUBJECT or _has_clause(tokens, start, end):
        return _with_owner(tokens, _smallest(tokens, end, floor=floor), floor=floor)
    return _trim_left(tokens, _after_lost_comma(tokens, start, end), end)


def _after_lost_comma(tokens: Sequence[Token], start: int, end: int) -> int:
    """Return where a subject begins after a clause without a comma ("killed three an official said")."""
    for index in range(end - 1, start + 3, -1):
        if tokens[index].low not in ("a", "an", "the"):
            continue
        before = tokens[index - 1]
        joins = before.low in word_class("preposition") | {"and", "or"} or before.low.endswith(("ing", "ed"))
        if not joins and before.is_word and any(looks_verbal(t) for t in tokens[start : index - 1]):
            return index
    return start


def _with_owner(
    tokens: Sequence[Token], span: tuple[int, int] | None, *, floor: int
) -> tuple[int, int] | None:
    """Return a phrase with the nouns it depends on: "the centre for X in" before "the region"."""
    if span is None:
        return None
    start = span[0]
    while start - 1 > floor and tokens[start - 1].low in word_class("owning"):
        owner = start - 2
        while owner > floor and tokens[owner].is_word and tokens[owner].low not in ("a", "an", "the"):
            if looks_verbal(tokens[owner]) or tokens[owner].low in word_class("conjunction") | {"and"}:
                return start, span[1]
            owner -= 1
        if tokens[owner].low not in ("a", "an", "the") or start - owner > 8:
            break
        start = owner
    return start, span[1]


def _reach_left(tokens: Sequence[Token], end: int, *, floor: int) -> tuple[int, bool]:
    """Return how far a noun phrase can reach to the left, and whether a verb or pronoun stopped it."""
    helpers, subjects = word_class("aux"), word_class("subject")
    start = end
    while start > floor:
        token = tokens[start - 1]
        if token.text == ")" and (opening := _previous(tokens, start - 1, "(", floor=floor)) is not None:
            start = opening
        elif token.low in word_class("relative") and _is_relative(tokens, start - 1, end, floor=floor):
            start -= 1
        elif token.low in helpers or token.low in subjects:
            return start, True
        elif token.text in _STOPS or token.low in word_class("conjunction"):
            return start, False
        else:
            start -= 1
    return start, False


def _is_relative(tokens: Sequence[Token], at: int, end: int, *, floor: int) -> bool:
    """Return whether a relative clause of a noun before it opens at ``at`` ("officials who ... said")."""
    if at <= floor or at + 1 >= end or not tokens[at - 1].is_word or tokens[at - 1].low in word_class("aux"):
        return False
    return looks_verbal(tokens[at + 1]) or tokens[at].low in ("who", "which")


def _has_clause(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Return whether a range that should be a noun phrase holds the "and" of two clauses."""
    ands = [i for i in range(start + 1, end - 1) if tokens[i].low == "and"]
    return any(looks_verbal(t) for i in ands for t in tokens[start:i])


def _trim_left(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int] | None:
    """Drop what introduces a clause: "But", "On Tuesday", "Earlier"; None when no noun is left."""
    while start < end and (tokens[start].low in word_class("lead") or is_adverb(tokens[start].low)):
        start += 1
    if start >= end or tokens[end - 1].low in word_class("preposition"):
        return None
    first = tokens[start].low
    if first in word_class("preposition") - {"of"} or (first.endswith("ing") and end - start > 2):
        return _smallest(tokens, end, floor=start)
    return start, end


def _smallest(tokens: Sequence[Token], end: int, *, floor: int) -> tuple[int, int] | None:
    """Return the shortest noun phrase that ends at ``end``: from its determiner or first capital."""
    barred = (
        word_class("preposition")
        | word_class("conjunction")
        | word_class("aux")
        | word_class("subject")
        | {"and"}
    )
    start = end
    while start > floor:
        token = tokens[start - 1]
        if token.low in word_class("determiner"):
            start -= 1
            if _is_of(tokens, start - 1, floor=floor):
                start -= 1
                continue
            break
        if _bridges(tokens, start, end, floor=floor):
            start -= 1
            continue
        lower_before_name = start < end and tokens[start].is_capital and not token.is_capital
        if (
            not token.is_word
            or token.low in word_class("day")
            or token.low in barred
            or looks_verbal(token)
            or token.text[0].isdigit()
        ):
            break
        if is_adverb(token.low) or (lower_before_name and token.low not in word_class("title")):
            break
        start -= 1
    return (start, end) if start < end else None


def _is_of(tokens: Sequence[Token], at: int, *, floor: int) -> bool:
    return at > floor and tokens[at].low == "of" and tokens[at - 1].is_word


def _bridges(tokens: Sequence[Token], start: int, end: int, *, floor: int) -> bool:
    """Return whether a small word joins two capitals ("Observatory for Human Rights")."""
    if not floor < start - 1 or start >= end:
        return False
    joins = tokens[start - 1].low in ("of", "for", "and", "to", "the")
    return (
        joins
        and tokens[start].is_capital
        and (tokens[start - 2].is_capital or tokens[start - 2].low in ("of", "for"))
    )


def clause_subject(tokens: Sequence[Token], at: int, *, floor: int = 0) -> tuple[int, int] | None:
    """Return the noun phrase that the clause before ``at`` begins with."""
    start = floor
    while start < at and (tokens[start].low in word_class("lead") or not tokens[start].is_word):
        start += 1
    end = start
    while end < at and tokens[end].is_word and not looks_verbal(tokens[end]):
        end += 1
    if end >= at or not start < end <= start + 9 or tokens[start].low in word_class("preposition"):
        return None
    if tokens[start].low in word_class("conjunction") or tokens[start].low.endswith("ing"):
        return None
    return start, end


def phrase_after(tokens: Sequence[Token], at: int) -> int:
    """Return where the noun phrase that begins at ``at`` ends, appositions and all."""
    index = at
    while index < len(tokens):
        token = tokens[index]
        if token.text in ";:.!?—–-" or (token.text in QUOTE_MARKS and token.text not in ("’", "'")):
            break
        if token.text == "," and not _continues(tokens, index):
            break
        if index > at and is_adjunct(tokens, index):
            break
        index += 1
    return index


def _continues(tokens: Sequence[Token], comma: int) -> bool:
    """Return whether an apposition follows a comma."""
    after = tokens[comma + 1] if comma + 1 < len(tokens) else None
    if after is None or not after.is_word or after.low.endswith("ing"):
        return False
    apposed = after.low in ("a", "an", "the", "who", "one") or after.low in word_class("title")
    return apposed or (after.is_capital and after.low not in word_class("subject"))


def is_adjunct(tokens: Sequence[Token], index: int) -> bool:
    """Return whether "on Monday", "last week" or "after ..." begins here, which no longer names a source."""
    token, after = tokens[index], tokens[index + 1] if index + 1 < len(tokens) else None
    if token.low in word_class("day") or token.low in word_class("after_source"):
        return True
    if after is None:
        return False
    if token.low in ("last", "this", "earlier", "late", "early"):
        return after.low in word_class("day") | word_class("period") | {"on", "in", "this", "last"}
    if token.low == "on":
        return after.low in word_class("day") | {"his", "her", "its", "twitter", "facebook", "condition"}
    return token.low in ("in", "at", "to") and after.low in ("a", "an", "reporters")
