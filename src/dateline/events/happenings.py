"""Which numbers of a folder count the same happening: another place, day or strike has a ladder of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from dateline.events.said import PEOPLE, Said
from dateline.events.spots import Spot
from dateline.model import Counted

#: Words this far behind a number, in characters, still speak of its happening where they name no place.
_SAME_BREATH = 240


class _Happening:
    """What is known of one happening while the numbers are read."""

    def __init__(self) -> None:
        self.spots: dict[tuple[str | None, int | None], Spot] = {}
        self.reports: set[str] = set()
        self.values: dict[tuple[str, Counted, str], set[tuple[float | None, float | None]]] = {}
        self.given: dict[tuple[str, str, Counted, str], list[Said]] = {}

    def takes(self, said: Said) -> bool:
        """Return whether place and day fit all that is known."""
        return not any(spot.clashes(said.spot) for spot in self.spots.values())

    def knows(self, said: Said) -> bool:
        """Return whether its claimant has given this number of it before."""
        return said.value in self.values.get((said.claimant, said.quantity.what, said.noun), ())

    def earlier(self, said: Said) -> list[Said]:
        """Return the totals of this kind that the claimant gave of it in the same report."""
        return self.given.get((said.report, said.claimant, said.quantity.what, said.noun), [])

    def add(self, said: Said) -> None:
        """Count a number to this happening."""
        place = said.spot.place
        self.spots.setdefault((place.id if place else None, said.spot.day), said.spot)
        self.reports.add(said.report)
        key = (said.claimant, said.quantity.what, said.noun)
        self.values.setdefault(key, set()).add(said.value)
        self.given.setdefault((said.report, *key), []).append(said)


def tell_apart(said: Sequence[Said]) -> list[Said]:
    """Return the numbers with their happening, 0 that of most reports; the order stays.

    A number is of the happening whose place and day fit. A claimant who gives two totals in one report speaks of
    two happenings, unless one replaces the other or its place lies inside the other's: then it is a part.
    """
    found: list[_Happening] = []
    placed: list[Said] = []
    counted = {item.quantity.what for item in said if not item.is_part and not _is_single(item)}
    alone: list[tuple[int, Said]] = []
    for item in _with_days(said):
        if _is_single(item) and not item.is_part and item.quantity.what in counted:
            alone.append((len(placed) + len(alone), item))
        else:
            placed.append(_place(item, found, placed[-1] if placed else None))
    for at, item in alone:  # last, so that no toll joins the happening of one who is told of
        placed.insert(at, _settle(item, _alone(item, found), found))
    placed = _with_their_totals(placed)
    rank = {number: n for n, number in enumerate(_by_leads(placed, found))}
    return [replace(item, happening=rank[item.happening]) for item in placed]


def _with_their_totals(placed: Sequence[Said]) -> list[Said]:
    """Return the numbers, each part of the happening that its total is of."""
    totals = {(s.report, s.quantity.start): s.happening for s in placed if not s.is_part}
    return [
        replace(s, happening=totals.get((s.report, s.whole.start), s.happening)) if s.whole is not None else s
        for s in placed
    ]


def _is_single(item: Said) -> bool:
    """Return whether somebody is told of, not counted: "an officer" who died is no toll of the event."""
    return item.point == 1 and item.quantity.what in PEOPLE and item.quantity.text[:2].lower() in ("a ", "an")


def _alone(item: Said, found: Sequence[_Happening]) -> int:
    """Return the happening in which nobody but this one is told of by the same claimant, else a new one."""
    known = (n for n, happening in enumerate(found) if happening.knows(item))
    return next(known, len(found))


def _with_days(said: Sequence[Said]) -> list[Said]:
    """Return the numbers, those without a day with the day that the same number has elsewhere in its report."""
    days = {
        (s.report, s.quantity.what, s.point): s.spot.day for s in reversed(said) if s.spot.day is not None
    }
    return [
        s
        if s.spot.day is not None
        else replace(s, spot=s.spot._replace(day=days.get((s.report, s.quantity.what, s.point))))
        for s in said
    ]


def _by_leads(placed: Sequence[Said], found: Sequence[_Happening]) -> list[int]:
    """Return the happenings, first the one that most reports lead with."""
    leads: dict[str, int] = {}
    for item in placed:
        if item.quantity.what in PEOPLE:
            leads.setdefault(item.report, item.happening)
    led = Counter(leads.values())
    return sorted(range(len(found)), key=lambda n: (-led[n], -len(found[n].reports), n))


def _place(item: Said, found: list[_Happening], before: Said | None) -> Said:
    if item.quantity.what not in PEOPLE:
        return _settle(item, 0, found, note=False)
    if item.is_part:
        beside = before is not None and before.report == item.report
        return _settle(item, before.happening if before is not None and beside else 0, found, note=False)
    again = (n for n, h in enumerate(found) if any(_same_number(r, item) for r in h.earlier(item)))
    if (told := next(again, None)) is not None:
        return _settle(item, told, found)
    fit = [n for n, happening in enumerate(found) if happening.takes(item)]
    known = next((n for n in fit if found[n].knows(item)), None)
    if known is not None:
        return _settle(item, known, found)
    if (
        item.spot.place is None
        and before is not None
        and _in_one_breath(before, item)
        and before.happening in fit
    ):
        fit = [before.happening, *fit]
    for n in fit:
        rivals = [r for r in found[n].earlier(item) if not r.old]
        if not rivals or item.old:
            return _settle(item, n, found)
        whole = next((r for r in rivals if r.spot.holds(item.spot) and item.point < r.point), None)
        if whole is not None:
            return _settle(replace(item, is_part=True, whole=whole.quantity), n, found, note=False)
        if item.category and all(r.category and r.category != item.category for r in rivals):
            return _settle(replace(item, noun=item.category), n, found)
    return _settle(item, len(found), found)


def _settle(item: Said, number: int, found: list[_Happening], *, note: bool = True) -> Said:
    while len(found) <= number:
        found.append(_Happening())
    if note:
        found[number].add(item)
    return replace(item, happening=number)


def _in_one_breath(before: Said, item: Said) -> bool:
    gap = item.quantity.start - before.quantity.end
    return before.report == item.report and 0 <= gap <= _SAME_BREATH


def _same_number(one: Said, other: Said) -> bool:
    """Return whether two numbers are one told twice: "at least 40" in the headline, "40" below."""
    return one.point == other.point
