"""The second pass of a build: what is one place becomes one entry, and entries get their order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.model import ToponymKind
from dateline.places.file.columns import OTHER, PARTIAL, is_of_name
from dateline.places.file.gather import Gathered
from dateline.places.file.merge import Rows, alike, merge_by_id, merge_by_name
from dateline.places.file.parents import settle_parents
from dateline.places.file.spill import HEAPS
from dateline.places.file.store import KINDS
from dateline.places.spelling.keys import digest, index_keys

Tell = Callable[[str, int, int], None]
#: The entry of a row that becomes none.
NOWHERE = (1 << 32) - 1
#: With more rows than this of one id, that is no id.
_MOST_REACHES = 300
_STEP = 4096


@dataclass(frozen=True, slots=True)
class Settled:
    """What becomes of the rows.

    ``order`` holds the rows that become entries, in the order of the entries; ``number`` the entry of each
    row, ``NOWHERE`` where it has none; ``shared`` pairs of entries of one id, each of which is found under the
    other's names; ``more`` digests that no row had, and the entries they lead to.
    """

    entries: Any
    ids: Any
    dumps: Any
    order: Any
    number: Any
    shared: tuple[Any, Any]
    more: tuple[Any, Any]
    boxes: tuple[Any, Any]
    units: list[str]
    rows: Counter[int]
    merged: Counter[int]


def settle(gathered: Gathered, dump_of: Sequence[int], *, tell: Tell) -> Settled:
    """Return what becomes of the rows; ``dump_of`` tells the dump of each source."""
    import numpy as np

    entries = gathered.entries()
    dumps = np.array(dump_of, "<u2")[entries["source"]]
    rows = Rows(entries, gathered.ids(), dumps)
    target = merge_by_id(rows, gathered.same())
    named_as = np.arange(len(target), dtype=np.uint32)
    if len(set(dump_of)) > 1:
        target, named_as = merge_by_name(_pairs(gathered, target, rows, tell), target, rows)
    units = settle_parents(gathered, entries, target)
    boxes = _fill(gathered, entries, target, dumps)
    merged, partial = target != np.arange(len(target)), entries["kind"] == PARTIAL
    counts, joined = _counted(dumps), _counted(dumps[merged & ~partial[target]])
    order = _order(entries, np.flatnonzero(~(merged | partial)), list(gathered.countries))
    number = np.full(len(target), NOWHERE, np.uint32)
    number[order] = np.arange(len(order), dtype=np.uint32)
    number = number[target]
    sharing = _sharing(rows.ids, named_as, order)
    more = _join_names(gathered, entries, target, named_as, sharing, number, tell)
    return Settled(
        entries,
        rows.ids,
        dumps,
        order,
        number,
        _both_ways(sharing, number),
        more,
        boxes,
        units,
        counts,
        joined,
    )


def _counted(dumps: Any) -> Counter[int]:
    import numpy as np

    return Counter(dict(enumerate(np.bincount(dumps).tolist())))


def _pairs(gathered: Gathered, target: Any, rows: Rows, tell: Tell) -> Iterator[tuple[Any, Any, Any]]:
    for heap in range(HEAPS):
        yield alike(*gathered.spill.heap(heap), target, rows)
        tell("merging", heap + 1, HEAPS)


def _fill(gathered: Gathered, entries: Any, target: Any, dumps: Any) -> tuple[Any, Any]:
    """Give places what only rows merged into them know; return the places that have an extent, and the extents.

    The earlier row's values stay. Of added dumps, a place without inhabitants takes point, kind and precision
    too from a row that has some; the points of the default gazetteer are never moved.
    """
    import numpy as np

    # The last to be written is the first that was merged: it is the nearest to the place in rank.
    later = np.flatnonzero((target != np.arange(len(target))) & (entries["kind"] != PARTIAL))[::-1]
    into = target[later]
    richer = (entries["population"][into] == 0) & (entries["population"][later] > 0)
    moved = richer & (dumps[into] > 0)
    for name in ("lat", "lon", "kind", "precision"):
        entries[name][into[moved]] = entries[name][later[moved]]
    entries["population"][into[richer]] = entries["population"][later[richer]]
    lost = (entries["far"][into] == 0) & (entries["far"][later] != 0)
    near = ~lost & (entries["near"][into] == 0) & (entries["near"][later] != 0)
    near &= entries["far"][into] == entries["far"][later]
    entries["far"][into[lost]] = entries["far"][later[lost]]
    entries["near"][into[lost | near]] = entries["near"][later[lost | near]]
    boxed, boxes = gathered.boxes()
    places, first = np.unique(target[boxed], return_index=True)
    return places, boxes[first]


def _order(entries: Any, rows: Any, countries: list[str]) -> Any:
    """Return the rows by country, the most populous first."""
    import numpy as np

    rank = np.empty(len(countries), np.uint32)
    rank[sorted(range(len(countries)), key=countries.__getitem__)] = np.arange(len(countries))
    fewer = np.uint32(NOWHERE) - entries["population"][rows]
    order = np.lexsort((fewer, rank[entries["country"][rows]]))
    return rows[order].astype(np.uint32)


def _sharing(ids: Any, named_as: Any, order: Any) -> list[list[int]]:
    """Return the rows of entries that have one id, where there are several."""
    import numpy as np

    as_id = ids[named_as[order]]
    by_id = np.argsort(as_id, kind="stable")
    sorted_ids = as_id[by_id]
    shared = np.zeros(len(by_id), bool)
    shared[1:] = sorted_ids[1:] == sorted_ids[:-1]
    shared[:-1] |= shared[1:]
    groups: dict[int, list[int]] = {}
    for at in by_id[shared].tolist():
        groups.setdefault(int(as_id[at]), []).append(int(order[at]))
    return list(groups.values())


def _both_ways(sharing: list[list[int]], number: Any) -> tuple[Any, Any]:
    import numpy as np

    small = [[int(number[row]) for row in group] for group in sharing if len(group) <= _MOST_REACHES]
    pairs = [(one, other) for group in small for one in group for other in group if one != other]
    table = np.array(sorted(pairs), np.uint32).reshape(-1, 2)
    return table[:, 0], table[:, 1]


def _join_names(
    gathered: Gathered,
    entries: Any,
    target: Any,
    named_as: Any,
    sharing: list[list[int]],
    number: Any,
    tell: Tell,
) -> tuple[Any, Any]:
    """Give each place the spellings of all rows merged into it; return digests of sounds that are new there."""
    import numpy as np

    later = np.flatnonzero(target != np.arange(len(target)))
    later = later[np.argsort(target[later], kind="stable")]
    into = target[later]
    digests: list[int] = []
    numbers: list[int] = []
    groups = _groups(later, into, entries["kind"], sharing)
    done, total = 0, len(np.unique(into)) + len(sharing)
    codes = list(gathered.countries)
    for done, (kept, members) in enumerate(groups, start=1):
        for key in _join(gathered, entries, kept, members, named_as, codes):
            digests.append(digest(key))
            numbers.append(int(number[kept[0]]))
        if done % _STEP == 0:
            tell("joining names", min(done, total), total)
    tell("joining names", 1, 1)
    gathered.file.flush()
    return np.array(digests, "<u8"), np.array(numbers, "<u4")


def _groups(
    later: Any, into: Any, kinds: Any, sharing: list[list[int]]
) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the rows of a place that become entries, and those that are merged into them."""
    import numpy as np

    starts = np.flatnonzero(np.concatenate([[True], into[1:] != into[:-1]])[: len(into)]).tolist()
    ends = [*starts[1:], len(into)] if starts else []
    several = {row: group for group in sharing for row in group}
    waiting: dict[int, list[int]] = {}
    for start, end in zip(starts, ends, strict=True):
        place, members = int(into[start]), later[start:end].tolist()
        if kinds[place] == PARTIAL:
            continue
        if place in several:
            waiting.setdefault(several[place][0], []).extend(members)
        else:
            yield [place], members
    for group in sharing:
        yield group, waiting.get(group[0], [])


def _join(
    gathered: Gathered, entries: Any, kept: list[int], members: list[int], named_as: Any, codes: list[str]
) -> set[str]:
    """Write the texts of entries anew with all their spellings, and return the sounds that are new to them."""
    texts = {row: _text(gathered, entries, row) for row in (*kept, *members)}
    spelled = list(dict.fromkeys(s for _, _, own in texts.values() for s in own))
    sounds: set[str] = set()
    for row in kept:
        ident, name, own = texts[row]
        as_row = int(named_as[row])
        if len(own) == len(spelled) and as_row == row:
            continue
        if as_row != row:
            ident, name, _ = texts[as_row] if as_row in texts else _text(gathered, entries, as_row)
            entries["prefix"][row], entries["ident"][row] = (
                entries["prefix"][as_row],
                entries["ident"][as_row],
            )
        text = (
            "\0".join((*([ident] if entries["prefix"][row] == OTHER else ()), name, "|".join(spelled), ""))
        ).encode()
        entries["text"][row], entries["length"][row] = gathered.add_text(text), len(text)
    country, first = int(entries["country"][kept[0]]), kept[0]
    others = [row for row in members if int(entries["country"][row]) != country]
    if others and entries["kind"][first] != KINDS.index(ToponymKind.COUNTRY):
        fresh = {s for row in others for s in texts[row][2]}
        sounds = {key for key in index_keys(fresh, country=codes[country]) if not is_of_name(key)}
    return sounds


def _text(gathered: Gathered, entries: Any, row: int) -> tuple[str, str, list[str]]:
    """Return id (empty where it is a number), name and spellings of a row."""
    entry = entries[row]
    parts = gathered.text(int(entry["text"]), int(entry["length"])).decode().split("\0")
    ident = parts[0] if entry["prefix"] == OTHER else ""
    name, spelled = parts[-3], parts[-2]
    return ident, name, spelled.split("|") if spelled else []
