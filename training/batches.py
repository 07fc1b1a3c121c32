"""Texts as batches of tensors."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import NamedTuple

import torch
from tokenizers import Tokenizer
from torch import Tensor

from dateline.reader.hints import CASES, HINTS, HintedWindow, hint_windows
from dateline.reader.model import CLOSE, OPEN, fill_hints
from dateline.reader.windows import Window, cut_windows
from dateline.text.sentences import split_sentences
from training.sets import Labelled

#: Wordpieces of a batch: what the trial of the base model used.
PIECES = 1536
#: Chance that a window is trained without one kind of hint, cases apart: tables do not know everything.
WITHOUT = 0.1


class Item(NamedTuple):
    """A window with its hints and what is known of its units: a label each, or (unit, factuality) of some."""

    window: Window
    hints: Sequence[tuple[int, ...]]
    labels: Sequence[int] = ()
    facts: Sequence[tuple[int, float]] = ()


def labelled(docs: Sequence[Labelled], kinds: Sequence[str], tokenizer: Tokenizer) -> list[Item]:
    """Return the windows of the documents with BIO labels of their units."""
    return [
        Item(window, hints, labels=_labels(window, doc.spans, kinds))
        for doc in docs
        for window, hints in _hinted(doc.text, tokenizer)
    ]


def _hinted(text: str, tokenizer: Tokenizer) -> list[HintedWindow]:
    passages = [split_sentences(text)]
    return hint_windows(text, passages, cut_windows(text, passages, tokenizer))


def _labels(window: Window, spans: Sequence[tuple[int, int, str]], kinds: Sequence[str]) -> list[int]:
    """Return 0 for outside, 2k+1 where a span of kind k opens, 2k+2 where it goes on."""
    labels = [0] * len(window.units)
    first, last = window.units[0].start, window.units[-1].end
    for start, end, kind in spans:
        if start >= last or end <= first:
            continue
        number, fresh = kinds.index(kind), True
        for at, unit in enumerate(window.units):
            shared = min(unit.end, end) - max(unit.start, start)
            if 2 * shared > unit.end - unit.start:
                labels[at] = 2 * number + (1 if fresh else 2)
                fresh = False
    return labels


def facts(rows: Sequence[dict], tokenizer: Tokenizer) -> list[Item]:  # type: ignore[type-arg]
    """Return windows with the factuality of their targets, from -3 to 3."""
    found = []
    for row in rows:
        text = row["text"]
        for window, hints in _hinted(text, tokenizer):
            marks = [
                (number, float(target["factuality"]))
                for number, unit in enumerate(window.units)
                for target in row["targets"]
                if unit.start <= target["start"] < unit.end
            ]
            if marks:
                found.append(Item(window, hints, facts=marks))
    return found


def batches(items: Sequence[Item], rng: random.Random) -> list[list[Item]]:
    """Return batches of windows of like lengths, in random order."""
    groups: list[list[Item]] = []
    group: list[Item] = []
    longest = 0
    for item in sorted(items, key=lambda item: (len(item.window.pieces), rng.random())):
        longest = max(longest, len(item.window.pieces) + 2)
        if group and longest * (len(group) + 1) > PIECES:
            groups.append(group)
            group, longest = [], len(item.window.pieces) + 2
        group.append(item)
    groups.append(group)
    rng.shuffle(groups)
    return groups


def tensors(batch: Sequence[Item], *, training: bool = False) -> tuple[Tensor, Tensor, Tensor]:
    """Return wordpieces, mask and hints of a batch; shapes (windows, pieces) twice, (…, hints).

    In training, some windows go without some hints.
    """
    width = max(len(item.window.pieces) for item in batch) + 2
    ids = torch.zeros(len(batch), width, dtype=torch.long)
    mask = torch.zeros(len(batch), width, dtype=torch.long)
    hints = torch.zeros(len(batch), width, len(HINTS))
    for row, item in enumerate(batch):
        size = len(item.window.pieces) + 2
        ids[row, :size] = torch.tensor([OPEN, *item.window.pieces, CLOSE])
        mask[row, :size] = 1
        fill_hints(hints[row].numpy(), item.window, item.hints)
    if training:
        hints[:, :, len(CASES) :] *= torch.rand(len(batch), 1, len(HINTS) - len(CASES)) > WITHOUT
    return ids, mask, hints


def unit_pieces(batch: Sequence[Item]) -> tuple[Tensor, Tensor]:
    """Return the piece that stands for each unit, and which units count; shapes (windows, units)."""
    width = max(len(item.window.units) for item in batch)
    pieces = torch.zeros(len(batch), width, dtype=torch.long)
    live = torch.zeros(len(batch), width, dtype=torch.bool)
    for row, item in enumerate(batch):
        size = len(item.window.units)
        pieces[row, :size] = torch.tensor([unit.piece + 1 for unit in item.window.units])
        live[row, :size] = True
    return pieces, live


def label_rows(batch: Sequence[Item], width: int) -> Tensor:
    """Return the labels of a batch, zeros behind each window's end; shape (windows, units)."""
    rows = torch.zeros(len(batch), width, dtype=torch.long)
    for row, item in enumerate(batch):
        rows[row, : len(item.labels)] = torch.tensor(item.labels)
    return rows
