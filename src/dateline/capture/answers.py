"""What an answer is, told from its bytes first and its media type second."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from dateline.capture.feed_xml import without_doctype
from dateline.text.decoding import decode, looks_binary


class AnswerKind(StrEnum):
    """What a fetched answer turned out to be."""

    PAGE = "page"
    TEXT = "text"
    FEED = "feed"
    SITEMAP = "sitemap"
    #: Bytes that are no text: a PDF, a picture, an archive.
    BINARY = "binary"
    #: Text, but no report: JSON, a style sheet, XML of another kind.
    OTHER = "other"


#: What stands for other addresses, and what can be read as a report.
LISTS = frozenset({AnswerKind.FEED, AnswerKind.SITEMAP})
REPORTS = frozenset({AnswerKind.PAGE, AnswerKind.TEXT})


class Answer(NamedTuple):
    """The kind, and in words what it is."""

    kind: AnswerKind
    what: str


#: First bytes of what addresses of reports turn out to be instead.
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"PK\x03\x04", "a packed archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"OggS", "sound or film"),
    (b"ID3", "sound"),
    (b"\x1f\x8b", "a packed file"),
)
_ELEMENTS = {
    "rss": AnswerKind.FEED,
    "rdf": AnswerKind.FEED,
    "feed": AnswerKind.FEED,
    "urlset": AnswerKind.SITEMAP,
    "sitemapindex": AnswerKind.SITEMAP,
}
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_OTHER_TEXT = re.compile(
    r"(?:image|audio|video|font)/.*|(?:text|application)/(?:css|xml|[\w.+-]*(?:json|javascript|ecmascript|\+xml))\Z"
)
_HEAD_BYTES = 65_536
#: What may stand before the first element, but for a document type.
_PROLOG = re.compile(r"(?:\s+|\ufeff|<\?.*?\?>|<!--.*?-->)", re.DOTALL)
_ELEMENT = re.compile(r"<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_JSON_FEED = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org', re.IGNORECASE)


def tell_answer(data: bytes, *, media_type: str | None) -> Answer:
    """Return what the unpacked bytes of an answer are."""
    head = data[:_HEAD_BYTES].lstrip()
    for signature, what in _SIGNATURES:
        if head.startswith(signature):
            return Answer(AnswerKind.BINARY, what)
    if looks_binary(head):
        return Answer(AnswerKind.BINARY, "binary data")
    text = decode(head).text.lstrip("\ufeff \t\r\n")
    if text[:1] in ("{", "["):
        return _json(text, media_type)
    name = first_element(text)
    if name in _ELEMENTS:
        return Answer(_ELEMENTS[name], "a sitemap" if _ELEMENTS[name] is AnswerKind.SITEMAP else "a feed")
    if name == "html" or media_type in _PAGES:
        return Answer(AnswerKind.PAGE, "a page")
    if media_type is not None and _OTHER_TEXT.match(media_type):
        return Answer(AnswerKind.OTHER, f"{media_type}, no page and no feed")
    return Answer(AnswerKind.PAGE, "a page") if text[:1] == "<" else Answer(AnswerKind.TEXT, "a text")


def first_element(text: str) -> str:
    """Return the name of a document's first element in small letters, without prefix; "" where none is."""
    text, at = without_doctype(text), 0
    while match := _PROLOG.match(text, at):
        at = match.end()
    found = _ELEMENT.match(text, at)
    return found[2].lower() if found else ""


def _json(text: str, media_type: str | None) -> Answer:
    if _JSON_FEED.search(text):
        return Answer(AnswerKind.FEED, "a feed")
    if media_type is not None and (media_type in _PAGES or media_type == "text/plain"):
        return Answer(AnswerKind.PAGE if media_type in _PAGES else AnswerKind.TEXT, "a page")
    return Answer(AnswerKind.OTHER, "JSON, no page and no feed")
