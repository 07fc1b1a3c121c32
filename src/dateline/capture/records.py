"""Report records of the contract, one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dateline.capture import codes
from dateline.capture.codes import fail
from dateline.errors import RecordError
from dateline.model import Capture, Failure, Precision, When
from dateline.text.dates import parse_when
from dateline.text.decoding import decode

#: Years that a report can bear: the first newspaper is of 1605.
FIRST_YEAR, LAST_YEAR = 1600, 2199
_DATE_KEYS = ("published_at", "published", "date")


def load_jsonl(stream: Iterable[bytes | str], *, source: str) -> Iterator[Capture | Failure]:
    """Yield a capture or a failure for each line that is not blank, in order.

    ``source`` names the stream in messages. Ids are watched over the whole stream: the second record with
    one id is a failure.
    """
    seen: set[str] = set()
    for number, line in enumerate(stream, start=1):
        text = decode(line).text if isinstance(line, bytes) else line
        if text.strip().strip("\ufeff"):
            yield _read_line(text.lstrip("\ufeff"), number, source=source, seen=seen)


def _read_line(text: str, number: int, *, source: str, seen: set[str]) -> Capture | Failure:
    try:
        row = json.loads(text)
    except RecursionError:
        return fail(codes.NOT_JSON, f"{source}: line {number} is nested too deep", line=number)
    except ValueError as error:
        return fail(codes.NOT_JSON, f"{source}: line {number} is not JSON ({error})", line=number)
    return record_to_capture(row, source=source, seen=seen, line=number)


def record_to_capture(row: object, *, source: str, seen: set[str], line: int | None) -> Capture | Failure:
    """Return the capture that a record of the contract stands for, or why it is none."""
    try:
        capture = _capture(row)
    except RecordError as error:
        return fail(error.code, f"{source}: {error.message}", id=_id_of(row), line=line)
    if capture.id in seen:
        return fail(codes.SAME_ID, f"{source}: a second record with this id", id=capture.id, line=line)
    seen.add(capture.id)
    return capture


def _id_of(row: object) -> str | None:
    value = row.get("id") if isinstance(row, Mapping) else None
    return str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else None


def _capture(row: object) -> Capture:
    if not isinstance(row, Mapping):
        raise RecordError(codes.NO_RECORD, "a record is an object with id and text or html")
    ident = _id_of(row)
    if not ident:
        raise RecordError(codes.NO_ID, "a record without an id")
    text, html = _string(row, "text"), _string(row, "html")
    if (text is None) == (html is None):
        raise RecordError(codes.NO_CONTENT, "a record has either text or html")
    return Capture(
        id=ident,
        text=text,
        html=None if html is None else html.encode("utf-8"),
        url=_string(row, "url"),
        outlet=_string(row, "outlet"),
        title=_string(row, "title"),
        published=_published(row),
    )


def _string(row: Mapping[str, Any], key: str) -> str | None:
    value = row.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise RecordError(codes.WRONG_TYPE, f"{key} is a string, not {type(value).__name__}")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise RecordError(codes.WRONG_TYPE, f"{key} holds half of a surrogate pair") from None
    return value


def _published(row: Mapping[str, Any]) -> When | None:
    for key in _DATE_KEYS:
        value = row.get(key)
        if isinstance(value, Mapping):
            return _from_reading(value, key)
        if isinstance(value, str) and value.strip():
            return _from_string(value, key)
        if value is not None and not isinstance(value, str):
            raise RecordError(codes.WRONG_TYPE, f"{key} is a string, not {type(value).__name__}")
    return None


def _from_reading(value: Mapping[str, Any], key: str) -> When | None:
    if value.get("value") is None:
        return None
    try:
        when = When(value=str(value["value"]), precision=Precision(value.get("precision", "")))
    except ValueError:
        return _from_string(str(value["value"]), key)
    return _possible(when, key)


def _from_string(value: str, key: str) -> When:
    when = parse_when(value)
    if when is None:
        raise RecordError(codes.IMPOSSIBLE_DATE, f"{key} is not a date: {value[:40]!r}")
    return _possible(when, key)


def _possible(when: When, key: str) -> When:
    year = when.value[:4]
    if not (year.isdigit() and FIRST_YEAR <= int(year) <= LAST_YEAR):
        raise RecordError(codes.IMPOSSIBLE_DATE, f"{key} lies in no year of a report: {when.value[:40]}")
    return when
