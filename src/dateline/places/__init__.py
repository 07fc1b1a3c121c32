"""Toponym → candidates → place, or a reason why not; and the gazetteer behind it."""

from dateline.places.dumps.asked import Asked
from dateline.places.file.added import Added, add_dump, add_dumps, remove_dumps
from dateline.places.file.build import build_gazetteer
from dateline.places.file.gazetteer import CompiledGazetteer, open_gazetteer
from dateline.places.file.kept import kept_dumps
from dateline.places.ranking.prior import StoryPrior
from dateline.places.toponyms import find_toponyms, resolve_spans

__all__ = [
    "Added",
    "Asked",
    "CompiledGazetteer",
    "StoryPrior",
    "add_dump",
    "add_dumps",
    "build_gazetteer",
    "find_toponyms",
    "kept_dumps",
    "open_gazetteer",
    "remove_dumps",
    "resolve_spans",
]
