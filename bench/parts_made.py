"""Scores the parts found on made pages, whose parts are known: ``python -m bench parts-made``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bench.made import build_half, held_half, third_set
from bench.made.story import Known, MadePage
from dateline.dissect import dissect
from dateline.dissect.words import key
from dateline.model import Capture, PartKind, Report, When
from dateline.model.vocabulary import Precision

#: Day of the exercise, stated beside a plain text as a feed would.
DAY = When(value="2031-03-11", precision=Precision.DAY)
KINDS = ("caption", "editors_note", "update", "credit", "quote")
#: How much of the longer of two texts the shorter has to be.
ALIKE = 0.8


@dataclass(slots=True)
class Tally:
    """Counts of one half: parts found, given and known by kind; names and times right; parts in the body."""

    found: Counter[str] = field(default_factory=Counter)
    given: Counter[str] = field(default_factory=Counter)
    known: Counter[str] = field(default_factory=Counter)
    named: Counter[tuple[str, int]] = field(default_factory=Counter)
    timed: Counter[tuple[str, int]] = field(default_factory=Counter)
    leaked: Counter[str] = field(default_factory=Counter)

    def f1(self, kind: str) -> float:
        """Return the F1 of a kind; 0 where nothing of it is known or given."""
        both = self.given[kind] + self.known[kind]
        return 2 * self.found[kind] / both if both else 0.0

    def rows(self) -> Iterator[str]:
        """Yield one line of figures a kind."""
        for kind in KINDS:
            found, given, known = self.found[kind], self.given[kind], self.known[kind]
            yield (
                f"{kind:14} P {found / max(1, given):.3f} R {found / max(1, known):.3f} F1 {self.f1(kind):.3f} "
                f"({found} of {known}, {given} given); by or outlet {self.named[kind, 1]}/{self.named[kind, 0]}, "
                f"time {self.timed[kind, 1]}/{self.timed[kind, 0]}, in the body {self.leaked[kind]}"
            )


def score(pages: Iterable[MadePage]) -> Tally:
    """Return the counts over made pages, each taken apart as any other."""
    tally = Tally()
    for page in pages:
        _score(page, dissect(capture_of(page)), tally)
    return tally


def capture_of(page: MadePage) -> Capture:
    """Return a made page as it would come in."""
    if page.is_html:
        return Capture(id=page.id, html=page.source.encode())
    return Capture(id=page.id, text=page.source, published=DAY)


def _score(page: MadePage, report: Report, tally: Tally) -> None:
    body = key(" ".join(p.text for p in report.parts if p.kind is PartKind.BODY))
    for kind in KINDS:
        given = [(p.text, p.by, p.at) for p in report.parts if p.kind == kind]
        if kind == "credit":
            given = [(c.text, c.outlet, None) for c in report.credits]
        tally.given[kind] += len(given)
        for known in (k for k in page.parts if k.kind == kind):
            tally.known[kind] += 1
            tally.leaked[kind] += len(key(known.text)) > 11 and key(known.text) in body
            match = next((g for g in given if alike(known.text, g[0]) or _with_credit(known, g[0])), None)
            if match is not None:
                given.remove(match)
                tally.found[kind] += 1
                _score_fields(known, match, tally)


def _score_fields(known: Known, match: tuple[str, str | None, When | None], tally: Tally) -> None:
    _, by, at = match
    if known.by is not None:
        tally.named[known.kind, 0] += 1
        tally.named[known.kind, 1] += key(known.by) == key(by or "")
    if known.at is not None:
        tally.timed[known.kind, 0] += 1
        tally.timed[known.kind, 1] += at is not None and at.value[:16] == known.at


def alike(one: str, other: str) -> bool:
    """Return whether two texts are the same, or one holds the other and little more."""
    short, long = sorted((key(one), key(other)), key=len)
    return bool(short) and short in long and len(short) >= ALIKE * len(long)


def _with_credit(known: Known, given: str) -> bool:
    """Return whether a caption was given with its credit in the same run, as it is printed."""
    words, by, letters = key(known.text), key(known.by or ""), key(given)
    return known.kind == "caption" and bool(by) and letters.startswith(words) and by in letters[len(words) :]


def run() -> None:
    """Print the figures of both halves and of the third set."""
    halves = {"built on": build_half.pages(), "held back": held_half.pages(), "third set": third_set.pages()}
    for name, half in halves.items():
        pages = list(half)
        families = len({page.family for page in pages})
        print(f"{name}: {len(pages)} pages of {families} families")
        print("\n".join(score(pages).rows()))
