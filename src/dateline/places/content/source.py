"""A place as a source tells of it, before it is compiled."""

from __future__ import annotations

from typing import NamedTuple

from dateline.model import ToponymKind

Box = tuple[float, float, float, float]
#: Words before a name that English writes out or shortens, as it likes.
_SHORTENED = (("Mount", "Mt."), ("Fort", "Ft."), ("Saint", "St."), ("Sainte", "Ste."))


class Source(NamedTuple):
    """A place as a source gives it, names as printed.

    ``parents`` are names of the units it lies in, nearest first: second level, first level; those of a unit
    begin with its own. ``box`` is south, west, north, east of an area; west is greater than east where it
    crosses the date line. ``own`` rows are of our own tables: what they say overrides GeoNames.
    """

    id: str
    name: str
    country: str
    kind: ToponymKind
    lat: float
    lon: float
    precision_km: float
    population: int = 0
    parents: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    own: bool = False
    box: Box | None = None
    source: str = ""
    licence: str = ""

    @property
    def unit(self) -> str:
        """Return the first-level unit it lies in; empty where none is known."""
        return self.parents[-1] if self.parents else ""


def split(cell: str | None) -> tuple[str, ...]:
    """Return the values of a cell that holds several."""
    return tuple(part.strip() for part in (cell or "").split("|") if part.strip())


def shortened(name: str) -> tuple[str, ...]:
    """Return the name with its first word shortened or written out, where English does either."""
    first, _, rest = name.partition(" ")
    pairs = (*_SHORTENED, *((short, long) for long, short in _SHORTENED))
    return tuple(f"{other} {rest}" for word, other in pairs if rest and first == word)


def laid_over(place: Source, row: Source) -> Source:
    """Return the place with the row's names; a row of our own also sets name, kind, units and precision."""
    names = tuple(dict.fromkeys((*row.names, *place.names)))
    if not row.own:
        return place._replace(names=names, parents=place.parents or row.parents)
    return place._replace(
        name=row.name,
        country=row.country or place.country,
        kind=row.kind,
        precision_km=row.precision_km,
        parents=row.parents
        if len(row.parents) > 1
        else (*place.parents[:-1], *(row.parents or place.parents[-1:])),
        names=names,
        own=True,
        box=row.box or place.box,
    )
