"""Where the contract's JSON differs from the records: one table for writing, reading and schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache
from typing import Any, NamedTuple, get_type_hints

from dateline.model import Claim, Count, Cue, Evidence, Failure, Progress, Reading, Report, Sheet

#: Record fields that the contract calls otherwise.
RENAMED: Mapping[tuple[type, str], str] = {(Cue, "cue_class"): "class", (Claim, "evidence"): "assertions"}
#: Record fields that stay inside the product.
PRIVATE: Mapping[type, frozenset[str]] = {
    Report: frozenset({"url", "links", "based_on"}),
    Evidence: frozenset({"hedge", "hops", "start", "end", "text"}),
    Progress: frozenset({"start", "end", "text"}),
}
#: Record fields whose own fields stand beside their neighbours.
INLINED: frozenset[tuple[type, str]] = frozenset({(Reading, "report"), (Claim, "odds")})
#: Record fields that the contract gathers in an object of that name.
GATHERED: Mapping[type, tuple[str, frozenset[str]]] = {
    Count: ("value", frozenset({"low", "high", "approx"})),
    Failure: ("error", frozenset({"code", "message"})),
}
#: Keys that the contract has beside the record's fields.
CONSTANT: Mapping[type, Mapping[str, int]] = {Sheet: {"contract": 1}}


class Slot(NamedTuple):
    """One field of a record as the contract shows it; ``group`` is the object it is gathered in."""

    field: str
    key: str
    type: Any
    inlined: bool
    group: str | None


@cache
def slots_of(record: type) -> tuple[Slot, ...]:
    """Return the public fields of a record class in order."""
    return tuple(_slots(record))


def _slots(record: type) -> Iterator[Slot]:
    hints = get_type_hints(record)
    private = PRIVATE.get(record, frozenset())
    group, members = GATHERED.get(record, (None, frozenset[str]()))
    for item in fields(record):
        if item.name in private:
            continue
        yield Slot(
            field=item.name,
            key=RENAMED.get((record, item.name), item.name),
            type=hints[item.name],
            inlined=(record, item.name) in INLINED,
            group=group if item.name in members else None,
        )
