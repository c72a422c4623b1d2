"""The form of the everyday drafts: one mistake a sentence, in two equal halves, and nothing twice."""

from collections import Counter
from pathlib import Path

import pytest

from cloze_model.checker_cli import read_rows
from cloze_model.drafts import corrects, drafts_figures, is_at_mistake, kinds_table, read_drafts
from cloze_model.edits import align

DRAFTS = Path(__file__).parents[2] / "scripts" / "drafts"
MISTAKES, CORRECT = read_rows(DRAFTS / "mistakes.jsonl"), read_rows(DRAFTS / "correct.jsonl")


def is_one_change(source: str, target: str) -> bool:
    """One edit, or a word that stands elsewhere."""
    edits = align(source, target)
    if len(edits) == 1:
        return edits[0].op != "unknown"
    moved = {edit.op for edit in edits} == {"delete", "insert"} and len(edits) == 2
    return moved and sorted(source.rstrip(".?!").lower().split()) == sorted(target.rstrip(".?!").lower().split())


def test_each_is_there_once() -> None:
    rows = MISTAKES + CORRECT
    assert len(MISTAKES) == 324 and len(CORRECT) == 216
    assert len({row["id"] for row in rows}) == len(rows)
    assert len({row["source"].casefold() for row in rows}) == len(rows)
    assert all(row["source"] not in row["targets"] and len(set(row["targets"])) == len(row["targets"]) for row in MISTAKES)


@pytest.mark.parametrize("row", MISTAKES, ids=lambda row: row["id"])
def test_each_mistake_is_one(row: dict) -> None:
    assert any(is_one_change(row["source"], target) for target in row["targets"])
    assert all(1 <= len(align(row["source"], target)) <= 3 for target in row["targets"])


def test_what_is_right_has_no_other_target() -> None:
    assert all(row["targets"] == [row["source"]] for row in CORRECT)


@pytest.mark.parametrize("rows", [MISTAKES, CORRECT])
def test_the_halves_are_balanced(rows: list[dict]) -> None:
    halves = Counter(row["half"] for row in rows)
    assert halves["fit"] == halves["report"] == len(rows) / 2
    of_kind = Counter((row["kind"], row["half"]) for row in rows)
    assert all(abs(of_kind[kind, "fit"] - of_kind[kind, "report"]) <= 1 for kind in {row["kind"] for row in rows})


def test_the_mistakes_are_of_28_kinds() -> None:
    assert set(Counter(row["kind"] for row in MISTAKES).values()) == {11, 12}
    assert len({row["kind"] for row in MISTAKES}) == 28


ROW = {"kind": "verb", "source": "We suggest to use 🐦 it , and and go.", "targets": ["We suggest you use 🐦 it, and go.", "We suggest using 🐦 it, and go."]}


def finding(start: int, end: int, text: str) -> dict:
    """In UTF-16 units, in which the bird is two."""
    return {"start": start, "end": end, "fixes": [{"text": text}, {"text": "something else"}]}


def answer(*findings: dict) -> dict:
    return {"findings": list(findings)}


@pytest.mark.parametrize(
    ("one", "at_mistake", "corrected"),
    [
        (finding(11, 13, "you"), True, False),  # The doubled word is left.
        (finding(14, 17, "using"), True, False),
        (finding(13, 13, " that"), True, False),
        (finding(3, 10, "propose"), False, False),
        (finding(25, 29, ""), True, False),
        (finding(21, 23, "them"), False, False),
    ],
)
def test_a_finding_is_at_the_mistake_or_not(one: dict, at_mistake: bool, corrected: bool) -> None:
    assert (is_at_mistake(ROW, one), corrects(ROW, one)) == (at_mistake, corrected)


def test_a_missing_word_is_found_in_its_gap() -> None:
    row = {"source": "Take look at it.", "targets": ["Take a look at it."]}
    assert is_at_mistake(row, finding(5, 5, "a ")) and corrects(row, finding(5, 5, "a "))
    assert is_at_mistake(row, finding(5, 9, "looks")) and not corrects(row, finding(5, 9, "looks"))
    assert not is_at_mistake(row, finding(10, 12, "to"))


def test_the_figures_count_sentences_findings_and_alarms() -> None:
    mistakes = [
        {"kind": "verb", "source": "He go home.", "targets": ["He goes home.", "He went home."]},
        {"kind": "verb", "source": "She sing it.", "targets": ["She sings it."]},
        {"kind": "article", "source": "Take look.", "targets": ["Take a look."]},
    ]
    answers = [answer(finding(3, 5, "went"), finding(6, 10, "hone")), answer(finding(4, 8, "song")), answer()]
    correct = [{"source": "All of it is right."}, {"source": "So is this."}]
    figures = drafts_figures(mistakes, answers, correct, [answer(finding(0, 3, "Al")), answer()])
    assert figures == {
        "sentences": 3,
        "flagged": 2,
        "corrected": 1,
        "findings": 3,
        "detection_precision": 0.667,
        "clean_alarms": 1,
        "clean_alarms_per_1000": 100.0,
        "kinds": {"verb": {"sentences": 2, "flagged": 2, "corrected": 1}, "article": {"sentences": 1, "flagged": 0, "corrected": 0}},
    }
    assert kinds_table(figures["kinds"]).splitlines()[2:] == ["| verb | 2 | 2 | 1 |", "| article | 1 | 0 | 0 |"]


def test_a_half_is_read_alone() -> None:
    assert len(read_drafts("mistakes", "fit")) == 162 and len(read_drafts("correct", "report")) == 108
    assert read_drafts("mistakes", "all") == MISTAKES
