"""Writes a checkpoint as the package reads it: ``python -m training.export CHECKPOINT FOLDER --date DAY``."""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.base import base_folder
from training.model import Chain, Reader
from training.sets import NAME_KINDS, TAG_KINDS

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
    """Write a graph with int8 weights, and without the exporter's notes on where it ran.

    Weights keep to seven bits: processors without dot-product instructions overflow on eight. Measured on PolNeAR
    dev this costs nothing (source, cue, content .808/.746/.682 against .810/.748/.678 on every second document).
    """
    quantize_dynamic(str(whole), str(path), per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
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


def main() -> None:
    """Write ``tagger.onnx``, ``chains.json`` and ``tokenizer.json``."""
    parser = argparse.ArgumentParser(prog="python -m training.export", description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--date", required=True, help="the day to state as that of the training")
    given = parser.parse_args()
    base = base_folder()
    state = torch.load(given.checkpoint, weights_only=True)
    reader = Reader(base)
    reader.load_state_dict(state["reader"])
    given.folder.mkdir(parents=True, exist_ok=True)
    export_tagger(reader, given.folder / "tagger.onnx")
    kinds = {"tags": TAG_KINDS, "names": NAME_KINDS}
    chains = {}
    for name, weights in state["chains"].items():
        chain = Chain(len(kinds[name]))
        chain.load_state_dict(weights)
        chains[name] = (chain, kinds[name])
    source = {
        "sets": "docs/reference/model-card.md",
        "trained_on": given.date,
        "command": "make train",
        "what": "learned steps between labels; opening is taken off each step that opens a span",
    }
    export_chains(chains, given.folder / "chains.json", source=source)
    shutil.copyfile(base / "tokenizer.json", given.folder / "tokenizer.json")


if __name__ == "__main__":
    main()
