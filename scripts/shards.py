#!/usr/bin/env python3
"""What `pretrain` and `finetune` read as compressed text, to be carried to a machine that has neither corpus nor network.

    python scripts/shards.py pack --pairs build/pairs --tokenizer build/corpus/tokenizer --out build/shards --megabytes 30
    python scripts/shards.py unpack --shards build/shards --pairs build/pairs --corpus build/corpus      # there

A sentence takes some 30 bytes, a fifth of what it takes in the datasets. The files are independent of each other and lie in folders
`part-0`, `part-1` … of at most `--megabytes`, one for each journey: what has arrived is unpacked, the first part with it. Clean sentences lie one a
line in `ORIGIN-NUMBER.xz`, behind tabs their length in pieces and index of rare kinds of errors; rows with edits as JSON.
"""

from __future__ import annotations

import argparse
import json
import lzma
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import astuple
from pathlib import Path

import numpy as np
from datasets import Dataset, concatenate_datasets, load_from_disk
from transformers import PreTrainedTokenizerFast

from cloze_model.batches import PairRows
from cloze_model.corruption.error_statistics import FILES
from cloze_model.edits import Edit
from cloze_model.examples import FEATURES, SYNTHETIC, row
from cloze_model.parallel import parallel
from cloze_model.run_metadata import BUILD

SHARD = 300_000
"""Sentences a file: some 8 MB."""

ROWS = "rows"
"""In place of an origin: the rows that no errors are put into."""


def pack(pairs: Path, tokenizer: Path, out: Path, megabytes: float) -> list[Path]:
    """Writes the shards of `PAIRS/train` in parts, the statistics beside it and the tokenizer into the first; returns what was written but the tokenizer.

    Raises SystemExit where one file alone is larger than a part may be.
    """
    shutil.rmtree(out, ignore_errors=True)
    # Read and written: the folder may be a model's, whose weights stay.
    PreTrainedTokenizerFast.from_pretrained(tokenizer).save_pretrained(out / "part-0" / "tokenizer")
    rows = PairRows(load_from_disk(str(pairs / "train")))
    named = [(f"{name}-{number}.xz", lines) for name, found in lines_of(rows) for number, lines in enumerate(cut(found))]
    blobs = dict(zip((name for name, _ in named), parallel(_compress, [lines for _, lines in named]), strict=True))
    statistics = {f"{name}.xz": lzma.compress((pairs / name).read_bytes(), preset=9) for name in FILES}
    used, part, written = sum(path.stat().st_size for path in out.rglob("*") if path.is_file()), 0, []
    for name, blob in (statistics | blobs).items():
        if len(blob) > megabytes * 1e6:
            raise SystemExit(f"{name} alone has {len(blob) / 1e6:.1f} MB, more than a part may have (--megabytes).")
        if used + len(blob) > megabytes * 1e6:
            part, used = part + 1, 0
        written.append(out / f"part-{part}" / name)
        written[-1].parent.mkdir(exist_ok=True)
        written[-1].write_bytes(blob)
        used += len(blob)
    return written


def lines_of(rows: PairRows) -> Iterator[tuple[str, list[str]]]:
    """The rows as text by origin, in order, so that what is alike lies together."""
    for origin in SYNTHETIC:
        chosen = np.flatnonzero(rows.of_origin(origin)).tolist()
        yield origin, sorted(f"{rows.text(index)}\t{rows.pieces[index]}\t{rows.rare[index]:x}" for index in chosen)
    others = np.flatnonzero(~rows.of_origin(*SYNTHETIC)).tolist()
    yield ROWS, sorted(json.dumps(_whole(rows, index), ensure_ascii=False) for index in others)


def _whole(rows: PairRows, index: int) -> list:
    """A row with edits: text, edits, origin, and length in pieces."""
    return [rows.text(index), [astuple(edit) for edit in rows.edits(index)], rows.origin(index), int(rows.pieces[index])]


def unpack(shards: Path, pairs: Path, corpus: Path) -> int:
    """Writes `PAIRS/train` and `CORPUS/sentences` of the shards that are there; returns the number of clean sentences."""
    paths = sorted(shards.glob("part-*/*-*.xz"))
    statistics = [next(shards.glob(f"part-*/{name}.xz"), None) for name in FILES]
    if None in statistics:
        raise SystemExit(f"{shards} lacks the statistics, which lie in the first part: carry it there first.")
    pairs.mkdir(parents=True, exist_ok=True)
    for name, path in zip(FILES, statistics, strict=True):
        (pairs / name).write_bytes(lzma.decompress(path.read_bytes()))
    parts = [part.with_format(None) for part in parallel(_read, paths)]
    whole = concatenate_datasets(parts)
    whole.save_to_disk(pairs / "train")
    clean = np.isin(np.array(whole["origin"]), SYNTHETIC)
    whole.select_columns(["text"]).select(np.flatnonzero(clean)).save_to_disk(corpus / "sentences")
    shutil.copytree(shards / "part-0" / "tokenizer", corpus / "tokenizer", dirs_exist_ok=True)
    return int(clean.sum())


def cut(lines: Sequence[str]) -> Iterator[Sequence[str]]:
    return (lines[begin : begin + SHARD] for begin in range(0, len(lines), SHARD))


def _compress(lines: Sequence[str]) -> bytes:
    return lzma.compress("\n".join(lines).encode(), preset=9)


def _read(path: Path) -> Dataset:
    lines = lzma.decompress(path.read_bytes()).decode().split("\n")
    origin = path.name.partition("-")[0]
    if origin == ROWS:
        found = (json.loads(line) for line in lines)
        rows = [row(text, [Edit(*edit) for edit in edits], origin, pieces) for text, edits, origin, pieces in found]
    else:
        split = (line.rsplit("\t", 2) for line in lines)
        rows = [row(text, [], origin, int(pieces), int(places, 16)) for text, pieces, places in split]
    return Dataset.from_list(rows, features=FEATURES)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("way", choices=["pack", "unpack"])
    parser.add_argument("--pairs", type=Path, default=BUILD / "pairs", help="what make_pairs wrote, or is to be written")
    parser.add_argument("--tokenizer", type=Path, default=BUILD / "corpus" / "tokenizer", help="to be packed")
    parser.add_argument("--corpus", type=Path, default=BUILD / "corpus", help="to be written by unpack")
    parser.add_argument("--megabytes", type=float, default=64, help="what one part may have at most")
    parser.add_argument("--shards", "--out", type=Path, default=BUILD / "shards")
    options = parser.parse_args()
    if options.way == "pack":
        written = pack(options.pairs, options.tokenizer, options.shards, options.megabytes)
        parts = len({path.parent for path in written})
        print(f"{sum(path.stat().st_size for path in written) / 1e6:.1f} MB in {len(written)} files, {parts} to be carried → {options.shards}")
    else:
        print(f"{unpack(options.shards, options.pairs, options.corpus):,} clean sentences → {options.pairs}, {options.corpus}")


if __name__ == "__main__":
    main()
