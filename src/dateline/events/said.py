"""The numbers that reports give, before they stand on a ladder: whose, when, where, total or part."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from dateline.events.background import background_numbers, is_long_ago
from dateline.events.spots import Spot, find_spot
from dateline.events.withdrawals import is_own, is_taken_back, withdrawing_spans
from dateline.model import Assertion, Counted, PartKind, Polarity, Quantity, Reading, When
from dateline.text.dates import sort_key
from dateline.text.tables import read_table

#: What a ladder is built of: people, each in one state, and other things where their number moves.
PEOPLE = (Counted.KILLED, Counted.WOUNDED, Counted.DISPLACED, Counted.DETAINED)
LADDERED = (*PEOPLE, Counted.OTHER)
#: "three drivers among them": the cue may stand this many characters behind the number.
_BEHIND = 16
#: "six women, five children and three guards": parts in a row stand this close.
_ROW = 12
#: Whom a side bears arms for, and whom not: two categories of one claimant add up, they do not compete.
_ARMED = re.compile(
    r"\b(?:fighters?|soldiers?|troops|rebels?|militants?|jihadists?|terrorists?|militiam[ae]n|gunm[ae]n|insurgents?|"
    r"combatants?|guards?|police\w*|officers?|forces|servicemen|conscripts|commanders?|extremists?|members)\b"
)
_UNARMED = re.compile(
    r"\b(?:civilians?|children|women|residents?|drivers?|passengers?|students?|villagers?|medics?|doctors?|"
    r"journalists?|workers?|patients?|worshippers?|mourners?)\b"
)
_PLURAL = re.compile(r"[a-z]{3,}s\b")
#: "Nov 272017", "2014 at 1459": a day or an hour whose marks a feed has lost.
_STAMP = re.compile(r"(?:\b[a-z]{3,9}\.? (?=\d{5,6}$)|\b(?:19|20)\d\d(?: at)? (?=\d{4}$))", re.IGNORECASE)
Origins = Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Said:
    """One number in one report, not yet on the ladder; ``whole`` is the total it is part of, where told.

    ``noun`` tells other things apart ("trucks"); people need none. ``old`` is a number that the same words replace.
    """

    quantity: Quantity
    claimant: str
    report: str
    at: When | None
    order: tuple[float, int, int]
    is_part: bool
    whole: Quantity | None
    noun: str
    spot: Spot
    own: bool
    old: bool
    headline: bool
    category: str
    happening: int = 0

    @property
    def ladder(self) -> tuple[str, Counted, str, int]:
        """What one ladder has in common: claimant, what is counted, and of which happening."""
        return self.claimant, self.quantity.what, self.noun, self.happening

    @property
    def value(self) -> tuple[float | None, float | None]:
        """Both bounds."""
        return self.quantity.low, self.quantity.high

    @property
    def point(self) -> float:
        """One number for both bounds."""
        return next((v for v in self.value if v is not None), 0.0)


def read_numbers(readings: Sequence[Reading], *, origin_of: Origins) -> Iterator[Said]:
    """Yield every number of people or things that somebody gives of the event, report by report.

    Left out are denied numbers, those of long ago or of a longer time, steps, and what a report takes back.
    """
    for number, reading in enumerate(readings):
        spans = withdrawing_spans(reading)
        for assertion in reading.assertions:
            claimant = origin_of.get((reading.id, assertion.id))
            if claimant is None or assertion.polarity is Polarity.DENY or is_long_ago(assertion, reading):
                continue
            for said in _said_in(assertion, reading, claimant, number):
                if not is_taken_back(said.quantity, spans, reading.text):
                    yield said


def _said_in(assertion: Assertion, reading: Reading, claimant: str, number: int) -> Iterable[Said]:
    at = _printed_at(assertion, reading)
    instant = sort_key(at)
    background = background_numbers(assertion, reading)
    numbers = [
        q
        for q in sorted(assertion.quantities, key=lambda q: q.start)
        if q.what in LADDERED and q not in background and not _is_no_total(q, assertion, reading)
    ]
    for quantity, whole, is_part in _totals_and_parts(numbers, reading.text):
        yield Said(
            quantity=quantity,
            claimant=claimant,
            report=reading.id,
            at=at,
            order=(float("inf") if instant is None else instant, number, quantity.start),
            is_part=is_part,
            whole=whole,
            noun="" if quantity.what in PEOPLE else _noun(quantity, assertion, reading),
            spot=find_spot(quantity, assertion, reading),
            own=is_own(assertion),
            old=not is_part and _is_old(quantity, assertion, reading),
            headline=_is_headline(quantity, reading),
            category=_category(quantity, reading.text),
        )


def _totals_and_parts(
    numbers: Sequence[Quantity], text: str
) -> Iterator[tuple[Quantity, Quantity | None, bool]]:
    """Yield each number with the total it is part of; a part in a row with another has the same total."""
    whole: Quantity | None = None
    before: Quantity | None = None
    for n, quantity in enumerate(numbers):
        in_row = before is not None and _in_row(before, quantity, text)
        is_part = in_row or _is_part(quantity, whole, text)
        after = numbers[n + 1] if n + 1 < len(numbers) else None
        due = after if whole is None and _among(quantity, after, text) else whole
        yield quantity, due if is_part else None, is_part
        whole, before = (whole, quantity) if is_part else (quantity, None)


def _in_row(before: Quantity, quantity: Quantity, text: str) -> bool:
    between = text[before.end : quantity.start]
    return before.what is quantity.what and len(between) <= _ROW and re.search(r"[.;:]", between) is None


def _among(quantity: Quantity, after: Quantity | None, text: str) -> bool:
    """Tell whether the total follows its part: "30 children were among 39 people killed"."""
    if after is None or after.what is not quantity.what or (after.low or 0.0) < (quantity.low or 0.0):
        return False
    return re.search(r"\b(?:were|was|are|is) among\b", text[quantity.end : after.start]) is not None


def _is_part(part: Quantity, whole: Quantity | None, text: str) -> bool:
    """Tell whether a number is part of the total before it ("11, including 3"), or of one told elsewhere."""
    behind = text[part.end : part.end + _BEHIND]
    tail = behind if "." not in behind else ""
    if whole is None:
        before = text[max(0, part.start - _BEHIND) : part.start]
        leads = _cue("part").search(before) is not None and not re.search(r"[.;]", before)
        follows = re.match(r"[\w ,’'-]{0,40}?\b(?:were|was) among\b", text[part.end : part.end + 60])
        return leads or follows is not None or _cue("behind").match(behind.lstrip(" ,")) is not None
    smaller = part.low is None or whole.low is None or part.low < whole.low
    around = f"{text[whole.start : part.start]} {part.text}"
    cued = _cue("part").search(around) is not None or _cue("behind").search(tail) is not None
    return smaller and part.what is whole.what and (cued or part.of is not None)


def _is_no_total(quantity: Quantity, assertion: Assertion, reading: Reading) -> bool:
    """Tell whether a number is what was added, a share of those counted already, or no number at all."""
    window = reading.text[max(0, quantity.start - 12) : quantity.end]
    if _STAMP.search(window) and quantity.text.isdigit():
        return True
    before = reading.text[max(assertion.start, quantity.start - 12) : quantity.start].split()[-2:]
    if _cue("step").search(" ".join([*before, quantity.text])):
        return "no more" not in quantity.text.lower() and "more than" not in quantity.text.lower()
    return False


def _is_old(quantity: Quantity, assertion: Assertion, reading: Reading) -> bool:
    """Tell whether the words before a number say that it has been replaced."""
    before = reading.text[max(assertion.start, quantity.start - 40) : quantity.start]
    return any(match.end() >= len(before.rstrip()) for match in _cue("old").finditer(before))


def _category(quantity: Quantity, text: str) -> str:
    """Return whether a number is of the armed or of others; empty where its words tell not."""
    words = f"{quantity.text} {text[quantity.end : quantity.end + 24].split('.')[0]}".lower()
    armed, unarmed = _ARMED.search(words), _UNARMED.search(words)
    if armed and unarmed:
        return "armed" if armed.start() < unarmed.start() else "unarmed"
    return "armed" if armed else "unarmed" if unarmed else ""


def _is_headline(quantity: Quantity, reading: Reading) -> bool:
    return any(
        part.kind is PartKind.HEADLINE
        and part.start is not None
        and part.start <= quantity.start < (part.end or 0)
        for part in reading.report.parts
    )


def _printed_at(assertion: Assertion, reading: Reading) -> When | None:
    """Return the time of the update or entry that the words stand in, else of the report."""
    for part in reading.report.parts:
        inside = part.start is not None and part.end is not None and part.start <= assertion.start < part.end
        if part.kind is PartKind.UPDATE and part.at is not None and inside:
            return part.at
    return reading.report.published


def _noun(quantity: Quantity, assertion: Assertion, reading: Reading) -> str:
    """Return what is counted: the plural in the number's own words, else the first one before it."""
    own: list[str] = _PLURAL.findall(quantity.text.lower())
    before: list[str] = _PLURAL.findall(reading.text[assertion.start : quantity.start].lower())
    return (own[-1:] or before[:1] or [""])[0]


@cache
def _cue(role: str) -> re.Pattern[str]:
    patterns = (row["pattern"] for row in read_table("part_cues") if row["role"] == role)
    return re.compile("|".join(rf"\b(?:{pattern})\b" for pattern in patterns), re.IGNORECASE)
