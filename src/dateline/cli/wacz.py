"""``--wacz``: captures and their proof as one file, to be handed over."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from dateline.capture import codes
from dateline.cli.inputs import Output
from dateline.cli.link_run import is_capture
from dateline.cli.terminal import hint, tell
from dateline.cli.tools import Tools
from dateline.formats.wording import in_words, plural

#: Reports that are named where they are not in the file.
_MOST_NAMED = 4

wacz_option = click.option(
    "--wacz", "wacz_path", type=Output(), help="Write the captures and their proof as one WACZ file."
)


def write_wacz(tools: Tools, titles: Mapping[str, str | None], *, out: Path) -> bool:
    """Write captures, by id with their titles, to a file; return whether all that was given is in it.

    What is no capture, but a file on disk or a record, is told: it has no proof that could go along.

    Raises:
        SourceError: what ``export_wacz`` raises.
    """
    captures = [ident for ident in titles if is_capture(ident)]
    others = [ident for ident in titles if not is_capture(ident)]
    if captures:
        named = {ident: title for ident in captures if (title := titles[ident])}
        written = tools.open_archive().export_wacz(captures, out=out, title=out.stem, titles=named)
        hint(f"{plural(len(written), 'capture')} in {out}")
    if not captures:
        tell(f"{out}: {codes.NO_PROOF} not written: none of it was read from a capture")
    elif others:
        more = [f"{len(others) - _MOST_NAMED} more"] if len(others) > _MOST_NAMED else []
        tell(f"{out}: {codes.NO_PROOF} left out, no captures: {in_words([*others[:_MOST_NAMED], *more])}")
    return bool(captures) and not others
