"""Writes the encoder of sentences as an int8 ONNX file: ``python -m training.vectors FOLDER``.

The base model's weights are not trained further: training for tags spoils what the distance of sentences means.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import onnxruntime
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from training.base import base_folder
from training.export import quantise

OPSET = 17
#: Below this mean cosine to the unquantised vectors the file is not written.
LEAST_COSINE = 0.99
#: Sentences of our own on which the quantised file is held against the original.
SAMPLES = (
    "The lower lock at Orsk was closed to barges on Monday, the harbour office said.",
    "Nine people were killed when a crane fell onto a market hall in the old town.",
    "Villagers denied that any convoy had passed the bridge on Sunday night.",
    "A rye loaf nine paces long won the first prize at the fair, organisers said.",
    "According to a ministry statement carried by the state agency, 14 trucks with flour reached the town after"
    " two weeks in which the road had been cut by snow, and another convoy was to leave on Thursday.",
    "The mayor, who had spoken to both sides by telephone, said that the ceasefire was holding for now.",
)


class SentenceEncoder(nn.Module):
    """MiniLM, the mean of its last layer over the pieces of a sentence, scaled to unit length."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        config = BertConfig.from_pretrained(base)
        self.encoder = BertModel.from_pretrained(
            base, config=config, add_pooling_layer=False, attn_implementation="eager", dtype=torch.float32
        )

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Return one vector a row. Shapes (batch, pieces) twice; (batch, width)."""
        hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        weights = mask.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * weights).sum(dim=1) / weights.sum(dim=1).clamp(min=1e-9)
        return nn.functional.normalize(mean, dim=1)


def export_vectors(base: Path, out: Path) -> float:
    """Write ``vectors.onnx`` and return the mean cosine to the unquantised vectors.

    Raises:
        ValueError: when int8 strays too far from the published weights.
    """
    model = SentenceEncoder(base).eval()
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=out) as folder:
        full, small = Path(folder) / "full.onnx", Path(folder) / "vectors.onnx"
        _export(model, full)
        quantise(full, small)
        mean = _mean_cosine(model, small, Tokenizer.from_file(str(base / "tokenizer.json")))
        if mean < LEAST_COSINE:
            raise ValueError(f"int8 vectors come to a mean cosine of {mean:.4f}, less than {LEAST_COSINE}")
        small.replace(out / "vectors.onnx")
    return mean


def _export(model: nn.Module, path: Path) -> None:
    ids = torch.tensor([[101, 2023, 2003, 102], [101, 2023, 102, 0]])
    axes = {0: "batch", 1: "pieces"}
    torch.onnx.export(
        model,
        (ids, (ids > 0).long()),
        str(path),
        input_names=["ids", "mask"],
        output_names=["vector"],
        dynamic_axes={"ids": axes, "mask": axes, "vector": {0: "batch"}},
        opset_version=OPSET,
        dynamo=False,
    )


def _mean_cosine(model: nn.Module, path: Path, tokenizer: Tokenizer) -> float:
    tokenizer.no_truncation()
    tokenizer.no_padding()
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    cosines = []
    for sample in SAMPLES:
        ids = np.array([tokenizer.encode(sample).ids], dtype=np.int64)
        with torch.no_grad():
            whole = model(torch.from_numpy(ids), torch.ones(ids.shape, dtype=torch.int64)).numpy()
        (small,) = session.run(["vector"], {"ids": ids, "mask": np.ones_like(ids)})
        cosines.append(float((whole * small).sum()))
    return sum(cosines) / len(cosines)


if __name__ == "__main__":
    print(f"mean cosine to fp32: {export_vectors(base_folder(), Path(sys.argv[1])):.4f}")
