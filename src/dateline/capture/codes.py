"""The codes that capture gives, and which of them only tell."""

from __future__ import annotations

from dateline.model import Failure

MISSING = "D101"
EMPTY = "D102"
BINARY = "D103"
TOO_LARGE = "D104"
DAMAGED = "D105"
NOT_FETCHED = "D108"
PASSED_OVER = "D109"
SAME_BYTES = "D110"
REPLACED = "D111"
NO_ARCHIVE = "D130"
IN_USE = "D131"
BAD_MEMBER = "D132"
BAD_RECORD = "D133"
NO_ORIGINAL = "D134"
NO_BYTES = "D135"
BROKEN_LOG = "D136"
BAD_WARC = "D137"
BAD_STAMP = "D138"
RECOVERED = "D139"
NO_EXTRA = "D403"
NOT_JSON = "D202"
NO_RECORD = "D203"
NO_ID = "D204"
NO_CONTENT = "D205"
WRONG_TYPE = "D206"
IMPOSSIBLE_DATE = "D207"
SAME_ID = "D208"

#: Codes that tell without failing: a file of another kind, the same bytes again, bytes that were replaced.
NOTES = frozenset({PASSED_OVER, SAME_BYTES, REPLACED})


def fail(code: str, message: str, *, id: str | None = None, line: int | None = None) -> Failure:
    """Return the failure as a row."""
    return Failure(id=id, line=line, code=code, message=message)
