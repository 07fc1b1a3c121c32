"""Knows outlets: one key for every name or host of one, and their mentions in a text."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from dateline.text.fold import fold
from dateline.text.name_index import NameIndex, name_words
from dateline.text.tables import read_table

_HOST = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?:[:/]\S*)?", re.IGNORECASE)
#: Second-level labels under country domains, and first labels that say nothing about the outlet.
_SUFFIX_LABELS = frozenset(("com", "co", "org", "net", "gov", "ac", "edu", "news", "info", "uk", "eu"))
#: Sites that lend their name to many who have nothing to do with each other: the label before them counts.
_PLATFORMS = frozenset(
    (
        *(
            "blogspot",
            "wordpress",
            "weebly",
            "tumblr",
            "medium",
            "substack",
            "livejournal",
            "typepad",
            "blogger",
        ),
        *("go", "github", "gitlab", "wixsite", "squarespace", "ghost", "over-blog", "canalblog", "home"),
    )
)
_PREFIX_LABELS = frozenset(
    (
        *("www", "m", "mobile", "amp", "edition", "news", "feeds", "rss"),
        *("en", "english", "de", "fr", "es", "ru", "ar", "arabic", "uk", "us"),
    )
)
#: Words of a name that a reader may leave out.
_EMPTY_WORDS = frozenset(
    ("the", "agency", "online", "website", "com", "org", "net", "inc", "ltd", "newspaper")
)
#: Capitalised words behind a name that belong to it ("Hawar News Agency").
_TAIL = frozenset(("news", "agency", "tv", "television", "channel", "network", "radio", "newspaper"))


class OutletMention(NamedTuple):
    """An outlet's name in a text; ``key`` is its id in the table of outlets."""

    start: int
    end: int
    text: str
    key: str


class Outlet(NamedTuple):
    """A row of the table of outlets."""

    key: str
    name: str
    type: str
    country: str | None


@cache
def outlets() -> dict[str, Outlet]:
    """Return the table of outlets by key."""
    return {
        r["key"]: Outlet(r["key"], r["name"], r["type"], r["country"] or None) for r in read_table("outlets")
    }


@lru_cache(maxsize=8192)
def outlet_key(name_or_host: str) -> str:
    """Return the table's key for an outlet's name, host or address, else a key made of its own words.

    A made key has neither "the", "agency" nor a domain's ending, and no blanks, so that the name and the
    host of an outlet mostly give the same one.
    """
    text = name_or_host.strip()
    if _HOST.fullmatch(text):
        return _host_key(text)
    words = name_words(text)
    known = _names().get("".join(words)) or _names().get("".join(w for w in words if w not in _EMPTY_WORDS))
    if known is not None:
        return known
    kept = [w for w in words if w not in _EMPTY_WORDS]
    return "".join(kept or words) or fold(text) or "unnamed"


def find_outlets(text: str) -> list[OutletMention]:
    """Return the mentions of outlets that the table knows, in order, longest first where they overlap."""
    return [OutletMention(start, end, text[start:end], key) for start, end, key in _index().find(text)]


@cache
def _names() -> dict[str, str]:
    """Return the table's names as single words, those with an article bare too."""
    names: dict[str, str] = {}
    for row in read_table("outlets"):
        for name in (row["key"], row["name"], *filter(None, row["aliases"].split("|"))):
            words = name_words(name.removeprefix("="))
            names.setdefault("".join(words), row["key"])
            names.setdefault("".join(w for w in words if w not in _EMPTY_WORDS), row["key"])
            if words[0] in ("al", "el"):
                names.setdefault("".join(words[1:]), row["key"])
    names.pop("", None)
    return names


@cache
def _hosts() -> dict[str, str]:
    return {host: row["key"] for row in read_table("outlets") for host in row["hosts"].split("|") if host}


def _host_key(address: str) -> str:
    host = re.sub(r"^https?://", "", address.lower()).split("/")[0].split(":")[0]
    labels = host.split(".")
    for start in range(len(labels) - 1):
        if known := _hosts().get(".".join(labels[start:])):
            return known
    kept = labels[:-1]
    while len(kept) > 1 and (kept[-1] in _SUFFIX_LABELS or kept[-1] in _PLATFORMS):
        kept = kept[:-1]
    while len(kept) > 1 and kept[0] in _PREFIX_LABELS:
        kept = kept[1:]
    name = re.sub(r"[^a-z0-9]", "", fold(kept[-1]))
    name = re.sub(r"^the(?=[a-z]{4})|(?<=[a-z]{4})(?:agency|online)$", "", name) or name
    return _names().get(name, name) or "unnamed"


@cache
def _index() -> NameIndex:
    return NameIndex(
        (
            (name, row["key"])
            for row in read_table("outlets")
            for name in (row["name"], *filter(None, row["aliases"].split("|")))
            if not name.startswith("=")
        ),
        tail=_TAIL,
    )
