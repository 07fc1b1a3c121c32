"""Who wrote it, as printed; nobody is invented."""

from __future__ import annotations

import re
from functools import cache

from dateline.dissect.blocks import Block
from dateline.dissect.dom import Element, ancestors, tokens
from dateline.dissect.metadata import host_of, strings, unique
from dateline.dissect.page import Page
from dateline.dissect.printed import find_printed
from dateline.dissect.words import key, rules
from dateline.model import PartKind

MAX_NAME, MAX_LINE, MAX_NAMES = 60, 220, 12
_AUTHOR = re.compile(
    r"\s(?:author|authors|byline|by-line|autor|autoren|autorin|auteur|verfasser|writer|fn|byline_name|p-author|contributor|redakteur)\s|"
    r"author[-_]?(?:name|link|list|title)|byline|[-_](?:author|authors|autor|auteur|writer)\s|\sauthor[-_]|article[-_]?author|post[-_]?author|entry-author|autoren|vcard"
)
_NO_AUTHOR = re.compile(
    r"author-?(?:box|bio|info|description|desc|image|avatar|about|card|block|posts|profile)|about-?author|avatar|related|comment|widget|sidebar|social|follow|date|time"
)
_SPLIT = re.compile(r"\s*(?:,|;|\||•|·|\band\b|\bund\b|\by\b|\bet\b|\be\b|&|\ben\b)\s*")
_NAME = re.compile(r"^[^\W\d_][\w.'’´`·-]*(?:\s+(?:[^\W\d_][\w.'’´`-]*|\([\w .'-]{1,20}\))){0,5}\.?$")
_PARTICLES = frozenset(
    [
        "de",
        "da",
        "di",
        "do",
        "dos",
        "das",
        "del",
        "della",
        "la",
        "le",
        "el",
        "al",
        "van",
        "von",
        "der",
        "den",
        "zu",
        "zum",
        "zur",
        "bin",
        "ibn",
        "of",
        "ter",
        "ten",
        "af",
        "av",
        "y",
        "e",
        "d",
        "st",
        "san",
    ]
)
_FOOT = re.compile(r"^\s*(?:[—–]|--?)\s*(?P<name>[A-ZÀ-Þ][\w.'’-]+(?:\s[A-ZÀ-Þ][\w.'’-]+){1,3})\s*$")
_OPENING = re.compile(r"^(?i:by)\s+(?P<name>[A-ZÀ-Þ][\w.'’-]+(?:\s[A-ZÀ-Þ][\w.'’-]+){1,3})\s*:\s+(?=\S)")


@cache
def _lead() -> re.Pattern[str]:
    words = "|".join(pattern.pattern for _, pattern, row in rules("byline_words") if row["place"] == "lead")
    return re.compile(rf"^\W*(?:{words})\s+", re.IGNORECASE)


def find_byline(page: Page) -> tuple[str, ...]:
    """Mark the byline's blocks and return its names; empty where the page prints none."""
    site = _site_keys(page)
    stated = [n for n in _stated(page) if key(n) not in site]
    printed = _printed(page, stated, site)
    names = [n for n in printed if not _is_generic(n, site)]
    if not names:
        names = [n for n in stated if _shown(page, n) and not _is_generic(n, site)]
    if not names:
        names = [_signed_off(page)] if _signed_off(page) else []
    if not names:
        names = printed[:1]
    return unique(names)[:MAX_NAMES]


def _site_keys(page: Page) -> set[str]:
    facts = page.facts
    host = host_of(page.url or facts.meta("og:url") or facts.canonical) or ""
    names = [
        facts.meta("og:site_name") or "",
        *strings(facts.article.get("publisher")),
        host,
        host.rsplit(".", 1)[0],
    ]
    return {key(n) for n in names if n}


def _stated(page: Page) -> list[str]:
    """Return the author names in the head: JSON-LD persons first, then meta tags."""
    names: list[str] = []
    for author in _listed(page.facts.article.get("author")):
        names += [n for text in strings(author) for n in names_in(text)]
    for meta in (
        "author",
        "article:author",
        "dc.creator",
        "parsely-author",
        "sailthru.author",
        "byl",
        "twitter:data1",
    ):
        for content in page.facts.metas.get(meta, ()) if not names else ():
            if "://" not in content:
                names += names_in(content)
    return list(unique(names))


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def names_in(line: str) -> list[str]:
    """Return the names that a byline holds: "By", titles and dates cut off, several names split."""
    dates = find_printed(line)
    words = line[: dates[0].start] if dates and dates[0].start > 3 else line
    words = _lead().sub("", words.strip())
    for _, pattern, row in rules("byline_words"):
        if row["place"] == "tail":
            words = pattern.sub("", words)
    names = [n.strip(" .:|/–—-\u2022") + ("." if n.endswith("Jr.") else "") for n in _SPLIT.split(words)]
    return [n for n in (_lead().sub("", name + " ").strip() for name in names) if _is_name(n)]


def _is_name(words: str) -> bool:
    if not 2 <= len(words) <= MAX_NAME or "@" in words or "http" in words:
        return False
    return bool(_NAME.match(words))


def _is_generic(name: str, site: set[str]) -> bool:
    if key(name) in site:
        return True
    return any(row["place"] == "generic" and pattern.match(name) for _, pattern, row in rules("byline_words"))


def _printed(page: Page, stated: list[str], site: set[str]) -> list[str]:
    """Return the names in byline blocks around the headline, and mark the blocks."""
    known = {key(n) for n in stated}
    names: list[str] = []
    for index in page.head_zone():
        block = page.blocks[index]
        if not page.is_free(index) or len(block.text) > MAX_LINE or block.zones & {"nav", "footer"}:
            continue
        found = _block_names(block, known)
        if found and (index not in page.body or len(block.text) < 120):
            names += found
            page.take(index, PartKind.BYLINE, "rule:byline/1")
    opening = _opening(page)
    return [opening] if opening else names


def _block_names(block: Block, known: set[str]) -> list[str]:
    """Return the names a block prints as author: by its marks, its class, its "By", or the head's word."""
    found: list[str] = []
    for element, start, end in block.marks:
        if _is_author_mark(element) and end - start <= MAX_LINE:
            found += names_in(block.text[start:end])
    if not found and (_lead().match(block.text) or _author_class(block)):
        found = names_in(block.text)
    if not found and known:
        found = [n for n in names_in(block.text) if key(n) in known]
        if not found and len(block.text) < 120:
            found = [block.text[s:e] for e_, s, e in block.marks if key(block.text[s:e]) in known]
    return list(unique(found))


def _is_author_mark(element: Element) -> bool:
    if element.get("itemprop") in ("author", "creator") or "author" in (element.get("rel") or ""):
        return True
    named = tokens(element)
    return bool(_AUTHOR.search(named)) and not _NO_AUTHOR.search(named)


def _author_class(block: Block) -> bool:
    for _, element in zip(range(3), ancestors(block.element), strict=False):
        named = tokens(element)
        if _NO_AUTHOR.search(named):
            return False
        if element.get("itemprop") in ("author", "creator") or _AUTHOR.search(named):
            return element.tag not in ("article", "body", "main", "section") and len(block.text) < 90
    return False


def _opening(page: Page) -> str | None:
    """Return the name of a byline that opens the first paragraph ("By NAME: ...")."""
    first = page.first_body
    if first >= len(page.blocks):
        return None
    match = _OPENING.match(page.blocks[first].text)
    return match["name"] if match else None


def _shown(page: Page, name: str) -> bool:
    """Return whether the page prints a name near its story."""
    low, high = page.head_zone().start, page.last_body + 8
    wanted = key(name)
    return any(wanted in b.key for b in page.blocks[max(0, low - 4) : high + 1] if len(b.text) < 400)


def _signed_off(page: Page) -> str | None:
    """Return the name that signs the story at its foot ("– NAME")."""
    for block in page.blocks[max(0, page.last_body - 1) : page.last_body + 2]:
        match = _FOOT.match(block.text)
        if match:
            page.take(block.index, PartKind.BYLINE, "rule:foot/1")
            return match["name"]
    return None
