"""What happens in a text, by the product's own verbs, and the codes that others file such deeds under."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from dateline.model import AssertionKind
from dateline.text.tables import read_table


class EventVerb(NamedTuple):
    """A deed and its codes; ``plover`` is a class with its mode, empty where the scheme has none.

    ``acled`` names sub-events, ``ucdp`` the types of organised violence that the deed is if anybody died.
    """

    name: str
    kind: AssertionKind
    plover: str
    acled: tuple[str, ...]
    ucdp: tuple[str, ...]


@cache
def event_verbs() -> tuple[EventVerb, ...]:
    """Return the table of verbs, in its own order."""
    return tuple(
        EventVerb(
            name=row["verb"],
            kind=AssertionKind(row["kind"]),
            plover=row["plover"].strip("-"),
            acled=_listed(row["acled"]),
            ucdp=_listed(row["ucdp"]),
        )
        for row in read_table("event_verbs")
    )


def find_verbs(text: str) -> tuple[EventVerb, ...]:
    """Return the deeds that a text speaks of, in the order in which they first come up."""
    first = ((match.start(), verb) for verb, words in _words() if (match := words.search(text)))
    return tuple(verb for _, verb in sorted(first, key=lambda row: row[0]))


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in cell.split(",") if name.strip() not in ("", "-"))


@cache
def _words() -> tuple[tuple[EventVerb, re.Pattern[str]], ...]:
    rows = zip(event_verbs(), read_table("event_verbs"), strict=True)
    return tuple((verb, _pattern(row["words"].split("; "))) for verb, row in rows)


def _pattern(words: list[str]) -> re.Pattern[str]:
    spelled = "|".join(re.escape(word).replace(r"\*", r"[\w-]*") for word in words)
    return re.compile(rf"\b(?:{spelled})(?!\w)", re.IGNORECASE)
