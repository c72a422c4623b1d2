#!/usr/bin/env python3
"""Step 8: a model folder that ships → the training step beside it, for "Retrain correction model" on the writer's machine.

    python scripts/export_training.py --model model

Writes `train.onnx` (forward, loss and backward over the adapter; 1 MB, its matrices are those of `weights.bin`), names it in
`model.json`, and writes the parity file that holds the runtime's gradients to PyTorch's. Run it after `export.py`, which
leaves both out: a model without them checks as before and cannot be retrained.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from pathlib import Path

import torch
from torch import Tensor

from cloze_model.checkpoint import read_model
from cloze_model.graphs import KINDS, Slice, adapter_layout
from cloze_model.manifest import read_manifest, write_manifest
from cloze_model.model import TAGS, CorrectionModel
from cloze_model.shared_weights import share_weights
from cloze_model.training_graph import INPUTS, TrainingGraph, joint_graph

GRAPH = "train.onnx"
SAMPLES = 400
"""Entries of the gradient that the parity file holds; of each part it has the norm besides."""


def write_graph(model: CorrectionModel, folder: Path) -> None:
    """Writes the graph and names it, its digest and the parts of the adapter in the manifest."""
    with tempfile.TemporaryDirectory() as scratch:
        step = share_weights(joint_graph(model, Path(scratch) / GRAPH), folder)
    data = step.SerializeToString()
    (folder / GRAPH).write_bytes(data)
    manifest = read_manifest(folder)
    manifest["training"] = {
        "graph": GRAPH,
        "sha256": hashlib.sha256(data).hexdigest(),
        "layout": [{"name": part.name, "start": part.start, "end": part.end} for part in adapter_layout(model)],
    }
    write_manifest(folder, manifest)


def parity_batch(vocabulary: int) -> dict[str, Tensor]:
    """Rows of two lengths with something to say for every head, the same each time; `src/training` is given them as they are."""
    b, length, n = 3, 12, 9
    at = torch.arange(b * length).reshape(b, length)
    mask = torch.ones(b, length)
    mask[1, 7:] = 0
    few = torch.arange(n)
    whole = {
        "ids": 1000 + at * 397 % 20_000,
        "types": at % 4,
        "mask": mask,
        "tags": at % len(TAGS),
        "tagWeights": mask * (0.1 + at % 3),
        "cases": at // 2 % 4,
        "caseWeights": mask * 0.3,
        "gaps": (at % 5 == 0).float(),
        "gapWeights": mask * (1 + at % 2),
        "places": few * 7 % 36,
        "kinds": few % len(KINDS),
        "targets": 999 + few * 3001 % (vocabulary - 999),
        "targetWeights": 0.25 + few % 4,
    }
    return {name: value.float() if name.endswith("Weights") or name in ("mask", "gaps") else value.int() for name, value in whole.items()}


def parity(model: CorrectionModel, layout: list[Slice]) -> dict:
    """The batch, and what PyTorch makes of it at an adapter of small numbers: entry i is sin(i) / 50."""
    length = layout[-1].end
    adapter = (torch.arange(length, dtype=torch.float64).sin() / 50).float().requires_grad_()
    batch = parity_batch(model.lm.config.vocab_size)
    loss = TrainingGraph(model)(*(batch[name] for name in INPUTS[:-1]), adapter)
    loss.backward()
    gradient = adapter.grad
    samples = sorted({index * 7919 % length for index in range(SAMPLES)})
    return {
        "inputs": {name: {"dims": list(value.shape), "values": [round(one, 6) for one in value.flatten().tolist()]} for name, value in batch.items()},
        "loss": loss.item(),
        "norms": {part.name: gradient[part.start : part.end].norm().item() for part in layout},
        "largest": gradient.abs().max().item(),
        "samples": [[index, gradient[index].item()] for index in samples],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=Path("model"), help="a folder that export.py wrote")
    parser.add_argument("--parity", type=Path, default=Path("test/golden/step.json"))
    options = parser.parse_args()

    model = read_model(options.model)
    write_graph(model, options.model)
    options.parity.write_text(json.dumps(parity(model, adapter_layout(model)), separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{(options.model / GRAPH).stat().st_size / 1e6:.1f} MB → {options.model / GRAPH}; parity → {options.parity}")


if __name__ == "__main__":
    main()
