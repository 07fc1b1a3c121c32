"""What stands in the running text beside prose: notes, updates, credits, dateline, furniture."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection

from dateline.dissect.blocks import Block
from dateline.dissect.credits import MAX_LINE, CreditFound, agencies, find_credit
from dateline.dissect.datelines import find_dateline
from dateline.dissect.dom import Element, PageIndex, name_test
from dateline.dissect.page import Page, Piece
from dateline.dissect.stamps import (
    StampFound,
    find_notes,
    find_stamp,
    furniture_rule,
    opens_note,
    read_counter,
    signer,
)
from dateline.model import PartKind, When

#: How far past the text its notes and credits may stand, and its read counter around it.
AFTER, COUNTER_BEFORE, COUNTER_AFTER, MAX_NOTE_LINES = 8, 14, 14, 8
#: A line of links only that is shorter than this is a teaser.
MAX_TEASER = 200
#: Longest line of names and agency above the text.
MAX_BYLINE = 160
#: A stamp that stands alone on its line, or nearly.
BARE_STAMP = 24
#: Words from which what follows a stamp is its news, and letters up to which a line is a time and no more.
MIN_NEWS, MAX_BARE = 3, 36
#: Share of the text below which a page zone in it is odd; links in a line of the tail; a label's length.
ODD_SHARE, LINKED_TAIL, MAX_LABEL = 0.15, 0.5, 30
_ANYWHERE = frozenset({"line", "sentence", "end"})
_ZONES = ("furniture", "nav", "aside", "footer", "form", "dialog")
_is_author_box = name_test(
    r"author-?_?(?:box|bio|info|description|desc|about|card|profile|block)"
    r"|about-?_?(?:the-)?author|[\s_-]bio[\s_-]|biography|"
    r"autor(?:en)?-?_?(?:box|info|beschreibung)|writer-?bio|contributor-?bio"
)
#: Rules whose words stand in prose too, and the mixed words from which a line is an advertisement.
_SOFT, MIN_MIXED = frozenset({"subscribe", "legal-any", "app", "disclosure-any", "republish"}), 4
#: Words of appeals to readers, which read as prose: they tell furniture only outside the element of the text.
_APPEAL = re.compile(
    r"\b(?:support(?:ing)? (?:us|our)\b|donat(?:e|ion)|subscri(?:be|ption)|member(?:s|ship)\b|spende[nt]?\b"
    r"|unterstütz|abonn|abo\b|suscr[íi]|apóya|soutenez|faites un don|sostieni|doneer)",
    re.IGNORECASE,
)
#: What tells a line about such an offer, or one that quotes it, from the offer itself.
_TOLD = re.compile(
    r"[“”„«»\"]|\b(?:said|says|told|asked|wrote|announced|sagte|schrieb|erklärte|kündigte|a déclaré|dijo)\b"
)
#: Letters of two alphabets within one word, as advertisements write to pass unread by machines.
_TWO_ALPHABETS = re.compile(r"[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
#: Roles of what lies over the page.
_OVER = frozenset({"dialog", "alertdialog"})
_SENTENCE = re.compile(r"[.!?…:]['\"”’»)]?\s*$")


def mark_notes(page: Page) -> None:
    """Mark the desk's notes in and right after the text, apart or inside a paragraph."""
    for index in _around(page):
        block = page.blocks[index]
        if not (page.is_free(index) or _reads_on(page, index)) or "nav" in block.zones:
            continue
        if opens_note(block.text) and _long_note(page, index):
            continue
        notes = find_notes(block.text)
        if not notes or (index not in page.body and len(block.text) > 900):
            continue
        whole = len(notes) == 1 and notes[0].start == 0 and notes[0].end >= len(block.text) - 2
        if not (whole or page.is_free(index)):
            continue
        if whole:
            page.take(index, PartKind.EDITORS_NOTE, f"rule:note-{notes[0].rule}/1", by=notes[0].by)
        elif index in page.body:
            page.pieces[index] = [
                Piece(PartKind.EDITORS_NOTE, n.start, n.end, f"rule:note-{n.rule}/1", by=n.by) for n in notes
            ]


def _reads_on(page: Page, index: int) -> bool:
    """Return whether a line that was read for its time goes on as a sentence: a dated note, a stamp and news."""
    block = page.blocks[index]
    return page.is_open(index) and len(block.text) > MAX_BARE and _SENTENCE.search(block.text) is not None


def _long_note(page: Page, index: int) -> bool:
    """Mark a bracketed note of several paragraphs; return whether its closing bracket was found."""
    for last in range(index + 1, min(index + MAX_NOTE_LINES, len(page.blocks))):
        if "]" in page.blocks[last].text:
            if not page.blocks[last].text.rstrip().endswith("]"):
                return False
            if page.plain and not all(page.is_free(member) for member in range(index, last + 1)):
                return False
            by = signer(page.blocks[last].text)
            for member in range(index, last + 1):
                if page.is_free(member):
                    page.take(member, PartKind.EDITORS_NOTE, "rule:note-brackets/1", by=by, group=index)
            return True
    return False


def _around(page: Page) -> list[int]:
    if page.last_body < 0:
        return []
    low = min(page.first_body, (page.headline if page.headline is not None else page.first_body))
    return list(range(max(0, low - 2), min(len(page.blocks), page.last_body + AFTER)))


def mark_updates(page: Page, *, day: When | None) -> None:
    """Mark stamped updates.

    A stamp that runs on into prose takes its paragraph. One alone on its line takes the paragraphs below it
    down to the next stamp; the last one all to the end where it stands behind the middle, else the next one.
    """
    order = sorted(page.body | {i for i in _around(page) if not page.is_free(i) and _reads_on(page, i)})
    stamped = []
    for index in order:
        open_to_it = page.is_free(index) or _reads_on(page, index)
        stamp = find_stamp(page.blocks[index].text, day=day) if open_to_it else None
        if stamp is not None:
            stamped.append((index, stamp))
    for number, (index, stamp) in enumerate(stamped):
        following = stamped[number + 1][0] if number + 1 < len(stamped) else None
        last = _last_of(page, order, index, stamp, following=following)
        for member in _members(page, order, first=index, last=last):
            page.take(member, PartKind.UPDATE, f"rule:stamp-{stamp.rule}/1", at=stamp.at, group=index)


def _members(page: Page, order: list[int], *, first: int, last: int) -> list[int]:
    """Return the free lines of an update; in a plain text, which stays in its order, only those without a gap."""
    members = [i for i in order if first <= i <= last and (i == first or page.is_free(i))]
    if not page.plain:
        return members
    return [i for n, i in enumerate(members) if i == first + n]


def _last_of(page: Page, order: list[int], index: int, stamp: StampFound, *, following: int | None) -> int:
    rest = page.blocks[index].text[stamp.end :]
    if len(rest) >= BARE_STAMP or (_SENTENCE.search(rest) is not None and len(rest.split()) >= MIN_NEWS):
        return index
    position = order.index(index)
    if following is not None:
        return order[order.index(following) - 1]
    if position >= len(order) / 2:
        return order[-1]
    return order[min(position + 1, len(order) - 1)]


def mark_credits(page: Page) -> None:
    """Mark credit lines around and at the end of the text, and the dateline that opens it."""
    for index in _credit_zone(page):
        block = page.blocks[index]
        if not (page.is_free(index) or index in page.body) or block.zones & {"nav", "figcaption"}:
            continue
        at_edge = index not in page.body or index >= page.last_body - 3 or index <= page.first_body + 1
        if not at_edge and len(block.text) > MAX_LINE:
            continue
        credit = find_credit(block.text, places=_ANYWHERE)
        if credit is not None and not at_edge and not _is_whole(credit, block):
            continue
        if credit is None or any(
            p.start < credit.end and credit.start < p.end for p in page.pieces.get(index, [])
        ):
            continue
        method = f"rule:credit-{credit.rule}/1"
        if _is_whole(credit, block):
            page.take(index, PartKind.CREDIT, method, outlet=credit.outlet)
        elif index in page.body:
            piece = Piece(PartKind.CREDIT, credit.start, credit.end, method, outlet=credit.outlet)
            page.pieces[index].append(piece)
    for index in page.head_zone():
        if index < page.first_body and (page.is_free(index) or _is_byline(page, index)):
            _mark_agency_beside_names(page, index)
    _mark_dateline(page)


def _is_byline(page: Page, index: int) -> bool:
    """Return whether a line is a byline and what stands on it beside the names."""
    pieces = page.pieces.get(index) or ()
    return any(p.kind is PartKind.BYLINE for p in pieces) and all("byline" in p.method for p in pieces)


def _mark_agency_beside_names(page: Page, index: int) -> None:
    """Mark the agency that stands in an element of its own behind the names of a byline."""
    block = page.blocks[index]
    if len(block.text) > MAX_BYLINE or block.level is not None or block.zones & {"nav", "footer"}:
        return
    for _, start, end in block.marks:
        words = block.text[start:end].strip()
        if start > 0 and end >= len(block.text) - 1 and agencies().fullmatch(words):
            names = len(block.text[:start].rstrip(" ,|/·–—-"))
            page.pieces[index] = [
                Piece(PartKind.BYLINE, 0, names, "rule:names-before-agency/1"),
                Piece(PartKind.CREDIT, start, start + len(words), "rule:credit-in-byline/1", outlet=words),
            ]
            return


def _is_whole(credit: CreditFound, block: Block) -> bool:
    return credit.start <= 1 and credit.end >= len(block.text) - 1


def _credit_zone(page: Page) -> list[int]:
    if page.last_body < 0:
        return []
    start = page.headline if page.headline is not None else page.head_zone().start
    return list(range(min(start, page.first_body), min(len(page.blocks), page.last_body + AFTER)))


def _mark_dateline(page: Page) -> None:
    for index in sorted(page.body)[:3]:
        block = page.blocks[index]
        if len(block.text) < 40:
            continue
        head = find_dateline(block.text)
        if head is None:
            via = find_credit(block.text, places=frozenset({"start"}))
            if via is not None and via.start == 0:
                page.pieces[index].append(
                    Piece(PartKind.CREDIT, via.start, via.end, f"rule:credit-{via.rule}/1", outlet=via.outlet)
                )
            continue
        if any(p.start < head.end for p in page.pieces.get(index, [])):
            return
        if head.place is not None:
            page.pieces[index].append(Piece(PartKind.DATELINE, *head.place, "rule:dateline/1"))
        if head.credit is not None:
            page.pieces[index].append(
                Piece(PartKind.CREDIT, *head.credit, "rule:dateline-credit/1", outlet=head.outlet)
            )
        return


def drop_furniture(page: Page) -> None:
    """Mark furniture that came along with the text: share and legal lines, teasers, page zones."""
    order = sorted(page.body)
    if not order:
        return
    odd = _odd_zones([page.blocks[i] for i in order])
    off, home = _off_stage(page, order), _home(page, order)
    for index in order:
        block = page.blocks[index]
        last = index >= order[-1] - 2
        rule = _furniture(block, last=last)
        if rule is None and off and page.index.place(block.element) in off:
            rule = "off-stage"
        if rule is None and last and _is_appeal(page, block, home=home):
            rule = "furniture-appeal"
        if rule is None and block.zones & odd:
            rule = "page-zone"
        if rule is None and _in_author_box(page, block) and index > page.first_body:
            rule = "author-box"
        if rule is not None:
            page.take(index, PartKind.FURNITURE, f"rule:{rule}/1")
    _trim_end(page)


def _off_stage(page: Page, order: list[int]) -> frozenset[int]:
    """Return the places of elements with running text in dialogs, and of the little in tabs behind the first."""
    if page.plain:
        return frozenset()
    letters: Counter[int] = Counter()
    for i in order:
        letters[page.index.place(page.blocks[i].element)] += len(page.blocks[i].text)
    over, tabs = _stages(page.index, letters)
    behind = {place for place, tab in tabs.items() if tab != min(tabs.values())}
    little = sum(letters[p] for p in behind) < ODD_SHARE * sum(letters.values())
    found = over | behind if little else over
    return frozenset(found) if len(found) < len(letters) else frozenset()


def _stages(index: PageIndex, places: Collection[int]) -> tuple[set[int], dict[int, int]]:
    """Return which of the places stand in dialogs, and which in tabs, with the place of the tab."""
    told: dict[int, tuple[bool, int | None]] = {-1: (False, None)}
    for place in places:
        way = []
        while place not in told:
            way.append(place)
            place = index.parents[place]
        for step in reversed(way):
            over, tab = told[index.parents[step]]
            element = index.order[step]
            role = element.get("role")
            over = over or role in _OVER or element.tag == "dialog" or element.get("aria-modal") == "true"
            told[step] = (over, step if role == "tabpanel" and tab is None else tab)
    over_page = {place for place in places if told[place][0]}
    return over_page, {place: tab for place in places if (tab := told[place][1]) is not None}


def _home(page: Page, order: list[int]) -> Element | None:
    """Return the element right around most of the running text."""
    letters: Counter[Element] = Counter()
    for index in order:
        around = page.blocks[index].element.getparent()
        if around is not None:
            letters[around] += len(page.blocks[index].text)
    return letters.most_common(1)[0][0] if letters and not page.plain else None


def _is_appeal(page: Page, block: Block, *, home: Element | None) -> bool:
    """Return whether a line asks readers for money, outside the element of the text."""
    return (
        home is not None
        and _APPEAL.search(block.text) is not None
        and _TOLD.search(block.text) is None
        and not page.index.contains(home, block.element)
    )


def _odd_zones(blocks: list[Block]) -> frozenset[str]:
    """Return the page zones that hold a small share of the text: they came along by mistake."""
    total = sum(len(b.text) for b in blocks)
    shares = {zone: sum(len(b.text) for b in blocks if zone in b.zones) / total for zone in _ZONES}
    return frozenset(zone for zone, share in shares.items() if 0 < share < ODD_SHARE)


def _in_author_box(page: Page, block: Block) -> bool:
    if page.plain:
        return False
    index = page.index
    place = index.place(block.element)
    for _ in range(5):
        if _is_author_box(index.names[place]):
            return True
        place = index.parents[place]
        if place < 0:
            break
    return False


def _furniture(block: Block, *, last: bool) -> str | None:
    rule = furniture_rule(block.text)
    mixed = not block.text.isascii() and _CYRILLIC.search(block.text) is not None
    if mixed and len(_TWO_ALPHABETS.findall(block.text)) >= MIN_MIXED:
        return "two-alphabets"
    if rule in _SOFT:
        told = _TOLD.search(block.text) is not None
        linked = block.link_share > 0.05 or (not told and (last or len(block.text) < 100))
        return f"furniture-{rule}" if linked else None
    if rule is not None and not (rule == "tags" and len(block.text) > 160):
        return f"furniture-{rule}"
    if (
        block.link_share > 0.85
        and len(block.text) < MAX_TEASER
        and block.level is None
        and "li" not in block.zones
        and not _SENTENCE.search(block.text)
    ):
        return "teaser"
    if block.zones & {"nav", "hidden"} and block.link_share > 0.3:
        return "page-zone"
    return None


def _trim_end(page: Page) -> None:
    """Drop headings that no paragraph follows and lines of links: they open a list of other stories."""
    for index in sorted(page.body, reverse=True):
        block = page.blocks[index]
        colon = len(block.text) < MAX_LABEL and block.text.endswith(":")
        linked = block.link_share > LINKED_TAIL and not _SENTENCE.search(block.text)
        if block.level is None and not colon and not linked:
            return
        page.take(index, PartKind.FURNITURE, "rule:tail/1")


def find_read_count(page: Page) -> int | None:
    """Return the page's own read counter and mark its line; those beside other headlines are not."""
    if page.last_body < 0:
        return None
    low = max(
        0,
        min(page.headline if page.headline is not None else page.first_body, page.first_body)
        - COUNTER_BEFORE,
    )
    for block in page.blocks[low : page.last_body + COUNTER_AFTER]:
        if block.link_share > 0.5 or "nav" in block.zones:
            continue
        count = read_counter(block.text)
        if count is not None:
            if page.is_free(block.index) or block.index in page.body:
                page.take(block.index, PartKind.FURNITURE, "rule:read-counter/1")
            return count
    return None
