#!/usr/bin/env python3
"""Step 1: a folder of clean prose → a dataset of sentences and the vocabulary.

    python scripts/prepare_corpus.py --corpus ../shared/data/corpus --manifest ../shared/data/manifest.json

Input: `NAME.txt` or `NAME.txt.xz` files, one source a file, one paragraph a line (or blank lines between paragraphs).
Output: `OUT/sentences` (Hugging Face dataset: `source`, `general`, `text`) and `OUT/tokenizer`.
A manifest (`[{"name", "split"}, …]`) keeps the sources of dev and test out; without one every file is taken.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
from collections.abc import Iterator
from pathlib import Path

from datasets import Dataset
from tqdm import tqdm

from cloze_model.run_metadata import BUILD, write_meta
from cloze_model.text import split_sentences, split_words
from cloze_model.vocabulary import CODE, CONTRACTIONS, NONE, SUFFIXES, assign_unused, build_tokenizer, widespread_words

GENERAL = ("openstax", "standardebooks")
"""Name prefixes of sources that are edited general prose rather than technical documentation."""


def is_prose(sentence: str) -> bool:
    """True for what reads as a sentence, a heading or a list item: some words, mostly ASCII letters, little code."""
    if not 8 <= len(sentence) <= 600:
        return False
    words = split_words(sentence)
    plain = sum(word.kind == "word" and word.text.isascii() for word in words)
    return plain >= 3 and plain >= 0.55 * len(words) and len(words) <= 100


def read_sources(corpus: Path, wanted: set[str] | None) -> Iterator[tuple[str, str]]:
    """Yields (source, text) for each wanted file of the folder."""
    for path in sorted([*corpus.glob("*.txt"), *corpus.glob("*.txt.xz")]):
        name = path.name.removesuffix(".xz").removesuffix(".txt")
        if wanted is None or name in wanted:
            opener = lzma.open if path.suffix == ".xz" else open
            with opener(path, "rt", encoding="utf-8", errors="replace") as file:
                yield name, file.read()


def collect_sentences(corpus: Path, wanted: set[str] | None, keep: float, general: tuple[str, ...] = GENERAL) -> Iterator[dict[str, object]]:
    """Yields each distinct sentence once; `keep` < 1 takes that share of the paragraphs, seeded."""
    seen: set[int] = set()
    rng = random.Random(0)
    for source, text in tqdm(list(read_sources(corpus, wanted)), desc="sources", unit="file"):
        for paragraph in text.split("\n"):
            if not paragraph or rng.random() >= keep:
                continue
            for sentence in split_sentences(paragraph):
                key = hash(sentence)
                if key not in seen and is_prose(sentence):
                    seen.add(key)
                    yield {"source": source, "general": source.startswith(general), "text": sentence}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="folder of NAME.txt[.xz] files")
    parser.add_argument("--manifest", type=Path, help="JSON rows with name and split; only split == train is used")
    parser.add_argument("--general", nargs="*", default=GENERAL, help="name prefixes of sources that are general prose, not documentation")
    parser.add_argument("--base-vocab", type=Path, help="vocab.txt of the base model (default: the packaged MiniLM)")
    parser.add_argument("--keep", type=float, default=1.0, help="share of the paragraphs to take (tiny runs)")
    parser.add_argument("--out", type=Path, default=BUILD / "corpus")
    options = parser.parse_args()

    wanted = None
    if options.manifest:
        wanted = {row["name"] for row in json.loads(options.manifest.read_text()) if row["split"] == "train"}
    rows = list(collect_sentences(options.corpus, wanted, options.keep, tuple(options.general)))
    if not rows:
        raise SystemExit(f"No prose found in {options.corpus}: expected NAME.txt or NAME.txt.xz files of English text.")
    options.out.mkdir(parents=True, exist_ok=True)
    Dataset.from_list(rows).save_to_disk(options.out / "sentences")

    from cloze_model.base_model import base_vocabulary

    pieces = base_vocabulary(options.base_vocab)
    known = set(pieces)
    sample = random.Random(0).sample(rows, min(len(rows), 400_000))
    special = [CODE, NONE, *CONTRACTIONS, *SUFFIXES]
    free = sum(piece.startswith("[unused") for piece in pieces) - len([entry for entry in special if entry not in known])
    fresh = widespread_words(((row["source"], row["text"]) for row in sample), known.__contains__, free)
    build_tokenizer(assign_unused(pieces, special + fresh)).save_pretrained(options.out / "tokenizer")
    write_meta(options.out, sentences=len(rows), new_pieces=len(special) + len(fresh), corpus=options.corpus.name)
    print(f"{len(rows):,} sentences, {len(fresh)} new whole words → {options.out}")


if __name__ == "__main__":
    main()
