"""The form of the everyday drafts: one mistake a sentence, in two equal halves, and nothing twice."""

from collections import Counter
from pathlib import Path

import pytest

from cloze_model.edits import align
from cloze_model.product import read_rows

DRAFTS = Path(__file__).parents[2] / "scripts" / "drafts"
MISTAKES, SOUND = read_rows(DRAFTS / "mistakes.jsonl"), read_rows(DRAFTS / "sound.jsonl")


def is_one_change(source: str, target: str) -> bool:
    """One edit, or a word that stands elsewhere."""
    edits = align(source, target)
    if len(edits) == 1:
        return edits[0].op != "unknown"
    moved = {edit.op for edit in edits} == {"delete", "insert"} and len(edits) == 2
    return moved and sorted(source.rstrip(".?!").lower().split()) == sorted(target.rstrip(".?!").lower().split())


def test_each_is_there_once() -> None:
    rows = MISTAKES + SOUND
    assert len(MISTAKES) == 300 and len(SOUND) == 200
    assert len({row["id"] for row in rows}) == len(rows)
    assert len({row["source"].casefold() for row in rows}) == len(rows)
    assert all(row["source"] not in row["targets"] and len(set(row["targets"])) == len(row["targets"]) for row in MISTAKES)


@pytest.mark.parametrize("row", MISTAKES, ids=lambda row: row["id"])
def test_each_mistake_is_one(row: dict) -> None:
    assert any(is_one_change(row["source"], target) for target in row["targets"])
    assert all(1 <= len(align(row["source"], target)) <= 3 for target in row["targets"])


def test_what_is_right_has_no_other_target() -> None:
    assert all(row["targets"] == [row["source"]] for row in SOUND)


@pytest.mark.parametrize("rows", [MISTAKES, SOUND])
def test_the_halves_are_balanced(rows: list[dict]) -> None:
    halves = Counter(row["half"] for row in rows)
    assert halves["fit"] == halves["report"] == len(rows) / 2
    of_kind = Counter((row["kind"], row["half"]) for row in rows)
    assert all(abs(of_kind[kind, "fit"] - of_kind[kind, "report"]) <= 1 for kind in {row["kind"] for row in rows})


def test_the_mistakes_are_of_26_kinds() -> None:
    assert set(Counter(row["kind"] for row in MISTAKES).values()) == {11, 12}
    assert len({row["kind"] for row in MISTAKES}) == 26
