"""From what was given to captures: addresses are fetched, WARC files and ids looked up, with progress shown."""

from __future__ import annotations

import re
import signal
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dateline.capture import codes
from dateline.capture.codes import fail
from dateline.capture.refusals import NO_CONNECTION, UNKNOWN_HOST
from dateline.cli.settings import Settings
from dateline.cli.terminal import shown_bar, tell
from dateline.cli.tools import Tools
from dateline.model import Failure

if TYPE_CHECKING:
    from dateline.capture.archive import Archive
    from dateline.capture.link_records import FeedFile, Link, LinkPlan

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+:/", re.IGNORECASE)
_IDENT = re.compile(r"cap-[0-9a-f]{16}\Z")
_FEED_SUFFIXES = frozenset({".xml", ".rss", ".atom", ".rdf", ".json"})
#: As much of a file as tells whether it is a feed.
_HEAD_BYTES = 65_536
_Command = TypeVar("_Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a call says of fetching; None where the settings decide."""

    limit: int | None = None
    fresh: float | None = None
    fetch: bool = False
    offline: bool = False

    def plan(self, settings: Settings) -> LinkPlan:
        """Return how a run of links goes."""
        from dateline.capture.link_records import LinkPlan

        hours = 0.0 if self.fetch else settings.fresh_hours if self.fresh is None else self.fresh
        return LinkPlan(
            limit=self.limit or settings.feed_limit,
            fresh=timedelta(hours=min(hours, 1e6)),
            workers=settings.hosts_at_once,
            max_bytes=settings.max_bytes,
        )


_OPTIONS = (
    click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Entries taken of a feed (50)."),
    click.option(
        "--fresh",
        type=click.FloatRange(min=0),
        metavar="HOURS",
        help="Read an address from the archive if it was captured in the last HOURS (6).",
    ),
    click.option("--fetch", is_flag=True, help="Ask for every address again, however fresh its capture."),
    click.option("--offline", is_flag=True, help="Fetch nothing; read addresses from the archive."),
)


def link_options(command: _Command) -> _Command:
    """Give a command the options of fetching."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def asked(*, limit: int | None, fresh: float | None, fetch: bool, offline: bool) -> Asked:
    """Return what the options say.

    Raises:
        UsageError: they contradict one another.
    """
    if offline and fetch:
        raise click.UsageError("--fetch and --offline: one of the two")
    if fetch and fresh is not None:
        raise click.UsageError("--fetch and --fresh: one of the two")
    return Asked(limit=limit, fresh=fresh, fetch=fetch, offline=offline)


def is_address(given: str) -> bool:
    """Return whether an input is an address."""
    return bool(_ADDRESS.match(given.strip()))


def is_capture(given: str) -> bool:
    """Return whether an input is the id of a capture."""
    return bool(_IDENT.match(given))


def is_warc(given: str) -> bool:
    """Return whether an input is a WARC file."""
    return given.lower().endswith((".warc", ".warc.gz")) and not is_address(given)


def feed_file(given: str, *, max_bytes: int) -> FeedFile | None:
    """Return the feed that a file holds, None where it is something else."""
    path = Path(given)
    if is_address(given) or path.suffix.lower() not in _FEED_SUFFIXES:
        return None
    try:
        if not path.is_file() or path.stat().st_size > max_bytes:
            return None
    except (OSError, ValueError):
        # A name that no file can have.
        return None
    from dateline.capture.answers import LISTS, tell_answer
    from dateline.capture.link_records import FeedFile

    with path.open("rb") as stream:
        head = stream.read(_HEAD_BYTES)
        if tell_answer(head, media_type=None).kind not in LISTS:
            return None
        return FeedFile(path=path, data=head + stream.read())


def run_links(
    tools: Tools, links: Sequence[str | FeedFile], *, archive: Archive, wanted: Asked
) -> Iterator[Link | Failure]:
    """Yield what comes of addresses and feeds, in order. An interrupt ends the run with a row of D146."""
    from dateline.capture.links import LinkRun

    opened = nullcontext() if wanted.offline else tools.open_fetcher()
    with opened as fetcher, shown_bar("fetching") as bar:
        run = LinkRun(
            links,
            archive=archive,
            fetcher=fetcher,
            plan=wanted.plan(tools.settings),
            clock=tools.clock,
            watch=lambda done, total, hosts: bar(done, total, _hosts(hosts)),
        )
        results: list[Link | Failure] = []
        with _stopping(run.stop):
            for result in run.results():
                results.append(result)
                yield result
    if _is_cut_off(results):
        tell("no host was reached: is this machine on a network? --offline takes what the archive holds")
    seal(tools, archive)
    if run.left:
        message = (
            f"stopped: {run.left} not fetched; what was captured is kept, the same command goes on from there"
        )
        yield fail(codes.STOPPED, message)


def seal(tools: Tools, archive: Archive, *, send: bool = False) -> None:
    """Seal the days that are over; with ``send``, ask the authorities for the stamps that are still to be had.

    What cannot be had now stays queued: it is told, and fails nothing.
    """
    from dateline.capture.timestamps import close_days, queued

    authorities = tools.settings.stamp_authorities
    told = close_days(archive, authorities=authorities)
    if send and next(queued(archive), None) is not None:
        with tools.open_post() as post:
            told = close_days(archive, authorities=authorities, post=post)
    for finding in told:
        tell(f"note: {finding.subject}: {finding.code} {finding.message}")


def _hosts(hosts: Sequence[str]) -> str:
    if len(hosts) > 1:
        return f"{hosts[0]} and {len(hosts) - 1} more"
    return hosts[0] if hosts else ""


@contextmanager
def _stopping(stop: Callable[[], None]) -> Iterator[None]:
    """Let the first Ctrl-C stop the run in good order; a second one ends it as usual."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.getsignal(signal.SIGINT)

    def handle(_number: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, before)
        stop()

    signal.signal(signal.SIGINT, handle)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _is_cut_off(results: Sequence[Link | Failure]) -> bool:
    """Return whether several addresses were given, and of none the host was so much as found or connected to."""
    told = [r.code if isinstance(r, Failure) else "" for r in results]
    return len(results) > 1 and all(code in (UNKNOWN_HOST, NO_CONNECTION) for code in told)


def is_stopped(results: Sequence[object]) -> bool:
    """Return whether a run was interrupted."""
    return any(isinstance(r, Failure) and r.code == codes.STOPPED for r in results)


def counted(links: Sequence[Link]) -> str:
    """Return how many captures there are of each state, in words."""
    states = Counter(link.state for link in links)
    return ", ".join(f"{count} {state}" for state, count in states.items())
