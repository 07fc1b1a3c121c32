"""Tells whether a report shows reporting of its own."""

from __future__ import annotations

import re

from dateline.lineage.quotes import quote_spans
from dateline.model import PartKind, Report
from dateline.text.fold import strip_article

#: An outlet's "we" and "our", but for what it will do with the story, and for what it offers its readers.
_FIRST_PERSON = re.compile(
    r"\b(?:[Ww]e(?!\s+(?:shall|will)\b|[’']ll\b)|[Oo]ur(?!\s+(?:live|coverage|readers?|newsletter)\b)|us)\b"
)
_OWN_PARTS = frozenset((PartKind.BODY, PartKind.UPDATE, PartKind.STANDFIRST))
#: Words before or behind an outlet's own name that say it was there or asked.
_ASKED = r"(?:told|tells|spoke to|speaking to|interview with|seen by|obtained by|shown to)"
_DID = (
    r"(?:[’']s? (?:own )?(?:correspondent|reporter|photographer)"
    r"|(?: [a-z]+)? (?:correspondent|reporter|journalist)"
    r"| (?:has |had )?(?:saw|seen|found|asked|visited|counted|learn\w*|spoke|spoken|verified)"
    r"| could not (?:confirm|verify))"
)


def reports_itself(report: Report) -> bool:
    """Return whether the outlet speaks of what it saw, asked or was told itself, or of itself as "we"."""
    quoted = quote_spans(report.text)
    for part in report.parts:
        if part.kind not in _OWN_PARTS or part.start is None or part.end is None:
            continue
        marks = [m.start() for m in _FIRST_PERSON.finditer(report.text, part.start, part.end)]
        if any(not any(a <= at < b for a, b in quoted) and not _to_readers(report.text, at) for at in marks):
            return True
    return report.outlet is not None and _asks(report.text, strip_article(report.outlet))


#: What a site says to its readers below a story is no reporting.
_READERS = re.compile(
    r"(?i)\b(?:follow us|contact us|about us|join us|tell us|with us on|subscribe|newsletter|privacy|spam|cookies?"
    r"|copyright|advertis\w+|sign up|terms of use|our (?:newsletters?|app|channel|website|readers?))\b"
)


def _to_readers(text: str, at: int) -> bool:
    """Return whether a site speaks to its readers around an offset."""
    return _READERS.search(text[max(0, at - 60) : at + 80]) is not None


def _asks(text: str, outlet: str) -> bool:
    """Return whether the outlet's name, or its last word with an article, stands beside reporting words."""
    last = re.escape(outlet.split()[-1])
    name = rf"(?:{re.escape(outlet)}|[Tt]he {last})"
    return re.search(rf"{_ASKED} {name}\b|\b{name}{_DID}", text) is not None
