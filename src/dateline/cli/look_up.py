"""``dateline gazetteer look-up``: the places that a spelling may mean."""

from __future__ import annotations

import json
import sys

import click

from dateline.cli.inputs import ready_gazetteer
from dateline.cli.tools import Tools
from dateline.formats.contract import to_json
from dateline.model import Candidate


class Point(click.ParamType[tuple[float, float]]):
    """A latitude and a longitude in degrees."""

    name = "lat,lon"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[float, float]:
        """Return the point."""
        try:
            lat, lon = (float(part) for part in str(value).split(","))
        except ValueError:
            self.fail(f"{value!r} is no LAT,LON", param, ctx)
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            self.fail(f"{value!r} is not on Earth", param, ctx)
        return lat, lon


@click.command("look-up")
@click.argument("name")
@click.option("--near", type=Point(), metavar="LAT,LON", help="Prefer places near this point.")
@click.option("--country", metavar="XX", help="Prefer this country (ISO-2).")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def look_up(
    tools: Tools, name: str, near: tuple[float, float] | None, country: str | None, as_json: bool
) -> None:
    """Look a spelling up, other spellings of it included; best first."""
    code = country.upper() if country else None
    found = ready_gazetteer(tools.settings).suggest(name, country=code, near=near)
    if as_json:
        print(json.dumps({"name": name, "country": code, "candidates": to_json(found)}, ensure_ascii=False))
    else:
        _print_candidates(name, found)
    sys.exit(0)


def _print_candidates(name: str, found: list[Candidate]) -> None:
    if not found:
        click.echo(f"{name}: unknown")
    for candidate in found:
        point = f"{candidate.lat:.4f},{candidate.lon:.4f}"
        place = f"{candidate.name} ({candidate.country or 'sea'})"
        click.echo(f"{candidate.prob:5.2f}  {place:<36} {point:<20} {candidate.id}")
