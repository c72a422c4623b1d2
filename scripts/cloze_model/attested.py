"""What the rest of a corpus says of a change: which of the two wordings do other sources have between the same neighbours?

The critic of break-it-fix-it (Yasunaga & Liang 2021). The model that proposes a change cannot be asked: it would ask the same masks again.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from .edits import fold
from .text import split_words

Wording = tuple[str, ...]

ChangeClass = Literal["right", "wrong", "doubtful"]

START, END = "<s>", "</s>"

SURE = 0.85
"""Probability from which a change is right that no other source speaks against."""

LIKELY = 0.4
"""Probability below which no change is right."""


def normalized(text: str) -> Wording:
    """The words as they are compared, between the ends of the sentence: code is code, one number another, capitals are none."""
    kinds = {"opaque": "`", "number": "0"}
    return (START, *(kinds.get(word.kind) or fold(word.text).lower() for word in split_words(text)), END)


def wordings(typed: str, fixed: str) -> tuple[Wording, Wording]:
    """Where two sentences differ, with a neighbour on each side; with two where a word came or went, since one would say little."""
    a, b = normalized(typed), normalized(fixed)
    shorter = min(len(a), len(b))
    head = 0
    while head < shorter and a[head] == b[head]:
        head += 1
    tail = 0
    # What belongs to the head does not belong to the tail as well: "the the".
    while tail < shorter - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    around = 1 if head + tail < shorter else 2
    first, last = max(0, head - around), max(0, tail - around)
    return a[first : len(a) - last], b[first : len(b) - last]


def sources_of(wanted: set[Wording], sentences: Iterable[tuple[str, str]]) -> dict[Wording, set[str]]:
    """For (source, text) the sources that have each wanted wording."""
    lengths = sorted({len(wording) for wording in wanted})
    found: dict[Wording, set[str]] = {}
    for source, text in sentences:
        words = normalized(text)
        for length in lengths:
            for at in range(len(words) - length + 1):
                if (wording := words[at : at + length]) in wanted:
                    found.setdefault(wording, set()).add(source)
    return found


def classify_change(probability: float, typed: int, fixed: int) -> ChangeClass:
    """By the model's probability and the number of other sources that have what was typed, and what is proposed."""
    if probability >= LIKELY and fixed >= 2 and typed * 10 <= fixed:
        return "right"
    if probability >= SURE and typed == 0:
        return "right"
    if probability < SURE and typed >= 2 and fixed <= typed:
        return "wrong"
    return "doubtful"
