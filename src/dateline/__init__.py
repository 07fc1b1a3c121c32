"""Takes the reports of one contested event and shows who really knows what.

``read(capture, gazetteer=…, tagger=…)`` takes one report apart; ``sheet(readings, encoder=…)`` weighs
several of one event. The records they hand over are in ``dateline.model``.
"""

from dateline._version import __version__
from dateline.pipeline import read, sheet

__all__ = ["__version__", "read", "sheet"]
