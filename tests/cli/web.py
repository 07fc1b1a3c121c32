"""A small web for the commands: the exercise's pages on some hosts of one local server, and links that fail."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from click.testing import CliRunner, Result

from dateline.capture.fetch import open_fetcher
from dateline.capture.limits import Limits
from dateline.capture.link_records import Fetches
from dateline.cli.commands import cli
from dateline.cli.settings import Settings, read_settings
from dateline.cli.tools import Tools, user_agent
from tests.capture.fetchers import NO_ROOTS
from tests.capture.wire import PUBLIC, Call, Lines, Names, local_server, reply

EXERCISE = Path(__file__).resolve().parents[2] / "examples" / "al-qaim-crossing"
PAGES = {page.stem: page.read_bytes() for page in sorted(EXERCISE.glob("*.html"))}
HOSTS = ("wire.example", "post.example", "herald.example", "courier.example")
IDENT = re.compile(r"cap-[0-9a-f]{16}")
NOON = datetime(2031, 3, 12, 12, tzinfo=UTC)

Reply = bytes | Callable[[Call], None]


def address(number: int) -> str:
    """Return the address of one of the exercise's pages, by its number from 1."""
    name = list(PAGES)[number - 1]
    return f"http://{HOSTS[number % len(HOSTS)]}/{name}"


def addresses() -> list[str]:
    return [address(number) for number in range(1, len(PAGES) + 1)]


@dataclass
class Web:
    """What answers, and what it was asked."""

    answers: dict[str, Reply] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    at: datetime = NOON
    tools: Tools | None = None

    def put(self, url: str, body: bytes, *, kind: str = "text/html; charset=utf-8", **headers: str) -> str:
        """Let an address answer; gives the address."""
        self.answers[url] = reply(body, content_type=kind, **headers)
        return url

    def say(self, url: str, answer: Reply) -> str:
        self.answers[url] = answer
        return url

    def answer(self, call: Call) -> None:
        url = f"http://{call.header('Host')}{call.path}"
        if not url.endswith("/robots.txt"):
            self.asked.append(url)
        found = self.answers.get(url, reply(b"", status="404 Not Found"))
        if callable(found):
            found(call)
        else:
            call.send(found)

    def run(self, *words: str, settings: Callable[[Settings], Settings] = lambda s: s) -> Result:
        """Run a command against this web."""
        assert self.tools is not None
        tools = replace(self.tools, settings=settings(self.tools.settings))
        return CliRunner().invoke(cli, list(words), obj=tools, catch_exceptions=False)

    def later(self, **span: float) -> None:
        """Move the clock on."""
        self.at += timedelta(**span)


@contextmanager
def small_web(home: Path) -> Iterator[Web]:
    """Give a web of the exercise's pages, and tools whose home is a folder of the test."""
    web = Web()
    for url in addresses():
        web.put(url, PAGES[url.rpartition("/")[2]])
    names = Names({host: [[PUBLIC]] for host in HOSTS})
    home.mkdir(exist_ok=True)
    built = read_settings(environment={}, folder=home).gazetteer
    if not (home / "gazetteer.bin").exists():
        (home / "gazetteer.bin").symlink_to(built)
    with local_server(web.answer) as port:

        def open_local(settings: Settings, clock: Callable[[], datetime]) -> AbstractContextManager[Fetches]:
            return open_fetcher(
                user_agent=user_agent(settings),
                limits=Limits(interval_s=0, total_s=settings.timeout_s, retries=0),
                clock=clock,
                resolver=names,
                connector=Lines(port),
                trust=NO_ROOTS,
            )

        web.tools = Tools(settings=Settings(home=home), fetcher=open_local, clock=lambda: web.at)
        yield web


def never(call: Call) -> None:
    """Answer nothing for as long as somebody waits."""
    threading.Event().wait(5)


def feed(*urls: str, host: str = "wire.example") -> bytes:
    """Return a feed of RSS that names addresses, the first the newest."""
    items = "".join(
        f"<item><title>Report {n}</title><link>{url}</link>"
        f"<pubDate>Tue, 11 Mar 2031 {20 - n:02}:00:00 +0300</pubDate></item>"
        for n, url in enumerate(urls)
    )
    return f"<rss version='2.0'><channel><title>{host}</title>{items}</channel></rss>".encode()


def lines_of(text: str, code: str) -> list[str]:
    """Return the lines that bear a code."""
    return [line for line in text.splitlines() if f" {code} " in line]
