"""Labelled sentences: what is wrong with which word or gap.

An edit names a word by its index, an insertion the gap before that index. `align` finds the edits between a sentence
and its correction (Bryant et al. 2017 align likewise); corruption makes them together with the errors.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .text import Word, split_words

Op = Literal["replace", "delete", "insert", "merge", "split", "case", "unknown"]


@dataclass(frozen=True)
class Edit:
    """`op` at word `index` (for `insert`: at the gap before it). `text` is what belongs there.

    merge: word `index` and the next become `text`; split: the word becomes the two words of `text`;
    case: the same letters as `text` has them; unknown: something is wrong there that no single edit corrects.
    """

    op: Op
    index: int
    text: str


def fold(text: str) -> str:
    """The form in which two words count as the same: straight quotes, case kept."""
    return text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')


def align(source: str, target: str) -> list[Edit]:
    """The edits that turn one sentence into another, by a minimal word alignment that prefers words alike."""
    before, after = split_words(source), split_words(target)
    a, b = [fold(word.text) for word in before], [fold(word.text) for word in after]
    head = 0
    while head < min(len(a), len(b)) and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < min(len(a), len(b)) - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    steps = _trace(a[head : len(a) - tail], b[head : len(b) - tail])
    return _to_edits(steps, a, b, head)


def word_distance(a: str, b: str) -> float:
    """Cost of one word for another, below 2 so that substitution beats deletion with insertion for words alike."""
    if a.lower() == b.lower():
        return 0.1
    if a[0].isalnum() != b[0].isalnum():
        return 1.9
    shared = 0
    while shared < min(len(a), len(b)) and a[shared].lower() == b[shared].lower():
        shared += 1
    return 1.0 + 0.5 * (1 - shared / max(len(a), len(b)))


def _trace(a: list[str], b: list[str]) -> list[tuple[str, int, int]]:
    """Needleman–Wunsch over words → steps (match|sub|del|ins|join|break, i, j) in order."""
    rows, columns = len(a), len(b)
    cost = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    step: list[list[tuple[str, int, int]]] = [[("", 0, 0)] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows + 1):
        for j in range(columns + 1):
            if i == j == 0:
                continue
            options = []
            if i and j:
                same = a[i - 1] == b[j - 1]
                options.append((cost[i - 1][j - 1] + (0.0 if same else word_distance(a[i - 1], b[j - 1])), ("match" if same else "sub", 1, 1)))
            if i:
                options.append((cost[i - 1][j] + 1, ("del", 1, 0)))
            if j:
                options.append((cost[i][j - 1] + 1, ("ins", 0, 1)))
            if i > 1 and j and (a[i - 2] + a[i - 1]).lower() == b[j - 1].lower():
                options.append((cost[i - 2][j - 1] + 0.5, ("join", 2, 1)))
            if i and j > 1 and (b[j - 2] + b[j - 1]).lower() == a[i - 1].lower():
                options.append((cost[i - 1][j - 2] + 0.5, ("break", 1, 2)))
            cost[i][j], step[i][j] = min(options)
    steps, i, j = [], rows, columns
    while i or j:
        name, down, right = step[i][j]
        i, j = i - down, j - right
        steps.append((name, i, j))
    return steps[::-1]


def _to_edits(steps: list[tuple[str, int, int]], a: list[str], b: list[str], head: int) -> list[Edit]:
    edits: list[Edit] = []
    for name, i, j in steps:
        i, j = i + head, j + head
        if name == "sub":
            edits.append(Edit("case" if a[i].lower() == b[j].lower() else "replace", i, b[j]))
        elif name == "del":
            edits.append(Edit("delete", i, ""))
        elif name == "ins":
            # Two words missing in one gap: known to be wrong, but no single edit corrects it.
            if edits and edits[-1].op in ("insert", "unknown") and edits[-1].index == i:
                edits[-1] = Edit("unknown", i, "")
            else:
                edits.append(Edit("insert", i, b[j]))
        elif name == "join":
            edits.append(Edit("merge", i, b[j]))
        elif name == "break":
            edits.append(Edit("split", i, f"{b[j]} {b[j + 1]}"))
    return edits


def apply_edits(source: str, edits: list[Edit]) -> str:
    """The corrected words divided by single spaces: for tests and logs, not for documents."""
    words: list[str] = []
    by_place = {(edit.op == "insert", edit.index): edit for edit in edits}
    skip = False
    tokens: list[Word] = split_words(source)
    for index in range(len(tokens) + 1):
        if insertion := by_place.get((True, index)):
            words.append(insertion.text)
        if index == len(tokens) or skip:
            skip = False
            continue
        edit = by_place.get((False, index))
        words.append(fold(tokens[index].text) if edit is None else edit.text)
        skip = edit is not None and edit.op == "merge"
    return " ".join(word for word in words if word)
