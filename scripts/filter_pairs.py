#!/usr/bin/env python3
"""Between steps 1 and 2: drop the pairs that are no corrections, as an earlier model sees them.

    python scripts/filter_pairs.py --pairs ../shared/data/edits/train.jsonl --critic model --out build/filtered.jsonl

Writes the lines whose every edit raises the sentence's masked likelihood, or lowers it by less than `--slack` nats a piece. A word
that is none for one that is, another form of the same word, and `a` for `an` are kept without asking it: a young
model knows too little of long words to score their spelling. The critic may not have been trained on the pairs for long.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Sequence
from multiprocessing import get_context
from pathlib import Path

import torch
from tqdm import tqdm
from transformers import PreTrainedTokenizerFast

from cloze_model.checkpoint import read_model
from cloze_model.critic import gains
from cloze_model.edits import Edit, align
from cloze_model.encoding import Encoder
from cloze_model.lexicon import Lexicon
from cloze_model.text import split_words

CHUNK = 256
"""Pairs scored together: enough for batches of like lengths."""


def is_plain(edit: Edit, text: str, lexicon: Lexicon) -> bool:
    """True for a change that needs no critic: a misspelling, an inflection, an article before another sound, capitals."""
    if edit.op in ("case", "unknown"):
        return True
    if edit.op != "replace":
        return False
    typed, right = split_words(text)[edit.index].text.lower(), edit.text.lower()
    return right in lexicon.forms(typed) or {typed, right} == {"a", "an"} or (typed not in lexicon and right in lexicon)


class Critic:
    """One process's model and words."""

    def __init__(self, folder: Path, slack: float) -> None:
        torch.set_num_threads(1)
        self.model, self.lexicon, self.slack = read_model(folder), Lexicon.read(folder / "lexicon.txt"), slack
        self.encoder = Encoder(PreTrainedTokenizerFast.from_pretrained(folder))

    def filtered(self, lines: Sequence[str]) -> list[str]:
        """The lines that hold corrections. What changes a sentence in more than five places is left to `make_pairs`, which takes none of it."""
        scored = []
        for pair in map(json.loads, lines):
            edits = align(pair["source"], pair["target"])
            scored.append((pair["source"], [edit for edit in edits if not is_plain(edit, pair["source"], self.lexicon)] if len(edits) <= 5 else []))
        found = gains(self.model, self.encoder, scored)
        return [line for line, own in zip(lines, found, strict=True) if min(own, default=0.0) >= -self.slack]


_critic: Critic


def _start(folder: Path, slack: float) -> None:
    global _critic
    _critic = Critic(folder, slack)


def _filtered(lines: Sequence[str]) -> list[str]:
    return _critic.filtered(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=Path, required=True, help="JSON lines with `source` and `target`")
    parser.add_argument("--critic", type=Path, default=Path("model"), help="a model folder that ships")
    parser.add_argument("--slack", type=float, default=1.5)
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    lines = options.pairs.read_text(encoding="utf-8").splitlines()
    chunks = [lines[begin : begin + CHUNK] for begin in range(0, len(lines), CHUNK)]
    with get_context("spawn").Pool(options.processes, _start, (options.critic, options.slack)) as pool:
        kept = [line for part in tqdm(pool.imap(_filtered, chunks), desc="scoring", total=len(chunks), unit="chunk") for line in part]
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text("".join(line + "\n" for line in kept), encoding="utf-8")
    print(f"{len(kept):,} of {len(lines):,} pairs kept → {options.out}")


if __name__ == "__main__":
    main()
