"""Writes tags of documents that a reader was not trained on: ``python -m training.tags DATA WEIGHTS OUT``.

WEIGHTS is a folder as ``training.export`` writes it. The linker is fitted on such rows, ``{id, tags: [[start, end,
kind, faint]]}``: it has to learn from the mistakes that it will meet.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from dateline.reader.model import ModelTagger
from dateline.text.sentences import split_sentences
from training import sets


def main() -> None:
    """Tag the documents kept for the linker, or the half that a reader of the other half has not seen."""
    parser = argparse.ArgumentParser(prog="python -m training.tags", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--half", type=int, choices=(0, 1), help="the half that the reader was trained on")
    given = parser.parse_args()
    docs = sets.attributions(given.data / "polnear-train.jsonl.gz")
    chosen = sets.for_links(docs) if given.half is None else sets.half(sets.for_tags(docs), 1 - given.half)
    tagger = ModelTagger(folder=given.weights)
    with given.out.open("w", encoding="utf-8") as stream:
        for doc in chosen:
            marks = tagger.mark(doc.text, [split_sentences(doc.text)])
            tags = [[tag.start, tag.end, tag.kind.value, tag.faint] for tag in marks.tags]
            stream.write(json.dumps({"id": doc.id, "tags": tags}) + "\n")


if __name__ == "__main__":
    main()
