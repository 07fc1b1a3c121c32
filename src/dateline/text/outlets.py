"""Knows outlets: one key for every name or host of one, and their mentions in a text."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from dateline.text.fold import fold
from dateline.text.tables import read_table

_TOKEN = re.compile(r"[^\W_]+(?:[’'`ʼ][^\W_]+)*")
_HOST = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?:[:/]\S*)?", re.IGNORECASE)
_GAP = re.compile(r"[\s.\-‐‑–/&+]{0,2}\Z")
#: Second-level labels under country domains, and first labels that say nothing about the outlet.
_SUFFIX_LABELS = frozenset(("com", "co", "org", "net", "gov", "ac", "edu", "news", "info"))
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


class _Alias(NamedTuple):
    words: tuple[str, ...]
    key: str
    capitals: bool
    article: bool
    caseless: bool


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
    words = _words(text)
    known = _names().get("".join(words)) or _names().get("".join(w for w in words if w not in _EMPTY_WORDS))
    if known is not None:
        return known
    kept = [w for w in words if w not in _EMPTY_WORDS]
    return "".join(kept or words) or fold(text) or "unnamed"


def find_outlets(text: str) -> list[OutletMention]:
    """Return the mentions of outlets that the table knows, in order, longest first where they overlap."""
    index = _index()
    tokens = [(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text)]
    keys = [_token_key(token) for _, _, token in tokens]
    found: list[OutletMention] = []
    at = 0
    while at < len(tokens):
        match = next((a for a in index.get(keys[at], ()) if _stands(text, tokens, keys, at, a)), None)
        if match is None:
            at += 1
            continue
        first = at + (1 if match.article else 0)
        last = _with_tail(text, tokens, keys, at + len(match.words) - 1)
        start, end = tokens[first][0], tokens[last][1]
        found.append(OutletMention(start, end, text[start:end], match.key))
        at = last + 1
    return found


@lru_cache(maxsize=65536)
def _token_key(token: str) -> str:
    return fold(token).replace(" ", "")


def _words(name: str) -> list[str]:
    return [key for m in _TOKEN.finditer(name) if (key := _token_key(m.group()))]


@cache
def _names() -> dict[str, str]:
    """Return the table's names as single words, those with an article bare too."""
    names: dict[str, str] = {}
    for row in read_table("outlets"):
        for name in (row["key"], row["name"], *filter(None, row["aliases"].split("|"))):
            words = _words(name.removeprefix("="))
            names.setdefault("".join(words), row["key"])
            names.setdefault("".join(w for w in words if w not in _EMPTY_WORDS), row["key"])
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
    while len(kept) > 1 and kept[-1] in _SUFFIX_LABELS:
        kept = kept[:-1]
    while len(kept) > 1 and kept[0] in _PREFIX_LABELS:
        kept = kept[1:]
    name = re.sub(r"[^a-z0-9]", "", fold(kept[-1]))
    name = re.sub(r"^the(?=[a-z]{4})|(?<=[a-z]{4})(?:agency|online)$", "", name) or name
    return _names().get(name, name) or "unnamed"


@cache
def _index() -> dict[str, tuple[_Alias, ...]]:
    """Return the aliases by their first word, longest first."""
    index: dict[str, list[_Alias]] = {}
    for row in read_table("outlets"):
        for name in (row["name"], *filter(None, row["aliases"].split("|"))):
            words = tuple(_words(name))
            if not words or name.startswith("="):
                continue
            letters = "".join(c for c in name if c.isalpha())
            alias = _Alias(
                words, row["key"], letters.isupper(), words[0] == "the", letters.lower() == letters.upper()
            )
            index.setdefault(words[0], []).append(alias)
    return {word: tuple(sorted(rows, key=lambda a: -len(a.words))) for word, rows in index.items()}


_Tokens = list[tuple[int, int, str]]


def _stands(text: str, tokens: _Tokens, keys: list[str], at: int, alias: _Alias) -> bool:
    """Return whether an alias stands at a token, in its own case."""
    stop = at + len(alias.words)
    if tuple(keys[at:stop]) != alias.words or not _together(text, tokens, at, stop):
        return False
    if alias.caseless:
        return True
    written = [tokens[i][2] for i in range(at + (1 if alias.article else 0), stop)]
    if not written:
        return False
    if alias.capitals:
        return all(word.isupper() for word in written)
    if len(alias.words) == 1 and alias.words[0] == written[0]:
        return alias.words[0] in _LOWER_CASE
    return written[-1][:1].isupper() or written[0][:1].isupper()


#: Names that are printed in small letters.
_LOWER_CASE = frozenset(("dpa", "taz"))


def _together(text: str, tokens: _Tokens, start: int, stop: int) -> bool:
    return all(_GAP.match(text[tokens[i][1] : tokens[i + 1][0]]) for i in range(start, stop - 1))


def _with_tail(text: str, tokens: _Tokens, keys: list[str], last: int) -> int:
    """Return the index of the last token once "News", "TV" and their like behind the name are taken in."""
    while (
        last + 1 < len(tokens)
        and keys[last + 1] in _TAIL
        and tokens[last + 1][2][0].isupper()
        and _together(text, tokens, last, last + 2)
    ):
        last += 1
    return last
