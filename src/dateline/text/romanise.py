"""Writes names of any script in ASCII letters, by our own tables for Arabic, Hebrew and Cyrillic.

The tables say what stands for a letter; the vowels that Arabic and Hebrew leave out stay out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple
from unicodedata import normalize

from anyascii import anyascii

from dateline.text.tables import read_table

_ARABIC = re.compile(
    r"[\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u06d5-\u06ed\u06fa-\u06ff"
    r"\u0750-\u077f\u200c-\u200f\ufb50-\ufdff\ufe70-\ufefc]+"
)
_HEBREW = re.compile(
    r"[\u0591-\u05f4\ufb1d-\ufb4f](?:[\u0591-\u05f4\ufb1d-\ufb4f']*[\u0591-\u05f4\ufb1d-\ufb4f])?'?"
)
_CYRILLIC = re.compile(r"[\u0400-\u052f][\u0400-\u052f\u0301\u0300’]*")
#: From here on stand the scripts with tables of their own; below are Latin and Greek.
_LATIN_ENDS = "\u0400"
#: The article of an Arabic name, written as one with its word.
_ARTICLE = "\u0627\u0644"
_ARTICLE_BEHIND = re.compile(r"[\s-]+\u0627\u0644")
#: A word of as many letters without its article may carry one.
_LEAST_BEHIND_ARTICLE = 3
_UKRAINIAN = re.compile("[іїєґў]", re.IGNORECASE)
_SERBIAN = re.compile("[јљњђћџѓќѕ]", re.IGNORECASE)
_VOWELS = frozenset("aeiou")
_DOUBLED_VOWEL = re.compile(r"([aeiu])\1+")


class Letter(NamedTuple):
    """What stands for a letter: anywhere, first or last in its word, and between consonants."""

    latin: str
    first: str
    last: str
    vowel: str


def romanise(text: str) -> str:
    """Return the text in ASCII, whatever its script; capitals stay capitals."""
    if text.isascii():
        return text
    return anyascii(text) if max(text) < _LATIN_ENDS else _romanised(text)


@lru_cache(maxsize=16_384)
def _romanised(text: str) -> str:
    for pattern, spell in (_ARABIC, _arabic), (_HEBREW, _hebrew), (_CYRILLIC, _cyrillic):
        text = pattern.sub(spell, text)
    return anyascii(text)


def _arabic(found: re.Match[str]) -> str:
    word = normalize("NFKC", found[0]).replace("\u0640", "")
    joined = bool(_ARTICLE_BEHIND.match(found.string, found.end()))
    parts = [_arabic_word(part, joined=joined) for part in word.split(" ")]
    return " ".join(parts)


def _arabic_word(word: str, *, joined: bool) -> str:
    article = ""
    if word.startswith(_ARTICLE) and len(word) >= len(_ARTICLE) + _LEAST_BEHIND_ARTICLE:
        article, word = "al-", word[len(_ARTICLE) :]
    return article + _DOUBLED_VOWEL.sub(r"\1", _spelled(word, _letters("arabic", "joined" if joined else "")))


def _hebrew(found: re.Match[str]) -> str:
    return _DOUBLED_VOWEL.sub(r"\1", _spelled(normalize("NFKC", found[0]), _letters("hebrew", "")))


def _cyrillic(found: re.Match[str]) -> str:
    word = normalize("NFC", found[0])
    language = "ukrainian" if _UKRAINIAN.search(word) else "serbian" if _SERBIAN.search(word) else ""
    spelled = _spelled(word.lower(), _letters("cyrillic", language))
    if len(word) > 1 and word.isupper():
        return spelled.upper()
    return spelled[:1].upper() + spelled[1:] if word[:1].isupper() else spelled


@cache
def _letters(script: str, language: str) -> Mapping[str, Letter]:
    """Return the letters of a script; a language's own column goes before the common ones."""
    found = {}
    for row in read_table(f"romanise_{script}"):
        latin = row.get(language) or row["latin"]
        cells = (latin, row["first"] or latin, row["last"] or latin, row["vowel"])
        found[row["letter"]] = Letter(*(cell.replace("-", "").replace("_", " ") for cell in cells))
    return found


def _spelled(word: str, letters: Mapping[str, Letter]) -> str:
    units = _split(word, letters)
    written = ""
    for at, unit in enumerate(units):
        letter = letters.get(unit)
        if letter is None:
            written += unit
        elif letter.vowel and _is_between(written, units[at + 1 :], letters):
            written += letter.vowel
        elif at == 0:
            written += letter.first
        else:
            written += letter.last if at == len(units) - 1 else letter.latin
    return written


def _split(word: str, letters: Mapping[str, Letter]) -> list[str]:
    """Return the word in units of the table, the longest first."""
    units, at = [], 0
    while at < len(word):
        size = next((n for n in (3, 2) if word[at : at + n] in letters and at + n <= len(word)), 1)
        units.append(word[at : at + size])
        at += size
    return units


def _is_between(written: str, behind: list[str], letters: Mapping[str, Letter]) -> bool:
    """Return whether a letter that may be a vowel is one: behind a consonant and before none but consonants."""
    if not written or written[-1] in _VOWELS or not written[-1].isalpha():
        return False
    following = letters.get(behind[0]) if behind else None
    return following is None or not (following.latin and following.latin[0] in _VOWELS)
