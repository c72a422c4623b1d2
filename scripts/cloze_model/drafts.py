"""What the checker makes of the everyday drafts: which mistakes it sees, which it corrects, and what it says of what is right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .annotations import candidate_of
from .checker_cli import apply_fix, read_rows
from .edits import align
from .metric import tokens
from .text import Word, split_words

FOLDER = Path(__file__).resolve().parents[1] / "drafts"


def read_drafts(name: str, half: str) -> list[dict]:
    """The rows of `mistakes` or `correct` that are of that half, or of both (`all`)."""
    return [row for row in read_rows(FOLDER / f"{name}.jsonl") if half in ("all", row["half"])]


@dataclass(frozen=True)
class Kind:
    """Counts over the sentences of one kind of mistake."""

    sentences: int
    flagged: int
    corrected: int


def drafts_figures(mistakes: Sequence[dict], answers: Sequence[dict], clean: Sequence[dict], clean_answers: Sequence[dict]) -> dict:
    """Sentences whose mistake is found and corrected, the share of findings at a right place, and alarms in what is right."""
    kinds: dict[str, Kind] = {}
    findings = placed = 0
    for row, answer in zip(mistakes, answers, strict=True):
        at_place = [finding for finding in answer["findings"] if is_at_mistake(row, finding)]
        findings, placed = findings + len(answer["findings"]), placed + len(at_place)
        old = kinds.get(row["kind"], Kind(0, 0, 0))
        corrected = any(corrects(row, finding) for finding in at_place)
        kinds[row["kind"]] = Kind(old.sentences + 1, old.flagged + bool(at_place), old.corrected + corrected)
    alarms = sum(len(answer["findings"]) for answer in clean_answers)
    words = sum(len(tokens(row["source"])) for row in clean)
    return {
        "sentences": len(mistakes),
        "flagged": sum(kind.flagged for kind in kinds.values()),
        "corrected": sum(kind.corrected for kind in kinds.values()),
        "findings": findings,
        "detection_precision": round(placed / findings, 3) if findings else None,
        "clean_alarms": alarms,
        "clean_alarms_per_1000": round(1000 * alarms / words, 2) if words else None,
        "kinds": {name: vars(kind) for name, kind in kinds.items()},
    }


def is_at_mistake(row: dict, finding: dict) -> bool:
    """True if the finding touches a word that one of the targets changes, or the gap in which one puts a word."""
    words = split_words(row["source"])
    start, end, _ = candidate_of(row["source"], finding, finding["fixes"][0])
    found = _positions(words, start, end)
    return any(found & _changed(edit.op, edit.index) for target in row["targets"] for edit in align(row["source"], target))


def corrects(row: dict, finding: dict) -> bool:
    """True if the first fix of the finding turns the sentence into one of the targets."""
    # Words are compared, not the white space between them.
    made = _plain(apply_fix(row["source"], finding, finding["fixes"][0]))
    return any(made == _plain(target) for target in row["targets"])


def _plain(text: str) -> list[str]:
    return [word.text.replace("’", "'") for word in split_words(text)]


def _positions(words: Sequence[Word], start: int, end: int) -> set[float]:
    """Words by index, gaps by the index of the next word less a half; of an empty span the gap and the words beside it."""
    if start < end:
        inside = {index for index, word in enumerate(words) if word.start < end and word.end > start}
        return {position for index in inside for position in (index - 0.5, index, index + 0.5)}
    gap = sum(word.end <= start for word in words)
    return {gap - 1, gap - 0.5, gap}


def _changed(operation: str, index: int) -> set[float]:
    if operation in ("insert", "unknown"):
        return {index - 0.5}
    return {index, index + 1} if operation == "merge" else {index}


def kinds_table(kinds: dict[str, dict]) -> str:
    """How many sentences of each kind of mistake there are, are flagged and are corrected, as a Markdown table."""
    lines = ["| kind of mistake | sentences | flagged | rightly corrected |", "| --- | --: | --: | --: |"]
    return "\n".join(lines + [f"| {name} | {kind['sentences']} | {kind['flagged']} | {kind['corrected']} |" for name, kind in kinds.items()])
