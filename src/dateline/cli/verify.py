"""``dateline verify``: recomputes the archive's digests and log; fails loudly."""

from __future__ import annotations

import re
import sys
from collections import Counter
from typing import TYPE_CHECKING

import click

from dateline.capture import codes
from dateline.capture.entries import CAPTURE
from dateline.cli.terminal import say, shown_bar, tell
from dateline.cli.tools import Tools
from dateline.errors import SourceError
from dateline.formats.wording import plural

if TYPE_CHECKING:
    from dateline.capture.archive import Archive

_SEALS = (("seal", "sealed day"), ("stamp", "time stamp"))


class NotedRow(click.ParamType[tuple[int, str]]):
    """A row of the log as it was written down: its number and its hash."""

    name = "row"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, str]:
        """Return the number and the hash."""
        match = re.fullmatch(r"(\d{1,12}):([0-9a-f]{64})", str(value).strip().lower())
        if match is None:
            self.fail(f"{value!r} is no row as verify prints it: its number, a colon, 64 digits", param, ctx)
        return int(match[1]), match[2]


@click.command()
@click.option(
    "--noted",
    type=NotedRow(),
    multiple=True,
    metavar="ROW:HASH",
    help="A row as verify printed it earlier: neither it nor one before it may be another now.",
)
@click.pass_obj
def verify(tools: Tools, noted: tuple[tuple[int, str], ...]) -> None:
    """Check that the archive is as it was stored.

    Recomputes every row of the log, every digest, every WARC record, every time stamp. One line for each
    finding, and status 1 where there is any; notes tell of what changes nothing. At the end stands the last
    row of the log: noted outside the archive, it shows later that nobody made the whole anew (--noted).
    """
    from dateline.capture.archive import holds_archive

    folder = tools.settings.archive
    if not holds_archive(folder):
        raise SourceError(codes.NO_ARCHIVE, f"{folder}: there is no archive")
    archive = tools.open_archive()
    found = 0
    with shown_bar("verifying") as bar:
        for finding in archive.verify(lambda done, total: bar(done, total, ""), noted=noted):
            found += not finding.note
            tell(f"{'note: ' if finding.note else ''}{finding.subject}: {finding.code} {finding.message}")
    if found:
        tell(f"the archive is NOT as it was stored: {plural(found, 'finding')} in {folder}")
    else:
        for line in _summary(archive):
            say(line)
    sys.exit(1 if found else 0)


def _summary(archive: Archive) -> list[str]:
    """Return how much there is, and the last row of the log."""
    rows = list(archive.log.rows())
    kinds = Counter(row.data.get("type") for row in rows)
    blobs = {row.data["digest"] for row in rows if row.data.get("type") == CAPTURE}
    files = sum(1 for _ in archive.warcs.glob("*.warc.gz"))
    counts = [(kinds[CAPTURE], "capture"), (len(blobs), "blob"), (files, "WARC file")]
    counts += [(kinds[kind], name) for kind, name in _SEALS if kinds[kind]]
    summary = f"{', '.join(plural(*count) for count in counts)}: all match"
    last = [f"{row.number}:{row.hash} is the last row of the log (see --noted)" for row in rows[-1:]]
    return [summary, *last]
