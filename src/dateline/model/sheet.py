"""What many reports of one event add up to."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.report import Span, When
from dateline.model.vocabulary import (
    Confidence,
    ControlState,
    Counted,
    Direction,
    Hedge,
    OriginKind,
    Relation,
    Stance,
    Yardstick,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """One input that could not be used, as a row: ``line`` is its line in a JSONL file."""

    id: str | None
    line: int | None
    code: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetReport:
    """A report in the sheet: the roots of its central claim, and its Admiralty rating."""

    id: str
    outlet: str | None
    published: When | None
    title: str | None
    origins: tuple[str, ...]
    admiralty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The same words on both sides: spans into the child's and the parent's text."""

    child: tuple[int, int]
    parent: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A relay: ``child`` took it from ``parent`` (a report id, or the id of a named origin).

    ``share`` is the part of the child's prose that stands in the parent, 0 to 1. ``cue`` is the wording in
    the child that names the parent.
    """

    child: str
    parent: str
    direction: Direction
    relation: Relation
    prob: float
    share: float
    passages: tuple[Passage, ...] = ()
    cue: Span | None = None
    method: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Who ultimately stands behind claims; ``reports`` are those that rest on it."""

    id: str
    name: str
    names: tuple[str, ...]
    kind: OriginKind
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One assertion's part in a claim. ``hops``: links between the report and its origin, 0 = own voice."""

    report: str
    assertion: str
    stance: Stance
    origin: str
    hedge: Hedge
    hops: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """What one origin adds to the log-odds of a claim, and the exact words that carry it."""

    origin: str
    stance: Stance
    hedge: Hedge
    hops: int
    log_odds: float
    report: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Odds:
    """The weighing of one claim.

    ``prob`` is the sigmoid of the prior plus the sum of the rows, clipped to [.02, .98].
    """

    prior_log_odds: float
    prob: float
    interval: tuple[float, float]
    word: str
    confidence: Confidence
    flips: tuple[str, ...]
    ledger: tuple[LedgerRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A proposition that assertions share, with its evidence and its odds."""

    id: str
    text: str
    kind: str
    evidence: tuple[Evidence, ...]
    reports: int
    independent_origins: int
    odds: Odds


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number as one claimant (an origin id) gave it; the indices point into the sheet's ``counts``.

    ``happening`` 0 is the event's own, others are told apart by place, day and strike. ``withdrawn``: its own
    claimant took it back. ``jump``: beyond three robust deviations of its series or ladder.
    """

    what: Counted
    low: float | None
    high: float | None
    approx: bool
    claimant: str
    report: str
    at: When | None
    supersedes: int | None
    superseded_by: int | None
    part_of: int | None
    start: int
    end: int
    text: str
    happening: int = 0
    withdrawn: bool = False
    jump: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """The range that the live counts leave; ``left_out`` are counts without a standing in it."""

    what: Counted
    low: float | None
    best: float | None
    high: float | None
    independent_origins: int
    left_out: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPlace:
    """A place that the reports name, with every spelling."""

    id: str
    name: str
    lat: float
    lon: float
    precision_km: float
    mentions: int
    spellings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """What is said to have happened when; ``by_publication`` where its words give no time but the report's own."""

    at: When | None
    text: str
    claims: tuple[str, ...]
    places: tuple[str, ...]
    by_publication: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlClaim:
    """Who holds a place (its id), as one claimant says."""

    place: str
    actor: str
    state: ControlState
    as_of: When | None
    claimant: str
    report: str
    stance: Stance
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """A figure of progress and its denominator in words; ``jump``: it leaps away from its claimant's series."""

    measure: str
    value: float
    unit: str
    of: str | None
    claimant: str
    report: str
    at: When | None
    start: int
    end: int
    text: str
    jump: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """A named undertaking: directions of advance, phases, progress as claimed."""

    name: str
    axes: tuple[str, ...]
    phases: tuple[str, ...]
    progress: tuple[Progress, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The incident sheet."""

    as_of: When | None
    yardstick: Yardstick
    errors: tuple[Failure, ...]
    reports: tuple[SheetReport, ...]
    lineage: tuple[Edge, ...]
    origins: tuple[Origin, ...]
    claims: tuple[Claim, ...]
    counts: tuple[Count, ...]
    estimates: tuple[Estimate, ...]
    places: tuple[SheetPlace, ...]
    timeline: tuple[TimelineEntry, ...]
    control: tuple[ControlClaim, ...]
    operations: tuple[Operation, ...]
