from __future__ import annotations

import pytest

from dateline.capture.answers import AnswerKind, tell_answer

PAGE = b"<!DOCTYPE html><html><head><title>x</title></head><body>Words.</body></html>"


@pytest.mark.parametrize(
    ("data", "media_type", "kind"),
    [
        (PAGE, "text/html", AnswerKind.PAGE),
        (PAGE, None, AnswerKind.PAGE),
        (PAGE, "application/octet-stream", AnswerKind.PAGE),
        (b"<p>A piece of a page.</p>", "text/html", AnswerKind.PAGE),
        (b"Words without tags.", "text/html", AnswerKind.PAGE),
        (b"Words of a report.", "text/plain", AnswerKind.TEXT),
        (b"Words of a report.", None, AnswerKind.TEXT),
        (b'\xef\xbb\xbf\n<?xml version="1.0"?>\n<!-- a --><rss version="2.0">', "text/html", AnswerKind.FEED),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'>", "application/atom+xml", AnswerKind.FEED),
        (b'<!DOCTYPE rdf:RDF [<!ENTITY a "]>">]><rdf:RDF>', "text/xml", AnswerKind.FEED),
        (b'{"version": "https://jsonfeed.org/version/1.1"}', "application/json", AnswerKind.FEED),
        (b'{"version":"https:\\/\\/jsonfeed.org\\/version\\/1"}', "text/plain", AnswerKind.FEED),
        (b"<urlset>", "application/xml", AnswerKind.SITEMAP),
        ('<?xml version="1.0" encoding="utf-16"?><sitemapindex>'.encode("utf-16"), None, AnswerKind.SITEMAP),
        (b"%PDF-1.7 ...", "text/html", AnswerKind.BINARY),
        (bytes(range(256)) * 9, "text/html", AnswerKind.BINARY),
        (b"\x89PNG\r\n", "image/png", AnswerKind.BINARY),
        (b"\x1f\x8b\x08", "application/gzip", AnswerKind.BINARY),
        (b'{"a": 1}', "application/json", AnswerKind.OTHER),
        (b"var a = 1;", "text/javascript", AnswerKind.OTHER),
        (b"body { }", "text/css", AnswerKind.OTHER),
        (b"<svg xmlns='http://www.w3.org/2000/svg'>", "image/svg+xml", AnswerKind.OTHER),
        (b"<opml>", "text/xml", AnswerKind.OTHER),
        (b"", None, AnswerKind.TEXT),
    ],
)
def test_bytes_say_what_they_are(data: bytes, media_type: str | None, kind: AnswerKind) -> None:
    assert tell_answer(data, media_type=media_type).kind is kind
