"""What the checker weighed (`cloze check --jsonl --explain`) beside what people corrected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from .edits import align
from .product import code_points
from .text import split_words

ENSEMBLES = {"replace": ("replace", "merge", "split"), "delete": ("delete",), "insert": ("insert",), "case": ("case",)}
"""Which operations are judged by which ensemble."""

ENSEMBLE_OF = {operation: name for name, operations in ENSEMBLES.items() for operation in operations}


@dataclass(frozen=True)
class Place:
    """One place of one sentence: what the gate sees of it, its proposals, and what people say of them."""

    sentence: int
    screening: list[float]
    proposals: list[dict]
    right: np.ndarray
    """(P,) bool: which proposals a reference or a reader makes."""
    is_wrong: bool
    """Something is wrong here, whether or not a proposal mends it."""
    is_read: bool
    """Somebody read a proposal of it, or a reference corrects the place."""

    @property
    def is_gap(self) -> bool:
        return any(proposal["operation"] == "insert" for proposal in self.proposals)


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


Reader = Callable[[dict, int, int, str], str | None]
"""A row, start, end (code points) and text of an edit → the verdict of whoever read it (`verdicts.py`), None if nobody did."""


def unread(_row: dict, _start: int, _end: int, _text: str) -> None:
    """The reader of a set that nobody has read."""
    return None


def collect_places(rows: Sequence[dict], answers: Sequence[dict], read: Reader = unread) -> list[Place]:
    """Pairs each answer's places with the row's corrections, and with what was read of the proposals."""
    places = []
    for number, (row, answer) in enumerate(zip(rows, answers, strict=True)):
        gold = corrections(row["source"], row["targets"])
        for place in answer["places"]:
            proposals = place["proposals"]
            if not proposals:
                continue
            keys = [_key(row["source"], proposal) for proposal in proposals]
            said = [read(row, *code_points(row["source"], proposal)) for proposal in proposals]
            right = np.array([key in gold or verdict == "right" for key, verdict in zip(keys, said, strict=True)], dtype=bool)
            corrected = any(_is_at(keys[0], correction) for correction in gold)
            is_wrong = bool(right.any()) or corrected or "place" in said
            places.append(Place(number, place["screening"], proposals, right, is_wrong, is_wrong or any(said)))
    return places


def _is_at(place: Correction, correction: Correction) -> bool:
    """True if the correction changes the word of the place, or fills its gap."""
    (_, start, end, _), (_, other_start, other_end, _) = place, correction
    return start == other_start and end == other_end if start == end or other_start == other_end else start < other_end and other_start < end


def _key(source: str, proposal: dict) -> Correction:
    start, end, text = code_points(source, proposal)
    return proposal["operation"], start, end, text if proposal["operation"] == "case" else text.lower().replace("’", "'")
