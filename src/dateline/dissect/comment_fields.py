"""The fields of one comment: author, time, role, text, whom it answers."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from dateline.dissect.blocks import Block, lay_blocks
from dateline.dissect.dom import Element, tokens
from dateline.dissect.printed import find_printed, parse_stamp
from dateline.dissect.words import rules, squeeze
from dateline.model import Precision, When

MAX_NAME = 80
_AUTHOR = (
    re.compile(r"\sfn\s"),
    re.compile(
        r"author[-_]?name|comment[-_]?author(?![-_]?(?:avatar|img|link|wrap))|commenter"
        r"|user-?name|nick-?name|display-?name"
    ),
    re.compile(
        r"\s(?:author|user|name|cite|nick|poster|byline|autor|verfasser|auteur)\s|[-_](?:author"
        r"|user|name|autor)\s"
    ),
)
_TIME = re.compile(r"date|time|published|posted|permalink|meta|datum|fecha|submitted|ago\b")
_CONTENT = re.compile(
    r"comment[-_]*(?:content|text|body|message|story|copy|inhalt)|contenttext|commenttext"
    r"|message-text|field-name-comment-body|"
    r"\s(?:text|content|body|message|copy|description|kommentar-text|entry-content)\s|(?:^|\s"
    r"|[-_])comment__(?:content|text|body)"
)
_ASIDE = re.compile(
    r"avatar|vcard|comment[-_]?author|comment[-_]?meta|comment[-_]?head|comment[-_]?foot"
    r"|commentmetadata|metadata|reply|antwort|respond|action|"
    r"like|vote|rating|report|flag|toolbar|share|edit-link|says\b|permalink|moderat|user-info"
    r"|uinfo|screen-reader|visually-hidden|sr-only|"
    r"comment[-_]?date|comment[-_]?time|timestamp|\sauthor\s|\susername\s|\sdate\s|\stime\s"
    r"|submitted|rdf-meta|awaiting|badge|thread-toggle|\slinks\s"
)
_ROLE = re.compile(
    r"\s(?:role|badge|user-?role|user-?title|author-?title|author-?role|comment-?label"
    r"|comment-?role|staff-?badge|rank)\s|[-_](?:badge|role)\s"
)
_TRAILING = re.compile(r"(?<=[\w)])\s+(?:am|on|at|um|schrieb am|wrote on|le|el)\s*:?$")
_ANSWERS = re.compile(r"reply-to|in-reply|replying|antwort-auf")
_SIGN_ONLY = re.compile(
    r"^(?:reply|antworten|répondre|responder|like|share|report|permalink|link|edit|delete|quote"
    r"|\d+|#\d+|[\W_]+)$",
    re.IGNORECASE,
)


class Fields(NamedTuple):
    """What stands in one comment; ``answers`` is the anchor of the comment that a link says it replies to."""

    author: str | None
    posted: When | None
    role: str | None
    text: str
    answers: str | None


def own_elements(item: Element, *, nested: Collection[Element]) -> Iterator[Element]:
    """Yield the elements of a comment in page order, without those of comments inside it."""
    stack = [item]
    while stack:
        element = stack.pop()
        if (
            isinstance(element.tag, str)
            and element.tag != "form"
            and (element is item or element not in nested)
        ):
            yield element
            stack.extend(reversed(element))


def has_marker(item: Element, *, nested: Collection[Element]) -> bool:
    """Return whether a candidate has an author or a time of its own, as a comment does."""
    for number, element in enumerate(own_elements(item, nested=nested)):
        if element is item:
            continue
        named = tokens(element)
        if element.tag in ("time", "cite") or element.get("itemprop") in ("author", "creator", "dateCreated"):
            return True
        if any(pattern.search(named) for pattern in _AUTHOR):
            return True
        if _TIME.search(named) and find_printed(squeeze(element.text_content())[:120]):
            return True
        if number > 60:
            return False
    return False


def read_fields(item: Element, *, nested: Collection[Element]) -> Fields:
    """Return the fields of one comment; its text is empty where it has none."""
    own = list(own_elements(item, nested=nested))
    author_element, author = _author(own, item)
    time_element, posted = _posted(own)
    text = _text(
        item, own, nested=nested, fields=[e for e in (author_element, time_element) if e is not None]
    )
    role = next(
        (
            squeeze(e.text_content())[:40]
            for e in own
            if e is not item and _ROLE.search(tokens(e)) and e.text_content().strip()
        ),
        None,
    )
    return Fields(author, posted, role, text, _answers(own))


def _author(own: list[Element], item: Element) -> tuple[Element | None, str | None]:
    for element in own:
        if element.get("itemprop") in ("author", "creator") or (
            element.tag == "cite" and element is not item
        ):
            name = _name(element)
            if name:
                return element, name
    for pattern in _AUTHOR:
        for element in own:
            if element is not item and pattern.search(tokens(element)):
                name = _name(element)
                if name:
                    return element, name
    for element in own:
        if (
            element.tag in ("strong", "b")
            and (name := _name(element))
            and find_printed(squeeze(item.text_content())[:200])
        ):
            return element, name
    return None, None


def _name(element: Element) -> str | None:
    """Return the name that an element prints, without "says:" and a date; None where it holds no name."""
    inner = next(
        (
            e
            for e in element.iter()
            if e is not element and isinstance(e.tag, str) and _AUTHOR[0].search(tokens(e))
        ),
        None,
    )
    shown = [b.text for b in lay_blocks(inner if inner is not None else element)]
    shown = [s for s in shown if not _SIGN_ONLY.match(s)]
    if not shown:
        return None
    name = _TRAILING.sub("", shown[0])
    dates = find_printed(name)
    if dates:
        name = name[: dates[0].start]
    for _, pattern, row in rules("comment_words"):
        name = (
            pattern.sub("", name)
            if row["place"] == "start" or dates or ":" in name or not name[-3:].strip().isalpha()
            else _end(pattern, name)
        )
    name = name.strip(" ,:;|/·•–—-")
    return name if 0 < len(name) <= MAX_NAME else None


def _end(pattern: re.Pattern[str], name: str) -> str:
    """Cut "says" but never a last name such as "Am"."""
    match = pattern.search(name)
    return name[: match.start()] if match and len(match[0].strip()) > 3 else name


def _posted(own: list[Element]) -> tuple[Element | None, When | None]:
    for element in own:
        if element.tag == "time" or element.get("itemprop") in ("dateCreated", "datePublished"):
            when = _time_of(element)
            if when is not None:
                return element, when
    for element in own[1:]:
        if _TIME.search(tokens(element)):
            when = _time_of(element)
            if when is not None:
                return element, when
    for element in own[1:]:
        shown = (
            squeeze(element.text or "")
            if element.tag in ("a", "span", "small", "div", "p", "i", "em", "b")
            else ""
        )
        found = find_printed(shown) if 6 <= len(shown) <= 60 else []
        if found and found[0].end - found[0].start > len(shown) // 2:
            return element, found[0].when
    return None, None


def _time_of(element: Element) -> When | None:
    """Return the time an element prints; its machine-readable twin where that says the same and more."""
    shown = squeeze(element.text_content())
    found = find_printed(shown) if len(shown) <= 160 else []
    stated = parse_stamp(element.get("datetime") or element.get("content") or element.get("title"))
    if not found:
        return stated
    printed = found[0].when
    if stated is not None and (
        stated.value.startswith(printed.value[:16]) or printed.precision is Precision.DAY
    ):
        return stated if stated.value[:10] == printed.value[:10] else printed
    return printed


def _text(item: Element, own: list[Element], *, nested: Collection[Element], fields: list[Element]) -> str:
    holder = next(
        (e for e in own if e is not item and _is_content(e, fields) and e.text_content().strip()), item
    )
    left_out = {e for e in own if e is not holder and _is_aside(e, fields)} | set(nested)
    text = _joined(lay_blocks(holder, left_out=left_out))
    if text:
        return text
    return _joined(lay_blocks(holder, left_out=set(nested) | set(fields)))


def _is_content(element: Element, fields: list[Element]) -> bool:
    if element.tag in ("a", "button", "form", "textarea", "time") or element in fields:
        return False
    if element.get("itemprop") != "text" and not _CONTENT.search(tokens(element)):
        return False
    inner = set(element.iter())
    return not any(f in inner for f in fields)


def _is_aside(element: Element, fields: list[Element]) -> bool:
    """Return whether an element inside a comment is none of its words: meta line, reply link, votes."""
    if element in fields:
        return True
    if element.tag in ("time", "form", "button", "footer", "header") or element.get("itemprop") in (
        "author",
        "dateCreated",
    ):
        return True
    if element.tag == "cite" and not fields:
        return True
    return (
        bool(_ASIDE.search(tokens(element)))
        and not _CONTENT.search(tokens(element))
        and len(element.findall(".//p")) < 2
    )


def _joined(blocks: list[Block]) -> str:
    kept = [b.text for b in blocks if "hidden" not in b.zones and not _SIGN_ONLY.match(b.text)]
    return "\n".join(kept)


def _answers(own: list[Element]) -> str | None:
    for element in own:
        if _ANSWERS.search(tokens(element)):
            for link in element.iter("a"):
                href = link.get("href") or ""
                if "#" in href:
                    return href.rsplit("#", 1)[1]
    return None
