"""The fields of one comment: author, time, role, text, whom it answers."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from dateline.dissect.blocks import Block, lay_blocks
from dateline.dissect.comment_lines import heads_thread, is_action, is_elapsed
from dateline.dissect.dom import Element, PageIndex, ancestors, name_test
from dateline.dissect.printed import Printed, find_printed, parse_stamp
from dateline.dissect.words import rules, squeeze
from dateline.model import Precision, When

MAX_NAME, MAX_NAME_WORDS, MAX_ROLE = 80, 7, 40
#: Letters of the longest line that still is the head of a comment, and what it may hold beside name and time.
MAX_HEAD, MAX_REST = 160, 24
#: Elements of a holder that are looked at to tell one comment from several.
MAX_LOOKED_AT, MAX_MARKED = 400, 60
_AUTHOR = (
    name_test(r"\sfn\s"),
    name_test(
        r"author[-_]*name|comment[-_]*author(?![-_]*(?:avatar|img|image|link|wrap|url|icon|info|badge))|commenter"
        r"|user-?name|nick-?name|display-?name|source_author"
    ),
    name_test(
        r"\s(?:author|user|name|cite|nick|poster|byline|autor|verfasser|auteur|isim|nombre|nom|имя)\s"
        r"|[-_](?:author|user|name|autor|nick|auteur)\s"
    ),
)
_is_time = name_test(r"date|time|published|posted|permalink|meta|datum|fecha|submitted|tarih|zeit|ago\b")
_is_content = name_test(
    r"comment[-_]*(?:content|text|body|message|story|copy|inhalt)|contenttext|commenttext"
    r"|message-text|field-name-comment-body|field--name-comment-body|forum-texte|"
    r"\s(?:text|content|body|message|copy|description|kommentar-text|entry-content)\s|(?:^|\s"
    r"|[-_])comment__(?:content|text|body)"
)
_is_aside_name = name_test(
    r"avatar|vcard|comment[-_]?author|comment[-_]?meta|comment[-_]?head|comment[-_]?foot"
    r"|commentmetadata|metadata|reply|antwort|respond|action|"
    r"\slikes?\s|like-|vote|rating|report|flag|toolbar|share|edit-link|says\b|permalink|moderat|user-info"
    r"|uinfo|screen-reader|visually-hidden|sr-only|"
    r"comment[-_]?date|comment[-_]?time|timestamp|\sauthor\s|\susername\s|\sdate\s|\stime\s"
    r"|submitted|rdf-meta|awaiting|badge|thread-toggle|\slinks\s|postprofile|comment[-_]?anchor|chapo"
)
_is_role = name_test(
    r"\s(?:role|badge|user-?role|user-?title|author-?title|author-?role|comment-?label"
    r"|comment-?role|staff-?badge|rank)\s|[-_](?:badge|role|rank)\s"
)
_TRAILING = re.compile(r"(?<=[\w)])\s+(?:am|on|at|um|schrieb am|wrote on|le|el)\s*:?$")
_is_answer_line = name_test(r"reply-to|in-reply|replying|antwort-auf|replied|in_reply|parent-comment")
_NUMBER = re.compile(r"^\W*(?:[#№]\s*\d+(?:\.\d+)*\W*|\d{1,3}[.):]+)\s+(?=\S)")
_AROUND_NAME = " ,:;|/·•»«–—-"
_NO_FIELDS = frozenset({"form", "script", "style", "textarea"})
#: A comment's own title is none of its words.
_TITLES = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LEFT_OUT = frozenset({"time", "form", "button", "footer", "header"})


class Fields(NamedTuple):
    """What stands in one comment; ``answers`` are the anchors that its head leads to."""

    author: str | None
    posted: When | None
    role: str | None
    text: str
    answers: tuple[str, ...] = ()
    #: Whether a line says how long ago it was, naming no day.
    elapsed: bool = False


class _Reading:
    """One comment being read: its own elements, without those of comments inside it."""

    __slots__ = ("day_first", "index", "item", "nested", "own")

    def __init__(
        self, item: Element, *, nested: Collection[Element], index: PageIndex, day_first: bool | None
    ) -> None:
        self.item = item
        self.nested = nested
        self.index = index
        self.day_first = day_first
        self.own = own_elements(item, nested=nested, index=index)

    def printed(self, line: str) -> list[Printed]:
        return find_printed(line, day_first=self.day_first)


def own_elements(item: Element, *, nested: Collection[Element], index: PageIndex) -> list[Element]:
    """Return a comment's elements in page order, the comment first, without those of comments inside it."""
    place = index.place(item)
    found = [item]
    at, stop = place + 1, index.ends[place]
    while at < stop:
        element = index.order[at]
        if element.tag in _NO_FIELDS or element in nested:
            at = index.ends[at]
            continue
        found.append(element)
        at += 1
    return found


def has_marker(item: Element, *, nested: Collection[Element], index: PageIndex) -> bool:
    """Return whether a candidate has an author or a time of its own, as a comment does."""
    own = own_elements(item, nested=nested, index=index)[: MAX_MARKED + 1]
    for element in own[1:]:
        named = index.named(element)
        if element.tag in ("time", "cite") or element.get("itemprop") in ("author", "creator", "dateCreated"):
            return True
        if any(test(named) for test in _AUTHOR):
            return True
        if _is_time(named) and find_printed(squeeze(element.text_content())[:120]):
            return True
    return _tells_elapsed(own)


def _tells_elapsed(own: list[Element]) -> bool:
    return any(e.text and is_elapsed(e.text.strip()) for e in own[1 : MAX_MARKED + 1])


def holds_several(element: Element, *, index: PageIndex) -> bool:
    """Return whether an element holds several names and several times: comments, not one comment."""
    names, times = set(), set()
    for inner in index.inside(element)[:MAX_LOOKED_AT]:
        named = index.named(inner)
        if _AUTHOR[0](named) or _AUTHOR[1](named):
            names.add(squeeze(inner.text_content())[:MAX_NAME])
        elif inner.tag == "time" or _is_time(named):
            times.add(squeeze(inner.text_content())[:MAX_NAME])
        if len(names) > 2 and len(times) > 2:
            return True
    return False


def read_fields(
    item: Element, *, nested: Collection[Element], index: PageIndex, day_first: bool | None = None
) -> Fields:
    """Return the fields of one comment; its text is empty where it has none."""
    reading = _Reading(item, nested=nested, index=index, day_first=day_first)
    time_element, posted = _posted(reading)
    author_element, author = _author(reading, time_element)
    role = next(
        (
            squeeze(e.text_content())[:MAX_ROLE]
            for e in reading.own[1:]
            if _is_role(index.named(e)) and squeeze(e.text_content()) not in ("", author)
        ),
        None,
    )
    fields = [author_element] if author_element is not None and author_element is not item else []
    if time_element is not None and time_element is not item:
        fields += [time_element] if _is_head(time_element, reading, author=author) else []
    text = _text(reading, fields, author=author)
    elapsed = posted is None and _tells_elapsed(reading.own)
    return Fields(author, posted, role, text, _answers(reading), elapsed)


def printed_stamps(item: Element, *, nested: Collection[Element], index: PageIndex) -> list[str]:
    """Return the short lines with figures of a comment, of which one names its time."""
    lines = (squeeze(e.text or "") for e in own_elements(item, nested=nested, index=index)[1:40])
    return [line for line in lines if 6 <= len(line) <= 60 and any(c.isdigit() for c in line)]


def _author(reading: _Reading, time_element: Element | None) -> tuple[Element | None, str | None]:
    for element in reading.own:
        if element.get("itemprop") in ("author", "creator") or (
            element.tag == "cite" and element is not reading.item
        ):
            name = _name(element, reading)
            if name:
                return element, name
    for test in _AUTHOR:
        for element in reading.own[1:]:
            if test(reading.index.named(element)):
                inner = next(
                    (e for e in reading.index.inside(element) if test(reading.index.named(e))), element
                )
                if name := _name(inner, reading) or _name(element, reading):
                    return element, name
    return _unnamed_author(reading, time_element)


def _unnamed_author(reading: _Reading, time_element: Element | None) -> tuple[Element | None, str | None]:
    """Return the first short line before or beside the time, where no name of a class says who wrote."""
    for tags in (("strong", "b", "h2", "h3", "h4", "h5", "h6", "a"), None):
        for element in _near_time(reading, time_element):
            if tags is not None and element.tag not in tags:
                continue
            own_words = squeeze(element.text or "")
            if own_words and not is_action(own_words) and not is_elapsed(own_words):
                name = _name(element, reading)
                if name and len(name.split()) <= MAX_NAME_WORDS and not name.endswith((".", "!", "?")):
                    return element, name
    return None, None


def _near_time(reading: _Reading, time_element: Element | None) -> list[Element]:
    """Return the elements of the line or box around the time, nearest box first; without a time, the first."""
    if time_element is None:
        return reading.own[1:8]
    found: list[Element] = []
    own = set(reading.own)
    for box in ancestors(time_element):
        if box is reading.item or box not in own:
            break
        found += [e for e in (box, *reading.index.inside(box)) if e in own and e not in found]
    place = reading.index.place(time_element)
    found += [e for e in reading.own[1:] if e not in found and reading.index.place(e) < place]
    return found + [e for e in reading.own if e not in found][:8]


def _name(element: Element, reading: _Reading) -> str | None:
    """Return the name that an element prints, without "says:" and a date; None where it holds no name."""
    inner = next((e for e in reading.index.inside(element) if _AUTHOR[0](reading.index.named(e))), element)
    roles = {e for e in reading.index.inside(inner) if _is_role(reading.index.named(e)) or e.tag == "time"}
    shown = [b.text for b in lay_blocks(inner, index=reading.index, left_out=roles) if not is_action(b.text)]
    shown = [line for line in shown if not _is_saying(line)]
    if not shown:
        return None
    name = _TRAILING.sub("", _NUMBER.sub("", _unanswered(shown[0])))
    dates = reading.printed(name) if len(name) <= 2 * MAX_HEAD else []
    if dates:
        name = name[: dates[0].start] if dates[0].start > 1 else name[dates[0].end :]
    for _, pattern, row in rules("comment_words"):
        if row["place"] == "answers":
            continue
        name = (
            pattern.sub("", name)
            if row["place"] == "start" or dates or ":" in name or not name[-3:].strip().isalpha()
            else _end(pattern, name)
        )
    name = name.strip(_AROUND_NAME)
    if name.count("(") != name.count(")") or name[:1] == "(":
        name = name.strip(_AROUND_NAME + "()")
    if not 0 < len(name) <= MAX_NAME or heads_thread(name) or not any(c.isalnum() for c in name):
        return None
    return name


def _unanswered(line: str) -> str:
    """Return the line up to where it says whom the comment answers."""
    for _, pattern, row in rules("comment_words"):
        if row["place"] == "answers" and (match := pattern.search(line)) and match.start() > 1:
            return line[: match.start()]
    return line


def _end(pattern: re.Pattern[str], name: str) -> str:
    """Cut "says" but never a last name such as "Am"."""
    match = pattern.search(name)
    return name[: match.start()] if match and len(match[0].strip()) > 3 else name


def _posted(reading: _Reading) -> tuple[Element | None, When | None]:
    own = reading.own
    for element in own:
        if element.tag == "time" or element.get("itemprop") in ("dateCreated", "datePublished"):
            when = _time_of(element, reading)
            if when is not None:
                return element, when
    for element in own[1:]:
        if _is_time(reading.index.named(element)):
            when = _time_of(element, reading)
            if when is not None:
                return element, when
    for element in own:
        for line in (element.text, *(child.tail for child in element)):
            shown = squeeze(line or "")
            found = reading.printed(shown) if 6 <= len(shown) <= 90 else []
            if found and 2 * (found[0].end - found[0].start) > len(shown) - MAX_REST:
                return element, found[0].when
    return None, None


def _time_of(element: Element, reading: _Reading) -> When | None:
    """Return the time an element prints; its machine-readable twin where that says the same and more."""
    shown = squeeze(element.text_content())
    found = reading.printed(shown) if len(shown) <= MAX_HEAD else []
    stated = parse_stamp(element.get("datetime") or element.get("content") or element.get("title"))
    if not found:
        return stated
    printed = found[0].when
    if stated is not None and (
        stated.value.startswith(printed.value[:16]) or printed.precision is Precision.DAY
    ):
        return stated if stated.value[:10] == printed.value[:10] else printed
    return printed


def _text(reading: _Reading, fields: list[Element], *, author: str | None) -> str:
    own, index, nested = reading.own, reading.index, set(reading.nested)
    holder = next(
        (e for e in own[1:] if _holds_words(e, fields, index=index) and e.text_content().strip()), None
    )
    if holder is not None:
        left_out = {e for e in index.inside(holder) if _is_aside(e, fields, index=index)} | nested
        if text := _joined(lay_blocks(holder, left_out=left_out, index=index), reading, author=author):
            return text
    left_out = {e for e in own[1:] if _is_aside(e, fields, index=index)} | nested
    text = _joined(lay_blocks(reading.item, left_out=left_out, index=index), reading, author=author)
    return text or _joined(
        lay_blocks(reading.item, left_out=nested | set(fields), index=index), reading, author=author
    )


def _holds_words(element: Element, fields: list[Element], *, index: PageIndex) -> bool:
    if element.tag in ("a", "button", "form", "textarea", "time", "label") or element in fields:
        return False
    if element.get("itemprop") != "text" and not _is_content(index.named(element)):
        return False
    return not any(index.contains(element, field) for field in fields)


def _is_aside(element: Element, fields: list[Element], *, index: PageIndex) -> bool:
    """Return whether an element inside a comment is none of its words: meta line, reply link, votes."""
    if element in fields:
        return True
    if element.tag in _LEFT_OUT or element.get("itemprop") in ("author", "dateCreated"):
        return True
    if element.tag == "cite" and not fields:
        return True
    named = index.named(element)
    if element.tag in _TITLES or _is_button(element):
        return True
    return (
        _is_aside_name(named) and not _is_content(named) and len(index.inside(element, "p")) < 2
    ) or _is_role(named)


def _is_button(element: Element) -> bool:
    """Return whether an element is a button below a comment, and not a word of a running sentence."""
    if element.tag not in ("a", "span", "b", "i", "small", "label") or len(element):
        return False
    if not is_action(squeeze(element.text or "")):
        return False
    parent = element.getparent()
    around = [parent.text, *(child.tail for child in parent)] if parent is not None else []
    return not any(any(map(str.isalnum, words or "")) for words in around)


def _joined(blocks: list[Block], reading: _Reading, *, author: str | None) -> str:
    kept = [b.text for b in blocks if "hidden" not in b.zones and any(map(str.isalnum, b.text))]
    start, end = 0, len(kept)
    while start < end and (is_action(kept[start]) or _is_head_line(kept[start], reading, author=author)):
        start += 1
    # A name alone at the end is how people sign.
    while end > start and (is_action(kept[end - 1]) or _is_head_line(kept[end - 1], reading, author=None)):
        end -= 1
    return "\n".join(kept[start:end])


def _is_head(element: Element, reading: _Reading, *, author: str | None) -> bool:
    """Return whether an element with a time holds none of the comment's words."""
    if element.tag == "time" or _is_time(reading.index.named(element)):
        return True
    return _is_head_line(squeeze(element.text_content()), reading, author=author)


def _is_head_line(line: str, reading: _Reading, *, author: str | None) -> bool:
    """Return whether a line holds the name or the time of a comment and hardly more."""
    if len(line) > MAX_HEAD:
        return False
    if _is_saying(line):
        return True
    rest = line
    if found := (reading.printed(line) if any(c.isdigit() for c in line) else []):
        rest = line[: found[0].start] + line[found[-1].end :]
    elif is_elapsed(line) and len(line) < 40:
        return True
    if author and author in rest:
        rest = rest.replace(author, "", 1)
        found = found or ([] if len(rest.strip()) > 12 else found)
        return sum(map(str.isalpha, rest)) <= (MAX_REST if found else 8)
    return bool(found) and sum(map(str.isalpha, rest)) <= 8


def _is_saying(line: str) -> bool:
    """Return whether a line is nothing but the word between a name and what was said: "says:"."""
    return len(line) <= MAX_REST and any(
        row["place"] == "end" and (match := pattern.search(line)) and match.start() == 0
        for _, pattern, row in rules("comment_words")
    )


def _answers(reading: _Reading) -> tuple[str, ...]:
    """Return the anchors that a line of a comment leads to where it says whom the comment answers."""
    found: list[str] = []
    for element in reading.own:
        lines = (element.text, *(child.tail for child in element))
        if _is_answer_line(reading.index.named(element)) or any(map(_says_answer, lines)):
            found += [
                href.rsplit("#", 1)[1]
                for link in (element, *element.iter("a"))
                if "#" in (href := link.get("href") or "")
            ]
    return tuple(found)


def _says_answer(line: str | None) -> bool:
    return (
        line is not None
        and 3 < len(line) < MAX_NAME
        and any(row["place"] == "answers" and p.search(line) for _, p, row in rules("comment_words"))
    )
