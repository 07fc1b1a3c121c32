"""The codes that capture gives, and which of them only tell."""

from __future__ import annotations

from dateline.model import Failure

MISSING = "D101"
EMPTY = "D102"
BINARY = "D103"
TOO_LARGE = "D104"
DAMAGED = "D105"
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
FEED_DAMAGED = "D140"
FEED_EMPTY = "D141"
NO_LINK = "D142"
NO_CAPTURE = "D143"
OFFLINE = "D144"
FEED_STANDS = "D145"
STOPPED = "D146"
KEPT = "D147"
NO_REPORT = "D148"
RECORDS_FILE = "D149"
NO_PROOF = "D150"
NO_EXTRA = "D403"
NOT_JSON = "D202"
NO_RECORD = "D203"
NO_ID = "D204"
NO_CONTENT = "D205"
WRONG_TYPE = "D206"
IMPOSSIBLE_DATE = "D207"
SAME_ID = "D208"

#: Codes that tell without failing: what was passed over, replaced, seen before, or stands for something else.
NOTES = frozenset({PASSED_OVER, SAME_BYTES, REPLACED, NO_LINK, FEED_STANDS, KEPT})


def fail(code: str, message: str, *, id: str | None = None, line: int | None = None) -> Failure:
    """Return the failure as a row."""
    return Failure(id=id, line=line, code=code, message=message)
