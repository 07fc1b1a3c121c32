"""The place-and-date head of a report: "AL-QAIM, Iraq (Example Wire) —"."""

from __future__ import annotations

import re
from typing import NamedTuple

from dateline.dissect.credits import agencies

_CAPITAL, _ANY = "A-ZÀ-ÞŁŚŻŹĆŠČŘŽĞİŞА-ЯЁІЇЄҐΑ-Ω", r"[\w'’.]"
_SMALL = "al|el|de|la|of|the|am|an|der|ob|sur|upon|na|nad"
_UPPER = rf"[{_CAPITAL}][{_CAPITAL}'’.]*(?:[ /-](?:[{_CAPITAL}'’.]+|{_SMALL}))*"
_TITLE = rf"(?:[{_CAPITAL}]['’]?|(?:al|el|ash|at)-){_ANY}*(?:[ -](?:[{_CAPITAL}]{_ANY}*|{_SMALL}))*"
_REGION = rf"(?:,\s*[{_CAPITAL}][\w'’.-]*(?:\s[{_CAPITAL}][\w'’.-]*){{0,3}}){{0,2}}?"
_MONTH = r"[^\W\d_]{3,10}\.?"
_YEAR = r"(?:,?\s*\d{4})?"
_DATE = (
    rf"(?:,?\s+(?:{_MONTH}\s+\d{{1,2}}{_YEAR}|\d{{1,2}}\.?\s+{_MONTH}{_YEAR}"
    r"|\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{2,4})?))?"
)
#: Scripts without capitals: a place of one to three words, which needs a credit or a date beside it.
_BARE = (
    r"[\u0590-\u05ff\u0600-\u06ff\u3400-\u9fff\u3040-\u30ff]{2,}(?:[ -][\u0590-\u05ff\u0600-\u06ff]+){0,2}"
)
_CREDIT = r"(?:\s*[,/]?\s*(?P<credit>\((?P<outlet>[^()\d]{2,40})\)))"
_DASH = r"\s*(?:—|–|--|―)\s*|\s+-\s+"
_FORMS = (
    re.compile(
        rf"(?P<place>{_BARE})(?P<date>[،,]\s+\d{{1,2}}\s+{_MONTH}{_YEAR})?{_CREDIT}(?:{_DASH}|\s*-\s*|\s*:\s*)(?=\S)"
    ),
    re.compile(
        rf"(?P<place>{_BARE}[،,]\s+\d{{1,2}}\s+{_MONTH}{_YEAR})(?P<credit>)(?P<outlet>)(?:{_DASH})(?=\S)"
    ),
    re.compile(rf"(?P<place>(?:{_UPPER}|{_TITLE}){_REGION}{_DATE}){_CREDIT}(?:{_DASH}|\s*-\s*)(?=\S)"),
    re.compile(
        rf"(?P<place>(?-i:{_UPPER}){_REGION}{_DATE})(?P<credit>)(?P<outlet>)(?:{_DASH}|\s*:\s+)(?=\S)"
    ),
    re.compile(
        rf"(?P<place>{_TITLE}{_REGION}{_DATE})(?P<credit>)(?P<outlet>)(?:{_DASH})(?=[\"“„«]?[{_CAPITAL}0-9])"
    ),
)
_CREDIT_ONLY = re.compile(rf"(?P<credit>\((?P<outlet>[^()\d]{{2,40}})\))(?:{_DASH}|\s*-\s*)(?=\S)")
_BARE_AGENCY = re.compile(r"\s*(?:—|–|--|-)\s*(?=\S)")
#: Longest place head in letters and words, and the shortest opening of capitals alone.
MAX_PLACE, MAX_WORDS, MIN_UPPER = 60, 7, 3
#: The form whose place is in title case and bare: only a real paragraph opens so; letters of an agency's sign.
TITLE_CASE, MIN_PARAGRAPH, MAX_SIGN = 4, 120, 6


class DatelineFound(NamedTuple):
    """The head of a paragraph: place (and date) as a stretch, credit as a stretch, where the prose begins."""

    place: tuple[int, int] | None
    credit: tuple[int, int] | None
    outlet: str | None
    end: int


def find_dateline(paragraph: str) -> DatelineFound | None:
    """Return the dateline that opens a paragraph; None where it opens with prose."""
    head = paragraph[:140]
    for number, form in enumerate(_FORMS):
        match = form.match(head)
        if match and agencies().fullmatch(match["place"].strip()):
            return DatelineFound(None, match.span("place"), match["place"], match.end())
        if match and _is_place(match["place"], bare=number > 2) and _is_outlet(match["outlet"]):
            if number == TITLE_CASE and len(paragraph) < MIN_PARAGRAPH:
                continue
            if match[0].rstrip().endswith(":") and paragraph.rstrip().endswith("?"):
                continue
            credit = match.span("credit") if match["credit"] else None
            return DatelineFound(match.span("place"), credit, match["outlet"] or None, match.end())
    match = _CREDIT_ONLY.match(head)
    if match:
        return DatelineFound(None, match.span("credit"), match["outlet"], match.end())
    agency = agencies().match(head)
    dash = _BARE_AGENCY.match(head, agency.end()) if agency else None
    if agency and dash:
        return DatelineFound(None, agency.span(), agency[0], dash.end())
    return None


def _is_outlet(words: str | None) -> bool:
    """Return whether the words in the bracket may name an outlet: an agency, a capitalised name, a short sign."""
    if not words or agencies().search(words):
        return True
    if " " not in words.strip():
        return len(words) <= MAX_SIGN or words[:1].isupper()
    return words[:1].isupper() and "/" not in words


def _is_place(words: str, *, bare: bool) -> bool:
    """Return whether the words may be a place head; ``bare`` ones, without a credit, have to be short."""
    if len(words) > MAX_PLACE or len(words.split()) > MAX_WORDS:
        return False
    letters = [c for c in words.split(",")[0] if c.isalpha()]
    if bare and (len(letters) < MIN_UPPER or len(words.split(",")[0].split()) > 4):
        return False
    return words.split()[0].casefold().strip(".") not in _NO_PLACE


_NO_PLACE = frozenset(
    [
        "the",
        "a",
        "an",
        "update",
        "updated",
        "breaking",
        "live",
        "exclusive",
        "editor's",
        "editor’s",
        "note",
        "correction",
        "clarification",
        "watch",
        "video",
        "photo",
        "photos",
        "read",
        "also",
        "related",
        "opinion",
        "analysis",
        "explainer",
        "comment",
        "by",
        "von",
        "here",
        "this",
        "these",
        "those",
        "it",
        "he",
        "she",
        "they",
        "we",
        "i",
        "you",
        "and",
        "but",
        "so",
    ]
)
