"""One encoder with three heads, and the chain over labels that the first two are trained with."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from dateline.reader.hints import HINTS
from training.sets import NAME_KINDS, TAG_KINDS

_BARRED = -1e4


class Reader(nn.Module):
    """MiniLM with hints beside the wordpieces, and heads for roles, names and factuality."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        config = BertConfig.from_pretrained(base, attn_implementation="eager")
        self.encoder = BertModel(config, add_pooling_layer=False)
        state = {k.removeprefix("bert."): v for k, v in load_file(base / "model.safetensors").items()}
        kept = {k: v for k, v in state.items() if not k.startswith("pooler") and "position_ids" not in k}
        self.encoder.load_state_dict(kept)
        self.hints = nn.Linear(len(HINTS), config.hidden_size, bias=False)
        nn.init.zeros_(self.hints.weight)
        self.drop = nn.Dropout(0.1)
        self.tags = nn.Linear(config.hidden_size, 2 * len(TAG_KINDS) + 1)
        self.names = nn.Linear(config.hidden_size, 2 * len(NAME_KINDS) + 1)
        self.facts = nn.Linear(config.hidden_size, 1)

    def hidden(self, ids: Tensor, mask: Tensor, hints: Tensor) -> Tensor:
        """Return the last layer, shape (windows, pieces, width)."""
        words = self.encoder.embeddings.word_embeddings(ids) + self.hints(hints)
        hidden: Tensor = self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state
        return hidden

    def forward(self, ids: Tensor, mask: Tensor, hints: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return the scores of all heads at every piece."""
        hidden = self.hidden(ids, mask, hints)
        return self.tags(hidden), self.names(hidden), self.facts(hidden)


class Chain(nn.Module):
    """A linear-chain CRF over BIO labels: learned steps, impossible ones barred."""

    bars: Tensor
    bars_start: Tensor

    def __init__(self, kinds: int) -> None:
        super().__init__()
        size = 2 * kinds + 1
        self.move = nn.Parameter(torch.zeros(size, size))
        self.start = nn.Parameter(torch.zeros(size))
        bars, first = torch.zeros(size, size), torch.zeros(size)
        for inside in range(2, size, 2):
            first[inside] = _BARRED
            for before in range(size):
                if before not in (inside - 1, inside):
                    bars[before, inside] = _BARRED
        self.register_buffer("bars", bars)
        self.register_buffer("bars_start", first)

    def loss(self, scores: Tensor, labels: Tensor, live: Tensor) -> Tensor:
        """Return the mean negative log-likelihood a unit.

        Args:
            scores: shape (windows, units, labels).
            labels: shape (windows, units).
            live: which units count, shape (windows, units).
        """
        move, start = self.move + self.bars, self.start + self.bars_start
        rows = torch.arange(scores.shape[0])
        gold = start[labels[:, 0]] + scores[rows, 0, labels[:, 0]]
        alpha = start + scores[:, 0]
        for at in range(1, scores.shape[1]):
            on = live[:, at]
            step = move[labels[:, at - 1], labels[:, at]] + scores[rows, at, labels[:, at]]
            gold = gold + step * on
            new = torch.logsumexp(alpha.unsqueeze(2) + move, dim=1) + scores[:, at]
            alpha = torch.where(on.unsqueeze(1), new, alpha)
        missed: Tensor = (torch.logsumexp(alpha, dim=1) - gold).sum() / live.sum()
        return missed
