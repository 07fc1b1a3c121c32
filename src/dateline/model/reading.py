"""What one report says: places, names, assertions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dateline.model.report import Report, Span, When
from dateline.model.vocabulary import (
    AssertionKind,
    Counted,
    CueClass,
    EntityKind,
    Hedge,
    Inside,
    Polarity,
    TagKind,
    ToponymKind,
    Unresolved,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GazetteerEntry:
    """A place as the gazetteer holds it; ``parents`` are names of the units around it, nearest first.

    ``box`` is the extent of an area in degrees: south, west, north, east; west is greater than east where it
    runs over the date line.
    """

    id: str
    name: str
    country: str | None
    kind: ToponymKind
    lat: float
    lon: float
    precision_km: float
    population: int = 0
    parents: tuple[str, ...] = ()
    box: tuple[float, float, float, float] | None = None
    source: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A gazetteer entry offered for a toponym.

    ``prob`` is the chance that it lies within 161 km of the place meant.
    """

    id: str
    name: str
    country: str | None
    lat: float
    lon: float
    prob: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The entry chosen; ``why`` holds each feature's share of its log-odds."""

    id: str
    name: str
    country: str | None
    lat: float
    lon: float
    precision_km: float
    prob: float
    why: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """A spelling in the text, the place it was resolved to, or the reason why not."""

    start: int
    end: int
    text: str
    kind: ToponymKind
    inside: Inside | None = None
    place: Place | None = None
    reason: Unresolved | None = None
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A name of a person, organisation, place or medium."""

    start: int
    end: int
    text: str
    kind: EntityKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """One role found by a tagger: who says, the words that attribute, or what is said.

    ``faint`` is 0 for a tag that the tagger stands by; 1 and 2 for those that it finds only when a span costs less
    to open: whoever links tags may take them up where one is missing.
    """

    start: int
    end: int
    kind: TagKind
    faint: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Certainty:
    """How surely a word's event happened: 3 it did, -3 it did not, 0 it is open."""

    start: int
    end: int
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class NameLeaning:
    """The chances that a word belongs to a name of each kind, and that a name of whatever kind begins with it."""

    start: int
    end: int
    person: float
    organisation: float
    place: float
    other: float
    opens: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What a tagger finds in a text, each in text order, offsets into that text.

    ``names`` is None where the tagger finds none by itself; ``certainties`` and ``leanings`` are then empty, too.
    ``leanings`` leaves out the words that hardly belong to a name.
    """

    tags: tuple[Tag, ...] = ()
    names: tuple[Entity, ...] | None = None
    certainties: tuple[Certainty, ...] = ()
    leanings: tuple[NameLeaning, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """The innermost source named beside the words; ``role`` is its generic part ("officials")."""

    start: int
    end: int
    text: str
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """The words that attribute, and their class."""

    start: int
    end: int
    text: str
    cue_class: CueClass


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A counted thing. ``of`` is the whole it is a share of, in words ("the first phase")."""

    what: Counted
    low: float | None
    high: float | None
    approx: bool
    of: str | None
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assertion:
    """One report's making of one claim.

    ``speaker`` and ``cue`` None with an empty ``chain`` is the outlet's own voice.
    """

    id: str
    start: int
    end: int
    text: str
    spans: tuple[tuple[int, int], ...]
    speaker: Speaker | None = None
    cue: Cue | None = None
    chain: tuple[Span, ...] = ()
    quoted: bool = False
    hedge: Hedge = Hedge.NONE
    hedge_cues: tuple[Span, ...] = ()
    polarity: Polarity = Polarity.AFFIRM
    kind: AssertionKind = AssertionKind.OTHER
    when: When | None = None
    places: tuple[int, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    method: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A report and what it says; ``assertions[].places`` index into ``toponyms``."""

    report: Report
    toponyms: tuple[Toponym, ...] = ()
    entities: tuple[Entity, ...] = ()
    assertions: tuple[Assertion, ...] = ()

    @property
    def id(self) -> str:
        """The report's id."""
        return self.report.id

    @property
    def text(self) -> str:
        """The text that all spans point into."""
        return self.report.text
