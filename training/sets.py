"""The sets that the reader is trained on, as rows of one shape; which documents are kept for checking."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

TAG_KINDS = ("source", "cue", "content")
#: ``other`` takes names of events, works and vessels: it keeps them apart from bodies, and is dropped when reading.
NAME_KINDS = ("person", "organisation", "place", "other")
#: Every n-th document of PolNeAR's training part is kept for the linker, which needs tags like those of new texts.
KEPT_FOR_LINKS = 14
#: Every n-th document of a genre of GUM is kept for checking.
KEPT_NAMES = 4


class Labelled(NamedTuple):
    """A text and its labelled spans."""

    id: str
    text: str
    spans: list[tuple[int, int, str]]


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a packed file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        return [json.loads(line) for line in stream]


def attributions(path: Path) -> list[Labelled]:
    """Return PolNeAR documents with their sources, cues and contents."""
    return [
        Labelled(
            str(row["id"]),
            row["text"],
            sorted({(s, e, k) for a in row["attributions"] for k in TAG_KINDS for s, e in a[k]}),
        )
        for row in read_rows(path)
    ]


def for_tags(docs: list[Labelled]) -> list[Labelled]:
    """Return the documents that the tagger is trained on."""
    return [doc for number, doc in enumerate(docs) if number % KEPT_FOR_LINKS]


def for_links(docs: list[Labelled]) -> list[Labelled]:
    """Return the documents kept for the linker."""
    return docs[::KEPT_FOR_LINKS]


def half(docs: list[Labelled], number: int) -> list[Labelled]:
    """Return one half of the documents (0 or 1): a reader trained on the other tags them as new ones."""
    return docs[number::2]


def names(path: Path, *, kept: bool) -> list[Labelled]:
    """Return GUM documents with their outermost names; those kept for checking, or the others."""
    seen: Counter[str] = Counter()
    found = []
    for row in sorted(read_rows(path), key=lambda row: str(row["id"])):
        seen[row["genre"]] += 1
        if (seen[row["genre"]] % KEPT_NAMES == 0) == kept:
            found.append(Labelled(str(row["id"]), row["text"], _outermost(row["entities"])))
    return found


def _outermost(entities: list[dict[str, Any]]) -> list[tuple[int, int, str]]:
    """Return the outermost names of our kinds, and as ``other`` those of what else there is where they leave room.

    Times are left out: a name inside a date is none.
    """
    kept: list[tuple[int, int, str]] = []
    for ours in (True, False):
        spans = {
            (e["name_start"], e["name_end"], e["kind"] if ours else "other")
            for e in entities
            if e["named"] and (e["kind"] in NAME_KINDS) == ours and e["kind"] != "time"
        }
        end = -1
        for span in sorted(spans, key=lambda s: (s[0], -s[1])):
            if span[0] >= end and all(span[1] <= a or b <= span[0] for a, b, _ in kept):
                kept.append(span)
                end = span[1]
    return sorted(kept)
