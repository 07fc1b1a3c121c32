"""Tags that would cost the parser more than their page is worth, cut before it sees them."""

from __future__ import annotations

import re

#: Attributes and the gaps between them that one tag may have: 500 attributes with a blank before each. The
#: parser compares every attribute with all before it (20,000 take .4 s, 200,000 over ten minutes).
MAX_PIECES = 1000
_OVERFULL = re.compile(
    r"<[a-zA-Z][^\s/>\"'<=]*+"
    r"(?:[\s/]++|[^\s\"'<>/=]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'>]++))?+)"
    rf"{{{MAX_PIECES}}}"
)
_REST = re.compile(r"(?:\"[^\"]*+\"|'[^']*+'|[^\"'>])*+")


def cut_overfull_tags(source: str) -> str:
    """Return the source; a tag with too many attributes keeps its first ones.

    Each character is looked at a bounded number of times, whatever the source.
    """
    kept, at = [], 0
    while (match := _OVERFULL.search(source, at)) is not None:
        kept.append(source[at : match.end()] + ">")
        rest = _REST.match(source, match.end())
        at = rest.end() if rest is not None else match.end()
        # What an open quotation mark leaves is text from here on.
        at += source.startswith(">", at)
    return source if not kept else "".join([*kept, source[at:]])
