"""Captures into reports."""

from __future__ import annotations

from dateline.dissect.plain_text import dissect_text
from dateline.errors import SourceError
from dateline.model import Capture, Report


def dissect(capture: Capture) -> Report:
    """Return the report that a capture holds: its text, its parts with exact spans, its comments.

    Raises:
        SourceError: nothing can be taken off the page; the code says why.
    """
    if capture.html is not None:
        from dateline.dissect.html_page import dissect_html

        return dissect_html(capture)
    if capture.text is None or not capture.text.strip():
        raise SourceError("D102", f"{capture.id}: empty")
    return dissect_text(capture)
