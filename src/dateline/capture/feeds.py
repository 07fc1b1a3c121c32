"""Feeds and sitemaps into the addresses they name.

RSS and Atom go to fastfeedparser, and to feedparser where that one rejects them; JSON Feed and sitemaps are
read here. A broken list gives what can be read and a failure that says so.
"""

from __future__ import annotations

import io
import json
import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from dateline.capture import codes
from dateline.capture.codes import fail
from dateline.capture.feed_xml import child_text, local, safe_xml, tree_of
from dateline.capture.markup import words_of
from dateline.model import Failure, When
from dateline.text.dates import parse_when, sort_key
from dateline.text.decoding import decode

if TYPE_CHECKING:
    from lxml.etree import _Element

_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_ITEM = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?(?:item|entry)[\s>/]")
#: What the two libraries raise on documents that they cannot use.
_REJECTED = (ValueError, SyntaxError, LookupError, TypeError, AttributeError, RecursionError)
#: A list longer than this is read no further: a sitemap holds 50,000 at most.
MOST_ITEMS = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """One entry of a list. ``source`` is the original publisher that it names, ``published`` as printed."""

    url: str
    title: str | None = None
    published: When | None = None
    source: str | None = None
    summary: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What a list holds, in its own order; ``sitemaps`` are the further lists that an index names."""

    title: str | None = None
    items: tuple[FeedItem, ...] = ()
    sitemaps: tuple[FeedItem, ...] = ()
    failures: tuple[Failure, ...] = ()


class _Entry(NamedTuple):
    """An entry as a library or a tree gives it, nothing checked yet."""

    url: str
    title: str | None = None
    published: str | None = None
    source: str | None = None
    summary: str | None = None


def read_feed(data: bytes, *, url: str) -> Feed:
    """Return what a feed or sitemap holds; ``url`` is the address that relative ones count from.

    Failures carry ``url`` as their id: D140 damaged (what could be read is there), D141 nothing in it.
    A failure of code D142 only tells: entries without a web address.
    """
    if decode(data[:4096]).text.lstrip("\ufeff \t\r\n")[:1] == "{":
        return _json_feed(data, url=url)
    text = safe_xml(data)
    root, whole = tree_of(text)
    if root is None:
        return _made(url, title=None, entries=[], damage="it is no XML")
    if local(root) in ("urlset", "sitemapindex"):
        return _sitemap(root, whole=whole, url=url)
    return _syndicated(text, root, whole=whole, url=url)


def newest(items: tuple[FeedItem, ...], limit: int) -> list[FeedItem]:
    """Return the newest entries, first the latest; those without a time come last, in the list's order."""

    def order(item: FeedItem) -> float:
        at = sort_key(item.published)
        return float("inf") if at is None else -at

    return sorted(items, key=order)[:limit]


def _made(
    url: str,
    *,
    title: str | None,
    entries: list[_Entry],
    damage: str | None = None,
    sitemaps: tuple[FeedItem, ...] = (),
) -> Feed:
    items = _items(entries, base=url)
    failures = []
    if damage is not None:
        kept = f"; {len(items)} of its entries could be read" if items else ""
        failures.append(fail(codes.FEED_DAMAGED, f"a damaged feed: {damage}{kept}", id=url))
    elif not items and not sitemaps:
        failures.append(fail(codes.FEED_EMPTY, "a feed without any entry that has an address", id=url))
    without = sum(_address(entry.url, url) is None for entry in entries)
    if without and items:
        failures.append(fail(codes.NO_LINK, f"{without} entries without a web address, passed over", id=url))
    words = words_of(title) if title else ""
    return Feed(title=words or None, items=tuple(items), sitemaps=sitemaps, failures=tuple(failures))


def _items(entries: list[_Entry], *, base: str) -> list[FeedItem]:
    """Return the entries that have a web address, each address once, their words without markup."""
    made: dict[str, FeedItem] = {}
    for entry in entries:
        address = _address(entry.url, base)
        if address is not None and address not in made:
            made[address] = FeedItem(
                url=address,
                title=words_of(entry.title or "") or None,
                published=parse_when(entry.published) if entry.published else None,
                source=words_of(entry.source or "") or None,
                summary=words_of(entry.summary or "") or None,
            )
    return list(made.values())


def _address(link: str, base: str) -> str | None:
    """Return the web address of a link, None for any other scheme, ``javascript:`` and ``data:`` among them."""
    try:
        joined = urljoin(base, link.strip())
        parts = urlsplit(joined)
    except ValueError:
        return None
    return joined if link.strip() and parts.scheme in ("http", "https") and parts.netloc else None


# RSS and Atom


def _syndicated(text: str, root: _Element, *, whole: bool, url: str) -> Feed:
    elements = _elements(root)
    title, entries = _by_library(text)
    if len(entries) == len(elements):
        entries = [_with_printed(e, x) for e, x in zip(entries, elements, strict=True)]
    base = urljoin(url, root.get(_BASE) or "")
    damage = None if whole else _damage(text, root, found=len(entries))
    made = _made(base if _address(base, url) else url, title=title, entries=entries, damage=damage)
    return Feed(title=made.title, items=made.items, failures=tuple(_of(url, made.failures)))


def _of(url: str, failures: tuple[Failure, ...]) -> Iterator[Failure]:
    for failure in failures:
        yield fail(failure.code, failure.message, id=url)


def _elements(root: _Element) -> list[_Element]:
    return [x for x in root.iter() if isinstance(x.tag, str) and local(x) in ("item", "entry")][:MOST_ITEMS]


def _damage(text: str, root: _Element, *, found: int) -> str | None:
    """Return what a document that is not well formed has lost; None where it is only untidy."""
    opened = len(_ITEM.findall(text))
    tail = text[-400:].rstrip().lower()
    if not re.search(rf"</(?:[\w.-]+:)?{re.escape(local(root))}\s*>", tail):
        return "cut off before its end"
    return f"{opened - found} of {opened} entries cannot be read" if found < opened else None


def _by_library(text: str) -> tuple[str | None, list[_Entry]]:
    """Return title and entries by fastfeedparser, or by feedparser where that one finds nothing."""
    with warnings.catch_warnings():
        # Odd time zones and the like: a warning of theirs is nothing to the reader of ours.
        warnings.simplefilter("ignore")
        return _by_fast(text.encode("utf-8")) or _by_other(text.encode("utf-8"))


def _by_fast(data: bytes) -> tuple[str | None, list[_Entry]] | None:
    """Return title and entries, None where fastfeedparser finds none."""
    import fastfeedparser

    try:
        made = fastfeedparser.parse(data, include_tags=False, include_media=False, include_enclosures=False)
        entries = [_entry(e) for e in made.entries[:MOST_ITEMS]]
        return (_text(made.feed.get("title")), entries) if entries else None
    except _REJECTED:
        return None


def _by_other(data: bytes) -> tuple[str | None, list[_Entry]]:
    from feedparser.api import parse

    # From a stream: a string could be taken for an address or a path.
    made = parse(io.BytesIO(data), resolve_relative_uris=False)  # type: ignore[no-untyped-call]
    return _text(made.feed.get("title")), [_entry(e) for e in made.entries[:MOST_ITEMS]]


def _entry(entry: Mapping[str, Any]) -> _Entry:
    source = entry.get("source")
    named = source.get("title") if isinstance(source, Mapping) else None
    return _Entry(
        url=_text(entry.get("link")) or "",
        title=_text(entry.get("title")),
        published=_text(entry.get("published")) or _text(entry.get("updated")),
        source=_text(named),
        summary=_text(entry.get("summary")) or _text(entry.get("description")),
    )


def _with_printed(entry: _Entry, element: _Element) -> _Entry:
    """Return the entry with what only its element tells: the time as printed, the publisher named in it."""
    source = next((child for child in element if local(child) == "source"), None)
    named = None
    if source is not None:
        named = child_text(source, "title") or " ".join((source.text or "").split()) or None
    printed = child_text(element, "pubdate", "published", "date", "issued", "updated", "modified")
    base = element.get(_BASE)
    return entry._replace(
        url=urljoin(base, entry.url) if base else entry.url,
        published=printed or entry.published,
        source=named or entry.source,
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


# Sitemaps


def _sitemap(root: _Element, *, whole: bool, url: str) -> Feed:
    rows = [child for child in root if local(child) in ("url", "sitemap")][:MOST_ITEMS]
    entries = [_Entry(url=child_text(row, "loc") or "") for row in rows]
    entries = [_of_news(entry, row) for entry, row in zip(entries, rows, strict=True)]
    damage = None if whole else "cut off or not well formed"
    if local(root) == "urlset":
        return _made(url, title=None, entries=entries, damage=damage)
    further = tuple(_items(entries, base=url))
    return _made(url, title=None, entries=[], damage=damage, sitemaps=further)


def _of_news(entry: _Entry, row: _Element) -> _Entry:
    """Return the entry with what a news sitemap says of the report."""
    news = next((child for child in row if local(child) == "news"), None)
    if news is None:
        return entry._replace(published=child_text(row, "lastmod"))
    paper = next((child for child in news if local(child) == "publication"), None)
    return entry._replace(
        title=child_text(news, "title"),
        published=child_text(news, "publication_date") or child_text(row, "lastmod"),
        source=None if paper is None else child_text(paper, "name"),
    )


# JSON Feed


def _json_feed(data: bytes, *, url: str) -> Feed:
    try:
        value = json.loads(decode(data).text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return _made(url, title=None, entries=[], damage="it is no JSON")
    items = value.get("items") if isinstance(value, dict) else None
    if not isinstance(items, list):
        return _made(url, title=None, entries=[], damage="it has no list of items")
    rows = [row for row in items[:MOST_ITEMS] if isinstance(row, dict)]
    title = _text(value.get("title"))
    return _made(url, title=title, entries=[_of_json(row) for row in rows])


def _of_json(row: Mapping[str, Any]) -> _Entry:
    return _Entry(
        url=_text(row.get("url")) or _text(row.get("external_url")) or "",
        title=_text(row.get("title")),
        published=_text(row.get("date_published")) or _text(row.get("date_modified")),
        summary=_text(row.get("summary")),
    )
