"""What speaks for and against a set of names as the authors of a page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from dateline.dissect.author_names import has_given_name, is_generic, keys_of
from dateline.dissect.author_voices import Voice
from dateline.dissect.metadata import host_of, strings, types_of
from dateline.dissect.page import Page
from dateline.dissect.words import key
from dateline.text.outlets import outlet_key, outlets

NEAR, MANY, MIN_SITE, SITE_SHARE, SHOWN, MAX_SHOWN, MIN_INITIALS = 5, 3, 4, 0.6, 12, 400, 2
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_DESK = re.compile(r"\b(?:desk|newsroom|staff|redaktion)$", re.IGNORECASE)
_ORGANISATION = re.compile(
    r"\b(?:e\.? ?v|gmbh|ag|inc|ltd|llc|foundation|stiftung"
    r"|verein|verband|verlag|magazin(?:e)?|zeitung|presse|press|news|media|"
    r"medien|redaktion|online|tv|radio|club|institut(?:e)?|ministerium|ministry|universit\w+|museum|partei|department|"
    r"bundes\w+|company|group|agency|agentur|association|network|blog|shop|team|stadt|city|office|zentrum|center|centre)\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"NewsArticle|Article|BlogPosting|Reportage|LiveBlog|OpinionNews|Review")
#: Kinds of places from the surest down; what is in none of them is less sure still.
_RANKS = (
    frozenset(("item", "card", "by", "run-in", "ld-person", "opening")),
    frozenset(("named", "linked", "known", "meta", "dated", "joined", "ld-other", "foot")),
    frozenset(("item-after", "card-after", "by-after", "beside a date", "credit", "box")),
)
#: Places that mark an author on the page; those that need no line of their own, or only repeat the head.
_MARKING = frozenset(("by", "card", "item", "named", "run-in", "linked"))
_HEAD = frozenset(("meta", "ld-person", "ld-other", "known", "known-after"))


@dataclass(slots=True)
class AuthorCandidate:
    """One set of names that may be the byline, and everything that names exactly these."""

    names: tuple[str, ...]
    voices: list[Voice] = field(default_factory=list)
    features: dict[str, float] = field(default_factory=dict)


def author_features(
    page: Page,
    letters: frozenset[str],
    *,
    found: Mapping[frozenset[str], AuthorCandidate],
    sites: frozenset[str],
) -> dict[str, float]:
    """Return what speaks for and against a set of names, by name.

    ``letters`` are its keys in ``found``, which holds every candidate of the page; ``sites`` are the letters of
    all that names the site.
    """
    candidate = found[letters]
    same = [v for v in candidate.voices if keys_of(v.names) == letters]
    features = {
        **_places(page, same),
        **_beside(page, letters, found=found),
        **_shape(candidate.names, sites),
        **_kind_of_page(page),
    }
    features |= _together(features, {v.source for v in same})
    return {name: value for name, value in features.items() if value}


def _places(page: Page, same: list[Voice]) -> dict[str, float]:
    """Return where exactly these names stand."""
    kinds = {v.source for v in same}
    lined, headed = any(v.block >= 0 for v in same), any(v.block < 0 for v in same)
    return {
        **{f"from {kind}": 1.0 for kind in kinds},
        "voices agree": min(3.0, len(kinds) - 1.0),
        "head and line agree": float(lined and headed),
        "not printed": float(not lined and not _is_printed(page, same[0].names)),
        "rank": float(min(map(_rank, kinds))),
    }


def _rank(source: str) -> int:
    return next((n for n, sources in enumerate(_RANKS) if source in sources), len(_RANKS))


def _beside(
    page: Page, letters: frozenset[str], *, found: Mapping[frozenset[str], AuthorCandidate]
) -> dict[str, float]:
    """Return how the names stand beside the other candidates and the headline."""
    own = found[letters].voices
    spoken = [v for c in found.values() for v in c.voices]
    behind = [v.block for v in spoken if v.source.endswith("-after")]
    first = [v.block for v in own if v.source.endswith("-after") and keys_of(v.names) == letters]
    rank = min(_rank(v.source) for v in own if keys_of(v.names) == letters)
    near = [abs(v.block - page.headline) for v in own if v.block >= 0] if page.headline is not None else []
    return {
        "first behind the text": float(bool(first) and min(first) == min(behind)),
        "less sure than another": float(rank - min(_rank(v.source) for v in spoken)),
        "part of a longer list": float(any(letters < other for other in found)),
        "holds a shorter list": float(any(other < letters for other in found)),
        "others are named": min(3.0, float(sum(not (letters & other) for other in found))),
        "near the headline": float(bool(near) and min(near) <= NEAR),
    }


def _together(features: Mapping[str, float], kinds: set[str]) -> dict[str, float]:
    """Return what some of the features say together."""

    def has(name: str) -> bool:
        return bool(features.get(name))

    marked, headed = bool(kinds & _MARKING), kinds <= _HEAD
    behind = not marked and any(kind.endswith(("-after", "-far")) for kind in kinds)
    known = has("given name known")
    return {
        "is the site, marked": float(has("is the site") and marked),
        "is the site, head alone": float(has("is the site") and headed),
        "a lone word, head alone": float(has("a lone word") and headed),
        "a lone word, marked": float(has("a lone word") and marked),
        "stands for nobody, head alone": float(has("stands for nobody") and headed),
        "stands for nobody, marked": float(has("stands for nobody") and marked),
        "behind the text, whole names": float(behind and has("whole names")),
        "behind the text, given name": float(behind and known),
        "alone on a line, given name": float(bool(kinds & {"alone", "alone-after"}) and known),
    }


def _is_printed(page: Page, names: tuple[str, ...]) -> bool:
    """Return whether the page prints one of the names on a line near its story."""
    low, high = page.head_zone().start, max(page.last_body, page.first_body) + SHOWN
    wanted = [key(name) for name in names]
    return any(
        letters in block.key
        for block in page.blocks[max(0, low - 4) : high]
        if len(block.text) < MAX_SHOWN
        for letters in wanted
    )


def _shape(names: tuple[str, ...], sites: frozenset[str]) -> dict[str, float]:
    """Return what the names look like."""
    return {
        "whole names": float(all(2 <= len(n.split()) <= 4 for n in names)),
        "a lone word": float(any(" " not in n for n in names)),
        "many names": float(len(names) > MANY),
        "long name": float(any(len(n.split()) > 4 for n in names)),
        "given name known": float(any(map(has_given_name, names))),
        "starts small": float(any(n[:1].islower() for n in names)),
        "has a figure": float(any(c.isdigit() for n in names for c in n)),
        "stands for nobody": float(all(is_generic(n) for n in names)),
        "organisation word": float(any(_ORGANISATION.search(n) for n in names)),
        "is the site": float(any(is_site(n, sites) for n in names)),
        "is an outlet": float(any(outlet_key(n) in outlets() for n in names)),
    }


def is_site(name: str, sites: frozenset[str]) -> bool:
    """Return whether a name is the site's: its letters, most of them, them and a word more, or its initials."""
    if has_given_name(name) or _DESK.search(name):
        return False
    letters = _plain_letters(name)
    initials = "".join(word[0] for word in name.split()).casefold()
    if letters in sites or (len(initials) > MIN_INITIALS and initials in sites):
        return True
    return len(letters) > MIN_SITE and any(
        (letters in s and len(letters) >= SITE_SHARE * len(s)) or (len(s) > MIN_SITE and s in letters)
        for s in sites
    )


def _kind_of_page(page: Page) -> dict[str, float]:
    """Return whether the page says that it is an article at all."""
    facts = page.facts
    kinds = " ".join(types_of(facts.article))
    return {
        "page is an article": float(bool(_ARTICLE.search(kinds)) or facts.meta("og:type") == "article"),
        "page is dated": float(
            bool(facts.article.get("datePublished") or facts.meta("article:published_time"))
        ),
    }


def site_keys(page: Page) -> frozenset[str]:
    """Return the letters of everything that names the site."""
    facts = page.facts
    host = host_of(page.url or facts.meta("og:url") or facts.canonical) or ""
    sites = [
        o for o in facts.objects if {"WebSite", "Organization", "NewsMediaOrganization"} & set(types_of(o))
    ]
    names = [
        *(
            facts.meta("og:site_name") or "",
            facts.meta("application-name") or "",
            facts.meta("publisher") or "",
        ),
        *strings(facts.article.get("publisher")),
        *(name for o in sites for name in strings(o.get("name"))),
        *(host, host.rsplit(".", 1)[0], host.rsplit(".", 1)[0].rsplit(".", 1)[-1]),
    ]
    return frozenset(k for k in map(_plain_letters, names) if len(k) > 1)


def _plain_letters(name: str) -> str:
    """Return the letters of a name as a host writes them: umlauts as two letters."""
    return key(name).translate(_UMLAUTS)
