"""The sections a page files its story under, and its tags."""

from __future__ import annotations

import re

from dateline.dissect.blocks import Block
from dateline.dissect.dom import Element, ancestors, tokens
from dateline.dissect.metadata import strings, unique
from dateline.dissect.page import Page
from dateline.dissect.words import key, squeeze
from dateline.model import PartKind

MAX_CATEGORIES, MAX_TAGS, MAX_NAME, MAX_LINKS = 8, 40, 50, 3
#: How far around the story a category or tag may stand.
BEFORE, BEHIND = 10, 10
_CATEGORY = re.compile(
    r"category|categories|kategorie|rubri[ck]|\scats?\s|cat-?links?|post-?cat|entry-?cat"
    r"|[-_]cat\s|section-?(?:name|label|link|title|tag)|"
    r"kicker|eyebrow|overline|topic-?(?:label|name|link)|dachzeile|ressort|channel|\ssection\s"
    r"|label--section|article-?section|content__label|primary-?(?:topic|tag)"
)
_TAGS = re.compile(
    r"\stags?\s|[-_]tags?\s|\stag-?list|\stags?-|\skeywords\s|\stopics\s|topic-?list|schlagw|etiquetas"
)
_FILED = re.compile(
    r"\b(?:filed under|posted in|in category|kategorien?|categories"
    r"|category)\s*:?\s+(?P<names>[^.\n]{2,120})",
    re.IGNORECASE,
)


def find_categories(page: Page) -> tuple[str, ...]:
    """Return the sections printed around the story; those that only the head names where none is printed."""
    printed = _near(page, _is_category_link) or _named(page) or _filed(page)
    title = key(page.blocks[page.headline].text) if page.headline is not None else ""
    printed = [c for c in printed if 1 < len(c) <= MAX_NAME and key(c) and key(c) != title]
    if printed:
        return unique(printed)[:MAX_CATEGORIES]
    stated = [
        *page.facts.metas.get("article:section", ()),
        *strings(page.facts.article.get("articleSection")),
    ]
    return unique(c for c in stated if 1 < len(c) <= MAX_NAME)[:MAX_CATEGORIES]


def find_tags(page: Page) -> tuple[str, ...]:
    """Return the tags linked around the story; those that the head lists where none is linked."""
    found = _near(page, _is_tag_link) or _in_tag_lists(page)
    if not found:
        found = list(page.facts.metas.get("article:tag", ()))
    if not found:
        for value in (
            page.facts.meta("news_keywords", "keywords"),
            *strings(page.facts.article.get("keywords")),
        ):
            found += [word.strip() for word in (value or "").split(",")]
    return unique(t for t in found if 1 < len(t) <= MAX_NAME and key(t))[:MAX_TAGS]


def _in_tag_lists(page: Page) -> list[str]:
    """Return the links around the story that stand in an element named after tags."""
    found: list[str] = []
    for block in _zone(page):
        holders = (e for _, e in zip(range(3), ancestors(block.element), strict=False))
        if any(_TAGS.search(tokens(e)) for e in holders if e.tag not in ("body", "article", "main")):
            found += [block.text[s:e] for el, s, e in block.marks if el.tag == "a"]
    return found if len(found) <= MAX_TAGS else []


def _is_category_link(element: Element) -> bool:
    return element.tag == "a" and "category" in (element.get("rel") or "").split()


def _is_tag_link(element: Element) -> bool:
    return element.tag == "a" and (element.get("rel") or "").split() == ["tag"]


def _zone(page: Page) -> list[Block]:
    low = page.headline if page.headline is not None else page.first_body
    return page.blocks[max(0, min(low, page.first_body) - BEFORE) : max(page.last_body, low) + BEHIND]


def _near(page: Page, wanted: object) -> list[str]:
    """Return the texts of the marked inline elements that ``wanted`` accepts, around the story."""
    assert callable(wanted)
    return [
        block.text[start:end]
        for block in _zone(page)
        for element, start, end in sorted(block.marks, key=lambda m: m[1])
        if wanted(element)
    ]


def _named(page: Page) -> list[str]:
    """Return short lines, or links in them, that stand in an element named after sections, above the text."""
    found: list[str] = []
    low = page.headline if page.headline is not None else page.first_body
    for block in page.blocks[max(0, low - BEFORE) : min(page.first_body + 2, low + BEFORE)]:
        if len(block.text) > 2 * MAX_NAME or block.level == 1 or block.zones & {"nav", "footer", "aside"}:
            continue
        if block.index in page.body and not page.pieces.get(block.index):
            continue
        kinds = {p.kind for p in page.pieces.get(block.index, [])}
        if kinds & {PartKind.HEADLINE, PartKind.STANDFIRST, PartKind.CAPTION, PartKind.BYLINE}:
            found += [
                block.text[s:e] for el, s, e in block.marks if el.tag == "a" and _CATEGORY.search(tokens(el))
            ]
            continue
        if any(
            _CATEGORY.search(tokens(e))
            for _, e in zip(range(3), ancestors(block.element), strict=False)
            if e.tag not in ("body", "article", "main")
        ):
            linked = [block.text[s:e] for el, s, e in block.marks if el.tag == "a"]
            found += (linked or [block.text]) if len(linked) <= MAX_LINKS else []
        else:
            found += [block.text[s:e] for el, s, e in block.marks if _CATEGORY.search(tokens(el))][:1]
    return [squeeze(f).strip(" :,|/·") for f in found]


def _filed(page: Page) -> list[str]:
    for block in page.blocks[page.first_body : page.last_body + BEHIND] if page.last_body >= 0 else []:
        match = _FILED.search(block.text) if len(block.text) <= 500 else None
        if match is not None and block.marks:
            return [name.strip() for name in re.split(r",|\band\b", match["names"]) if name.strip()]
    return []
