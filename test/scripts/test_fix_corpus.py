"""Break-it-fix-it: what the model that ships finds in clean text is corrected where other sources write what it proposes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from datasets import Dataset, load_from_disk
from steps import run_step

from cloze_model.attested import END, START, classify_change, sources_of, wordings


@pytest.mark.parametrize(
    ("typed", "fixed", "expected"),
    [
        ("It is an new file.", "It is a new file.", (("is", "an", "new"), ("is", "a", "new"))),
        ("An new file.", "A new file.", ((START, "an", "new"), (START, "a", "new"))),
        ("We like the the idea of 3 `files`.", "We like the idea of 3 `files`.", (("like", "the", "the", "idea", "of"), ("like", "the", "idea", "of"))),
        ("Of 3 `files` one.", "Of 3 `files` the one.", (("0", "`", "one", "."), ("0", "`", "the", "one", "."))),
        ("The same.", "The same", (("the", "same", ".", END), ("the", "same", END))),
        ("Equal", "equal", (("equal", END), ("equal", END))),
    ],
)
def test_wordings_are_what_differs_and_what_stands_beside_it(typed: str, fixed: str, expected: tuple) -> None:
    assert wordings(typed, fixed) == expected


def test_sources_are_counted_once_whatever_they_repeat() -> None:
    wanted = {("is", "a", "new"), ("new", "file", ".", END)}
    said = [("one", "It is a new file."), ("one", "This is a new day."), ("two", "That is A new one."), ("three", "It is the new file.")]
    assert sources_of(wanted, said) == {("is", "a", "new"): {"one", "two"}, ("new", "file", ".", END): {"one", "three"}}


@pytest.mark.parametrize(
    ("probability", "typed", "fixed", "wanted"),
    [
        (0.5, 0, 2, "right"),
        (0.5, 3, 40, "right"),
        (0.3, 0, 40, "doubtful"),
        (0.9, 0, 0, "right"),
        (0.9, 1, 0, "doubtful"),
        (0.9, 50, 0, "doubtful"),
        (0.7, 5, 4, "wrong"),
        (0.7, 1, 0, "doubtful"),
        (0.7, 5, 30, "doubtful"),
    ],
)
def test_other_sources_decide(probability: float, typed: int, fixed: int, wanted: str) -> None:
    assert classify_change(probability, typed, fixed) == wanted


def test_what_is_right_becomes_a_correction_and_is_not_taken_for_clean(tmp_path: Path) -> None:
    clean = ["This is a new file for the project.", "The new server starts in a second."]
    mistaken = "There is an new file for each of the users."
    rows = [{"text": text.replace("server", f"server of {name}"), "source": name, "general": False} for name in ("Ann", "Ben", "Cy") for text in clean]
    Dataset.from_list([*rows, {"text": mistaken, "source": "Dee", "general": False}]).save_to_disk(tmp_path / "corpus" / "sentences")
    pairs = tmp_path / "pairs.jsonl"
    pair = {"source": "He open a file for the teh project.", "target": "He opens a file for teh project.", "repo": "Eve"}
    pairs.write_text(json.dumps(pair) + "\n")
    options = ["--corpus", tmp_path / "corpus", "--pairs", pairs, "--sentences", 100, "--out", tmp_path / "fixed"]
    printed = run_step("fix_corpus", *options)
    assert "6 of 7 sentences taken for clean, 1 corrections found" in printed
    assert sorted(load_from_disk(str(tmp_path / "fixed" / "sentences"))["text"]) == sorted(row["text"] for row in rows)
    written = [json.loads(line) for line in (tmp_path / "fixed" / "pairs.jsonl").read_text().splitlines()]
    assert written == [
        pair | {"target": "He opens a file for the project."},
        {"source": mistaken, "target": mistaken.replace("an new", "a new"), "repo": "Dee"},
    ]
    # A second run reads what the first has checked.
    checked = sorted((tmp_path / "fixed" / "findings").iterdir())
    times = [path.stat().st_mtime_ns for path in checked]
    assert run_step("fix_corpus", *options).splitlines()[-1] == printed.splitlines()[-1]
    assert [path.stat().st_mtime_ns for path in checked] == times
