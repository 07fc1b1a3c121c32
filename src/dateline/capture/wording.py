"""How addresses and servers' words are shown in a message."""

from __future__ import annotations

import re

_PASSWORD = re.compile(r"//[^/?#]*@")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
MAX_SHOWN = 200


def without_password(url: str) -> str:
    """Return an address without the user name and password before its host."""
    return _PASSWORD.sub("//…@", url)


def shown(url: str) -> str:
    """Return an address for a message: one line, not too long, without a password."""
    line = without_password(one_line(url))
    return line if len(line) <= MAX_SHOWN else f"{line[: MAX_SHOWN - 3]}…"


def one_line(text: str) -> str:
    """Return the text with control characters and line ends replaced."""
    return CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)
