"""Writes the encoder of sentences as an int8 ONNX file: ``python -m training.vectors BASE OUT``.

BASE is the folder of all-MiniLM-L6-v2 (``config.json``, ``model.safetensors``, ``tokenizer.json``), OUT the
folder that gets ``vectors.onnx`` and ``tokenizer.json``. The weights are not trained further: training for tags
spoils what the distance between sentences means. Torch, transformers and onnx come with the training environment.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import BertConfig, BertModel

#: The published weights; others give other vectors than those that the pair scorer was fitted on.
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
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
    """Write ``vectors.onnx`` and ``tokenizer.json``; return the mean cosine to the unquantised vectors.

    Raises:
        ValueError: when the weights are not the published ones, or int8 strays too far from them.
    """
    found = hashlib.sha256((base / "model.safetensors").read_bytes()).hexdigest()
    if found != SHA256:
        raise ValueError(f"model.safetensors has sha256 {found}, not {SHA256}")
    model = SentenceEncoder(base).eval()
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=out) as folder:
        full, small = Path(folder) / "full.onnx", Path(folder) / "vectors.onnx"
        _export(model, full)
        # Seven bits: with eight, processors without VNNI clip sums and give other vectors.
        quantize_dynamic(full, small, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
        _without_notes(small)
        mean = _mean_cosine(model, small, Tokenizer.from_file(str(base / "tokenizer.json")))
        if mean < LEAST_COSINE:
            raise ValueError(f"int8 vectors come to a mean cosine of {mean:.4f}, less than {LEAST_COSINE}")
        small.replace(out / "vectors.onnx")
    shutil.copyfile(base / "tokenizer.json", out / "tokenizer.json")
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


def _without_notes(path: Path) -> None:
    """Drop what the exporter notes on each node: paths of the machine it ran on."""
    graph = onnx.load(str(path))
    for node in graph.graph.node:
        node.doc_string = ""
    onnx.save(graph, str(path))


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
    print(f"mean cosine to fp32: {export_vectors(Path(sys.argv[1]), Path(sys.argv[2])):.4f}")
