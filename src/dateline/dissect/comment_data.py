"""Comments that a page states in its JSON-LD alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from dateline.dissect.metadata import PageFacts, first, strings, types_of
from dateline.dissect.printed import parse_stamp
from dateline.model import Comment

MAX_DEPTH, MAX_COMMENTS = 20, 2000
_BREAK = re.compile(r"<(?:br|/p|/div|/li)\b[^>]{0,40}>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^>]{0,400}>")


def stated_comments(facts: PageFacts) -> tuple[Comment, ...]:
    """Return the schema.org comments of the page's article, answers nested in them included.

    Comments that stand on their own in a graph come with it, ``parentItem`` saying what each one answers.
    """
    gathered = _Gathered()
    gathered.take(facts.article, None, 0)
    for row in facts.objects:
        if "Comment" in types_of(row):
            gathered.take_one(row, None, 0)
        elif row is not facts.article:
            gathered.take(row, None, 0)
    return gathered.thread()


class _Gathered:
    """Comments as they are met, each once, and the node that each one answers."""

    def __init__(self) -> None:
        self.comments: list[Comment] = []
        self.nodes: dict[str, str] = {}
        self.answered: dict[str, str] = {}
        self.seen: set[tuple[str | None, str | None, str]] = set()

    def take(self, value: dict[str, Any], parent: str | None, depth: int) -> None:
        for row in _rows(value.get("comment")):
            self.take_one(row, parent, depth)

    def take_one(self, row: dict[str, Any], parent: str | None, depth: int) -> None:
        text = _words(row)
        author = first(row.get("author")) or first(row.get("creator"))
        stamp = first(row.get("dateCreated") or row.get("datePublished"))
        if not text or depth > MAX_DEPTH or len(self.comments) >= MAX_COMMENTS:
            return
        if (author, stamp, text) in self.seen:
            return
        self.seen.add((author, stamp, text))
        ident = f"c{len(self.comments) + 1}"
        posted = parse_stamp(stamp)
        self.comments.append(Comment(id=ident, parent=parent, author=author, posted=posted, text=text))
        for node in (row.get("@id"), row.get("url")):
            if isinstance(node, str):
                self.nodes.setdefault(node, ident)
        above = row.get("parentItem")
        above = above.get("@id") or above.get("url") if isinstance(above, dict) else above
        if isinstance(above, str):
            self.answered[ident] = above
        self.take(row, ident, depth + 1)

    def thread(self) -> tuple[Comment, ...]:
        """Return the comments with the parents that their nodes name."""
        found = []
        for comment in self.comments:
            parent = self.nodes.get(self.answered.get(comment.id, ""))
            if comment.parent is None and parent is not None and parent != comment.id:
                comment = Comment(
                    id=comment.id,
                    parent=parent,
                    author=comment.author,
                    posted=comment.posted,
                    text=comment.text,
                )
            found.append(comment)
        return tuple(found)


def _words(row: dict[str, Any]) -> str:
    """Return the text of a comment; sites put markup into it, escaped or not."""
    text = "\n".join(strings(row.get("text")) or strings(row.get("description")))
    text = unescape(_TAG.sub("", _BREAK.sub("\n", unescape(text))))
    return "\n".join(line for raw in text.splitlines() if (line := " ".join(raw.split())))


def _rows(value: object) -> Iterator[dict[str, Any]]:
    for row in value if isinstance(value, list) else [value]:
        if isinstance(row, dict):
            yield row
