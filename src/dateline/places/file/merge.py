"""Which rows of several sources are one place: by id, by an id of the other, then by name and distance.

The earlier source is the base: a later row that means the same place is merged into its row. Rows of one source
are never merged with one another: several rows of one id there are reaches of one river or parts of one sea.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dateline.model import ToponymKind
from dateline.places.distance import EARTH_KM
from dateline.places.file.columns import MAIN, NAMED, OTHER, PARTIAL, ROW
from dateline.places.file.store import DEGREE, KINDS

#: Towns and buildings of one name in one country are one place up to this distance.
TOWN_KM = 5.0
#: No area is wider than that; countries of one name and code are one wherever their point lies.
_WIDEST_KM, _ANYWHERE_KM = 1500.0, 20_040.0
#: Farther than any distance: what is of the same kind comes before what is not.
_OTHER_KIND = 1e6
#: A point of a river this near to one that is there is no further point of it.
REACH_KM = 40.0
#: Where a unit's level is not told, units of one name are one only if neither is this much wider.
_LEVEL = 2.5
#: Of a name that more rows than this carry, the first are compared.
_MOST_ALIKE = 200
_TOWN, _ADMIN = KINDS.index(ToponymKind.POPULATED), KINDS.index(ToponymKind.ADMIN)
_COUNTRY, _REGION = KINDS.index(ToponymKind.COUNTRY), KINDS.index(ToponymKind.REGION)
_MOUNTAIN, _FACILITY = KINDS.index(ToponymKind.MOUNTAIN), KINDS.index(ToponymKind.FACILITY)


@dataclass(frozen=True, slots=True)
class Rows:
    """All rows of a build: their entries, the digests of their ids, and the number of the dump of each."""

    entries: Any
    ids: Any
    dumps: Any


def merge_by_id(rows: Rows, same: tuple[Any, Any]) -> Any:
    """Return for each row the row that it is merged into, itself where there is none.

    ``same`` holds digests of further ids and the rows that have them. Of one dump one row at most is merged
    into another by its id, and every row that only adds names.
    """
    import numpy as np

    target = np.arange(len(rows.ids), dtype=np.uint32)
    keys = np.concatenate([rows.ids, same[0]])
    owners = np.concatenate([target, same[1].astype(np.uint32)])
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    repeated = np.zeros(len(keys), bool)
    repeated[1:] = keys[1:] == keys[:-1]
    repeated[:-1] |= repeated[1:]
    keys, owners = keys[repeated], owners[order[repeated]]
    if not len(keys):
        return target
    partial = rows.entries["kind"][owners] == PARTIAL
    order = np.lexsort((owners, partial, keys))
    keys, owners, partial = keys[order], owners[order], partial[order]
    begins = np.concatenate([[True], keys[1:] != keys[:-1]])
    heads = owners[np.flatnonzero(begins)][np.cumsum(begins) - 1]
    dump, base = rows.dumps[owners], rows.dumps[heads]
    first = np.concatenate([[True], (keys[1:] != keys[:-1]) | (dump[1:] != dump[:-1])])
    merged = (owners != heads) & (partial | ((dump != base) & first))
    # Where a row has two ids that are in the gazetteer already, the earlier place takes it.
    order = np.flatnonzero(merged)[np.argsort(heads[merged], kind="stable")[::-1]]
    target[owners[order]] = heads[order]
    return settled(target)


def settled(target: Any) -> Any:
    """Return the targets with chains followed to their ends."""
    while ((further := target[target]) != target).any():
        target = further
    return target


def alike(digests: Any, owners: Any, target: Any, rows: Rows) -> tuple[Any, Any, Any]:
    """Return pairs of rows, the later first, that one name and their distance say are one place; and the km.

    ``digests`` and their owners are all of a part of the digests' range.
    """
    import numpy as np

    named = owners >= NAMED
    digests, main = digests[named], (owners[named] & MAIN) != 0
    found = target[owners[named] & ROW]
    order = np.lexsort((~main, found, digests))
    digests, found, main = digests[order], found[order], main[order]
    kept = rows.entries["kind"][found] != PARTIAL
    kept[1:] &= (digests[1:] != digests[:-1]) | (found[1:] != found[:-1])
    digests, found, main = digests[kept], found[kept], main[kept]
    kept = _of_several_dumps(digests, found, rows)
    digests, found, main = digests[kept], found[kept], main[kept]
    later, earlier = [found[:0]], [found[:0]]
    for step in range(1, min(_MOST_ALIKE, len(found))):
        one = np.flatnonzero(digests[step:] == digests[:-step])
        if not len(one):
            break
        # Neighbours may share a name that is the first name of neither.
        one = one[main[one] | main[one + step]]
        later.append(found[one + step])
        earlier.append(found[one])
    return _near(np.concatenate(later), np.concatenate(earlier), rows)


def _of_several_dumps(digests: Any, found: Any, rows: Rows) -> Any:
    """Tell which names are of several dumps and not all of one numbering: nothing else can be merged."""
    import numpy as np

    if not len(found):
        return np.zeros(0, bool)
    begins = np.concatenate([[True], digests[1:] != digests[:-1]])
    starts, run = np.flatnonzero(begins), np.cumsum(begins) - 1
    dumps, prefixes = rows.dumps[found], rows.entries["prefix"][found]
    several = np.maximum.reduceat(dumps, starts) != np.minimum.reduceat(dumps, starts)
    most = np.maximum.reduceat(prefixes, starts)
    several &= (most != np.minimum.reduceat(prefixes, starts)) | (most == OTHER)
    return several[run]


def _near(later: Any, earlier: Any, rows: Rows) -> tuple[Any, Any, Any]:
    """Return the pairs whose kind, country and distance agree."""
    import numpy as np

    # Two numbers of one numbering are two places, whatever their names.
    prefixes = rows.entries["prefix"][later], rows.entries["prefix"][earlier]
    kept = (rows.dumps[later] > rows.dumps[earlier]) & ((prefixes[0] != prefixes[1]) | (prefixes[0] == OTHER))
    later, earlier = later[kept], earlier[kept]
    one, other = rows.entries[later], rows.entries[earlier]
    kinds = one["kind"], other["kind"]
    town = np.isin(kinds[0], (_TOWN, _FACILITY))
    country = one["country"] == other["country"]
    country |= ~town & ((one["country"] == 0) | (other["country"] == 0))
    wide = np.maximum(one["precision"], other["precision"]) / 10
    slim = np.minimum(one["precision"], other["precision"]) / 10
    # Of areas both points may be off; units of unknown level have to be nearer: they may lie in one another.
    units = (kinds[0] == _ADMIN) & (kinds[1] == _ADMIN)
    levels = _level_of(one), _level_of(other)
    told = (levels[0] > 0) & (levels[1] > 0)
    limit = np.where(units & ~told, wide, wide + slim)
    limit = np.where(town, TOWN_KM, np.clip(limit, TOWN_KM, _WIDEST_KM))
    limit = np.where(kinds[0] == _COUNTRY, _ANYWHERE_KM, limit)
    level = ~units | np.where(told, levels[0] == levels[1], wide <= slim * _LEVEL)
    km = distances_km(one, other)
    kept = _kinds_agree(*kinds) & country & level & (km <= limit)
    return later[kept], earlier[kept], km[kept]


def _level_of(entries: Any) -> Any:
    """Return 1 or 2 for units of the first and the second level, whose parents begin with themselves; else 0."""
    import numpy as np

    return np.where(entries["near"] != 0, 2, np.where(entries["far"] != 0, 1, 0))


def _kinds_agree(one: Any, other: Any) -> Any:
    agree = one == other
    for first, second in ((_ADMIN, _REGION), (_REGION, _MOUNTAIN)):
        agree |= ((one == first) & (other == second)) | ((one == second) & (other == first))
    return agree


def distances_km(one: Any, other: Any) -> Any:
    """Return the great-circle distances between the points of entries."""
    import numpy as np

    lat1, lon1, lat2, lon2 = (
        np.radians(side[axis] / DEGREE) for side in (one, other) for axis in ("lat", "lon")
    )
    h = np.sin((lat2 - lat1) / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * np.arcsin(np.minimum(1.0, np.sqrt(h)))


def merge_by_name(pairs: Iterable[tuple[Any, Any, Any]], target: Any, rows: Rows) -> tuple[Any, Any]:
    """Return the targets with pairs of ``alike`` merged, and for each row the row whose id it takes.

    A later row goes to what is nearest to it, of its own kind first; of one dump only the nearest row goes to
    a place: homonyms close by stay what they are. Of a river or sea of several points the others become
    further points of the same place.
    """
    import numpy as np

    found = list(pairs)
    if not found:
        return target, np.arange(len(target), dtype=np.uint32)
    later, earlier, km = (np.concatenate(column) for column in zip(*found, strict=True))
    cost = km + np.where(rows.entries["kind"][later] == rows.entries["kind"][earlier], 0.0, _OTHER_KIND)
    order = np.lexsort((earlier, cost, later))
    later, earlier, cost = later[order], earlier[order], cost[order]
    best = np.concatenate([[True], later[1:] != later[:-1]]) if len(later) else np.zeros(0, bool)
    later, earlier, cost = later[best], earlier[best], cost[best]
    # A row takes the id of what it is nearest to only where its own dump gives several rows one id.
    named_as = _named_as(later, earlier, rows)
    further = (named_as[later] != later) & (cost % _OTHER_KIND > REACH_KM)
    later, earlier, cost = later[~further], earlier[~further], cost[~further]
    order = np.lexsort((later, cost, rows.dumps[later], earlier))
    later, earlier = later[order], earlier[order]
    dump = rows.dumps[later]
    best = np.concatenate([[True], (earlier[1:] != earlier[:-1]) | (dump[1:] != dump[:-1])])[: len(later)]
    target = target.copy()
    target[later[best]] = earlier[best]
    target = settled(target)
    return target, target[named_as]


def _named_as(later: Any, earlier: Any, rows: Rows) -> Any:
    """Return for each row the row whose id it takes: itself, or what another row of its id was merged into."""
    import numpy as np

    named_as = np.arange(len(rows.ids), dtype=np.uint32)
    order = np.argsort(rows.ids, kind="stable").astype(np.uint32)
    ids, dumps = rows.ids[order], rows.dumps[order]
    shared = np.zeros(len(order), bool)
    shared[1:] = (ids[1:] == ids[:-1]) & (dumps[1:] == dumps[:-1])
    shared[:-1] |= shared[1:]
    reaches = order[shared]
    several = np.zeros(len(order), bool)
    several[reaches] = True
    into = {
        (int(rows.dumps[row]), int(rows.ids[row])): int(other)
        for row, other in zip(later[several[later]], earlier[several[later]], strict=True)
    }
    for row in reaches.tolist():
        other = into.get((int(rows.dumps[row]), int(rows.ids[row])))
        if other is not None:
            named_as[row] = other
    return named_as
