"""Trains the reader on all sets in turns and writes a checkpoint: ``python -m training.fit DATA CHECKPOINT``."""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor

from training import sets
from training.base import base_folder
from training.batches import (
    Item,
    batches,
    facts,
    label_rows,
    labelled,
    tensors,
    unit_pieces,
)
from training.model import Chain, Reader
from training.sets import Labelled
from training.swap import Swapper

EPOCHS = 5
SEED = 7
#: Learning rates of the encoder and of what is new, as the trial of the base model had them.
RATE_BODY, RATE_HEADS = 2e-4, 1e-3
#: Decay of the running mean of the weights, which is what is kept.
MEAN = 0.998
#: Share of the factuality loss beside the others.
FACTS = 0.3
#: How often an epoch reads GUM, each time with other names: it is a tenth of PolNeAR.
NAMES_PASSES = 2
#: Chance that a document of GUM is read with other names in it.
SWAPPED = 0.6
Step = tuple[str, list[Item]]


class Training:
    """The model, its chains, and the running mean of all their weights."""

    def __init__(self, base: Path, *, steps: int) -> None:
        self.reader = Reader(base)
        self.chains = {"tags": Chain(len(sets.TAG_KINDS)), "names": Chain(len(sets.NAME_KINDS))}
        self.reader.encoder.embeddings.word_embeddings.weight.requires_grad_(requires_grad=False)
        new = [
            self.reader.tags,
            self.reader.names,
            self.reader.facts,
            self.reader.hints,
            *self.chains.values(),
        ]
        self._heads = [weight for module in new for weight in module.parameters()]
        body = [weight for weight in self.reader.encoder.parameters() if weight.requires_grad]
        self._body = body
        groups = [{"params": body, "lr": RATE_BODY}, {"params": self._heads, "lr": RATE_HEADS}]
        self._optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
        warm = max(1, steps // 16)
        self._rate = torch.optim.lr_scheduler.LambdaLR(
            self._optimiser, lambda n: min((n + 1) / warm, max(0.02, (steps - n) / (steps - warm)))
        )
        self._mean = {name: weight.detach().clone() for name, weight in self._weights()}
        self._count = 0

    def step(self, task: str, batch: list[Item]) -> float:
        """Learn from one batch and return its loss."""
        loss = self._loss(task, batch)
        self._optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_([*self._body, *self._heads], 1.0)
        self._optimiser.step()
        self._rate.step()
        self._follow()
        return loss.item()

    def _loss(self, task: str, batch: list[Item]) -> Tensor:
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = self.reader.drop(self.reader.hidden(*tensors(batch, training=True)))
        hidden = hidden.float()
        if task == "facts":
            rows = [
                (n, item.window.units[u].piece + 1, v) for n, item in enumerate(batch) for u, v in item.facts
            ]
            got = self.reader.facts(hidden[[r[0] for r in rows], [r[1] for r in rows]]).squeeze(1)
            return FACTS * torch.nn.functional.smooth_l1_loss(got, torch.tensor([r[2] for r in rows]))
        head = self.reader.tags if task == "tags" else self.reader.names
        pieces, live = unit_pieces(batch)
        scores = head(hidden)
        scores = torch.gather(scores, 1, pieces.unsqueeze(2).expand(-1, -1, scores.shape[2]))
        return self.chains[task].loss(scores, label_rows(batch, pieces.shape[1]), live)

    def _weights(self) -> Iterator[tuple[str, Tensor]]:
        for part, module in (("reader", self.reader), *self.chains.items()):
            for name, weight in module.named_parameters():
                if weight.requires_grad:
                    yield f"{part}.{name}", weight

    @torch.no_grad()
    def _follow(self) -> None:
        self._count += 1
        keep = min(MEAN, self._count / (9 + self._count))
        for name, weight in self._weights():
            self._mean[name].mul_(keep).add_(weight, alpha=1 - keep)

    @torch.no_grad()
    def settle(self) -> None:
        """Put the running mean in the place of the weights."""
        for name, weight in self._weights():
            weight.copy_(self._mean[name])

    def save(self, path: Path) -> None:
        """Write the weights."""
        chains = {name: chain.state_dict() for name, chain in self.chains.items()}
        torch.save({"reader": self.reader.state_dict(), "chains": chains}, path)


def plan(
    data: Path, tokenizer: Tokenizer, *, epochs: int, rng: random.Random, half: int | None = None
) -> list[Step]:
    """Return all steps in their order: the sets' batches, shuffled within each epoch."""
    polnear = sets.for_tags(sets.attributions(data / "polnear-train.jsonl.gz"))
    polnear = polnear if half is None else sets.half(polnear, half)
    tags = labelled(polnear, sets.TAG_KINDS, tokenizer)
    gum = sets.names(data / "gum.jsonl.gz", kept=False)
    names = [labelled([doc], sets.NAME_KINDS, tokenizer) for doc in gum]
    swapper = Swapper(gum, rng)
    certain = facts(sets.read_rows(data / "factuality-train.jsonl.gz"), tokenizer)

    def _named(doc: Labelled, items: list[Item]) -> list[Item]:
        if rng.random() > SWAPPED:
            return items
        return labelled([swapper.swap(doc)], sets.NAME_KINDS, tokenizer)

    steps: list[Step] = []
    for epoch in range(epochs):
        # Two fifths of the factuality set an epoch: it is large, and a second opinion only.
        share = [item for n, item in enumerate(certain) if n % epochs in (epoch, (epoch + 2) % epochs)]
        of_epoch = [("tags", b) for b in batches(tags, rng)]
        for _ in range(NAMES_PASSES):
            named = [item for doc, items in zip(gum, names, strict=True) for item in _named(doc, items)]
            of_epoch += [("names", b) for b in batches(named, rng)]
        of_epoch += [("facts", b) for b in batches(share, rng)]
        rng.shuffle(of_epoch)
        steps += of_epoch
    return steps


def main() -> None:
    """Train and write the checkpoint."""
    parser = argparse.ArgumentParser(prog="python -m training.fit", description=__doc__)
    parser.add_argument("data", type=Path, help="the folder of polnear-train, gum and factuality-train")
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--threads", type=int, default=0, help="0 takes what torch takes")
    parser.add_argument("--half", type=int, choices=(0, 1), help="train on one half of PolNeAR alone")
    given = parser.parse_args()
    torch.manual_seed(SEED)
    if given.threads:
        torch.set_num_threads(given.threads)
    base = base_folder()
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    steps = plan(given.data, tokenizer, epochs=given.epochs, rng=random.Random(SEED), half=given.half)
    training = Training(base, steps=len(steps))
    training.reader.train()
    recent = dict.fromkeys(("tags", "names", "facts"), 0.0)
    for number, (task, batch) in enumerate(steps, start=1):
        recent[task] += 0.02 * (training.step(task, batch) - recent[task])
        if number % 50 == 0 or number == len(steps):
            losses = ", ".join(f"{name} {loss:.3f}" for name, loss in recent.items())
            print(
                f"step {number} of {len(steps)}: {losses}; {time.process_time():.0f} CPU s", file=sys.stderr
            )
    training.settle()
    training.save(given.checkpoint)


if __name__ == "__main__":
    main()
