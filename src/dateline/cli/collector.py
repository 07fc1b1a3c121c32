"""How often a command looks for garbage."""

from __future__ import annotations

import gc

#: Objects made between two looks at the youngest; the interpreter's own 700 suits small programs.
YOUNG, MIDDLE, OLD = 20_000, 20, 50


def look_seldom() -> None:
    """Leave what has been imported out of the search for garbage, and search less often.

    Trees of pages are freed by counting references; searching for rings among them took a twelfth of the time
    that taking pages apart needs (``python -m bench pages``: 39.6 pages per CPU second without, 43.2 with it).
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
