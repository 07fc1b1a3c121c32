"""Feeds and sitemaps: what they name, and what is left of them when they are broken or hostile."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.capture.feeds import Feed, FeedItem, newest, read_feed
from dateline.model import Precision, When

AT = "https://wire.example/feed"


def rss(items: str, head: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<rss version="2.0"><channel>'
        f"<title>Example Wire</title><link>https://wire.example/</link>{items}</channel></rss>"
    ).encode()


ITEM = (
    "<item><title>Crossing closes</title><link>https://wire.example/a</link>"
    "<pubDate>Tue, 11 Mar 2031 08:40:00 +0300</pubDate>"
    '<source url="https://post.example/rss">The Example Post</source>'
    "<description>&lt;p onclick='x()'&gt;At noon.&lt;script&gt;alert(1)&lt;/script&gt;&lt;/p&gt;"
    "</description></item>"
)


def urls(feed: Feed) -> list[str]:
    return [item.url for item in feed.items]


def codes(feed: Feed) -> list[str]:
    return [failure.code for failure in feed.failures]


def test_an_entry_of_rss_keeps_time_as_printed_and_its_publisher() -> None:
    feed = read_feed(rss(ITEM), url=AT)
    assert feed.title == "Example Wire"
    assert feed.items == (
        FeedItem(
            url="https://wire.example/a",
            title="Crossing closes",
            published=When(value="2031-03-11T08:40:00+03:00", precision=Precision.SECOND),
            source="The Example Post",
            summary="At noon.",
        ),
    )
    assert feed.failures == ()


def test_an_entry_of_atom_counts_its_links_from_their_base() -> None:
    feed = read_feed(
        b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://post.example/news/">
        <title type="html">The &lt;b&gt;Example&lt;/b&gt; Post</title>
        <entry><title type="html">&lt;i&gt;Queues&lt;/i&gt;</title><link rel="enclosure" href="x.mp3"/>
        <link rel="alternate" href="queues"/><published>2031-03-11T10:30:00+03:00</published>
        <source><title>Exercise Wire</title></source></entry></feed>""",
        url=AT,
    )
    assert feed.title == "The Example Post"
    (item,) = feed.items
    assert item.url == "https://post.example/news/queues"
    assert item.title == "Queues"
    assert item.source == "Exercise Wire"
    assert item.published == When(value="2031-03-11T10:30:00+03:00", precision=Precision.SECOND)


def test_rdf_and_prefixed_elements_are_read() -> None:
    feed = read_feed(
        b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
        xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>Old</title></channel>
        <item rdf:about="https://wire.example/a"><title>A</title><link>https://wire.example/a</link>
        <dc:date>2031-03-11</dc:date></item></rdf:RDF>""",
        url=AT,
    )
    assert urls(feed) == ["https://wire.example/a"]
    assert feed.items[0].published == When(value="2031-03-11", precision=Precision.DAY)


def test_json_feed() -> None:
    rows = [
        {"id": "1", "url": "/one", "title": "One", "date_published": "2031-03-11T08:40:00+03:00"},
        {"id": "2", "external_url": "https://other.example/two", "summary": "Short."},
        {"id": "3"},
        "no item",
    ]
    data = {"version": "https://jsonfeed.org/version/1.1", "title": "Example", "items": rows}
    feed = read_feed(json.dumps(data).encode(), url=AT)
    assert urls(feed) == ["https://wire.example/one", "https://other.example/two"]
    assert feed.items[1].summary == "Short."
    assert codes(feed) == ["D142"]


NEWS = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc> https://wire.example/a </loc><lastmod>2031-03-12</lastmod><news:news><news:publication>
<news:name>Exercise Wire</news:name></news:publication><news:publication_date>2031-03-11T08:40:00+03:00
</news:publication_date><news:title>Crossing closes</news:title></news:news></url>
<url><loc>https://wire.example/b</loc><lastmod>2031-03-12</lastmod></url></urlset>"""


def test_a_news_sitemap() -> None:
    feed = read_feed(NEWS, url=AT)
    assert urls(feed) == ["https://wire.example/a", "https://wire.example/b"]
    assert feed.items[0] == FeedItem(
        url="https://wire.example/a",
        title="Crossing closes",
        published=When(value="2031-03-11T08:40:00+03:00", precision=Precision.SECOND),
        source="Exercise Wire",
    )
    assert [item.url for item in newest(feed.items, 1)] == ["https://wire.example/b"]


def test_an_index_names_further_sitemaps() -> None:
    feed = read_feed(
        b"<sitemapindex><sitemap><loc>https://wire.example/s1.xml</loc><lastmod>2031-02-01</lastmod></sitemap>"
        b"<sitemap><loc>/s2.xml</loc><lastmod>2031-03-01</lastmod></sitemap></sitemapindex>",
        url=AT,
    )
    assert feed.items == ()
    assert [s.url for s in feed.sitemaps] == ["https://wire.example/s1.xml", "https://wire.example/s2.xml"]
    assert feed.failures == ()


# Broken


def test_a_raw_ampersand_loses_nothing() -> None:
    two = ITEM.replace("closes", "closes & opens") + ITEM.replace("/a<", "/b?x=1&y=2<")
    feed = read_feed(rss(two), url=AT)
    assert urls(feed) == ["https://wire.example/a", "https://wire.example/b?x=1&y=2"]
    assert feed.items[0].title == "Crossing closes & opens"
    assert codes(feed) == []


def test_a_feed_cut_in_half_gives_its_first_half_and_says_so() -> None:
    items = "".join(ITEM.replace("/a<", f"/{n}<") for n in range(50))
    feed = read_feed(rss(items)[: len(rss(items)) // 2], url=AT)
    assert 20 <= len(feed.items) <= 26
    assert codes(feed) == ["D140"]
    assert feed.failures[0].id == AT
    assert "cut off" in feed.failures[0].message


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "D140"),
        (b"{", "D140"),
        (b'{"items": 7}', "D140"),
        (b"[" * 100_000, "D140"),
        (b'{"items": ' + b"[" * 100_000, "D140"),
        (rss(""), "D141"),
        (b"<urlset/>", "D141"),
        (b"<rss><channel><item><title>No link</title></item></channel></rss>", "D141"),
    ],
)
def test_a_feed_without_anything_says_why(data: bytes, code: str) -> None:
    feed = read_feed(data, url=AT)
    assert feed.items == ()
    assert codes(feed) == [code]


def test_a_sitemap_cut_off_gives_what_is_whole() -> None:
    feed = read_feed(NEWS[:-30], url=AT)
    assert urls(feed)[0] == "https://wire.example/a"
    assert codes(feed) == ["D140"]


def test_names_of_characters_that_only_html_knows() -> None:
    assert read_feed(rss(ITEM.replace("Crossing", "Caf&eacute;")), url=AT).items[0].title == "Café closes"


def test_other_encodings() -> None:
    data = rss(ITEM.replace("Crossing", "Übergang")).decode().replace("UTF-8", "ISO-8859-1")
    assert read_feed(data.encode("latin-1"), url=AT).items[0].title == "Übergang closes"
    utf16 = data.replace("ISO-8859-1", "UTF-16").encode("utf-16")
    assert read_feed(utf16, url=AT).items[0].title == "Übergang closes"


# Hostile


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://a/b", " "]
)
def test_only_web_addresses_are_taken(link: str) -> None:
    feed = read_feed(rss(ITEM + ITEM.replace("https://wire.example/a", link)), url=AT)
    assert urls(feed) == ["https://wire.example/a"]


def test_entities_are_neither_expanded_nor_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("SECRET")
    bomb = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    head = f'<!DOCTYPE rss [<!ENTITY a0 "lol">{bomb}<!ENTITY f SYSTEM "file://{secret}"><!-- ]> \' -->]>'
    feed = read_feed(rss(ITEM.replace("Crossing", "&a11; &f; Crossing"), head), url=AT)
    assert urls(feed) == ["https://wire.example/a"]
    assert "lol" not in (feed.items[0].title or "")
    assert "SECRET" not in (feed.items[0].title or "")


def test_an_outside_document_type_is_never_asked_for() -> None:
    head = '<!DOCTYPE rss PUBLIC "-//X//DTD 0.91//EN" "http://127.0.0.1:9/rss.dtd">'
    assert urls(read_feed(rss(ITEM, head), url=AT)) == ["https://wire.example/a"]


def test_no_address_or_path_is_opened_in_place_of_a_feed(tmp_path: Path) -> None:
    (tmp_path / "feed").write_bytes(rss(ITEM))
    for trick in (str(tmp_path / "feed"), "http://127.0.0.1:9/feed", "file:///etc/passwd"):
        assert read_feed(trick.encode(), url=AT).items == ()


def test_markup_in_words_is_gone() -> None:
    hostile = "&lt;img src=x onerror=alert(1)&gt;&lt;svg onload=alert(1)&gt;News"
    item = read_feed(
        rss(ITEM.replace("Crossing closes", hostile).replace("The Example Post", hostile)), url=AT
    ).items[0]
    assert (item.title, item.source) == ("News", "News")


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_are_a_crash(data: bytes) -> None:
    read_feed(data, url=AT)


@settings(deadline=None)
@given(st.integers(0, 600), st.binary(min_size=1, max_size=4))
def test_no_damage_is_a_crash(at: int, noise: bytes) -> None:
    data = rss(ITEM)
    read_feed(data[:at] + noise + data[at + len(noise) :], url=AT)


def test_the_newest_come_first_and_the_undated_last() -> None:
    def item(name: str, at: str | None) -> FeedItem:
        when = None if at is None else When(value=at, precision=Precision.DAY)
        return FeedItem(url=f"https://wire.example/{name}", published=when)

    items = (
        item("none", None),
        item("old", "2031-03-01"),
        item("new", "2031-03-09"),
        item("mid", "2031-03-05"),
    )
    assert [i.url[-3:] for i in newest(items, 3)] == ["new", "mid", "old"]
