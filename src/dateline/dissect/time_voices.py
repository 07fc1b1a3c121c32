"""Everything on a page that may say when it was published or last changed."""

from __future__ import annotations

import re
from typing import NamedTuple

from dateline.dissect.dom import Element, ancestors, name_test, tokens
from dateline.dissect.metadata import strings
from dateline.dissect.page import Page
from dateline.dissect.printed import Printed, find_printed, parse_stamp
from dateline.model import Precision, When

MAX_LINE, MAX_PROSE, MAX_LABEL, MAX_DEEP, MAX_OPENING, AFTER, FAR_AFTER, MORE = 220, 90, 40, 60, 80, 4, 12, 4
_ENDS_HEAD = re.compile(r"\s*\)?\s*(?:[|—–:„“»«\"]|--|-\s|\(|/)")
UPDATED = re.compile(
    r"\b(?:last\s+)?(?:updated?|modified|revised|edited|changed)\b|aktualisiert|zuletzt|geändert|letzte änderung"
    r"|stand\s*:|mis(?:e)? à jour|modifié|actualizad|modificad|aggiornat|ultima modifica|atualizad|bijgewerkt"
    r"|güncelle"
    r"|aktualizac|zaktualizowan|aktualizov|обновлен|оновлен|изменен|تحديث|آخر تحديث"
    r"|به‌روز|עודכן|uppdater|opdater|oppdater|päivitetty",
    re.IGNORECASE,
)
PUBLISHED = re.compile(
    r"publish|posted|first published|created|issued|released|veröffentlicht|erstellt|erschienen|publié"
    r"|publicad|pubblicat|gepubliceerd|geplaatst|opublikowan|publikován|опубликован|опубліковано|نشر|منتشر|פורסם"
    r"|publicerad|publisert|publiceret|julkaistu|yayın|publicat|發布|发布|发表|公開|掲載|등록|입력"
    r"|posté le|mis en ligne|(?:datum|date)\s*:",
    re.IGNORECASE,
)
DATED = name_test(r"date|time|published|posted|datum|fecha|pubdate|meta|byline|info|data[\s_-]")
_PUBLISHED_NAME = name_test(
    r"\s(?:published|entry-date|dt-published|pubdate|post-date|date-published|publish-date|publication-date"
    r"|date-published-time|article-date|datepublished)\s"
)
_UPDATED_NAME = name_test(r"\s(?:updated|dt-updated|modified|date-modified|last-modified|lastmod)\s")
PUBLISHED_METAS = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "rnews:datepublished",
)
WEAK_METAS = (
    *(
        "date",
        "dc.date",
        "dc.date.issued",
        "dcterms.created",
        "dcterms.issued",
        "dcterms.date",
        "dc.date.created",
    ),
    *(
        "pubdate",
        "publish-date",
        "publishdate",
        "publish_date",
        "publication_date",
        "sailthru.date",
        "parsely-pub-date",
    ),
    *("article.published", "last-published", "cxenseparse:recs:publishtime", "datecreated", "bt:pubdate"),
    *(
        "citation_publication_date",
        "citation_online_date",
        "published-date",
        "article_date_original",
        "date.issued",
    ),
    *(
        "og:published_time",
        "article:post_date",
        "uploaddate",
        "vr:published",
        "publishtime",
        "ptime",
        "created",
    ),
)
UPDATED_METAS = (
    *(
        "article:modified_time",
        "og:updated_time",
        "datemodified",
        "lastmod",
        "last-modified",
        "dcterms.modified",
    ),
    *("article:updated_time", "dc.date.modified", "last_updated", "updated_time", "rnews:datemodified"),
)
_URL_DATE = re.compile(
    r"(?<!\d)(20\d{2}|19\d{2})([/._-]?)(0[1-9]|1[0-2]|(?<=[/._-])[1-9])\2(0[1-9]|[12]\d|3[01]|(?<=[/._-])[1-9])(?!\d)"
)
_URL_MONTH = re.compile(r"/(20\d{2}|19\d{2})[/-](0[1-9]|1[0-2])(?=[/-])")


#: A publication time in the data of a script.
_SCRIPTED = re.compile(
    r"\\?[\"'](?:date_?published|published_?(?:at|date|on|time)|publication_?date|pub_?date|created_?at|date_?created)\\?[\"']"
    r"\s*:\s*\\?[\"'](?P<when>\d{4}-\d\d-\d\d[T\d:.+Z -]*)",
    re.IGNORECASE,
)


class TimeVoice(NamedTuple):
    """One place that names a time: what kind of place, the time, the block (-1: none), what it looks like."""

    source: str
    when: When
    block: int
    traits: tuple[str, ...] = ()


def first_stamp(page: Page, names: tuple[str, ...]) -> When | None:
    """Return the first time among meta tags of these names."""
    return next((when for name in names if (when := parse_stamp(page.facts.meta(name)))), None)


def first_of(value: object) -> When | None:
    """Return the first time in a schema.org value."""
    return next((when for text in strings(value)[:3] if (when := parse_stamp(text))), None)


def stated_voices(page: Page) -> list[TimeVoice]:
    """Return the publication times that JSON-LD, meta tags, marked elements and the address state."""
    article = page.facts.article
    found: list[tuple[str, When | None]] = [
        ("json-ld", first_of(article.get("datePublished"))),
        ("json-ld-created", first_of(article.get("dateCreated") or article.get("uploadDate"))),
        ("meta", first_stamp(page, PUBLISHED_METAS)),
        ("url", from_url(page.url)),
    ]
    found += [("weak-meta", parse_stamp(page.facts.meta(name))) for name in WEAK_METAS]
    others = [o for o in page.facts.objects if o is not article and o.get("datePublished")]
    found += [("json-ld-other", first_of(o.get("datePublished"))) for o in others[:5]]
    return [TimeVoice(source, when, -1) for source, when in found if when is not None]


def day_first(page: Page) -> bool | None:
    """Return how "3/4/2017" is read: month first on pages in American English, unknown on others."""
    language = page.facts.language or (page.facts.meta("og:locale") or "").lower()
    return False if language.replace("_", "-").startswith("en-us") or language == "en" else None


def printed_voices(page: Page) -> list[TimeVoice]:
    """Return the times that lines around the headline and right behind the text print."""
    voices: list[TimeVoice] = []
    head = page.head_zone()
    last = page.last_body
    behind = range(last - 1, last + 1 + AFTER) if last >= 0 else range(0)
    order = day_first(page)
    if page.plain:
        stamps = [i for i in head if i < len(page.blocks) and _may_be_stamp(page, i)]
        return [v for i in stamps for v in _line_voices(page, i, order=order, behind=False)]
    lines = dict.fromkeys((*head, *range(head.stop, min(len(page.blocks), head.stop + MORE)), *behind))
    for index in lines:
        if 0 <= index < len(page.blocks) and _may_be_stamp(page, index):
            voices += _line_voices(page, index, order=order, behind=index in behind)
    far = range(behind.stop, behind.stop + FAR_AFTER) if behind else range(0)
    for index in (*sorted(page.body), *far):
        if index >= len(page.blocks):
            continue
        block = page.blocks[index]
        if index not in lines and len(block.text) <= MAX_DEEP and PUBLISHED.search(block.text):
            voices += _line_voices(page, index, order=order, behind=index in far)
    return [*voices, *_opening(page, order=order)]


def _opening(page: Page, *, order: bool | None) -> list[TimeVoice]:
    """Return the day at the head of the first paragraph ("AL-QAIM, March 11, 2031 —")."""
    for index in (i for i in range(page.first_body, page.first_body + 2) if i in page.body):
        if len(page.blocks[index].text) <= MAX_PROSE:
            continue
        head = page.blocks[index].text[:MAX_OPENING]
        found = find_printed(head, day_first=order)
        if found and _ENDS_HEAD.match(head, found[0].end):
            return [TimeVoice("opening", found[0].when, index)]
    return []


def silent_voices(page: Page) -> list[TimeVoice]:
    """Return the times that a page names nowhere else than in an element or a script far from its text."""
    for element in page.index.tagged("time"):
        stamp = parse_stamp(element.get("datetime"))
        if stamp is not None and is_full_day(stamp):
            return [TimeVoice("time-element", stamp, -1)]
    for script in page.index.tagged("script"):
        match = _SCRIPTED.search(script.text or "")
        if match and (stamp := parse_stamp(match["when"])) is not None:
            return [TimeVoice("script", stamp, -1)]
    return []


def _may_be_stamp(page: Page, index: int) -> bool:
    block = page.blocks[index]
    if page.last_body - 1 <= index <= page.last_body and len(block.text) > MAX_DEEP:
        return any(_is_stamp(element) for element, _, _ in block.marks) and len(block.text) <= MAX_LINE
    if len(block.text) > MAX_LINE or block.zones & {"nav"} or not any(c.isdigit() for c in block.text):
        return False
    if index not in page.body or len(block.text) <= MAX_PROSE:
        return True
    return any(_is_stamp(element) for element, _, _ in block.marks)


def _line_voices(page: Page, index: int, *, order: bool | None, behind: bool) -> list[TimeVoice]:
    block = page.blocks[index]
    traits = [*_place(page, index), *(["behind"] if behind else [])]
    found: list[TimeVoice] = []
    for element, start, end in block.marks:
        stamp = parse_stamp(element.get("datetime") or element.get("content")) if _is_stamp(element) else None
        if stamp is not None:
            label = block.text[max(0, start - MAX_LABEL) : end]
            found.append(TimeVoice(_mark_kind(element), stamp, index, (*traits, *_labels(label))))
    last = 0
    for item in _printed_in(block.text, order, {voice.when.value[:10] for voice in found}):
        label = block.text[last : item.start] or _label_before(page, index)
        found.append(
            TimeVoice("printed", item.when, index, (*traits, *_labels(label), *_marked(block.marks, item)))
        )
        last = item.end
    return found


def _printed_in(text: str, order: bool | None, stamped: set[str]) -> list[Printed]:
    """Return the dates of a line, figures read in the order that agrees with the line's marked times."""
    found = find_printed(text, day_first=order)
    if stamped and found and not any(item.when.value[:10] in stamped for item in found):
        other = find_printed(text, day_first=order is False)
        if any(item.when.value[:10] in stamped for item in other):
            return other
    return found


def _is_stamp(element: Element) -> bool:
    return element.tag == "time" or (
        element.get("itemprop") or element.get("property") or ""
    ).lower().startswith(("date", "schema:date", "dc:date", "dcterms:"))


def _mark_kind(element: Element) -> str:
    """Return what an element says of its time: published, updated, or a time of any kind."""
    prop = (element.get("itemprop") or element.get("property") or "").lower()
    named = tokens(element)
    if "modified" in prop or (_UPDATED_NAME(named) and not _PUBLISHED_NAME(named)):
        return "marked-updated"
    if "published" in prop or element.get("pubdate") is not None or _PUBLISHED_NAME(named):
        return "marked-published"
    return "time-element"


def _marked(marks: list[tuple[Element, int, int]], item: Printed) -> list[str]:
    inside = [e for e, start, end in marks if start <= item.start + 3 and item.end - 3 <= end]
    kinds = {_mark_kind(e) for e in inside}
    named = any(e.tag == "time" or (e.tag != "a" and DATED(tokens(e))) for e in inside)
    return [*sorted(kinds - {"time-element"}), *(["named"] if named else [])]


def _labels(label: str) -> list[str]:
    if UPDATED.search(label):
        return ["updated"]
    return ["labelled"] if PUBLISHED.search(label) else []


def _label_before(page: Page, index: int) -> str:
    """Return the short line above, where it is a label without a time of its own."""
    before = page.blocks[index - 1].text if index else ""
    return before if len(before) < MAX_LABEL and not find_printed(before) else ""


def _place(page: Page, index: int) -> list[str]:
    block = page.blocks[index]
    traits = []
    if any(
        DATED(tokens(e)) for _, e in zip(range(3), ancestors(block.element), strict=False) if e.tag != "body"
    ):
        traits.append("named-holder")
    if page.headline is not None:
        traits.append("near" if abs(index - page.headline) <= 5 else "far")
    if block.zones & {"aside", "furniture", "header", "footer"} or block.link_share > 0.6:
        traits.append("furniture")
    if index in page.body:
        traits.append("in-text")
    return traits


def from_url(url: str | None) -> When | None:
    """Return the day in an address ("/2017/05/23/", "/20170523-", "2017-05-23-title")."""
    match = _URL_DATE.search((url or "")[:400])
    if match is None:
        return None
    return parse_stamp(f"{match[1]}-{int(match[3]):02}-{int(match[4]):02}")


def month_from_url(url: str | None) -> str | None:
    """Return the month in an address ("/2017/05/")."""
    match = _URL_MONTH.search(url or "")
    return f"{match[1]}-{match[2]}" if match else None


def is_full_day(when: When) -> bool:
    """Return whether a time names a day."""
    return when.precision not in (Precision.YEAR, Precision.MONTH)
