"""``dateline capture``: fetches and archives; prints the capture ids."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.capture import NOTES, codes
from dateline.capture.answers import REPORTS
from dateline.cli.link_inputs import kind_of_input
from dateline.cli.link_run import (
    Asked,
    asked,
    counted,
    feed_file,
    link_options,
    run_links,
    seal,
)
from dateline.cli.terminal import hint, say, tell, tell_failure, watched
from dateline.cli.tools import Tools
from dateline.cli.wacz import wacz_option, write_wacz
from dateline.formats.contract import to_json
from dateline.formats.wording import printable
from dateline.model import Failure

if TYPE_CHECKING:
    from dateline.capture.archive import Archive
    from dateline.capture.link_records import FeedFile, Link

_STYLES = {"new": "green", "unchanged": "cyan", "kept": "blue"}
#: As many ids as a person would copy are offered for the next command.
_MOST_IDS = 6


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="URL|FEED|WARC|FILE...")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON array: a row for each capture.")
@wacz_option
@link_options
@click.pass_obj
def capture(
    tools: Tools,
    inputs: tuple[str, ...],
    as_json: bool,
    wacz_path: Path | None,
    limit: int | None,
    fresh: float | None,
    fetch: bool,
    offline: bool,
) -> None:
    """Fetch pages and keep them, with their proof.

    One line for each capture: its id, what came of it (new; unchanged since the capture before; kept, captured
    not long ago), its address. A feed or sitemap stands for its newest entries. Pages and texts on disk, and
    the pages in WARC files, go into the archive as they are. An interrupted run goes on where it stopped.
    """
    wanted = asked(limit=limit, fresh=fresh, fetch=fetch, offline=offline)
    archive = tools.open_archive()
    done: list[Link | Failure] = []
    for result in _results(tools, inputs, archive=archive, wanted=wanted):
        done.append(result)
        if isinstance(result, Failure):
            tell_failure(result)
        elif not as_json:
            _print_line(result)
    seal(tools, archive, send=not offline)
    links = [r for r in done if not isinstance(r, Failure)]
    failures = [r for r in done if isinstance(r, Failure) and r.code not in NOTES]
    if as_json:
        told = (r for r in done if not isinstance(r, Failure) or r.code not in NOTES)
        rows = [to_json(r) if isinstance(r, Failure) else _row(r) for r in told]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    is_whole = wacz_path is None or write_wacz(tools, _titles(links), out=wacz_path)
    _sum_up(links, failures)
    sys.exit(0 if is_whole and not failures else 1)


def _results(
    tools: Tools, inputs: Sequence[str], *, archive: Archive, wanted: Asked
) -> Iterator[Link | Failure]:
    """Yield what comes of each input: all addresses in one run first, then what lies on disk or is known."""
    from dateline.capture.intake import find_capture, store_files, store_warc

    max_bytes = tools.settings.max_bytes
    feeds = {given: found for given in inputs if (found := feed_file(given, max_bytes=max_bytes)) is not None}
    by_kind: dict[str, list[str]] = {"address": [], "warc": [], "capture": [], "file": []}
    for given in dict.fromkeys(inputs):
        by_kind[kind_of_input(given, frozenset(feeds))].append(given)
    links: list[str | FeedFile] = [feeds.get(given, given) for given in by_kind["address"]]
    if links:
        yield from run_links(tools, links, archive=archive, wanted=wanted)
    for given in by_kind["warc"]:
        stored = store_warc(Path(given), archive=archive, max_bytes=max_bytes)
        yield from watched(stored, what="storing", words=given)
    yield from (find_capture(ident, archive=archive) for ident in by_kind["capture"])
    stored = store_files(by_kind["file"], archive=archive, max_bytes=max_bytes)
    yield from watched(stored, what="storing")


def _titles(links: Sequence[Link]) -> dict[str, str | None]:
    """Return what the feeds that named the captures call them, by their ids."""
    return {link.row.id: link.item.title if link.item else None for link in links}


def _print_line(link: Link) -> None:
    where = link.row.final_url if not link.row.final_url.startswith("file:") else link.url
    if link.url != where and link.url != link.row.id:
        where = f"{link.url} → {where}"
    state, note = f"{link.state:<9}", "" if link.kind in REPORTS else f"  {link.kind}"
    if sys.stdout.isatty():
        state, note = click.style(state, fg=_STYLES[link.state]), click.style(note, dim=True)
    say(f"{link.row.id}  {state}  {printable(where)}{note}")


def _row(link: Link) -> dict[str, Any]:
    """Return the JSON of a capture."""
    row, item = link.row, link.item
    return {
        "id": row.id,
        "state": link.state.value,
        "kind": link.kind.value,
        "url": row.url,
        "final_url": row.final_url,
        "captured_at": row.captured_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "status": row.status,
        "media_type": row.media_type,
        "digest": row.digest,
        "length_bytes": row.length_bytes,
        "revisit_of": row.revisit_of,
        "item": None
        if item is None
        else {
            "title": item.title,
            "published": to_json(item.published),
            "source": item.source,
            "summary": item.summary,
        },
    }


def _sum_up(links: Sequence[Link], failures: Sequence[Failure]) -> None:
    """Say on standard error what came of it all, and what could be done next."""
    parts = [f"{len(links)} captured ({counted(links)})"] if links else ["nothing captured"]
    failed = sum(failure.code != codes.STOPPED for failure in failures)
    parts += [f"{failed} failed"] if failed else []
    if len(links) + failed > 1:
        tell(", ".join(parts))
    ids = [link.row.id for link in links if link.kind in REPORTS]
    if ids:
        more = " …" if len(ids) > _MOST_IDS else ""
        verb = "sheet" if len(ids) > 1 else "read"
        hint(f"next: dateline {verb} {' '.join(ids[:_MOST_IDS])}{more}")
