"""An HTML page into a report."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.dissect.blocks import Block, lay_page
from dateline.dissect.body import pick_body
from dateline.dissect.bylines import find_byline
from dateline.dissect.captions import find_captions, find_pull_quotes
from dateline.dissect.categories import find_categories, find_tags
from dateline.dissect.commenting import read_comment_count, read_commenting
from dateline.dissect.comments import read_thread
from dateline.dissect.dom import PageIndex, parse_page
from dateline.dissect.headlines import find_headline, find_standfirst
from dateline.dissect.layout import Laid, lay_out
from dateline.dissect.live import mark_live
from dateline.dissect.metadata import PageFacts, based_on, outlet_of, read_facts
from dateline.dissect.page import Page
from dateline.dissect.running import drop_furniture, find_read_count, mark_credits, mark_notes, mark_updates
from dateline.dissect.times import likely_day, read_times, stated_times
from dateline.errors import SourceError
from dateline.model import Capture, Part, PartKind, Report

#: Sites say in short lines who may comment.
MAX_STATE_LINE = 300


def dissect_html(capture: Capture) -> Report:
    """Return the report that a page holds.

    Raises:
        SourceError: D102, D103, D106 as ``parse_page`` says; D107 where the page has no words at all.
    """
    tree, _ = parse_page(capture.html or b"")
    facts = read_facts(tree, url=capture.url)
    page, title, aside = _take_apart(PageIndex(tree), facts, url=capture.url)
    live = mark_live(page, day=likely_day(page) or capture.published)
    find_captions(page)
    published, updated = read_times(page)
    page.published = published or capture.published
    byline = find_byline(page)
    read_count = find_read_count(page)
    _mark_running(page, live=live)
    laid = lay_out(page)
    title = title or capture.title
    lines = [line.text for line in aside]
    if not laid.text and not title and not page.thread.comments:
        raise SourceError("D107", f"{capture.id}: nothing on the page that reads as a report")
    return Report(
        id=capture.id,
        outlet=capture.outlet or outlet_of(facts, url=capture.url, headline=title),
        url=capture.url or facts.canonical or facts.meta("og:url"),
        title=title,
        text=laid.text,
        published=page.published,
        updated=updated,
        byline=byline,
        credits=tuple(laid.credits),
        parts=(
            *_with_title(laid, title),
            *stated_times(page, page.published, updated),
            *_stated_count(page.index, lines),
        ),
        categories=find_categories(page),
        tags=find_tags(page),
        read_count=read_count,
        commenting=read_commenting(
            tree,
            lines=lines,
            has_comments=bool(page.thread.comments),
            index=page.index,
        ),
        comments=page.thread.comments,
        links=tuple(laid.links),
        based_on=based_on(facts, url=capture.url),
    )


def _take_apart(
    index: PageIndex, facts: PageFacts, *, url: str | None
) -> tuple[Page, str | None, list[Block]]:
    """Return the page with body and head marked, the title, and the short lines of the comment areas."""
    tree = index.root
    thread = read_thread(tree, facts, index=index)
    blocks, aside = lay_page(index, left_out=thread.areas)
    body = pick_body(index, blocks, facts)
    page = Page(tree=tree, facts=facts, blocks=blocks, thread=thread, body=body, url=url, walked=index)
    title = find_headline(page)
    find_standfirst(page)
    return page, title, [line for line in aside if len(line.text) < MAX_STATE_LINE]


def _mark_running(page: Page, *, live: bool) -> None:
    """Mark what stands in the running text, live posts before stamps, furniture last."""
    mark_notes(page)
    mark_credits(page)
    find_pull_quotes(page)
    drop_furniture(page)
    if not live:
        mark_updates(page, day=page.published)


def _stated_count(index: PageIndex, lines: list[str]) -> Iterator[Part]:
    """Yield a part without a span for the number of comments that the page prints, taken off it or not."""
    count = read_comment_count(index, lines=lines)
    if count is not None:
        yield Part(
            kind=PartKind.FURNITURE, start=None, end=None, text=f"{count}", method="rule:comment-count/1"
        )


def _with_title(laid: Laid, title: str | None) -> tuple[Part, ...]:
    """Return the parts; a headline that only the head of the page holds comes without a span."""
    parts = laid.parts
    if title and not any(p.kind is PartKind.HEADLINE for p in parts):
        parts = [
            Part(kind=PartKind.HEADLINE, start=None, end=None, text=title, method="rule:metadata/1"),
            *parts,
        ]
    return tuple(parts)
