#!/usr/bin/env python3
"""A trained model in 8 bits and in small files, to be carried between machines: a base to the GPU, what it learnt back.

    python scripts/carry_model.py pack --model build/base --carried build/carried          # here
    python scripts/carry_model.py unpack --carried build/carried --model build/base        # there

`--model` is a folder that make_base, pretrain, finetune or average wrote. Of each matrix a row is held in 8 bits with one scale: training goes
on from there as well as from what it was (a row is off by 1/254 of its largest weight at most). Checkpoints stay behind.
"""

from __future__ import annotations

import argparse
import io
import json
import lzma
import shutil
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file, save_file

from cloze_model.parallel import parallel
from cloze_model.quantize import SMALL
from cloze_model.run_metadata import BUILD

LARGEST = 127
"""Steps from 0 to a row's largest weight."""

WEIGHTS = "model.safetensors"


def pack(model: Path, carried: Path, megabytes: float) -> list[Path]:
    """Writes `CARRIED/model-00-of-05.xz` and so on, each of at most so many MB; returns them."""
    arrays: dict[str, np.ndarray] = {}
    for name, weight in load_file(model / WEIGHTS).items():
        if weight.ndim == 2 and weight.size >= SMALL:
            scale = np.maximum(np.abs(weight).max(1, keepdims=True), 1e-8).astype(np.float32) / LARGEST
            arrays |= {f"{name}:q": np.rint(weight / scale).astype(np.int8), f"{name}:s": scale}
        else:
            arrays[name] = weight.astype(np.float32)
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(model.glob("*.json"))}
    blob = io.BytesIO()
    np.savez(blob, texts=np.frombuffer(json.dumps(texts).encode(), np.uint8), **arrays)
    # What compresses to nothing less is still small enough.
    size = int(megabytes * 1e6 * 0.99)
    data = blob.getvalue()
    shutil.rmtree(carried, ignore_errors=True)
    carried.mkdir(parents=True)
    written = []
    parts = parallel(lzma.compress, [data[begin : begin + size] for begin in range(0, len(data), size)])
    for number, part in enumerate(parts):
        written.append(carried / f"model-{number:02}-of-{len(parts):02}.xz")
        written[-1].write_bytes(part)
    return written


def unpack(carried: Path, model: Path) -> None:
    """Writes the folder again. Raises SystemExit with one sentence for the reader if a part is missing."""
    paths = sorted(carried.rglob("model-*.xz"))
    if not paths or len(paths) != int(paths[0].stem[-2:]):
        raise SystemExit(f"{carried} has {len(paths)} parts of a model, which do not make a whole one: {[path.name for path in paths]}.")
    arrays = np.load(io.BytesIO(b"".join(parallel(lzma.decompress, [path.read_bytes() for path in paths]))))
    texts = json.loads(arrays["texts"].tobytes())
    model.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (model / name).write_text(text, encoding="utf-8")
    names = [name for name in arrays.files if not name.endswith(":s") and name != "texts"]
    weights = {name.removesuffix(":q"): arrays[name] * arrays[f"{name[:-2]}:s"] if name.endswith(":q") else arrays[name] for name in names}
    save_file(weights, model / WEIGHTS, metadata={"format": "pt"})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("way", choices=["pack", "unpack"])
    parser.add_argument("--model", type=Path, default=BUILD / "base")
    parser.add_argument("--carried", type=Path, default=BUILD / "carried")
    parser.add_argument("--megabytes", type=float, default=16, help="what one file may have at most")
    options = parser.parse_args()
    if options.way == "pack":
        written = pack(options.model, options.carried, options.megabytes)
        print(f"{sum(path.stat().st_size for path in written) / 1e6:.1f} MB in {len(written)} files → {options.carried}")
    else:
        unpack(options.carried, options.model)
        print(f"→ {options.model}")


if __name__ == "__main__":
    main()
