"""Names in the words of a byline: "By", titles and dates cut off, several names split."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from dateline.dissect.credits import agencies
from dateline.dissect.printed import find_clocks, find_printed
from dateline.dissect.words import key, rules
from dateline.text.tables import read_table

#: How many lines, pieces and names are remembered: several rules ask about the same.
REMEMBERED = 4096
#: Longest name; shorter ones than the second stand alone or not at all.
MAX_NAME, MIN_NAME = 60, 3
_SPLIT = re.compile(
    r"\s*(?:,|;|،|、|\b(?:and|und|et|och|og|sowie|mit|with|im\s+gespräch\s+mit|y|e|en|и|та|ve|i)\b|(?<=\s)و\s?(?=\w{2})|&|\+)\s*",
    re.IGNORECASE,
)
_SEGMENT = re.compile(r"\s*(?:[|•·»~\u2028@]|//)\s*|\s+[/–—-]\s+|\s*[–—]\s+")
#: A name in a network behind the name of a person.
_HANDLE = re.compile(r"(?<=\w\s)@\w{2,30}\b")
_NAME = re.compile(r"^[^\W\d_][\w.'’´`·-]*(?:\s+(?:[^\W\d_][\w.'’´`-]*|\([\w .'-]{1,24}\))){0,5}\.?$")
#: Initials of a desk and an agency, as short items are signed ("exa/wire").
_SIGN = re.compile(r"^[^\W\d_]{2,12}(?:\.[^\W\d_]{2,12})?(?:\s?/\s?[^\W\d_]{2,12}){1,3}$")
#: "Text by A, pictures by B": the pictures are another matter.
_OTHER_WORK = re.compile(
    r"[\s,(|]+(?:mit\s+)?(?:illustrations?|illustrationen|fotos?|photos?|photograph(?:s|y|ie|ien|e)?"
    r"|bild(?:er)?|videos?|grafik(?:en)?|kamera|images?|pictures|фото|foto’s|zdjęcia)\s*(?::|by|von|par|di|de|por|;|/|$).*$",
    re.IGNORECASE,
)
_AGENCY_SIGN = re.compile(r"(?<=\w\w)\s?/\s?[A-Z][A-Za-z-]{1,8}$")
#: Words in brackets behind a name: a trade or an office, where they are several.
_ARTICLE = re.compile(r"\s(?:the|de|die|la)\s*$", re.IGNORECASE)
_BRACKET = re.compile(r"\s*\([^()]{0,60}\)$")
_OFFICE = re.compile(r"\s*\([^()\s]+\s[^()]{1,58}\)$")
_DOMAIN = re.compile(r"\s\S+\.[a-z]{2,4}$")
_NOTE_MARK = re.compile(r"(?<=[^\W\d_])\d{1,2}$")
_LEAD_ALONE = re.compile(r"^(?:von|by|por|par|di|door|autor|author|text|af|av)$", re.IGNORECASE)
_CJK = re.compile(r"^[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}$")


@cache
def lead() -> re.Pattern[str]:
    """Return the pattern of the words that open a byline ("By", "Text:", "Von")."""
    words = "|".join(pattern.pattern for _, pattern, row in rules("byline_words") if row["place"] == "lead")
    return re.compile(rf"^[^\w(]*(?:{words})\s*(?=\S)", re.IGNORECASE)


@cache
def _placed(place: str) -> tuple[re.Pattern[str], ...]:
    return tuple(pattern for _, pattern, row in rules("byline_words") if row["place"] == place)


def names_in(line: str) -> list[str]:
    """Return the names that a byline holds: "By", titles and dates cut off, several names split."""
    return [name for segment in segments(line) for name in segment_names(segment)]


@lru_cache(maxsize=REMEMBERED)
def segments(line: str) -> tuple[str, ...]:
    """Return a line cut at bars and at its dates and times."""
    line = _HANDLE.sub("|", line) if "@" in line else line
    if any(map(str.isdigit, line)):
        times = [(t.start, t.end) for t in find_printed(line)]
        for start, end in reversed(times or [(t.start, t.end) for t in find_clocks(line)]):
            line = line[:start] + "|" + line[end:]
    return tuple(s for s in (_unwrap(segment.strip(" ,;:")) for segment in _SEGMENT.split(line)) if s)


def _unwrap(segment: str) -> str:
    """Return a piece of a line without brackets around all of it, or a lone one at an end."""
    if segment.startswith("(") and (segment.endswith(")") or ")" not in segment):
        return segment.strip("() ")
    return segment.rstrip(") ") if "(" not in segment else segment


@lru_cache(maxsize=REMEMBERED)
def segment_names(segment: str) -> tuple[str, ...]:
    """Return the names of one piece of a byline; a lone word beside whole names is a place or a trade."""
    words = _OTHER_WORK.sub("", lead().sub("", segment))
    for pattern in _placed("tail"):
        words = pattern.sub("", words)
    if _SIGN.match(words):
        return (words,)
    whole = len(words.strip(" :|,")) < MIN_NAME
    words = _AGENCY_SIGN.sub("", words)
    pieces = (_person(lead().sub("", n.strip(" :|/–—-\u2022")).strip(" ,")) for n in _SPLIT.split(words))
    tried = (n if is_name(n) else _BRACKET.sub("", n) for n in (_OFFICE.sub("", p) for p in pieces))
    names = [
        _tidy(n)
        for n in tried
        if (whole or len(n) >= MIN_NAME) and is_name(n) and not any(p.match(n) for p in _placed("role"))
    ]
    if any(" " in n for n in names):
        names = [n for n in names if " " in n or _CJK.match(n)]
    return tuple(names)


def _person(piece: str) -> str:
    """Return a name of two words or more without the agency's that follows it unparted."""
    if piece.count(" ") < MIN_NAME:
        return piece
    for match in agencies().finditer(piece):
        before = _ARTICLE.sub("", piece[: match.start()]).rstrip()
        if match.end() == len(piece) and " " in before:
            return before
    return piece


def _tidy(name: str) -> str:
    name = _NOTE_MARK.sub("", name) if " " in name else name
    return name if name.endswith(("Jr.", "Sr.")) else name.rstrip(".")


@lru_cache(maxsize=REMEMBERED)
def is_name(words: str) -> bool:
    """Return whether words have the shape of a name and hold no word that names never hold."""
    if not 2 <= len(words) <= MAX_NAME or "@" in words or "http" in words or _DOMAIN.search(words):
        return False
    if _CJK.match(words):
        return len(words) <= 12
    if not _NAME.match(words) or (words[0].islower() and len(words.split()) > 1):
        return False
    if _LEAD_ALONE.match(words):
        return False
    return not any(pattern.search(words) for pattern in _placed("never"))


def is_generic(name: str) -> bool:
    """Return whether a name stands for nobody in particular: a desk, an agency, "Staff"."""
    if agencies().fullmatch(name) or _SIGN.match(name):
        return True
    return any(pattern.match(name) for pattern in _placed("generic"))


def keys_of(names: list[str] | tuple[str, ...]) -> frozenset[str]:
    """Return the letters of each name, for comparing sets of them."""
    return frozenset(filter(None, map(key, names)))


@cache
def _given() -> frozenset[str]:
    tables = ("given_names", "author_given_names")
    return frozenset(row["name"].casefold() for table in tables for row in read_table(table))


def has_given_name(name: str) -> bool:
    """Return whether a name of several words opens with a given name that the table knows."""
    words = name.split()
    return 2 <= len(words) <= 4 and any(part in _given() for part in words[0].casefold().split("-"))
