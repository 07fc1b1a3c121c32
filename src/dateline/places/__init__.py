"""Toponym → candidates → place, or a reason why not; and the gazetteer behind it."""

from dateline.places.build import build_gazetteer
from dateline.places.gazetteer import CompiledGazetteer, add_dump, open_gazetteer
from dateline.places.toponyms import find_toponyms, resolve_spans

__all__ = [
    "CompiledGazetteer",
    "add_dump",
    "build_gazetteer",
    "find_toponyms",
    "open_gazetteer",
    "resolve_spans",
]
