"""The keys under which the gazetteer holds a name."""

from __future__ import annotations

import re

from dateline.text.fold import fold, skeleton, strip_article

_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
#: Skeletons shorter than this meet too many names to be a key.
LEAST_SKELETON = 2


def name_key(name: str) -> str:
    """Return the folded name without article and signs: the key of exact look-up. May be empty."""
    return _NOT_LETTERS.sub(" ", strip_article(fold(name))).strip()


def sound_key(name: str) -> str:
    """Return the consonants of the name, or nothing where too few are left to tell names apart."""
    key = skeleton(name)
    return key if len(key) >= LEAST_SKELETON else ""
