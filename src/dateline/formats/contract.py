"""The contract's JSON: written from records and read back."""

from __future__ import annotations

import types
from collections.abc import Mapping, Sequence
from dataclasses import is_dataclass
from enum import StrEnum
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from dateline.errors import RecordError
from dateline.formats.shapes import CONSTANT, PRIVATE, slots_of
from dateline.model import Evidence, Hedge, Reading, Sheet

#: Decimal places of every number written: a tenth of a metre in degrees, a millionth in probabilities.
DECIMALS = 6


def to_json(value: object) -> Any:
    """Return a record (or a sequence of them) as the contract's JSON values."""
    if is_dataclass(value) and not isinstance(value, type):
        return _object(value)
    if isinstance(value, Mapping):
        return {str(key): to_json(item) for key, item in value.items()}
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Sequence):
        return [to_json(item) for item in value]
    if isinstance(value, float):
        return int(value) if value.is_integer() else round(value, DECIMALS)
    return value


def _object(record: object) -> dict[str, Any]:
    kind: type = type(record)
    shown: dict[str, Any] = dict(CONSTANT.get(kind, {}))
    for slot in slots_of(kind):
        value = to_json(getattr(record, slot.field))
        if slot.inlined:
            shown.update(value)
        elif slot.group is not None:
            shown.setdefault(slot.group, {})[slot.key] = value
        else:
            shown[slot.key] = value
    return shown


def reading_from_json(data: Mapping[str, Any]) -> Reading:
    """Return the reading that ``to_json`` wrote; what the contract leaves out comes back empty.

    Raises:
        RecordError: D201 when a key is missing or holds another type.
    """
    return cast(Reading, _decode(Reading, data, where="reading"))


def sheet_from_json(data: Mapping[str, Any], *, readings: Sequence[Reading] = ()) -> Sheet:
    """Return the sheet that ``to_json`` wrote; the words behind each claim come from its readings.

    Raises:
        RecordError: D201 when a key is missing or holds another type.
    """
    words = {(r.id, a.id): a for r in readings for a in r.assertions}
    filled = dict(data)
    filled["claims"] = [
        {**claim, "assertions": [_with_words(row, words) for row in claim["assertions"]]}
        for claim in data.get("claims", [])
    ]
    return cast(Sheet, _decode(Sheet, filled, where="sheet"))


def _with_words(row: Mapping[str, Any], words: Mapping[tuple[str, str], Any]) -> dict[str, Any]:
    assertion = words.get((row["report"], row["assertion"]))
    private = {"hedge": Hedge.NONE, "hops": 0, "start": 0, "end": 0, "text": ""}
    if assertion is not None:
        private |= {
            "hedge": assertion.hedge,
            "hops": len(assertion.chain),
            "start": assertion.start,
            "end": assertion.end,
            "text": assertion.text,
        }
    return {**row, **private}


def _decode(kind: Any, value: Any, *, where: str) -> Any:
    if get_origin(kind) in (Union, types.UnionType):
        inner = [k for k in get_args(kind) if k is not type(None)]
        return None if value is None else _decode(inner[0], value, where=where)
    if isinstance(kind, type) and is_dataclass(kind):
        return _record(kind, value, where=where)
    if get_origin(kind) is tuple:
        return _tuple(kind, value, where=where)
    if get_origin(kind) is not None:  # a mapping of feature names to numbers
        return {str(key): float(item) for key, item in value.items()}
    return _scalar(kind, value, where=where)


def _tuple(kind: Any, value: Any, *, where: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise RecordError("D201", f"{where}: a list is due")
    inner = get_args(kind)
    if inner[-1] is Ellipsis:
        return tuple(_decode(inner[0], item, where=f"{where}[{n}]") for n, item in enumerate(value))
    return tuple(_decode(k, item, where=where) for k, item in zip(inner, value, strict=True))


def _scalar(kind: Any, value: Any, *, where: str) -> Any:
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        try:
            return kind(value)
        except ValueError:
            raise RecordError("D201", f"{where}: {value!r} is none of {', '.join(kind)}") from None
    accepted = (int, float) if kind is float else (kind,)
    if not isinstance(value, accepted) or (isinstance(value, bool) and kind is not bool):
        raise RecordError("D201", f"{where}: {kind.__name__} is due, not {type(value).__name__}")
    return kind(value)


def _record(kind: type, value: Any, *, where: str) -> Any:
    if not isinstance(value, Mapping):
        raise RecordError("D201", f"{where}: an object is due")
    made: dict[str, Any] = {}
    for slot in slots_of(kind):
        holder = value if slot.group is None else value.get(slot.group, {})
        if slot.inlined:
            made[slot.field] = _decode(slot.type, value, where=where)
        elif slot.key in holder:
            made[slot.field] = _decode(slot.type, holder[slot.key], where=f"{where}.{slot.key}")
        else:
            raise RecordError("D201", f"{where}.{slot.key}: missing")
    if kind is Evidence:
        hints = get_type_hints(Evidence)
        made |= {name: _decode(hints[name], value[name], where=where) for name in PRIVATE[Evidence]}
    elif kind in PRIVATE:
        hints = get_type_hints(kind)
        made |= {name: _blank(hints[name]) for name in PRIVATE[kind]}
    return kind(**made)


def _blank(kind: Any) -> Any:
    if get_origin(kind) in (Union, types.UnionType):
        return None
    return () if get_origin(kind) is tuple else kind()
