"""Who wrote it, as printed; nobody is invented."""

from __future__ import annotations

import re

from dateline.dissect.author_features import AuthorCandidate, author_features, is_site, site_keys
from dateline.dissect.author_names import keys_of, lead, names_in
from dateline.dissect.author_voices import Voice, head_voices, line_voices
from dateline.dissect.metadata import unique
from dateline.dissect.page import Page, Piece
from dateline.dissect.printed import find_printed
from dateline.dissect.votes import ballot
from dateline.dissect.words import key
from dateline.model import PartKind

__all__ = ["AuthorCandidate", "author_candidates", "find_byline", "names_in"]

MAX_NAMES, MAX_APART = 12, 3
#: A name that only the head has is nobody's byline; nor is the site's own name that no line is marked with.
_REFUSED = frozenset(("is the site, head alone", "not printed"))
#: Marks that several lines bear, a line for each author.
_LISTED = frozenset(("item", "card", "named", "by"))
#: Places that settle it, and those that are asked only where none of these names anybody.
_SURE = frozenset(("item", "card", "by", "run-in", "ld-person"))
_WEAK = frozenset(("alone", "alone-after", "beside a date", "credit", "box", "box-after"))
METHOD, BESIDE = "rule:byline/3", "rule:byline-line/1"


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
    sites = site_keys(page)
    if any(v.source in _SURE and not all(is_site(n, sites) for n in v.names) for v in (*head, *lines)):
        lines = [v for v in lines if v.source not in _WEAK]
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
    for letters, candidate in found.items():
        candidate.features = author_features(page, letters, found=found, sites=sites)
    return [c for c in found.values() if not _REFUSED & c.features.keys()]


def _joined(lines: list[Voice]) -> list[Voice]:
    """Return the names of neighbouring lines of one kind together: a line for each author is common."""
    joined: list[Voice] = []
    last: dict[str, tuple[int, tuple[str, ...]]] = {}
    for voice in lines:
        index, names = last.get(voice.source, (-99, ()))
        if voice.source not in _LISTED:
            continue
        if 0 < voice.block - index <= MAX_APART:
            names = tuple(dict.fromkeys((*names, *voice.names)))
            if len(keys_of(names)) > len(keys_of(voice.names)):
                joined.append(Voice("joined", names, -1))
        else:
            names = voice.names
        last[voice.source] = (voice.block, names)
    return joined


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
