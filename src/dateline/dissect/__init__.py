"""Captures into reports: headline, body, credit, update stamps, editor's notes, captions, comments."""

from dateline.dissect.take_apart import dissect

__all__ = ["dissect"]
