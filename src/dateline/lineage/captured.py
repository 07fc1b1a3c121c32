"""What the captured reports are by themselves: their outlets, whose pages they are, the names they hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from dateline.lineage.cues import Mention
from dateline.lineage.source import Source
from dateline.lineage.sources import identify
from dateline.model import EntityKind, Reading, Report
from dateline.text.fold import fold, strip_article
from dateline.text.organisations import organisation_key
from dateline.text.outlets import outlet_key

#: A signature that opens the text lies this near its start (code points).
OPENING = 60


def report_outlet(report: Report) -> str:
    """Return the key of the outlet: its name, else the host of its address, else the report's own id."""
    if report.outlet:
        return outlet_key(report.outlet)
    host = urlsplit(report.url).hostname if report.url else None
    return outlet_key(host) if host else f"report:{report.id}"


def issuers_of(readings: Sequence[Reading], outlets: Mapping[str, str]) -> dict[str, str]:
    """Return the outlet keys of bodies of the table whose own pages are at hand."""
    found = {organisation_key(r.report.outlet or ""): outlets[r.id] for r in readings}
    return {key: outlet for key, outlet in found.items() if key}


def name_spans(reading: Reading) -> list[tuple[int, int]] | None:
    """Return where the names of a reading stand that can speak; None where it lists no names at all."""
    if not reading.entities:
        return None
    return [(e.start, e.end) for e in reading.entities if e.kind is not EntityKind.PLACE]


def signed_outlet(reading: Reading, mentions: Sequence[Mention]) -> str | None:
    """Return the outlet that signs the opening of a report which does not say whose it is otherwise."""
    if reading.report.outlet or reading.report.url:
        return None
    opening = [m for m in mentions if m.cue_class == "credit" and m.start < OPENING]
    found = identify(opening[0].text) if opening else None
    return found.outlet if found else None


def captured_names(readings: Sequence[Reading]) -> dict[str, Source]:
    """Return the outlets at hand as sources; ``text`` is the folded name without its article."""
    names: dict[str, Source] = {}
    for reading in sorted(readings, key=lambda r: r.id):
        name = reading.report.outlet
        if name:
            key, plain = outlet_key(name), strip_article(fold(name))
            found = identify(name)
            made = found if found is not None and found.outlet is None else None
            words = made.words if made else frozenset(plain.split())
            initials = made.initials if made else ""
            head = made.head if made else None
            names.setdefault(key, Source(plain, words, head, outlet=key, initials=initials, name=name))
    return names
