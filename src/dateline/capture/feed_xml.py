"""XML from outside, made harmless before any parser sees it.

No document type reaches a parser, so there are no entities to expand, no external subset to fetch; the tree
is built without network, and a broken document gives the part that could be read.
"""

from __future__ import annotations

import html.entities
import re
from typing import TYPE_CHECKING

from dateline.text.decoding import decode

if TYPE_CHECKING:
    from lxml.etree import _Element

_DOCTYPE = re.compile(r"<!DOCTYPE\b", re.IGNORECASE)
_ELEMENT = re.compile(r"<[A-Za-z_]")
_LATER = re.compile(r"<!(?=DOCTYPE\b|ENTITY\b)", re.IGNORECASE)
_DECLARATION = re.compile(r"\A\s*<\?xml\b[^>]*>", re.IGNORECASE)
_STOP = re.compile(r"""["'\[\]<>]|<!--""")
#: A CDATA section, which holds no references; a reference; an ampersand that begins none.
_AMPERSAND = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?:([A-Za-z][A-Za-z0-9]{1,31})|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});|&",
    re.DOTALL,
)
#: What XML knows by itself stays; everything else must become the character it stands for.
_OWN = frozenset({"amp", "lt", "gt", "quot", "apos"})
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def safe_xml(data: bytes) -> str:
    """Return the document as text without declaration and document type; all names of characters resolved,
    and every ampersand that stands for itself written as XML wants it."""
    text = decode(data).text.lstrip("\ufeff")
    text = without_doctype(_DECLARATION.sub("", text, count=1))
    return _AMPERSAND.sub(_character, _NO_XML.sub("", text))


def _character(match: re.Match[str]) -> str:
    if match[0] == "&":
        return "&amp;"
    if match[1] is None or match[1] in _OWN:
        return match[0]
    found = html.entities.html5.get(f"{match[1]};")
    if found is None:
        return f"&amp;{match[1]};"
    return found.replace("&", "&amp;").replace("<", "&lt;")


def without_doctype(text: str) -> str:
    """Return the text without the document type of its head; others, further down, become plain words."""
    found, element = _DOCTYPE.search(text), _ELEMENT.search(text)
    if found is not None and (element is None or found.start() < element.start()):
        text = text[: found.start()] + text[_end_of_doctype(text, found.end()) :]
    return _LATER.sub("&lt;!", text)


def _end_of_doctype(text: str, at: int) -> int:
    """Return where a document type ends, its internal subset included; the text's end where it never does."""
    depth = 0
    while match := _STOP.search(text, at):
        at = match.end()
        if match[0] == "<" and text.startswith("!--", at):
            at = _after(text, "-->", at)
        elif match[0] in "\"'":
            at = _after(text, match[0], at)
        elif match[0] in "[<":
            depth += 1
        elif match[0] == "]" or depth:
            depth -= 1
        else:
            return at
    return len(text)


def _after(text: str, mark: str, at: int) -> int:
    found = text.find(mark, at)
    return len(text) if found < 0 else found + len(mark)


def tree_of(text: str) -> tuple[_Element | None, bool]:
    """Return the tree of what ``safe_xml`` gave, None where there is none, and whether it is well formed."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError:
        return None, False
    return root, root is not None and not len(parser.error_log)


def local(element: _Element) -> str:
    """Return the name of an element without its namespace, in small letters."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def child_text(element: _Element, *names: str) -> str | None:
    """Return the words of the first child with one of the names, earlier names first; None where none has any."""
    for name in names:
        for child in element:
            if local(child) == name:
                words = " ".join("".join(str(t) for t in child.itertext()).split())
                if words:
                    return words
    return None
