"""Makes spellings comparable: romanised, folded, or boiled down to their consonants."""

from __future__ import annotations

import re
from functools import lru_cache

from dateline.text.romanise import romanise

#: Signs that stand for an apostrophe, ayn or hamza once a text is in ASCII.
_DROP_APOSTROPHES = str.maketrans("", "", "'`")
_ARTICLE = "al|el|ar|er|as|es|ash|esh|at|et|ad|ed|adh|edh|az|ez|an|en|ath|eth|the"
_LEADING_ARTICLE = re.compile(r"\s*(?:the\s+|(?:al|el)[\s\-‐‑–]+)(?=\S)", re.IGNORECASE)
_LOOSE_ARTICLE = re.compile(rf"(?<![a-z])(?:{_ARTICLE})[\s-]+(?=[a-z])")
_GLUED_ARTICLE = re.compile(r"(?<![a-z])[ae]l(?=[bcdfghjkmnpqrstvwxyz][a-z]{3})")
_ALBU = re.compile(r"(?<![a-z])albu(?=[\s-])")
_HILL = re.compile(r"(?<![a-z])(?:tall|tell|tel|tal)(?![a-z])[\s-]*")
_GLUED_HILL = re.compile(r"(?<![a-z])(?:tall|tell|tel(?!l))(?=[a-z]{3})")
#: The feminine ending before another word is heard as "t" by some, and not written by others.
_JOINED_ENDING = re.compile(r"(?<=[a-z]{2}[aei])t(?=[\s-]+[a-z])")
_SAINT = re.compile(r"(?<![a-z])(?:(st)e?|(mt)|(ft))\.?\s+(?=[a-z])")
_SAINTS = ("saint ", "mount ", "fort ")
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
_DOUBLED = re.compile(r"(.)\1+")
#: Digraphs and the one letter kept for each, longest first so that "shch" is not read as "sh" and "ch".
_DIGRAPHS = (
    ("shch", "s"), ("dsch", "j"), ("sch", "s"), ("dzh", "j"), ("tch", "c"), ("tsh", "c"), ("kh", "k"),
    ("gh", "g"), ("sh", "s"), ("ch", "c"), ("zh", "j"), ("th", "t"), ("dh", "d"), ("ph", "f"), ("dj", "j"),
    ("ts", "t"), ("tz", "t"), ("ck", "k"), ("q", "k"), ("x", "ks"), ("c", "k"), ("z", "s"), ("v", "b"),
)  # fmt: skip
_VOWELS = str.maketrans("", "", "aeiouywh")


def fold(text: str) -> str:
    """Return the text in lower-case ASCII without apostrophes, its blanks squeezed to one."""
    return " ".join(romanise(text).lower().translate(_DROP_APOSTROPHES).split())


def caseless(word: str) -> str:
    """Return the key under which words meet that differ in case alone, as ``re.IGNORECASE`` sees case.

    That flag also takes dotless and dotted i, long s and the Kelvin sign for their plain letters.
    """
    return word.casefold().replace("i\u0307", "i").replace("ı", "i")


def strip_article(name: str) -> str:
    """Return the name without a leading "the", "al-" or "el-"; a name of nothing else comes back whole."""
    return name[match.end() :] if (match := _LEADING_ARTICLE.match(name)) else name.strip()


@lru_cache(maxsize=16_384)
def skeleton(name: str) -> str:
    """Return the consonants of a name: spellings of one name, in whatever script, mostly agree on them.

    Articles go, "tall/tell/tel" become one, digraphs one letter, then vowels, w and h are dropped and doubles
    squeezed. A name that is all vowels comes back folded, so that no two of them meet by accident.
    """
    folded = fold(name)
    text = _ALBU.sub("bu", folded) if "albu" in folded else folded
    if " " in text or "-" in text:
        text = _SAINT.sub(lambda found: _SAINTS[(found.lastindex or 1) - 1], text)
        text = _JOINED_ENDING.sub("", _LOOSE_ARTICLE.sub("", text))
    text = _GLUED_HILL.sub("tl", _HILL.sub("tl", _GLUED_ARTICLE.sub("", text)))
    text = _NOT_LETTERS.sub("", text)
    for digraph, letter in _DIGRAPHS:
        text = text.replace(digraph, letter)
    text = _DOUBLED.sub(r"\1", text.translate(_VOWELS))
    return text or _NOT_LETTERS.sub("", folded)
