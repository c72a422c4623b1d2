"""What the checker weighed (`cloze check --jsonl --explain`) beside what people corrected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from .checker_cli import code_points
from .edits import align
from .text import split_words

ENSEMBLES = {"replace": ("replace", "merge", "split"), "delete": ("delete",), "insert": ("insert",), "case": ("case",)}
"""Which operations are scored by which ensemble."""

ENSEMBLE_OF = {operation: name for name, operations in ENSEMBLES.items() for operation in operations}


@dataclass(frozen=True)
class ScoredPosition:
    """One position of one sentence: what the gate sees of it, its candidates, and what people say of them."""

    sentence: int
    gate_features: list[float]
    candidates: list[dict]
    right: np.ndarray
    """(P,) bool: which candidates a reference makes, or somebody annotated as right."""
    is_wrong: bool
    """Something is wrong here, whether or not a candidate corrects it."""
    is_annotated: bool
    """Somebody annotated a candidate of it, or a reference corrects the position."""

    @property
    def is_gap(self) -> bool:
        return any(candidate["operation"] == "insert" for candidate in self.candidates)


Correction = tuple[str, int, int, str]
"""Operation, start and end in code points, and text in lower case."""


def corrections(source: str, targets: Sequence[str]) -> set[Correction]:
    """Every correction of any reference, by characters of the source."""
    words = split_words(source)
    found: set[Correction] = set()
    for target in targets:
        for edit in align(source, target):
            start = words[edit.index].start if edit.index < len(words) else len(source)
            last = words[min(edit.index + (edit.op == "merge"), len(words) - 1)] if words else None
            end = start if edit.op in ("insert", "unknown") or last is None else last.end
            found.add((edit.op, start, end, edit.text if edit.op == "case" else edit.text.lower()))
            if edit.op == "delete":
                found.update(_twins(words, edit.index))
    return found


def _twins(words, index: int) -> set[Correction]:
    """Of a doubled word either one may go: both deletions give the same text."""
    twins = set()
    for other in (index - 1, index + 1):
        if 0 <= other < len(words) and words[other].text.lower() == words[index].text.lower():
            twins.add(("delete", words[other].start, words[other].end, ""))
    return twins


Annotator = Callable[[dict, int, int, str], str | None]
"""A row, start, end (code points) and text of an edit → its annotation (`annotations.py`), None without one."""


def unannotated(_row: dict, _start: int, _end: int, _text: str) -> None:
    """Of a set that nobody has annotated."""
    return None


def collect_positions(rows: Sequence[dict], answers: Sequence[dict], annotated: Annotator = unannotated) -> list[ScoredPosition]:
    """Pairs each answer's positions with the row's corrections, and with the annotations of the candidates."""
    positions = []
    for number, (row, answer) in enumerate(zip(rows, answers, strict=True)):
        gold = corrections(row["source"], row["targets"])
        for position in answer["positions"]:
            candidates = position["candidates"]
            if not candidates:
                continue
            keys = [_key(row["source"], candidate) for candidate in candidates]
            labels = [annotated(row, *code_points(row["source"], candidate)) for candidate in candidates]
            right = np.array([key in gold or label == "right" for key, label in zip(keys, labels, strict=True)], dtype=bool)
            corrected = any(_is_at(keys[0], correction) for correction in gold)
            is_wrong = bool(right.any()) or corrected or "place" in labels
            positions.append(ScoredPosition(number, position["gateFeatures"], candidates, right, is_wrong, is_wrong or any(labels)))
    return positions


def _is_at(position: Correction, correction: Correction) -> bool:
    """True if the correction changes the word of the position, or fills its gap."""
    (_, start, end, _), (_, other_start, other_end, _) = position, correction
    return start == other_start and end == other_end if start == end or other_start == other_end else start < other_end and other_start < end


def _key(source: str, candidate: dict) -> Correction:
    start, end, text = code_points(source, candidate)
    return candidate["operation"], start, end, text if candidate["operation"] == "case" else text.lower().replace("’", "'")
