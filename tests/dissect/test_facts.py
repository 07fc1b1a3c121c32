"""Author, times and section of page heads as common engines print them, each made from what it must give."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from dateline.dissect import dissect
from dateline.model import Capture, Report
from tests.dissect.pages import story

DAY, TIME = "2031-03-11", "2031-03-11T20:15:00+03:00"


class Head(NamedTuple):
    """A page head and what it says."""

    name: str
    head: str
    above: str
    below: str
    byline: tuple[str, ...]
    published: str | None = DAY
    updated: str | None = None
    categories: tuple[str, ...] = ()
    after: str = ""
    url: str = "https://post.example/world/crossing-closed"


HEADS = (
    Head(
        "wordpress",
        "",
        "",
        f"<div class='entry-meta'><span class='posted-on'>"
        f"Posted on <time class='entry-date published' datetime='{TIME}'>"
        f"March 11, 2031</time></span> <span class='byline'>"
        f"by <span class='author vcard'><a class='url fn n' "
        f"rel='author' href='/author/writer-one/'>Writer One</a></span></span></div>",
        ("Writer One",),
        after="<footer class='entry-footer'>Posted in <a rel='category tag' href='/category/border/'>"
            "Border</a></footer>",
        categories=("Border",),
    ),
    Head(
        "blogger",
        "",
        "<h2 class='date-header'>Tuesday, March 11, 2031</h2>",
        "",
        ("Reader Writer",),
        after="<div class='post-footer'><span class='post-author vcard'>"
            "Posted by <span class='fn'>Reader Writer</span>"
        f"</span> at <abbr class='published' title='{TIME}'>8:15 PM</abbr></div>",
    ),
    Head(
        "json-ld graph",
        "<script type='application/ld+json'>{'@graph':[{'@type':'WebPage','@id':'#p'},{'@type':'NewsArticle',"
        "'datePublished':'2031-03-11T20:15:00+03:00','dateModified':'2031-03-12T09:00:00+03:00',"
        "'articleSection':'Border','author':[{'@id':'#a'},{'@type':'Person','name':'Writer Two'}]},"
        "{'@type':'Person','@id':'#a','name':'Writer One'}]}</script>".replace("'", '"'),
        "",
        "<p class='byline'>By Writer One and Writer Two, Staff Writers</p>",
        ("Writer One", "Writer Two"),
        updated="2031-03-12",
        categories=("Border",),
    ),
    Head(
        "drupal, German",
        "",
        "<div class='breadcrumb'><a href='/'>Startseite</a></div>",
        "<div class='submitted'>Von Anna Muster am 11. März 2031, 20:15 Uhr</div>",
        ("Anna Muster",),
    ),
    Head(
        "microdata",
        "",
        "",
        f"<div itemscope><span itemprop='author' itemscope><span itemprop='name'>Writer One</span></span> | "
        f"<time itemprop='datePublished' datetime='{TIME}'>11/03/2031</time></div>",
        ("Writer One",),
    ),
    Head(
        "label and colon, French",
        "<meta property='article:published_time' content='2031-03-11T18:00:00+01:00'>",
        "<a class='rubrique' href='/world'>Monde</a>",
        "<p class='signature'>Par Claire Exemple et Marc Exemple</p>"
        "<p class='dates'>Publié le 11 mars 2031 à 18h00 "
        "- Mis à jour le 12 mars 2031 à 07h30</p>",
        ("Claire Exemple", "Marc Exemple"),
        updated="2031-03-12",
        categories=("Monde",),
    ),
    Head(
        "bars, English",
        "",
        "",
        "<p class='article-info'>Anna Example | Tue 11 Mar 2031 20.15 GMT</p>",
        ("Anna Example",),
    ),
    Head(
        "two lines, Spanish",
        "",
        "",
        "<div class='firma'><a href='/autor/ana-ejemplo' class='author-name'>Ana Ejemplo</a></div>"
        "<div class='fecha'>11 de marzo de 2031, 20:15</div>",
        ("Ana Ejemplo",),
    ),
    Head(
        "Italian",
        "",
        "",
        "<div class='article-author'>di <a rel='author' href='/autori/x'>"
        "Anna Esempio</a></div><time>11 marzo 2031</time>",
        ("Anna Esempio",),
    ),
    Head(
        "Polish",
        "",
        "",
        "<div class='meta'><span class='author'>Autor: Anna Przykład</span>"
        " <span class='date'>11 marca 2031, 20:15</span></div>",
        ("Anna Przykład",),
    ),
    Head(
        "Russian",
        "",
        "",
        "<div class='article__meta'>Автор: <span class='article__author'>Анна Примерова</span></div>"
        "<div class='article__date'>11 марта 2031, 20:15</div>",
        ("Анна Примерова",),
    ),
    Head(
        "Arabic, eastern figures",
        "",
        "",
        "<div class='byline'>بقلم: أحمد المثال</div><div class='date'>١١ مارس ٢٠٣١ - ٢٠:١٥</div>",
        ("أحمد المثال",),
    ),
    Head(
        "Hijri day first",
        "",
        "",
        "<div class='date'>12 رمضان 1452 هـ - 11 مارس 2031 م</div>",
        (),
    ),
    Head(
        "address alone",
        "",
        "",
        "",
        (),
        url="https://post.example/2031/03/11/crossing-closed",
    ),
    Head(
        "year 9999 in the head",
        "<meta property='article:published_time' content='9999-12-31T23:59:59Z'>",
        "",
        "<div class='date'>March 11, 2031</div>",
        (),
    ),
    Head(
        "broken block beside a whole one",
        "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"author\": </script>"
        "<script type='application/ld+json'>"
        "<!-- [{\"@type\": \"NewsArticle\", \"datePublished\": \"2031-03-11\",\n"
        " \"headline\": \"a\tb\", \"author\": {\"@type\": \"Person\", "
        "\"name\": \"Writer One\"},}] --></script>",
        "",
        "<p>By Writer One</p>",
        ("Writer One",),
    ),
    Head(
        "desk alone",
        "",
        "",
        "<p class='byline'>By Night Desk</p><p class='date'>11 March 2031</p>",
        ("Night Desk",),
    ),
    Head(
        "name beside a date, without a mark",
        "",
        "",
        "<p class='text-muted'>11.3.2031 - Anna Musterfrau</p>",
        ("Anna Musterfrau",),
    ),
    Head(
        "board",
        "",
        "",
        "<p class='author'><a href='#p1'>Beitrag</a>von <strong><a class='username'>reader17</a></strong> » "
        "11.03.2031, 20:15</p>",
        ("reader17",),
    ),
    Head(
        "handle beside the name, office in brackets",
        "",
        "",
        "<div class='author-name'>Anna Example @annaexample</div><div>Editor: Bo Example</div>"
        "<time datetime='2031-03-11'>11 March</time>",
        ("Anna Example",),
    ),
    Head(
        "names side by side without a sign between them",
        "",
        "",
        "<div class='article-byline'><span>Anna Example</span> <span>Bob Example</span></div>"
        "<time datetime='2031-03-11'>11 March</time>",
        ("Anna Example", "Bob Example"),
    ),
    Head(
        "far behind the text",
        "",
        "",
        "",
        ("Anna Example",),
        after="".join(f"<p>See page {n} of the paper.</p>" for n in range(9))
        + "<div>Autor: Anna Example</div><div>Datum: 11.03.2031</div>",
        url="https://post.example/gate",
    ),
    Head(
        "day without a blank, and only in a last line",
        "",
        "",
        "",
        (),
        after="<p>8.März 2031</p>",
        published="2031-03-08",
        url="https://post.example/gate",
    ),
    Head(
        "only a script knows",
        "",
        "",
        "",
        (),
        after="<script>window.page = {\"published_at\":\"2031-03-11T06:22:28+01:00\"}</script>",
        url="https://post.example/gate",
    ),
    Head(
        "only a year of copyright",
        "",
        "",
        "<p>© 2031 Example Post</p>",
        (),
        published=None,
        url="https://post.example/gate",
    ),
    Head(
        "address and line on the outlet's day, head in UTC",
        "<meta property='article:published_time' content='2031-03-12T02:41:41+00:00'>",
        "",
        "<p class='date'>March 11, 2031</p>",
        (),
        url="https://post.example/2031/03/11/gate",
    ),
)  # fmt: skip


def _dissect(head: Head) -> Report:
    html = (
        f"<html lang='en'><head><title>Crossing closed after fire | Example Post</title>"
        f"<meta property='og:site_name' content='Example Post'>"
        f"{head.head}</head><body><header><nav><a href='/'>Home</a>"
        f"</nav></header><main><article>{head.above}<h1>Crossing closed after fire</h1>{head.below}{story()}"
        f"{head.after}</article></main><footer>© 2031 Example Post Media Ltd</footer></body></html>"
    )
    return dissect(Capture(id="page", html=html.encode(), url=head.url))


@pytest.mark.parametrize("head", HEADS, ids=[head.name for head in HEADS])
def test_page_heads_are_read(head: Head) -> None:
    report = _dissect(head)
    assert report.byline == head.byline
    assert (report.published.value[:10] if report.published else None) == head.published
    assert (report.updated.value[:10] if report.updated else None) == head.updated
    if head.categories:
        assert report.categories == head.categories


PAGES_OF_NOBODY = (
    "<h1>Imprint</h1><p>"
    "Example Post Media Ltd, 1 Example Street, Example Town. Registered in Example Town.</p>",
    "<h1>Blue kettle</h1><p>Holds two litres. Sold by Example Shop.</p><p>Price 20</p><button>Buy</button>",
    "<h1>Example Post</h1><ul><li><a href='/a'>Gate closed</a></li><li><a href='/b'>Gate open</a></li></ul>",
    "<h1>Contact</h1><p>Write to us.</p><address>Example Post, Example Street</address>",
    "<h1>About us</h1><p class='author'>Example Post</p><p>We report from the river since the flood.</p>",
)


@pytest.mark.parametrize("body", PAGES_OF_NOBODY)
@pytest.mark.parametrize(
    "meta", ["", "<meta name='author' content='Example Post'>", "<meta name='author' content='Page Maker'>"]
)
def test_pages_without_an_author_get_none(body: str, meta: str) -> None:
    head = f"<title>Example Post</title><meta property='og:site_name' content='Example Post'>{meta}"
    html = f"<html><head>{head}</head><body><main>{body}</main></body></html>"
    report = dissect(Capture(id="page", html=html.encode(), url="https://post.example/page"))
    assert report.byline == ()


def test_the_line_that_prints_the_time_bears_it() -> None:
    report = _dissect(HEADS[0])
    found = [part for part in report.parts if part.at is not None]
    assert [part.at.value for part in found if part.at] == [TIME]


def test_the_outlets_own_clock_comes_before_utc() -> None:
    head = Head(
        "utc",
        "<meta property='article:published_time' content='2031-03-12T02:15:44+00:00'>",
        "",
        "<p class='date'>Tuesday, March 11, 2031. 8:15 pm CST</p>",
        (),
    )
    report = _dissect(head)
    assert report.published is not None
    assert report.published.value == "2031-03-11T20:15-06:00"


def test_the_report_says_where_each_time_was_found() -> None:
    head = (
        '{"@type": "NewsArticle", "datePublished": "2031-03-11T09:00:00Z", '
        '"dateModified": "2031-03-12T10:00:00Z"}'
    )
    page = (
        f"<html><head><script type='application/ld+json'>{head}</script></head><body><article>"
        "<h1>Gate shut at the crossing</h1><p>The gate was shut at noon, an officer said, and nobody has passed "
        "since then in either direction.</p></article></body></html>"
    )
    report = dissect(Capture(id="r", html=page.encode()))
    found = {p.method: p.at for p in report.parts if p.start is None and p.at is not None}
    assert found["rule:published-json-ld/1"] == report.published
    assert found["rule:updated-json-ld/1"] == report.updated
