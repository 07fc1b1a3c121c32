"""Live blogs: every timed post is an update of its own."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from dateline.dissect.blocks import Block
from dateline.dissect.bylines import names_in
from dateline.dissect.captions import caption_holder
from dateline.dissect.dom import ancestors, tokens
from dateline.dissect.metadata import first, strings, types_of
from dateline.dissect.page import Page
from dateline.dissect.printed import at_clock, find_clocks, find_printed, parse_stamp
from dateline.dissect.stamps import furniture_rule
from dateline.dissect.times import stamp_clocks
from dateline.dissect.words import key
from dateline.model import PartKind, When
from dateline.text.dates import sort_key

#: Fewer timed lines than this are no live blog.
MIN_ENTRIES = 3
#: Letters that tell one line from another: a whole short line, the opening of a long one.
MIN_LETTERS, OPENING, MAX_AUTHOR, MAX_TIME = 8, 60, 80, 40
#: How far past the text the last entry's author may stand.
AFTER_LAST = 2
#: Longest run of a live page, and the share of posts that follow the order of time.
MAX_SPAN_S, ORDERED_SHARE = 5 * 86400, 0.8
_LIVE_TITLE = re.compile(
    r"\blive\b|\bliveblog|\bticker\b|liveticker|as it happened|minute by minute|\ben vivo\b"
    r"|\ben direct\b|\bin diretta\b|\bao vivo\b",
    re.IGNORECASE,
)
_APART = frozenset({"nav", "aside", "figcaption", "footer"})
_BY = re.compile(r"(?:entry|post)-?by\s|author|byline|reporter")
_LIVE = re.compile(
    r"live-?blog|live_?blog|liveticker|live-?ticker|live-?feed|live-?entry|live-?post"
    r"|live-?update|timeline-?(?:entry|item|post)|ticker-?(?:entry|item|event)|lb-?(?:post|entry)"
    r"|minute-?by-?minute"
)


def mark_live(page: Page, *, day: When | None) -> bool:
    """Mark the entries of a live blog as updates; return whether the page is one."""
    posting = next((o for o in page.facts.objects if "LiveBlogPosting" in types_of(o)), None)
    starts = _stated_starts(page, posting) if posting else {}
    timed = _timed_starts(page, day)
    if len(timed) >= max(MIN_ENTRIES, 2 * len(starts)) and (posting is not None or _is_live(page, timed)):
        starts = timed
    if len(starts) < (1 if posting else MIN_ENTRIES):
        return False
    _mark(page, starts)
    return True


def _stated_starts(page: Page, posting: dict[str, Any]) -> dict[int, When | None]:
    """Return the first block of each entry that JSON-LD lists, with its time."""
    by_key: dict[str, int] = {}
    for block in page.blocks:
        if len(block.key) >= MIN_LETTERS and (block.key not in by_key or by_key[block.key] not in page.body):
            by_key[block.key] = block.index
    opening = {letters[:OPENING]: index for letters, index in by_key.items() if len(letters) > OPENING}
    starts: dict[int, When | None] = {}
    updates = posting.get("liveBlogUpdate") or []
    for entry in updates if isinstance(updates, list) else [updates]:
        if not isinstance(entry, dict):
            continue
        at = parse_stamp(first(entry.get("datePublished")))
        for words in [*strings(entry.get("headline")), *strings(entry.get("articleBody"))]:
            letters = key(words)
            index = by_key.get(letters, opening.get(letters[:OPENING]))
            if index is not None:
                starts.setdefault(index, at)
                break
    return starts


def _timed_starts(page: Page, day: When | None) -> dict[int, When | None]:
    starts: dict[int, When | None] = {}
    if page.last_body < 0:
        return starts
    low = page.headline + 1 if page.headline is not None else page.first_body
    for block in page.blocks[min(low, page.first_body) : page.last_body + 1]:
        if len(block.text) <= MAX_TIME and stamp_clocks(block.text) and not block.zones & _APART:
            dates, clocks = find_printed(block.text), find_clocks(block.text)
            if clocks:
                starts[block.index] = dates[0].when if dates else at_clock(day, clocks[0])
    return starts


def _is_live(page: Page, starts: dict[int, When | None]) -> bool:
    """Return whether timed lines are the heads of live posts: named or titled so, in the order of time."""
    sample = [page.blocks[i] for i in list(starts)[:3]]
    title = page.blocks[page.headline].text if page.headline is not None else page.facts.title or ""
    if not (_LIVE_TITLE.search(title) or any(_named_live(block) for block in sample)):
        return False
    return _ordered([key for key in map(sort_key, starts.values()) if key is not None])


def _ordered(times: list[float]) -> bool:
    """Return whether times run one way, near enough, over a few days."""
    if len(times) < MIN_ENTRIES or max(times) - min(times) > MAX_SPAN_S:
        return False
    falling = sum(1 for before, after in pairwise(times) if after <= before)
    return max(falling, len(times) - 1 - falling) >= ORDERED_SHARE * (len(times) - 1)


def _named_live(block: Block) -> bool:
    return any(_LIVE.search(tokens(e)) for _, e in zip(range(6), ancestors(block.element), strict=False))


def _mark(page: Page, starts: dict[int, When | None]) -> None:
    """Give each entry the blocks from its start to the next one's."""
    order = sorted(starts)
    for number, start in enumerate(order):
        stop = order[number + 1] if number + 1 < len(order) else page.last_body + 1
        members = [i for i in range(start, stop) if i == start or _belongs(page, i)]
        reach = range(start, min(stop + AFTER_LAST, len(page.blocks)) if stop > page.last_body else stop)
        by = next((name for i in reach if (name := _entry_author(page, i)) is not None), None)
        for index in members:
            if page.is_free(index):
                page.take(index, PartKind.UPDATE, "rule:live-entry/1", at=starts[start], by=by, group=start)
    _drop_hours(page, range(max(0, order[0] - 1), page.last_body + 1))


def _drop_hours(page: Page, reach: range) -> None:
    """Leave the hours above entries out of the text: their entries bear them already."""
    for index in reach:
        if index in page.body and page.is_free(index) and _is_hour(page.blocks[index]):
            page.body.discard(index)


def _is_hour(block: Block) -> bool:
    return len(block.text) <= MAX_TIME and bool(stamp_clocks(block.text))


def _belongs(page: Page, index: int) -> bool:
    """Return whether a block between two starts is an entry's: text or heading, not the next time."""
    block = page.blocks[index]
    if _is_hour(block):
        return False
    if block.zones & {"nav", "footer"} or furniture_rule(block.text) is not None:
        return False
    return index in page.body or block.level is not None or caption_holder(block, page) is not None


def _entry_author(page: Page, index: int) -> str | None:
    """Return the name of a line that is an entry's author, and take the line out of the entry."""
    block = page.blocks[index]
    if len(block.text) > MAX_AUTHOR or not any(
        _BY.search(tokens(e)) for _, e in zip(range(2), ancestors(block.element), strict=False)
    ):
        return None
    names = names_in(block.text)
    if not names:
        return None
    page.take(index, PartKind.FURNITURE, "rule:entry-author/1")
    return names[0]
