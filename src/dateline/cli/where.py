"""Where something is, as a person says it on the command line: a point, a country, both of a story."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from dateline.places import StoryPrior
from dateline.text.countries import country_code, country_names


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


class Country(click.ParamType[str]):
    """A country, by its code or its name."""

    name = "country"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the two-letter code."""
        code = country_code(str(value))
        if code is None:
            from rapidfuzz import process

            like = process.extractOne(str(value), country_names(), score_cutoff=70)
            hint = f": did you mean {like[0]}?" if like else ": give a code (SY, SYR) or a name (Syria)"
            self.fail(f"{value!r} is no country{hint}", param, ctx)
        return code


Command = TypeVar("Command", bound=Callable[..., Any])


def story_options(command: Command) -> Command:
    """Add what a person knows of where the story is."""
    countries = click.option(
        "--country",
        "countries",
        type=Country(),
        multiple=True,
        metavar="XX",
        help="The story's country, by code or name; may be given again.",
    )
    near = click.option("--near", type=Point(), metavar="LAT,LON", help="The story lies near this point.")
    return countries(near(command))


def story_prior(countries: tuple[str, ...], near: tuple[float, float] | None) -> StoryPrior | None:
    """Return what was said of where the story is; None where nothing was."""
    return StoryPrior(countries=countries, near=near) if countries or near else None
