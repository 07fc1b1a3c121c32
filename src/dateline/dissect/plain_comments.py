"""Reader comments of a page that was saved as text: heads of name and time, words below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from dateline.dissect.comment_lines import heads_thread, is_action
from dateline.dissect.printed import find_clocks, find_printed
from dateline.model import Comment, When

#: Longest head of a comment, and the fewest heads that make a thread without a heading above it.
MAX_HEAD, MAX_NAME, MIN_HEADS = 120, 60, 2
_HEADING = re.compile(
    r"^\W*(?:\d+\s+|one\s+|no\s+)?(?:(?:facebook|reader|user)['’]?s?\s+)?(?:comments?|thoughts?"
    r"|responses?|replies|kommentare?|comentarios?|commentaires?|reacties)\b(?:\s+(?:on|to|for|zu"
    r"|sobre|sur|op)\b.*|\s*[:(]?\s*\d*\)?\s*:?\W*)$",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"^\W{0,3}(?:\d{1,3}[.)]\s+)?(?P<name>\S.{0,60}?)\s+(?:says|said|wrote|writes|replied|sagt"
    r"|schreibt|meint|dice|dijo|a écrit|dit|scrive)\s*:?\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
_POSTED_BY = re.compile(
    r"^(?:posted by|comment by|by|from|name:)\s+(?P<name>.{2,60}?)[\s,|·–—-]*(?:\b(?:on|at)\b\s*)?$",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\s*(?:,\s*|\(|\[|[–—·|]\s*|\s-\s)(?P<role>(?:[\w-]+\s){0,3}(?:editor|author|moderator"
    r"|admin(?:istrator)?|staff|subscriber|member|contributor|publisher|reporter|columnist"
    r"|team)(?:[- ]in[- ]chief)?)[)\]]?\s*$",
    re.IGNORECASE,
)
_ACTION = re.compile(
    r"^\W*(?:reply|antworten|répondre|responder|like|share|report|flag|quote|permalink"
    r"|log in to reply|\d+\s+likes?|edit|↓|loading\W*|upvote|downvote|up|down|\d{1,4})\W*$",
    re.IGNORECASE,
)
_ANSWER = re.compile(
    r"^\W*(?:in reply to|reply to|replying to|antwort auf|en respuesta a"
    r"|en réponse à)\s+@?(?P<name>.{2,60}?)\W*$",
    re.IGNORECASE,
)
_END = re.compile(
    r"^\W*(?:leave a (?:reply|comment)|post a comment|add (?:a|your) comment"
    r"|you must be logged in|comments are closed|cancel reply|your email address|related (?:posts"
    r"|stories|articles)|copyright|©|all rights reserved|newer (?:post|comments)|older (?:post"
    r"|comments)|name \*|subscribe|load more comments)\b",
    re.IGNORECASE,
)
_INDENT = re.compile(r"^[ \t>]*")


class Line(NamedTuple):
    """A line that is not blank: where it starts and ends in the text, its words, its indent."""

    start: int
    end: int
    text: str
    indent: int


class _Head(NamedTuple):
    at: int
    words_at: int
    name: str
    role: str | None
    posted: When | None
    first_words: str


class ThreadFound(NamedTuple):
    """The comments of a text and the lines (first, last) that hold them and their heading."""

    comments: tuple[Comment, ...]
    first: int
    last: int


def find_thread(lines: Sequence[Line]) -> ThreadFound | None:
    """Return the thread that closes a saved page; None where there is none."""
    heading = next(
        (
            n
            for n, line in enumerate(lines)
            if n > 2 and len(line.text) <= MAX_HEAD and (_HEADING.match(line.text) or heads_thread(line.text))
        ),
        None,
    )
    heads = _heads(lines, 0 if heading is None else heading + 1)
    if heading is None:
        heads = [h for h in heads if h.posted is not None and h.at > 3]
    if len(heads) < (1 if heading is not None else MIN_HEADS):
        return None
    comments, last = _comments(lines, heads)
    first = heads[0].at if heading is None else heading
    return ThreadFound(comments, first, last) if comments else None


def _heads(lines: Sequence[Line], start: int) -> list[_Head]:
    heads: list[_Head] = []
    at = start
    while at < len(lines):
        head = _head(lines, at)
        if head is not None:
            heads.append(head)
            at = max(at + 1, head.words_at)
        else:
            at += 1
    return heads


def _head(lines: Sequence[Line], at: int) -> _Head | None:
    """Return the head that begins at a line: "NAME says:", a name above a time, or both on one line."""
    text = lines[at].text
    says = _SAYS.match(text)
    if says is not None and _is_name(says["name"]):
        return _says_head(lines, at, says)
    if len(text) > MAX_HEAD or _is_button(text):
        return None
    dates = find_printed(text)
    if dates and len(text) - (dates[-1].end - dates[0].start) <= MAX_NAME:
        return _dated_head(text, at, dates[0].start, dates[0].end, dates[0].when)
    below = lines[at + 1].text if at + 1 < len(lines) else ""
    when = _time_line(below)
    if when is not None and _is_name(text):
        name, role = _split_role(text)
        return _Head(at, at + 2, name, role, when, "")
    return None


def _says_head(lines: Sequence[Line], at: int, says: re.Match[str]) -> _Head | None:
    name, role = _split_role(says["name"])
    rest = says["rest"].strip()
    dates = find_printed(rest)
    if dates and dates[0].start <= 4:
        return _Head(at, at + 1, name, role, dates[0].when, rest[dates[0].end :].strip(" :–-"))
    below = lines[at + 1].text if at + 1 < len(lines) else ""
    when = _time_line(below) if not rest else None
    if when is not None:
        return _Head(at, at + 2, name, role, when, "")
    return _Head(at, at + 1, name, role, None, rest) if lines[at].text.rstrip().endswith(":") else None


def _dated_head(text: str, at: int, start: int, end: int, when: When) -> _Head | None:
    """Return the head of a line that holds a name and a time ("NAME · May 23, 2017 at 10:05 pm")."""
    before = text[:start].strip(" ,|·•–—-:(")
    posted = _POSTED_BY.match(before)
    name, role = _split_role(
        posted["name"] if posted else re.sub(r"(?i)\s+(?:on|at|am|says|wrote)\W*$", "", before)
    )
    after = text[end:].strip()
    if not _is_name(name) or (after.strip(" ):.#|") and not after.startswith((":", ")"))):
        return None
    return _Head(at, at + 1, name, role, when, after.strip(" ):"))


def _is_button(text: str) -> bool:
    """Return whether a line is what a button below a comment said."""
    return _ACTION.match(text) is not None or is_action(text)


def _time_line(text: str) -> When | None:
    if len(text) > 60:
        return None
    found = find_printed(text)
    clocks = find_clocks(text)
    covered = found[0].end - found[0].start if found else 0
    return found[0].when if found and (covered >= 0.5 * len(text.strip()) or clocks) else None


def _is_name(words: str) -> bool:
    words = words.strip(" :@")
    if not 1 < len(words) <= MAX_NAME or words.endswith((".", "?", "!")) or len(words.split()) > 7:
        return False
    return any(c.isalnum() for c in words) and not find_printed(words)


def _split_role(words: str) -> tuple[str, str | None]:
    match = _ROLE.search(words)
    if match is None:
        return words.strip(" :,@"), None
    return words[: match.start()].strip(" :,@"), match["role"].strip()


def _comments(lines: Sequence[Line], heads: Sequence[_Head]) -> tuple[tuple[Comment, ...], int]:
    comments: list[Comment] = []
    trail: list[tuple[int, str]] = []
    last = heads[0].at
    for number, head in enumerate(heads):
        stop = heads[number + 1].at if number + 1 < len(heads) else len(lines)
        words, answered, last = _words(lines, head, stop)
        if not words:
            continue
        ident = f"c{len(comments) + 1}"
        parent = _parent(lines[head.at].indent, trail)
        named = next(
            (
                c.id
                for c in reversed(comments)
                if answered and (c.author or "").casefold() == answered.casefold()
            ),
            None,
        )
        comments.append(
            Comment(
                id=ident,
                parent=named or parent,
                author=head.name or None,
                posted=head.posted,
                role=head.role,
                text=words,
            )
        )
        trail.append((lines[head.at].indent, ident))
    return tuple(comments), last


def _words(lines: Sequence[Line], head: _Head, stop: int) -> tuple[str, str | None, int]:
    words = [head.first_words] if head.first_words else []
    answered = None
    last = max(head.at, head.words_at - 1)
    for at in range(head.words_at, stop):
        text = lines[at].text
        if _END.match(text):
            break
        last = at
        answer = _ANSWER.match(text)
        if answer is not None:
            answered = answer["name"].strip()
        elif not _is_button(text):
            words.append(text)
    return "\n".join(words), answered, last


def _parent(indent: int, trail: list[tuple[int, str]]) -> str | None:
    """Return the last comment that stands further left, where the saved text keeps its indents."""
    while trail and trail[-1][0] >= indent:
        trail.pop()
    return trail[-1][1] if trail else None
