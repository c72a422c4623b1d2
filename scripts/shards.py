#!/usr/bin/env python3
"""What `pretrain` and `finetune` read as compressed text, to be carried to a machine that has neither corpus nor network.

    python scripts/shards.py pack --pairs build/pairs --tokenizer build/corpus/tokenizer --out build/shards
    python scripts/shards.py unpack --shards build/shards --pairs build/pairs --corpus build/corpus      # there

A sentence takes some 30 bytes, a fifth of what it takes in the datasets. The files are independent of each other: as many
as fit are carried at once, and what has arrived is unpacked. Sound sentences lie one a line in `ORIGIN-NUMBER.xz`, rows with edits as JSON.
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from multiprocessing import get_context
from pathlib import Path

from datasets import Dataset, load_from_disk

from cloze_model.rows import FEATURES, GENERAL, TECHNICAL
from cloze_model.steps import BUILD

SHARD = 300_000
"""Sentences a file: some 8 MB."""

ROWS = "rows"
"""In place of an origin: the rows that are no sound sentences."""

BESIDE = ("tables.json", "lexicon.txt")
"""What lies beside the rows in a folder of pairs."""


def pack(pairs: Path, tokenizer: Path, out: Path) -> list[Path]:
    """Writes the shards of `PAIRS/train`, what lies beside it, and the tokenizer; returns the shards."""
    out.mkdir(parents=True, exist_ok=True)
    columns = load_from_disk(str(pairs / "train")).with_format("arrow")[:].to_pydict()
    by_origin: dict[str, list[str]] = {GENERAL: [], TECHNICAL: [], ROWS: []}
    for text, *edits, origin in zip(*(columns[name] for name in FEATURES), strict=True):
        if origin in (GENERAL, TECHNICAL):
            by_origin[origin].append(text)
        else:
            by_origin[ROWS].append(json.dumps([text, *edits, origin], ensure_ascii=False))
    # In order, so that what is alike lies together.
    jobs = [(out / f"{name}-{number}.xz", lines) for name, lines in by_origin.items() for number, lines in enumerate(cut(sorted(lines)))]
    parallel(_write, jobs)
    for name in BESIDE:
        shutil.copy(pairs / name, out / name)
    shutil.copytree(tokenizer, out / "tokenizer", dirs_exist_ok=True)
    return [path for path, _ in jobs]


def unpack(shards: Path, pairs: Path, corpus: Path) -> int:
    """Writes `PAIRS/train` and `CORPUS/sentences` of the shards that are there; returns the number of sound sentences."""
    paths = sorted(shards.glob("*.xz"))
    lines = dict(zip(paths, parallel(_read, paths), strict=True))
    origins = {path: path.name.partition("-")[0] for path in paths}
    sound = [(text, [], [], [], origins[path]) for path, own in lines.items() if origins[path] != ROWS for text in own]
    taught = [json.loads(line) for path, own in lines.items() if origins[path] == ROWS for line in own]
    columns = [list(column) for column in zip(*sound, *taught, strict=True)]
    Dataset.from_dict(dict(zip(FEATURES, columns, strict=True)), features=FEATURES).save_to_disk(pairs / "train")
    Dataset.from_dict({"text": [text for text, *_ in sound]}).save_to_disk(corpus / "sentences")
    for name in BESIDE:
        shutil.copy(shards / name, pairs / name)
    shutil.copytree(shards / "tokenizer", corpus / "tokenizer", dirs_exist_ok=True)
    return len(sound)


def cut(lines: Sequence[str]) -> Iterable[Sequence[str]]:
    return (lines[begin : begin + SHARD] for begin in range(0, len(lines), SHARD))


def parallel(work: Callable, jobs: Sequence) -> list:
    with get_context("fork").Pool(os.cpu_count()) as pool:
        return pool.map(work, jobs, chunksize=1)


def _write(job: tuple[Path, Sequence[str]]) -> None:
    path, lines = job
    path.write_bytes(lzma.compress("\n".join(lines).encode(), preset=9))


def _read(path: Path) -> list[str]:
    return lzma.decompress(path.read_bytes()).decode().split("\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("way", choices=["pack", "unpack"])
    parser.add_argument("--pairs", type=Path, default=BUILD / "pairs", help="what make_pairs wrote, or is to be written")
    parser.add_argument("--tokenizer", type=Path, default=BUILD / "corpus" / "tokenizer", help="to be packed")
    parser.add_argument("--corpus", type=Path, default=BUILD / "corpus", help="to be written by unpack")
    parser.add_argument("--shards", "--out", type=Path, default=BUILD / "shards")
    options = parser.parse_args()
    if options.way == "pack":
        written = pack(options.pairs, options.tokenizer, options.shards)
        print(f"{sum(path.stat().st_size for path in written) / 1e6:.1f} MB in {len(written)} files → {options.shards}")
    else:
        print(f"{unpack(options.shards, options.pairs, options.corpus):,} sound sentences → {options.pairs}, {options.corpus}")


if __name__ == "__main__":
    main()
