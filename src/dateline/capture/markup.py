"""Markup from outside into words: the border at which it stops being markup.

What a page, a feed or a comment sends is never kept or shown as markup of ours. What comes out of here is
text: it may hold ``<`` or ``&`` again, and whoever prints it into HTML escapes it, as our templates do.
"""

from __future__ import annotations

import html
import re

_BLOCKS = re.compile(r"</?(?:p|br|div|li|ul|ol|h[1-6]|tr|table|blockquote)\b[^>]*>", re.IGNORECASE)
#: Words longer than this are no summary; nh3 builds a whole tree of what it is given.
_MOST_CHARS = 100_000


def words_of(markup: str) -> str:
    """Return the words of a piece of markup in one line: no tags, no scripts, no styles, no comments."""
    import nh3

    spaced = _BLOCKS.sub(r" \g<0>", markup[:_MOST_CHARS])
    bare = nh3.clean(spaced, tags=set(), attributes={}, strip_comments=True)
    return " ".join(html.unescape(bare).split())
