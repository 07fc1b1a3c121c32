"""When a page says it was published and last changed."""

from __future__ import annotations

import re

from dateline.dissect.dom import ancestors, tokens
from dateline.dissect.metadata import first
from dateline.dissect.page import TIMES_LINE, Page
from dateline.dissect.printed import find_clocks, find_printed, parse_stamp
from dateline.model import PartKind, Precision, When

MAX_LINE, MAX_SHORT = 220, 90
_UPDATED = re.compile(
    r"\b(?:last\s+)?(?:updated?|modified|revised|edited|changed)\b|aktualisiert|zuletzt|geändert"
    r"|stand\s*:|mis(?:e)? à jour|modifié|actualizad|aggiornat|atualizad|bijgewerkt|güncelle",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"publish|posted|first published|created|issued|released|veröffentlicht|erstellt|publié"
    r"|publicad|pubblicat|gepubliceerd|geplaatst",
    re.IGNORECASE,
)
_DATE_CLASS = re.compile(r"date|time|published|posted|datum|fecha|meta|byline|info")
_PUBLISHED_METAS = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "pubdate",
    "publish-date",
    "publishdate",
    "publication_date",
    "sailthru.date",
    "parsely-pub-date",
    "article.published",
    "last-published",
    "cxenseparse:recs:publishtime",
    "datecreated",
    "rnews:datepublished",
    "bt:pubdate",
)
_UPDATED_METAS = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "lastmod",
    "last-modified",
    "dcterms.modified",
    "article:updated_time",
)


def read_times(page: Page) -> tuple[When | None, When | None]:
    """Mark the times lines and return (published, updated); each None where the page does not say.

    The head's time is taken where the page prints the same day with less; else what is printed wins.
    """
    day_first = _day_first(page)
    facts = page.facts
    stated = _stated(page)
    changed = parse_stamp(first(facts.article.get("dateModified"))) or _first_stamp(page, _UPDATED_METAS)
    printed, updated = _printed(page, stated, day_first=day_first)
    published = _merge(printed, stated)
    if published is None and updated is None and not page.plain:
        published = _from_url(page.url) or _htmldate(page)
    if (
        updated is None
        and changed is not None
        and changed != stated
        and (published is None or changed.value > published.value)
    ):
        updated = changed
    elif updated is not None:
        updated = _merge(updated, changed)
    return published, updated


def likely_day(page: Page) -> When | None:
    """Return the time that the page's head states, else the first that a short line near the headline prints."""
    stated = _stated(page)
    if stated is not None:
        return stated
    lines = (page.blocks[index].text for index in page.head_zone())
    found = (find_printed(line, day_first=_day_first(page)) for line in lines if len(line) <= MAX_SHORT)
    return next((dates[0].when for dates in found if dates), None)


def _stated(page: Page) -> When | None:
    return parse_stamp(first(page.facts.article.get("datePublished"))) or _first_stamp(page, _PUBLISHED_METAS)


def _first_stamp(page: Page, names: tuple[str, ...]) -> When | None:
    for name in names:
        when = parse_stamp(page.facts.meta(name))
        if when is not None:
            return when
    return None


def _day_first(page: Page) -> bool | None:
    """Return how "3/4/2017" is read: month first on pages in American English, unknown on others."""
    language = page.facts.language or (page.facts.meta("og:locale") or "").lower()
    return False if language.replace("_", "-").startswith("en-us") or language == "en" else None


def _printed(page: Page, stated: When | None, *, day_first: bool | None) -> tuple[When | None, When | None]:
    """Return what times lines around the headline print, and mark the lines."""
    published: list[tuple[int, When]] = []
    updated: When | None = None
    for index in page.head_zone():
        block = page.blocks[index]
        if (
            len(block.text) > MAX_LINE
            or block.zones & {"nav", "footer"}
            or not any(c.isdigit() for c in block.text)
        ):
            continue
        if index in page.body and len(block.text) > 90:
            continue
        found = find_printed(block.text, day_first=day_first)
        last = 0
        for item in found:
            label = block.text[last : item.start]
            last = item.end
            if _UPDATED.search(label) or (not label.strip() and _labelled_before(page, index)):
                updated = updated or item.when
                continue
            published.append((_rank(page, index, label, item.when, stated), item.when))
        if found and page.is_free(index):
            page.take(index, PartKind.FURNITURE, TIMES_LINE)
    best = max(published, key=lambda p: p[0], default=None)
    return (best[1] if best and best[0] > 0 else None), updated


def _labelled_before(page: Page, index: int) -> bool:
    if index == 0:
        return False
    before = page.blocks[index - 1].text
    return len(before) < 40 and bool(_UPDATED.search(before)) and not find_printed(before)


def _rank(page: Page, index: int, label: str, when: When, stated: When | None) -> int:
    """Return how surely a printed time is the publication: by head, label, class, nearness."""
    score = 1
    if stated is not None:
        score += 6 if when.value[:10] == stated.value[:10] else -3
    if _PUBLISHED.search(label):
        score += 3
    block = page.blocks[index]
    if any(
        _DATE_CLASS.search(tokens(e)) for _, e in zip(range(3), ancestors(block.element), strict=False)
    ) or any(e.tag == "time" or _DATE_CLASS.search(tokens(e)) for e, _, _ in block.marks):
        score += 2
    if page.headline is not None and abs(index - page.headline) <= 5:
        score += 2
    if block.zones & {"aside", "furniture", "header"} or block.link_share > 0.6:
        score -= 2
    if when.precision in (Precision.YEAR, Precision.MONTH):
        score -= 3
    return score


def _merge(printed: When | None, stated: When | None) -> When | None:
    """Return the printed time, or the head's where it says the same day and more."""
    if printed is None or stated is None:
        return printed or stated
    finer = len(stated.value) > len(printed.value)
    if printed.precision is Precision.DAY and finer and stated.value[:10] == printed.value[:10]:
        return stated
    if finer and stated.value.startswith(printed.value[:16]) and len(printed.value) <= 16:
        return stated
    return printed


_URL_DATE = re.compile(r"/(20\d{2}|19\d{2})[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/-]|$)")


def _from_url(url: str | None) -> When | None:
    match = _URL_DATE.search(url or "")
    if match is None:
        return None
    return When(value=f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}", precision=Precision.DAY)


def _htmldate(page: Page) -> When | None:
    """Return htmldate's vote; asked only where the page's own head and lines say nothing."""
    from htmldate import find_date

    try:
        found = find_date(
            page.tree, url=page.url, original_date=True, extensive_search=False, outputformat="%Y-%m-%d"
        )
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    return parse_stamp(found)


def stamp_clocks(line: str) -> bool:
    """Return whether a line is a time and nothing else, as the heads of live entries are."""
    covered = sum(d.end - d.start for d in find_printed(line)) or sum(
        c.end - c.start for c in find_clocks(line)
    )
    return covered > 0 and covered >= 0.7 * len(line.strip())
