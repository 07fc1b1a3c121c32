"""Who wrote it, as printed; nobody is invented."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from dateline.dissect.author_names import has_given_name, is_generic, keys_of, lead, names_in
from dateline.dissect.author_voices import Voice, head_voices, line_voices
from dateline.dissect.metadata import host_of, strings, types_of, unique
from dateline.dissect.page import Page, Piece
from dateline.dissect.printed import find_printed
from dateline.dissect.votes import ballot
from dateline.dissect.words import key
from dateline.model import PartKind
from dateline.text.outlets import outlet_key, outlets

__all__ = ["AuthorCandidate", "author_candidates", "find_byline", "names_in"]

MAX_NAMES, NEAR, MANY, MIN_SITE, SITE_SHARE, SHOWN = 12, 5, 3, 4, 0.6, 12
_DESK = re.compile(r"\b(?:desk|newsroom|staff|redaktion)$", re.IGNORECASE)
#: A name that only the head has is nobody's byline; nor is the site's own name.
_REFUSED = frozenset(("is the site", "not printed"))
#: Marks that several lines bear, a line for each author.
_LISTED = frozenset(("item", "card", "named", "by"))
MIN_INITIALS, _UMLAUTS = 2, str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
METHOD, BESIDE = "rule:byline/2", "rule:byline-line/1"
_ORGANISATION = re.compile(
    r"\b(?:e\.? ?v|gmbh|ag|inc|ltd|llc|foundation|stiftung"
    r"|verein|verband|verlag|magazin(?:e)?|zeitung|presse|press|news|media|"
    r"medien|redaktion|online|tv|radio|club|institut(?:e)?|ministerium|ministry|universit\w+|museum|partei|department|"
    r"bundes\w+|company|group|agency|agentur|association|network|blog|shop|team|stadt|city|office|zentrum|center|centre)\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"NewsArticle|Article|BlogPosting|Reportage|LiveBlog|OpinionNews|Review")


@dataclass(slots=True)
class AuthorCandidate:
    """One set of names that may be the byline, and everything that names exactly these."""

    names: tuple[str, ...]
    voices: list[Voice] = field(default_factory=list)
    features: dict[str, float] = field(default_factory=dict)


def find_byline(page: Page) -> tuple[str, ...]:
    """Mark the byline's lines and return its names; empty where the page prints none.

    Each set of names that the head or a line gives is weighed by where it stands, by its shape and by how
    many agree; the likeliest is taken if it is likely enough.
    """
    best = ballot("author").elect(author_candidates(page))
    if best is None:
        return ()
    wanted = keys_of(best.names)
    for voice in dict.fromkeys(v for v in best.voices if v.block >= 0):
        if page.is_open(voice.block):
            _mark(page, voice.block, [n for n in voice.names if key(n) in wanted])
    return unique(best.names)[:MAX_NAMES]


def author_candidates(page: Page) -> list[AuthorCandidate]:
    """Return the sets of names that the page offers, each with its features."""
    head = head_voices(page)
    known = frozenset(k for voice in head for k in keys_of(voice.names))
    lines = line_voices(page, known)
    found: dict[frozenset[str], AuthorCandidate] = {}
    for voice in (*_joined(lines), *lines, *head):
        letters = keys_of(voice.names)
        if letters:
            found.setdefault(letters, AuthorCandidate(voice.names)).voices.append(voice)
    for letters, candidate in found.items():
        own = {(v.source, v.block) for v in candidate.voices}
        candidate.voices += [
            v for v in lines if (v.source, v.block) not in own and v.block >= 0 and keys_of(v.names) < letters
        ]
    sites = _site_keys(page)
    for letters, candidate in found.items():
        candidate.features = _features(page, letters, candidate, found=found, sites=sites)
    return [c for c in found.values() if not _REFUSED & c.features.keys()]


def _joined(lines: list[Voice]) -> list[Voice]:
    """Return the names of neighbouring lines of one kind together: a line for each author is common."""
    joined: list[Voice] = []
    last: dict[str, tuple[int, tuple[str, ...]]] = {}
    for voice in lines:
        index, names = last.get(voice.source, (-99, ()))
        if voice.source not in _LISTED:
            continue
        if 0 < voice.block - index <= MANY:
            names = tuple(dict.fromkeys((*names, *voice.names)))
            if len(keys_of(names)) > len(keys_of(voice.names)):
                joined.append(Voice("joined", names, -1))
        else:
            names = voice.names
        last[voice.source] = (voice.block, names)
    return joined


def _features(
    page: Page,
    letters: frozenset[str],
    candidate: AuthorCandidate,
    *,
    found: Mapping[frozenset[str], AuthorCandidate],
    sites: frozenset[str],
) -> dict[str, float]:
    """Return what speaks for and against a set of names, by name."""
    same = [v for v in candidate.voices if keys_of(v.names) == letters]
    features = {f"from {v.source}": 1.0 for v in same}
    kinds = {v.source for v in same}
    features["voices agree"] = min(3.0, len(kinds) - 1.0)
    features["head and line agree"] = float(
        any(v.block < 0 for v in same) and any(v.block >= 0 for v in same)
    )
    features["not printed"] = float(all(v.block < 0 for v in same) and not _is_printed(page, candidate.names))
    behind = [v.block for vs in found.values() for v in vs.voices if v.source.endswith("-after")]
    first = [v.block for v in same if v.source.endswith("-after")]
    features["first behind the text"] = float(bool(first) and min(first) == min(behind))
    features["part of a longer list"] = float(any(letters < other for other in found))
    features["holds a shorter list"] = float(any(other < letters for other in found))
    features["others are named"] = min(3.0, float(sum(not (letters & other) for other in found)))
    if page.headline is not None:
        near = [abs(v.block - page.headline) for v in candidate.voices if v.block >= 0]
        features["near the headline"] = float(bool(near) and min(near) <= NEAR)
    return {
        k: v for k, v in {**features, **_shape(candidate.names, sites), **_kind_of_page(page)}.items() if v
    }


def _is_printed(page: Page, names: tuple[str, ...]) -> bool:
    """Return whether the page prints one of the names on a line near its story."""
    low, high = page.head_zone().start, max(page.last_body, page.first_body) + SHOWN
    wanted = [key(name) for name in names]
    return any(
        letters in block.key
        for block in page.blocks[max(0, low - 4) : high]
        if len(block.text) < 400
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
        "is the site": float(any(_is_site(n, sites) for n in names)),
        "is an outlet": float(any(outlet_key(n) in outlets() for n in names)),
    }


def _is_site(name: str, sites: frozenset[str]) -> bool:
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


def _site_keys(page: Page) -> frozenset[str]:
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


def _mark(page: Page, index: int, names: list[str]) -> None:
    """Mark the stretch from "By" to the last name; what the line holds beside it is furniture."""
    block = page.blocks[index]
    if index in page.body and len(block.text) > max(map(len, names), default=0) * 3 + 40:
        return
    places = [(at, at + len(n)) for n in names if (at := block.text.find(n)) >= 0]
    told = next((p.at for p in page.pieces.get(index, []) if p.at is not None), None)
    page.take(index, PartKind.BYLINE, METHOD)
    if not places:
        return
    start, end = min(places)[0], max(e for _, e in places)
    before = block.text[:start]
    opens = re.search(r"(?:^|(?<=[\s|•·–—-]))\S+:?\s*$", before)
    if opens is not None and lead().match(before[opens.start() :] + "x"):
        start = opens.start()
    pieces = [Piece(PartKind.BYLINE, start, end, METHOD)]
    if block.text[:start].strip(" |•·–—-,"):
        pieces.insert(0, Piece(PartKind.FURNITURE, 0, len(block.text[:start].rstrip()), BESIDE))
        if find_printed(block.text[:start]):
            pieces[0].at, told = told, None
    rest = block.text[end:]
    if rest.strip(" |•·–—-,.:"):
        behind = end + len(rest) - len(rest.lstrip(" |•·–—-,"))
        pieces.append(Piece(PartKind.FURNITURE, behind, len(block.text), BESIDE, at=told))
    page.pieces[index] = pieces
