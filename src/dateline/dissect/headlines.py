"""Headline and standfirst of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.dissect.blocks import Block
from dateline.dissect.dom import ancestors, name_test, tokens
from dateline.dissect.metadata import first
from dateline.dissect.page import Page
from dateline.dissect.printed import find_printed
from dateline.dissect.words import key
from dateline.model import PartKind

_SUFFIX = re.compile(r"\s+(?:[|·•»›—–-]+|::)\s+")
_is_title = name_test(r"headline|(?:article|post|entry|story|page|news)-?_?title|\stitle\s|titre|titulo")
_is_standfirst_name = name_test(
    r"standfirst|stand-first|sub-?title|sub-?head(?:line|ing)?(?!er)|sub-?deck|\sdek\s"
    r"|[-_]dek[\s_-]|deck[\s_-]|excerpt|article-?(?:summary|intro|lead|lede|abstract|desc)|"
    r"vorspann|\slead\s|[-_]lead\s|\sintro\s|[-_]intro[\s_-]|teaser-?text|unterzeile|entradilla"
    r"|bajada|chapo|kicker-?text|synopsis|summary[\s_-]|\sstrapline|tagline|sumario|sottotitolo"
)
#: A standfirst is a sentence or a few; a headline is no paragraph.
MIN_STANDFIRST, MAX_STANDFIRST, MAX_HEADLINE, MIN_WORDS = 30, 700, 300, 3
#: Letters of a line that only its name makes a title.
MIN_NAMED, MAX_NAMED = 8, 200
#: What stands above a headline and is no longer than this labels the page.
MAX_LABEL = 60
#: How far before the first paragraph, or below the headline, a standfirst may stand.
REACH = 14


def find_headline(page: Page) -> str | None:
    """Mark the headline's block and return the headline, without the site's name."""
    wanted = _titles(page)
    keys = [key(title) for title in wanted]
    best, best_score = None, 0.0
    for block in _may_be_headlines(page):
        score = _score(block, keys, page)
        if score > best_score:
            best, best_score = block, score
    if best is not None and (best_score >= 2 or not wanted):
        page.headline = best.index
        page.take(best.index, PartKind.HEADLINE, "rule:heading-and-title/1")
        _drop_labels(page, best.index)
        return best.text
    return wanted[0] if wanted else None


def _drop_labels(page: Page, headline: int) -> None:
    """Take what labels the page above its headline out of the running text: "Analysis", "Statement 14"."""
    labels = (block.index for block in page.blocks[:headline] if len(block.text) <= MAX_LABEL)
    page.body.difference_update([index for index in labels if index in page.body])


def _titles(page: Page) -> list[str]:
    """Return what the head calls the page: JSON-LD, Open Graph, then the title without its suffix."""
    facts = page.facts
    given = [
        first(facts.article.get("headline")),
        facts.meta("og:title", "twitter:title", "dc.title"),
        facts.title,
    ]
    site = {key(name) for name in (facts.meta("og:site_name"), first(facts.article.get("publisher"))) if name}
    titles = [_without_site(title, site) for title in given if title]
    if len(titles) > 1 and facts.meta("og:title") is not None:
        return list(dict.fromkeys(titles))
    pieces = [p for p in _SUFFIX.split(facts.title or "") if len(p.split()) >= MIN_WORDS]
    return list(dict.fromkeys([*titles, *pieces]))


def _without_site(title: str, site: set[str]) -> str:
    """Return a title without the site's name before or behind a bar."""
    pieces = _SUFFIX.split(title)
    kept = [p for p in pieces if key(p) not in site] or pieces
    if len(kept) == len(pieces) and len(pieces) > 1 and ("|" in title or len(pieces[-1].split()) <= 4):
        kept = [max(pieces, key=len)] if "|" in title else pieces[:-1]
    if len(kept) == len(pieces):
        return title
    start = title.find(kept[0])
    return title[start : title.find(kept[-1], start) + len(kept[-1])]


def _may_be_headlines(page: Page) -> Iterator[Block]:
    """Yield the headings of the page, and the lines that are named as a title, or whose holder is."""
    index = page.index
    titled = frozenset(index.passing(_is_title, "headline", "title", "titre", "titulo"))
    for block in page.blocks:
        size = len(block.text)
        if size > MAX_HEADLINE:
            continue
        if block.level is not None:
            yield block
        elif titled and MIN_NAMED <= size <= MAX_NAMED:
            place = index.place(block.element)
            if place in titled or index.parents[place] in titled:
                yield block


def _score(block: Block, wanted: list[str], page: Page) -> float:
    """Return how much a block looks like the headline: agreement with the head, heading level, place."""
    letters = block.key
    if len(letters) < 4:
        return 0.0
    score = {1: 2.0, 2: 0.6, 3: 0.3}.get(block.level or 9, 0.0)
    for other in wanted:
        if letters == other:
            score += 3
        elif min(len(letters), len(other)) >= 12 and (letters in other or other in letters):
            score += 2 * min(len(letters), len(other)) / max(len(letters), len(other))
    if block.zones & {"nav", "aside", "footer", "hidden"}:
        score -= 1.5
    if block.index > page.first_body + 3:
        score -= 1.0
    return score


def find_standfirst(page: Page) -> None:
    """Mark the standfirst: named so, or the page's own description set apart between headline and text."""
    if page.headline is None:
        return
    description = {
        key(d)
        for d in (
            page.facts.meta("og:description", "description"),
            first(page.facts.article.get("description")),
        )
        if d
    }
    start = page.headline + 1
    for block in page.blocks[start : min(start + REACH, page.first_body + 3)]:
        if not page.is_free(block.index) or not MIN_STANDFIRST <= len(block.text) <= MAX_STANDFIRST:
            continue
        if block.zones & {"figure", "figcaption", "nav", "aside", "footer"} or block.link_share > 0.5:
            continue
        if _is_standfirst(block, page, description) and not find_printed(block.text[:80]):
            page.take(block.index, PartKind.STANDFIRST, "rule:standfirst/1")
            return


def _is_standfirst(block: Block, page: Page, description: set[str]) -> bool:
    named = any(
        _is_standfirst_name(tokens(e)) for _, e in zip(range(3), ancestors(block.element), strict=False)
    )
    named = named or any(
        _is_standfirst_name(tokens(e)) for e, start, end in block.marks if end - start == len(block.text)
    )
    if named:
        return _alone(block, page)
    if (
        block.level in (2, 3)
        and block.index <= (page.headline or 0) + 3
        and block.index <= page.first_body
        and len(block.text) > 40
    ):
        return True
    if block.key in description and block.index not in page.body:
        return True
    return block.key in description and _apart(block, page)


def _alone(block: Block, page: Page) -> bool:
    """Return whether the named holder has no running text beside this block."""
    holder = block.element
    return (
        sum(
            1
            for i in page.body
            if page.blocks[i].element is holder or page.blocks[i].element.getparent() is holder
        )
        <= 2
    )


def _apart(block: Block, page: Page) -> bool:
    """Return whether the next paragraph of the text has another parent."""
    later = [i for i in sorted(page.body) if i > block.index]
    if not later:
        return False
    return page.blocks[later[0]].element.getparent() is not block.element.getparent()
