"""Reads a page back: is it balanced, what does it hold, what would it load."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = frozenset({"meta", "br", "hr", "img", "input", "link", "wbr"})


class Page(HTMLParser):
    """The elements of a page; ``problems`` are tags that do not close as they opened."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str | None]] = []
        self.problems: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: dict[str, str] = {}
        self.style = ""
        self.feed(source)
        self.close()
        self.problems += [f"never closed: {tag}" for tag, _ in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append((tag, dict(attrs).get("id")))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1][0] != tag:
            self.problems.append(f"</{tag}> inside {self.open[-1:]}")
        else:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        for _, ident in self.open:
            if ident is not None:
                self.words[ident] = self.words.get(ident, "") + data
        if self.open and self.open[-1][0] == "style":
            self.style += data

    def ids(self) -> list[str]:
        """Return every id in order."""
        return [value for _, attrs in self.elements if (value := attrs.get("id"))]

    def links(self) -> list[str]:
        """Return every href in order."""
        return [value for _, attrs in self.elements if (value := attrs.get("href"))]

    def tags(self) -> set[str]:
        """Return the names of all elements."""
        return {tag for tag, _ in self.elements}
