"""``dateline verify``: recomputes the archive's digests and log; fails loudly."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING

import click

from dateline.capture import codes
from dateline.cli.terminal import say, shown_bar, tell
from dateline.cli.tools import Tools
from dateline.errors import SourceError
from dateline.formats.wording import plural

if TYPE_CHECKING:
    from dateline.capture.archive import Archive

_SEALS = (("seal", "sealed day"), ("stamp", "time stamp"))


@click.command()
@click.pass_obj
def verify(tools: Tools) -> None:
    """Check that the archive is as it was stored.

    Recomputes every row of the log, every digest, every WARC record, every time stamp. One line for each
    finding, and status 1 where there is any; notes tell of what changes nothing.
    """
    from dateline.capture.archive import holds_archive

    folder = tools.settings.archive
    if not holds_archive(folder):
        raise SourceError(codes.NO_ARCHIVE, f"{folder}: there is no archive")
    archive = tools.open_archive()
    found = 0
    with shown_bar("verifying") as bar:
        for finding in archive.verify(lambda done, total: bar(done, total, "")):
            found += not finding.note
            tell(f"{'note: ' if finding.note else ''}{finding.subject}: {finding.code} {finding.message}")
    if found:
        tell(f"the archive is NOT as it was stored: {plural(found, 'finding')} in {folder}")
    else:
        say(_summary(archive))
    sys.exit(1 if found else 0)


def _summary(archive: Archive) -> str:
    blobs = {row.digest for row in archive.rows()}
    files = sum(1 for _ in archive.warcs.glob("*.warc.gz"))
    rows = Counter(row.data.get("type") for row in archive.log.rows())
    counts = [(rows["capture"], "capture"), (len(blobs), "blob"), (files, "WARC file")]
    counts += [(rows[kind], name) for kind, name in _SEALS if rows[kind]]
    return f"{', '.join(plural(*count) for count in counts)}: all match"
