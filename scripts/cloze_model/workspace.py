"""A project's own lessons → labelled rows: its corrections, and its prose, to be seen as it stands and with errors put in."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from datasets import Dataset

from .corruption import Tables, places_of
from .corruption.tables import mine_pairs
from .lexicon import Lexicon
from .product import ROOT, write_lessons
from .rows import FEATURES, is_short, real_rows, sound_rows
from .steps import write_meta
from .text import split_sentences

SHIPPED = ROOT / "model"


@dataclass(frozen=True)
class Lessons:
    """What a project teaches: sentences that are right as they stand, and corrections with `source` and `target`."""

    prose: list[str]
    corrections: list[dict[str, str]]


def read_lessons(source: Path) -> Lessons:
    """Reads a folder, by the product's own reader, or the JSON that `cloze retrain --write-lessons` wrote.

    Raises RuntimeError with one sentence for the reader. The dictionary is not read: the checker asks it anyway.
    """
    if source.is_dir():
        with TemporaryDirectory() as scratch:
            written = Path(scratch) / "lessons.json"
            write_lessons(source, written)
            return read_lessons(written)
    try:
        lessons = json.loads(source.read_text(encoding="utf-8"))
        # A finding that was ignored: the writer says that the sentence is right.
        prose = [*lessons["prose"], *(finding["text"] for finding in lessons["ignored"])]
        corrections = [{"source": one["source"], "target": one["target"]} for one in lessons["corrections"]]
        sentences = dict.fromkeys(sentence for text in prose for sentence in split_sentences(text))
        corrections = [pair for pair in corrections if is_short(pair["source"]) and is_short(pair["target"])]
    except OSError as error:
        raise RuntimeError(f"{source} cannot be read: {error.strerror}.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise RuntimeError(f"{source} is no file of lessons, as `cloze retrain FOLDER --write-lessons FILE` writes it.") from error
    # What was corrected in one place may still stand in another.
    wrong = {pair["source"] for pair in corrections}
    return Lessons([sentence for sentence in sentences if sentence not in wrong], corrections)


def tables_of(lessons: Lessons, lexicon: Lexicon) -> Tables:
    """What corruption draws from. A correction made once counts, since the product leaves renamings out of the lessons."""
    return Tables(lexicon, *mine_pairs((pair["source"], pair["target"]) for pair in lessons.corrections))


def rows_of(lessons: Lessons, tables: Tables) -> list[dict[str, object]]:
    """Rows with the `FEATURES` of `rows.py`."""
    rare = (places_of(sentence, tables) for sentence in lessons.prose)
    nothing = [0] * len(lessons.prose)
    return [*real_rows(lessons.corrections), *sound_rows(lessons.prose, [False] * len(lessons.prose), nothing, rare)]


def write_rows(source: Path, out: Path, seed: int) -> None:
    """Writes `OUT/train` and its tables as `make_pairs` does; what has its `meta.json` is whole and stays, so that a killed run goes on with the same rows.

    Raises RuntimeError as `read_lessons` does, and where there is nothing to learn from.
    """
    if (out / "meta.json").exists():
        return
    lessons = read_lessons(source)
    tables = tables_of(lessons, Lexicon.read(SHIPPED / "lexicon.txt"))
    rows = rows_of(lessons, tables)
    if not rows:
        raise RuntimeError(f"{source} holds neither prose nor corrections to learn from.")
    Dataset.from_list(rows, features=FEATURES).shuffle(seed=seed).save_to_disk(out / "train")
    tables.write(out)
    write_meta(out, source=source, corrections=len(lessons.corrections), prose=len(lessons.prose), rows=len(rows))
    print(f"{len(rows):,} rows of {len(lessons.corrections):,} corrections and {len(lessons.prose):,} sentences → {out}", flush=True)
