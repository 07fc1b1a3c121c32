"""Every error that Dateline raises on purpose.

    DatelineError
    ├── SourceError         the world failed us: a file or page cannot be read          D1xx
    ├── RecordError         a record handed in is not what the contract says            D2xx
    ├── GazetteerError      the gazetteer is missing, damaged or of another version     D3xx
    ├── ConfigError         settings that cannot be used                                D4xx
    └── InternalError       a report broke a rule of ours: a bug, told as a row         D9xx

One class per reaction of the caller; the code names the case (``docs/reference/errors.md``).
"""

from __future__ import annotations


class DatelineError(Exception):
    """What Dateline raises: a code of the documented table and one line for a person."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code} {message}")
        self.code = code
        self.message = message


class SourceError(DatelineError):
    """A file, page or archive that cannot be read: leave it out and go on."""


class RecordError(DatelineError):
    """A record that breaks the contract: its sender has to mend it."""


class GazetteerError(DatelineError):
    """No usable gazetteer: build it again."""


class ConfigError(DatelineError):
    """Settings or options that cannot be used: change them."""


class InternalError(DatelineError):
    """A report on which a room failed: the row says which room; the other reports go on."""
