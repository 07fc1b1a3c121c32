"""The closed sets of the contract, one enum each."""

from __future__ import annotations

from enum import StrEnum


class Precision(StrEnum):
    """How much of a time was given."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    HOUR = "hour"
    MINUTE = "minute"
    SECOND = "second"


class PartKind(StrEnum):
    """What a stretch of a report is."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    DATELINE = "dateline"
    BODY = "body"
    QUOTE = "quote"
    CAPTION = "caption"
    EDITORS_NOTE = "editors_note"
    UPDATE = "update"
    CREDIT = "credit"
    BYLINE = "byline"
    FURNITURE = "furniture"


#: Parts that carry the report's own news: places and assertions are read from these alone.
PROSE = frozenset(
    {
        PartKind.HEADLINE,
        PartKind.STANDFIRST,
        PartKind.BODY,
        PartKind.QUOTE,
        PartKind.CAPTION,
        PartKind.EDITORS_NOTE,
        PartKind.UPDATE,
    }
)


class Commenting(StrEnum):
    """Whether readers can comment, as far as the page says."""

    OPEN = "open"
    CLOSED = "closed"
    LOGIN = "login"
    SCRIPT = "script"
    NONE = "none"


class ToponymKind(StrEnum):
    """What sort of place a toponym names."""

    POPULATED = "populated"
    ADMIN = "admin"
    COUNTRY = "country"
    REGION = "region"
    WATER = "water"
    MOUNTAIN = "mountain"
    FACILITY = "facility"
    DEMONYM = "demonym"


class Inside(StrEnum):
    """The longer name that a toponym stands in."""

    ORGANISATION = "organisation"
    PERSON = "person"


class Unresolved(StrEnum):
    """Why a toponym has no place."""

    UNKNOWN = "unknown"
    AMBIGUOUS = "ambiguous"
    TOO_FAR = "too_far"


class EntityKind(StrEnum):
    """What a name names."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    MEDIA = "media"


class TagKind(StrEnum):
    """The three roles in an attribution."""

    SOURCE = "source"
    CUE = "cue"
    CONTENT = "content"


class CueClass(StrEnum):
    """What a cue does with the words it introduces."""

    SAY = "say"
    REPORT = "report"
    KNOW = "know"
    DENY = "deny"
    CLAIM = "claim"
    ATTITUDE = "attitude"


class Hedge(StrEnum):
    """Wording that weakens an assertion, weakest commitment last."""

    NONE = "none"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    DOUBTFUL = "doubtful"
    UNCONFIRMED = "unconfirmed"


class Polarity(StrEnum):
    """Whether the speaker stands behind the words, denies them or only passes them on."""

    AFFIRM = "affirm"
    DENY = "deny"
    REPORT = "report"


class AssertionKind(StrEnum):
    """What an assertion is about."""

    CASUALTY = "casualty"
    TERRITORY = "territory"
    STRIKE = "strike"
    CLASH = "clash"
    MOVEMENT = "movement"
    NEGOTIATION = "negotiation"
    AID = "aid"
    STATEMENT = "statement"
    OTHER = "other"


class Counted(StrEnum):
    """What a quantity counts."""

    KILLED = "killed"
    WOUNDED = "wounded"
    DISPLACED = "displaced"
    DETAINED = "detained"
    PERCENT = "percent"
    OTHER = "other"


class Stance(StrEnum):
    """How a report stands to a claim."""

    AFFIRMS = "affirms"
    DENIES = "denies"
    REPORTS = "reports"


class Relation(StrEnum):
    """How a child report depends on its parent."""

    REPRINT = "reprint"
    PARTIAL = "partial"
    ATTRIBUTED = "attributed"
    INDEPENDENT = "independent"


class Direction(StrEnum):
    """Which way the words went."""

    PARENT_TO_CHILD = "parent_to_child"
    COMMON_ORIGIN = "common_origin"
    UNKNOWN = "unknown"


class OriginKind(StrEnum):
    """Whether the origin's own report is at hand."""

    CAPTURED = "captured"
    NAMED = "named"


class Confidence(StrEnum):
    """How much evidence the odds rest on; apart from the odds themselves."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


class Yardstick(StrEnum):
    """The table that turns a probability into a word."""

    PHIA = "phia"
    ICD203 = "icd203"


class ControlState(StrEnum):
    """How a place is held, as somebody claims it."""

    HELD = "held"
    CONTESTED = "contested"
    BESIEGED = "besieged"
    CUT_BY_FIRE = "cut_by_fire"
    ENTERED = "entered"
    LEFT = "left"
    CLAIMED_ONLY = "claimed_only"
    UNKNOWN = "unknown"
