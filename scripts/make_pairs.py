#!/usr/bin/env python3
"""Step 3: corrections people made, and errors made on purpose → one dataset of labelled sentences.

    python scripts/make_pairs.py --pairs ../shared/data/edits/train.jsonl --synthetic 500000

`--pairs` is JSON lines with `source`, `target` and, if known, `repo`. Output: `OUT/train` and `OUT/held` (Hugging Face
datasets with `text`, `ops`, `indices`, `texts`, `origin`), and `OUT/lexicon.txt`. One repository in 25 is held out: its
sentences are in `held`, to fit the combination of the scores on text that the model was not trained on.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from random import Random

from datasets import Dataset, Features, List, Value, load_from_disk
from tqdm import tqdm

from cloze_model.corruption import LEARNER, TECHNICAL, Tables, corrupt
from cloze_model.corruption.tables import is_misspelling, mine_pairs
from cloze_model.edits import Edit, align
from cloze_model.lexicon import Lexicon, build_lexicon, count_words
from cloze_model.steps import BUILD, write_meta
from cloze_model.text import split_sentences, split_words

FEATURES = Features(
    {"text": Value("string"), "ops": List(Value("string")), "indices": List(Value("int64")), "texts": List(Value("string")), "origin": Value("string")}
)
"""Named, because a small set may hold no edit to read the types from."""


def is_held(repository: str) -> bool:
    """True for one repository in 25, by its name."""
    return zlib.crc32(repository.encode()) % 25 == 0


def is_correction(source: str, edits: list[Edit]) -> bool:
    """False for what rewords rather than corrects: many edits, numbers or code changed, a name for another name."""
    if not 1 <= len(edits) <= 5:
        return False
    words = split_words(source)
    for edit in edits:
        typed = words[edit.index] if edit.index < len(words) else None
        if edit.op in ("replace", "delete") and typed.kind in ("opaque", "number"):
            return False
        if edit.text and (edit.text[0].isdigit() or "`" in edit.text):
            return False
        if edit.op == "replace" and typed.text[0].isupper() and edit.index and edit.text[0].isupper() and typed.text[:2].lower() != edit.text[:2].lower():
            return False
    return True


def row(text: str, edits: list[Edit], origin: str) -> dict[str, object]:
    return {
        "text": text,
        "ops": [edit.op for edit in edits],
        "indices": [edit.index for edit in edits],
        "texts": [edit.text for edit in edits],
        "origin": origin,
    }


def real_rows(pairs: list[dict[str, str]]) -> Iterator[dict[str, object]]:
    """The corrections of people and, as clean text, their corrected sides."""
    for pair in tqdm(pairs, desc="real pairs", unit="pair"):
        edits = align(pair["source"], pair["target"])
        if is_correction(pair["source"], edits):
            yield row(pair["source"], edits, "real")
        yield row(pair["target"], [], "clean")


def synthetic_rows(sentences: Dataset, count: int, clean: float, tables: Tables, seed: int) -> Iterator[dict[str, object]]:
    """Corrupted sentences; the share `clean` of them is left as it was. General prose gets learners' errors, more of them."""
    rng = Random(seed)
    for sentence in tqdm(sentences.select(range(min(count, len(sentences)))), desc="corrupting", unit="sentence"):
        text, general = sentence["text"], sentence["general"]
        origin = "general" if general else "technical"
        if rng.random() < clean:
            yield row(text, [], origin)
            continue
        # A fifth of the documentation gets learners' errors too: many of its writers are learners.
        style = LEARNER if general or rng.random() < 0.2 else TECHNICAL
        if (made := corrupt(text, style, tables, rng)) is not None:
            yield row(made[0], made[1], origin)


def build_tables(sentences: Dataset, pairs: list[dict[str, str]]) -> Tables:
    """The lexicon from the corpus, and what the training corrections say about which errors people make."""
    forms, spread = count_words(zip(sentences["source"], tqdm(sentences["text"], desc="counting words", unit="sentence"), strict=True))
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


def read_pairs(path: Path) -> list[dict[str, str]]:
    pairs = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        pair = json.loads(line)
        if not {"source", "target"} <= pair.keys():
            raise SystemExit(f"{path}:{number}: each line needs `source` and `target`.")
        # One sentence a row, as the checker reads them; the edit is in one of several where there are several.
        if len(split_sentences(pair["source"])) <= 2 and len(split_words(pair["source"])) <= 90:
            pairs.append(pair)
    return pairs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=BUILD / "corpus", help="what prepare_corpus wrote")
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--synthetic", type=int, default=500_000, help="sentences to corrupt")
    parser.add_argument("--general", type=float, default=0.4, help="share of them from general prose, as far as there is enough")
    parser.add_argument("--clean", type=float, default=0.3, help="share of them left clean")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, default=BUILD / "pairs")
    options = parser.parse_args()

    sentences = load_from_disk(str(options.corpus / "sentences")).shuffle(seed=options.seed)
    pairs = read_pairs(options.pairs)
    tables = build_tables(sentences, [pair for pair in pairs if not is_held(pair.get("repo", ""))])
    options.out.mkdir(parents=True, exist_ok=True)
    tables.lexicon.write(options.out / "lexicon.txt")

    is_general = sentences["general"]
    general = [index for index, flag in enumerate(is_general) if flag][: int(options.synthetic * options.general)]
    technical = [index for index, flag in enumerate(is_general) if not flag][: options.synthetic - len(general)]
    chosen = sentences.select(general + technical)
    held_sources = [is_held(source) for source in chosen["source"]]
    taught = chosen.select([index for index, held in enumerate(held_sources) if not held])
    kept = chosen.select([index for index, held in enumerate(held_sources) if held]).shuffle(seed=1)

    real = list(real_rows([pair for pair in pairs if not is_held(pair.get("repo", ""))]))
    made = list(synthetic_rows(taught, options.synthetic, options.clean, tables, options.seed))
    Dataset.from_list(real + made, features=FEATURES).shuffle(seed=options.seed).save_to_disk(options.out / "train")
    held = list(real_rows([pair for pair in pairs if is_held(pair.get("repo", ""))]))
    held += [row(text, [], "clean") for text in kept["text"][:6000]]
    Dataset.from_list(held, features=FEATURES).save_to_disk(options.out / "held")
    write_meta(options.out, options=vars(options), real=len(real), synthetic=len(made), held=len(held), words=len(tables.lexicon.entries))
    print(f"{len(real):,} real and {len(made):,} made rows, {len(held):,} held out, {len(tables.lexicon.entries):,} words → {options.out}")


if __name__ == "__main__":
    main()
