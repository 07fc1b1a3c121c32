"""The keys under which names are found: one namespace for each way of comparing spellings."""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b

from dateline.text.fold import fold, skeleton

_SEPARATORS = re.compile(r"[^0-9a-z]+")
#: The article of an Arabic name, written as one with it.
ARABIC_ARTICLE = re.compile(r"(?<!\w)\u0627\u0644(?=\w{3})")
#: Capitals alone are an abbreviation up to this length; beyond, they are a name in a headline.
_SHORT = 3


def name_key(name: str) -> str:
    """Return the key of a name as spelled: folded, every sign between words one blank."""
    return " ".join(_SEPARATORS.sub(" ", fold(name)).split())


def abbreviation_key(name: str) -> str:
    """Return the key of an abbreviation; case tells it from a word, full stops do not ("U.S." is "US")."""
    return "=" + name.replace(".", "").replace(" ", "")


def sound_key(name: str, *, country: str) -> str | None:
    """Return the key of a name's consonants inside one country, or None where they are too few to tell."""
    bones = skeleton(name)
    return f"~{country}:{bones}" if len(bones) >= 2 else None


def is_abbreviation(name: str) -> bool:
    """Return whether a name is to be met in its own case alone: "UK", "U.S.", "Ky.", "W.Va."."""
    letters = name.replace(".", "").replace(" ", "")
    return name.endswith(".") or (letters.isupper() and len(letters) <= _SHORT)


def spelling(name: str) -> str:
    """Return the name as it is kept for comparing letter by letter: folded, an Arabic article left out."""
    return name_key(name if name.isascii() else ARABIC_ARTICLE.sub("", name))


@lru_cache(maxsize=65536)
def digest(key: str) -> int:
    """Return the 64 bits that stand for a key in the compiled gazetteer."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "little")
