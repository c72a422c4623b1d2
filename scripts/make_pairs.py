#!/usr/bin/env python3
"""Step 3: corrections people made, and clean sentences to put errors into → one dataset of labelled sentences.

    python scripts/make_pairs.py --pairs build/filtered.jsonl --synthetic 500000

`--pairs` is JSON lines with `source`, `target` and, if known, `repo`. Output: `OUT/train` and `OUT/held` (Hugging Face
datasets with `text`, `ops`, `indices`, `texts`, `origin`, and `rare`: for which rare kinds of errors a sentence has a place), `OUT/lexicon.txt`,
`OUT/common_trigrams.npy`, the usual rows of three words, and `OUT/error_statistics.json`, which says what errors people make: `finetune` puts new ones into
the clean sentences in each pass. One repository in 25 is held out, one in five of those in `--unseen-pairs`, and one sentence in 25 of general
prose: they are in `held`, to fit the ensembles on text that the model was not trained on. What is counted in the corpus stays
there, in `words.json` and `common_trigrams.npy`.
"""

from __future__ import annotations

import argparse
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from random import Random

import numpy as np
from datasets import Dataset, concatenate_datasets, load_from_disk
from tqdm import tqdm
from transformers import PreTrainedTokenizerFast

from cloze_model.corruption import RARE, ErrorStatistics, places_of
from cloze_model.corruption.error_statistics import count_errors, is_misspelling
from cloze_model.corruption.trigrams import CommonTrigrams, count_trigrams, merge_trigrams
from cloze_model.encoding import Encoder
from cloze_model.examples import CLEAN, FEATURES, corrupt_sentence, origin_of, read_pairs, real_rows, row, synthetic_rows
from cloze_model.lexicon import Lexicon, build_lexicon, count_words, merge_counts
from cloze_model.run_metadata import BUILD, write_meta
from cloze_model.sampling import HELD_OUT, held_out, is_held, runs, sample

COUNTED = 50_000
"""Sentences whose words one process counts at a time."""

SENTENCES_A_RUN = 10
"""For so many sentences that errors are put into there is one text of two in a row, which are to be written as one, as far as there are enough."""


def corrupted_rows(texts: Sequence[str], is_general: Sequence[bool], statistics: ErrorStatistics, seed: int) -> Iterator[dict[str, object]]:
    """The texts with errors, the same for the same seed; without those where none can be put in."""
    rng = Random(seed)
    for text, general in tqdm(zip(texts, is_general, strict=True), desc="corrupting", total=len(texts), unit="text"):
        origin = origin_of(general)
        made = corrupt_sentence(text, origin, statistics, rng)
        if made is not None:
            yield row(*made, origin)


UNSEEN = 5
"""One in so many repositories whose prose is not in the corpus is held out: what a model makes of text that it never saw is best learnt there."""

INDEXED = 5_000
"""Sentences that one process looks through at a time."""

_shared: object
"""What a process that was forked reads without its being sent."""


def _share(value: object) -> None:
    global _shared
    _shared = value


def _count_chunk(indices: range) -> tuple[tuple[dict[str, Counter[str]], dict[str, set[str]]], tuple[np.ndarray, np.ndarray]]:
    rows = _shared.select(indices)
    texts = list(rows["text"])
    return count_words(zip(rows["source"], texts, strict=True)), count_trigrams(texts)


def _index_chunk(texts: Sequence[str]) -> list[tuple[int, int]]:
    encoder, statistics = _shared
    return [(len(encoder.encode_text(text).ids), places_of(text, statistics)) for text in texts]


def index_of(texts: Sequence[str], encoder: Encoder, statistics: ErrorStatistics, processes: int) -> list[tuple[int, int]]:
    """For each sentence its length in pieces, and the rare kinds of errors that it has a place for, as `places_of` says."""
    statistics.prepare()
    chunks = [texts[begin : begin + INDEXED] for begin in range(0, len(texts), INDEXED)]
    with get_context("fork").Pool(processes, _share, ((encoder, statistics),)) as pool:
        found = tqdm(pool.imap(_index_chunk, chunks), desc="looking for places", total=len(chunks), unit="chunk")
        return [one for chunk in found for one in chunk]


def counts_of(corpus: Path, sentences: Dataset, processes: int) -> tuple[dict[str, Counter[str]], Counter[str], CommonTrigrams]:
    """Cased forms and sources of every word, and the common trigrams. Counting takes long, so they stay in the corpus's folder for the next time."""
    words, common = corpus / "words.json", corpus / "common_trigrams.npy"
    if words.exists() and common.exists():
        forms, spread = json.loads(words.read_text(encoding="utf-8"))
        return {word: Counter(cased) for word, cased in forms.items()}, Counter(spread), CommonTrigrams.read(common)
    ranges = [range(begin, min(begin + COUNTED, len(sentences))) for begin in range(0, len(sentences), COUNTED)]
    trigrams: list[tuple[np.ndarray, np.ndarray]] = []
    with get_context("fork").Pool(processes, _share, (sentences,)) as pool:
        counted = tqdm(pool.imap(_count_chunk, ranges), desc="counting words", total=len(ranges), unit="chunk")
        forms, spread = merge_counts(_set_aside(counted, trigrams))
    found = CommonTrigrams(merge_trigrams(trigrams))
    found.write(common)
    fresh = words.with_suffix(".new")
    fresh.write_text(json.dumps([forms, spread], ensure_ascii=False), encoding="utf-8")
    fresh.rename(words)
    return forms, spread, found


def _set_aside(pairs: Iterable[tuple], second: list) -> Iterator:
    """The first of each pair; the second is added to the list."""
    for one, other in pairs:
        second.append(other)
        yield one


def build_statistics(corpus: Path, sentences: Dataset, pairs: list[dict[str, str]], processes: int) -> ErrorStatistics:
    """The lexicon and the usual trigrams from the corpus, and what the training corrections say about which errors people make."""
    forms, spread, trigrams = counts_of(corpus, sentences, processes)
    wrong, dropped, extra = count_errors((pair["source"], pair["target"]) for pair in pairs)
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
    return ErrorStatistics(lexicon, wrong, dropped, extra, trigrams)


def divided(pairs: Path, fresh: Path | None) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """The pairs that are taught and those held out."""
    taught, held = [], []
    for path, of in ((pairs, 25), (fresh, UNSEEN)):
        for pair in read_pairs(path) if path else []:
            (held if is_held(pair.get("repo", ""), of) else taught).append(pair)
    return taught, held


def texts_of(sentences: Dataset, indices: list[int], allowed: list[bool]) -> tuple[list[str], list[bool]]:
    """The texts that errors are put into, and whether they are general prose: the sentences, and some of them with the next one."""
    own = sentences.select(indices)
    pairs = runs(sentences, indices, allowed, len(indices) // SENTENCES_A_RUN)
    texts = [" ".join(sentences[index : index + 2]["text"]) for index in pairs]
    return [*own["text"], *texts], [*own["general"], *sentences.select(pairs)["general"]]


def in_arrow(rows: Iterable[dict[str, object]]) -> Dataset:
    """The rows as a dataset, some at a time: as Python's dictionaries two million take gigabytes."""
    rows = iter(rows)
    parts = [Dataset.from_dict({name: [] for name in FEATURES}, features=FEATURES)]
    while chunk := list(islice(rows, COUNTED)):
        parts.append(Dataset.from_list(chunk, features=FEATURES))
    return concatenate_datasets(parts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=BUILD / "corpus", help="what prepare_corpus wrote")
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--unseen-pairs", type=Path, help="pairs of other repositories, whose prose is not in the corpus")
    parser.add_argument("--clean-sentences", type=Path, help="what fix_corpus wrote, to be taken for clean in place of the corpus")
    parser.add_argument("--synthetic", type=int, default=2_000_000, help="sentences to put errors into")
    parser.add_argument("--general", type=float, default=0.4, help="share of them from general prose, as far as there is enough")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    parser.add_argument("--out", type=Path, default=BUILD / "pairs")
    options = parser.parse_args()

    sentences = load_from_disk(str(options.corpus / "sentences"))
    taught_pairs, held_pairs = divided(options.pairs, options.unseen_pairs)
    statistics = build_statistics(options.corpus, sentences, taught_pairs, options.processes)
    options.out.mkdir(parents=True, exist_ok=True)
    statistics.write(options.out)
    if options.clean_sentences:
        sentences = load_from_disk(str(options.clean_sentences / "sentences"))
    # Read once: a column of millions of rows takes ten seconds and more.
    is_general = list(sentences["general"])
    flags = held_out(sentences, is_general)
    free = [not held for held in flags]
    taught = sample(is_general, free, options.synthetic, options.general, options.seed)
    kept = sample(is_general, flags, HELD_OUT, options.general, 1)
    clean = len(kept) * 2 // 3

    encoder = Encoder(PreTrainedTokenizerFast.from_pretrained(options.corpus / "tokenizer"))
    real = in_arrow(real_rows(taught_pairs, encoder))
    texts, general = texts_of(sentences, taught, free)
    pieces, rare = zip(*index_of(texts, encoder, statistics, options.processes), strict=True)
    synthetic = in_arrow(synthetic_rows(texts, general, pieces, rare))
    concatenate_datasets([real, synthetic]).shuffle(seed=options.seed).save_to_disk(options.out / "train")
    held = list(real_rows(held_pairs))
    held += [row(text, [], CLEAN) for text in sentences.select(kept[:clean])["text"]]
    # What people corrected in a few repositories shows too few lost capitals, for one, to learn from.
    held += corrupted_rows(*texts_of(sentences, kept[clean:], flags), statistics, options.seed)
    Dataset.from_list(held, features=FEATURES).save_to_disk(options.out / "held")
    places = {kind.__name__: sum(bits >> number & 1 for bits in rare) for number, kind in enumerate(RARE)}
    write_meta(
        options.out, options=vars(options), real=len(real), synthetic=len(synthetic), held=len(held), words=len(statistics.lexicon.entries), places=places
    )
    print(f"{len(real):,} real and {len(synthetic):,} synthetic rows, {len(held):,} held out, {len(statistics.lexicon.entries):,} words → {options.out}")


if __name__ == "__main__":
    main()
