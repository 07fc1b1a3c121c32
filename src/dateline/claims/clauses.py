"""The clauses of a sentence that nobody is named for, beside those that somebody is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.claims.nested import has_cue

#: ", who said she was tired," and ", which has denied it,": the sentence goes on without it.
_ASIDE = re.compile(r",\s+(?:who|which|whose|whom)\b[^,;:“”\"]*,\s")
_LEADING = re.compile(
    r"\W*(?:(?:Hours|Days|Minutes|Weeks|Shortly|Soon|Even) )?(?:After|While|When|Although|Though|Because|Since"
    r"|Before|Despite|Amid|Following)\b[^,;:“”\"]*,\s"
)
#: A shorter clause (code points) tells nothing.
_SHORTEST = 12

Area = tuple[int, int]


def own_clauses(text: str, start: int, end: int, *, pieces: Sequence[Area]) -> list[list[Area]]:
    """Return the clauses of a sentence, each in its pieces, in which nothing of an attribution stands.

    ``pieces`` are the sources, cues and contents of its attributions. A clause is what a semicolon parts from the
    rest, what follows "although somebody said P,", or what is left without ", who said P,".
    """
    found = [
        [(a, b)]
        for a, b in _apart(text, start, end)
        if not _touched((a, b), pieces) and not has_cue(text[a:b])
    ]
    lead = _LEADING.match(text, start, end)
    if lead is not None and all(b <= lead.end() for _, b in pieces):
        return [[(lead.end(), end)]] if end - lead.end() >= _SHORTEST else found
    for aside in _ASIDE.finditer(text, start, end):
        if all(
            (aside.start() <= a and b <= aside.end()) or (a, b) == (start, aside.start()) for a, b in pieces
        ):
            return [[(start, aside.start()), (aside.end(), end)]]
    return found


def _apart(text: str, start: int, end: int) -> list[Area]:
    """Return what semicolons part, without blanks at the edges."""
    found, at = [], start
    for hit in re.finditer(r";", text[start:end]):
        found.append((at, start + hit.start()))
        at = start + hit.end()
    found.append((at, end))
    trimmed = [(b - len(text[a:b].lstrip()), a + len(text[a:b].rstrip())) for a, b in found]
    return [(a, b) for a, b in trimmed if b - a >= _SHORTEST]


def _touched(area: Area, pieces: Sequence[Area]) -> bool:
    return any(a < area[1] and area[0] < b for a, b in pieces)
