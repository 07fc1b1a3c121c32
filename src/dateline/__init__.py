"""Takes the reports of one contested event and shows who really knows what.

``read(capture, gazetteer=…, tagger=…)`` takes one report apart; ``sheet(readings, encoder=…)`` weighs
several of one event. The records they hand over are in ``dateline.model``.
"""

from typing import TYPE_CHECKING

from dateline._version import __version__

if TYPE_CHECKING:
    from dateline.pipeline import read, sheet

__all__ = ["__version__", "read", "sheet"]


def __getattr__(name: str) -> object:
    """Return what is loaded only once it is asked for: a command begins, and can be stopped, at once."""
    if name in __all__:
        from dateline import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
