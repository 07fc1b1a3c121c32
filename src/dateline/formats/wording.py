"""How records read in words: the same on the terminal and on the page."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from dateline.events import Settled
from dateline.model import (
    Claim,
    ControlClaim,
    ControlState,
    Count,
    Hedge,
    Origin,
    OriginKind,
    Progress,
    Relation,
    Sheet,
    SheetReport,
    Stance,
    When,
)

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

#: Invisible, but part of how words of some scripts are spelled.
_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"

RELATIONS: Mapping[Relation, str] = {
    Relation.REPRINT: "reprint",
    Relation.PARTIAL: "partial rewrite",
    Relation.ATTRIBUTED: "cites it",
    Relation.INDEPENDENT: "independent",
}
HEDGES: Mapping[Hedge, str] = {
    Hedge.NONE: "stated outright",
    Hedge.PROBABLE: "put as probable",
    Hedge.POSSIBLE: "put as possible",
    Hedge.DOUBTFUL: "put in doubt",
    Hedge.UNCONFIRMED: "put as unconfirmed",
}
STANCES: Mapping[Stance, str] = {
    Stance.AFFIRMS: "affirms",
    Stance.DENIES: "denies",
    Stance.REPORTS: "passes on",
}
#: What the letters and digits of the Admiralty code (NATO AJP-2.1) stand for.
RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
CREDIBILITY = {
    "1": "confirmed by others",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "truth cannot be judged",
}


class Headline(NamedTuple):
    """The three numbers of a sheet."""

    reports: int
    origins: int
    claims: int


def headline(sheet: Sheet) -> Headline:
    """Return how many reports, how many distinct roots of their claims, and how many claims."""
    roots = {e.origin for claim in sheet.claims for e in claim.evidence}
    return Headline(len(sheet.reports), len(roots) or len(sheet.origins), len(sheet.claims))


def plural(count: int, noun: str) -> str:
    """Return ``1 report`` or ``14 reports``."""
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def in_words(values: Iterable[str]) -> str:
    """Return ``a``, ``a and b``, or ``a, b and c``."""
    items = list(values)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def percent(share: float) -> str:
    """Return a share as whole percent."""
    return f"{round(share * 100)}%"


def figure(value: float | None) -> str:
    """Return a number as a reader writes it; an empty string for none."""
    if value is None:
        return ""
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,.1f}"


def signed(log_odds: float) -> str:
    """Return a share of log-odds with its sign, a true minus included."""
    return f"{log_odds:+.2f}".replace("-", "\N{MINUS SIGN}")


def value_of(count: Count) -> str:
    """Return the value as it was given: ``at least 9``, ``up to 30``, ``40–55``, ``about 70``."""
    if count.low is None and count.high is None:
        return "not stated"
    if count.high is None:
        return f"at least {figure(count.low)}"
    if count.low is None:
        return f"up to {figure(count.high)}"
    about = "about " if count.approx else ""
    if count.low == count.high:
        return about + figure(count.low)
    return f"{about}{figure(count.low)}–{figure(count.high)}"


def range_of(low: float | None, high: float | None) -> str:
    """Return ``21–40``, ``21 or more``, ``up to 40``."""
    if low is None and high is None:
        return "no figure"
    if high is None:
        return f"{figure(low)} or more"
    if low is None:
        return f"up to {figure(high)}"
    return figure(low) if low == high else f"{figure(low)}–{figure(high)}"


def progress_of(progress: Progress) -> str:
    """Return ``70% of the first phase``, ``12 km²``."""
    sign = "%" if progress.unit in {"percent", "%"} else f" {progress.unit}".rstrip()
    of = f" of {progress.of}" if progress.of else ""
    return f"{figure(progress.value)}{sign}{of}"


def settled_in_words(settled: Settled, control: Sequence[ControlClaim]) -> str:
    """Return the desk's reading of a place: ``contested: border guard or Blue Column``, ``held by rebels``.

    ``control`` are the claims that its rows count; without a dispute the last word comes first.
    """
    open_states = {
        ControlState.CONTESTED: "contested",
        ControlState.CLAIMED_ONLY: "claimed by one side, denied by another",
        ControlState.UNKNOWN: "not known now",
    }
    if settled.state in open_states:
        if all(control[n].state is ControlState.UNKNOWN for n in settled.rows):
            return "not known now, all was said too long ago"
        who = " or ".join(settled.actors)
        return open_states[settled.state] + (f": {who}" if who else "")
    by_state: dict[str, dict[str, None]] = {}
    for row in (control[n] for n in reversed(settled.rows)):
        if row.stance is not Stance.DENIES:
            by_state.setdefault(state_of(row), {})[row.actor] = None
    return "; ".join(f"{state} by {in_words(actors)}" for state, actors in by_state.items())


def stands(count: Count) -> bool:
    """Return whether a count is a standing number of the event's main happening, a part of none."""
    return (
        count.superseded_by is None and count.part_of is None and not count.withdrawn and count.happening == 0
    )


def standing_of(count: Count, *, left_out: bool = False) -> list[str]:
    """Return why a count is no plain rung of the event's ladder: superseded, withdrawn, of another happening.

    ``left_out`` says that the range does without it, which is told where nothing else tells why.
    """
    said = [
        (count.superseded_by is not None, "superseded"),
        (count.part_of is not None, "part of another count"),
        (count.withdrawn, "withdrawn by its claimant"),
        (count.happening > 0, "of another happening"),
        (left_out and stands(count), "left out of the range"),
        (count.jump, "leaps out of the series"),
    ]
    return [words for true, words in said if true]


def state_of(claim: ControlClaim) -> str:
    """Return the state in words: ``cut by fire``, ``denied: entered``, or that the claim has aged away."""
    if claim.state is ControlState.UNKNOWN:
        return "said too long ago"
    denied = "denied: " if claim.stance is Stance.DENIES else ""
    return denied + claim.state.replace("_", " ")


def time_of(when: When | None) -> str:
    """Return a time as a reader writes it, its precision and printed zone kept; empty for none."""
    if when is None:
        return ""
    day, _, clock = when.value.partition("T")
    return f"{_day(day)}, {_clock(clock)}" if clock else _day(day)


def clock_of(when: When | None) -> str:
    """Return the clock part alone, or the day where no clock was given."""
    if when is None:
        return ""
    day, _, clock = when.value.partition("T")
    return _clock(clock) if clock else _day(day)


def day_of(when: When | None) -> str:
    """Return the day part alone."""
    return "" if when is None else _day(when.value.partition("T")[0])


def _day(value: str) -> str:
    parts = value.split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3:
        return value
    numbers = [int(part) for part in parts]
    if len(numbers) == 1 or not 1 <= numbers[1] <= 12:
        return value
    month = _MONTHS[numbers[1] - 1]
    return f"{month} {numbers[0]}" if len(numbers) == 2 else f"{numbers[2]} {month} {numbers[0]}"


def _clock(value: str) -> str:
    cut = next((n for n, c in enumerate(value) if c in "Z+-"), len(value))
    clock, zone = value[:cut], value[cut:]
    if clock.count(":") == 2:
        clock = clock.removesuffix(":00")
    clock = f"{clock}h" if len(clock) == 2 else clock
    return f"{clock} UTC{'' if zone in {'Z', '+00:00'} else zone}" if zone else clock


def precision_of(when: When | None) -> str:
    """Return ``to the day`` and the like."""
    return f"to the {when.precision}" if when is not None else "no time given"


def names_of(origins: Sequence[Origin]) -> dict[str, str]:
    """Return the name to show for each origin id; two of one name carry their id."""
    seen = Counter(origin.name for origin in origins)
    return {o.id: o.name if seen[o.name] == 1 else f"{o.name} ({o.id})" for o in origins}


def calls_of(reports: Sequence[SheetReport]) -> dict[str, str]:
    """Return what to call each report: its outlet, with the time where the outlet has several."""
    outlets = Counter(report.outlet or report.id for report in reports)
    made = {}
    for report in reports:
        outlet = report.outlet or report.id
        at = clock_of(report.published).partition(" UTC")[0]
        made[report.id] = f"{outlet}, {at or report.id}" if outlets[outlet] > 1 else outlet
    seen = Counter(made.values())
    return {r: called if seen[called] == 1 else f"{called} ({r})" for r, called in made.items()}


def kind_of(origin: Origin) -> str:
    """Return whether the origin's own report is among the reports."""
    return "own report at hand" if origin.kind is OriginKind.CAPTURED else "named, not at hand"


def stances_of(claim: Claim) -> str:
    """Return ``9 affirm · 2 deny · 3 pass on``, each counted by origin."""
    behind = {stance: {e.origin for e in claim.evidence if e.stance is stance} for stance in Stance}
    verbs = {Stance.AFFIRMS: "affirm", Stance.DENIES: "deny", Stance.REPORTS: "pass on"}
    return " · ".join(f"{len(behind[s])} {verbs[s]}" for s in Stance if behind[s])


def is_disputed(claim: Claim) -> bool:
    """Return whether origins both affirm and deny it."""
    stances = {e.stance for e in claim.evidence}
    return Stance.DENIES in stances and len(stances) > 1


def by_weight(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims that most reports share first; then the disputed ones; then as they came."""
    return sorted(claims, key=lambda c: (-c.reports, not is_disputed(c), -c.independent_origins))


def flips_of(claim: Claim, names: Mapping[str, str]) -> str:
    """Return one sentence on what the word hangs on."""
    if not claim.odds.flips:
        return "No single origin carries it: without any one of them the word stays."
    who = in_words(names.get(origin, origin) for origin in claim.odds.flips)
    each = "either of" if len(claim.odds.flips) == 2 else "any one of" if len(claim.odds.flips) > 2 else ""
    return f"Without {each + ' ' if each else ''}{who} the word would change."


def admiralty_of(code: str) -> str:
    """Return what an Admiralty rating says."""
    parts = [RELIABILITY.get(code[:1], ""), CREDIBILITY.get(code[1:], "")]
    return "source " + ", content ".join(part for part in parts if part) if all(parts) else ""


def as_title(text: str) -> str:
    """Return the words with a capital first letter, as the title of a claim begins."""
    return text[:1].upper() + text[1:]


def printable(text: str) -> str:
    """Return the text on one line without control and direction-changing characters."""
    shown = (c if unicodedata.category(c) != "Cf" or c in _JOINERS else "" for c in text)
    return " ".join("".join(c if c.isprintable() or c in _JOINERS else " " for c in shown).split())
