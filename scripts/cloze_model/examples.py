"""Corrections and clean sentences → the labelled rows that `finetune` learns from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random

from datasets import Features, List, Value
from tqdm import tqdm

from . import corruption
from .corruption import ErrorStatistics, Rule, Writer
from .edits import Edit, align
from .encoding import Encoder
from .text import split_sentences, split_words

FEATURES = Features(
    {
        "text": Value("string"),
        "ops": List(Value("string")),
        "indices": List(Value("int64")),
        "texts": List(Value("string")),
        "origin": Value("string"),
        "pieces": Value("uint8"),
        "rare": Value("uint32"),
    }
)
"""Named, because a small set may hold no edit to read the types from. `pieces` is the length of the encoded row, 0 where nobody counted; `rare` is
`places_of` the sentence, 0 where no errors are to be put in."""

REAL, CLEAN, GENERAL, TECHNICAL = "real", "clean", "general", "technical"
"""Origins of rows: corrections of people; sentences as they are to stay; and clean sentences that errors are put into
whenever they are drawn, of general prose and of documentation."""

SYNTHETIC = (GENERAL, TECHNICAL)
"""Those that errors are put into."""

CLEAN_SHARE = 0.3
"""Share of the draws that put no error into a clean sentence."""


def is_short(source: str) -> bool:
    """One sentence a row, as the checker reads them; the edit is in one of several where there are several."""
    return len(split_sentences(source)) <= 2 and len(split_words(source)) <= 90


def read_pairs(path: Path) -> list[dict[str, str]]:
    pairs = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        pair = json.loads(line)
        if not {"source", "target"} <= pair.keys():
            raise SystemExit(f"{path}:{number}: each line needs `source` and `target`.")
        if is_short(pair["source"]):
            pairs.append(pair)
    return pairs


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


def row(text: str, edits: list[Edit], origin: str, pieces: int = 0, rare: int = 0) -> dict[str, object]:
    return {
        "text": text,
        "ops": [edit.op for edit in edits],
        "indices": [edit.index for edit in edits],
        "texts": [edit.text for edit in edits],
        "origin": origin,
        "pieces": pieces,
        "rare": rare,
    }


def real_rows(pairs: list[dict[str, str]], encoder: Encoder | None = None) -> Iterator[dict[str, object]]:
    """The corrections of people and, as clean text, their corrected sides; their lengths are counted where there is an encoder."""
    for pair in tqdm(pairs, desc="real pairs", unit="pair"):
        edits = align(pair["source"], pair["target"])
        for text, own, origin in ((pair["source"], edits, REAL), (pair["target"], [], CLEAN)):
            if origin == CLEAN or is_correction(text, own):
                yield row(text, own, origin, len(encoder.encode_text(text).ids) if encoder else 0)


def origin_of(is_general: bool) -> str:
    return GENERAL if is_general else TECHNICAL


def synthetic_rows(texts: Iterable[str], is_general: Iterable[bool], pieces: Iterable[int], rare: Iterable[int]) -> Iterator[dict[str, object]]:
    """Sentences that `corrupt_sentence` is to put errors into, each with its length and its index of rare kinds."""
    for text, general, length, places in zip(texts, is_general, pieces, rare, strict=True):
        yield row(text, [], origin_of(general), length, places)


def writer_of(origin: str, rng: Random) -> Writer:
    """A writer of sentences of that origin: a learner of English for general prose and for a third of the documentation, many of whose writers are learners."""
    return Writer(corruption.LEARNER if origin == GENERAL or rng.random() < 0.35 else corruption.TECHNICAL, rng)


def corrupt_sentence(text: str, origin: str, statistics: ErrorStatistics, rng: Random, first: Rule | None = None) -> tuple[str, list[Edit]] | None:
    """A clean sentence with errors and the edits that undo them, or None where none could be put in; `first` is a kind to begin with."""
    return corruption.corrupt(text, writer_of(origin, rng), statistics, first)
