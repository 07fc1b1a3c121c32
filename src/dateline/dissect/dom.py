"""One tree per page, and small questions to its elements."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html
from lxml.html import HtmlElement as Element

from dateline.errors import SourceError
from dateline.text.decoding import decode, looks_binary

__all__ = ["Element", "ancestors", "parse_page", "tokens"]

#: Depth at which libxml2 itself gives up; no page of people's making comes near it.
MAX_DEPTH = 2048
_TOO_DEEP = "D106"
_NO_TREE = "D107"
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def parse_page(data: bytes) -> tuple[Element, str]:
    """Return the page's tree and its source text.

    Raises:
        SourceError: D103 binary bytes, D106 nested too deep, D107 nothing on the page.
    """
    if looks_binary(data):
        raise SourceError("D103", "binary, not a page")
    source = _DECLARATION.sub("", decode(data).text)
    if not source.strip():
        raise SourceError("D102", "empty page")
    return parse_source(source), source


def parse_source(source: str) -> Element:
    """Return the tree of a page's source text; see ``parse_page`` for the errors."""
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8", huge_tree=True)
    try:
        tree = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(_NO_TREE, f"nothing on the page ({str(error)[:60]})") from None
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise SourceError(_TOO_DEEP, f"tags nested more than {MAX_DEPTH} deep")
    return tree


def tokens(element: Element) -> str:
    """Return class and id in one lower-case string, blank at both ends, for searching."""
    return f" {element.get('class') or ''} {element.get('id') or ''} ".lower()


def ancestors(element: Element) -> Iterator[Element]:
    """Yield the element itself, then its parents, innermost first."""
    current: Element | None = element
    while current is not None:
        yield current
        current = current.getparent()
