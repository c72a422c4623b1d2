"""A project's own training data → labelled rows: its corrections, and its prose, to be seen as it stands and with errors put in."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from datasets import Dataset

from .checker_cli import ROOT, write_lessons
from .corruption import ErrorStatistics, places_of
from .corruption.error_statistics import count_errors
from .examples import FEATURES, is_short, real_rows, synthetic_rows
from .lexicon import Lexicon
from .run_metadata import write_meta
from .text import split_sentences

SHIPPED = ROOT / "model"


@dataclass(frozen=True)
class ProjectData:
    """What a project teaches: sentences that are right as they stand, and corrections with `source` and `target`."""

    prose: list[str]
    corrections: list[dict[str, str]]


def read_project_data(source: Path) -> ProjectData:
    """Reads a folder, by the product's own reader, or the JSON that `cloze retrain --write-data` wrote.

    Raises RuntimeError with one sentence for the reader. The dictionary is not read: the checker asks it anyway.
    """
    if source.is_dir():
        with TemporaryDirectory() as scratch:
            written = Path(scratch) / "data.json"
            write_lessons(source, written)
            return read_project_data(written)
    try:
        data = json.loads(source.read_text(encoding="utf-8"))
        # A finding that was ignored: the writer says that the sentence is right.
        prose = [*data["prose"], *(finding["text"] for finding in data["ignored"])]
        corrections = [{"source": one["source"], "target": one["target"]} for one in data["corrections"]]
        sentences = dict.fromkeys(sentence for text in prose for sentence in split_sentences(text))
        corrections = [pair for pair in corrections if is_short(pair["source"]) and is_short(pair["target"])]
    except OSError as error:
        raise RuntimeError(f"{source} cannot be read: {error.strerror}.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise RuntimeError(f"{source} is no file of training data, as `cloze retrain FOLDER --write-data FILE` writes it.") from error
    # What was corrected in one place may still stand in another.
    wrong = {pair["source"] for pair in corrections}
    return ProjectData([sentence for sentence in sentences if sentence not in wrong], corrections)


def statistics_of(data: ProjectData, lexicon: Lexicon) -> ErrorStatistics:
    """What corruption draws from. A correction made once counts, since the product leaves renamings out of the data."""
    return ErrorStatistics(lexicon, *count_errors((pair["source"], pair["target"]) for pair in data.corrections))


def rows_of(data: ProjectData, statistics: ErrorStatistics) -> list[dict[str, object]]:
    """Rows with the `FEATURES` of `examples.py`."""
    rare = (places_of(sentence, statistics) for sentence in data.prose)
    nothing = [0] * len(data.prose)
    return [*real_rows(data.corrections), *synthetic_rows(data.prose, [False] * len(data.prose), nothing, rare)]


def write_rows(source: Path, out: Path, seed: int) -> None:
    """Writes `OUT/train` and its statistics as `make_pairs` does; what has its `meta.json` is whole and stays, so that a killed run goes on with the same rows.

    Raises RuntimeError as `read_project_data` does, and where there is nothing to learn from.
    """
    if (out / "meta.json").exists():
        return
    data = read_project_data(source)
    statistics = statistics_of(data, Lexicon.read(SHIPPED / "lexicon.txt"))
    rows = rows_of(data, statistics)
    if not rows:
        raise RuntimeError(f"{source} holds neither prose nor corrections to learn from.")
    Dataset.from_list(rows, features=FEATURES).shuffle(seed=seed).save_to_disk(out / "train")
    statistics.write(out)
    write_meta(out, source=source, corrections=len(data.corrections), prose=len(data.prose), rows=len(rows))
    print(f"{len(rows):,} rows of {len(data.corrections):,} corrections and {len(data.prose):,} sentences → {out}", flush=True)
