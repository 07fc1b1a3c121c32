"""The codes of a fetch that was refused or failed. All are raised as ``SourceError``."""

from __future__ import annotations

SCHEME = "D115"
PORT = "D116"
ADDRESS_FORM = "D117"
NOT_PUBLIC = "D118"
UNKNOWN_HOST = "D119"
NO_CONNECTION = "D120"
ROBOTS = "D121"
REDIRECTS = "D122"
TOO_MANY_BYTES = "D123"
TOO_SLOW = "D124"
PACKING = "D125"
REFUSED_BY_SERVER = "D126"
SERVER_FAILED = "D127"
BROKEN_ANSWER = "D128"
CERTIFICATE = "D129"
