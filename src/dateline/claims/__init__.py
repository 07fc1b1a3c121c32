"""A report → its assertions: who says what, through whom, how surely, about how many."""

from dateline.claims.reading import read_assertions

__all__ = ["read_assertions"]
