"""The templates, everything escaped, and the words they use."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from dateline.formats import wording


@cache
def environment() -> Environment:
    """Return the environment of the templates that come with the package."""
    made = Environment(
        loader=PackageLoader("dateline.formats.html", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        percent=wording.percent,
        figure=wording.figure,
        signed=wording.signed,
        time=wording.time_of,
        day=wording.day_of,
        clock=wording.clock_of,
        precision=wording.precision_of,
        value=wording.value_of,
        plural=wording.plural,
        in_words=wording.in_words,
    )
    made.globals.update(wording=wording)
    return made
