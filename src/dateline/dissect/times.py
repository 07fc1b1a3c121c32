"""When a page says it was published and last changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from dateline.dissect.page import TIMES_LINE, Page
from dateline.dissect.printed import find_clocks, find_printed
from dateline.dissect.time_voices import (
    UPDATED_METAS,
    TimeVoice,
    first_of,
    first_stamp,
    is_full_day,
    month_from_url,
    printed_voices,
    silent_voices,
    stated_voices,
)
from dateline.dissect.votes import ballot
from dateline.model import Part, PartKind, Precision, When
from dateline.text.dates import sort_key

#: Days between a stated time and the printed one that a time zone explains.
ONE_DAY, MAX_SHORT, MAX_ZONE_S, QUARTER_S = 1, 90, 14 * 3600, 900
_HEAD = (
    "json-ld",
    "meta",
    "marked-published",
    "json-ld-created",
    "time-element",
    "weak-meta",
    "json-ld-other",
    "url",
    "script",
)
_STATED = {"json-ld", "json-ld-created", "meta", "weak-meta", "json-ld-other", "url", "script"}


@dataclass(slots=True)
class DayCandidate:
    """A day on which the page may have been published, and everything that names it."""

    day: str
    voices: list[TimeVoice]
    features: dict[str, float] = field(default_factory=dict)


def read_times(page: Page) -> tuple[When | None, When | None]:
    """Mark the times lines and return (published, updated); each None where the page does not say.

    Each day that the head, a line or the address names is weighed by who names it; of the likeliest day the
    finest time is taken, as printed where the line prints it.
    """
    printed = printed_voices(page)
    candidates = day_candidates(page, printed)
    best = ballot("published").elect(candidates)
    published = _finest(best.voices) if best is not None else _month(page, printed)
    updated = _updated(page, candidates, published)
    mark_times(page, printed, published=published, updated=updated)
    return published, updated


def likely_day(page: Page) -> When | None:
    """Return the time that the page's head states, else the first that a short line near the headline prints."""
    stated = next((v.when for v in stated_voices(page) if v.source in ("json-ld", "meta", "weak-meta")), None)
    if stated is not None:
        return stated
    voices = (v for v in printed_voices(page) if len(page.blocks[v.block].text) <= MAX_SHORT)
    return next((v.when for v in voices if v.source == "printed"), None)


def day_candidates(page: Page, printed: list[TimeVoice]) -> list[DayCandidate]:
    """Return the days that the page offers as its publication, each with its features."""
    found: dict[str, list[TimeVoice]] = {}
    stated = stated_voices(page)
    if not stated and not printed and not page.plain:
        stated = silent_voices(page)
    for voice in (*stated, *printed):
        if is_full_day(voice.when) and (voice.source not in _STATED or voice.block < 0):
            found.setdefault(voice.when.value[:10], []).append(voice)
    _join_zones(found)
    changed = _changed(page)
    lines = [v.when.value[:10] for v in printed if v.source == "printed" and is_full_day(v.when)]
    return [
        DayCandidate(day, voices, _features(page, day, voices, found=found, changed=changed, lines=lines))
        for day, voices in found.items()
    ]


def _join_zones(found: dict[str, list[TimeVoice]]) -> None:
    """Move what the head states in UTC to the day that a line prints for the same instant on its own clock."""
    for day, voices in list(found.items()):
        clocks = [v.when for v in voices if v.source == "printed" and "updated" not in v.traits]
        for other in [d for d in found if d != day and _apart(day, d) == ONE_DAY]:
            late = day < other and _named_twice(voices)
            moved = [
                v
                for v in found[other]
                if v.block < 0
                and ((late and _early_in_utc(v.when)) or any(_same_instant(v.when, c) for c in clocks))
            ]
            found[day] += moved
            found[other] = [v for v in found[other] if v not in moved]
    for day in [d for d, voices in found.items() if not voices]:
        del found[day]


def _named_twice(voices: list[TimeVoice]) -> bool:
    """Return whether the address and a line near the headline name a day."""
    return any(v.source == "url" for v in voices) and any(
        v.source == "printed" and "near" in v.traits and "updated" not in v.traits for v in voices
    )


def _early_in_utc(stated: When) -> bool:
    """Return whether a time in UTC falls on the day before somewhere west of Greenwich."""
    return stated.value.endswith(("Z", "+00:00")) and "T00:00" < stated.value[10:16] < "T12"


def _same_instant(stated: When, printed: When) -> bool:
    """Return whether a time in UTC and a printed one differ by nothing but a zone: whole quarters of an hour."""
    if not stated.value.endswith(("Z", "+00:00")) or printed.precision not in (
        Precision.MINUTE,
        Precision.SECOND,
    ):
        return False
    wall = When(value=printed.value[:16], precision=Precision.MINUTE)
    cut = When(value=stated.value[:16], precision=Precision.MINUTE)
    one, two = sort_key(cut), sort_key(wall)
    return (
        one is not None and two is not None and abs(one - two) <= MAX_ZONE_S and (one - two) % QUARTER_S == 0
    )


def _features(
    page: Page,
    day: str,
    voices: list[TimeVoice],
    *,
    found: dict[str, list[TimeVoice]],
    changed: When | None,
    lines: list[str],
) -> dict[str, float]:
    """Return what speaks for and against a day, by name."""
    features = {f"from {v.source}": 1.0 for v in voices if "updated" not in v.traits}
    spoken = [v for v in voices if v.block >= 0]
    updates = [v for v in spoken if "updated" in v.traits or v.source == "marked-updated"]
    features["labelled as update"] = float(bool(spoken) and len(updates) == len(spoken))
    for trait in ("labelled", "named", "named-holder", "near", "marked-published"):
        features[f"line {trait}"] = float(any(trait in v.traits for v in spoken if v not in updates))
    for trait in ("far", "furniture", "behind", "in-text"):
        features[f"only {trait}"] = float(bool(spoken) and all(trait in v.traits for v in spoken))
    head = {d for d, vs in found.items() if any(v.source in ("json-ld", "meta") for v in vs)}
    features["head names another day"] = float(bool(head) and day not in head)
    features["head names the next day"] = float(
        day not in head and any(_apart(day, d) == ONE_DAY for d in head)
    )
    features["head is in UTC and names the next day"] = float(day not in head and _beside_utc(day, found))
    earlier = any(d < day for d in head)
    features["is the day of change, head names an earlier"] = float(
        changed is not None and changed.value[:10] == day and earlier
    )
    features["is the day of change"] = float(changed is not None and changed.value[:10] == day)
    features["first on the lines"] = float(bool(lines) and lines[0] == day)
    features["only day on the lines"] = float(set(lines) == {day})
    features["earliest"] = float(len(found) > 1 and day == min(found))
    features["voices"] = min(4.0, float(len({v.source for v in voices if "updated" not in v.traits})))
    month = month_from_url(page.url)
    features["address names another month"] = float(month is not None and not day.startswith(month))
    features["address names the month"] = float(month is not None and day.startswith(month))
    return {name: value for name, value in features.items() if value}


def _beside_utc(day: str, found: dict[str, list[TimeVoice]]) -> bool:
    """Return whether the head names the day before or after in UTC, which the outlet's own clock explains."""
    stated = (v.when.value for vs in found.values() for v in vs if v.source in ("json-ld", "meta"))
    return any(v.endswith(("Z", "+00:00")) and _apart(day, v[:10]) == ONE_DAY for v in stated)


def _apart(day: str, other: str) -> int:
    return abs((date.fromisoformat(day) - date.fromisoformat(other)).days)


def _finest(voices: list[TimeVoice]) -> When:
    """Return the time as printed, or the head's where that says the same and more."""
    printed = [v.when for v in voices if v.source == "printed" and "updated" not in v.traits]
    stated = [v.when for source in _HEAD for v in voices if v.source == source and "updated" not in v.traits]
    longest = max(stated, key=lambda w: len(w.value.split("+")[0]) > 10, default=None)
    shown = max(printed, key=lambda w: len(w.value), default=None)
    return merge(shown, longest) or voices[0].when


def stated_times(page: Page, published: When | None, updated: When | None) -> tuple[Part, ...]:
    """Return parts without a span for the times that the head or the address states: where each was found.

    Their ``at`` is the time, their method names the place: ``rule:published-json-ld/1``, ``rule:updated-meta/1``.
    """
    parts = []
    if published is not None:
        voices = (v for v in stated_voices(page) if v.when.value[:10] == published.value[:10])
        if (voice := next(voices, None)) is not None:
            parts.append(_stated_part("published", voice.source, voice.when))
    if (
        updated is not None
        and (changed := _changed(page)) is not None
        and changed.value[:10] == updated.value[:10]
    ):
        source = "json-ld" if first_of(page.facts.article.get("dateModified")) else "meta"
        parts.append(_stated_part("updated", source, changed))
    return tuple(parts)


def _stated_part(what: str, source: str, when: When) -> Part:
    method = f"rule:{what}-{source}/1"
    return Part(kind=PartKind.FURNITURE, start=None, end=None, text=when.value, at=when, method=method)


def merge(printed: When | None, stated: When | None) -> When | None:
    """Return the printed time, or the head's where it says the same day and more."""
    if printed is None or stated is None:
        return printed or stated
    finer = len(stated.value) > len(printed.value)
    if printed.precision is Precision.DAY and finer and stated.value[:10] == printed.value[:10]:
        return stated
    if finer and stated.value.startswith(printed.value[:16]) and len(printed.value) <= 16:
        return stated
    return printed


def _month(page: Page, printed: list[TimeVoice]) -> When | None:
    """Return the month that the head or a line near the headline names, where no day is known."""
    voices = [*stated_voices(page), *(v for v in printed if "near" in v.traits)]
    return next((v.when for v in voices if not is_full_day(v.when) and "updated" not in v.traits), None)


def _changed(page: Page) -> When | None:
    return first_of(page.facts.article.get("dateModified")) or first_stamp(page, UPDATED_METAS)


def _updated(page: Page, candidates: list[DayCandidate], published: When | None) -> When | None:
    """Return the time of the last change: what a line prints as such, else what the head states if it is later."""
    changed = _changed(page)
    voices = [v for c in candidates for v in c.voices if v.block >= 0 and "behind" not in v.traits]
    for source in ("printed", "marked-updated", "time-element", "marked-published"):
        for voice in sorted(voices, key=lambda v: v.block):
            if voice.source == source and ("updated" in voice.traits or source == "marked-updated"):
                return merge(voice.when, changed)
    if changed is None or (published is not None and not _is_later(changed, published)):
        return None
    return changed


def _is_later(changed: When, published: When) -> bool:
    if changed.value == published.value:
        return False
    later, earlier = sort_key(changed), sort_key(published)
    return later is not None and earlier is not None and later > earlier


def mark_times(
    page: Page, printed: list[TimeVoice], *, published: When | None = None, updated: When | None = None
) -> None:
    """Mark the lines that print times; the first that prints the time taken bears it as its ``at``."""
    left = {"published": published, "updated": updated}
    for voice in printed:
        block = page.blocks[voice.block]
        if voice.source != "printed" or block.zones & {"footer"} or not page.is_open(voice.block):
            continue
        if page.is_free(voice.block):
            page.take(voice.block, PartKind.FURNITURE, TIMES_LINE)
        for what, when in left.items():
            fits = ("updated" in voice.traits) == (what == "updated")
            if when is not None and fits and voice.when.value[:10] == when.value[:10]:
                page.pieces[voice.block][0].at = page.pieces[voice.block][0].at or when
                left[what] = None


def stamp_clocks(line: str) -> bool:
    """Return whether a line is a time and nothing else, as the heads of live entries are."""
    covered = sum(d.end - d.start for d in find_printed(line)) or sum(
        c.end - c.start for c in find_clocks(line)
    )
    return covered > 0 and covered >= 0.7 * len(line.strip())
