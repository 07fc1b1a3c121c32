"""Writes a checkpoint as the package reads it: an int8 graph, and the chains beside it."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.model import Chain, Reader

#: Taken off each step that opens a span; tuned on the documents that the tagger was not trained on.
OPENING = {"tags": 0.5, "names": 0.0}


def export_tagger(model: Reader, path: Path) -> None:
    """Write the encoder with its heads as one int8 graph, weights quantised by channel."""
    model.eval()
    size = (2, 16)
    example = (
        torch.ones(size, dtype=torch.long),
        torch.ones(size, dtype=torch.long),
        torch.zeros(*size, model.hints.in_features),
    )
    axes = {name: {0: "windows", 1: "pieces"} for name in ("ids", "mask", "hints", "tags", "names", "facts")}
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            model,
            example,
            str(whole),
            input_names=["ids", "mask", "hints"],
            output_names=["tags", "names", "facts"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quantise(whole, path)


def quantise(whole: Path, path: Path) -> None:
    """Write a graph with int8 weights, and without the exporter's notes on where it ran."""
    quantize_dynamic(str(whole), str(path), per_channel=True, weight_type=QuantType.QInt8)
    graph = onnx.load(str(path))
    for node in graph.graph.node:
        node.doc_string = ""
    onnx.save(graph, str(path))


def export_chains(
    chains: dict[str, tuple[Chain, tuple[str, ...]]], path: Path, *, source: dict[str, Any]
) -> None:
    """Write the learned steps between labels."""
    rows = {
        name: {
            "kinds": list(kinds),
            "opening": OPENING[name],
            "start": [round(x, 4) for x in chain.start.tolist()],
            "move": [[round(x, 4) for x in row] for row in chain.move.tolist()],
        }
        for name, (chain, kinds) in chains.items()
    }
    path.write_text(json.dumps({"source": source, "chains": rows}, indent=1) + "\n", encoding="utf-8")
