"""Normalises what a report calls a source: organisation, person, outlet, or people without a name."""

from __future__ import annotations

import re
from functools import lru_cache

from dateline.lineage.bodies import GOVERNMENT, capitals, country_words, find_countries, known_body
from dateline.lineage.nouns import EMPTY, normal, noun_class, noun_row
from dateline.lineage.source import LINKS, WORD, Source, Words, can_speak, has_capital, speaks_for
from dateline.lineage.tabled import (
    government_source,
    head_of,
    of_office,
    organisation_source,
    outlet_source,
)
from dateline.text.outlets import find_outlets

_RELATIVE = re.compile(r",?\s\b(?:who|which|that|whose|where)\b")


#: A date that old exports glue to the name behind it ("September 10 2013 France").
_GLUED_DATE = re.compile(
    r"^(?:Published |Date of publication )?(?:\w+day,? )?"
    r"(?:[A-Z][a-z]{2,8} \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}),? \d{4}\s+"
)
#: A verb between two names: what stands before it only passes on what the source behind it says.
_PASSES_ON = re.compile(
    r"\b(?:gives?|gave|carr(?:y|ies|ied)|cites?|cited|quotes?|quoted|repeats?|repeated|prints?|printed|puts?|has|had)"
    r"\s+(?=(?:the\s+|an?\s+)?[A-Z])"
)


def _quoted_through(text: str) -> str:
    """Return the source that a phrase leads to: "the page gives the Authority's" is the Authority's."""
    found = list(_PASSES_ON.finditer(text))
    return re.sub(r"[’']s?$", "", text[found[-1].end() :].strip()) if found else text


#: "UK-based", "state-run": where a source sits and whose it is tell no name.
_COMPOUND = re.compile(
    r"\b[\w.’']+-(?:based|linked|affiliated|run|backed|controlled|aligned|owned|funded)\b\s*"
)
#: "SANAs" was "SANA's" before a feed dropped its apostrophes.
_LOST_APOSTROPHE = re.compile(r"\b([A-Z]{2,})s\b")


#: A number of people is who something happened to; names parted by strokes are editors' marks.
_NOBODY = re.compile(r"^\W*(?:(?:at least|more than|about|around|some|over|nearly)\s+)?\d|/\s?\w+\s?/")
#: Two who say the same: the first of them stands for both.
_JOINED = re.compile(
    r"\s+(?:and|as well as|along with)\s+(?=(?:an?|the|its|his|her|their|other|some)\s|[a-z-]+s\b)"
)


@lru_cache(maxsize=16384)
def identify(text: str) -> Source | None:
    """Return what a source phrase names; None where it names nobody (a pronoun, an empty phrase)."""
    if _NOBODY.search(text):
        return None
    phrase = _quoted_through(_RELATIVE.split(text, maxsplit=1)[0])
    phrase = _LOST_APOSTROPHE.sub(r"\1", _GLUED_DATE.sub("", phrase))
    first = _JOINED.split(phrase, maxsplit=1)[0]
    if first != phrase and (one := identify(first)) is not None and can_speak(one):
        return one
    outlets = find_outlets(phrase)
    words = _words(phrase if outlets else _COMPOUND.sub("", phrase))
    if outlets:
        return outlet_source(phrase, words, outlets[0])
    if not words or {noun_class(key) for _, key in words} == {"none"}:
        return None
    known = organisation_source(phrase, words) or government_source(phrase, words)
    return known or _organisation(phrase, words) or of_office(_person_or_crowd(phrase, words))


def _words(phrase: str) -> Words:
    """The naming words of a phrase, as written and as compared; a country's name or adjective is one word."""
    countries = find_countries(phrase)
    words = [(phrase[c.start : c.end], c.word, c.start) for c in countries]
    for match in WORD.finditer(phrase):
        if not any(c.start <= match.start() < c.end for c in countries):
            words.append((match.group(), normal(match.group()), match.start()))
    words.sort(key=lambda row: row[2])
    found = [(raw, key) for raw, key, _ in words if key and key not in EMPTY]
    last = len(found) - 1
    return [
        (raw, capitals()[key]) if key in capitals() and _is_seat(found, at, last) else (raw, key)
        for at, (raw, key) in enumerate(found)
    ]


def _is_seat(words: Words, at: int, last: int) -> bool:
    """Return whether a capital stands for its country: alone, or behind a body ("the ministry in Moscow")."""
    if at == last == 0:
        return True
    return at >= 2 and words[at - 1][1] == "in" and noun_class(words[at - 2][1]) == "body"


def _organisation(text: str, words: Words) -> Source | None:
    """Read the body that a phrase names, itself or through its office ("X spokesman", "head of X")."""
    classes = [noun_class(key) for _, key in words]
    office = next((i for i, c in enumerate(classes) if c in ("office", "crowd", "paper")), None)
    if office is not None and office + 1 < len(words) and words[office + 1][1] in LINKS:
        rest = words[office + 2 :]
        person = frozenset(key for raw, key in words[:office] if has_capital(raw) and not noun_class(key))
        body = _body(text, rest, person=person)
        if body is None and classes[office] == "office":
            body = _named_body(text, rest, person=person)
        if body is not None:
            return body
    before = words if office is None else words[:office]
    if office is not None and classes[office] == "crowd" and not _body_of(words[office][1], before):
        return None
    tail = [] if office is None else words[office + 1 :]
    person = frozenset(key for raw, key in tail if has_capital(raw))
    body = _body(text, before, person=person)
    if body is None and office is not None and classes[office] == "office":
        stands = (noun_row(words[office][1]) or {}).get("stands_for")
        named = [w for w in before if has_capital(w[0]) or stands]
        if stands:
            named = [*named, (stands, stands)]
        body = _named_body(text, named, person=person, force=bool(stands))
    return body


def _body_of(noun: str, before: Words) -> bool:
    """Return whether people stand for a body before them: it is named, and they speak for it."""
    return speaks_for(noun) and any(has_capital(raw) for raw, _ in before)


def _body(text: str, words: Words, *, person: frozenset[str] = frozenset()) -> Source | None:
    heads = [i for i, (_, key) in enumerate(words) if noun_class(key) == "body"]
    if not heads:
        return None
    links = [i for i, (_, key) in enumerate(words) if key in LINKS]
    head = next((i for i in reversed(heads) if not links or i < links[0]), heads[-1])
    kept = _run(words, head) if has_capital(words[head][0]) else [w for w in words if w[1] not in LINKS]
    keys = known_body(frozenset(k for _, k in kept))
    governing = words[head][1] if words[head][1] in keys else head_of(keys)
    return Source(text, keys, governing, person=person, initials=_initials(kept), name=_name(text, kept))


def _run(words: Words, head: int) -> Words:
    """The capitalised words around a capitalised head, links between them left out."""
    first = last = head
    while first > 0 and (has_capital(words[first - 1][0]) or words[first - 1][1] in LINKS):
        first -= 1
    while last + 1 < len(words) and (has_capital(words[last + 1][0]) or words[last + 1][1] in LINKS):
        last += 1
    return [w for w in words[first : last + 1] if w[1] not in LINKS]


def _named_body(
    text: str, words: Words, *, person: frozenset[str] = frozenset(), force: bool = False
) -> Source | None:
    kept = [w for w in words if w[1] not in LINKS and (force or has_capital(w[0]))]
    if not kept or (len(kept) == 1 and force and not has_capital(kept[0][0]) and kept[0][1] == "office"):
        return None
    keys = known_body(frozenset(k for _, k in kept))
    if keys <= country_words():
        keys |= {GOVERNMENT}
    head = head_of(keys) if force or GOVERNMENT in keys else None
    return Source(
        text,
        keys,
        head,
        person=person,
        initials=_initials(kept),
        name=_name(text, kept),
    )


def _name(text: str, kept: Words) -> str:
    """The stretch of the phrase from its first naming word to its last."""
    start = text.find(kept[0][0])
    end = text.rfind(kept[-1][0]) + len(kept[-1][0])
    return text[start:end] if 0 <= start < end else " ".join(raw for raw, _ in kept)


def _initials(words: Words) -> str:
    return "".join(key[0] for raw, key in words if has_capital(raw))


def _person_or_crowd(text: str, words: Words) -> Source | None:
    roles = [i for i, (_, key) in enumerate(words) if noun_class(key)]
    if not roles:
        return _proper(text, words)
    last = roles[-1]
    if last + 1 < len(words) and words[last + 1][1] in LINKS:
        kept = frozenset(key for _, key in words[: last + 1])
        return Source(text, kept, words[last][1], anonymous=True)
    person = frozenset(key for raw, key in words[last + 1 :] if has_capital(raw) and key not in LINKS)
    if person:
        return Source(text, person, None, person=person)
    kept = frozenset(key for _, key in words if key not in LINKS)
    return Source(text, kept, words[last][1], anonymous=True)


def _proper(text: str, words: Words) -> Source | None:
    kept = [w for w in words if has_capital(w[0]) and w[1] not in LINKS]
    if not kept:
        return None
    keys = frozenset(k for _, k in kept)
    acronym = kept[0][0].replace(".", "") if len(kept) == 1 and kept[0][0][:2].isupper() else ""
    return Source(
        text, keys, None, person=keys, initials=acronym.lower() or _initials(kept), name=_name(text, kept)
    )
