"""Plain text into a report: the text stays as it is, the parts point into it."""

from __future__ import annotations

import re

from lxml import html

from dateline.dissect.blocks import Block
from dateline.dissect.bylines import find_byline, names_in
from dateline.dissect.comments import Thread
from dateline.dissect.credits import agencies
from dateline.dissect.layout import filled
from dateline.dissect.metadata import PageFacts, host_of
from dateline.dissect.page import TIMES_LINE, Page, Piece
from dateline.dissect.plain_captions import mark_captions
from dateline.dissect.plain_comments import Line, ThreadFound, find_thread
from dateline.dissect.printed import find_printed
from dateline.dissect.running import drop_furniture, find_read_count, mark_credits, mark_notes, mark_updates
from dateline.dissect.stamps import furniture_rule, read_counter
from dateline.dissect.times import read_times
from dateline.dissect.words import key, rules
from dateline.model import Capture, Commenting, Credit, Part, PartKind, Report, When

#: The first line is a headline if it is this short and closes like none of the prose.
MAX_HEADLINE, HEAD_LINES, MAX_META, MAX_TITLE = 200, 10, 500, 120
_FILED = re.compile(r"\bfiled under:?\s+(?P<names>[^.\n]{2,120})", re.IGNORECASE)
_POSTED = re.compile(
    r"^\W*(?:posted|written|published)\s+by:?\s+(?P<name>.{2,80}?)\s*(?:,?\s+on\b|,|\bwith\b)", re.IGNORECASE
)
_BEFORE_DATE = re.compile(
    r"[\s|–—-]*(?:(?:date of publication|(?:first |last )?(?:published|updated|posted|modified)(?: on| at)?)\W*)?"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)?\W*",
    re.IGNORECASE,
)
#: How far a run-in date may reach, and how many words a text has to share with its title.
MAX_DATE, MIN_COMMON = 60, 4
#: Letters of a line that can be the title, and how much longer than the title it may be.
MIN_TITLE, MAX_SURPLUS = 12, 1.3
_PROSE_END = re.compile(r"[.!?;:]['\"”’)]*$")


def dissect_text(capture: Capture) -> Report:
    """Return the report of a text; what its sender stated about it comes before what it prints."""
    text = capture.text or ""
    lines = _lines(text)
    thread = find_thread(lines)
    page = _page(lines, thread, url=capture.url)
    title = _mark_headline(page, capture.title)
    byline = find_byline(page) or _posted_by(page)
    published, updated = read_times(page) if len(lines) > 1 else (None, None)
    published = capture.published or published or _run_in(page) or _posted_on(page)
    page.published = published
    read_count = find_read_count(page)
    mark_captions(page)
    mark_notes(page)
    mark_credits(page)
    _mark_furniture(page)
    drop_furniture(page)
    mark_updates(page, day=published)
    parts = _parts(text, lines, page, thread)
    return Report(
        id=capture.id,
        outlet=capture.outlet or host_of(capture.url),
        url=capture.url,
        title=title,
        text=text,
        published=published,
        updated=updated,
        byline=byline,
        credits=_credits(text, lines, page),
        parts=parts,
        categories=_categories(page),
        read_count=read_count,
        commenting=_commenting(page),
        comments=thread.comments if thread else (),
    )


def _lines(text: str) -> list[Line]:
    lines = []
    at = 0
    for raw in re.split(r"(\r\n|\r|\n|\u2028|\u2029|\x0b|\x0c)", text):
        words = raw.strip()
        if words:
            start = at + len(raw) - len(raw.lstrip())
            lines.append(Line(start, start + len(words), words, start - at))
        at += len(raw)
    return lines


def _page(lines: list[Line], thread: ThreadFound | None, *, url: str | None) -> Page:
    """Return the lines as the blocks of a page, so that the same rules read them."""
    holder = html.Element("p")
    blocks = [Block(number, holder, line.text, frozenset()) for number, line in enumerate(lines)]
    body = set(range(thread.first if thread else len(lines)))
    return Page(
        tree=holder, facts=PageFacts(), blocks=blocks, thread=Thread(), body=body, url=url, plain=True
    )


def _mark_headline(page: Page, title: str | None) -> str | None:
    """Mark the headline at the head of the text and return it, or the title that was given."""
    if not page.blocks:
        return title
    wanted = key(title or "")
    for block in page.blocks[:HEAD_LINES]:
        if wanted and _is_title(block.key, wanted):
            page.headline = block.index
            page.take(block.index, PartKind.HEADLINE, "rule:title-line/1")
            return title
    if title is None and (found := _first_line(page)) is not None:
        return found
    _mark_prefix(page, title)
    return title


def _is_title(letters: str, wanted: str) -> bool:
    """Return whether a line is the title, give or take a site's name on either side."""
    if letters == wanted:
        return True
    short, long = sorted((letters, wanted), key=len)
    return len(short) >= MIN_TITLE and short in long and len(letters) <= MAX_SURPLUS * len(wanted)


def _first_line(page: Page) -> str | None:
    for block in page.blocks[:3]:
        alone = len(page.blocks) > block.index + 1 and not _PROSE_END.search(block.text)
        if (
            alone
            and 12 <= len(block.text) <= MAX_HEADLINE
            and not find_printed(block.text)
            and furniture_rule(block.text) is None
        ):
            page.headline = block.index
            page.take(block.index, PartKind.HEADLINE, "rule:first-line/1")
            return block.text
    return None


def _mark_prefix(page: Page, title: str | None) -> None:
    """Mark the head of a text that runs on in one line: date, title, agency, date."""
    words = page.blocks[0].text
    pieces: list[Piece] = []
    at = _take_date(words, 0, pieces)
    end = _common(words[at:], title or "")
    if end:
        start = at + len(words[at:]) - len(words[at:].lstrip())
        pieces.append(Piece(PartKind.HEADLINE, start, at + end, "rule:title-prefix/1"))
        at += end
    credit = re.compile(rf"\s*[-–—|]?\s*(?P<a>{agencies().pattern})(?=\s|$)").match(words, at)
    if credit is not None and end:
        pieces.append(
            Piece(PartKind.CREDIT, *credit.span("a"), "rule:credit-after-title/1", outlet=credit["a"])
        )
        at = credit.end()
    _take_date(words, at, pieces)
    if pieces:
        page.pieces[0] = pieces


def _take_date(words: str, at: int, pieces: list[Piece]) -> int:
    """Mark the date that stands at a place, with its label and weekday, and return where it ends."""
    found = [d for d in find_printed(words[: at + MAX_DATE]) if d.start >= at]
    if not found or not _BEFORE_DATE.fullmatch(words[at : found[0].start]):
        return at
    start = at + len(words[at:]) - len(words[at:].lstrip(" -–—|"))
    pieces.append(Piece(PartKind.FURNITURE, start, found[0].end, TIMES_LINE))
    return found[0].end


def _common(words: str, title: str) -> int:
    """Return how far a text repeats its title word for word; 0 where it does not."""
    end = count = 0
    for match, wanted in zip(re.finditer(r"\S+", words), title.split(), strict=False):
        if key(match[0]) != key(wanted):
            break
        end, count = match.end(), count + 1
    return end if count >= MIN_COMMON or 1 < count == len(title.split()) else 0


def _run_in(page: Page) -> When | None:
    """Return the date that follows a headline in one run."""
    for piece in page.pieces.get(0, []):
        if piece.kind is PartKind.FURNITURE and (
            found := find_printed(page.blocks[0].text[piece.start : piece.end])
        ):
            return found[0].when
    return None


def _posted_on(page: Page) -> When | None:
    """Return the time of a "Posted by NAME on …" line."""
    for block in page.blocks:
        if len(block.text) <= MAX_META and _POSTED.match(block.text) and (found := find_printed(block.text)):
            return found[0].when
    return None


def _posted_by(page: Page) -> tuple[str, ...]:
    """Return the name of a "Posted by NAME on …" line, wherever it stands."""
    for block in page.blocks:
        match = _POSTED.match(block.text) if len(block.text) <= MAX_META else None
        if match is not None:
            return tuple(names_in(match["name"])[:1])
    return ()


def _mark_furniture(page: Page) -> None:
    """Mark lines that are furniture by their words: share bars, legal lines, counters, "Posted by" lines."""
    for block in page.blocks:
        if not page.is_free(block.index) or block.index not in page.body:
            continue
        rule = furniture_rule(block.text)
        if (
            rule is None
            and len(block.text) <= MAX_META
            and (_POSTED.match(block.text) or read_counter(block.text) is not None)
        ):
            rule = "posted-line"
        if rule is not None:
            page.take(block.index, PartKind.FURNITURE, f"rule:furniture-{rule}/1")
            _mark_list(page, block)


def _mark_list(page: Page, head: Block) -> None:
    """Mark the titles below a line such as "Related posts:" as the furniture they are."""
    if not (head.text.endswith(":") and len(head.text) < 60):
        return
    for block in page.blocks[head.index + 1 :]:
        if len(block.text) > MAX_TITLE or _PROSE_END.search(block.text) or block.index not in page.body:
            return
        page.take(block.index, PartKind.FURNITURE, "rule:list-of-titles/1")


def _categories(page: Page) -> tuple[str, ...]:
    for block in page.blocks:
        match = _FILED.search(block.text) if len(block.text) <= MAX_META else None
        if match is not None:
            return tuple(name.strip() for name in match["names"].split(",") if name.strip())
    return ()


def _commenting(page: Page) -> Commenting:
    states = {
        row["state"]
        for block in page.blocks
        if len(block.text) <= MAX_META
        for _, pattern, row in rules("comment_states")
        if pattern.search(block.text)
    }
    if "closed" in states:
        return Commenting.CLOSED
    if "login" in states:
        return Commenting.LOGIN
    opened = any(
        re.match(r"(?i)^(?:leave a (?:reply|comment)|post a comment|add a comment)\b", b.text)
        for b in page.blocks
    )
    return Commenting.OPEN if opened else Commenting.NONE


def _parts(text: str, lines: list[Line], page: Page, thread: ThreadFound | None) -> tuple[Part, ...]:
    parts: list[Part] = []
    groups: dict[int, int] = {}
    for line, block in zip(lines, page.blocks, strict=True):
        for piece in _pieces(page, block):
            start, end = line.start + piece.start, line.start + piece.end
            if piece.group is not None and piece.group in groups:
                first = parts[groups[piece.group]]
                start = first.start or 0
                parts[groups[piece.group]] = Part(
                    kind=first.kind,
                    start=start,
                    end=end,
                    text=text[start:end],
                    at=first.at,
                    by=first.by,
                    method=first.method,
                )
                continue
            if piece.group is not None:
                groups[piece.group] = len(parts)
            parts.append(
                Part(
                    kind=piece.kind,
                    start=start,
                    end=end,
                    text=text[start:end],
                    at=piece.at,
                    by=piece.by,
                    method=piece.method,
                )
            )
    if thread is not None:
        start, end = lines[thread.first].start, lines[thread.last].end
        parts = [p for p in parts if p.end is None or p.end <= start or (p.start or 0) >= end]
        parts.append(
            Part(
                kind=PartKind.FURNITURE, start=start, end=end, text=text[start:end], method="rule:comments/1"
            )
        )
    return tuple(sorted(parts, key=lambda p: (p.start or 0, p.end or 0)))


def _pieces(page: Page, block: Block) -> list[Piece]:
    if block.index in page.body or page.pieces.get(block.index):
        return list(filled(block, page.pieces.get(block.index, []), method="rule:lines/1"))
    return [Piece(PartKind.FURNITURE, 0, len(block.text), "rule:after-comments/1")]


def _credits(text: str, lines: list[Line], page: Page) -> tuple[Credit, ...]:
    found = []
    for line, block in zip(lines, page.blocks, strict=True):
        for piece in page.pieces.get(block.index, []):
            if piece.kind is PartKind.CREDIT:
                start, end = line.start + piece.start, line.start + piece.end
                found.append(Credit(start=start, end=end, text=text[start:end], outlet=piece.outlet))
    return tuple(found)
