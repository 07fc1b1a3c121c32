"""Bytes to text: tells text from binary, picks the encoding, and counts what it had to replace."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

#: How much of the head is looked at: HTML asks for its charset within 1,024 bytes, real pages come later.
HEAD_BYTES = 4096
#: Control bytes that no text holds; tab, line feed, form feed, carriage return and escape are left out.
_CONTROL = bytes(set(range(32)) - {9, 10, 12, 13, 27}) + b"\x7f"
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9_:.-]+)""", re.IGNORECASE)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Decoded(NamedTuple):
    """Text, the encoding it was read in, and how many places could not be read (now U+FFFD)."""

    text: str
    encoding: str
    broken: int


def looks_binary(data: bytes) -> bool:
    """Return whether the bytes are no text: a NUL or more than one control byte in a hundred at the head."""
    if any(data.startswith(bom) for bom, _ in _BOMS):
        return False
    head = data[:HEAD_BYTES]
    if b"\x00" in head:
        return True
    controls = len(head) - len(head.translate(None, _CONTROL))
    return controls * 100 > len(head)


def decode(data: bytes) -> Decoded:
    """Return the text: by byte-order mark, else UTF-8, else as declared, else Windows-1252 or lenient UTF-8.

    UTF-8 comes before the declared charset because bytes that are valid UTF-8 beyond ASCII are hardly ever
    anything else, whatever the page says.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _lenient(data, name)
    try:
        return Decoded(data.decode("utf-8"), "utf-8", 0)
    except UnicodeDecodeError:
        pass
    declared = _declared(data[:HEAD_BYTES])
    if declared is not None:
        try:
            return Decoded(data.decode(declared), declared, 0)
        except (UnicodeDecodeError, ValueError):
            pass
    return _guess(data)


def _declared(head: bytes) -> str | None:
    match = _XML_ENCODING.search(head) or _CHARSET.search(head)
    if match is None:
        return None
    try:
        name = codecs.lookup(match.group(1).decode("ascii")).name
    except (LookupError, ValueError):
        return None
    # As browsers do: what calls itself Latin-1 is Windows-1252.
    return {"iso8859-1": "cp1252", "ascii": "cp1252", "utf-8": None}.get(name, name)


def _guess(data: bytes) -> Decoded:
    """Return lenient UTF-8 where most multi-byte sequences are whole, else Windows-1252."""
    lenient = _lenient(data, "utf-8")
    whole = sum(1 for c in lenient.text[: 1 << 20] if c > "\x7f" and c != "\ufffd")
    if whole >= lenient.broken:
        return lenient
    return _lenient(data, "cp1252")


def _lenient(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    return Decoded(text, encoding, text.count("\ufffd"))
