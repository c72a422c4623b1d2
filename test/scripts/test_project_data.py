"""The second tier: a project's training data becomes rows, and the whole model is fine-tuned on them."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from random import Random

import pytest
from conftest import FIXTURES, TINY, TinyRun
from datasets import load_from_disk
from steps import ROOT, run_step, start_step

from cloze_model.checkpoint import read_any
from cloze_model.corruption import ErrorStatistics
from cloze_model.corruption.corrupted_sentence import CorruptedSentence
from cloze_model.corruption.random_errors import mined
from cloze_model.edits import Edit
from cloze_model.lexicon import Lexicon
from cloze_model.project_data import SHIPPED, read_project_data, rows_of, statistics_of, write_rows
from cloze_model.text import split_words

PROJECT = FIXTURES / "project.json"
SYNTHETIC = [
    "The worker reads its settings from one file.",
    "It waits for the queue before it starts.",
    "Run `code` and wait for the page.",
    "Every worker has a cabinet of its own.",
]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.read(SHIPPED / "lexicon.txt")


@pytest.fixture(scope="module")
def rows(lexicon: Lexicon) -> list[dict]:
    data = read_project_data(PROJECT)
    return rows_of(data, statistics_of(data, lexicon))


def test_corrections_are_rows_with_their_edits(rows: list[dict]) -> None:
    real = {row["text"]: row for row in rows if row["origin"] == "real"}
    assert real.keys() == {"A build takes longer then a test.", "The workers is started by the queue."}
    correction = real["A build takes longer then a test."]
    assert (correction["ops"], correction["indices"], correction["texts"]) == (["replace"], [4], ["than"])


def test_prose_is_there_to_be_seen_clean_and_with_errors(rows: list[dict]) -> None:
    assert all(not row["ops"] for row in rows if row["origin"] != "real")
    assert [row["text"] for row in rows if row["origin"] == "technical"] == SYNTHETIC
    assert {row["text"] for row in rows if row["origin"] == "clean"} == {"A build takes longer than a test.", "The workers are started by the queue."}


def test_what_is_written_is_what_finetune_reads(tmp_path: Path, rows: list[dict]) -> None:
    write_rows(PROJECT, tmp_path, seed=0)
    assert sorted(load_from_disk(str(tmp_path / "train"))["text"]) == sorted(row["text"] for row in rows)
    assert ErrorStatistics.read(tmp_path).wrong["than"] == {"then": 1}


def test_what_was_corrected_is_confused_again(lexicon: Lexicon) -> None:
    statistics = statistics_of(read_project_data(PROJECT), lexicon)
    assert statistics.wrong["than"] == {"then": 1} and statistics.wrong["are"] == {"is": 1}
    draft = CorruptedSentence(split_words("It is more than a file."))
    assert mined(draft, statistics, Random(0))
    assert draft.finish() == ("It is more then a file.", [Edit("replace", 3, "than")])


def test_a_folder_is_read_by_the_products_own_reader(tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(["git", "-c", "user.name=W", "-c", "user.email=w@example.org", *arguments], cwd=tmp_path, check=True, capture_output=True)

    git("init", "-q")
    for verb in ("need", "needs"):
        (tmp_path / "guide.md").write_text(f"# Guide\n\nThe *server* {verb} a port of its own to listen on.\n", encoding="utf-8")
        git("add", ".")
        git("commit", "-qm", f"Write that it {verb}")
    data = read_project_data(tmp_path)
    assert data.prose == ["The server needs a port of its own to listen on."]
    assert data.corrections == [{"source": "The server need a port of its own to listen on.", "target": data.prose[0]}]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "cannot be read"),
        ("The worker reads its settings.", "no file of training data"),
        ('["The worker reads its settings."]', "no file of training data"),
        ('{"prose": ["The worker reads its settings."]}', "no file of training data"),
        ('{"prose": [], "corrections": [{"source": "It work."}], "ignored": []}', "no file of training data"),
        ('{"prose": [1], "corrections": [], "ignored": []}', "no file of training data"),
        ('{"prose": [], "corrections": [], "ignored": []}', "neither prose nor corrections"),
    ],
)
def test_what_is_no_lessons_file_is_named(tmp_path: Path, text: str | None, message: str) -> None:
    source = tmp_path / "data.json"
    if text is not None:
        source.write_text(text, encoding="utf-8")
    with pytest.raises(RuntimeError, match=f"data.json .*{message}"):
        write_rows(source, tmp_path / "pairs", seed=0)
    assert not (tmp_path / "pairs").exists()


def test_training_on_a_project_leaves_a_model_that_ships_with_the_calibration_of_before(tiny_run: TinyRun, tmp_path: Path) -> None:
    adapted, model = tmp_path / "adapted", tmp_path / "model"
    run_step("finetune", *TINY, "--max-steps", 3, "--workspace", PROJECT, "--base", tiny_run.finetuned, "--out", adapted)
    before, after = (read_any(folder).state_dict() for folder in (tiny_run.finetuned, adapted))
    moved = [(after[name] - before[name]).abs().max().item() for name in before]
    # The whole model, and gently: three steps of Adam at a rate of at most 5e-5.
    assert sum(move > 0 for move in moved) > 0.9 * len(moved) and max(moved) < 2e-4
    assert json.loads((adapted / "meta.json").read_text())["options"]["rate"] == 2e-5
    assert len(load_from_disk(str(adapted / "pairs" / "train"))) == 8

    run_step("export", "--model", adapted, "--lexicon", SHIPPED / "lexicon.txt", "--calibration", SHIPPED / "model.json", "--out", model)
    shipped, written = (json.loads((folder / "model.json").read_text(encoding="utf-8")) for folder in (SHIPPED, model))
    for part in ("thresholds", "ensembles", "gates"):
        assert written[part] == shipped[part]


def test_a_file_without_training_data_is_one_clear_message(tmp_path: Path) -> None:
    process = start_step("finetune", *TINY, "--workspace", ROOT / "package.json", "--out", tmp_path / "out")
    output = process.finish()
    assert process.returncode == 1 and "no file of training data" in output and "Traceback" not in output
