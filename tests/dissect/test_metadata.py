"""What a page's head says: JSON-LD however broken, where its words come from, its outlet."""

from __future__ import annotations

import pytest

from dateline.dissect.dom import parse_source
from dateline.dissect.metadata import PageFacts, based_on, outlet_of, read_facts, referred, strings
from dateline.text.outlets import outlet_key

URL = "https://post.example/world/crossing-closed"
ARTICLE = '{"@type": "NewsArticle", "headline": "Crossing closed", "datePublished": "2031-03-11"}'


def facts_of(*scripts: str, head: str = "", url: str | None = URL) -> PageFacts:
    """Return the facts of a page whose head holds these JSON-LD blocks."""
    blocks = "".join(f"<script type='application/ld+json'>{script}</script>" for script in scripts)
    source = f"<html lang='en'><head>{head}{blocks}</head><body><p>A line.</p></body></html>"
    return read_facts(parse_source(source), url=url)


@pytest.mark.parametrize(
    "block",
    [
        ARTICLE,
        f"[{ARTICLE}]",
        f'{{"@graph": [{{"@type": "WebPage"}}, {ARTICLE}]}}',
        f"<!-- {ARTICLE} -->",
        f"//<![CDATA[\n{ARTICLE}\n//]]>",
        f"{ARTICLE};",
        ARTICLE.replace("closed", "clo\tsed").replace("clo\tsed", "closed\x0b"),
        ARTICLE.replace("}", ",}"),
        f'{{"@type": "WebPage", "mainEntity": {ARTICLE}}}',
        ARTICLE.replace('"NewsArticle"', '["Thing", "https://schema.org/NewsArticle"]'),
    ],
)
def test_json_ld_is_read_as_templates_leave_it(block: str) -> None:
    assert facts_of(block).article["datePublished"] == "2031-03-11"


def test_one_broken_block_loses_no_other() -> None:
    assert facts_of('{"@type": "NewsArticle", "headline": "cut', ARTICLE, "[[[").article["headline"] == (
        "Crossing closed"
    )


def test_deep_nesting_is_no_article() -> None:
    assert facts_of("[" * 5000 + "]" * 5000).objects == []


def test_an_author_named_by_reference_is_found() -> None:
    facts = facts_of('{"@graph": [{"@type": "Person", "@id": "#a", "name": "Writer One"}]}')
    assert strings(referred(facts, [{"@id": "#a"}, {"@type": "Person", "name": "Writer Two"}])) == [
        "Writer One",
        "Writer Two",
    ]


@pytest.mark.parametrize(
    ("head", "block", "wanted"),
    [
        ("", '{"@type": "NewsArticle", "isBasedOn": "https://wire.example/1"}', ("https://wire.example/1",)),
        (
            "",
            '{"@type": "NewsArticle", "isBasedOn": [{"@type": "NewsArticle", "url": "https://wire.example/1"}]}',
            ("https://wire.example/1",),
        ),
        ("<link rel='canonical' href='https://wire.example/1'>", ARTICLE, ("https://wire.example/1",)),
        ("<link rel='canonical' href='https://www.post.example/world/x'>", ARTICLE, ()),
        ("<link rel='canonical' href='/world/x'>", ARTICLE, ()),
        (
            "<meta name='syndication-source' content='https://wire.example/1'>",
            "",
            ("https://wire.example/1",),
        ),
        ("<meta name='original-source' content='wire'>", "", ()),
    ],
)
def test_where_the_words_come_from(head: str, block: str, wanted: tuple[str, ...]) -> None:
    assert based_on(facts_of(block, head=head), url=URL) == wanted


@pytest.mark.parametrize(
    ("head", "url", "wanted"),
    [
        ("<meta property='og:site_name' content='The Example Post'>", URL, "The Example Post"),
        ("<title>Crossing closed | The Example Post</title>", URL, "The Example Post"),
        ("<title>Crossing closed</title>", URL, "post.example"),
        ("<title>Crossing closed</title>", "https://www.post.example/x", "post.example"),
    ],
)
def test_the_outlet_is_named_by_the_head_else_by_the_host(head: str, url: str, wanted: str) -> None:
    assert outlet_of(facts_of(head=head, url=url), url=url, headline="Crossing closed") == wanted


def test_spellings_of_an_outlet_are_one() -> None:
    assert len({outlet_key(name) for name in ("The Example Post", "Example Post", "EXAMPLE POST")}) == 1
