"""Comments that a page states in its JSON-LD alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dateline.dissect.metadata import PageFacts, first, strings
from dateline.dissect.printed import parse_stamp
from dateline.model import Comment

MAX_DEPTH, MAX_COMMENTS = 20, 2000


def stated_comments(facts: PageFacts) -> tuple[Comment, ...]:
    """Return the schema.org comments of the page's article, answers nested in them included."""
    comments: list[Comment] = []
    _gather(facts.article.get("comment"), None, 0, comments)
    return tuple(comments)


def _gather(value: object, parent: str | None, depth: int, comments: list[Comment]) -> None:
    for row in _rows(value):
        text = "\n".join(strings(row.get("text")))
        if not text or depth > MAX_DEPTH or len(comments) >= MAX_COMMENTS:
            continue
        ident = f"c{len(comments) + 1}"
        posted = parse_stamp(first(row.get("dateCreated") or row.get("datePublished")))
        author = first(row.get("author"))
        comments.append(Comment(id=ident, parent=parent, author=author, posted=posted, text=text))
        _gather(row.get("comment"), ident, depth + 1, comments)


def _rows(value: object) -> Iterator[dict[str, Any]]:
    for row in value if isinstance(value, list) else [value]:
        if isinstance(row, dict):
            yield row
