"""A report → its assertions: who says what, through whom, how surely, about how many."""

from dateline.claims.attribution import find_sentences
from dateline.claims.reading import read_assertions

__all__ = ["find_sentences", "read_assertions"]
