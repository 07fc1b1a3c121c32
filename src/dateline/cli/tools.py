"""What the commands work with: the settings, and how the fetcher and the archive are opened.

The commands find it as ``context.obj``. Tests hand in one made in code; nothing a user can set, in a file or
in the environment, loosens what a fetcher refuses.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from dateline._version import __version__
from dateline.cli.settings import Settings

if TYPE_CHECKING:
    from dateline.capture.archive import Archive
    from dateline.capture.limits import Limits
    from dateline.capture.link_records import Fetches
    from dateline.capture.timestamps import Post


def now() -> datetime:
    """Return the instant."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """Settings, and how to open what stands outside of the process."""

    settings: Settings
    clock: Callable[[], datetime] = now
    #: Both are replaced by tests alone.
    fetcher: Callable[[Settings, Callable[[], datetime]], AbstractContextManager[Fetches]] | None = None
    poster: Callable[[Settings], AbstractContextManager[Post]] | None = None

    def open_fetcher(self) -> AbstractContextManager[Fetches]:
        """Return the guarded fetcher."""
        return (self.fetcher or guarded_fetcher)(self.settings, self.clock)

    def open_post(self) -> AbstractContextManager[Post]:
        """Return what asks time-stamp authorities."""
        return (self.poster or guarded_post)(self.settings)

    def open_archive(self) -> Archive:
        """Return the archive under the home folder."""
        from dateline.capture.archive import open_archive

        return open_archive(self.settings.archive, clock=self.clock)


def guarded_fetcher(settings: Settings, clock: Callable[[], datetime]) -> AbstractContextManager[Fetches]:
    """Return a fetcher that refuses whatever is not on the public web."""
    from dateline.capture.fetch import open_fetcher

    return open_fetcher(user_agent=user_agent(settings), limits=limits_of(settings), clock=clock)


def guarded_post(settings: Settings) -> AbstractContextManager[Post]:
    """Return what sends to the public web alone."""
    from dateline.capture.post import open_post

    return open_post(user_agent=user_agent(settings), limits=limits_of(settings))


def limits_of(settings: Settings) -> Limits:
    """Return how far one fetch may go."""
    from dateline.capture.limits import Limits

    return Limits(max_bytes=settings.max_bytes, total_s=settings.timeout_s, interval_s=settings.interval_s)


def user_agent(settings: Settings) -> str:
    """Return the name under which pages are asked for."""
    return f"dateline/{__version__}" + (f" (+{settings.contact})" if settings.contact else "")
