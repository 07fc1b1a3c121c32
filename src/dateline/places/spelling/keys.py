"""The keys under which names are found: one namespace for each way of comparing spellings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from zlib import crc32

from dateline.text.fold import fold, skeleton

_SEPARATORS = re.compile(r"[^0-9a-z]+")
#: Capitals alone are an abbreviation up to this length; beyond, they are a name in a headline.
_SHORT = 3
#: Skeletons of as many consonants have halves to be found by.
LEAST_HALVED = 3
#: Consonants that are taken for one another, each class under one letter.
_CLASSES = str.maketrans("bpfvdtgkjsnmlr", "bbbbddggggnnlr")
_DOUBLED = re.compile(r"(.)\1+")
#: Where Cyrillic "г" is written "h" by the country itself and "g" by its neighbours, "g" is as weak as "h".
_WEAK_G = frozenset({"UA", "BY"})


def name_key(name: str) -> str:
    """Return the key of a name as spelled: folded, every sign between words one blank."""
    return " ".join(_SEPARATORS.sub(" ", fold(name)).split())


def abbreviation_key(name: str) -> str:
    """Return the key of an abbreviation; case tells it from a word, full stops do not ("U.S." is "US")."""
    return "=" + name.replace(".", "").replace(" ", "")


def index_keys(names: Iterable[str], *, country: str, sounds: bool = True) -> set[str]:
    """Return every key under which a place with these names is to be found, within its country by sound.

    ``sounds`` is for places that other spellings are looked for: all but countries.
    """
    plain, keys = set(), set()
    for name in names:
        if is_abbreviation(name):
            keys.add(abbreviation_key(name))
        elif key := name_key(name):
            plain.add(key)
    if sounds:
        for bones in {bones_of(key, country=country) for key in plain}:
            keys |= bone_keys(bones, country=country)
    return keys | plain


def bones_of(name: str, *, country: str) -> str:
    """Return the consonants of a name, as they are compared in the country."""
    bones = skeleton(name_key(name))
    return (bones.replace("g", "") or bones) if country in _WEAK_G else bones


def bone_keys(bones: str, *, country: str) -> set[str]:
    """Return the keys of consonants in a country: whole, by classes of like ones, and either half."""
    keys = {f"~{country}:{bones}", f"^{country}:{classed(bones)}"}
    if len(bones) >= LEAST_HALVED:
        keys.update(half_keys(bones, country=country, size=len(bones)))
    return keys


def half_keys(bones: str, *, country: str, size: int) -> tuple[str, str]:
    """Return the keys of the first and the last half, among skeletons of ``size`` consonants.

    One letter that differs leaves one half whole: who looks for names a letter longer or shorter asks for
    halves of their size.
    """
    first, last = max(2, size // 2), size - size // 2
    return f"<{country}{size}:{bones[:first]}", f">{country}{size}:{bones[-last:]}"


def classed(bones: str) -> str:
    """Return consonants by their classes: b is p, d is t, g is k, j and s, n is m."""
    return _DOUBLED.sub(r"\1", bones.translate(_CLASSES))


def sound_key(name: str, *, country: str) -> str | None:
    """Return the key of a name's consonants inside one country, or None where they are too few to tell."""
    bones = bones_of(name, country=country)
    return f"~{country}:{bones}" if len(bones) >= 2 else None


def is_abbreviation(name: str) -> bool:
    """Return whether a name is to be met in its own case alone: "UK", "U.S.", "Ky.", "W.Va."."""
    letters = name.replace(".", "").replace(" ", "")
    return name.endswith(".") or (letters.isupper() and len(letters) <= _SHORT)


def spelling(name: str) -> str:
    """Return the name as it is kept for comparing letter by letter: folded."""
    return name_key(name)


@lru_cache(maxsize=16_384)
def digest(key: str) -> int:
    """Return the 64 bits that stand for a key in the compiled gazetteer."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "little")


def keys_stamp() -> int:
    """Return a number that changes whenever a name's keys do: with it, a compiled gazetteer is out of date."""
    names = ("Abu Kamal", "دير الزور", "كركوك", "תל אביב", "Київ", "Харьков", "Њ", "Saint-Étienne", "پنجوین")
    keys = sorted(index_keys(names, country="UA") | index_keys(names, country=""))
    return crc32("\n".join(keys).encode())
