"""``bench fuzz TARGET``: mutated input for as long as is wished, memory capped, ten seconds an input.

A target is a row of ``TARGETS``: what it starts from, and what it is fed to. It may raise ``SourceError``;
anything else, or more time or memory than allowed, is a finding. Findings are written to a folder and become
tests.
"""

from __future__ import annotations

import hashlib
import random
import resource
import signal
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import FrameType
from typing import NamedTuple

from bench.results import Reached, append, commit
from dateline.errors import SourceError

ALARM_S = 10
MEMORY_BYTES = 1 << 30
#: A finding is kept once for each place that it comes from.
_KEPT_A_PLACE = 1
_MAX_INPUT_BYTES = 1 << 18


class Target(NamedTuple):
    """``seeds`` gives inputs to start from, ``feed`` takes one; ``words`` are spliced in now and then."""

    seeds: Callable[[], Sequence[bytes]]
    feed: Callable[[bytes], None]
    words: Sequence[bytes]
    #: Makes a mutated input whole again (packs it, say), so that the mutation gets past the first check.
    wrap: Callable[[random.Random, bytes], bytes]


class Finding(NamedTuple):
    """An input that broke its target, and how."""

    data: bytes
    how: str


class _TooSlow(BaseException):
    """The alarm rang: not an ``Exception``, so that no handler of the target takes it."""


def fuzz(name: str, *, minutes: float, seed: int, out: Path) -> None:
    """Feed the target for so long; keep what breaks it and write what came out."""
    if name not in TARGETS:
        raise SystemExit(f"no such target: {name} (known: {', '.join(TARGETS)})")
    resource.setrlimit(resource.RLIMIT_AS, (2 * MEMORY_BYTES, resource.RLIM_INFINITY))
    begun = commit()
    target = TARGETS[name]
    draw = random.Random(seed)
    seeds = target.seeds()
    until = time.monotonic() + minutes * 60
    tried, slowest_s, places = 0, 0.0, dict[str, int]()
    while time.monotonic() < until:
        data = target.wrap(draw, mutate(draw, draw.choice(seeds), words=target.words))
        began = time.perf_counter()
        finding = attempt(target.feed, data)
        slowest_s = max(slowest_s, time.perf_counter() - began)
        tried += 1
        if finding is not None:
            places[finding.how] = places.get(finding.how, 0) + 1
            if places[finding.how] <= _KEPT_A_PLACE:
                _keep(finding, out / name)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    rows = rows_of(name, minutes, tried=tried, found=places, slowest_s=slowest_s, peak=peak)
    append(f"python -m bench fuzz {name} --minutes {minutes:g} --seed {seed}", rows, measured=begun)


def rows_of(
    name: str, minutes: float, *, tried: int, found: dict[str, int], slowest_s: float, peak: int
) -> Iterator[Reached]:
    """Yield the lines of the result table."""
    title = f"fuzz {name}, {minutes:g} minutes"
    yield Reached(title, "inputs", "", f"{tried:,}", "")
    yield Reached(title, "crashes and hangs, by place", "0", str(len(found)), "; ".join(sorted(found)))
    yield Reached(title, "slowest input, s", f"≤ {ALARM_S}", f"{slowest_s:.2f}", "")
    yield Reached(title, "peak MB", f"≤ {MEMORY_BYTES / 1e6:.0f}", f"{peak / 1e6:.0f}", "")


def attempt(feed: Callable[[bytes], None], data: bytes, *, alarm_s: int = ALARM_S) -> Finding | None:
    """Return how the input broke its target, None where it did not."""
    signal.signal(signal.SIGALRM, _ring)
    signal.alarm(alarm_s)
    try:
        feed(data)
    except SourceError:
        return None
    except _TooSlow:
        return Finding(data, f"more than {alarm_s} s")
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        last = traceback.extract_tb(error.__traceback__)[-1]
        return Finding(data, f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}")
    finally:
        signal.alarm(0)
    return None


def _ring(_number: int, _frame: FrameType | None) -> None:
    raise _TooSlow


def _keep(finding: Finding, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / hashlib.sha256(finding.data).hexdigest()[:16]
    path.write_bytes(finding.data)
    print(f"{path}: {finding.how}")


def mutate(draw: random.Random, data: bytes, *, words: Sequence[bytes]) -> bytes:
    """Return the data with one to eight small changes."""
    out = bytearray(data)
    for _ in range(draw.randint(1, 8)):
        start = draw.randint(0, len(out))
        size = min(int(draw.expovariate(0.05)), len(out) - start)
        change = draw.randrange(7)
        if change == 0 and out:
            out[start % len(out)] ^= 1 << draw.randrange(8)
        elif change == 1:
            del out[start : start + size]
        elif change == 2:
            out[start:start] = draw.randbytes(size)
        elif change == 3:
            out[start:start] = out[start : start + size] * draw.randint(1, 20)
        elif change == 4 and words:
            out[start : start + draw.choice((0, size))] = draw.choice(words)
        elif change == 5:
            del out[start:]
        else:
            _change_number(draw, out)
    return bytes(out[:_MAX_INPUT_BYTES])


def _change_number(draw: random.Random, out: bytearray) -> None:
    """Put another number in the place of one: lengths and sizes are what readers trust."""
    digits = [at for at in range(len(out)) if 48 <= out[at] <= 57]
    if digits:
        at = draw.choice(digits)
        number = draw.choice((b"0", b"1", b"-1", b"4294967296", b"9" * 30, b"%d" % draw.randrange(1 << 20)))
        out[at : at + 1] = number


def _warc_seeds() -> Sequence[bytes]:
    """Return WARC files as our own archive writes them, unpacked: requests, answers, revisits, a resource."""
    import tempfile

    from tests.capture.archives import filled
    from tests.capture.foreign import SAMPLES

    from dateline.capture.warcs import unpack

    with tempfile.TemporaryDirectory() as folder:
        (path,) = (filled(Path(folder) / "archive").folder / "warc").iterdir()
        own = b"".join(unpack(path.read_bytes(), max_bytes=1 << 24))
    return [own, *SAMPLES]


def _feed_warc(data: bytes) -> None:
    from dateline.capture.warc_reader import read_warc

    for _ in read_warc(data, max_bytes=1 << 16):
        pass


def _pack_warc(draw: random.Random, data: bytes) -> bytes:
    """Return the records as they are, or packed: one member, a member a record, then damaged or not."""
    from dateline.capture.warcs import pack

    kind = draw.randrange(4)
    if kind == 0:
        return data
    if kind == 1:
        return pack(data)
    parts = data.split(b"WARC/1.")
    packed = b"".join(pack((b"WARC/1." if index else b"") + part) for index, part in enumerate(parts))
    return packed if kind == 2 else mutate(draw, packed, words=_WARC_WORDS)


_WARC_WORDS = (
    b"WARC/1.1\r\n",
    b"\r\n\r\n",
    b"Content-Length: ",
    b"WARC-Type: revisit\r\n",
    b"WARC-Type: response\r\n",
    b"Transfer-Encoding: chunked\r\n",
    b"WARC-Target-URI: <http://[::1]/>\r\n",
    b"WARC-Date: 0001-01-01T00:00:00+23:59\r\n",
    b"Location: http://[/\r\n",
    b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff",
    b"HTTP/1.1 302 Found\r\n",
    b"ffffffff\r\n",
)


def _page_seeds() -> Sequence[bytes]:
    """Return pages of our own writing: a story with threads, figures, stamps, stated facts."""
    from tests.dissect.pages import BLOGGER_THREAD, WORDPRESS_THREAD, page, story

    figure = "<figure><img src='a'><figcaption>A closed gate (Photo: Example Wire)</figcaption></figure>"
    stamp = "<p>UPDATE, 8:15 pm: The bridge is open for walkers.</p>"
    facts = '{"@type": "NewsArticle", "headline": "Crossing closed", "datePublished": "2031-03-11T20:15:00Z"}'
    head = f"<script type='application/ld+json'>{facts}</script><meta property='og:title' content='Crossing'>"
    return [
        page(story(figure, after=stamp) + WORDPRESS_THREAD, head=head),
        page(story("<p class='byline'>By Reader One, March 11, 2031</p>") + BLOGGER_THREAD),
        page("<table><tr><td>" + story() + "</td></tr></table>", head=head),
    ]


def _feed_page(data: bytes) -> None:
    from dateline.dissect import dissect
    from dateline.model import Capture

    report = dissect(Capture(id="fuzz", html=data, url="https://post.example/a"))
    for part in report.parts:
        if part.start is not None and part.text != report.text[part.start : part.end]:
            raise AssertionError(f"the span of a {part.kind} does not hold its words")


def _soup(draw: random.Random, data: bytes) -> bytes:
    """Return the page as it is, or with its tags dealt anew."""
    if draw.randrange(3):
        return data
    pieces = data.split(b"<")
    draw.shuffle(pieces)
    return b"<".join(pieces)


_PAGE_WORDS = (
    b"<div class='comment' id='comment-7'>",
    b"</div></div></article>",
    b"<table><tr><td>",
    b"<script type='application/ld+json'>{\"@graph\": [",
    b"<!--",
    b"<p hidden>",
    b"<figure><figcaption>",
    b"<time datetime='9999-99-99T99:99'>",
    b"&#0;&#xD800;&nbsp;",
    b"<b><i><a href='http://[/'>",
    "\u202e\u200b\u0661\u0662".encode(),
    b"<base href='//'>",
    b"<h1>" * 40,
    b"<?xml version='1.0' encoding='utf-16'?>",
)

#: What can be fed: a new target is a row.
TARGETS: dict[str, Target] = {
    "warc": Target(_warc_seeds, _feed_warc, _WARC_WORDS, _pack_warc),
    "dissect": Target(_page_seeds, _feed_page, _PAGE_WORDS, _soup),
}
