#!/usr/bin/env python3
"""Step 3: corrections people made, and sound sentences to put errors into → one dataset of labelled sentences.

    python scripts/make_pairs.py --pairs build/believed.jsonl --sound 500000

`--pairs` is JSON lines with `source`, `target` and, if known, `repo`. Output: `OUT/train` and `OUT/held` (Hugging Face
datasets with `text`, `ops`, `indices`, `texts`, `origin`), `OUT/lexicon.txt`, and `OUT/tables.json`, which says what errors people make:
`finetune` puts new ones into the sound sentences in each pass. One repository in 25 is held out, and one
sentence in 25 of general prose: they are in `held`, to fit the combination of the scores on text that the model was not trained on.
"""

from __future__ import annotations

import argparse
import os
from collections import Counter
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path
from random import Random

from datasets import Dataset, load_from_disk
from tqdm import tqdm

from cloze_model.corruption import Tables
from cloze_model.corruption.tables import is_misspelling, mine_pairs
from cloze_model.drawing import HELD, draw, held_out, is_held
from cloze_model.lexicon import Lexicon, build_lexicon, count_words, merge_counts
from cloze_model.rows import CLEAN, FEATURES, read_pairs, real_rows, row, sound_rows, spoil
from cloze_model.steps import BUILD, write_meta

COUNTED = 100_000
"""Sentences whose words one process counts at a time."""


def spoilt_rows(sentences: Dataset, tables: Tables, seed: int) -> Iterator[dict[str, object]]:
    """The sentences with errors, the same for the same seed; without those where none can be put in."""
    rng = Random(seed)
    for sound in tqdm(sound_rows(sentences["text"], sentences["general"]), desc="corrupting", total=len(sentences), unit="sentence"):
        made = spoil(sound["text"], sound["origin"], tables, rng)
        if made is not None:
            yield row(*made, sound["origin"])


_shared: object
"""What a process that was forked reads without its being sent."""


def _share(value: object) -> None:
    global _shared
    _shared = value


def _count_chunk(indices: range) -> tuple[dict[str, Counter[str]], dict[str, set[str]]]:
    rows = _shared.select(indices)
    return count_words(zip(rows["source"], rows["text"], strict=True))


def build_tables(sentences: Dataset, pairs: list[dict[str, str]], processes: int) -> Tables:
    """The lexicon from the corpus, and what the training corrections say about which errors people make."""
    ranges = [range(begin, min(begin + COUNTED, len(sentences))) for begin in range(0, len(sentences), COUNTED)]
    with get_context("fork").Pool(processes, _share, (sentences,)) as pool:
        counted = tqdm(pool.imap(_count_chunk, ranges), desc="counting words", total=len(ranges), unit="chunk")
        forms, spread = merge_counts(counted)
    wrong, dropped, extra = mine_pairs((pair["source"], pair["target"]) for pair in pairs)
    usual = {word for word, count in spread.items() if count >= 8}
    misspelt = {typed for right, counter in wrong.items() for typed in counter if typed != right and spread[typed] < spread[right] / 20}
    lexicon = Lexicon(build_lexicon(forms, spread, misspelt))
    words = set(lexicon.entries)
    for right, counter in list(wrong.items()):
        for typed, count in list(counter.items()):
            # Once may be a rename; twice, or plainly a misspelling, is how people err.
            if count < 2 and not is_misspelling(typed, right, words) and typed not in lexicon.forms(right):
                del counter[typed]
        if not counter or right not in usual | words:
            del wrong[right]
    return Tables(lexicon, wrong, dropped, extra)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=BUILD / "corpus", help="what prepare_corpus wrote")
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--clean-sentences", type=Path, help="what fix_corpus wrote, to be taken for clean in place of the corpus")
    parser.add_argument("--sound", type=int, default=2_000_000, help="sentences to put errors into")
    parser.add_argument("--general", type=float, default=0.4, help="share of them from general prose, as far as there is enough")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    parser.add_argument("--out", type=Path, default=BUILD / "pairs")
    options = parser.parse_args()

    sentences = load_from_disk(str(options.corpus / "sentences"))
    pairs = read_pairs(options.pairs)
    tables = build_tables(sentences, [pair for pair in pairs if not is_held(pair.get("repo", ""))], options.processes)
    options.out.mkdir(parents=True, exist_ok=True)
    tables.write(options.out)
    if options.clean_sentences:
        sentences = load_from_disk(str(options.clean_sentences / "sentences"))
    # Read once: a column of millions of rows takes ten seconds and more.
    is_general = list(sentences["general"])
    flags = held_out(sentences, is_general)
    taught = sentences.select(draw(is_general, [not held for held in flags], options.sound, options.general, options.seed))
    kept = sentences.select(draw(is_general, flags, HELD, options.general, 1))

    real = list(real_rows([pair for pair in pairs if not is_held(pair.get("repo", ""))]))
    sound = list(sound_rows(taught["text"], taught["general"]))
    Dataset.from_list(real + sound, features=FEATURES).shuffle(seed=options.seed).save_to_disk(options.out / "train")
    held = list(real_rows([pair for pair in pairs if is_held(pair.get("repo", ""))]))
    clean = len(kept) * 2 // 3
    held += [row(text, [], CLEAN) for text in kept[:clean]["text"]]
    # What people corrected in a few repositories shows too few lost capitals, for one, to learn from.
    held += spoilt_rows(kept.select(range(clean, len(kept))), tables, options.seed)
    Dataset.from_list(held, features=FEATURES).save_to_disk(options.out / "held")
    write_meta(options.out, options=vars(options), real=len(real), sound=len(sound), held=len(held), words=len(tables.lexicon.entries))
    print(f"{len(real):,} real and {len(sound):,} sound rows, {len(held):,} held out, {len(tables.lexicon.entries):,} words → {options.out}")


if __name__ == "__main__":
    main()
