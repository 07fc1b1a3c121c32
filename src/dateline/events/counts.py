"""The count ladder: which number replaces which, of which happening, and which its claimant took back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.events.happenings import tell_apart
from dateline.events.jumps import leaps, series_leaps
from dateline.events.said import PEOPLE, Said, read_numbers
from dateline.events.withdrawals import Withdrawn, find_withdrawn
from dateline.model import Count, Reading

_Key = tuple[object, ...]


def ladder_counts(
    readings: Sequence[Reading], *, origin_of: Mapping[tuple[str, str], str]
) -> tuple[Count, ...]:
    """Return every number of people that a claimant gave, in the order given; of other things, those that move.

    A claimant's later total supersedes the earlier one, up or down; a number repeated is one count, by the
    report that printed it first; a part belongs to its total and stands on no ladder of its own. Counts of
    another happening (``happening`` above 0) have ladders of their own. ``origin_of`` maps (report, assertion)
    to the origin behind it; other assertions are left out.
    """
    said = _told_once(list(read_numbers(readings, origin_of=origin_of)))
    ordered = tell_apart(_moving(sorted(said, key=_order)))
    first: dict[_Key, int] = {}
    kept: list[Said] = []
    for item in ordered:
        key = (item.ladder, item.value, item.is_part)
        if key not in first:
            first[key] = len(kept)
            kept.append(item)
    counts = [_count(item) for item in kept]
    _link_parts(counts, kept, first)
    tied = [n for n, item in enumerate(kept) if not item.is_part or counts[n].part_of is not None]
    kept, counts = [kept[n] for n in tied], _renumbered(counts, tied)
    _link_ladder(counts, kept)
    _take_back(counts, find_withdrawn(readings, origin_of=origin_of))
    _flag_leaps(counts)
    return tuple(counts)


def _renumbered(counts: Sequence[Count], tied: Sequence[int]) -> list[Count]:
    """Return the counts without parts of a total that nobody gave: they are no totals themselves."""
    place = {old: new for new, old in enumerate(tied)}
    return [
        replace(counts[n], part_of=None if (whole := counts[n].part_of) is None else place.get(whole))
        for n in tied
    ]


def _order(said: Said) -> tuple[float, int, int, int]:
    """A number that the same words replace goes before the one that replaces it."""
    instant, report, start = said.order
    return instant, report, 0 if said.old else 1, start


def _told_once(said: Sequence[Said]) -> list[Said]:
    """Leave out what a report says in its own voice and gives as another's beside it.

    A headline over an attributed number is the headline's wording, not a second claim; a vague one ("dozens")
    is so over any number of its kind.
    """
    by_report: dict[tuple[str, object], list[Said]] = {}
    for item in said:
        by_report.setdefault((item.report, item.quantity.what), []).append(item)
    return [s for s in said if not _is_echo(s, by_report[s.report, s.quantity.what])]


def _is_echo(item: Said, beside: Sequence[Said]) -> bool:
    if item.is_part or item.quantity.what not in PEOPLE or not (item.own or item.headline):
        return False
    others = [s for s in beside if s is not item and not s.is_part and s.claimant != item.claimant]
    exact = [s for s in others if not s.own and s.point == item.point]
    exact += [s for s in beside if item.headline and s.quantity.high is None and _is_same(s, item)]
    return bool(exact) or (item.headline and _is_vague(item) and any(s.point >= item.point for s in others))


def _is_same(one: Said, item: Said) -> bool:
    """Return whether the text gives the headline's number, with a bound that the headline leaves out."""
    return (
        not one.headline
        and one.claimant == item.claimant
        and one.point == item.point
        and one.value != item.value
    )


def _is_vague(item: Said) -> bool:
    return item.quantity.high is None and not any(c.isdigit() for c in item.quantity.text)


def _moving(said: Sequence[Said]) -> list[Said]:
    """Leave out other things of which only one number was ever given."""
    values: dict[str, set[object]] = {}
    for item in said:
        values.setdefault(item.noun, set()).add((item.claimant, item.value))
    return [s for s in said if s.quantity.what in PEOPLE or (s.noun and len(values[s.noun]) > 1)]


def _count(item: Said) -> Count:
    quantity = item.quantity
    return Count(
        what=quantity.what,
        low=quantity.low,
        high=quantity.high,
        approx=quantity.approx,
        claimant=item.claimant,
        report=item.report,
        at=item.at,
        supersedes=None,
        superseded_by=None,
        part_of=None,
        happening=item.happening,
        start=quantity.start,
        end=quantity.end,
        text=quantity.text,
    )


def _link_parts(counts: list[Count], kept: Sequence[Said], first: Mapping[_Key, int]) -> None:
    """Tie each part to its total: the one in its own words, else the latest its claimant had given."""
    latest: dict[_Key, int] = {}
    for index, item in enumerate(kept):
        whole: int | None
        if not item.is_part:
            latest[item.ladder] = index
            continue
        if item.whole is not None:
            value = (item.whole.low, item.whole.high)
            whole = first.get((item.ladder, value, False), first.get((item.ladder, value, True)))
        else:
            whole = None
        if whole is None or item.point >= kept[whole].point:
            whole = latest.get(item.ladder)
        if whole is not None and item.point < kept[whole].point:
            counts[index] = replace(counts[index], part_of=whole)


def _link_ladder(counts: list[Count], kept: Sequence[Said]) -> None:
    """Tie each claimant's totals of one kind together; two totals of one report are no step."""
    latest: dict[_Key, int] = {}
    for index, item in enumerate(kept):
        if item.is_part:
            continue
        before = latest.get(item.ladder)
        if before is not None:
            same = kept[before].report == item.report and kept[before].at == item.at
            if same and not kept[before].old:
                continue
            counts[index] = replace(counts[index], supersedes=before)
            counts[before] = replace(counts[before], superseded_by=index)
        latest[item.ladder] = index


def _take_back(counts: list[Count], withdrawn: Sequence[Withdrawn]) -> None:
    """Mark the counts that their own claimant withdrew, by its number."""
    for index, count in enumerate(counts):
        if any(
            w.claimant == count.claimant
            and w.quantity.what is count.what
            and (w.quantity.low, w.quantity.high) == (count.low, count.high)
            for w in withdrawn
        ):
            counts[index] = replace(count, withdrawn=True)


def _flag_leaps(counts: list[Count]) -> None:
    """Mark the values that leap away from their claimant's series, or from what all claimants say last."""
    series: dict[_Key, list[int]] = {}
    for index, count in enumerate(counts):
        if count.part_of is None and count.what in PEOPLE:
            series.setdefault((count.claimant, count.what, count.happening), []).append(index)
    for rungs in series.values():
        for index, leap in zip(rungs, series_leaps([_point(counts[n]) for n in rungs]), strict=True):
            counts[index] = replace(counts[index], jump=leap)
    ladders: dict[_Key, list[int]] = {}
    for key, rungs in series.items():
        live = [n for n in rungs if counts[n].superseded_by is None and not counts[n].withdrawn]
        ladders.setdefault(key[1:], []).extend(live)
    for rungs in ladders.values():
        values = {n: _point(counts[n]) for n in rungs if counts[n].low is not None}
        for index in values:
            if leaps(values[index], [v for n, v in values.items() if n != index]):
                counts[index] = replace(counts[index], jump=True)


def _point(count: Count) -> float:
    return next((v for v in (count.low, count.high) if v is not None), 0.0)
