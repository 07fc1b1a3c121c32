"""Inputs of every kind as captures to be read: files, folders, addresses, feeds, WARC files, capture ids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.capture import NOTES, codes, load_files
from dateline.capture.files import Seen
from dateline.cli.link_run import (
    Asked,
    counted,
    feed_file,
    is_address,
    is_capture,
    is_stopped,
    is_warc,
    run_links,
)
from dateline.cli.terminal import hint, tell, watched
from dateline.cli.tools import Tools
from dateline.model import Capture, Failure

if TYPE_CHECKING:
    from dateline.capture.archive import Archive
    from dateline.capture.link_records import FeedFile, Link


def load_inputs(tools: Tools, *, files: Sequence[str], wanted: Asked) -> Iterator[Capture | Failure]:
    """Yield the capture of each input, in the order given, or why there is none."""
    max_bytes = tools.settings.max_bytes
    feeds = {given: found for given in files if (found := feed_file(given, max_bytes=max_bytes)) is not None}
    if not any(is_link(given) or given in feeds for given in files):
        yield from load_files(list(files), max_bytes=max_bytes)
        return
    archive = tools.open_archive()
    links: list[str | FeedFile] = [feeds.get(f, f) for f in files if is_address(f) or f in feeds]
    results = list(run_links(tools, links, archive=archive, wanted=wanted)) if links else []
    _tell_kept(results)
    if is_stopped(results):
        yield from (r for r in results if isinstance(r, Failure) and r.code not in NOTES)
        return
    yield from _in_order(tools, files, results, archive=archive, feeds=frozenset(feeds))


def is_link(given: str) -> bool:
    """Return whether an input comes from the archive or goes into it before it is read."""
    return is_address(given) or is_capture(given) or is_warc(given)


def _in_order(
    tools: Tools,
    files: Sequence[str],
    results: list[Link | Failure],
    *,
    archive: Archive,
    feeds: frozenset[str],
) -> Iterator[Capture | Failure]:
    """Yield the captures of all inputs; what was fetched stands where the first address stood."""
    from dateline.capture.intake import find_capture, load_links, store_warc

    seen, max_bytes = Seen(), tools.settings.max_bytes
    for kind, group in groupby(files, key=lambda given: kind_of_input(given, feeds)):
        if kind == "file":
            yield from load_files(list(group), max_bytes=max_bytes, seen=seen)
            continue
        found: list[Link | Failure] = []
        if kind == "address":
            found, results = results, []
        elif kind == "warc":
            found = [
                r
                for f in group
                for r in watched(
                    store_warc(Path(f), archive=archive, max_bytes=max_bytes), what="storing", words=f
                )
            ]
        else:
            found = [find_capture(ident, archive=archive) for ident in group]
        yield from (r for r in found if isinstance(r, Failure))
        links = [r for r in found if not isinstance(r, Failure)]
        yield from load_links(links, archive=archive, max_bytes=max_bytes, seen=seen)


def kind_of_input(given: str, feeds: frozenset[str]) -> str:
    """Return what an input is: ``address`` (a feed on disk too), ``warc``, ``capture`` or ``file``."""
    if is_address(given) or given in feeds:
        return "address"
    return "warc" if is_warc(given) else "capture" if is_capture(given) else "file"


def _tell_kept(results: Sequence[Link | Failure]) -> None:
    """Say in one line what was read from the archive instead of being fetched."""
    from dateline.capture.link_records import LinkState

    links = [r for r in results if not isinstance(r, Failure)]
    kept = [link for link in links if link.state is LinkState.KEPT]
    if links:
        hint(f"{len(links)} captured ({counted(links)})")
    if kept:
        oldest = min(link.row.captured_at for link in kept)
        which = "1 address" if len(kept) == 1 else f"{len(kept)} addresses"
        tell(f"{codes.KEPT} {which} read from the archive, captured since {oldest:%Y-%m-%d %H:%M} UTC")
        hint("--fetch asks for them again")
