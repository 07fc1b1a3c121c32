"""Photo credits: the words of a caption that say whose picture it is, and the name alone."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from dateline.dissect.credits import agencies
from dateline.text.tables import read_table

#: Longest name of a credit, and longest line that is one.
MAX_NAME, MAX_LINE = 120, 140
#: Words of a credit without a label.
MAX_WORDS = 9
#: Ordinary words in a credit line, and the length up to which it may hold two sentences.
MAX_PLAIN, MAX_OPEN = 4, 60
#: Longest line that is a picture house and nothing else.
MAX_HOUSE = 80
_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_EDGE = " ()[]|:;,/–—-\xa0"
_BETWEEN = r"\s*(?:by\b|von\b|de\b|di\b|da\b|av\b|van\b|of\b|:|：|©|/|-|–|=|＝)"
_SIGN = re.compile(r"(?:©|\(c\)|℗|＝)\s*(?P<by>[^©]{2,100}?)\s*$", re.IGNORECASE)
#: What stands between a label and the name, in any case of letters.
_BY, _OF = re.compile(r"[:：©/]|\s[bB][yY]\s|\s[vV][oO][nN]\s"), re.compile(r"\s(?i:di|de|par|por|av|van)\s")
_BAR = re.compile(r"\s\|\s*(?P<by>[^|]{3,80})$")
_VIA = re.compile(
    r"(?:^|[.!?…”\"]\s+|\s)(?P<by>(?:[A-ZÀ-Þ][\w.'’-]+\s){1,3}?(?:[A-ZÀ-Þ][\w.'’-]+)?\s*(?:/\s?"
    r"[\w .'’+&-]{2,40}|via (?:Getty Images|[A-Z][\w]+(?: [A-Z]\w+)?)))$"
)
_LABEL_END = re.compile(
    r"(?:^|[.!?…”\"]\s+|\s[/|–—-]\s)(?P<by>[A-ZÀ-Þ][^.!?|]{0,12}(?:\.\s)?[^.!?|]{0,50}"
    r"\s(?:nuotr\.|(?:[Ff]ile )?[Pp]hotos?|PHOTO|[Ff]oto))\.?\s*$"
)
_HOUSE_END = re.compile(
    r"\s(?P<by>Getty Images|Shutterstock|iStock(?:photo)?|Alamy(?: Stock Photo)?|Unsplash|Pexels|Pixabay"
    r"|[Pp]icture[ -][Aa]lliance|Adobe ?Stock)\s*$"
)
_AGENCY_BRACKET = re.compile(
    r"[(\[](?P<by>[^()\[\]]{2,60}(?:/[^()\[\]]{2,60}|Getty Images|Photo[^()\[\]]{0,30}|AFP"
    r"|Reuters|AP|EPA|dpa)[^()\[\]]{0,40})[)\]]\s*\.?$"
)
_PICTURE_HOUSE = re.compile(
    r"\b(?:Getty|Shutterstock|iStock|Alamy|Unsplash|Pexels|Pixabay|Imago|IMAGO|Flickr|Wikimedia|Instagram"
    r"|Photo|Images?|Picture Alliance|Press|Agency|Handout|Creative Commons|CC[ -]BY|Adobe ?Stock)\b|\.com\b"
)
_OPEN = re.compile(r"(?<!\b[A-Z])[.!?…]['\"”’»)]?\s+\S|(?<!\b[A-Z])[.!?…]['\"”’»]?$|[,;]\s+[a-zß-ÿ]")
_LOWER = frozenset(
    ["of", "the", "and", "for", "de", "la", "del", "der", "den", "des", "di", "da", "du", "von", "van", "via"]
)
_JOINING = frozenset(["y", "e", "et", "und", "by", "zu", "al", "el", "le", "bei", "at"]) | _LOWER


@cache
def _labels() -> tuple[str, str]:
    """Return the patterns of any label and of the labels that need no sign behind them."""
    rows = read_table("photo_credit_words")
    strong = "|".join(row["pattern"] for row in rows if row["strength"] != "weak")
    weak = "|".join(row["pattern"] for row in rows)
    edge = r"(?![^\W\d_])"
    return rf"(?:(?:{weak}){edge}|\(c\)|©)", rf"(?:(?:{strong}){edge}|\(c\)|©)"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    label, strong = _labels()
    named = r"(?P<by>[^()\[\]]*(?:\([^()]*\)[^()\[\]]*)?)"
    bracket = rf"[(\[]\s*(?:(?:{label}{_BETWEEN}+|{strong})\s*)+{named}[)\]]\s*\.?$"
    by = r"\s*(?:(?:by|von)\s+(?-i:(?![a-zß-ÿ]))|:|：|©|/)\s*"
    labelled = rf"(?:^|[.!?…”\"»)]\s*|\s[|/–—-]\s*|\s)(?:{label}{by})+(?P<by>[^:]{{2,100}}?)\s*$"
    edge = r"(?:^|[.!?…”\"»)]\s*|\s[|/–—-]\s*)"
    of = rf"{edge}{label}\s+(?:di|de|par|por|av|van)\s+(?-i:(?![a-zß-ÿ]))(?P<by>[^:]{{2,60}}?)\s*$"
    made = [re.compile(p, re.IGNORECASE) for p in (bracket, labelled, of)]
    return (made[0], _AGENCY_BRACKET, made[1], made[2], _SIGN, _BAR, _VIA, _HOUSE_END, _LABEL_END)


@cache
def _lead_label() -> re.Pattern[str]:
    label, _ = _labels()
    return re.compile(rf"^(?:{label}(?:{_BETWEEN})*\s*)+", re.IGNORECASE)


@cache
def _whole() -> re.Pattern[str]:
    label, strong = _labels()
    return re.compile(
        rf"^[(\[]?\s*(?:{label}\s*(?:(?:by|von)\s+(?-i:(?![a-zß-ÿ]))|:|：|©|/|\(|＝)|{strong}\s+(?-i:(?=[A-ZÀ-Þ])))\s*"
        r"[^\n]{0,110}$"
        r"|^[(\[]?\s*©.{2,110}$",
        re.IGNORECASE,
    )


def credit_in(caption: str) -> str | None:
    """Return the photo credit that a caption's words end with, the name alone."""
    found = _closing(caption)
    return clean_credit(found["by"]) if found is not None else None


def closing_credit(caption: str) -> tuple[int, int] | None:
    """Return the stretch of the photo credit, label and brackets included, that a caption's words end with."""
    found = _closing(caption)
    if found is None or found.end() < len(caption.rstrip()):
        return None
    start = found.start()
    lead = re.match(r"[\s.!?…”\"»]+", found[0])
    return start + (lead.end() if lead is not None else 0), found.end()


@lru_cache(maxsize=512)
def _closing(caption: str) -> re.Match[str] | None:
    for pattern in _patterns():
        if not _may_match(pattern, caption):
            continue
        match = pattern.search(caption)
        if match is None or not match["by"].strip():
            continue
        if pattern is _BAR and not looks_like_source(match["by"]):
            continue
        if pattern is _VIA and _DIGIT.search(match["by"]):
            continue
        return match
    return None


def _may_match(pattern: re.Pattern[str], caption: str) -> bool:
    """Return whether a caption holds the signs without which a pattern need not be tried."""
    bracket, _, labelled, of, *_ = _patterns()
    if pattern is _AGENCY_BRACKET or pattern is bracket:
        return caption.rstrip(" .")[-1:] in (")", "]")
    if pattern is labelled:
        return _BY.search(caption) is not None
    if pattern is of:
        return _OF.search(caption) is not None
    if pattern is _SIGN:
        return any(sign in caption for sign in ("©", "(c)", "(C)", "℗", "＝"))
    if pattern is _VIA:
        return "/" in caption or " via " in caption
    return pattern is not _BAR or "|" in caption


def is_credit(words: str) -> bool:
    """Return whether a line is a photo credit and nothing else: "Photo: …", "© …", "(Image: …)"."""
    if len(words) > MAX_LINE:
        return False
    match = _whole().match(words)
    if match is None:
        return False
    plain = sum(1 for w in words.split() if w[0].islower() and w not in _JOINING)
    return plain <= MAX_PLAIN and (_OPEN.search(words.rstrip(").] ")) is None or len(words) < MAX_OPEN)


@cache
def picture_labels() -> re.Pattern[str]:
    """Return a pattern of the labels that name a picture, where they open a credit."""
    rows = [row["pattern"] for row in read_table("photo_credit_words") if row["strength"] == "picture"]
    side = r"^[\s(\[|/—–-]*(?:(?:left|right|top|bottom|lead)\s+)?"
    return re.compile(rf"{side}(?:{'|'.join(rows)})(?![^\W\d_])", re.IGNORECASE)


def is_picture_credit(words: str) -> bool:
    """Return whether a line is a credit that names a picture, "Photo: …"; "Source: …" may be the text's own."""
    return is_credit(words) and picture_labels().match(words) is not None


def looks_like_source(words: str) -> bool:
    """Return whether words in an element of their own read as names or a picture house, not as a sentence."""
    words = words.strip(_EDGE)
    if not 2 <= len(words) <= MAX_LINE or _OPEN.search(words) or not _LETTERS.search(words):
        return False
    if "/" in words or "|" in words or _PICTURE_HOUSE.search(words) or agencies().search(words):
        return len(words.split()) <= 2 * MAX_WORDS
    return _is_cased(words) and 1 < len(words.split()) <= MAX_WORDS and words[0].isupper()


def _is_cased(words: str) -> bool:
    """Return whether every word but the joining ones begins with a capital or no letter."""
    return all(w[0].isupper() or not w[0].isalpha() or w.lower() in _JOINING for w in words.split())


def names_house(words: str) -> bool:
    """Return whether words that stand alone are a picture house or agency, a name before it at most."""
    if len(words) > MAX_HOUSE or not _is_cased(words):
        return False
    known = "/" in words or _PICTURE_HOUSE.search(words) or agencies().search(words)
    return bool(known) and looks_like_source(words)


def clean_credit(words: str) -> str | None:
    """Return a credit without label and brackets; None where nothing or too much is left."""
    name = words.strip(_EDGE)
    if name.startswith("©"):
        name = name.lstrip("© ").strip()
        head, colon, rest = name.partition(":")
        name = rest.strip() if colon and _lead_label().fullmatch(head) else name
    else:
        name = _lead_label().sub("", name).strip(_EDGE) or name
    if words.count("(") and name.count("(") > name.count(")"):
        name += ")"
    name = name.rstrip(".")
    return name if name and len(name) <= MAX_NAME else None
