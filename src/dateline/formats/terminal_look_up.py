"""The places that a spelling may mean, on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from dateline.formats import place_words
from dateline.formats.terminal_blocks import hung, indented, line_of
from dateline.formats.wording import in_words, percent, plural, printable
from dateline.places.distance import distance_km
from dateline.places.spelling.matches import Match, Way
from dateline.text.countries import country_name

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

WAYS: Mapping[Way, str] = {
    Way.NAME: "this is its name",
    Way.KNOWN: "known by this spelling",
    Way.SOUND: "sounds like",
    Way.CLOSE: "spelled nearly like",
}
#: Candidates less likely than this are counted, not shown, unless asked for.
LEAST_PROB = 0.01
#: With a best candidate less likely than this, nothing is said to be close.
CLOSE_FROM = 0.2


def print_matches(
    name: str,
    matches: Sequence[Match],
    console: Console,
    *,
    country: str | None = None,
    near: tuple[float, float] | None = None,
    show_all: bool = False,
) -> None:
    """Print what a spelling may mean, best first, or that nothing is known and what to try."""
    shown = list(matches) if show_all else [m for n, m in enumerate(matches) if _is_worth(m, matches[:n])]
    console.print(line_of(*_head(name, matches, country)))
    for match in shown:
        for renderable in _block(match, matches[: matches.index(match)], near):
            console.print(renderable)
    left = len(matches) - len(shown)
    if left:
        said = f"{plural(left, 'candidate')} near these or less likely than 1%: --limit {len(matches)}"
        console.print(line_of((f"  … and {said}", "dim")))
    if not any(match.is_known for match in matches):
        console.print(indented(line_of((_advice(country), "dim"))))
    if matches:
        named = dict.fromkeys(place_words.credit_of(m.candidate.id, m.entry) for m in shown)
        console.print(line_of((f"  Data: {printable(in_words(named))}", "dim")))


def _is_worth(match: Match, before: Sequence[Match]) -> bool:
    """Return whether a candidate tells a person more than those before it do."""
    if not before:
        return True
    return match.candidate.prob >= LEAST_PROB and (match.is_known or not _is_beside(match, before))


def _is_beside(match: Match, before: Sequence[Match]) -> bool:
    """Return whether a better candidate lies so near that both share their chance."""
    here = (match.candidate.lat, match.candidate.lon)
    points = ((other.candidate.lat, other.candidate.lon) for other in before)
    return any(distance_km(here, point) <= place_words.AROUND_KM for point in points)


def _head(name: str, matches: Sequence[Match], country: str | None) -> Iterator[tuple[str, str]]:
    yield printable(name), "bold"
    if country:
        yield f", in {country_name(country)}", "dim"
    if not matches:
        yield ": unknown, and nothing is spelled much like it", ""
    elif not any(match.is_known for match in matches):
        close = matches[0].candidate.prob >= CLOSE_FROM
        yield (
            f": unknown under this spelling, {'but close to' if close else 'and close to nothing; nearest are'}",
            "",
        )


def _advice(country: str | None) -> str:
    without = "Look without --country, try" if country else "Try"
    return f"{without} another spelling, or add places: dateline gazetteer add TABLE"


def _block(
    match: Match, before: Sequence[Match], near: tuple[float, float] | None
) -> Iterator[RenderableType]:
    candidate, entry = match.candidate, match.entry
    where = place_words.where_words(entry) if entry else country_name(candidate.country)
    line = line_of(
        (printable(candidate.name), "bold"),
        f", {printable(where)}" if where else "",
        (f" ({place_words.kind_words(entry)})" if entry else "", "dim"),
    )
    chance = f"{percent(candidate.prob):>5}  " if candidate.prob >= 0.005 else "  <1%  "
    yield hung("   or  " if _is_beside(match, before) else chance, line)
    yield hung(" " * len(chance), line_of((" · ".join(_details(match, near)), "dim")))


def _details(match: Match, near: tuple[float, float] | None) -> Iterator[str]:
    candidate, entry = match.candidate, match.entry
    exact = f" {place_words.precision_words(entry.precision_km)}" if entry else ""
    yield f"{candidate.lat:.4f}, {candidate.lon:.4f}{exact}"
    if near is not None:
        km = distance_km(near, (candidate.lat, candidate.lon))
        yield f"{place_words.distance_words(km)} away"
    yield WAYS[match.way] + (f" “{printable(match.like)}”" if match.like else "")
    yield printable(candidate.id)
