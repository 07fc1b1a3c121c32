"""Who wrote it, as printed; nobody is invented."""

from __future__ import annotations

import re
from functools import cache

from dateline.dissect.blocks import Block
from dateline.dissect.credits import agencies
from dateline.dissect.dom import Element, ancestors, tokens
from dateline.dissect.metadata import host_of, referred, strings, unique
from dateline.dissect.page import Page, Piece
from dateline.dissect.printed import find_printed
from dateline.dissect.words import key, rules
from dateline.model import PartKind

MAX_NAME, MAX_LINE, MAX_NAMES, AFTER = 60, 220, 12, 8
_AUTHOR = re.compile(
    r"\s(?:author|authors|byline|by-line|autor|autoren|autorin|auteur|verfasser|writer|fn"
    r"|byline_name|p-author|contributor|redakteur)\s|"
    r"author[-_]?(?:name|link|list|title)|byline|[-_](?:author|authors|autor|auteur|writer)\s"
    r"|\sauthor[-_]|article[-_]?author|post[-_]?author|entry-author|autoren|vcard"
)
_NO_AUTHOR = re.compile(
    r"author-?(?:box|bio|info|description|desc|image|avatar|about|card|block|posts|profile)"
    r"|about-?author|avatar|related|comment|widget|sidebar|social|follow|date|time"
)
_SPLIT = re.compile(r"\s*(?:,|;|\band\b|\bund\b|\by\b|\bet\b|\be\b|&|\ben\b|\bwith\b)\s*")
_SEGMENT = re.compile(r"\s*[|•·\u2028]\s*|\s+[/–—-]\s+")
_NAME = re.compile(r"^[^\W\d_][\w.'’´`·-]*(?:\s+(?:[^\W\d_][\w.'’´`-]*|\([\w .'-]{1,24}\))){0,5}\.?$")
_RUN_IN = re.compile(
    r"^(?:posted|published|filed|written|eingestellt|veröffentlicht|publiziert"
    r"|geschrieben)\b.{0,80}?\b(?:by|von)\s+(?P<name>[^|•·,]{2,60}?)(?:\s+(?:on|at|am|in|um)\b.*)?$",
    re.IGNORECASE,
)
_LEAD_ALONE = re.compile(r"^(?:von|by|por|par|di|door|autor|author|text|af|av)$", re.IGNORECASE)
_FOOT = re.compile(r"^\s*(?:[—–]|--?)\s*(?P<name>[A-ZÀ-Þ][\w.'’-]+(?:\s[A-ZÀ-Þ][\w.'’-]+){1,3})\s*$")
_OPENING = re.compile(r"^(?i:by)\s+(?P<name>[A-ZÀ-Þ][\w.'’-]+(?:\s[A-ZÀ-Þ][\w.'’-]+){1,3})\s*:\s+(?=\S)")
_LABEL_FOOT = re.compile(
    r"^\s*(?:autor(?:in)?|author|text|by|von|por|par)\s*:\s*(?P<name>[\w .'’-]{2,40})$", re.IGNORECASE
)


@cache
def _lead() -> re.Pattern[str]:
    words = "|".join(pattern.pattern for _, pattern, row in rules("byline_words") if row["place"] == "lead")
    return re.compile(rf"^[^\w(]*(?:{words})\s*(?=\S)", re.IGNORECASE)


def find_byline(page: Page) -> tuple[str, ...]:
    """Mark the byline's lines and return its names; empty where the page prints none.

    What head and page agree on comes first, then what byline lines print, then a head's name that the page
    shows somewhere near its story. A desk, an agency or the site is the author only where nobody else is.
    """
    site = _site_keys(page)
    stated = [n for n in _stated(page) if not _is_generic(n, site)]
    lines = _lines(page, {key(n) for n in stated})
    names = _choose(lines, stated, site)
    if not names:
        names = [n for n in (_opening(page), _signed_off(page)) if n is not None][:1]
    if not names:
        names = [n for n in stated if _shown(page, n)]
    if not names:
        names = next(iter(lines.values()), [])
    wanted = {key(n) for n in names}
    for index, found in lines.items():
        if any(key(n) in wanted for n in found):
            _mark(page, index, found)
    return unique(names)[:MAX_NAMES]


def _choose(lines: dict[int, list[str]], stated: list[str], site: set[str]) -> list[str]:
    known = {key(n) for n in stated}
    agreed = [n for found in lines.values() if any(key(n) in known for n in found) for n in found]
    names = agreed or [n for found in lines.values() for n in found]
    return [n for n in names if not _is_generic(n, site)]


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
    for author in _listed(referred(page.facts, page.facts.article.get("author"))):
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
    return [name for segment in _segments(line) for name in _segment_names(segment)]


def _segments(line: str) -> list[str]:
    """Return a line cut at bars and at its dates."""
    for date in reversed(find_printed(line)):
        line = line[: date.start] + "|" + line[date.end :]
    return [s for s in (segment.strip(" ,;:") for segment in _SEGMENT.split(line)) if s]


def _segment_names(segment: str) -> list[str]:
    words = _lead().sub("", segment)
    for _, pattern, row in rules("byline_words"):
        if row["place"] == "tail":
            words = pattern.sub("", words)
    names = (_lead().sub("", n.strip(" :|/–—-\u2022")).strip(" ,") for n in _SPLIT.split(words))
    return [n if n.endswith(("Jr.", "Sr.")) else n.rstrip(".") for n in names if _is_name(n)]


def _is_name(words: str) -> bool:
    if not 2 <= len(words) <= MAX_NAME or "@" in words or "http" in words:
        return False
    if not _NAME.match(words) or (words[0].islower() and len(words.split()) > 1):
        return False
    if len(words) < 3 or _LEAD_ALONE.match(words):
        return False
    return not any(
        row["place"] == "never" and pattern.search(words) for _, pattern, row in rules("byline_words")
    )


def _is_generic(name: str, site: set[str]) -> bool:
    if key(name) in site or agencies().fullmatch(name):
        return True
    return any(row["place"] == "generic" and pattern.match(name) for _, pattern, row in rules("byline_words"))


def _lines(page: Page, known: set[str]) -> dict[int, list[str]]:
    """Return the names of each byline line around the headline and right after the text."""
    lines: dict[int, list[str]] = {}
    after = (
        range(page.last_body + 1, min(len(page.blocks), page.last_body + AFTER))
        if page.last_body >= 0
        else range(0)
    )
    for index in [*page.head_zone(), *after]:
        block = page.blocks[index]
        if (
            not page.is_open(index)
            or len(block.text) > MAX_LINE
            or block.zones & {"nav", "footer", "figcaption"}
        ):
            continue
        if index in page.body and len(block.text) > 120:
            continue
        found = _block_names(block, known)
        if found and (index not in after or _is_marked(block) or any(key(n) in known for n in found)):
            lines.setdefault(index, found)
    return lines


def _block_names(block: Block, known: set[str]) -> list[str]:
    """Return the names a line prints as author: by its marks, its class, its "By", or the head's word."""
    found = [
        n for e, start, end in block.marks if _is_author_mark(e) for n in names_in(block.text[start:end])
    ]
    if not found:
        found = [
            n for segment in _segments(block.text) if _lead().match(segment) for n in _segment_names(segment)
        ]
    if not found and (run_in := _RUN_IN.search(block.text)):
        found = _segment_names(run_in["name"])
    if not found and _author_class(block):
        found = names_in(block.text)
    if not found and known:
        found = [n for n in names_in(block.text) if key(n) in known]
        if not found:
            found = [block.text[s:e] for _, s, e in block.marks if key(block.text[s:e]) in known]
    return list(unique(found))


def _is_marked(block: Block) -> bool:
    if any(_is_author_mark(e) for e, _, _ in block.marks) or _RUN_IN.match(block.text):
        return True
    return bool(_lead().match(block.text))


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


def _mark(page: Page, index: int, names: list[str]) -> None:
    """Mark the stretch from "By" to the last name; what the line holds beside it is furniture."""
    block = page.blocks[index]
    places = [(at, at + len(n)) for n in names if (at := block.text.find(n)) >= 0]
    if not places:
        page.take(index, PartKind.BYLINE, "rule:byline/1")
        return
    start, end = min(places)[0], max(e for _, e in places)
    before = block.text[:start]
    lead = re.search(r"(?:^|(?<=[\s|•·–—-]))\S+:?\s*$", before)
    if lead is not None and _lead().match(before[lead.start() :] + "x"):
        start = lead.start()
    page.take(index, PartKind.BYLINE, "rule:byline/1")
    pieces = [Piece(PartKind.BYLINE, start, end, "rule:byline/1")]
    if block.text[:start].strip(" |•·–—-,"):
        pieces.insert(0, Piece(PartKind.FURNITURE, 0, len(block.text[:start].rstrip()), "rule:byline-line/1"))
    rest = block.text[end:]
    if rest.strip(" |•·–—-,.:"):
        pieces.append(
            Piece(
                PartKind.FURNITURE,
                end + len(rest) - len(rest.lstrip(" |•·–—-,")),
                len(block.text),
                "rule:byline-line/1",
            )
        )
    page.pieces[index] = pieces


def _opening(page: Page) -> str | None:
    """Return the name of a byline that opens the first paragraph ("By NAME: ...")."""
    first = page.first_body
    if first >= len(page.blocks):
        return None
    match = _OPENING.match(page.blocks[first].text)
    return match["name"] if match else None


def _shown(page: Page, name: str) -> bool:
    """Return whether the page prints a name near its story."""
    low, high = page.head_zone().start, page.last_body + AFTER
    wanted = key(name)
    return any(wanted in b.key for b in page.blocks[max(0, low - 4) : high + 1] if len(b.text) < 400)


def _signed_off(page: Page) -> str | None:
    """Return the name that signs the story at its foot ("– NAME", "Autor: NAME")."""
    for block in page.blocks[max(0, page.last_body - 1) : page.last_body + 4]:
        match = _FOOT.match(block.text) or _LABEL_FOOT.match(block.text)
        if match and page.is_free(block.index):
            page.take(block.index, PartKind.BYLINE, "rule:foot/1")
            return match["name"].strip()
    return None
