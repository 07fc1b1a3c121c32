"""What tells a person from an organisation and a place: features of a stretch of tokens."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dateline.reader.name_runs import Run, Token, word_class
from dateline.text.outlets import find_outlets
from dateline.text.tables import read_table

_CLASSES = ("title", "role", "org", "place", "thing", "particle", "link", "say")
_AGE = re.compile(r",\s\d{1,3}\s?[,.)]")
_POSSESSIVE = re.compile(r"[’']s\b")


@cache
def _given_names() -> frozenset[str]:
    return frozenset(row["name"] for row in read_table("given_names"))


@cache
def _place_names() -> dict[str, str]:
    return {row["name"].lower(): row["kind"] for row in read_table("place_names")}


def is_known_place(name: str) -> bool:
    """Return whether a name stands in the table of countries, capitals and towns in the news."""
    return _place_names().get(name.lower(), "demonym") != "demonym"


def has_personal_cue(page: Page, at: int) -> bool:
    """Return whether a lone word is a given name, or a role, an age or a verb of saying stands beside it."""
    token = page.tokens[at]
    before = page.tokens[at - 1].low.rstrip(".") if at and not token.opens else ""
    after = page.tokens[at + 1].low if at + 1 < len(page.tokens) and page.text[token.end] == " " else ""
    return (
        token.text in _given_names()
        or before in word_class("role") | word_class("title")
        or after in word_class("say")
        or bool(_AGE.match(page.text, token.end))
    )


@dataclass(frozen=True, slots=True)
class Page:
    """A text with what is known of it as a whole.

    ``small`` are words that it prints in small letters, ``surnames`` last words of runs that begin like a
    person's name, ``heads`` and ``tails`` first and last words of longer runs, ``initials`` those of longer runs,
    ``seen`` how often a word stands capitalised inside a sentence, ``names`` how often a whole run stands.
    """

    text: str
    tokens: Sequence[Token]
    runs: Sequence[Run]
    small: frozenset[str]
    surnames: frozenset[str]
    seen: Counter[str]
    initials: frozenset[str]
    heads: frozenset[str]
    tails: frozenset[str]
    names: Counter[str]
    outlets: frozenset[tuple[int, int]]


def read_page(
    text: str, tokens: Sequence[Token], runs: Sequence[Run], spans: Sequence[tuple[int, int]]
) -> Page:
    """Return a text with its words and runs counted."""
    names = [[tokens[i] for i in range(run.first, run.last)] for run in runs]
    outlets = [
        (start + m.start, start + m.end) for start, end in spans for m in find_outlets(text[start:end])
    ]
    return Page(
        text=text,
        tokens=tokens,
        runs=runs,
        small=frozenset(t.low for t in tokens if not t.capital),
        surnames=frozenset(n[-1].low for n in names if len(n) > 1 and _begins_like_person(n)),
        seen=Counter(t.low for n in names for t in n if t.capital and not t.opens),
        initials=frozenset("".join(t.text[0] for t in n if t.capital) for n in names if len(n) > 1),
        heads=frozenset(n[0].low for n in names if len(n) > 1),
        tails=frozenset(n[-1].low for n in names if len(n) > 1),
        names=Counter(" ".join(t.low for t in n) for n in names),
        outlets=frozenset(outlets),
    )


def _begins_like_person(name: Sequence[Token]) -> bool:
    first = name[0]
    return first.text in _given_names() or (first.low.rstrip(".") in word_class("title") and len(name) > 1)


def features(page: Page, first: int, last: int) -> list[str]:
    """Return the features of the tokens ``first`` to ``last`` (half-open) as one name, as strings."""
    words = [page.tokens[i] for i in range(first, last)]
    return [
        *_words(words),
        *_lists(words),
        *_shapes(words),
        *_around(page, first, last),
        *_elsewhere(page, words),
    ]


def _words(words: Sequence[Token]) -> list[str]:
    first, end = words[0].low, words[-1].low
    rows = [f"n{min(len(words), 5)}", f"f={first}", f"l={end}", f"s={end[-3:]}"]
    if len(words) > 1:
        rows.append(f"fl={_class(first)}+{_class(end)}")
    return rows + [f"i={w.low}" for w in words[1:-1]]


def _class(word: str) -> str:
    word = word.rstrip(".")
    names = [name for name in _CLASSES if word in word_class(name)]
    if word.title() in _given_names():
        names.append("given")
    if word in _place_names():
        names.append("known")
    return "+".join(names) or "-"


def _lists(words: Sequence[Token]) -> list[str]:
    first, end = words[0].low.rstrip("."), words[-1].low.rstrip(".")
    whole = " ".join(w.low for w in words)
    rows = [f"fc={_class(first)}", f"lc={_class(end)}"]
    if whole in _place_names():
        rows.append(f"known={_place_names()[whole]}")
    elif first in _place_names():
        rows.append(f"knownfirst={_place_names()[first]}")
    core = words[1:] if first in word_class("title") and len(words) > 1 else words
    if core[0].text in _given_names():
        rows.append(f"given{min(len(core), 4)}")
    if any(w.low in word_class("org") for w in words):
        rows.append("orgword")
    if any(w.low in word_class("link") for w in words):
        rows.append("linked" + str(words[0].low in word_class("org")))
    if any(not w.capital and w.low in word_class("particle") for w in words):
        rows.append("particle")
    return rows


def _shapes(words: Sequence[Token]) -> list[str]:
    rows = ["sh=" + "".join(_shape(w.text) for w in words[:4])]
    if any(c.isdigit() for w in words for c in w.text):
        rows.append("digit")
    return rows


def _shape(word: str) -> str:
    letters = re.sub(r"\W", "", word)
    if len(letters) == 1:
        return "I"
    if letters.isupper():
        return "A" if len(letters) <= 6 else "B"
    if letters[0].islower():
        return "a"
    return "M" if letters[1:] != letters[1:].lower() else "X"


def _around(page: Page, first: int, last: int) -> list[str]:
    tokens, text = page.tokens, page.text
    start, end = tokens[first].start, tokens[last - 1].end
    before = tokens[first - 1] if first and not tokens[first].opens else None
    second = tokens[first - 2] if before is not None and first > 1 and not before.opens else None
    after = tokens[last] if last < len(tokens) and not tokens[last].opens else None
    rows = [
        f"p={before.low if before else '^'}",
        f"pc={_class(before.low) if before else '^'}",
        f"pp={second.low if second else '^'}",
        f"x={after.low if after else '$'}",
        f"xc={_class(after.low) if after else '$'}",
        f"g={text[end : end + 1]}",
        f"h={text[max(0, start - 2) : start].strip()}",
    ]
    if before is not None and before.capital:
        rows.append("cut-left" if text[before.end : start] == " " else "comma-left")
    if after is not None and after.capital:
        rows.append("cut-right" if text[end : after.start] == " " else "comma-right")
    if _AGE.match(text, end):
        rows.append("age")
    if _POSSESSIVE.match(text, end):
        rows.append("possessive")
    return rows


def _elsewhere(page: Page, words: Sequence[Token]) -> list[str]:
    first, end = words[0], words[-1]
    rows = []
    if len(words) == 1:
        rows.append(f"in{first.low in page.heads}{first.low in page.tails}")
    elif (count := page.names[" ".join(w.low for w in words)]) > 1:
        rows.append(f"again{min(count, 3)}")
    if first.opens:
        rows.append(f"opens{first.low in page.small}{page.seen[first.low] > 0}{len(words) > 1}")
    elif first.low in page.small:
        rows.append("small")
    if end.low in page.surnames:
        rows.append(f"surname{min(len(words), 2)}")
    if len(words) == 1 and first.text.isupper() and re.sub(r"\W", "", first.text) in page.initials:
        rows.append("initials")
    if any(a <= first.start and end.end <= b for a, b in page.outlets):
        rows.append(f"outlet{(first.start, end.end) in page.outlets}")
    return rows
