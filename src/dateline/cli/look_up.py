"""``dateline gazetteer look-up``: the places that a spelling may mean."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.inputs import ready_gazetteer
from dateline.cli.tools import Tools
from dateline.cli.where import Country, Point
from dateline.formats.contract import to_json

if TYPE_CHECKING:
    from dateline.places.spelling.matches import Match

#: Candidates asked for and, without ``--limit``, shown; chances are the same however many are shown.
CANDIDATES = 10


@click.command("look-up")
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.option("--near", type=Point(), metavar="LAT,LON", help="Prefer places near this point.")
@click.option("--country", type=Country(), metavar="XX", help="Prefer this country: SY, SYR or Syria.")
@click.option(
    "--limit", type=click.IntRange(1, 50), help=f"Show at most so many places, {CANDIDATES} if not given."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON: an object, an array for several names.")
@click.pass_obj
def look_up(
    tools: Tools,
    names: tuple[str, ...],
    near: tuple[float, float] | None,
    country: str | None,
    limit: int | None,
    as_json: bool,
) -> None:
    """Look a spelling up, other spellings of it included; best first.

    Each place comes with the chance that it is the one meant, where it lies and how exactly that is known,
    and how the spelling met it. A name of several words stands in quotes.
    """
    from dateline.places.spelling.matches import explain_matches

    if not all(name.strip() for name in names):
        raise click.BadParameter("a name of no letters", param_hint="NAME")
    gazetteer = ready_gazetteer(tools.settings)
    asked = max(limit or 0, CANDIDATES)
    found: list[tuple[str, list[Match]]] = []
    for name in names:
        offered = gazetteer.suggest(name, country=country, near=near, limit=asked)[: limit or CANDIDATES]
        found.append((name, explain_matches(gazetteer, name, offered)))
    if as_json:
        rows = [_row(name, matches, country=country, near=near) for name, matches in found]
        print(json.dumps(rows[0] if len(rows) == 1 else rows, ensure_ascii=False))
    else:
        _print(found, country=country, near=near, show_all=limit is not None)
    sys.exit(0)


def _row(
    name: str, matches: Sequence[Match], *, country: str | None, near: tuple[float, float] | None
) -> dict[str, Any]:
    """Return a name's candidates in the contract's shape, with what else is known of each."""
    return {"name": name, "country": country, "candidates": [_candidate(match, near) for match in matches]}


def _candidate(match: Match, near: tuple[float, float] | None) -> dict[str, Any]:
    from dateline.places.distance import distance_km

    shown: dict[str, Any] = to_json(match.candidate)
    shown |= {"match": str(match.way), "like": match.like or None}
    if match.entry is not None:
        entry = to_json(match.entry)
        keys = ("kind", "parents", "precision_km", "population", "box", "source", "licence")
        shown |= {key: entry[key] for key in keys}
    if near is not None:
        shown["distance_km"] = round(distance_km(near, (match.candidate.lat, match.candidate.lon)), 1)
    return shown


def _print(
    found: Sequence[tuple[str, Sequence[Match]]],
    *,
    country: str | None,
    near: tuple[float, float] | None,
    show_all: bool,
) -> None:
    from rich.console import Console

    from dateline.formats.terminal_look_up import print_matches

    console = Console(highlight=False)
    for number, (name, matches) in enumerate(found):
        if number:
            console.print()
        print_matches(name, matches, console, country=country, near=near, show_all=show_all)
