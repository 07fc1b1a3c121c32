"""What a page says about itself in its head: JSON-LD, meta tags, links."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from dateline.dissect.dom import Element
from dateline.dissect.words import key, squeeze

_ARTICLE = re.compile(r"Article|BlogPosting|LiveBlog|NewsReport|Reportage|Review|Posting$|WebPage$|Report$")
_WRAPPED = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$")
_CONTROL = re.compile(r"[\x00-\x1f]+")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_BAR = re.compile(r"\s+(?:[|·•»›«‹—–-]+|::)\s+")
_ARCHIVE = re.compile(r"^(?:blog archives?|archives?|news|home|startseite|blog)$", re.IGNORECASE)
MAX_OUTLET_WORDS = 5
_HTML_TAG = re.compile(r"<[^>]{1,200}>")


@dataclass(slots=True)
class PageFacts:
    """The head of the page in one place. ``metas`` maps a lower-case name or property to its contents."""

    metas: dict[str, list[str]] = field(default_factory=dict)
    objects: list[dict[str, Any]] = field(default_factory=list)
    article: dict[str, Any] = field(default_factory=dict)
    title: str | None = None
    canonical: str | None = None
    language: str = ""
    base: str | None = None

    def meta(self, *names: str) -> str | None:
        """Return the first content among the names, in their order."""
        for name in names:
            for content in self.metas.get(name, ()):
                if content:
                    return content
        return None


def read_facts(tree: Element, *, url: str | None) -> PageFacts:
    """Return what the head and the JSON-LD blocks say; broken blocks are left out, the others kept."""
    facts = PageFacts(language=(tree.get("lang") or tree.get("xml:lang") or "").lower())
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = element.get("content")
        if name and content:
            facts.metas.setdefault(name.strip().lower(), []).append(squeeze(content))
    title = next(tree.iter("title"), None)
    facts.title = squeeze(title.text_content()) or None if title is not None else None
    facts.base = url or facts.meta("og:url")
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and link.get("href"):
            facts.canonical = join_address(facts.base, link.get("href", ""))
            break
    facts.base = facts.base or facts.canonical
    facts.objects = list(_json_ld(tree))
    facts.article = _pick_article(facts)
    return facts


def join_address(base: str | None, href: str) -> str:
    """Return the address that a link leads to from a page."""
    try:
        return urljoin(base or "", href.strip())
    except ValueError:
        return href.strip()


def _json_ld(tree: Element) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            yield from _objects(_lenient_json(script.text or ""))


def _lenient_json(source: str) -> object:
    """Return the value of a JSON-LD block, mended where templates break it; None where nothing helps."""
    text = _WRAPPED.sub("", source.strip()).strip().rstrip(";")
    attempts = (text, _CONTROL.sub(" ", text), _TRAILING_COMMA.sub(r"\1", _CONTROL.sub(" ", text)))
    for attempt in attempts:
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _objects(value: object) -> Iterator[dict[str, Any]]:
    """Yield the typed objects of a block: itself, in arrays, in ``@graph``, in ``mainEntity``."""
    stack: list[object] = [value]
    while stack:
        current = stack.pop(0)
        if isinstance(current, list):
            stack = [*current[:200], *stack]
        elif isinstance(current, dict):
            if "@type" in current:
                yield current
            stack += [
                current[k]
                for k in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement")
                if k in current
            ]


def types_of(value: Mapping[str, Any]) -> list[str]:
    """Return the names in ``@type``."""
    kind = value.get("@type")
    names = kind if isinstance(kind, list) else [kind]
    return [str(name).rsplit("/", 1)[-1] for name in names if name]


def _pick_article(facts: PageFacts) -> dict[str, Any]:
    """Return the object that describes the page's own article: news before web page, dated before undated."""

    def rank(value: dict[str, Any]) -> tuple[int, int]:
        names = " ".join(types_of(value))
        return (2 if "WebPage" not in names else 0, 1 if value.get("datePublished") else 0)

    found = [o for o in facts.objects if any(_ARTICLE.search(name) for name in types_of(o))]
    return max(found, key=rank) if found else {}


def referred(facts: PageFacts, value: object) -> object:
    """Return the value with references ("@id" alone) replaced by the objects of the page that they name."""
    if isinstance(value, list):
        return [referred(facts, item) for item in value[:50]]
    if isinstance(value, dict) and "@id" in value and "name" not in value:
        return next((o for o in facts.objects if o.get("@id") == value["@id"] and "name" in o), value)
    return value


def strings(value: object) -> list[str]:
    """Return the strings of a schema.org value: itself, its list, or the names of its objects."""
    if isinstance(value, str):
        text = squeeze(unescape(_HTML_TAG.sub("", value)))
        return [text] if text else []
    if isinstance(value, list):
        return [text for item in value[:50] for text in strings(item)]
    if isinstance(value, dict):
        return strings(value.get("name") or value.get("@value") or value.get("headline") or "")
    return []


def first(value: object) -> str | None:
    """Return the first string of a schema.org value."""
    return next(iter(strings(value)), None)


def host_of(address: str | None) -> str | None:
    """Return the host of an address without "www."."""
    if not address:
        return None
    try:
        host = urlsplit(address).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def outlet_of(facts: PageFacts, *, url: str | None, headline: str | None) -> str | None:
    """Return the outlet's name as the page gives it: in its head, in its title, else its host."""
    named = facts.meta("og:site_name", "application-name", "twitter:app:name:iphone")
    publisher = first(referred(facts, facts.article.get("publisher")))
    for name in (named, publisher):
        if name and len(name) <= 60 and "://" not in name:
            return name
    site = next((o for o in facts.objects if "WebSite" in types_of(o)), {})
    named = first(site.get("name")) or _named_in_title(facts.title, headline)
    return named or host_of(url or facts.meta("og:url") or facts.canonical)


def _named_in_title(title: str | None, headline: str | None) -> str | None:
    """Return the short piece of the page's title that is not the headline: "HEADLINE - The Example Post"."""
    pieces = _BAR.split(title or "")
    wanted = key(headline or "")
    if len(pieces) < 2 or not wanted or wanted not in key(title or ""):
        return None
    rest = [
        p
        for p in pieces
        if key(p) not in wanted and not _ARCHIVE.match(p) and len(p.split()) <= MAX_OUTLET_WORDS
    ]
    return rest[-1] if rest else None


def based_on(facts: PageFacts, *, url: str | None) -> tuple[str, ...]:
    """Return the addresses elsewhere that the page names as where its words come from."""
    own = host_of(url or facts.meta("og:url"))
    found: list[str] = []
    if facts.canonical and own and _other_site(host_of(facts.canonical), own):
        found.append(facts.canonical)
    for name in ("isBasedOn", "isBasedOnUrl"):
        found += [address for address in _addresses(facts.article.get(name)) if address]
    found += [a for a in (facts.meta("syndication-source"), facts.meta("original-source")) if a]
    return tuple(dict.fromkeys(a for a in found if a.startswith("http")))


def _addresses(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [address for item in value for address in _addresses(item)]
    if isinstance(value, dict):
        return _addresses(value.get("url") or value.get("@id") or "")
    return []


def _other_site(host: str | None, own: str) -> bool:
    """Return whether two hosts share no registered name (their last two labels)."""
    if not host:
        return False
    return host.split(".")[-2:] != own.split(".")[-2:]


def unique(values: Iterable[str]) -> tuple[str, ...]:
    """Return the values once each, by letters and digits, in order."""
    seen: dict[str, str] = {}
    for value in values:
        seen.setdefault(value.casefold(), value)
    return tuple(seen.values())
