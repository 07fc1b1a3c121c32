"""Everything on a page that may name its authors: the head, marked lines, lines by their words."""

from __future__ import annotations

import re
from typing import NamedTuple

from dateline.dissect.author_names import has_given_name, is_name, lead, names_in, segment_names, segments
from dateline.dissect.blocks import Block
from dateline.dissect.dom import Element, ancestors, name_test, tokens
from dateline.dissect.metadata import host_of, referred, strings, types_of
from dateline.dissect.page import Page
from dateline.dissect.words import key

MAX_LINE, MAX_MARKED_LINE, MAX_PROSE, MAX_SHAPED, MAX_AUTHORS = 220, 90, 160, 120, 12
#: Lines behind the text that may name its author: any, those that say so; longest line of names alone.
AFTER, LONG_AFTER, MAX_ALONE, MAX_CREDIT = 8, 24, 60, 60
_NAMED = name_test(
    r"\s(?:author|authors|byline|by-line|autor|autoren|autorin|auteur|auteurs|autore|verfasser|writer|fn"
    r"|p-author|contributor|contributors|redakteur|journalist|reporter|skribent|yazar|avtor|penulis)[\s_-]|"
    r"[-_](?:author|authors|autor|autoren|auteur|autore|writer|byline|redakteur)[\s_-]|author_?(?:name|link|list|title|bold)"
    r"|byline|article-?author|post-?author|entry-author|autoren|vcard"
)
_ELSEWHERE = name_test(r"related|comment|widget|sidebar|social|follow|avatar|image|desc|bio|job|title|role")
_NOT_NAMED = name_test(
    r"author-?_?(?:box|bio|info|description|desc|image|avatar|about|card|block|posts|profile|role|title|job)"
    r"|about-?author|avatar|related|comment|widget|sidebar|social|follow|date|time|by-?post-?author"
)
#: A box about the author, and marks of who supplied the words.
_BOX = name_test(r"author|autor|auteur|autore|byline")
_CREDIT = name_test(
    r"(?:\s|news-|article-|post-|[_-])(?:credits?|source|sources|agenc(?:y|ies)|quelle|fuente|fonte|organi[sz]ation"
    r"|publisher|kaynak|muhabir|origins?)\s"
)
_PICTURES = name_test(r"photo|image|picture|bild|foto|caption|video|media|copyright|figure")
_VCARD = name_test(r"\s(?:vcard|fn|p-author|h-card)\s")
_PROFILE = re.compile(
    r"/(?:author|authors|autor|autores|autoren|autorin|auteur|auteurs|autore|autori|avtor|yazar|yazarlar|penulis"
    r"|redakteure?|redaktion|journalist(?:e|en|s|as)?|people|person|profil|profile|profiles|contributors?|writers?|reporters?"
    r"|by|users?|mitarbeiter|columnists?|skribent|staff|autorzy|newsteam)[/_-][\w%.@-]{2,}|[?&]author(?:_?name)?=",
    re.IGNORECASE,
)
_RUN_IN = re.compile(
    r"^(?:posted|published|filed|written|eingestellt|veröffentlicht|publiziert|publié|publicado|pubblicato"
    r"|geschrieben|geplaatst|opublikowano)\b.{0,80}?\b(?:by|von|par|por|da|door|przez)\s+"
    r"(?P<name>[^|•·,]{2,60}?)(?:\s+(?:on|at|am|in|um|le|el|il|op)\b.*)?$",
    re.IGNORECASE,
)
#: One to three names of two to four words each, and nothing else.
_ALONE = re.compile(
    r"^(?:Dr\. |Prof\. )*[^\W\d_a-zà-ÿ][\w.'’-]*"
    r"(?:\s(?:[^\W\d_a-zà-ÿ][\w.'’-]*|de|da|di|del|van|von|der|den|bin|al|el|la|le|du)){1,3}$"
)
_FOOT = re.compile(r"^\s*(?:[—–]|--?)\s*(?P<name>[A-ZÀ-Þ][\w.'’-]+(?:\s[A-ZÀ-Þ][\w.'’-]+){1,3})\s*$")
_OPENING = re.compile(r"^(?i:by)\s+(?P<name>[A-ZÀ-Þ][\w.'’-]+(?:\s[A-ZÀ-Þ][\w.'’-]+){1,3})\s*:\s+(?=\S)")
#: What does not count behind the text, and far behind it.
_AFTER_REFUSED = frozenset(("dated", "beside a date", "credit"))
_FAR_REFUSED = frozenset((*_AFTER_REFUSED, "known", "linked", "named", "run-in", "box", "card"))
MANY_ALONE = 3
_WRITTEN_BY = re.compile(
    r"written|author|autor|auteur|geschrieben|verfasst|écrit|escrito|scritto|geschreven|skrevet|skriven|автор",
    re.IGNORECASE,
)
_METAS = (
    *("author", "article:author", "og:article:author", "dc.creator", "dcterms.creator", "citation_author"),
    *("parsely-author", "sailthru.author", "byl", "article:author_name", "shareaholic:article_author_name"),
    *("cxenseparse:author", "rnews:author", "vr:author", "creator"),
)


class Voice(NamedTuple):
    """One place that names authors: what kind of place, the names, the block (-1: the head of the page)."""

    source: str
    names: tuple[str, ...]
    block: int


def head_voices(page: Page) -> list[Voice]:
    """Return what JSON-LD and each meta tag state."""
    voices = [*_json_ld(page)]
    for meta in _METAS:
        contents = [c for c in page.facts.metas.get(meta, ()) if "://" not in c and not c.startswith("@")]
        names = [n for content in contents[:MAX_AUTHORS] for n in names_in(content)]
        if names:
            voices.append(Voice("meta", tuple(dict.fromkeys(names)), -1))
    for number in "12":
        label, data = (page.facts.meta(f"twitter:{what}{number}") for what in ("label", "data"))
        if label and data and _WRITTEN_BY.search(label) and (names := names_in(data)):
            voices.append(Voice("meta", tuple(names), -1))
    return voices


def _json_ld(page: Page) -> list[Voice]:
    article = page.facts.article
    stated = referred(page.facts, article.get("author") or article.get("creator"))
    authors = stated if isinstance(stated, list) else [stated]
    persons = [a for a in authors if isinstance(a, dict) and "Person" in types_of(a)]
    chosen = persons or authors
    names = [n for author in chosen[:MAX_AUTHORS] for text in strings(author) for n in names_in(text)]
    if not names:
        return []
    return [Voice("ld-person" if persons else "ld-other", tuple(dict.fromkeys(names)), -1)]


def line_voices(page: Page, known: frozenset[str]) -> list[Voice]:
    """Return what the lines around the headline and right behind the text print.

    ``known`` are the letters of the names that the head states.
    """
    voices: list[Voice] = []
    last = page.last_body
    behind = range(last - 1, last + LONG_AFTER) if last >= 0 else range(0)
    head = page.head_zone()
    own = own_site(page)
    for index in dict.fromkeys((*head, *behind)):
        if not 0 <= index < len(page.blocks) or not page.is_open(index):
            continue
        block = page.blocks[index]
        if len(block.text) > MAX_LINE or (index in page.body and len(block.text) > MAX_PROSE):
            continue
        if block.zones & {"nav", "figcaption"} or (
            "footer" in block.zones and not _signed_footer(block, own)
        ):
            continue
        where = "" if index in head else "-far" if index >= last + AFTER else "-after"
        far = where == "-far"
        if far and (block.zones & {"aside"} or not (block.marks or lead().match(block.text))):
            continue
        found = _block_voices(block, known, own=own)
        voices += [
            Voice(source + where, names, index)
            for source, names in found
            if source not in (_FAR_REFUSED if far else _AFTER_REFUSED if where else ())
        ]
    voices += _in_prose(page)
    return [*voices, *_alone(page, {v.block for v in voices})]


def own_site(page: Page) -> str | None:
    """Return the last two labels of the page's own host."""
    host = host_of(page.url or page.facts.meta("og:url") or page.facts.canonical)
    return ".".join(host.split(".")[-2:]) if host else None


def _alone(page: Page, named: set[int]) -> list[Voice]:
    """Return names that stand alone on a line, near the head of the text or at its foot."""
    low = page.headline if page.headline is not None else page.first_body - 2
    voices: list[Voice] = []
    for where, lines in (
        ("alone", range(low + 1, page.first_body + 2)),
        ("alone-after", range(page.last_body - 1, page.last_body + AFTER // 2)),
    ):
        for index in lines:
            if not 0 <= index < len(page.blocks) or index in named or not page.is_open(index):
                continue
            block = page.blocks[index]
            if (
                len(block.text) > MAX_ALONE
                or block.level is not None
                or block.zones & {"nav", "figcaption", "aside"}
            ):
                continue
            names = [
                n.strip(" |,")
                for n in re.split(r"\s?[/&|]\s?|,\s|\s(?:and|und|et|y)\s", block.text)
                if n.strip(" |,")
            ]
            if 0 < len(names) <= MANY_ALONE and all(_ALONE.match(n) and is_name(n) for n in names):
                voices.append(Voice(where, tuple(names), index))
    return voices


def _signed_footer(block: Block, own: str | None) -> bool:
    """Return whether a footer's line is the entry's own: it marks an author."""
    return any(_mark_source(e, own) in ("item", "card") for e, _, _ in block.marks)


def _block_voices(
    block: Block, known: frozenset[str], *, own: str | None
) -> list[tuple[str, tuple[str, ...]]]:
    """Return the readings of one line, the surest first; weaker ones only where no surer is."""
    marked: dict[str, list[str]] = {}
    for element, start, end in sorted(block.marks, key=lambda m: (m[1], -m[2])):
        source = _mark_source(element, own)
        if source is not None:
            marked.setdefault(source, []).extend(names_in(block.text[start:end]))
    found = [(source, tuple(dict.fromkeys(names))) for source, names in marked.items() if names]
    if (by := _after_lead(block.text)) or found:
        return [*found, *([("by", by)] if by else [])]
    if (run_in := _RUN_IN.search(block.text)) and (named := segment_names(run_in["name"])):
        return [("run-in", named)]
    if (source := _holder_source(block, own)) and (names := _listed(block)):
        return [(source, tuple(dict.fromkeys(names)))]
    return _by_shape(block, known)


def _listed(block: Block) -> list[str]:
    """Return the names of a line; each inline element's own where they stand side by side and fill it."""
    side: list[tuple[int, int]] = []
    for _, start, end in sorted(block.marks, key=lambda m: (m[1], m[2])):
        if not side or start >= side[-1][1]:
            side.append((start, end))
    pieces = [block.text[start:end].strip(" ,") for start, end in side]
    if (
        len(pieces) > 1
        and all(map(is_name, pieces))
        and sum(map(len, pieces)) + 2 * len(pieces) >= len(block.text)
    ):
        return pieces
    return names_in(block.text)


def _after_lead(text: str) -> tuple[str, ...]:
    names = [n for s in segments(text) if lead().match(s) for n in segment_names(s)]
    return tuple(dict.fromkeys(names))


def _by_shape(block: Block, known: frozenset[str]) -> list[tuple[str, tuple[str, ...]]]:
    """Return the head's own names on a line, or whole names that stand alone beside a date."""
    if len(block.text) > MAX_SHAPED:
        return []
    names = names_in(block.text)
    shown = tuple(n for n in names if key(n) in known)
    if shown:
        return [("known", shown)]
    parts = segments(block.text)
    if len(parts) <= 3 and names and sum(map(len, parts)) + 6 <= len(block.text):
        if all(map(has_given_name, names)):
            return [("dated", tuple(names))]
        if all(map(_ALONE.match, names)):
            return [("beside a date", tuple(names))]
    return []


def _mark_source(element: Element, own: str | None) -> str | None:
    """Return what kind of author mark an inline element is."""
    if "author" in (element.get("rel") or "").split():
        return "item"
    if (element.get("itemprop") or element.get("property") or "").rsplit(":", 1)[-1] in ("author", "creator"):
        return "item"
    named = tokens(element)
    if _NOT_NAMED(named):
        return "box" if _BOX(named) and not _ELSEWHERE(named) else None
    if len(named) > 3 and _NAMED(named):
        return "card" if _VCARD(named) else "named"
    href = element.get("href")
    if not href or not _PROFILE.search(href):
        return None
    host = host_of(href) if "://" in href else None
    return "linked" if host is None or own is None or host.endswith(own) else None


def _holder_source(block: Block, own: str | None) -> str | None:
    """Return the author mark of the elements around a short line."""
    if len(block.text) >= MAX_MARKED_LINE:
        return None
    for _, element in zip(range(3), ancestors(block.element), strict=False):
        if element.tag in ("article", "body", "main", "section", "html"):
            return None
        named = tokens(element)
        if (source := _mark_source(element, own)) is not None:
            return source
        if _NOT_NAMED(named):
            return None
        if len(block.text) <= MAX_CREDIT and _CREDIT(named) and not _PICTURES(named):
            return "credit"
    return None


def _in_prose(page: Page) -> list[Voice]:
    """Return the name that opens the first paragraph ("By NAME: …") or signs the story at its foot."""
    voices: list[Voice] = []
    if page.first_body < len(page.blocks) and (match := _OPENING.match(page.blocks[page.first_body].text)):
        voices.append(Voice("opening", (match["name"],), page.first_body))
    for block in page.blocks[max(0, page.last_body - 1) : page.last_body + 4] if page.last_body >= 0 else []:
        if (match := _FOOT.match(block.text)) and page.is_free(block.index):
            voices.append(Voice("foot", (match["name"].strip(),), block.index))
    return voices
